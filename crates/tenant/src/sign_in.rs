//! *Connexion*: the password, and an SMS code where the landlord's service requires one (S7).

use std::{sync::Arc, time::Duration};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{
    PasswordFlaw, Problem, ProblemKind, SessionOpening, SessionTokens, SmsCode, TenantCode, TenantCodeFlaw,
    TypedPassword,
};
use tokio::{
    sync::Mutex,
    time::{Instant, sleep_until},
};

use crate::{
    core::{Core, client::ClientError, failure::Failure},
    figures::CODE_WAIT_MINUTES,
};

/// The screen of the SMS code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignInCode {
    pub(crate) resend_after_seconds: u32,
    pub(crate) messages_sent: u32,
}

/// A sign-in under way. One that is kept waits for its SMS code: the password was right, and a code was sent to
/// the number on file (S7).
#[derive(Clone)]
pub(crate) struct PendingSignIn {
    tenant_code: TenantCode,
    password: TypedPassword,
    /// What its SMS code is bound to, also when this computer changes its network meanwhile.
    attempt: String,
    messages_sent: u32,
    resend_at: Instant,
    /// When the password is wiped.
    until: Instant,
}

impl PendingSignIn {
    pub(crate) fn tenant_code(&self) -> &TenantCode {
        &self.tenant_code
    }

    fn view(&self) -> SignInCode {
        let left = self.resend_at.saturating_duration_since(Instant::now());
        SignInCode {
            resend_after_seconds: u32::try_from(left.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX),
            messages_sent: self.messages_sent,
        }
    }

    /// Records that a code is required, and how many were sent.
    fn code_asked_for(&mut self, problem: &Problem) {
        let now = Instant::now();
        self.resend_at = now + Duration::from_secs(problem.retry_after.unwrap_or(0));
        self.until = now + Duration::from_secs(60 * CODE_WAIT_MINUTES);
        self.messages_sent = problem.messages_sent.unwrap_or(1);
    }
}

/// 128 random bits.
fn random_text() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// The answer to a password.
pub(crate) enum PasswordAnswer {
    SignedIn(SessionTokens),
    /// An SMS code is required as well.
    CodeWanted,
}

/// The sign-in of this person.
pub(crate) struct SignIn {
    core: Arc<Core>,
    /// What this window's attempts are called. It stays the same, so that who went back and signs in again is still told
    /// which of two SMS counts.
    name: Mutex<Option<String>>,
    /// The attempt that waits for its SMS code; its password was right.
    waiting: Arc<Mutex<Option<PendingSignIn>>>,
}

impl SignIn {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self {
            core,
            name: Mutex::default(),
            waiting: Arc::default(),
        }
    }

    /// Reads a tenant code and a password as typed. Without a tenant code, takes the remembered tenant's.
    ///
    /// # Errors
    /// A field error.
    pub(crate) async fn begin(
        &self,
        tenant_code: Option<&str>,
        password: &str,
    ) -> Result<PendingSignIn, Failure> {
        let tenant_code = match tenant_code {
            Some(text) => TenantCode::parse(text)?,
            None => self
                .core
                .remembered()
                .await
                .ok_or_else(|| Failure::from(TenantCodeFlaw::Empty))?,
        };
        let password = TypedPassword::from(password);
        if password.is_empty() {
            return Err(PasswordFlaw::Empty.into());
        }
        self.core.check_seat(&tenant_code).await?;
        Ok(PendingSignIn {
            tenant_code,
            password,
            attempt: self.attempt_name().await?,
            messages_sent: 0,
            resend_at: Instant::now(),
            until: Instant::now(),
        })
    }

    async fn attempt_name(&self) -> Result<String, getrandom::Error> {
        let mut name = self.name.lock().await;
        if let Some(name) = &*name {
            return Ok(name.clone());
        }
        Ok(name.insert(random_text()?).clone())
    }

    /// The screen of the SMS code, while an attempt waits for one.
    pub(crate) async fn view(&self) -> Option<SignInCode> {
        self.waiting.lock().await.as_ref().map(PendingSignIn::view)
    }

    /// Takes the attempt that waits for a code.
    pub(crate) async fn take(&self) -> Option<PendingSignIn> {
        self.waiting.lock().await.take()
    }

    /// Stores the attempt that waits for a code, as long as its code is accepted; `None` drops it.
    pub(crate) async fn wait_for_code(&self, attempt: Option<PendingSignIn>) {
        if let Some(until) = attempt.as_ref().map(|attempt| attempt.until) {
            let waiting = Arc::downgrade(&self.waiting);
            tokio::spawn(async move {
                sleep_until(until).await;
                if let Some(waiting) = waiting.upgrade() {
                    // A later attempt has a time of its own.
                    waiting.lock().await.take_if(|attempt| attempt.until <= until);
                }
            });
        }
        *self.waiting.lock().await = attempt;
    }

    /// Sends the sign-in to the landlord's service.
    ///
    /// # Errors
    /// A failure of the landlord's service. It never says whether the tenant code or the password is wrong.
    pub(crate) async fn ask(
        &self,
        attempt: &mut PendingSignIn,
        sms_code: Option<SmsCode>,
    ) -> Result<PasswordAnswer, Failure> {
        let opening = SessionOpening {
            tenant_code: attempt.tenant_code.clone(),
            password: attempt.password.clone(),
            sms_code,
            attempt: Some(attempt.attempt.clone().into()),
            device: self.core.session.device().await,
            visit: None,
        };
        match self.core.client.sign_in(&opening).await {
            Ok(tokens) => Ok(PasswordAnswer::SignedIn(tokens)),
            Err(ClientError::Problem(problem)) if problem.kind == ProblemKind::SmsCodeRequired => {
                attempt.code_asked_for(&problem);
                Ok(PasswordAnswer::CodeWanted)
            }
            Err(error) => Err(error.into()),
        }
    }
}
