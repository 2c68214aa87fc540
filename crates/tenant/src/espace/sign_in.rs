//! *Connexion* and *Se déconnecter*.

use contract::SmsCode;

use super::Espace;
use crate::{
    core::failure::{Failure, FailureCode},
    navigator::{Place, step::Step},
    sign_in::{Answer, Attempt},
};

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
        let attempt = self.sign_in.begin(tenant_code, password).await?;
        self.ask_to_sign_in(attempt, None).await
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
        let here = self.navigator.here();
        let attempt = self.sign_in.take().await.ok_or_else(ended)?;
        match self.ask_to_sign_in(attempt.clone(), code).await {
            // The password was changed meanwhile: this screen has no field for another.
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

    async fn ask_to_sign_in(&self, mut attempt: Attempt, code: Option<SmsCode>) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let client = &self.core.client;
        let answered = client.in_one_wait(async {
            let answer = self.sign_in.ask(&mut attempt, code).await?;
            match answer {
                Answer::CodeWanted => Ok(false),
                Answer::SignedIn(tokens) if self.navigator.is_still(here) => {
                    self.lock.enter(tokens, attempt.tenant_code().clone()).await?;
                    Ok(true)
                }
                // *Retour* was pressed meanwhile: nobody is signed in.
                Answer::SignedIn(tokens) => {
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

    /// Signs out: the session ends here at once. The tenant code and the sealed archive stay, for
    /// the next sign-in.
    pub async fn sign_out(&self) -> Step {
        self.documents.let_go_of_pdfs().await;
        self.core.session.end().await;
        let _one = self.lock.gate().await;
        if self.core.vault.begin_to_lock() {
            self.shut(Place::SignIn).await;
            self.core.session.lock().await;
        }
        self.go(Place::SignIn).await
    }
}
