//! *Connexion* and *Se déconnecter*.

use contract::{SessionTokens, SmsCode, TenantCode};

use super::Espace;
use crate::{
    core::failure::{Failure, FailureCode},
    navigator::{Location, Place, step::Step},
    sign_in::{PasswordAnswer, PendingSignIn},
};

impl Espace {
    /// *Connexion*.
    pub async fn open_sign_in(&self) -> Step {
        self.go(Place::SignIn).await
    }

    /// Signs in; without a tenant code, as the remembered tenant. On a computer that the account does not know,
    /// the landlord's service may require an SMS code, which is then the next step (S7).
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. It never says whether the tenant code or the
    /// password is wrong.
    pub async fn sign_in(&self, tenant_code: Option<&str>, password: &str) -> Result<Step, Failure> {
        self.sign_in_from(self.navigator.here(), tenant_code, password)
            .await
    }

    /// Same, unless the person has moved since `here`.
    pub(crate) async fn sign_in_from(
        &self,
        here: Location,
        tenant_code: Option<&str>,
        password: &str,
    ) -> Result<Step, Failure> {
        let attempt = self.sign_in.begin(tenant_code, password).await?;
        self.ask_to_sign_in(here, attempt, None).await
    }

    /// The SMS code that the sign-in requires.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn submit_sign_in_code(&self, text: &str) -> Result<Step, Failure> {
        let code = SmsCode::parse(text)?;
        self.go_on_signing_in(Some(code)).await
    }

    /// *Renvoyer le code* of a sign-in.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub async fn resend_sign_in_code(&self) -> Result<Step, Failure> {
        self.go_on_signing_in(None).await
    }

    async fn go_on_signing_in(&self, code: Option<SmsCode>) -> Result<Step, Failure> {
        let ended = || Failure::new(FailureCode::SessionEnded);
        let here = self.navigator.here();
        let attempt = self.sign_in.take().await.ok_or_else(ended)?;
        match self.ask_to_sign_in(here, attempt.clone(), code).await {
            // The password was changed meanwhile, and this screen has no field for it.
            Err(failure) if failure.is_of_credentials() => Err(ended()),
            Err(failure) => {
                if self.navigator.is_still(here) {
                    self.sign_in.wait_for_code(Some(attempt)).await;
                }
                Err(failure)
            }
            Ok(step) => Ok(step),
        }
    }

    async fn ask_to_sign_in(
        &self,
        here: Location,
        mut attempt: PendingSignIn,
        code: Option<SmsCode>,
    ) -> Result<Step, Failure> {
        let answered = self.core.client.in_one_wait(async {
            match self.sign_in.ask(&mut attempt, code).await? {
                PasswordAnswer::CodeWanted => Ok(false),
                PasswordAnswer::SignedIn(tokens) => {
                    if self.come_in(here, &tokens, attempt.tenant_code()).await? {
                        Ok(true)
                    } else {
                        Err(Failure::new(FailureCode::Busy))
                    }
                }
            }
        });
        if answered.await? {
            return Ok(self.go_home().await);
        }
        self.navigator.go_from(here, Place::SignInCode)?;
        self.sign_in.wait_for_code(Some(attempt)).await;
        Ok(self.show(Place::SignInCode).await)
    }

    /// Comes in with the tokens of a sign-in, as far as *Accueil*. Returns false when the person has left since
    /// `here`: the session ends at the landlord's service then, and nothing of it is stored. From the move to
    /// [`Place::Entering`] on, *Retour* waits and finds the person inside: it never leaves a session behind.
    pub(super) async fn come_in(
        &self,
        here: Location,
        tokens: &SessionTokens,
        tenant_code: &TenantCode,
    ) -> Result<bool, Failure> {
        let entrance = match self.lock.prepare(tokens, tenant_code).await {
            Ok(entrance) => entrance,
            Err(failure) => {
                self.core.client.give_back(tokens).await;
                return Err(failure);
            }
        };
        let one = self.lock.gate().await;
        if self.navigator.go_from(here, Place::Entering).is_err() {
            drop(one);
            self.core.client.give_back(tokens).await;
            return Ok(false);
        }
        if let Err(failure) = self.lock.enter(entrance).await {
            let ended = self.core.session.end().await;
            self.wipe_key().await;
            self.navigator.go(here.place());
            drop(one);
            self.core.session.revoke(ended).await;
            return Err(failure);
        }
        self.navigator.go(Place::Home);
        Ok(true)
    }

    /// Wipes the key that a typed PIN opened, if any, and closes the archive that it seals.
    pub(super) async fn wipe_key(&self) {
        if self.core.session.lock().await {
            self.core.let_go().await;
        }
    }

    /// *Se déconnecter*: the question to ask first, while a message waits to leave this computer. None when nothing
    /// waits, or that cannot be told: then nothing holds the person back.
    pub async fn ask_before_sign_out(&self) -> Option<Step> {
        let here = self.navigator.here();
        let messages = self.messages.pending().await.unwrap_or_default();
        if messages == 0 {
            return None;
        }
        self.go_from(here, Place::SignOutCheck).await.ok()
    }

    /// Signs out. The session ends here at once, even without a network. Tenant code and sealed archive stay for
    /// the next sign-in; what was typed and not sent does not.
    pub async fn sign_out(&self) -> Step {
        // Before any wait: an answer that is on its way moves nobody back in.
        self.navigator.go(Place::SignIn);
        let ended = self.core.session.end().await;
        self.documents.let_go_of_pdfs().await;
        self.sign_up.clear().await;
        let one = self.lock.gate().await;
        self.move_out(Place::SignIn).await;
        self.wipe_key().await;
        drop(one);
        self.core.session.revoke(ended).await;
        self.sign_in_step().await
    }
}
