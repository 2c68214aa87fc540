//! *Inscription* and *J'ai oublié mon mot de passe*, one method per step.

use contract::{EnrolmentPurpose, Password, PasswordReading, TenantCode, TenantCodeReading};

use super::{Espace, Place};
use crate::{
    enrolment::Enrolment,
    failure::{Failure, FailureCode},
    step::{Profile, Step},
};

impl Espace {
    /// *Inscription*.
    pub async fn start_enrolment(&self) -> Step {
        let enrolment = Enrolment::new(self.client.clone(), EnrolmentPurpose::SignUp);
        self.enrol(enrolment).await
    }

    /// *J'ai oublié mon mot de passe*: for the tenant whom this computer knows, the tenant code is not
    /// asked for again.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn start_password_reset(&self) -> Result<Step, Failure> {
        let mut enrolment = Enrolment::new(self.client.clone(), EnrolmentPurpose::PasswordReset);
        let known = self
            .known
            .read()
            .await
            .as_ref()
            .map(|known| known.tenant_code.clone());
        if let Some(tenant_code) = known {
            self.unless_left(enrolment.remember(tenant_code)).await?;
        }
        Ok(self.enrol(enrolment).await)
    }

    async fn enrol(&self, enrolment: Enrolment) -> Step {
        *self.solver.write().await = enrolment.solver();
        *self.enrolment.lock().await = enrolment;
        self.go(Place::Enrolment).await
    }

    /// From *Avant de commencer* to the tenant code.
    pub async fn continue_enrolment(&self) -> Step {
        self.enrolment.lock().await.begin()
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
        let tenant_code = TenantCode::parse(text)?;
        let solver = self.solver.read().await.clone();
        solver.prepare(&tenant_code).await
    }

    /// Step 1.
    ///
    /// # Errors
    /// A field's, or the landlord's.
    pub async fn submit_tenant_code(&self, text: &str) -> Result<Step, Failure> {
        self.unless_left(async { self.enrolment.lock().await.submit_tenant_code(text).await })
            .await
    }

    /// Step 2.
    ///
    /// # Errors
    /// A field's, or the landlord's.
    pub async fn submit_phone(&self, text: &str) -> Result<Step, Failure> {
        self.unless_left(async { self.enrolment.lock().await.submit_phone(text).await })
            .await
    }

    /// *Renvoyer le code*.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn resend_sms_code(&self) -> Result<Step, Failure> {
        self.unless_left(async { self.enrolment.lock().await.resend().await })
            .await
    }

    /// Step 3.
    ///
    /// # Errors
    /// A field's, or the landlord's.
    pub async fn submit_sms_code(&self, text: &str) -> Result<Step, Failure> {
        self.enrolment.lock().await.submit_sms_code(text).await
    }

    /// Step 4.
    ///
    /// # Errors
    /// The fields'.
    pub async fn submit_profile(&self, profile: Profile) -> Result<Step, Failure> {
        self.enrolment.lock().await.submit_profile(profile)
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
        let mut enrolment = self.enrolment.lock().await;
        // *Réessayer* pressed while the first answer was on its way: the account is there.
        if let Some(done) = enrolment.done() {
            return Ok(done);
        }
        let enrolled = enrolment
            .submit_password(text, self.session.device().await)
            .await?;
        self.session.begin(enrolled.tokens).await;
        self.remember(enrolled.tenant_code).await?;
        *self.place.lock().await = Place::Receipts;
        Ok(enrolment.done().unwrap_or(Step::Receipts))
    }

    /// From *C'est fait* to the receipts.
    pub async fn finish_enrolment(&self) -> Step {
        let receipts = self.known.read().await.is_some();
        self.go(if receipts { Place::Receipts } else { Place::Welcome })
            .await
    }

    /// A step that may be given up half-way: asked again, the landlord answers as if it had not been
    /// asked before. A code tried and an account made are not such steps.
    async fn unless_left(&self, step: impl Future<Output = Result<Step, Failure>>) -> Result<Step, Failure> {
        tokio::select! {
            answer = step => answer,
            () = self.left.notified() => Err(Failure::new(FailureCode::Busy)),
        }
    }
}
