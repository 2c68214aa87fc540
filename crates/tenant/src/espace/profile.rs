//! *Mon profil* of the signed-in tenant, one method per action.

use super::Espace;
use crate::{
    core::failure::{Failure, FailureCode},
    navigator::{Location, Place, step::Step},
    profile::{ExportFormat, Outcome, PendingKind, ProfileNews, ProfileOverview, ProfileQuestion},
};

impl Espace {
    /// *Mon profil*, with what is known without a request.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn open_profile(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let view = self.profile.open().await?;
        self.navigator.go_from(here, Place::Profile)?;
        Ok(view.into())
    }

    /// Fetches what the landlord holds now.
    ///
    /// # Errors
    /// A failure of the landlord's service: what was known stays.
    pub async fn refresh_profile(&self) -> Result<ProfileOverview, Failure> {
        self.in_profile()?;
        self.profile.refresh().await
    }

    /// Opens the page of one question. Fetches the profile first for the devices, which change by themselves, and
    /// when the page shows data that is not kept here.
    ///
    /// # Errors
    /// When nobody is signed in, or the page needs data that cannot be fetched.
    pub async fn ask_profile(&self, question: ProfileQuestion) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.in_profile()?;
        let view = self.profile.ask(question).await?;
        self.navigator.go_from(here, Place::Profile)?;
        Ok(view.into())
    }

    /// Changes the e-mail address.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_profile_email(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.show_outcome(self.profile.submit_email(text).await?).await
    }

    /// Changes the landline, or removes it.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_profile_landline(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.show_outcome(self.profile.submit_landline(text).await?).await
    }

    /// Changes the mobile: an SMS code goes to the new number.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_profile_mobile(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.show_outcome(self.profile.submit_mobile(text).await?).await
    }

    /// *Renvoyer le code* to the new mobile.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub async fn resend_profile_sms_code(&self) -> Result<Step, Failure> {
        self.in_profile()?;
        self.show_outcome(self.profile.resend_sms_code().await?).await
    }

    /// The SMS code sent to the new mobile.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_profile_sms_code(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.profile.submit_sms_code(text).await.map(Step::from)
    }

    /// The code that came by mail, for a change that does not count yet.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_profile_mail_code(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.profile.submit_mail_code(text).await.map(Step::from)
    }

    /// *Annuler ce changement*: drops a change that does not count yet.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub async fn withdraw_profile_change(&self, kind: PendingKind) -> Result<Step, Failure> {
        self.in_profile()?;
        self.profile.withdraw(kind).await.map(Step::from)
    }

    /// The current password, typed again. The change that waited for it goes on (S8).
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_profile_password(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        // A PIN that waited makes another request, within the same wait (R5).
        let gone_on = self.core.client.in_one_wait(async {
            let outcome = self.profile.submit_password(text).await?;
            self.show_outcome(outcome).await
        });
        gone_on.await
    }

    /// Sets the new password. This computer stays signed in, every other one is signed out.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_profile_new_password(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.profile.submit_new_password(text).await.map(Step::from)
    }

    /// Gives or withdraws the consent of the open page. The other consent does not change.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub async fn submit_profile_consent(&self, given: bool) -> Result<Step, Failure> {
        self.in_profile()?;
        self.profile.submit_consent(given).await.map(Step::from)
    }

    /// *Déconnecter cet appareil*. For this computer, same as *Se déconnecter*.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub async fn sign_device_out(&self, id: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.show_outcome(self.profile.sign_device_out(id).await?).await
    }

    /// All data held about the tenant, as a file.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub async fn profile_export(&self, format: ExportFormat) -> Result<Vec<u8>, Failure> {
        self.in_profile()?;
        self.profile.export(format).await
    }

    /// From the consequences of a deletion to the password, which is always asked for.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub async fn continue_profile_deletion(&self) -> Result<Step, Failure> {
        self.in_profile()?;
        self.profile.continue_deletion().await.map(Step::from)
    }

    async fn show_outcome(&self, outcome: Outcome) -> Result<Step, Failure> {
        match outcome {
            Outcome::View(view) => Ok((*view).into()),
            Outcome::Deleted => {
                let files_stay = self.forget_tenant().await.is_err();
                if files_stay {
                    // Nobody can sign in again, so nobody is listed to be removed.
                    self.core.list_no_more().await;
                }
                Ok(Step::AccountDeleted { files_stay })
            }
            Outcome::SignedOutHere => Ok(self.sign_out().await),
            Outcome::PinAllowed(pin) => self.set_awaited_pin(pin).await,
        }
    }

    /// Opens *Mon profil*, which reports what was done on a page of its own.
    pub(super) async fn announce_in_profile(
        &self,
        here: Location,
        news: ProfileNews,
    ) -> Result<Step, Failure> {
        self.profile.open().await?;
        self.navigator.go_from(here, Place::Profile)?;
        Ok(self.profile.announce(news).await.into())
    }

    fn in_profile(&self) -> Result<(), Failure> {
        match self.navigator.place() {
            Place::Profile => Ok(()),
            _ => Err(Failure::new(FailureCode::SessionEnded)),
        }
    }

    /// Deletes everything of this tenant from this computer: the account was deleted, or the person removed.
    ///
    /// # Errors
    /// When a file of the archive cannot be deleted.
    pub(super) async fn forget_tenant(&self) -> Result<(), Failure> {
        // Before any wait: an answer that is on its way moves nobody back in.
        self.navigator.go(Place::Welcome);
        self.sign_up.clear().await;
        let _one = self.lock.gate().await;
        self.move_out(Place::Welcome).await;
        self.documents.let_go_of_pdfs().await;
        self.core.forget_tenant().await
    }
}
