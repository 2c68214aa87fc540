//! *Connexion* and *Se déconnecter*.

use contract::SmsCode;

use super::Espace;
use crate::{
    core::failure::{Failure, FailureCode},
    navigator::{Place, step::Step},
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
        let attempt = self.sign_in.begin(tenant_code, password).await?;
        self.ask_to_sign_in(attempt, None).await
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
        match self.ask_to_sign_in(attempt.clone(), code).await {
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
        mut attempt: PendingSignIn,
        code: Option<SmsCode>,
    ) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let client = &self.core.client;
        let answered = client.in_one_wait(async {
            let answer = self.sign_in.ask(&mut attempt, code).await?;
            match answer {
                PasswordAnswer::CodeWanted => Ok(false),
                PasswordAnswer::SignedIn(tokens) if self.navigator.is_still(here) => {
                    self.lock.enter(tokens, attempt.tenant_code().clone()).await?;
                    Ok(true)
                }
                // *Retour* was pressed meanwhile: end the new session.
                PasswordAnswer::SignedIn(tokens) => {
                    if let Err(error) = client.sign_out(&tokens.access_token).await {
                        tracing::info!(%error, "a session that nobody waited for stays open at the landlord's");
                    }
                    Err(Failure::new(FailureCode::Busy))
                }
            }
        });
        if answered.await? {
            return self.go_home_from(here).await;
        }
        self.navigator.go_from(here, Place::SignInCode)?;
        self.sign_in.wait_for_code(Some(attempt)).await;
        Ok(self.show(Place::SignInCode).await)
    }

    /// Signs out. The session ends here at once, even without a network. Tenant code and sealed archive stay for
    /// the next sign-in; what was typed and not sent does not.
    pub async fn sign_out(&self) -> Step {
        self.documents.let_go_of_pdfs().await;
        self.core.session.end().await;
        self.sign_up.clear().await;
        let _one = self.lock.gate().await;
        self.move_out(Place::SignIn).await;
        if self.core.vault.begin_to_lock() {
            self.core.let_go().await;
            self.core.session.lock().await;
        }
        self.go(Place::SignIn).await
    }
}
