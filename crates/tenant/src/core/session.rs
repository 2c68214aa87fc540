//! The session: an access token in memory, refreshed by one caller at a time (S9).

use std::time::{Duration, Instant};

use contract::{DeviceIntroduction, ProblemKind, SessionTokens, TenantCode, WireSecret};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use crate::core::{
    client::{ClientError, LandlordClient},
    failure::{Failure, FailureCode},
    secrets::{DataKey, SecretName, Vault},
};

/// An access token about to end is not worth a request.
const MARGIN: Duration = Duration::from_secs(20);

struct Access {
    token: WireSecret,
    // On the monotonic clock: the machine's date may be wrong or jump (R8).
    ends: Instant,
}

impl Access {
    fn lasts(&self) -> bool {
        self.ends > Instant::now() + MARGIN
    }
}

pub(crate) struct Session {
    client: LandlordClient,
    vault: Vault,
    access: Mutex<Option<Access>>,
}

impl Session {
    pub(crate) fn new(client: LandlordClient, vault: Vault) -> Self {
        Self {
            client,
            vault,
            access: Mutex::new(None),
        }
    }

    /// Takes the tokens of a sign-in.
    pub(crate) async fn begin(&self, tokens: SessionTokens) {
        let mut access = self.access.lock().await;
        self.keep(&mut access, tokens).await;
    }

    /// How this computer introduces itself when it signs in: with the token that an earlier sign-in
    /// gave it, it has its own count of wrong passwords, and nobody else's lock it out (S7).
    pub(crate) async fn device(&self) -> DeviceIntroduction {
        let token = self.vault.get(SecretName::DeviceToken).await;
        DeviceIntroduction {
            device_token: token.map(|token| token.expose_secret().to_owned().into()),
            device_name: Some(std::env::consts::OS.to_owned()),
        }
    }

    /// Signs out here at once, and at the landlord's when it can be reached.
    pub(crate) async fn end(&self) {
        let refresh = self.vault.get(SecretName::RefreshToken).await;
        // Before anything is waited for: whoever closes the window now is signed out here.
        self.vault.delete(SecretName::RefreshToken).await;
        let told = self.client.in_one_wait(async {
            // A refresh under way ends first, and what it kept goes too.
            let mut access = self.access.lock().await;
            self.vault.delete(SecretName::RefreshToken).await;
            match (access.take().filter(Access::lasts), refresh) {
                (Some(access), _) => self.client.sign_out(&access.token).await,
                (None, Some(refresh)) => {
                    let refresh = refresh.expose_secret().to_owned().into();
                    let tokens = self.client.refresh(refresh).await?;
                    self.client.sign_out(&tokens.access_token).await
                }
                (None, None) => Ok(()),
            }
        });
        if let Err(error) = told.await {
            tracing::info!(%error, "signed out here only");
        }
    }

    /// Forgets the session here.
    pub(crate) async fn discard(&self) {
        self.vault.delete(SecretName::RefreshToken).await;
        *self.access.lock().await = None;
    }

    /// Nobody is signed in for whoever is at the computer now. A refresh under way ends first: its successor is
    /// kept, sealed, before the key goes.
    pub(crate) async fn lock(&self) {
        let mut access = self.access.lock().await;
        *access = None;
        self.vault.lock();
    }

    /// A PIN seals what is kept from now on. A kill in the middle (R1) leaves no PIN, or one that seals all once it
    /// is typed: the archive's key decides.
    pub(crate) async fn seal(&self, tenant_code: TenantCode, key: DataKey) {
        let _no_refresh = self.access.lock().await;
        self.vault.unlock(tenant_code, key);
        self.seal_again(SecretName::ArchiveKey).await;
        self.seal_again(SecretName::RefreshToken).await;
    }

    /// Seals what was left in clear when the setting of a PIN was cut.
    pub(crate) async fn seal_again(&self, name: SecretName) {
        if let Some(secret) = self.vault.get(name).await {
            self.vault.set(name, secret).await;
        }
    }

    /// No PIN seals anything any more. A kill in the middle leaves the PIN in force, and so does a keyring that does not
    /// take what the PIN has sealed: without the envelope nothing would open it.
    pub(crate) async fn unseal(&self) {
        let _no_refresh = self.access.lock().await;
        let mut taken = true;
        for name in [SecretName::RefreshToken, SecretName::ArchiveKey] {
            if let Some(secret) = self.vault.get(name).await {
                taken &= self.vault.set_as_it_is(name, secret).await;
            }
        }
        self.vault.protect_no_more();
        self.vault.delete_once(taken, SecretName::Pin).await;
    }

    /// Runs a request with an access token; one that the landlord does not know any more is
    /// refreshed once. All of it is one wait.
    pub(crate) async fn authorised<T, F>(&self, request: impl Fn(WireSecret) -> F) -> Result<T, Failure>
    where
        F: Future<Output = Result<T, ClientError>>,
    {
        let answered = self.client.in_one_wait(async {
            let token = self.access_token().await?;
            match self.client.in_time(request(token.clone())).await {
                Err(error) if error.is(ProblemKind::SessionEnded) => {
                    self.forget(&token).await;
                    let token = self.access_token().await?;
                    self.client.in_time(request(token)).await.map_err(Failure::from)
                }
                answer => answer.map_err(Failure::from),
            }
        });
        answered.await
    }

    /// The access token in force. The lock is held over the refresh on purpose: a refresh token
    /// works once, so those who come meanwhile wait for its successor. They wait no longer than one
    /// wait: whoever refreshes began before them.
    async fn access_token(&self) -> Result<WireSecret, Failure> {
        let mut access = self.access.lock().await;
        if let Some(access) = access.as_ref().filter(|access| access.lasts()) {
            return Ok(access.token.clone());
        }
        let ended = || Failure::new(FailureCode::SessionEnded);
        let refresh = self.vault.get(SecretName::RefreshToken).await.ok_or_else(ended)?;
        match self
            .client
            .refresh(refresh.expose_secret().to_owned().into())
            .await
        {
            Ok(tokens) => Ok(self.keep(&mut access, tokens).await),
            Err(error) if error.is(ProblemKind::SessionEnded) => {
                self.vault.delete(SecretName::RefreshToken).await;
                *access = None;
                Err(ended())
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn forget(&self, token: &WireSecret) {
        let mut access = self.access.lock().await;
        if access
            .as_ref()
            .is_some_and(|access| access.token.expose() == token.expose())
        {
            *access = None;
        }
    }

    /// The successor is in the keyring before it is used: a kill in between loses nothing, since
    /// its predecessor still works until then.
    async fn keep(&self, access: &mut Option<Access>, tokens: SessionTokens) -> WireSecret {
        let refresh = SecretString::from(tokens.refresh_token.expose());
        self.vault.set(SecretName::RefreshToken, refresh).await;
        if let Some(device) = &tokens.device_token {
            self.vault
                .set(SecretName::DeviceToken, device.expose().into())
                .await;
        }
        let token = tokens.access_token;
        *access = Some(Access {
            token: token.clone(),
            ends: Instant::now() + Duration::from_secs(tokens.access_expires_in),
        });
        token
    }
}
