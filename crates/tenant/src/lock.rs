//! The lock (S12): no data of the tenant is readable here until the PIN or the password is typed.

pub(crate) mod pin;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use contract::{SessionTokens, TenantCode, WireSecret};
use serde::Serialize;
use tokio::{
    sync::{Mutex, MutexGuard},
    time::{Instant, sleep},
};

use crate::{
    core::{
        Core,
        archive::{PIN_OFFERED, with_archive},
        client::Sensitive,
        failure::{Failure, FailureCode},
        idle::Idle,
        limits::Limits,
        secrets::{DataKey, Envelope, PinStatus, SecretName},
    },
    figures::COUNTDOWN_SECONDS,
};

/// How long before the lock the window says so.
const COUNTDOWN: Duration = Duration::from_secs(COUNTDOWN_SECONDS);

/// Why the password is required although a PIN is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PinLoss {
    /// *J'ai oublié mon code*.
    Forgotten,
    /// Too many wrong PINs, or the keyring has lost the envelope.
    Spent,
}

/// What a sign-in needs to come in. Nothing has changed here yet.
pub(crate) struct Entrance {
    tokens: SessionTokens,
    tenant_code: TenantCode,
    loss: Option<PinLoss>,
    recovered: Recovered,
}

/// What opens the archive.
enum Recovered {
    /// No PIN locks it.
    Open,
    /// The key of a PIN, recovered with a secret of the landlord.
    Key {
        key: DataKey,
        /// The landlord's latest secret, when an earlier one opened the envelope.
        latest: Option<WireSecret>,
    },
    /// Nothing: the landlord's secret or the envelope is lost.
    Nothing,
}

/// The lock of this person's `Espace`.
pub(crate) struct Lock {
    core: Arc<Core>,
    /// Admits one caller at a time that locks, unlocks or changes the PIN.
    gate: Mutex<()>,
    /// *J'ai oublié mon code* was pressed.
    forgotten: AtomicBool,
    idle: Idle,
}

impl Lock {
    pub(crate) fn new(core: Arc<Core>, limits: &Limits) -> Self {
        Self {
            core,
            gate: Mutex::new(()),
            forgotten: AtomicBool::new(false),
            idle: Idle::new(limits.idle, Instant::now()),
        }
    }

    /// While this is held, no other caller locks, unlocks or changes the PIN.
    pub(crate) async fn gate(&self) -> MutexGuard<'_, ()> {
        self.gate.lock().await
    }

    /// Restarts the idle timer: the keyboard or pointer was used.
    pub(crate) fn reset_idle_timer(&self) {
        self.idle.seen(Instant::now());
    }

    /// Waits until the window of a person with a PIN, which was typed, is about to lock: [`COUNTDOWN_SECONDS`] before
    /// the idle limit.
    pub(crate) async fn almost_idle_too_long(&self) {
        loop {
            self.core.vault.unlocked().await;
            let left = self.idle.left(Instant::now()).unwrap_or_default();
            match left.saturating_sub(COUNTDOWN) {
                Duration::ZERO => return,
                rest => sleep(rest).await,
            }
        }
    }

    /// Waits for the rest of the idle limit. Returns true as soon as the keyboard or pointer is used, or there is
    /// nothing to lock any more.
    pub(crate) async fn somebody_comes_back(&self) -> bool {
        let mut inputs = self.idle.inputs();
        let left = self.idle.left(Instant::now()).unwrap_or_default();
        if left > COUNTDOWN {
            return true;
        }
        tokio::select! {
            () = sleep(left) => self.idle.left(Instant::now()).is_some(),
            _ = inputs.changed() => true,
            () = self.core.vault.not_unlocked() => true,
        }
    }

    /// Records that *J'ai oublié mon code* was pressed, or left again.
    pub(crate) fn set_forgotten(&self, forgotten: bool) {
        self.forgotten.store(forgotten, Ordering::Release);
    }

    pub(crate) async fn envelope(&self) -> Option<Envelope> {
        let secret = self.core.vault.get(SecretName::Pin).await?;
        Envelope::read(&secret)
    }

    /// Attempts left for the PIN. None when the password is required: after too many wrong PINs or a sign-out.
    pub(crate) async fn tries_left(&self) -> Option<u8> {
        let tries_left = self.envelope().await.map_or(0, |envelope| envelope.tries_left());
        (tries_left > 0 && self.core.vault.has(SecretName::RefreshToken).await).then_some(tries_left)
    }

    /// Why the password is required although a PIN is set.
    pub(crate) async fn loss(&self) -> Option<PinLoss> {
        if !self.core.vault.is_locked() {
            return None;
        }
        match self.envelope().await {
            Some(envelope) if envelope.tries_left() > 0 => {
                let forgotten = self.forgotten.load(Ordering::Acquire);
                forgotten.then_some(PinLoss::Forgotten)
            }
            _ => Some(PinLoss::Spent),
        }
    }

    /// Fetches what a sign-in needs to come in, and changes nothing. While a PIN locks the archive, its key is
    /// recovered with the landlord's secret instead of the PIN.
    pub(crate) async fn prepare(
        &self,
        tokens: &SessionTokens,
        tenant_code: &TenantCode,
    ) -> Result<Entrance, Failure> {
        self.core.check_seat(tenant_code).await?;
        let loss = self.loss().await;
        let recovered = if self.core.vault.is_locked() {
            self.recover(tokens, tenant_code).await?
        } else {
            Recovered::Open
        };
        Ok(Entrance {
            tokens: tokens.clone(),
            tenant_code: tenant_code.clone(),
            loss,
            recovered,
        })
    }

    /// Recovers the key of a PIN with the landlord's secrets: the latest, or one before it, when a password was set by
    /// SMS code since the PIN was.
    async fn recover(&self, tokens: &SessionTokens, tenant_code: &TenantCode) -> Result<Recovered, Failure> {
        let recovery = self.core.client.archive_recovery(&tokens.access_token).await?;
        let Sensitive::Made(recovery) = recovery else {
            tracing::error!("the password was typed just now, and the service asks for it again");
            return Err(Failure::new(FailureCode::LandlordFault));
        };
        let Some(envelope) = self.envelope().await else {
            return Ok(Recovered::Nothing);
        };
        if let Some(key) = envelope.recover(tenant_code, &recovery.secret) {
            return Ok(Recovered::Key { key, latest: None });
        }
        let mut earlier = recovery.earlier.iter();
        let key = earlier.find_map(|secret| envelope.recover(tenant_code, secret));
        Ok(key.map_or(Recovered::Nothing, |key| Recovered::Key {
            key,
            latest: Some(recovery.secret),
        }))
    }

    /// Locks the archive with the landlord's latest secret from now on: who had learnt the one before opens nothing.
    async fn take_recovery(&self, tenant_code: &TenantCode, latest: &WireSecret, key: &DataKey) {
        let Some(mut envelope) = self.envelope().await else {
            return;
        };
        match envelope.take_recovery(tenant_code, latest, key) {
            Ok(()) => self.core.vault.set(SecretName::Pin, envelope.to_secret()).await,
            Err(error) => tracing::warn!(%error, "the archive stays locked with an earlier secret"),
        }
    }

    /// Begins the session of a sign-in, without a request. The caller holds the gate. A forgotten or spent PIN is
    /// removed, and a new one is offered.
    pub(crate) async fn enter(&self, entrance: Entrance) -> Result<(), Failure> {
        let Entrance {
            tokens,
            tenant_code,
            loss,
            recovered,
        } = entrance;
        match recovered {
            Recovered::Open => {}
            Recovered::Key { key, latest } => {
                if let Some(latest) = latest {
                    self.take_recovery(&tenant_code, &latest, &key).await;
                }
                self.core.vault.unlock(tenant_code.clone(), key);
            }
            // The archive's file stays (decision 0001), and so do the sealed keys that open it once the landlord's
            // secret is back (decision 0013).
            Recovered::Nothing => {
                self.core.session.discard().await;
                self.core.vault.set_sealed_aside().await;
                self.core.vault.protect_no_more();
            }
        }
        self.reset_idle_timer();
        self.forgotten.store(false, Ordering::Release);
        if loss.is_some() && self.core.vault.is_unlocked() {
            // This session is sealed with a key about to be deleted, and `tokens` replaces it.
            self.core.session.discard().await;
            self.core.session.unseal().await;
        }
        self.core.session.begin(tokens).await;
        self.core.vault.delete(SecretName::Enrolment).await;
        self.core.remember(tenant_code).await?;
        if let (Some(_), Some(archive)) = (loss, self.core.archive().await) {
            let kept = with_archive(&archive, |archive| archive.put_note(PIN_OFFERED, &false)).await;
            if let Err(failure) = kept {
                tracing::warn!(code = ?failure.code, "no new PIN is offered");
            }
        }
        Ok(())
    }

    /// Whether to offer a PIN: once, if none is set and the keyring can keep one.
    pub(crate) async fn is_to_be_offered(&self) -> bool {
        let may_be_offered = self.core.vault.pin_status() == PinStatus::None;
        let Some(archive) = self.core.archive().await.filter(|_| may_be_offered) else {
            return false;
        };
        // An unreadable archive is reported on the list of receipts.
        let offered = with_archive(&archive, |archive| archive.note(PIN_OFFERED)).await;
        matches!(offered, Ok(None | Some(false)))
    }
}
