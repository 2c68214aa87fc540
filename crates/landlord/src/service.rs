//! The running service: the state that all routes share.

use crate::operator_words::say;
use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use contract::{LandlordProfile, RentDocument, VERIFICATION_PATH};

use crate::{
    clock::{Clock, SystemClock},
    config::{Config, MailSection, MetricsListen, SmsSection},
    context::{Context, PeopleContext},
    counter::admin::CounterAdmin,
    delivery::{
        Carrier, Outlet,
        mail::{Mail, MailCapture, SmtpMailer, SmtpSetupError},
        sms::{OvhGateway, OvhSetupError, Patience, Sms, SmsCapture},
    },
    http::forwarded_for::Proxies,
    identity::{
        admin::TenantAdmin,
        common_passwords::{CommonPasswords, PasswordListError},
        letter::admin::LetterAdmin,
        password_hash::PasswordHasher,
        robot_check::RobotChecks,
    },
    import::{self, ImportError, ImportSummary},
    keys::{ServiceKey, ServiceKeyError, register},
    messages::admin::MessageAdmin,
    operations::{
        data_folder::{self, DataFolderFlaw},
        health::Health,
        keys::KeyAdmin,
        operator::Operator,
        purge,
        traces::Traces,
    },
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
    pub(crate) robot_checks: RobotChecks,
    pub(crate) drawings: Drawings,
    pub(crate) proxies: Proxies,
    pub(crate) cards: CardProviders,
    pub(crate) demonstration: bool,
    pub(crate) health: Health,
    /// Who runs this process.
    operator: Operator,
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
    /// The data folder must not be used by this process.
    #[error(transparent)]
    DataFolder(#[from] DataFolderFlaw),
    /// The service's key cannot be used.
    #[error(transparent)]
    Key(#[from] ServiceKeyError),
    /// The database cannot be opened.
    #[error("{}", say("service-store", [("reason", .0.to_string())]))]
    Store(#[from] StoreError),
    /// The database is of an earlier version, and only the service itself migrates it.
    #[error("{}", say("service-to-migrate", []))]
    ToMigrate,
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
    /// The list of common passwords cannot be used.
    #[error(transparent)]
    PasswordList(#[from] PasswordListError),
    /// Passwords cannot be hashed.
    #[error("{}", say("service-hashing", [("reason", .0.to_string())]))]
    Hashing(String),
}

impl Service {
    /// Opens the service as configured, for a command. It migrates nothing: a service may run on the database.
    ///
    /// # Errors
    /// [`ServiceError::ToMigrate`] when the database is of an earlier version; else as [`Self::open_to_serve`].
    pub async fn open(config: Config) -> Result<Self, ServiceError> {
        data_folder::check(&config.data)?;
        if store::is_of_an_earlier_version(&data_folder::database(&config.data)).await? {
            return Err(ServiceError::ToMigrate);
        }
        Self::open_to_serve(config).await
    }

    /// Opens the service as configured, and migrates its database. Without `[sms]` or `[mail]`, messages go to outbox files
    /// in the data folder, as with the gateway `outbox`.
    ///
    /// # Errors
    /// When the data folder belongs to another user, a key of the database is missing, the data folder, a key or the
    /// database cannot be opened, or the SMS gateway, the mail server or a card provider cannot be set up.
    pub async fn open_to_serve(config: Config) -> Result<Self, ServiceError> {
        data_folder::check(&config.data)?;
        let surroundings = Surroundings {
            clock: Box::new(SystemClock),
            sms: match &config.sms {
                Some(SmsSection::Ovh(section)) => Arc::new(OvhGateway::new(section, Patience::default())?),
                Some(SmsSection::Outbox) | None => {
                    Arc::new(SmsCapture::new(Some(config.data.join("outbox.tsv"))))
                }
            },
            mail: match &config.mail {
                Some(MailSection::Smtp(section)) => {
                    let sender = &config.landlord.name;
                    Arc::new(SmtpMailer::new(section, sender, SmtpMailer::PATIENCE)?)
                }
                Some(MailSection::Outbox) | None => {
                    Arc::new(MailCapture::new(Some(config.data.join("mails.txt"))))
                }
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
        data_folder::create(&config.data).map_err(|source| ServiceError::Folder {
            path: config.data.clone(),
            source,
        })?;
        let path = data_folder::database(&config.data);
        // Where there is a database, a key that is missing is lost, and no other one is made in silence (S26).
        if !path.exists() {
            register::make_files(&config.data)?;
        }
        let last_written = data_folder::last_written(&config.data);
        let now = surroundings.clock.seconds();
        let database = store::open(&path).await?;
        store::migrate(&database).await?;
        let keys = register::open(&config.data, &database, now).await?;
        let common = match &config.password_list {
            Some(path) => CommonPasswords::read(path)?,
            None => CommonPasswords::OfTheProgram,
        };
        let passwords =
            PasswordHasher::new(common).map_err(|error| ServiceError::Hashing(error.to_string()))?;
        let traces = Traces::new();
        Ok(Self(Arc::new(Shared {
            proxies: Proxies::new(config.proxies()),
            config,
            base: Context {
                store: database,
                key: ServiceKey::new(keys.service),
                clock: surroundings.clock,
                traces: traces.clone(),
            },
            attestation_keys: AttestationKeys::new(keys.documents),
            listening: OnceLock::new(),
            outlet: Outlet::new(surroundings.sms, surroundings.mail, traces),
            passwords,
            robot_checks: RobotChecks::new(),
            drawings: Drawings::new(),
            cards: surroundings.cards,
            demonstration,
            health: Health::new(now, last_written),
            operator: Operator::of_this_process(),
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

    /// Where counters and health are served, if the configuration says so.
    #[must_use]
    pub fn metrics_listen(&self) -> Option<SocketAddr> {
        self.config.metrics_listen.map(MetricsListen::address)
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

    /// Imports the rent system's exports, for `landlord import`. An import that changes something is recorded in the
    /// journal.
    ///
    /// # Errors
    /// As [`import::import_directory`].
    pub async fn import(&self, directory: &Path) -> Result<ImportSummary, ImportError> {
        let landlord = self.config.issuing_landlord();
        import::import_recorded(&self.base, &self.operator, &landlord, directory).await
    }

    /// Lists, rotates and revokes the keys, for `landlord key` and `landlord renew-key`.
    #[must_use]
    pub fn key_admin(&self) -> KeyAdmin<'_> {
        KeyAdmin {
            base: &self.base,
            documents: &self.attestation_keys,
            folder: &self.config.data,
            operator: &self.operator,
        }
    }

    /// Issues registration letters, for `landlord letter`.
    #[must_use]
    pub fn letter_admin(&self) -> LetterAdmin<'_> {
        LetterAdmin(self.people(), &self.operator)
    }

    /// Shows, closes and opens tenants' accounts, for `landlord tenant`.
    #[must_use]
    pub fn tenant_admin(&self) -> TenantAdmin<'_> {
        TenantAdmin(self.people(), &self.operator)
    }

    /// Waits until no message to a tenant is on its way: a command ends afterwards.
    pub async fn messages_handed_over(&self) {
        self.0.outlet.under_way().arrived().await;
    }

    /// Manages the staff, devices and journal of the counters, for an administrator.
    #[must_use]
    pub fn counter_admin(&self) -> CounterAdmin<'_> {
        CounterAdmin(self.people(), &self.operator)
    }

    /// Reads and answers tenants' messages, for `landlord messages`.
    #[must_use]
    pub fn message_admin(&self) -> MessageAdmin<'_> {
        MessageAdmin(&self.base, &self.operator)
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
        purge::round(self, self.base.clock.seconds()).await
    }

    /// Dependencies of the rules about tenants and staff.
    pub(crate) fn people(&self) -> PeopleContext<'_> {
        PeopleContext {
            base: &self.base,
            passwords: &self.passwords,
            drawings: &self.drawings,
            outlet: &self.outlet,
            robot_checks: &self.robot_checks,
            landlord: &self.config.landlord,
            public_address: self.config.public_address.as_ref(),
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
        self.0.outlet.captured_sms()
    }

    /// The captured mails, newest first; empty with a real server.
    #[must_use]
    pub fn mails_captured(&self) -> Vec<Mail> {
        self.0.outlet.captured_mails()
    }
}

impl std::ops::Deref for Service {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
