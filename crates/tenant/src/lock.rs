//! The lock (S12): nothing of the tenant's is readable here until the PIN is typed, or the password.

pub(crate) mod pin;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use contract::{SessionTokens, TenantCode};
use serde::Serialize;
use tokio::{
    sync::{Mutex, MutexGuard},
    time::{Instant, sleep},
};

use crate::core::{
    Core,
    archive::{PIN_OFFERED, with_archive},
    failure::Failure,
    idle::Idle,
    limits::Limits,
    secrets::{Envelope, PinStanding, SecretName},
};

/// Why the password is asked for where a PIN is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PinLoss {
    /// *J'ai oublié mon code*.
    Forgotten,
    /// It was tried too often.
    Spent,
}

/// The lock of this person's end.
pub(crate) struct Lock {
    core: Arc<Core>,
    /// One at a time locks, unlocks or changes the PIN.
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

    /// Nobody else locks, unlocks or changes the PIN as long as this is held.
    pub(crate) async fn gate(&self) -> MutexGuard<'_, ()> {
        self.gate.lock().await
    }

    /// Somebody touches keyboard or pointer.
    pub(crate) fn be_touched(&self) {
        self.idle.seen(Instant::now());
    }

    /// Waits until nobody has been there for too long while a PIN is set and was typed.
    pub(crate) async fn idle_too_long(&self) {
        loop {
            self.core.vault.unlocked().await;
            match self.idle.left(Instant::now()) {
                Some(left) => sleep(left).await,
                None => return,
            }
        }
    }

    /// *J'ai oublié mon code* was pressed, or left again.
    pub(crate) fn note_forgotten(&self, forgotten: bool) {
        self.forgotten.store(forgotten, Ordering::Release);
    }

    pub(crate) async fn envelope(&self) -> Option<Envelope> {
        let secret = self.core.vault.get(SecretName::Pin).await?;
        Envelope::read(&secret)
    }

    /// How often the PIN may be tried yet; none when the password is asked for: it was tried too often, or the tenant
    /// had signed out.
    pub(crate) async fn tries_left(&self) -> Option<u8> {
        let tries_left = self.envelope().await.map_or(0, |envelope| envelope.tries_left());
        (tries_left > 0 && self.core.vault.has(SecretName::RefreshToken).await).then_some(tries_left)
    }

    /// Why the password is asked for where a PIN is set.
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

    /// What a sign-in opens: where a PIN is set, the archive without it, once the landlord has handed over what
    /// recovers it. A PIN that was forgotten or spent is no more then.
    pub(crate) async fn enter(&self, tokens: SessionTokens, tenant_code: TenantCode) -> Result<(), Failure> {
        let _one = self.gate.lock().await;
        self.core.check_seat(&tenant_code).await?;
        let loss = self.loss().await;
        if self.core.vault.is_locked() {
            self.recover_archive_key(&tokens, &tenant_code).await?;
        }
        self.be_touched();
        self.forgotten.store(false, Ordering::Release);
        if loss.is_some() && self.core.vault.is_unlocked() {
            // Sealed with a key that is about to go, and its successor is there.
            self.core.session.discard().await;
            self.core.session.unseal().await;
        }
        self.core.session.begin(tokens).await;
        self.core.vault.delete(SecretName::Enrolment).await;
        self.core.remember(tenant_code).await?;
        if let (Some(_), Some(archive)) = (loss, self.core.archive().await) {
            with_archive(&archive, |archive| archive.put_note(PIN_OFFERED, &false)).await?;
        }
        Ok(())
    }

    async fn recover_archive_key(
        &self,
        tokens: &SessionTokens,
        tenant_code: &TenantCode,
    ) -> Result<(), Failure> {
        let recovery = self.core.client.archive_recovery(&tokens.access_token).await?;
        let key = match self.envelope().await {
            Some(envelope) => envelope.recover(tenant_code, &recovery.secret),
            None => None,
        };
        match key {
            Some(key) => self.core.vault.unlock(tenant_code.clone(), key),
            // The landlord's secret or the envelope is lost: the file stays (decision 0001), and so does what opens it
            // once the landlord's secret is back (decision 0013).
            None => {
                self.core.session.discard().await;
                self.core.vault.set_sealed_aside().await;
                self.core.vault.protect_no_more();
            }
        }
        Ok(())
    }

    /// Whether a PIN is to be offered: once, where there is none and one could be kept.
    pub(crate) async fn is_to_be_offered(&self) -> bool {
        let may_be_offered = self.core.vault.pin_standing() == PinStanding::None;
        let Some(archive) = self.core.archive().await.filter(|_| may_be_offered) else {
            return false;
        };
        // An archive that cannot be read says so on the list.
        let offered = with_archive(&archive, |archive| archive.note(PIN_OFFERED)).await;
        matches!(offered, Ok(None | Some(false)))
    }
}
