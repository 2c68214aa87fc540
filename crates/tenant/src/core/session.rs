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
    /// The session that it belongs to.
    era: u64,
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
    era: u64,
    access: Option<Access>,
    refresh: Option<SecretString>,
}

pub(crate) struct Session {
    client: LandlordClient,
    vault: Vault,
    access: Mutex<Option<Access>>,
    /// How many sessions began or ended here. The refresh token in the keyring is changed under this lock, which no
    /// request holds: the end of a session waits for no refresh, and one that comes back later stores nothing.
    era: Mutex<u64>,
}

impl Session {
    pub(crate) fn new(client: LandlordClient, vault: Vault) -> Self {
        Self {
            client,
            vault,
            access: Mutex::new(None),
            era: Mutex::new(0),
        }
    }

    /// Stores the tokens of a sign-in.
    pub(crate) async fn begin(&self, tokens: SessionTokens) {
        let mut access = self.access.lock().await;
        let mut era = self.era.lock().await;
        *era += 1;
        self.keep(&mut access, *era, tokens).await;
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
        let mut era = self.era.lock().await;
        *era += 1;
        let refresh = self.vault.get(SecretName::RefreshToken).await;
        self.vault.delete(SecretName::RefreshToken).await;
        // During a refresh, there is none that lasts.
        let access = self.access.try_lock().ok();
        Ended {
            era: *era,
            access: access.and_then(|mut access| access.take()),
            refresh,
        }
    }

    /// Ends a session at the landlord's service that ended here, if the service can be reached.
    pub(crate) async fn revoke(&self, ended: Ended) {
        let answer = self.client.in_one_wait(async {
            let access = match ended.access {
                Some(access) => Some(access),
                // A refresh under way ends first: it revokes what it gets.
                None => {
                    let mut access = self.access.lock().await;
                    access.take_if(|access| access.era < ended.era)
                }
            };
            match (access.filter(Access::lasts), ended.refresh) {
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
        {
            let mut era = self.era.lock().await;
            *era += 1;
            self.vault.delete(SecretName::RefreshToken).await;
        }
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
        let _no_end = self.era.lock().await;
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
        let _no_end = self.era.lock().await;
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

    /// The current access token. The lock is held during the refresh on purpose: one caller refreshes, and the others
    /// use its access token. They wait for one deadline at most, since the refresh started before them.
    async fn access_token(&self) -> Result<WireSecret, Failure> {
        let mut access = self.access.lock().await;
        let (era, refresh) = {
            let era = self.era.lock().await;
            let lasting = access
                .as_ref()
                .filter(|access| access.era == *era && access.lasts());
            if let Some(access) = lasting {
                return Ok(access.token.clone());
            }
            (*era, self.vault.get(SecretName::RefreshToken).await)
        };
        let ended = || Failure::new(FailureCode::SessionEnded);
        let refresh = refresh.ok_or_else(ended)?;
        let answer = self
            .client
            .refresh(refresh.expose_secret().to_owned().into())
            .await;
        let now = self.era.lock().await;
        match answer {
            Ok(tokens) if *now == era => Ok(self.keep(&mut access, era, tokens).await),
            // The session ended here meanwhile.
            Ok(tokens) => {
                *access = None;
                drop((access, now));
                self.client.give_back(&tokens).await;
                Err(ended())
            }
            Err(error) if error.is(ProblemKind::SessionEnded) => {
                if *now == era {
                    self.vault.delete(SecretName::RefreshToken).await;
                }
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
    async fn keep(&self, access: &mut Option<Access>, era: u64, tokens: SessionTokens) -> WireSecret {
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
            era,
            ends: Instant::now() + Duration::from_secs(tokens.access_expires_in),
        });
        token
    }
}
