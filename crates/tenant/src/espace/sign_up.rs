//! *Inscription* and *J'ai oublié mon mot de passe*, one method per step.

use contract::{EnrolmentPurpose, LetterCode, LetterCodeReading, TenantCode, TenantCodeReading};

use super::Espace;
use crate::{
    core::{
        client::ClientError,
        failure::{Failure, FailureCode},
    },
    navigator::{Place, step::Step},
    sign_up::view::SignUpDetailsForm,
};

impl Espace {
    /// *Inscription*.
    pub async fn start_enrolment(&self) -> Step {
        let enrolment = self.sign_up.anew(EnrolmentPurpose::SignUp);
        self.sign_up.take(enrolment).await;
        self.go(Place::Enrolment).await
    }

    /// *J'ai oublié mon mot de passe*. A tenant known to this computer does not type the tenant code again.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub async fn start_password_reset(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.sign_up.reset_password().await?;
        self.go_from(here, Place::Enrolment).await
    }

    /// *Reprendre*: resumes the unfinished enrolment.
    ///
    /// # Errors
    /// A failure of the landlord's service. An enrolment that has ended is deleted here.
    pub async fn resume_enrolment(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.sign_up.resume().await?;
        self.go_from(here, Place::Enrolment).await
    }

    /// *Recommencer*, after an enrolment has ended: starts a new one for the same purpose.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub async fn restart_enrolment(&self) -> Result<Step, Failure> {
        match self.sign_up.purpose().await {
            EnrolmentPurpose::SignUp => Ok(self.start_enrolment().await),
            EnrolmentPurpose::PasswordReset => self.start_password_reset().await,
        }
    }

    /// *Revenir au début*: deletes the unfinished enrolment.
    pub async fn abandon_enrolment(&self) -> Step {
        self.sign_up.forget_saved().await;
        self.go_to_way_in().await
    }

    /// To the tenant code: from *Avant de commencer*, or to correct it.
    pub async fn continue_enrolment(&self) -> Step {
        self.sign_up.begin().await.into()
    }

    /// Feedback below the tenant code field.
    #[must_use]
    pub fn read_tenant_code(text: &str) -> TenantCodeReading {
        TenantCode::read(text)
    }

    /// Solves the robot check for a tenant code that was just completed (S4).
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. Submitting tries again.
    pub async fn prepare_robot_check(&self, text: &str) -> Result<(), Failure> {
        self.sign_up.prepare_robot_check(text).await
    }

    /// Step 1: the tenant code.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_tenant_code(&self, text: &str) -> Result<Step, Failure> {
        self.sign_up.submit_tenant_code(text).await.map(Step::from)
    }

    /// Step 2: the mobile number on file.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_phone(&self, text: &str) -> Result<Step, Failure> {
        self.sign_up.submit_phone(text).await.map(Step::from)
    }

    /// *J'ai reçu un courrier*: opens the page of the letter's code.
    ///
    /// # Errors
    /// When the enrolment has ended.
    pub async fn open_letter(&self) -> Result<Step, Failure> {
        self.sign_up.open_letter().await.map(Step::from)
    }

    /// Feedback below the field of a letter's code.
    #[must_use]
    pub fn read_letter_code(text: &str) -> LetterCodeReading {
        LetterCode::read(text)
    }

    /// The code of a registration letter, and the mobile number to put on file (S1).
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_letter(&self, code: &str, phone: &str) -> Result<Step, Failure> {
        self.sign_up.submit_letter(code, phone).await.map(Step::from)
    }

    /// *Renvoyer le code*.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub async fn resend_sms_code(&self) -> Result<Step, Failure> {
        self.sign_up.resend().await.map(Step::from)
    }

    /// Step 3: the SMS code.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_sms_code(&self, text: &str) -> Result<Step, Failure> {
        self.sign_up.submit_sms_code(text).await.map(Step::from)
    }

    /// Step 4: e-mail, telephones, consents.
    ///
    /// # Errors
    /// Field errors.
    pub async fn submit_sign_up_details(&self, details: SignUpDetailsForm) -> Result<Step, Failure> {
        self.sign_up.submit_details(details).await.map(Step::from)
    }

    /// The last step: creates the account or sets the new password, and signs in.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_password(&self, text: &str) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let _one = self.sign_up.gate().await;
        let device = self.core.session.device().await;
        let completion = {
            let mut enrolment = self.sign_up.enrolment().await;
            // *Réessayer* was pressed while the first answer was on its way: the enrolment is complete.
            if let Some(done) = enrolment.done() {
                return Ok(done.into());
            }
            enrolment.complete(text, device)?
        };
        let came_in = self.core.client.in_one_wait(async {
            let answer = completion.send().await;
            if answer.as_ref().is_err_and(ClientError::is_an_answer) {
                self.sign_up.enrolment().await.take_refusal(&completion);
            }
            Ok::<_, Failure>(self.come_in(here, &answer?, completion.tenant_code()).await)
        });
        match came_in.await? {
            Ok(true) => {}
            // *Retour* was pressed meanwhile. The password is set, and signs in when it is typed again.
            Ok(false) => return Err(Failure::new(FailureCode::Busy)),
            // What recovers the archive could not be fetched. The password is set: sign in with it.
            Err(_) if self.core.vault.is_locked() => {
                self.sign_up.forget_saved().await;
                return self.go_from(here, Place::SignIn).await;
            }
            Err(failure) => return Err(failure),
        }
        let mut enrolment = self.sign_up.enrolment().await;
        enrolment.finish(&completion);
        match enrolment.done() {
            Some(done) => Ok(done.into()),
            None => Ok(self.show(Place::Home).await),
        }
    }

    /// From *C'est fait* to *Mes quittances*. The offer of a PIN waits on the way from there to *Accueil*.
    pub async fn finish_enrolment(&self) -> Step {
        if !self.core.is_known().await {
            return self.go_to_way_in().await;
        }
        let here = self.navigator.here();
        // A lock or a sign-out came between.
        if !here.place().is_inside() {
            return self.show(here.place()).await;
        }
        let receipts = Place::Receipts {
            from_rent_account: false,
        };
        self.go_unless_moved(here, receipts).await
    }
}
