//! One person's side of the landlord's service. Its methods are grouped by feature in `espace/`.
//!
//! Lock order, outermost first:
//! 1. who is shown: the people of the household, or the counter's desk;
//! 2. the gate of a feature, which admits one caller at a time: synchronise, enrol, lock, pay, send. A
//!    synchronisation may also take the gates of payments and messages;
//! 3. the state of a feature: enrolment, sign-in, *Mon profil*, draft, amount, running PDF downloads;
//! 4. core: known tenant, session, vault.
//!
//! The last step of the enrolment takes the lock's gate while it holds its own. The navigator's lock is not async: it
//! cannot be held across an await.

mod at_counter;
mod back;
mod documents;
#[cfg(test)]
mod golden_archives;
mod lock;
mod messages;
mod network;
mod pages;
mod payment;
mod profile;
mod seat;
mod sign_in;
mod sign_up;
mod support;
mod typing;

use std::{convert::Infallible, path::PathBuf, sync::Arc};

use contract::LandlordProfile;
use tokio::sync::{mpsc, watch};

pub(crate) use self::at_counter::Lasting;
pub use self::payment::PaymentBegun;
#[cfg(feature = "rehearsal")]
use crate::core::rehearsal::Rehearsed;
use crate::{
    agency::Agencies,
    core::{
        Core,
        client::LandlordClient,
        config::Config,
        failure::Failure,
        limits::Limits,
        secrets::{KeyringAccess, SecretStore, Vault},
    },
    documents::Documents,
    dossier::making::Dossier,
    dwelling::Dwelling,
    home::Home,
    lock::Lock,
    messages::Messages,
    navigator::Navigator,
    payment::Payments,
    profile::Profile,
    rent_account::RentAccounts,
    sign_in::SignIn,
    sign_up::SignUp,
};

/// One person's side of the landlord's service on this computer.
pub struct Espace {
    core: Arc<Core>,
    navigator: Navigator,
    sign_up: SignUp,
    sign_in: SignIn,
    lock: Lock,
    home: Home,
    documents: Arc<Documents>,
    dossier: Dossier,
    rent_account: RentAccounts,
    payments: Payments,
    messages: Arc<Messages>,
    profile: Profile,
    dwelling: Dwelling,
    agencies: Agencies,
    /// Set to true when the visit is left; none at home.
    leaving: Option<watch::Sender<bool>>,
    /// Dropped together with the `Espace`: [`Lasting`] waits for that.
    _lasts: Option<mpsc::Sender<Infallible>>,
}

impl Espace {
    /// Creates an `Espace` with the folder of its archives and the store of its secrets. Touches no disk, keyring
    /// or network yet.
    ///
    /// # Errors
    /// When the system's TLS cannot be used.
    pub fn new(config: Config, archives: PathBuf, secrets: Arc<dyn SecretStore>) -> Result<Self, Failure> {
        let keyring = KeyringAccess::new(Limits::default().keyring);
        Self::with_vault(config, archives, Vault::new(secrets, keyring))
    }

    /// Same as [`Self::new`], for one of several people who share the keyring.
    pub(crate) fn with_vault(config: Config, archives: PathBuf, vault: Vault) -> Result<Self, Failure> {
        let limits = Limits::default();
        let client = LandlordClient::new(config.service, config.language, &config.proxies)?;
        Ok(Self::of(config.landlord, client, archives, vault, &limits))
    }

    /// Same as [`Self::new`], for a rehearsal.
    ///
    /// # Errors
    /// As [`Self::new`].
    #[cfg(feature = "rehearsal")]
    pub fn rehearsed(
        config: Config,
        archives: PathBuf,
        secrets: Arc<dyn SecretStore>,
        rehearsed: &Rehearsed,
    ) -> Result<Self, Failure> {
        let limits = rehearsed.limits;
        let vault = Vault::new(secrets, KeyringAccess::new(limits.keyring));
        let client = LandlordClient::rehearsed(config.service, &config.proxies, rehearsed)?;
        Ok(Self::of(config.landlord, client, archives, vault, &limits))
    }

    fn of(
        landlord: LandlordProfile,
        client: LandlordClient,
        archives: PathBuf,
        vault: Vault,
        limits: &Limits,
    ) -> Self {
        let core = Arc::new(Core::new(landlord, client, vault, archives));
        let documents = Arc::new(Documents::new(Arc::clone(&core)));
        Self {
            navigator: Navigator::new(Arc::clone(&core)),
            sign_up: SignUp::new(Arc::clone(&core)),
            sign_in: SignIn::new(Arc::clone(&core)),
            lock: Lock::new(Arc::clone(&core), limits),
            home: Home::new(Arc::clone(&core)),
            dossier: Dossier::new(Arc::clone(&core), Arc::clone(&documents)),
            documents,
            rent_account: RentAccounts::new(Arc::clone(&core)),
            payments: Payments::new(Arc::clone(&core)),
            messages: Arc::new(Messages::new(Arc::clone(&core))),
            profile: Profile::new(Arc::clone(&core)),
            dwelling: Dwelling::new(Arc::clone(&core)),
            agencies: Agencies::new(Arc::clone(&core)),
            core,
            leaving: None,
            _lasts: None,
        }
    }
}
