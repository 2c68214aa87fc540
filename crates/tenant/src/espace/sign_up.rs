//! *Inscription* and *J'ai oublié mon mot de passe*, one method per step.

use contract::{
    EnrolmentPurpose, LetterCode, LetterCodeReading, Password, PasswordReading, TenantCode, TenantCodeReading,
};

use super::Espace;
use crate::{
    core::failure::Failure,
    navigator::{Place, step::Step},
    sign_up::view::Profile,
};

impl Espace {
    /// *Inscription*.
    pub async fn start_enrolment(&self) -> Step {
        let enrolment = self.sign_up.anew(EnrolmentPurpose::SignUp);
        self.sign_up.take(enrolment).await;
        self.go(Place::Enrolment).await
    }

    /// *J'ai oublié mon mot de passe*: for the tenant whom this computer knows, the tenant code is not
    /// asked for again.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn start_password_reset(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.sign_up.reset_password().await?;
        self.go_from(here, Place::Enrolment).await
    }

    /// *Reprendre*: takes up the enrolment that was left in the middle.
    ///
    /// # Errors
    /// The landlord's; an enrolment that has ended is forgotten.
    pub async fn resume_enrolment(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.sign_up.resume().await?;
        self.go_from(here, Place::Enrolment).await
    }

    /// *Recommencer*, after an enrolment has ended: begins again what it was for.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn restart_enrolment(&self) -> Result<Step, Failure> {
        match self.sign_up.purpose().await {
            EnrolmentPurpose::SignUp => Ok(self.start_enrolment().await),
            EnrolmentPurpose::PasswordReset => self.start_password_reset().await,
        }
    }

    /// *Ne pas reprendre*: forgets the enrolment that was left in the middle.
    pub async fn abandon_enrolment(&self) -> Step {
        self.sign_up.forget_kept().await;
        self.go_to_way_in().await
    }

    /// From *Avant de commencer* to the tenant code.
    pub async fn continue_enrolment(&self) -> Step {
        self.sign_up.begin().await.into()
    }

    /// The echo below the tenant code.
    #[must_use]
    pub fn read_tenant_code(text: &str) -> TenantCodeReading {
        TenantCode::read(text)
    }

    /// Solves the robot check for a tenant code that was just completed.
    ///
    /// # Errors
    /// When the landlord cannot be asked; submitting tries again.
    pub async fn prepare_robot_check(&self, text: &str) -> Result<(), Failure> {
        self.sign_up.prepare_robot_check(text).await
    }

    /// Step 1.
    ///
    /// # Errors
    /// A field's, or the landlord's.
    pub async fn submit_tenant_code(&self, text: &str) -> Result<Step, Failure> {
        self.sign_up.submit_tenant_code(text).await.map(Step::from)
    }

    /// Step 2.
    ///
    /// # Errors
    /// A field's, or the landlord's.
    pub async fn submit_phone(&self, text: &str) -> Result<Step, Failure> {
        self.sign_up.submit_phone(text).await.map(Step::from)
    }

    /// *J'ai reçu un courrier*.
    ///
    /// # Errors
    /// When the enrolment has ended.
    pub async fn open_letter(&self) -> Result<Step, Failure> {
        self.sign_up.open_letter().await.map(Step::from)
    }

    /// The echo below the code of a letter.
    #[must_use]
    pub fn read_letter_code(text: &str) -> LetterCodeReading {
        LetterCode::read(text)
    }

    /// The code of a registration letter, and the number that is to be on file.
    ///
    /// # Errors
    /// A field's, or the landlord's.
    pub async fn submit_letter(&self, code: &str, phone: &str) -> Result<Step, Failure> {
        self.sign_up.submit_letter(code, phone).await.map(Step::from)
    }

    /// *Renvoyer le code*.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn resend_sms_code(&self) -> Result<Step, Failure> {
        self.sign_up.resend().await.map(Step::from)
    }

    /// Step 3.
    ///
    /// # Errors
    /// A field's, or the landlord's.
    pub async fn submit_sms_code(&self, text: &str) -> Result<Step, Failure> {
        self.sign_up.submit_sms_code(text).await.map(Step::from)
    }

    /// Step 4.
    ///
    /// # Errors
    /// The fields'.
    pub async fn submit_profile(&self, profile: Profile) -> Result<Step, Failure> {
        self.sign_up.submit_profile(profile).await.map(Step::from)
    }

    /// The live lines below the password.
    #[must_use]
    pub fn read_password(text: &str) -> PasswordReading {
        Password::read(text)
    }

    /// The last step: makes the account, or puts the new password in force, and signs in.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_password(&self, text: &str) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let mut enrolment = self.sign_up.enrolment().await;
        // *Réessayer* pressed while the first answer was on its way: the account is there.
        if let Some(done) = enrolment.done() {
            return Ok(done.into());
        }
        let device = self.core.session.device().await;
        let entered = self.core.client.in_one_wait(async {
            let enrolled = enrolment.submit_password(text, device).await?;
            Ok::<_, Failure>(self.lock.enter(enrolled.tokens, enrolled.tenant_code).await)
        });
        if let Err(failure) = entered.await? {
            if !self.core.vault.is_locked() {
                return Err(failure);
            }
            // The password is in force, and the landlord did not hand over what recovers the archive: it signs in.
            self.sign_up.forget_kept().await;
            return self.go_from(here, Place::SignIn).await;
        }
        match enrolment.done() {
            Some(done) => {
                self.navigator.go_from(here, Place::Home)?;
                Ok(done.into())
            }
            None => self.go_from(here, Place::Home).await,
        }
    }

    /// From *C'est fait* to *Accueil*.
    pub async fn finish_enrolment(&self) -> Step {
        if self.core.is_known().await {
            self.go_home().await
        } else {
            self.go_to_way_in().await
        }
    }
}
