//! The session: an access token in memory, refreshed by one caller at a time (S9).

use std::time::{Duration, Instant};

use contract::{DeviceIntroduction, ProblemKind, SessionTokens, WireSecret};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use crate::{
    client::{ClientError, LandlordClient},
    failure::{Failure, FailureCode},
    secrets::{SecretName, Vault},
};

/// An access token about to end is not worth a request.
const MARGIN: Duration = Duration::from_secs(20);

struct Access {
    token: WireSecret,
    // On the monotonic clock: the machine's date may be wrong or jump (R8).
    ends: Instant,
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
        let token = self.access_token().await.ok();
        self.discard().await;
        if let Some(token) = token
            && let Err(error) = self.client.sign_out(&token).await
        {
            tracing::info!(%error, "signed out here only");
        }
    }

    /// Forgets the session here.
    pub(crate) async fn discard(&self) {
        self.vault.delete(SecretName::RefreshToken).await;
        *self.access.lock().await = None;
    }

    /// Runs a request with an access token; one that the landlord does not know any more is
    /// refreshed once.
    pub(crate) async fn authorised<T, F>(&self, request: impl Fn(WireSecret) -> F) -> Result<T, Failure>
    where
        F: Future<Output = Result<T, ClientError>>,
    {
        let token = self.access_token().await?;
        match request(token.clone()).await {
            Err(ClientError::Problem(problem)) if problem.kind == ProblemKind::SessionEnded => {
                self.forget(&token).await;
                let token = self.access_token().await?;
                request(token).await.map_err(Failure::from)
            }
            answer => answer.map_err(Failure::from),
        }
    }

    /// The access token in force. The lock is held over the refresh on purpose: a refresh token
    /// works once, so those who come meanwhile wait for its successor.
    async fn access_token(&self) -> Result<WireSecret, Failure> {
        let mut access = self.access.lock().await;
        if let Some(access) = access
            .as_ref()
            .filter(|access| access.ends > Instant::now() + MARGIN)
        {
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
            Err(ClientError::Problem(problem)) if problem.kind == ProblemKind::SessionEnded => {
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
