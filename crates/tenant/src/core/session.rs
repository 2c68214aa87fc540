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

/// A token this close to its end is not used.
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

    /// Stores the tokens of a sign-in.
    pub(crate) async fn begin(&self, tokens: SessionTokens) {
        let mut access = self.access.lock().await;
        self.keep(&mut access, tokens).await;
    }

    /// How this computer introduces itself at sign-in. With the token of an earlier sign-in it has its own count
    /// of wrong passwords, so that others cannot lock it out (S7).
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
        // Before any wait: closing the window now leaves nobody signed in here.
        self.vault.delete(SecretName::RefreshToken).await;
        let answer = self.client.in_one_wait(async {
            // A refresh under way ends first, and the token it stored is deleted too.
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
        if let Err(error) = answer.await {
            tracing::info!(%error, "signed out here only");
        }
    }

    /// Deletes the session here only.
    pub(crate) async fn discard(&self) {
        self.vault.delete(SecretName::RefreshToken).await;
        *self.access.lock().await = None;
    }

    /// Locks the session. A refresh under way ends first: its new token is stored, sealed, before the key is
    /// wiped.
    pub(crate) async fn lock(&self) {
        let mut access = self.access.lock().await;
        *access = None;
        self.vault.lock();
    }

    /// Seals the stored secrets with the key of a PIN. A kill in the middle (R1) leaves no PIN, or one that seals
    /// the rest once it is typed: the archive's key decides.
    pub(crate) async fn seal(&self, tenant_code: TenantCode, key: DataKey) {
        let _no_refresh = self.access.lock().await;
        self.vault.unlock(tenant_code, key);
        self.seal_again(SecretName::ArchiveKey).await;
        self.seal_again(SecretName::RefreshToken).await;
    }

    /// Seals a secret that was left in clear when setting a PIN was interrupted.
    pub(crate) async fn seal_again(&self, name: SecretName) {
        if let Some(secret) = self.vault.get(name).await {
            self.vault.set(name, secret).await;
        }
    }

    /// Unseals the stored secrets and deletes the PIN. A kill in the middle leaves the PIN in force. So does a
    /// keyring that refuses the unsealed secrets: without the envelope, nothing would open the sealed ones.
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

    /// Runs a request with an access token, and refreshes it once if the landlord no longer knows it. All of it
    /// has one deadline.
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

    /// The current access token. The lock is held during the refresh on purpose: one caller refreshes, and the others
    /// use its access token. They wait for one deadline at most, since the refresh started before them.
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

    /// Stores the new refresh token before it or its access token is used. A kill in between loses nothing: until
    /// then, the service takes the previous one (S9).
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
