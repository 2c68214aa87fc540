//! The lock (S12): nothing of the tenant's is readable here until the PIN is typed, or the password.

mod pin;

use std::sync::atomic::Ordering;

use contract::{Pin, SessionTokens, TenantCode};
use serde::Serialize;
use tokio::{
    task::spawn_blocking,
    time::{Instant, sleep},
};

use crate::{
    core::{
        archive::{PIN_OFFERED, with_archive},
        failure::{Failure, FailureCode},
        secrets::{DataKey, Envelope, PinStanding, SecretName},
    },
    espace::Espace,
    navigator::{place::Place, step::Step},
    profile::open_profile::Account,
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

/// What a try of the PIN came to.
pub(crate) enum Tried {
    Right(DataKey),
    Wrong {
        tries_left: u8,
    },
    /// Wrong once too often, now or before: it opens nothing any more.
    Spent,
}

impl Espace {
    /// Locks, when a PIN is set and was typed; `hide` takes what is on screen away before anything is waited for.
    /// What is under way ends: a synchronisation before its next byte, a refresh of the session with its answer.
    pub async fn lock(&self, hide: impl FnOnce()) {
        let _one = self.locking.lock().await;
        if !self.vault.begin_to_lock() {
            return;
        }
        self.shut(Place::Locked).await;
        hide();
        self.left.notify_waiters();
        self.session.lock().await;
        *self.keeping.lock().await = None;
    }

    /// Nothing that was opened stays open.
    pub(crate) async fn shut(&self, place: Place) {
        *self.place.lock().await = place;
        *self.known.write().await = None;
        *self.account.lock().await = Account::new(None);
        *self.sign_in.lock().await = None;
    }

    /// Somebody touches keyboard or pointer.
    pub fn be_touched(&self) {
        self.idle.seen(Instant::now());
    }

    /// Waits until nobody has been there for too long while a PIN is set and was typed.
    pub async fn idle_too_long(&self) {
        loop {
            self.vault.unlocked().await;
            match self.idle.left(Instant::now()) {
                Some(left) => sleep(left).await,
                None => return,
            }
        }
    }

    /// Waits until there is something to lock.
    pub async fn lockable(&self) {
        self.vault.unlocked().await;
    }

    /// Whether there is something to lock now.
    pub fn is_lockable(&self) -> bool {
        self.vault.is_unlocked()
    }

    /// The PIN of a locked window. Without a network as well.
    ///
    /// # Errors
    /// The field's; how often it may be tried yet is told with it.
    pub async fn unlock(&self, text: &str) -> Result<Step, Failure> {
        let pin = Pin::parse(text)?;
        let _one = self.locking.lock().await;
        let Some(tenant_code) = self.remembered().await.filter(|_| self.vault.is_locked()) else {
            return Err(Failure::new(FailureCode::SessionEnded));
        };
        match self.try_pin(&tenant_code, pin).await? {
            Tried::Right(key) => {
                self.be_touched();
                self.pin_forgotten.store(false, Ordering::Release);
                self.session.seal(tenant_code.clone(), key).await;
                self.know(tenant_code).await?;
                Ok(self.go_where_signed_in().await)
            }
            Tried::Wrong { tries_left } => Err(Failure::pin_wrong(contract::FieldName::Pin, tries_left)),
            Tried::Spent => Ok(self.go(Place::SignIn).await),
        }
    }

    async fn go_where_signed_in(&self) -> Step {
        if self.vault.get(SecretName::RefreshToken).await.is_some() {
            self.go(Place::Home).await
        } else {
            self.go(Place::SignIn).await
        }
    }

    /// *J'ai oublié mon code*: the password signs in, and the archive is kept.
    pub async fn forget_pin(&self) -> Step {
        self.pin_forgotten.store(true, Ordering::Release);
        self.go(Place::SignIn).await
    }

    /// Tries a PIN. The try is counted in the keyring before it is made, so that a kill in between gives none for
    /// nothing; a keyring that does not take the count stops the try. At the last wrong one, what the PIN opens goes.
    pub(crate) async fn try_pin(&self, tenant_code: &TenantCode, pin: Pin) -> Result<Tried, Failure> {
        let Some(mut envelope) = self.envelope().await.filter(|envelope| envelope.tries_left() > 0) else {
            self.spend_pin().await;
            return Ok(Tried::Spent);
        };
        envelope.count_try();
        let counted = self.vault.set_durably(SecretName::Pin, envelope.to_secret());
        if !counted.await {
            return Err(Failure::new(FailureCode::PinNotChecked));
        }
        let (tried, tenant_code) = (envelope.clone(), tenant_code.clone());
        match spawn_blocking(move || tried.open(&tenant_code, &pin)).await?? {
            Some(key) => {
                envelope.begin_count_anew();
                self.vault.set(SecretName::Pin, envelope.to_secret()).await;
                Ok(Tried::Right(key))
            }
            None if envelope.tries_left() > 0 => Ok(Tried::Wrong {
                tries_left: envelope.tries_left(),
            }),
            None => {
                self.spend_pin().await;
                Ok(Tried::Spent)
            }
        }
    }

    /// The PIN was tried too often: the session goes with it, the archive waits for the password.
    async fn spend_pin(&self) {
        if let Some(mut envelope) = self.envelope().await {
            envelope.forget_pin();
            self.vault.set(SecretName::Pin, envelope.to_secret()).await;
        }
        self.vault.begin_to_lock();
        self.shut(Place::SignIn).await;
        self.session.discard().await;
        self.session.lock().await;
        *self.keeping.lock().await = None;
    }

    pub(crate) async fn envelope(&self) -> Option<Envelope> {
        let secret = self.vault.get(SecretName::Pin).await?;
        Envelope::read(&secret)
    }

    /// The screen of a locked window: where the tenant had signed out, the password is asked for, and the PIN stays.
    pub(crate) async fn locked_step(&self) -> Step {
        let tries_left = self.envelope().await.map_or(0, |envelope| envelope.tries_left());
        if tries_left == 0 || !self.vault.has(SecretName::RefreshToken).await {
            return self.go_to_sign_in().await;
        }
        Step::Locked { tries_left }
    }

    /// Why the password is asked for where a PIN is set.
    pub(crate) async fn pin_loss(&self) -> Option<PinLoss> {
        if !self.vault.is_locked() {
            return None;
        }
        match self.envelope().await {
            Some(envelope) if envelope.tries_left() > 0 => {
                let forgotten = self.pin_forgotten.load(Ordering::Acquire);
                forgotten.then_some(PinLoss::Forgotten)
            }
            _ => Some(PinLoss::Spent),
        }
    }

    /// What a sign-in opens: where a PIN is set, the archive without it, once the landlord has handed over what
    /// recovers it. A PIN that was forgotten or spent is no more then.
    pub(crate) async fn enter(&self, tokens: SessionTokens, tenant_code: TenantCode) -> Result<(), Failure> {
        let _one = self.locking.lock().await;
        self.check_seat(&tenant_code).await?;
        let loss = self.pin_loss().await;
        if self.vault.is_locked() {
            self.recover_archive_key(&tokens, &tenant_code).await?;
        }
        self.be_touched();
        self.pin_forgotten.store(false, Ordering::Release);
        if loss.is_some() && self.vault.is_unlocked() {
            // Sealed with a key that is about to go, and its successor is there.
            self.session.discard().await;
            self.session.unseal().await;
        }
        self.session.begin(tokens).await;
        self.forget_enrolment().await;
        self.remember(tenant_code).await?;
        if let (Some(_), Some(archive)) = (loss, self.archive().await) {
            with_archive(&archive, |archive| archive.put_note(PIN_OFFERED, &false)).await?;
        }
        Ok(())
    }

    async fn recover_archive_key(
        &self,
        tokens: &SessionTokens,
        tenant_code: &TenantCode,
    ) -> Result<(), Failure> {
        let recovery = self.client.archive_recovery(&tokens.access_token).await?;
        let key = match self.envelope().await {
            Some(envelope) => envelope.recover(tenant_code, &recovery.secret),
            None => None,
        };
        match key {
            Some(key) => self.vault.unlock(tenant_code.clone(), key),
            // The landlord's secret or the envelope is lost: the file stays (decision 0001), and so does what opens it
            // once the landlord's secret is back (decision 0013).
            None => {
                self.session.discard().await;
                self.vault.set_sealed_aside().await;
                self.vault.protect_no_more();
            }
        }
        Ok(())
    }

    /// Home, where a PIN is offered once.
    pub(crate) async fn go_home(&self) -> Step {
        let may_be_offered = self.vault.pin_standing() == PinStanding::None;
        let place = match self.archive().await.filter(|_| may_be_offered) {
            Some(archive) => match with_archive(&archive, |archive| archive.note(PIN_OFFERED)).await {
                Ok(None | Some(false)) => Place::PinOffer,
                // An archive that cannot be read says so on the list.
                Ok(Some(true)) | Err(_) => Place::Home,
            },
            None => Place::Home,
        };
        self.go(place).await
    }
}
