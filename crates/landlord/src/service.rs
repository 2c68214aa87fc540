//! The running service: what every route shares.

use std::{
    fs, io,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use contract::{LandlordProfile, RentDocument, VERIFICATION_PATH};

use crate::{
    clock::{Clock, SystemClock},
    config::{Config, SmsGateway},
    context::{Context, PeopleContext},
    counter::desk::CounterDesk,
    delivery::{
        Carrier, Outlet, UnderWay,
        mail::{Mail, MailOutbox, SmtpMailer, SmtpSetupError},
        sms::{OvhGateway, OvhSetupError, Patience, Sms, SmsOutbox},
    },
    http::forwarded_for::Proxies,
    identity::{letter::desk::LetterDesk, password_hash::PasswordHasher},
    keys::{ServiceKey, ServiceKeyError},
    messages::desk::MessageDesk,
    payment::{
        Payments,
        providers::{CardProviders, CardSetupError},
        report,
    },
    refusal::Refusal,
    rent::{attestation_keys::AttestationKeys, verification::Verifier},
    store::{self, MigrateError, Pool, StoreError},
    typesetting::drawings::Drawings,
};

/// Everything a route needs, shared by all of them.
#[derive(Clone)]
pub struct Service(Arc<Shared>);

/// The inside of [`Service`].
pub struct Shared {
    pub(crate) config: Config,
    pub(crate) base: Context,
    pub(crate) attestation_keys: AttestationKeys,
    /// Where it listens, once it does.
    listening: OnceLock<SocketAddr>,
    pub(crate) outlet: Outlet,
    pub(crate) passwords: PasswordHasher,
    pub(crate) drawings: Drawings,
    pub(crate) proxies: Proxies,
    pub(crate) cards: CardProviders,
    pub(crate) demonstration: bool,
}

/// What the service has around it.
pub struct Surroundings {
    /// What tells the time.
    pub clock: Box<dyn Clock>,
    /// What carries text messages.
    pub sms: Arc<dyn Carrier<Sms>>,
    /// What carries mails.
    pub mail: Arc<dyn Carrier<Mail>>,
    /// Who takes cards.
    pub cards: CardProviders,
}

/// The service cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The data folder cannot be made.
    #[error("le dossier {} ne peut pas être créé : {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The service's key cannot be used.
    #[error(transparent)]
    Key(#[from] ServiceKeyError),
    /// The database cannot be opened or brought up to date.
    #[error("la base de données ne peut pas être ouverte : {0}")]
    Store(#[from] StoreError),
    /// A migration failed.
    #[error("la base de données ne peut pas être mise à jour : {0}")]
    Migration(#[from] MigrateError),
    /// Text messages cannot be sent as the configuration says.
    #[error(transparent)]
    Sms(#[from] OvhSetupError),
    /// Mails cannot be sent as the configuration says.
    #[error(transparent)]
    Mail(#[from] SmtpSetupError),
    /// Cards cannot be taken as the configuration says.
    #[error(transparent)]
    Cards(#[from] CardSetupError),
    /// Passwords cannot be hashed.
    #[error("les mots de passe ne peuvent pas être protégés : {0}")]
    Hashing(String),
}

impl Service {
    /// Opens the database and the key; messages go where the configuration says, or to outboxes in
    /// the data folder.
    ///
    /// # Errors
    /// [`ServiceError`].
    pub async fn open(config: Config) -> Result<Self, ServiceError> {
        let surroundings = Surroundings {
            clock: Box::new(SystemClock),
            sms: match &config.sms {
                Some(section) => match section.gateway {
                    SmsGateway::Ovh => Arc::new(OvhGateway::new(section, Patience::default())?),
                },
                None => Arc::new(SmsOutbox::new(Some(config.data.join("outbox.tsv")))),
            },
            mail: match &config.mail {
                Some(section) => {
                    let sender = &config.landlord.name;
                    Arc::new(SmtpMailer::new(section, sender, SmtpMailer::PATIENCE)?)
                }
                None => Arc::new(MailOutbox::new(Some(config.data.join("mails.txt")))),
            },
            cards: CardProviders::configured(&config)?,
        };
        Self::open_with(config, surroundings, false).await
    }

    /// Opens the service in surroundings of the caller's; a demonstration also shows the messages
    /// at `/demo/phone`.
    ///
    /// # Errors
    /// [`ServiceError`].
    pub async fn open_with(
        config: Config,
        surroundings: Surroundings,
        demonstration: bool,
    ) -> Result<Self, ServiceError> {
        fs::create_dir_all(&config.data).map_err(|source| ServiceError::Folder {
            path: config.data.clone(),
            source,
        })?;
        let key = ServiceKey::load_or_make(&config.data.join("service.key"))?;
        let attestation_keys = AttestationKeys::load_or_make(&config.data)?;
        let database = store::open(&config.data.join("landlord.sqlite")).await?;
        store::migrate(&database).await?;
        let passwords = PasswordHasher::new().map_err(|error| ServiceError::Hashing(error.to_string()))?;
        Ok(Self(Arc::new(Shared {
            proxies: Proxies::new(config.proxies()),
            config,
            base: Context {
                store: database,
                key,
                clock: surroundings.clock,
            },
            attestation_keys,
            listening: OnceLock::new(),
            outlet: Outlet {
                sms: surroundings.sms,
                mail: surroundings.mail,
                under_way: UnderWay::default(),
            },
            passwords,
            drawings: Drawings::new(),
            cards: surroundings.cards,
            demonstration,
        })))
    }

    /// The database, for `landlord import`.
    #[must_use]
    pub fn pool(&self) -> &Pool {
        self.0.base.store.pool()
    }

    /// The landlord's public profile, with the keys that it signs with.
    #[must_use]
    pub fn profile(&self) -> LandlordProfile {
        let address = self.public_address();
        let mut hosts: Vec<String> = self.cards.all().flat_map(|cards| cards.hosts(&address)).collect();
        // Whoever took cards before opens no payment: without a present provider there is none to be made.
        if self.cards.present().is_none() {
            hosts.clear();
        }
        LandlordProfile {
            attestation_keys: self.attestation_keys.published(),
            payment_hosts: hosts,
            ..self.config.profile()
        }
    }

    /// Where tenants and those who check their papers reach the service, without a slash at the end.
    #[must_use]
    pub fn public_address(&self) -> String {
        match &self.config.public_address {
            Some(address) => address.to_string(),
            // On this machine alone, as in the demonstration.
            None => format!("http://{}", self.listening.get().unwrap_or(&self.config.listen)),
        }
    }

    /// The page that checks codes.
    #[must_use]
    pub fn verification_page(&self) -> String {
        format!("{}{VERIFICATION_PATH}", self.public_address())
    }

    /// The code of a document, as the link that its PDF file carries.
    #[must_use]
    pub fn verification_link(&self, document: &RentDocument) -> Option<String> {
        let code = self.attestation_keys.attest(document)?;
        Some(code.link(&self.public_address()))
    }

    /// Notes where it listens.
    pub(crate) fn listens_at(&self, address: SocketAddr) {
        // Bound a second time, as in tests, it keeps the first address on its papers.
        let _ = self.listening.set(address);
    }

    /// Where registration letters are made.
    #[must_use]
    pub fn letter_desk(&self) -> LetterDesk<'_> {
        LetterDesk(self.people())
    }

    /// Where an administrator looks after the counters.
    #[must_use]
    pub fn counter_desk(&self) -> CounterDesk<'_> {
        CounterDesk(self.people())
    }

    /// Where the agencies' messages are read and answered.
    #[must_use]
    pub fn message_desk(&self) -> MessageDesk<'_> {
        MessageDesk(&self.base)
    }

    /// The payments by card whose money is here, as CSV for the rent system: its own rows name them in
    /// `paiement_en_ligne`.
    ///
    /// # Errors
    /// The database's failures.
    pub async fn card_payments_csv(&self) -> Result<String, Refusal> {
        report::csv(&self.base).await
    }

    /// What the rules about tenants and staff need.
    pub(crate) fn people(&self) -> PeopleContext<'_> {
        PeopleContext {
            base: &self.base,
            passwords: &self.passwords,
            drawings: &self.drawings,
            outlet: &self.outlet,
            landlord: &self.config.landlord,
        }
    }

    /// What the rules of payments need.
    pub(crate) fn payments(&self) -> Payments<'_> {
        Payments {
            base: &self.base,
            cards: &self.cards,
            landlord: self.config.issuing_landlord(),
            address: self.public_address(),
        }
    }

    /// What checking a code needs.
    pub(crate) fn verifier(&self) -> Verifier<'_> {
        Verifier {
            base: &self.base,
            attestation_keys: &self.attestation_keys,
        }
    }

    /// The text messages kept by the outbox, newest first.
    #[must_use]
    pub fn sms_kept(&self) -> Vec<Sms> {
        self.0.outlet.sms.kept()
    }
}

impl std::ops::Deref for Service {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
