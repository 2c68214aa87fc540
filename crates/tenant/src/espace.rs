//! The whole of the tenant's end: one method per thing a person does.

use std::{
    convert::Infallible,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use contract::{Agency, DocumentId, EnrolmentPurpose, LandlordProfile, Tenancy, TenantCode};
use secrecy::ExposeSecret;
use tokio::{
    sync::{Mutex, Notify, RwLock, mpsc},
    time::Instant,
};

#[cfg(feature = "rehearsal")]
use crate::core::rehearsal::Rehearsed;
use crate::{
    core::{
        archive::{Archive, ArchiveKey, TENANCY, with_archive},
        client::LandlordClient,
        config::Config,
        failure::{Failure, FailureCode},
        idle::Idle,
        limits::Limits,
        secrets::{SecretName, SecretStore, SecretsKept, Vault},
        session::Session,
    },
    documents::keeping::PdfKeeping,
    messages::Draft,
    navigator::{
        place::Place,
        step::{Opening, Step},
    },
    payment::Chosen,
    profile::open_profile::Account,
    sign_in::SignInUnderWay,
    sign_up::enrolment::{Enrolment, RobotCheckSolver},
};

/// The tenant's end of one landlord on this computer.
pub struct Espace {
    pub(crate) landlord: LandlordProfile,
    pub(crate) client: LandlordClient,
    pub(crate) vault: Vault,
    pub(crate) session: Arc<Session>,
    pub(crate) archives: PathBuf,
    pub(crate) enrolment: Mutex<Enrolment>,
    pub(crate) solver: RwLock<RobotCheckSolver>,
    pub(crate) account: Mutex<Account>,
    pub(crate) place: Mutex<Place>,
    /// The password was right, and a code by SMS is waited for.
    pub(crate) sign_in: Mutex<Option<SignInUnderWay>>,
    pub(crate) known: RwLock<Option<Known>>,
    /// *Retour* was pressed while the landlord was being asked.
    pub(crate) left: Notify,
    /// How much is to be paid by card.
    pub(crate) chosen: Mutex<Option<Chosen>>,
    /// One at a time begins a payment, follows it or gives it up.
    pub(crate) paying: Mutex<()>,
    /// The message that is being written.
    pub(crate) draft: Mutex<Draft>,
    /// One at a time sends messages.
    pub(crate) sending: Mutex<()>,
    /// The PDFs being fetched behind the list.
    pub(crate) keeping: Mutex<Option<PdfKeeping>>,
    pub(crate) synchronising: Mutex<()>,
    /// One at a time locks, unlocks or changes the PIN.
    pub(crate) locking: Mutex<()>,
    /// *J'ai oublié mon code* was pressed.
    pub(crate) pin_forgotten: AtomicBool,
    pub(crate) idle: Idle,
    /// Goes with this: whoever waits for its end hears of it.
    pub(crate) _lasts: Option<mpsc::Sender<Infallible>>,
}

/// The tenant this computer knows.
pub(crate) struct Known {
    pub(crate) tenant_code: TenantCode,
    pub(crate) archive: Arc<Archive>,
    pub(crate) up_to_date: bool,
    /// The records found damaged; none before this run has looked.
    pub(crate) set_aside: Option<Vec<DocumentId>>,
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
        let client = LandlordClient::new(config.service)?;
        Ok(Self::of(config.landlord, client, archives, vault, limits))
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
        Ok(Self::of(config.landlord, client, archives, vault, limits))
    }

    pub(crate) fn of(
        landlord: LandlordProfile,
        client: LandlordClient,
        archives: PathBuf,
        vault: Vault,
        limits: Limits,
    ) -> Self {
        let enrolment = Enrolment::new(client.clone(), EnrolmentPurpose::SignUp);
        Self {
            landlord,
            session: Arc::new(Session::new(client.clone(), vault.clone())),
            client,
            vault,
            archives,
            solver: RwLock::new(enrolment.solver()),
            enrolment: Mutex::new(enrolment),
            account: Mutex::new(Account::new(None)),
            place: Mutex::new(Place::Welcome),
            sign_in: Mutex::new(None),
            known: RwLock::new(None),
            left: Notify::new(),
            chosen: Mutex::new(None),
            paying: Mutex::new(()),
            draft: Mutex::new(Draft::default()),
            sending: Mutex::new(()),
            keeping: Mutex::new(None),
            synchronising: Mutex::new(()),
            locking: Mutex::new(()),
            pin_forgotten: AtomicBool::new(false),
            idle: Idle::new(limits.idle, Instant::now()),
            _lasts: None,
        }
    }

    /// What to show first: the receipts when the tenant is known, without waiting for any network
    /// (R7).
    ///
    /// # Errors
    /// When the archive cannot be opened.
    pub async fn opening(&self) -> Result<Opening, Failure> {
        let tenant_code = self.remembered().await;
        if tenant_code.is_none() {
            self.vault.probe().await;
        }
        let signed_in = match tenant_code {
            None => false,
            Some(tenant_code) => {
                let known = self.know(tenant_code).await;
                // Where a PIN keeps the archive shut, nobody is signed in yet; not by a token either that a kill left
                // in clear (R1).
                if self.vault.is_locked() {
                    false
                } else {
                    known?;
                    self.vault.get(SecretName::RefreshToken).await.is_some()
                }
            }
        };
        let step = if signed_in {
            self.go(Place::Home).await
        } else if self.kept_enrolment().await.is_some() {
            self.go(Place::ResumeEnrolment).await
        } else {
            self.go_to_way_in().await
        };
        Ok(Opening {
            step,
            secrets_kept: self.vault.kept(),
            lockable: self.is_lockable(),
            counter: None,
        })
    }

    /// Where secrets are kept: a keyring may fail at any time, and the tenant is told (S13).
    pub fn secrets_kept(&self) -> SecretsKept {
        self.vault.kept()
    }

    /// Who the landlord is, without asking it.
    pub fn landlord_profile(&self) -> LandlordProfile {
        self.landlord.clone()
    }

    /// The tenant's agency, when it is known without asking.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub async fn agency(&self) -> Result<Option<Agency>, Failure> {
        if let Some(archive) = self.archive().await {
            let tenancy: Option<Tenancy> = with_archive(&archive, |archive| archive.note(TENANCY)).await?;
            return Ok(tenancy.map(|tenancy| tenancy.agency));
        }
        Ok(self.enrolment.lock().await.agency())
    }

    /// *Je ne connais pas ce numéro*, *Je n'ai pas ma quittance*.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub async fn contact_agency(&self) -> Result<Step, Failure> {
        let mut place = self.place.lock().await;
        let agency = self.agency().await?.unwrap_or_else(|| self.head_office());
        if *place == Place::Enrolment {
            return Ok(self.enrolment.lock().await.contact_agency(agency).into());
        }
        *place = Place::ContactAgencyFromSignIn;
        Ok(Step::ContactAgency {
            agency,
            letter_accepted: false,
        })
    }

    /// *Retour*. What is under way is given up: it never waits for the landlord.
    pub async fn go_back(&self) -> Step {
        self.left.notify_waiters();
        let place = *self.place.lock().await;
        match place {
            Place::Enrolment => {
                let mut enrolment = self.enrolment.lock().await;
                if let Some(step) = enrolment.back() {
                    return step.into();
                }
                let start = match enrolment.purpose() {
                    EnrolmentPurpose::SignUp => Place::Welcome,
                    EnrolmentPurpose::PasswordReset => Place::SignIn,
                };
                drop(enrolment);
                self.go(start).await
            }
            Place::ContactAgencyFromSignIn => self.go(Place::SignIn).await,
            Place::SignInCode => {
                *self.sign_in.lock().await = None;
                self.go(Place::SignIn).await
            }
            Place::ResumeEnrolment => self.go(Place::ResumeEnrolment).await,
            Place::SignIn if self.vault.is_locked() => {
                self.pin_forgotten.store(false, Ordering::Release);
                self.go_to_way_in().await
            }
            Place::Welcome | Place::SignIn => self.go(Place::Welcome).await,
            Place::Locked => self.go(Place::Locked).await,
            Place::Home
            | Place::Receipts
            | Place::RentAccount
            | Place::WaysToPay
            | Place::Dwelling
            | Place::Landlord => self.go(Place::Home).await,
            Place::Messages => self.go(Place::Landlord).await,
            Place::NewMessage { from_account: true } => self.go(Place::RentAccount).await,
            Place::NewMessage { from_account: false } => self.go(Place::Messages).await,
            Place::PaymentCheck => self.go(Place::PaymentAmount).await,
            Place::PaymentAmount => self.go(Place::WaysToPay).await,
            Place::CardPayment => {
                if let Err(failure) = self.put_payment_away().await {
                    tracing::warn!(%failure, "a payment is told once more");
                }
                self.go(Place::WaysToPay).await
            }
            Place::PinOffer | Place::PinChoice { offered: true } => self.go(Place::PinOffer).await,
            Place::PinChoice { offered: false } | Place::PinRemoval => match self.open_account().await {
                Ok(step) => step,
                Err(_) => self.go(Place::Home).await,
            },
            Place::Account => {
                let before = self.account.lock().await.back();
                match before {
                    Some(view) => view.into(),
                    None => self.go(Place::Home).await,
                }
            }
        }
    }

    /// Moves to a place and tells its screen.
    pub(crate) async fn go(&self, place: Place) -> Step {
        *self.place.lock().await = place;
        if place != Place::Account {
            // Nothing typed in *Mon profil* outlives the visit.
            *self.account.lock().await = Account::new(None);
        }
        match place {
            Place::Welcome => Step::Welcome,
            Place::ResumeEnrolment => match self.kept_enrolment().await {
                Some(kept) => Step::ResumeEnrolment {
                    purpose: kept.purpose,
                    tenant_code_end: kept.tenant_code.end().to_owned(),
                },
                None => Step::Welcome,
            },
            Place::SignInCode => match &*self.sign_in.lock().await {
                Some(under_way) => under_way.view().into(),
                None => self.sign_in_step().await,
            },
            Place::Enrolment => self.enrolment.lock().await.view().into(),
            Place::Receipts => Step::Receipts,
            // What cannot be read says why on the list of the receipts.
            Place::Home
            | Place::RentAccount
            | Place::WaysToPay
            | Place::PaymentAmount
            | Place::PaymentCheck
            | Place::CardPayment
            | Place::Dwelling
            | Place::Landlord
            | Place::Messages => self.visit(place).await.unwrap_or(Step::Receipts),
            Place::NewMessage { .. } => self.draft.lock().await.view().into(),
            Place::Account => self.account.lock().await.view().into(),
            Place::Locked => self.locked_step().await,
            Place::PinOffer => Step::PinOffer,
            Place::PinChoice { .. } => Step::PinChoice {
                changing: self.vault.is_unlocked(),
            },
            Place::PinRemoval => Step::PinRemoval,
            Place::SignIn | Place::ContactAgencyFromSignIn => self.sign_in_step().await,
        }
    }

    pub(crate) async fn sign_in_step(&self) -> Step {
        Step::SignIn {
            tenant_code_end: self.known_tenant().await.map(|code| code.end().to_owned()),
            pin_loss: self.pin_loss().await,
        }
    }

    pub(crate) async fn go_to_sign_in(&self) -> Step {
        *self.place.lock().await = Place::SignIn;
        self.sign_in_step().await
    }

    /// Whom this computer knows, also while a PIN keeps the archive shut.
    pub(crate) async fn known_tenant(&self) -> Option<TenantCode> {
        if self.vault.is_locked() {
            return self.remembered().await;
        }
        let known = self.known.read().await;
        known.as_ref().map(|known| known.tenant_code.clone())
    }

    /// Who is signed in here.
    pub(crate) async fn tenant_at_home(&self) -> Result<TenantCode, Failure> {
        let inside = self.place.lock().await.is_inside();
        let tenant_code = self.known_tenant().await.filter(|_| inside);
        tenant_code.ok_or_else(|| Failure::new(FailureCode::SessionEnded))
    }

    /// Where a tenant who is not signed in begins.
    pub(crate) async fn go_to_way_in(&self) -> Step {
        if self.vault.is_locked() {
            return self.go(Place::Locked).await;
        }
        let known = self.known.read().await.is_some();
        self.go(if known { Place::SignIn } else { Place::Welcome }).await
    }

    /// Whose seat this is, also while a PIN keeps the archive shut.
    pub(crate) async fn remembered(&self) -> Option<TenantCode> {
        let secret = self.vault.get(SecretName::TenantCode).await?;
        TenantCode::parse(secret.expose_secret()).ok()
    }

    /// Remembers who signed in, and opens the archive.
    pub(crate) async fn remember(&self, tenant_code: TenantCode) -> Result<(), Failure> {
        self.vault
            .set(SecretName::TenantCode, tenant_code.as_str().into())
            .await;
        self.know(tenant_code).await
    }

    pub(crate) async fn know(&self, tenant_code: TenantCode) -> Result<(), Failure> {
        let mut known = self.known.write().await;
        if known
            .as_ref()
            .is_some_and(|known| known.tenant_code == tenant_code)
        {
            return Ok(());
        }
        let archive = Arc::new(self.open_archive(tenant_code.clone()).await?);
        *known = Some(Known {
            tenant_code,
            archive,
            up_to_date: false,
            set_aside: None,
        });
        Ok(())
    }

    /// The archive on disk, or in memory when its key cannot be kept (S13).
    pub(crate) async fn open_archive(&self, tenant_code: TenantCode) -> Result<Archive, Failure> {
        let kept = self
            .vault
            .get(SecretName::ArchiveKey)
            .await
            .and_then(|key| ArchiveKey::from_secret(&key));
        let key = match kept {
            Some(key) => key,
            None if self.vault.is_locked() => return Err(Failure::new(FailureCode::SessionEnded)),
            None => {
                let key = ArchiveKey::make()?;
                self.vault.set(SecretName::ArchiveKey, key.to_secret()).await;
                key
            }
        };
        let folder = self.archives.clone();
        let on_disk = self.vault.kept() == SecretsKept::Keyring;
        let opened = tokio::task::spawn_blocking(move || {
            if on_disk {
                Archive::open(&folder, key, tenant_code)
            } else {
                Archive::in_memory(key, tenant_code)
            }
        });
        Ok(opened.await??)
    }

    pub(crate) async fn archive(&self) -> Option<Arc<Archive>> {
        self.known
            .read()
            .await
            .as_ref()
            .map(|known| Arc::clone(&known.archive))
    }

    pub(crate) async fn signed_in_archive(&self) -> Result<Arc<Archive>, Failure> {
        let ended = || Failure::new(FailureCode::SessionEnded);
        if !self.place.lock().await.is_inside() {
            return Err(ended());
        }
        self.archive().await.ok_or_else(ended)
    }

    /// The landlord's head office, for who has no agency yet.
    pub(crate) fn head_office(&self) -> Agency {
        Agency {
            name: self.landlord.name.clone(),
            address: self.landlord.address.clone(),
            telephone: self.landlord.telephone.clone(),
            email: self.landlord.email.clone(),
            opening_hours: Vec::new(),
        }
    }
}
