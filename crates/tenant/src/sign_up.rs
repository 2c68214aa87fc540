//! *Inscription* and *J'ai oublié mon mot de passe*. After each step, the keyring holds what is needed to resume
//! the enrolment.

pub(crate) mod enrolment;
pub(crate) mod view;

use std::sync::Arc;

use contract::{Agency, EnrolmentPurpose, PasswordReading, TenantCode, WireSecret};
use tokio::sync::{Mutex, MutexGuard, RwLock, watch};

use self::{
    enrolment::{Enrolment, RobotCheckSolver, SavedEnrolment},
    view::{SignUpDetailsForm, SignUpView},
};
use crate::core::{
    Core,
    failure::{Failure, FailureCode},
    secrets::SecretName,
};

/// The enrolment of this person, one at a time.
pub(crate) struct SignUp {
    core: Arc<Core>,
    /// Admits one caller at a time that sends the last step.
    gate: Mutex<()>,
    /// Locked by no request that *Retour* does not cancel.
    enrolment: Mutex<Enrolment>,
    solver: RwLock<RobotCheckSolver>,
    /// How often *Retour* was pressed.
    left: watch::Sender<u64>,
}

impl SignUp {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        let enrolment = Enrolment::new(core.client.clone(), EnrolmentPurpose::SignUp);
        Self {
            core,
            solver: RwLock::new(enrolment.solver()),
            enrolment: Mutex::new(enrolment),
            gate: Mutex::new(()),
            left: watch::Sender::new(0),
        }
    }

    /// While this is held, no other caller sends the last step.
    pub(crate) async fn gate(&self) -> MutexGuard<'_, ()> {
        self.gate.lock().await
    }

    /// Locks the enrolment.
    pub(crate) async fn enrolment(&self) -> MutexGuard<'_, Enrolment> {
        self.enrolment.lock().await
    }

    /// Cancels the step under way, if it may be cancelled half-way.
    pub(crate) fn give_up(&self) {
        self.left.send_modify(|left| *left += 1);
    }

    /// A new enrolment.
    pub(crate) fn anew(&self, purpose: EnrolmentPurpose) -> Enrolment {
        Enrolment::new(self.core.client.clone(), purpose)
    }

    /// Makes this the current enrolment. A robot check for the one before is given up, unless this one can use it.
    pub(crate) async fn take(&self, enrolment: Enrolment) {
        *self.solver.write().await = enrolment.solver();
        *self.enrolment.lock().await = enrolment;
    }

    /// Drops the enrolment.
    pub(crate) async fn clear(&self) {
        self.take(self.anew(EnrolmentPurpose::SignUp)).await;
    }

    /// Starts a password reset. A tenant known to this computer does not type the tenant code again.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub(crate) async fn reset_password(&self) -> Result<(), Failure> {
        let left = self.left.subscribe();
        let mut enrolment = self.anew(EnrolmentPurpose::PasswordReset);
        if let Some(tenant_code) = self.core.known_tenant().await {
            enrolment.introduce(self.device_token().await);
            self.or_left(left, enrolment.remember(tenant_code)).await?;
            self.save(&enrolment).await;
        }
        self.take(enrolment).await;
        Ok(())
    }

    /// What makes this computer known to the account of its tenant.
    async fn device_token(&self) -> Option<WireSecret> {
        self.core.session.device().await.device_token
    }

    /// Resumes the unfinished enrolment.
    ///
    /// # Errors
    /// A failure of the landlord's service. An enrolment that has ended is deleted here.
    pub(crate) async fn resume(&self) -> Result<(), Failure> {
        let left = self.left.subscribe();
        let ended = || Failure::new(FailureCode::EnrolmentEnded);
        let saved = self.saved().await.ok_or_else(ended)?;
        self.core.check_seat(&saved.tenant_code).await?;
        let purpose = saved.purpose;
        let client = self.core.client.clone();
        match self.or_left(left, Enrolment::take_up(client, saved)).await {
            Ok(enrolment) => {
                self.take(enrolment).await;
                Ok(())
            }
            Err(failure) => {
                if failure.code == FailureCode::EnrolmentEnded {
                    self.forget_saved().await;
                    // *Recommencer* starts one for the same purpose.
                    self.take(self.anew(purpose)).await;
                }
                Err(failure)
            }
        }
    }

    /// The unfinished enrolment in the keyring.
    pub(crate) async fn saved(&self) -> Option<SavedEnrolment> {
        let secret = self.core.vault.get(SecretName::Enrolment).await?;
        SavedEnrolment::read(&secret)
    }

    pub(crate) async fn forget_saved(&self) {
        self.core.vault.delete(SecretName::Enrolment).await;
    }

    /// Stores the enrolment in the keyring, before its next screen is shown.
    async fn save(&self, enrolment: &Enrolment) {
        if let Some(secret) = enrolment.to_saved().and_then(|saved| saved.to_secret()) {
            self.core.vault.set(SecretName::Enrolment, secret).await;
        }
    }

    pub(crate) async fn view(&self) -> SignUpView {
        self.enrolment.lock().await.view()
    }

    pub(crate) async fn purpose(&self) -> EnrolmentPurpose {
        self.enrolment.lock().await.purpose()
    }

    /// The agency of the tenant code, once the landlord's service has named it.
    pub(crate) async fn agency(&self) -> Option<Agency> {
        self.enrolment.lock().await.agency()
    }

    /// *Contacter votre agence*. Shows `agency` if the landlord's service has not named one.
    pub(crate) async fn contact_agency(&self, agency: Agency) -> SignUpView {
        self.enrolment.lock().await.contact_agency(agency)
    }

    /// The previous screen; before the first one, the purpose of the enrolment.
    pub(crate) async fn back(&self) -> Result<SignUpView, EnrolmentPurpose> {
        let mut enrolment = self.enrolment.lock().await;
        enrolment.back().ok_or_else(|| enrolment.purpose())
    }

    /// To the tenant code: from *Avant de commencer*, or to correct it.
    pub(crate) async fn begin(&self) -> SignUpView {
        self.enrolment.lock().await.begin()
    }

    /// Solves the robot check for a tenant code that was just completed (S4).
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. Submitting tries again.
    pub(crate) async fn prepare_robot_check(&self, text: &str) -> Result<(), Failure> {
        let tenant_code = TenantCode::parse(text)?;
        let solver = self.solver.read().await.clone();
        solver.prepare(tenant_code).await
    }

    pub(crate) async fn submit_tenant_code(&self, text: &str) -> Result<SignUpView, Failure> {
        let left = self.left.subscribe();
        if let Ok(tenant_code) = TenantCode::parse(text) {
            self.core.check_seat(&tenant_code).await?;
        }
        let device_token = self.device_token().await;
        let mut enrolment = self.enrolment.lock().await;
        enrolment.introduce(device_token);
        let view = self.or_left(left, enrolment.submit_tenant_code(text)).await?;
        self.save(&enrolment).await;
        Ok(view)
    }

    pub(crate) async fn submit_phone(&self, text: &str) -> Result<SignUpView, Failure> {
        let left = self.left.subscribe();
        let mut enrolment = self.enrolment.lock().await;
        let view = self.or_left(left, enrolment.submit_phone(text)).await?;
        self.save(&enrolment).await;
        Ok(view)
    }

    pub(crate) async fn open_letter(&self) -> Result<SignUpView, Failure> {
        self.enrolment.lock().await.open_letter()
    }

    pub(crate) async fn submit_letter(&self, code: &str, phone: &str) -> Result<SignUpView, Failure> {
        let left = self.left.subscribe();
        let mut enrolment = self.enrolment.lock().await;
        let view = self.or_left(left, enrolment.submit_letter(code, phone)).await?;
        self.save(&enrolment).await;
        Ok(view)
    }

    pub(crate) async fn resend(&self) -> Result<SignUpView, Failure> {
        let left = self.left.subscribe();
        let mut enrolment = self.enrolment.lock().await;
        self.or_left(left, enrolment.resend()).await
    }

    pub(crate) async fn submit_sms_code(&self, text: &str) -> Result<SignUpView, Failure> {
        let left = self.left.subscribe();
        let mut enrolment = self.enrolment.lock().await;
        let view = self.or_left(left, enrolment.submit_sms_code(text)).await?;
        self.save(&enrolment).await;
        Ok(view)
    }

    pub(crate) async fn submit_details(&self, details: SignUpDetailsForm) -> Result<SignUpView, Failure> {
        let mut enrolment = self.enrolment.lock().await;
        let view = enrolment.submit_details(details)?;
        self.save(&enrolment).await;
        Ok(view)
    }

    pub(crate) async fn read_password(&self, text: &str) -> PasswordReading {
        self.enrolment.lock().await.read_password(text)
    }

    /// Runs a step that may be cancelled half-way: when it is sent again, the service answers as if it had not been
    /// sent before, or says how far the enrolment has come. The last step is not such a step: it begins a session.
    ///
    /// `left` was subscribed when the step was asked for, before any wait.
    async fn or_left<T>(
        &self,
        mut left: watch::Receiver<u64>,
        step: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        tokio::select! {
            biased;
            _ = left.changed() => Err(Failure::new(FailureCode::Busy)),
            answer = self.core.client.in_one_wait(step) => answer,
        }
    }
}
