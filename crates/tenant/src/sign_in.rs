//! *Connexion* and *Se déconnecter*.

use std::time::{Duration, Instant};

use contract::{PasswordFlaw, Problem, ProblemKind, SessionOpening, SmsCode, TenantCode, TenantCodeFlaw};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    core::{
        client::ClientError,
        failure::{Failure, FailureCode},
    },
    espace::Espace,
    navigator::{place::Place, step::Step},
};

/// The screen of the code by SMS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignInCode {
    pub(crate) resend_after_seconds: u32,
    pub(crate) messages_sent: u32,
}

/// The password was right, and a code was sent to the number on file (S7).
pub(crate) struct SignInUnderWay {
    tenant_code: TenantCode,
    password: SecretString,
    messages_sent: u32,
    resend_at: Instant,
}

impl SignInUnderWay {
    fn begin(tenant_code: TenantCode, password: &str) -> Self {
        Self {
            tenant_code,
            password: password.into(),
            messages_sent: 0,
            resend_at: Instant::now(),
        }
    }

    pub(crate) fn view(&self) -> SignInCode {
        let left = self.resend_at.saturating_duration_since(Instant::now());
        SignInCode {
            resend_after_seconds: u32::try_from(left.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX),
            messages_sent: self.messages_sent,
        }
    }

    /// The landlord asks for a code, and tells how many it has sent.
    fn code_asked_for(&mut self, problem: &Problem) {
        self.resend_at = Instant::now() + Duration::from_secs(problem.retry_after.unwrap_or(0));
        self.messages_sent = problem.messages_sent.unwrap_or(1);
    }
}

impl Espace {
    /// *Connexion*.
    pub async fn open_sign_in(&self) -> Step {
        self.go(Place::SignIn).await
    }

    /// Signs in; without a tenant code, as the tenant remembered. From a computer that the account
    /// does not know the landlord may ask for a code by SMS as well: then that is the next step (S7).
    ///
    /// # Errors
    /// A field's, or the landlord's: never whether the code or the password is wrong.
    pub async fn sign_in(&self, tenant_code: Option<&str>, password: &str) -> Result<Step, Failure> {
        let tenant_code = match tenant_code {
            Some(text) => TenantCode::parse(text)?,
            None => self
                .remembered()
                .await
                .ok_or_else(|| Failure::from(TenantCodeFlaw::Empty))?,
        };
        if password.is_empty() {
            return Err(PasswordFlaw::Empty.into());
        }
        self.check_seat(&tenant_code).await?;
        self.ask_to_sign_in(SignInUnderWay::begin(tenant_code, password), None)
            .await
    }

    /// The code by SMS that the landlord asked for.
    ///
    /// # Errors
    /// A field's, or the landlord's.
    pub async fn submit_sign_in_code(&self, text: &str) -> Result<Step, Failure> {
        let code = SmsCode::parse(text)?;
        self.go_on_signing_in(Some(code)).await
    }

    /// *Renvoyer le code* of a sign-in.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn resend_sign_in_code(&self) -> Result<Step, Failure> {
        self.go_on_signing_in(None).await
    }

    async fn go_on_signing_in(&self, code: Option<SmsCode>) -> Result<Step, Failure> {
        let ended = || Failure::new(FailureCode::SessionEnded);
        let under_way = self.sign_in.lock().await.take().ok_or_else(ended)?;
        let again = SignInUnderWay {
            tenant_code: under_way.tenant_code.clone(),
            password: under_way.password.clone(),
            ..under_way
        };
        let answer = self.ask_to_sign_in(under_way, code).await;
        match answer {
            // The password was changed meanwhile: this screen has no field for another.
            Err(failure) if failure.is_of_credentials() => Err(ended()),
            Err(failure) => {
                *self.sign_in.lock().await = Some(again);
                Err(failure)
            }
            Ok(step) => Ok(step),
        }
    }

    async fn ask_to_sign_in(
        &self,
        mut under_way: SignInUnderWay,
        sms_code: Option<SmsCode>,
    ) -> Result<Step, Failure> {
        let opening = SessionOpening {
            tenant_code: under_way.tenant_code.clone(),
            password: under_way.password.expose_secret().to_owned().into(),
            sms_code,
            device: self.session.device().await,
        };
        let tenant_code = under_way.tenant_code.clone();
        let signed_in = self.client.in_one_wait(async {
            let tokens = self.client.sign_in(&opening).await?;
            Ok(self.enter(tokens, tenant_code).await)
        });
        match signed_in.await {
            Ok(entered) => {
                entered?;
                Ok(self.go_home().await)
            }
            Err(ClientError::Problem(problem)) if problem.kind == ProblemKind::SmsCodeRequired => {
                under_way.code_asked_for(&problem);
                *self.sign_in.lock().await = Some(under_way);
                Ok(self.go(Place::SignInCode).await)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Signs out: the session ends here at once. The tenant code and the sealed archive stay, for
    /// the next sign-in.
    pub async fn sign_out(&self) -> Step {
        *self.keeping.lock().await = None;
        self.session.end().await;
        let _one = self.locking.lock().await;
        if self.vault.begin_to_lock() {
            self.shut(Place::SignIn).await;
            self.session.lock().await;
        }
        self.go(Place::SignIn).await
    }
}
