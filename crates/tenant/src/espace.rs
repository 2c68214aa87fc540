//! One person's end of the landlord's service: what it is made of. The methods stand by feature in `espace/`.
//!
//! Locks are taken in this order, from the outside in:
//! 1. who is shown: the household's people, or the counter's desk;
//! 2. a feature's gate, which lets one at a time through: synchronise, lock, pay, send. Synchronising may pay and send;
//! 3. a feature's own state: the enrolment, the sign-in, *Mon profil*, the draft, the amount, the PDFs under way;
//! 4. core: the tenant who is known, the session, the vault.
//!
//! The enrolment's last step takes the gate of the lock while it holds the enrolment: whoever holds that gate asks for no
//! enrolment. Where the person is stands under a lock that cannot be held while something is waited for.

mod at_counter;
mod documents;
mod lock;
mod messages;
mod pages;
mod payment;
mod profile;
mod seat;
mod sign_in;
mod sign_up;

use std::{convert::Infallible, path::PathBuf, sync::Arc};

use contract::LandlordProfile;
use tokio::sync::mpsc;

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
        secrets::{SecretStore, Vault},
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

/// The tenant's end of one landlord on this computer.
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
    messages: Messages,
    profile: Profile,
    dwelling: Dwelling,
    agencies: Agencies,
    /// Dropped with this: [`Lasting`] waits for it.
    _lasts: Option<mpsc::Sender<Infallible>>,
}

impl Espace {
    /// The tenant's end for this landlord, with its archives in a folder and its secrets in a
    /// store. Touches neither disk nor keyring nor network yet.
    ///
    /// # Errors
    /// When the system's TLS cannot be used.
    pub fn new(config: Config, archives: PathBuf, secrets: Arc<dyn SecretStore>) -> Result<Self, Failure> {
        let limits = Limits::default();
        let vault = Vault::new(secrets, limits.keyring);
        let client = LandlordClient::new(config.service, config.language)?;
        Ok(Self::of(config.landlord, client, archives, vault, &limits))
    }

    /// As [`Self::new`], in a rehearsal.
    ///
    /// # Errors
    /// As [`Self::new`].
    #[cfg(feature = "rehearsal")]
    pub fn rehearsed(
        config: Config,
        archives: PathBuf,
        secrets: Arc<dyn SecretStore>,
        rehearsed: Rehearsed,
    ) -> Result<Self, Failure> {
        let limits = rehearsed.limits;
        let vault = Vault::new(secrets, limits.keyring);
        let client = LandlordClient::rehearsed(config.service, rehearsed)?;
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
            messages: Messages::new(Arc::clone(&core)),
            profile: Profile::new(Arc::clone(&core)),
            dwelling: Dwelling::new(Arc::clone(&core)),
            agencies: Agencies::new(Arc::clone(&core)),
            core,
            _lasts: None,
        }
    }
}
