//! *Mon profil* of the signed-in tenant, one method per thing done there.

use super::Espace;
use crate::{
    core::{
        archive::{Archive, with_archive},
        failure::{Failure, FailureCode},
        secrets::SecretName,
    },
    navigator::{Place, Stand, step::Step},
    profile::{AccountNews, AccountOverview, AccountQuestion, ExportFormat, Outcome},
};

impl Espace {
    /// *Mon profil*, as far as it is known without asking the landlord.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn open_account(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let view = self.profile.open().await?;
        self.navigator.go_from(here, Place::Profile)?;
        Ok(view.into())
    }

    /// What the landlord holds now.
    ///
    /// # Errors
    /// The landlord's: what was known stays.
    pub async fn refresh_account(&self) -> Result<AccountOverview, Failure> {
        self.in_profile()?;
        self.profile.refresh().await
    }

    /// Opens the page of one question. The landlord is asked first for the devices, which change by
    /// themselves, and for what was never told before.
    ///
    /// # Errors
    /// When nobody is signed in, or the landlord cannot be asked what the page has to tell.
    pub async fn ask_account(&self, question: AccountQuestion) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.in_profile()?;
        let view = self.profile.ask(question).await?;
        self.navigator.go_from(here, Place::Profile)?;
        Ok(view.into())
    }

    /// Another e-mail address.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_account_email(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.show_outcome(self.profile.submit_email(text).await?).await
    }

    /// Another landline, or none.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_account_landline(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.show_outcome(self.profile.submit_landline(text).await?).await
    }

    /// Another mobile: a code goes to it.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_account_mobile(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.show_outcome(self.profile.submit_mobile(text).await?).await
    }

    /// *Renvoyer le code* to the other mobile.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn resend_account_sms_code(&self) -> Result<Step, Failure> {
        self.in_profile()?;
        self.show_outcome(self.profile.resend_sms_code().await?).await
    }

    /// The code sent to the other mobile.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_account_sms_code(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.profile.submit_sms_code(text).await.map(Step::from)
    }

    /// The password in force, typed again: what waited for it goes on.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_account_password(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.show_outcome(self.profile.submit_password(text).await?).await
    }

    /// The new password. This computer stays signed in, every other is signed out.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_new_account_password(&self, text: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.profile.submit_new_password(text).await.map(Step::from)
    }

    /// Gives or withdraws the consent that is asked about; the other stays as the landlord has it.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn submit_account_consent(&self, given: bool) -> Result<Step, Failure> {
        self.in_profile()?;
        self.profile.submit_consent(given).await.map(Step::from)
    }

    /// *Déconnecter cet appareil*; for this computer it is the sign-out.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn sign_device_out(&self, id: &str) -> Result<Step, Failure> {
        self.in_profile()?;
        self.show_outcome(self.profile.sign_device_out(id).await?).await
    }

    /// Everything held about the tenant, as a file.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn account_export(&self, format: ExportFormat) -> Result<Vec<u8>, Failure> {
        self.in_profile()?;
        self.profile.export(format).await
    }

    /// From what deletion means to the password, which is asked in any case.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub async fn continue_account_deletion(&self) -> Result<Step, Failure> {
        self.in_profile()?;
        self.profile.continue_deletion().await.map(Step::from)
    }

    async fn show_outcome(&self, outcome: Outcome) -> Result<Step, Failure> {
        match outcome {
            Outcome::View(view) => Ok((*view).into()),
            Outcome::Deleted => Ok(self.forget_tenant().await),
            Outcome::SignedOutHere => Ok(self.sign_out().await),
        }
    }

    /// Opens *Mon profil*, which tells that something was done on a page of its own.
    pub(super) async fn tell_in_profile(&self, here: Stand, news: AccountNews) -> Result<Step, Failure> {
        self.profile.open().await?;
        self.navigator.go_from(here, Place::Profile)?;
        Ok(self.profile.tell(news).await.into())
    }

    fn in_profile(&self) -> Result<(), Failure> {
        match self.navigator.place() {
            Place::Profile => Ok(()),
            _ => Err(Failure::new(FailureCode::SessionEnded)),
        }
    }

    /// The account is no more: nothing of this tenant stays on this computer.
    pub(super) async fn forget_tenant(&self) -> Step {
        let (vault, session) = (&self.core.vault, &self.core.session);
        self.documents.let_go_of_pdfs().await;
        session.discard().await;
        if vault.is_unlocked() {
            // Other tenants' archives may need the key that the PIN seals.
            session.unseal().await;
        }
        vault.delete(SecretName::TenantCode).await;
        vault.delete(SecretName::DeviceToken).await;
        let others_remain = match self.core.let_go().await {
            Some(archive) => with_archive(&archive, Archive::erase).await,
            None => Ok(false),
        };
        // Other tenants' archives on this computer need the key. What could not be erased goes with it.
        if !matches!(others_remain, Ok(true)) {
            vault.delete(SecretName::ArchiveKey).await;
        }
        vault.delete(SecretName::SetAside).await;
        self.sign_up.forget_kept().await;
        self.sign_up.clear().await;
        self.go(Place::Welcome).await;
        Step::AccountDeleted
    }
}
