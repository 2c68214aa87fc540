//! The running service: the state that all routes share.

use crate::operator_words::say;
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
    counter::admin::CounterAdmin,
    delivery::{
        Carrier, Outlet, UnderWay,
        mail::{Mail, MailCapture, SmtpMailer, SmtpSetupError},
        sms::{OvhGateway, OvhSetupError, Patience, Sms, SmsCapture},
    },
    http::forwarded_for::Proxies,
    identity::{letter::admin::LetterAdmin, password_hash::PasswordHasher},
    keys::{ServiceKey, ServiceKeyError},
    messages::admin::MessageAdmin,
    operations::purge,
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

/// The state that all routes share. Clones are cheap.
#[derive(Clone)]
pub struct Service(Arc<Shared>);

/// The state behind [`Service`].
pub struct Shared {
    pub(crate) config: Config,
    pub(crate) base: Context,
    pub(crate) attestation_keys: AttestationKeys,
    /// The bound address, once the service listens.
    listening: OnceLock<SocketAddr>,
    pub(crate) outlet: Outlet,
    pub(crate) passwords: PasswordHasher,
    pub(crate) drawings: Drawings,
    pub(crate) proxies: Proxies,
    pub(crate) cards: CardProviders,
    pub(crate) demonstration: bool,
}

/// The external parts of the service, which tests and the demonstration replace.
pub struct Surroundings {
    /// Source of the current time.
    pub clock: Box<dyn Clock>,
    /// Sends text messages.
    pub sms: Arc<dyn Carrier<Sms>>,
    /// Sends mails.
    pub mail: Arc<dyn Carrier<Mail>>,
    /// The card providers.
    pub cards: CardProviders,
}

/// The service cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The data folder cannot be created.
    #[error("{}", say("service-folder", [("path", path.display().to_string()), ("source", source.to_string())]))]
    Folder {
        /// Path of the folder.
        path: PathBuf,
        /// The underlying error.
        source: io::Error,
    },
    /// The service's key cannot be used.
    #[error(transparent)]
    Key(#[from] ServiceKeyError),
    /// The database cannot be opened.
    #[error("{}", say("service-store", [("reason", .0.to_string())]))]
    Store(#[from] StoreError),
    /// A migration failed.
    #[error("{}", say("service-migration", [("reason", .0.to_string())]))]
    Migration(#[from] MigrateError),
    /// The configured SMS gateway cannot be set up.
    #[error(transparent)]
    Sms(#[from] OvhSetupError),
    /// The configured mail server cannot be set up.
    #[error(transparent)]
    Mail(#[from] SmtpSetupError),
    /// The configured card providers cannot be set up.
    #[error(transparent)]
    Cards(#[from] CardSetupError),
    /// Passwords cannot be hashed.
    #[error("{}", say("service-hashing", [("reason", .0.to_string())]))]
    Hashing(String),
}

impl Service {
    /// Opens the service as configured. Without `[sms]` or `[mail]`, messages go to outbox files in the data
    /// folder.
    ///
    /// # Errors
    /// When the data folder, a key or the database cannot be opened, or the SMS gateway, the mail server or a card
    /// provider cannot be set up.
    pub async fn open(config: Config) -> Result<Self, ServiceError> {
        let surroundings = Surroundings {
            clock: Box::new(SystemClock),
            sms: match &config.sms {
                Some(section) => match section.gateway {
                    SmsGateway::Ovh => Arc::new(OvhGateway::new(section, Patience::default())?),
                },
                None => Arc::new(SmsCapture::new(Some(config.data.join("outbox.tsv")))),
            },
            mail: match &config.mail {
                Some(section) => {
                    let sender = &config.landlord.name;
                    Arc::new(SmtpMailer::new(section, sender, SmtpMailer::PATIENCE)?)
                }
                None => Arc::new(MailCapture::new(Some(config.data.join("mails.txt")))),
            },
            cards: CardProviders::configured(&config)?,
        };
        Self::open_with(config, surroundings, false).await
    }

    /// Opens the service with the given surroundings. A demonstration also shows its messages at `/demo/phone`.
    ///
    /// # Errors
    /// When the data folder, a key or the database cannot be opened, or passwords cannot be hashed.
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

    /// Connection pool of the database, for `landlord import`.
    #[must_use]
    pub fn pool(&self) -> &Pool {
        self.0.base.store.pool()
    }

    /// The landlord's public profile, with the public keys of its documents and the hosts of its payment pages.
    #[must_use]
    pub fn profile(&self) -> LandlordProfile {
        let address = self.public_address();
        let mut hosts: Vec<String> = self.cards.all().flat_map(|cards| cards.hosts(&address)).collect();
        // Former providers start no payment: without a present one, cards are not accepted.
        if self.cards.present().is_none() {
            hosts.clear();
        }
        LandlordProfile {
            attestation_keys: self.attestation_keys.published(),
            payment_hosts: hosts,
            ..self.config.profile()
        }
    }

    /// Base URL at which tenants, and people who verify a document, reach the service; without a trailing slash.
    #[must_use]
    pub fn public_address(&self) -> String {
        match &self.config.public_address {
            Some(address) => address.to_string(),
            // Used on this machine only, as in the demonstration.
            None => format!("http://{}", self.listening.get().unwrap_or(&self.config.listen)),
        }
    }

    /// URL of the page that verifies document codes.
    #[must_use]
    pub fn verification_page(&self) -> String {
        format!("{}{VERIFICATION_PATH}", self.public_address())
    }

    /// The verification link that a document's PDF carries; `None` when the document cannot be attested.
    #[must_use]
    pub fn verification_link(&self, document: &RentDocument) -> Option<String> {
        let code = self.attestation_keys.attest(document)?;
        Some(code.link(&self.public_address()))
    }

    /// Records the bound address.
    pub(crate) fn listens_at(&self, address: SocketAddr) {
        // When bound a second time, as in tests, documents keep the first address.
        let _ = self.listening.set(address);
    }

    /// Issues registration letters, for `landlord letter`.
    #[must_use]
    pub fn letter_admin(&self) -> LetterAdmin<'_> {
        LetterAdmin(self.people())
    }

    /// Manages the staff, devices and journal of the counters, for an administrator.
    #[must_use]
    pub fn counter_admin(&self) -> CounterAdmin<'_> {
        CounterAdmin(self.people())
    }

    /// Reads and answers tenants' messages, for `landlord messages`.
    #[must_use]
    pub fn message_admin(&self) -> MessageAdmin<'_> {
        MessageAdmin(&self.base)
    }

    /// The received card payments as CSV for the rent system, whose exports refer to them in the column
    /// `paiement_en_ligne`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn card_payments_csv(&self) -> Result<String, Refusal> {
        report::csv(&self.base).await
    }

    /// Deletes what has expired, a bounded number of rows of each table. A running server does it by itself.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn purge(&self) -> Result<(), Refusal> {
        purge::round(&self.base).await
    }

    /// Dependencies of the rules about tenants and staff.
    pub(crate) fn people(&self) -> PeopleContext<'_> {
        PeopleContext {
            base: &self.base,
            passwords: &self.passwords,
            drawings: &self.drawings,
            outlet: &self.outlet,
            landlord: &self.config.landlord,
        }
    }

    /// Dependencies of the payment rules.
    pub(crate) fn payments(&self) -> Payments<'_> {
        Payments {
            base: &self.base,
            cards: &self.cards,
            landlord: self.config.issuing_landlord(),
            address: self.public_address(),
        }
    }

    /// Dependencies of the verification of document codes.
    pub(crate) fn verifier(&self) -> Verifier<'_> {
        Verifier {
            base: &self.base,
            attestation_keys: &self.attestation_keys,
        }
    }

    /// The captured text messages, newest first; empty with a real gateway.
    #[must_use]
    pub fn sms_captured(&self) -> Vec<Sms> {
        self.0.outlet.sms.captured()
    }
}

impl std::ops::Deref for Service {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
