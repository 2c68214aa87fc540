//! *Inscription* and *J'ai oublié mon mot de passe*, one method per step. After each, the keyring
//! holds what is needed to take the enrolment up again.

pub(crate) mod enrolment;
pub(crate) mod view;

use contract::{
    EnrolmentPurpose, LetterCode, LetterCodeReading, Password, PasswordReading, TenantCode, TenantCodeReading,
};

use crate::{
    core::{
        failure::{Failure, FailureCode},
        secrets::SecretName,
    },
    espace::Espace,
    navigator::{place::Place, step::Step},
    sign_up::{
        enrolment::{Enrolment, KeptEnrolment},
        view::Profile,
        view::SignUpView,
    },
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
        if let Some(tenant_code) = self.known_tenant().await {
            let step = self.or_left(enrolment.remember(tenant_code)).await?;
            self.keep(&enrolment, step).await;
        }
        Ok(self.enrol(enrolment).await)
    }

    /// *Reprendre*: takes up the enrolment that was left in the middle.
    ///
    /// # Errors
    /// The landlord's; an enrolment that has ended is forgotten.
    pub async fn resume_enrolment(&self) -> Result<Step, Failure> {
        let ended = || Failure::new(FailureCode::EnrolmentEnded);
        let kept = self.kept_enrolment().await.ok_or_else(ended)?;
        self.check_seat(&kept.tenant_code).await?;
        let purpose = kept.purpose;
        match self.or_left(Enrolment::take_up(self.client.clone(), kept)).await {
            Ok(enrolment) => Ok(self.enrol(enrolment).await),
            Err(failure) => {
                if failure.code == FailureCode::EnrolmentEnded {
                    self.forget_enrolment().await;
                    // *Recommencer* begins again what it was for.
                    *self.enrolment.lock().await = Enrolment::new(self.client.clone(), purpose);
                }
                Err(failure)
            }
        }
    }

    /// *Recommencer*, after an enrolment has ended: begins again what it was for.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn restart_enrolment(&self) -> Result<Step, Failure> {
        let purpose = self.enrolment.lock().await.purpose();
        match purpose {
            EnrolmentPurpose::SignUp => Ok(self.start_enrolment().await),
            EnrolmentPurpose::PasswordReset => self.start_password_reset().await,
        }
    }

    /// *Ne pas reprendre*: forgets the enrolment that was left in the middle.
    pub async fn abandon_enrolment(&self) -> Step {
        self.forget_enrolment().await;
        self.go_to_way_in().await
    }

    pub(crate) async fn kept_enrolment(&self) -> Option<KeptEnrolment> {
        let secret = self.vault.get(SecretName::Enrolment).await?;
        KeptEnrolment::read(&secret)
    }

    pub(crate) async fn forget_enrolment(&self) {
        self.vault.delete(SecretName::Enrolment).await;
    }

    /// Hands the step on once the keyring holds how far the enrolment has come.
    async fn keep(&self, enrolment: &Enrolment, view: SignUpView) -> Step {
        if let Some(secret) = enrolment.to_keep().and_then(|kept| kept.to_secret()) {
            self.vault.set(SecretName::Enrolment, secret).await;
        }
        view.into()
    }

    pub(crate) async fn enrol(&self, enrolment: Enrolment) -> Step {
        *self.solver.write().await = enrolment.solver();
        *self.enrolment.lock().await = enrolment;
        self.go(Place::Enrolment).await
    }

    /// From *Avant de commencer* to the tenant code.
    pub async fn continue_enrolment(&self) -> Step {
        self.enrolment.lock().await.begin().into()
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
        if let Ok(tenant_code) = TenantCode::parse(text) {
            self.check_seat(&tenant_code).await?;
        }
        let mut enrolment = self.enrolment.lock().await;
        let step = self.or_left(enrolment.submit_tenant_code(text)).await?;
        Ok(self.keep(&enrolment, step).await)
    }

    /// Step 2.
    ///
    /// # Errors
    /// A field's, or the landlord's.
    pub async fn submit_phone(&self, text: &str) -> Result<Step, Failure> {
        let mut enrolment = self.enrolment.lock().await;
        let step = self.or_left(enrolment.submit_phone(text)).await?;
        Ok(self.keep(&enrolment, step).await)
    }

    /// *J'ai reçu un courrier*.
    ///
    /// # Errors
    /// When the enrolment has ended.
    pub async fn open_letter(&self) -> Result<Step, Failure> {
        self.enrolment.lock().await.open_letter().map(Step::from)
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
        let mut enrolment = self.enrolment.lock().await;
        let step = self.or_left(enrolment.submit_letter(code, phone)).await?;
        Ok(self.keep(&enrolment, step).await)
    }

    /// *Renvoyer le code*.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn resend_sms_code(&self) -> Result<Step, Failure> {
        let mut enrolment = self.enrolment.lock().await;
        self.or_left(enrolment.resend()).await.map(Step::from)
    }

    /// Step 3.
    ///
    /// # Errors
    /// A field's, or the landlord's.
    pub async fn submit_sms_code(&self, text: &str) -> Result<Step, Failure> {
        let mut enrolment = self.enrolment.lock().await;
        let step = self.client.in_one_wait(enrolment.submit_sms_code(text)).await?;
        Ok(self.keep(&enrolment, step).await)
    }

    /// Step 4.
    ///
    /// # Errors
    /// The fields'.
    pub async fn submit_profile(&self, profile: Profile) -> Result<Step, Failure> {
        let mut enrolment = self.enrolment.lock().await;
        let step = enrolment.submit_profile(profile)?;
        Ok(self.keep(&enrolment, step).await)
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
            return Ok(done.into());
        }
        let device = self.session.device().await;
        let entered = self.client.in_one_wait(async {
            let enrolled = enrolment.submit_password(text, device).await?;
            Ok::<_, Failure>(self.enter(enrolled.tokens, enrolled.tenant_code).await)
        });
        if let Err(failure) = entered.await? {
            if !self.vault.is_locked() {
                return Err(failure);
            }
            // The password is in force, and the landlord did not hand over what recovers the archive: it signs in.
            self.forget_enrolment().await;
            return Ok(self.go(Place::SignIn).await);
        }
        *self.place.lock().await = Place::Home;
        Ok(match enrolment.done() {
            Some(done) => done.into(),
            None => self.go(Place::Home).await,
        })
    }

    /// From *C'est fait* to *Accueil*.
    pub async fn finish_enrolment(&self) -> Step {
        let signed_in = self.known.read().await.is_some();
        if signed_in {
            self.go_home().await
        } else {
            self.go_to_way_in().await
        }
    }

    /// A step that may be given up half-way: asked again, the landlord answers as if it had not been
    /// asked before. A code tried and an account made are not such steps.
    async fn or_left<T>(&self, step: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        tokio::select! {
            answer = self.client.in_one_wait(step) => answer,
            () = self.left.notified() => Err(Failure::new(FailureCode::Busy)),
        }
    }
}
