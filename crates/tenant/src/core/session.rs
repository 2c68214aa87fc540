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

/// A session that ended here, to be ended at the landlord's service as well.
pub(crate) struct Ended {
    access: Option<Access>,
    refresh: Option<SecretString>,
}

/// The session at this moment.
#[derive(Default)]
struct Now {
    /// How many sessions began or ended here.
    era: u64,
    access: Option<Access>,
}

pub(crate) struct Session {
    client: LandlordClient,
    vault: Vault,
    /// Admits one refresh at a time.
    refreshing: Mutex<()>,
    /// The refresh token in the keyring is changed under this lock, which no request holds: the lock and the end of a
    /// session wait for no refresh, and one that comes back later stores nothing.
    now: Mutex<Now>,
}

impl Session {
    pub(crate) fn new(client: LandlordClient, vault: Vault) -> Self {
        Self {
            client,
            vault,
            refreshing: Mutex::new(()),
            now: Mutex::default(),
        }
    }

    /// Stores the tokens of a sign-in.
    pub(crate) async fn begin(&self, tokens: SessionTokens) {
        let mut now = self.now.lock().await;
        now.era += 1;
        self.keep(&mut now, tokens).await;
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

    /// Ends the session here, at once: closing the window now leaves nobody signed in.
    pub(crate) async fn end(&self) -> Ended {
        let mut now = self.now.lock().await;
        now.era += 1;
        let refresh = self.vault.get(SecretName::RefreshToken).await;
        self.vault.delete(SecretName::RefreshToken).await;
        Ended {
            access: now.access.take(),
            refresh,
        }
    }

    /// Ends a session at the landlord's service that ended here, if the service can be reached.
    pub(crate) async fn revoke(&self, ended: Ended) {
        let answer = self.client.in_one_wait(async {
            let access = ended.access.filter(Access::lasts);
            if access.is_none() {
                // A refresh under way ends first: it revokes what it gets.
                drop(self.refreshing.lock().await);
            }
            match (access, ended.refresh) {
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
        let mut now = self.now.lock().await;
        now.era += 1;
        now.access = None;
        self.vault.delete(SecretName::RefreshToken).await;
    }

    /// Wipes the access token and the key of the PIN, without waiting for a request. The answer to a refresh under
    /// way is dropped unused: the refresh token that stays sealed gets the same successor again (S9). Returns false
    /// when no PIN is set, or it was not typed.
    pub(crate) async fn lock(&self) -> bool {
        let mut now = self.now.lock().await;
        let locked = self.vault.lock();
        if locked {
            now.access = None;
        }
        locked
    }

    /// Seals the stored secrets with the key of a PIN. A kill in the middle (R1) leaves no PIN, or one that seals
    /// the rest once it is typed: the archive's key decides.
    pub(crate) async fn seal(&self, tenant_code: TenantCode, key: DataKey) {
        let _now = self.now.lock().await;
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
        let _now = self.now.lock().await;
        let mut taken = true;
        for name in [SecretName::RefreshToken, SecretName::ArchiveKey] {
            match self.vault.get(name).await {
                Some(secret) => taken &= self.vault.set_as_it_is(name, secret).await,
                // Sealed, and not readable now: only the envelope opens it.
                None => taken &= !self.vault.has(name).await,
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

    /// The current access token. One caller refreshes, and the others use its access token. They wait for one
    /// deadline at most, since the refresh started before them.
    async fn access_token(&self) -> Result<WireSecret, Failure> {
        let one = self.refreshing.lock().await;
        let (era, refresh) = {
            let now = self.now.lock().await;
            if let Some(access) = now.access.as_ref().filter(|access| access.lasts()) {
                return Ok(access.token.clone());
            }
            (now.era, self.vault.get(SecretName::RefreshToken).await)
        };
        let ended = || Failure::new(FailureCode::SessionEnded);
        let refresh = refresh.ok_or_else(ended)?;
        let answer = self
            .client
            .refresh(refresh.expose_secret().to_owned().into())
            .await;
        let mut now = self.now.lock().await;
        match answer {
            Ok(tokens) if now.era != era => {
                // The session ended here meanwhile.
                drop((now, one));
                self.client.give_back(&tokens).await;
                Err(ended())
            }
            // No key seals the new token any more. Unused, it replaces nothing at the landlord's service.
            Ok(_) if self.vault.is_locked() => Err(ended()),
            Ok(tokens) => Ok(self.keep(&mut now, tokens).await),
            Err(error) if error.is(ProblemKind::SessionEnded) => {
                if now.era == era {
                    self.vault.delete(SecretName::RefreshToken).await;
                    now.access = None;
                }
                Err(ended())
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn forget(&self, token: &WireSecret) {
        let mut now = self.now.lock().await;
        let other = |access: &Access| access.token.expose() != token.expose();
        now.access = now.access.take().filter(other);
    }

    /// Stores the new refresh token before it or its access token is used. A kill in between loses nothing: until
    /// then, the service takes the previous one (S9).
    async fn keep(&self, now: &mut Now, tokens: SessionTokens) -> WireSecret {
        let refresh = SecretString::from(tokens.refresh_token.expose());
        self.vault.set(SecretName::RefreshToken, refresh).await;
        if let Some(device) = &tokens.device_token {
            self.vault
                .set(SecretName::DeviceToken, device.expose().into())
                .await;
        }
        let token = tokens.access_token;
        now.access = Some(Access {
            token: token.clone(),
            ends: Instant::now() + Duration::from_secs(tokens.access_expires_in),
        });
        token
    }
}
