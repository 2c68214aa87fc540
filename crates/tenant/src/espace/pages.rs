//! From a place to its screen.

use contract::{Agency, LandlordProfile};

use super::Espace;
use crate::{
    core::{
        archive::ArchiveDisk,
        failure::Failure,
        secrets::{SecretName, SecretStorage},
    },
    navigator::{
        Location, Place,
        step::{FirstScreen, Step},
    },
    sign_up::view::SignUpView,
};

impl Espace {
    /// The first screen: *Accueil* when a session is kept here. Never waits for the network (R7).
    ///
    /// # Errors
    /// When the archive cannot be opened.
    pub async fn first_screen(&self) -> Result<FirstScreen, Failure> {
        // A page that is loaded again has left what it asked for.
        self.leave().await;
        // A person who is leaving this computer has left before anything is opened.
        let one = self.lock.gate().await;
        let tenant_code = self.core.remembered().await;
        if tenant_code.is_none() {
            self.core.vault.probe().await;
            self.core.finish_forgetting().await;
        }
        let signed_in = match tenant_code {
            None => false,
            Some(tenant_code) => {
                let known = self.core.know(tenant_code).await;
                // While a PIN locks the archive, the tenant is not signed in, not even by a refresh token that a
                // kill left unsealed (R1).
                if self.core.vault.is_locked() {
                    false
                } else {
                    known?;
                    self.core.vault.get(SecretName::RefreshToken).await.is_some()
                }
            }
        };
        drop(one);
        let step = if signed_in {
            self.go(Place::Home).await
        } else if self.sign_up.saved().await.is_some() {
            self.go(Place::ResumeEnrolment).await
        } else {
            self.go_to_way_in().await
        };
        Ok(FirstScreen {
            step,
            secrets_kept: self.core.vault.storage(),
            lockable: self.is_lockable(),
            counter: None,
        })
    }

    /// Where secrets are kept. The keyring may fail at any time, and the window says so (S13).
    pub fn secrets_kept(&self) -> SecretStorage {
        self.core.vault.storage()
    }

    /// What the disk did for the receipts when the archive was opened, or mended since (R4). A disk that fills later
    /// is reported by what it does not take.
    pub async fn archive_disk(&self) -> ArchiveDisk {
        self.core.archive_disk().await
    }

    /// The landlord's profile, as configured. Makes no request.
    pub fn landlord_profile(&self) -> LandlordProfile {
        self.core.landlord.clone()
    }

    /// The tenant's agency, if it is known here. Makes no request.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub async fn agency(&self) -> Result<Option<Agency>, Failure> {
        if self.core.is_known().await {
            return self.agencies.of_tenant().await;
        }
        Ok(self.sign_up.agency().await)
    }

    /// *Je ne connais pas ce numéro*, *Je n'ai pas ma quittance*: shows how to contact the agency.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub async fn contact_agency(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let agency = self.agency().await?;
        let agency = agency.unwrap_or_else(|| self.agencies.head_office());
        if here.place() == Place::Enrolment {
            return Ok(self.sign_up.contact_agency(agency).await.into());
        }
        self.navigator.go_from(here, Place::ContactAgencyFromSignIn)?;
        self.sign_in.wait_for_code(None).await;
        Ok(SignUpView::ContactAgency {
            agency,
            tenant_code: None,
            letter_accepted: false,
        }
        .into())
    }

    /// *Accueil*.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn open_home(&self) -> Result<Step, Failure> {
        self.open_place(Place::Home).await
    }

    /// *Masquer ce message*: dismisses the note that a newer version of the application is there.
    ///
    /// # Errors
    /// As [`Self::open_home`], or when the archive cannot be written.
    pub async fn dismiss_newer_version(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.home.dismiss_newer_version().await?;
        self.open_place_from(here, Place::Home).await
    }

    /// *Mes quittances*.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn open_receipts(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let from_rent_account = here.place() == Place::RentAccount;
        self.open_place_from(here, Place::Receipts { from_rent_account })
            .await
    }

    /// *Mon compte*.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn open_rent_account(&self) -> Result<Step, Failure> {
        self.open_place(Place::RentAccount).await
    }

    /// *Payer mon loyer*.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn open_ways_to_pay(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.open_place_from(here, here.place().ways_to_pay()).await
    }

    /// *Mon logement*.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn open_dwelling(&self) -> Result<Step, Failure> {
        self.open_place(Place::Dwelling).await
    }

    /// *Mon bailleur*.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn open_landlord(&self) -> Result<Step, Failure> {
        self.open_place(Place::Landlord).await
    }

    /// The current page, read again. A page opened meanwhile stays open.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn read_page(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let (left, step) = self.what_is_left_of(here.place()).await?;
        if let Err(failure) = self.navigator.go_from(here, left) {
            tracing::debug!(code = ?failure.code, "another page was opened meanwhile");
        }
        Ok(step)
    }

    /// Opens a place: moves there and returns its screen.
    async fn open_place(&self, place: Place) -> Result<Step, Failure> {
        self.open_place_from(self.navigator.here(), place).await
    }

    /// Same, unless the person has moved since `here`.
    pub(super) async fn open_place_from(&self, here: Location, place: Place) -> Result<Step, Failure> {
        let (place, step) = self.what_is_left_of(place).await?;
        self.navigator.go_from(here, place)?;
        Ok(step)
    }

    /// The page to show. *Payer mon loyer* replaces the page of a payment with nothing left to show.
    async fn what_is_left_of(&self, place: Place) -> Result<(Place, Step), Failure> {
        let payment = match place {
            Place::PaymentAmount { .. } => self.payments.amount().await?,
            Place::PaymentCheck { .. } => self.payments.check().await?,
            Place::CardPayment { .. } => self.payments.payment().await?,
            place => return Ok((place, self.page(place).await?)),
        };
        Ok(match payment {
            Some(view) => (place, view.into()),
            None => (place.ways_to_pay(), self.page(place.ways_to_pay()).await?),
        })
    }

    /// The content of a page.
    async fn page(&self, place: Place) -> Result<Step, Failure> {
        Ok(match place {
            Place::Home => self.home.overview(self.payments.untaken().await).await?.into(),
            Place::RentAccount => self.rent_account.screen().await?.into(),
            Place::WaysToPay { .. } => self.payments.ways().await?.into(),
            Place::Messages { .. } => self.messages.view().await?.into(),
            Place::Dwelling => self.dwelling.screen().await?.into(),
            Place::Landlord => self.agencies.landlord().await?.into(),
            Place::Receipts { .. } => {
                self.core.signed_in_archive().await?;
                Step::Receipts
            }
            // Not pages of the archive: show *Mes quittances*, or report that nobody is signed in.
            Place::Welcome
            | Place::ResumeEnrolment
            | Place::Enrolment
            | Place::SignIn
            | Place::SignInCode
            | Place::ContactAgencyFromSignIn
            | Place::PaymentAmount { .. }
            | Place::PaymentCheck { .. }
            | Place::CardPayment { .. }
            | Place::NewMessage { .. }
            | Place::Profile
            | Place::SignOutCheck
            | Place::Locked
            | Place::Entering
            | Place::PinOffer
            | Place::PinChoice { .. }
            | Place::PinRemoval => {
                self.core.signed_in_archive().await?;
                Step::Receipts
            }
        })
    }

    /// Moves to a place and returns its screen.
    pub(super) async fn go(&self, place: Place) -> Step {
        self.navigator.go(place);
        self.show(place).await
    }

    /// Same, unless the person has moved since `here`.
    pub(super) async fn go_from(&self, here: Location, place: Place) -> Result<Step, Failure> {
        self.navigator.go_from(here, place)?;
        Ok(self.show(place).await)
    }

    /// Same. A person who has moved since `here` stays where they are, and gets that screen.
    pub(super) async fn go_unless_moved(&self, here: Location, place: Place) -> Step {
        if let Err(failure) = self.navigator.go_from(here, place) {
            tracing::debug!(code = ?failure.code, "the person has moved meanwhile");
        }
        self.show(self.navigator.place()).await
    }

    /// The screen of the place where the navigator stands.
    pub(super) async fn show(&self, place: Place) -> Step {
        if place != Place::Profile {
            self.profile.close().await;
        }
        match place {
            Place::Welcome => Step::Welcome,
            Place::ResumeEnrolment => match self.sign_up.saved().await {
                Some(saved) => Step::ResumeEnrolment {
                    purpose: saved.purpose,
                    tenant_code_end: saved.tenant_code.end().to_owned(),
                },
                None => Step::Welcome,
            },
            Place::SignInCode => match self.sign_in.view().await {
                Some(view) => view.into(),
                None => self.sign_in_step().await,
            },
            Place::Enrolment => self.sign_up.view().await.into(),
            Place::Receipts { .. } => Step::Receipts,
            // An unreadable archive is reported on the list of receipts.
            Place::Home
            | Place::RentAccount
            | Place::WaysToPay { .. }
            | Place::PaymentAmount { .. }
            | Place::PaymentCheck { .. }
            | Place::CardPayment { .. }
            | Place::Dwelling
            | Place::Landlord
            | Place::Messages { .. } => self.open_place(place).await.unwrap_or(Step::Receipts),
            Place::NewMessage { .. } => self.messages.draft().await.into(),
            Place::Profile => self.profile.view().await.into(),
            // Once nothing waits any more, nothing is asked.
            Place::SignOutCheck => match self.messages.pending().await {
                Ok(messages) if messages > 0 => Step::SignOutCheck {
                    messages: u32::try_from(messages).unwrap_or(u32::MAX),
                },
                _ => self.open_place(Place::Home).await.unwrap_or(Step::Receipts),
            },
            Place::Locked => self.locked_step().await,
            Place::PinOffer => Step::PinOffer,
            Place::PinChoice { .. } => Step::PinChoice {
                changing: self.core.vault.is_unlocked(),
            },
            Place::PinRemoval => Step::PinRemoval,
            Place::SignIn | Place::ContactAgencyFromSignIn | Place::Entering => self.sign_in_step().await,
        }
    }

    pub(super) async fn sign_in_step(&self) -> Step {
        let tenant_code = self.core.known_tenant().await;
        Step::SignIn {
            tenant_code_end: tenant_code.map(|code| code.end().to_owned()),
            pin_loss: self.lock.loss().await,
        }
    }

    /// The screen of a locked window: the PIN, or the password after a sign-out or too many wrong PINs.
    async fn locked_step(&self) -> Step {
        let here = self.navigator.here();
        if let Some(tries_left) = self.lock.tries_left().await {
            return Step::Locked { tries_left };
        }
        if let Err(failure) = self.navigator.go_from(here, Place::SignIn) {
            tracing::debug!(code = ?failure.code, "the person has moved meanwhile");
        }
        self.sign_in_step().await
    }

    /// The first screen of a tenant who is not signed in.
    pub(super) async fn go_to_way_in(&self) -> Step {
        if self.core.vault.is_locked() {
            return self.go(Place::Locked).await;
        }
        let known = self.core.is_known().await;
        self.go(if known { Place::SignIn } else { Place::Welcome }).await
    }
}
