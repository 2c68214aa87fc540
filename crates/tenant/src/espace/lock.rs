//! The lock (S12), and the PIN: offered once, then chosen, changed and removed in *Mon profil*.

use contract::{FieldName, Pin, TenantCode};

use super::Espace;
use crate::{
    core::{
        client::Sensitive,
        failure::{Failure, FailureCode},
        secrets::{PinStatus, SecretName},
    },
    lock::pin::{PinChosen, Tried, read_current},
    navigator::{Location, Place, step::Step},
    profile::ProfileNews,
};

impl Espace {
    /// Locks, if a PIN is set and was typed. Wipes the keys and calls `hide`, which clears the screen, before it waits
    /// for anything that a request may hold. A synchronisation under way is cancelled.
    pub async fn lock(&self, hide: impl FnOnce()) {
        let one = self.lock.gate().await;
        if !self.core.vault.is_unlocked() {
            return;
        }
        self.navigator.go(Place::Locked);
        self.core.session.lock().await;
        hide();
        self.sign_up.give_up();
        self.shut(Place::Locked).await;
        self.documents.let_go_of_pdfs().await;
        // The enrolment is locked without the gate: its last step takes the gate.
        drop(one);
        self.sign_up.clear().await;
    }

    /// Moves to a place and closes what was open: the archive, and what was typed.
    pub(super) async fn shut(&self, place: Place) {
        self.move_out(place).await;
        self.core.let_go().await;
    }

    /// Moves to a place outside, and drops what was typed inside and not sent. In this order: what is typed
    /// meanwhile is refused. The enrolment is not among it, since its last step may be under way.
    pub(super) async fn move_out(&self, place: Place) {
        self.navigator.go(place);
        // Names every field, so that the compiler asks what a new feature holds.
        let Self {
            core: _,
            navigator: _,
            sign_up: _,
            sign_in,
            lock: _,
            home: _,
            documents: _,
            dossier: _,
            rent_account: _,
            payments,
            messages,
            profile,
            dwelling: _,
            agencies: _,
            leaving: _,
            _lasts: _,
        } = self;
        profile.close().await;
        sign_in.wait_for_code(None).await;
        messages.stop_sending();
        messages.drop_draft().await;
        payments.let_go().await;
    }

    /// Restarts the idle timer: the keyboard or pointer was used.
    pub fn reset_idle_timer(&self) {
        self.lock.reset_idle_timer();
    }

    /// Waits until a window with a PIN, which was typed, is about to lock:
    /// [`COUNTDOWN_SECONDS`](crate::figures::COUNTDOWN_SECONDS) before the idle limit.
    pub async fn almost_idle_too_long(&self) {
        self.lock.almost_idle_too_long().await;
    }

    /// Waits for the rest of the idle limit. Returns true as soon as the keyboard or pointer is used, or there is
    /// nothing to lock any more.
    pub async fn somebody_comes_back(&self) -> bool {
        self.lock.somebody_comes_back().await
    }

    /// Waits until there is something to lock: a PIN is set and was typed.
    pub async fn lockable(&self) {
        self.core.vault.unlocked().await;
    }

    /// Waits until there is nothing to lock: no PIN is set, or it was not typed.
    pub async fn nothing_to_lock(&self) {
        self.core.vault.not_unlocked().await;
    }

    /// Whether there is something to lock now.
    pub fn is_lockable(&self) -> bool {
        self.core.vault.is_unlocked()
    }

    /// Unlocks the window with the PIN, also without a network.
    ///
    /// # Errors
    /// When the PIN is wrong, with the attempts left; when it cannot be checked, or the window is not locked. When
    /// the person has left meanwhile: the window stays locked.
    pub async fn unlock(&self, text: &str) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let pin = Pin::parse(text)?;
        let _one = self.lock.gate().await;
        let locked = self.core.vault.is_locked();
        let Some(tenant_code) = self.core.remembered().await.filter(|_| locked) else {
            return Err(Failure::new(FailureCode::SessionEnded));
        };
        match self.try_pin(&tenant_code, pin).await? {
            Tried::Right(key) => {
                self.navigator.go_from(here, Place::Entering)?;
                self.reset_idle_timer();
                self.lock.set_forgotten(false);
                self.core.session.seal(tenant_code.clone(), key).await;
                if let Err(failure) = self.core.know(tenant_code).await {
                    self.wipe_key().await;
                    self.navigator.go(here.place());
                    return Err(failure);
                }
                let signed_in = self.core.vault.get(SecretName::RefreshToken).await.is_some();
                Ok(self.go(if signed_in { Place::Home } else { Place::SignIn }).await)
            }
            Tried::Wrong { tries_left } => Err(Failure::pin_wrong(FieldName::Pin, tries_left)),
            Tried::Spent => Ok(self.go(Place::SignIn).await),
        }
    }

    /// *J'ai oublié mon code*: the tenant signs in with the password, and the archive is kept. A PIN that is being
    /// tried opens nothing any more; one that was right has opened the window.
    pub async fn forget_pin(&self) -> Step {
        let here = self.leave().await;
        if here.place().is_inside() {
            return self.show(here.place()).await;
        }
        self.lock.set_forgotten(true);
        self.go(Place::SignIn).await
    }

    /// Tries a PIN. The caller holds the lock's gate. After too many wrong PINs the session ends, and the archive
    /// needs the password.
    async fn try_pin(&self, tenant_code: &TenantCode, pin: Pin) -> Result<Tried, Failure> {
        let tried = self.lock.try_pin(tenant_code, pin).await?;
        if matches!(tried, Tried::Spent) {
            self.core.session.lock().await;
            self.shut(Place::SignIn).await;
            self.core.session.discard().await;
            self.documents.let_go_of_pdfs().await;
        }
        Ok(tried)
    }

    /// *Plus tard*: the PIN is not offered again.
    pub async fn decline_pin(&self) -> Step {
        let here = self.navigator.here();
        self.lock.record_offered().await;
        self.go_unless_moved(here, Place::Home).await
    }

    /// *Choisir un code*, *Changer*: opens the page of a new PIN.
    ///
    /// # Errors
    /// When the offer or *Mon profil* is not open, or there is no keyring to keep the PIN.
    pub async fn open_pin(&self) -> Result<Step, Failure> {
        let offered = match self.navigator.place() {
            Place::PinOffer => true,
            Place::Profile => false,
            _ => return Err(Failure::new(FailureCode::SessionEnded)),
        };
        if self.core.vault.pin_status() == PinStatus::Unavailable {
            return Err(Failure::new(FailureCode::PinNotKept));
        }
        Ok(self.go(Place::PinChoice { offered }).await)
    }

    /// *Ne plus demander de code*: opens the page that asks for the current PIN.
    ///
    /// # Errors
    /// When *Mon profil* is not open, or no PIN is set.
    pub async fn open_pin_removal(&self) -> Result<Step, Failure> {
        match self.navigator.place() {
            Place::Profile if self.core.vault.is_unlocked() => {}
            _ => return Err(Failure::new(FailureCode::SessionEnded)),
        }
        Ok(self.go(Place::PinRemoval).await)
    }

    /// Sets a new PIN, typed twice. Replacing a PIN needs the current one as well.
    ///
    /// # Errors
    /// A field error; for the first PIN, also a failure of the landlord's service. It may ask for the password first: the
    /// PIN waits for it.
    pub async fn submit_pin(&self, current: Option<&str>, new: &str, again: &str) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let Place::PinChoice { offered } = here.place() else {
            return Err(Failure::new(FailureCode::SessionEnded));
        };
        let tenant_code = self.core.tenant_at_home().await?;
        let changing = self.core.vault.is_unlocked();
        let current = changing.then(|| current.unwrap_or_default());
        let PinChosen { replaced, chosen } = PinChosen::read(&tenant_code, current, new, again)?;
        let news = match replaced {
            None => {
                let Sensitive::Made(recovery) = self.lock.recovery().await? else {
                    return self.ask_password_for_pin(here, chosen).await;
                };
                let _one = self.lock.gate().await;
                self.navigator.ensure_still(here)?;
                self.lock.set_first(chosen, recovery).await?;
                ProfileNews::PinChosen
            }
            Some(replaced) => {
                let _one = self.lock.gate().await;
                match self.try_pin(&tenant_code, replaced).await? {
                    Tried::Right(key) => self.lock.change(chosen, key).await?,
                    Tried::Wrong { tries_left } => {
                        return Err(Failure::pin_wrong(FieldName::CurrentPin, tries_left));
                    }
                    Tried::Spent => return Ok(self.sign_in_step().await),
                }
                ProfileNews::PinChanged
            }
        };
        self.reset_idle_timer();
        if offered {
            self.lock.record_offered().await;
            return self.go_from(here, Place::Home).await;
        }
        self.announce_in_profile(here, news).await
    }

    /// Asks for the password, which was typed too long ago for the landlord's secret (S12).
    async fn ask_password_for_pin(&self, here: Location, pin: Pin) -> Result<Step, Failure> {
        self.profile.open().await?;
        self.navigator.go_from(here, Place::Profile)?;
        Ok(self.profile.keep_waiting(pin).await.into())
    }

    /// Sets the first PIN, which waited for the password.
    pub(super) async fn set_awaited_pin(&self, pin: Pin) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let Sensitive::Made(recovery) = self.lock.recovery().await? else {
            tracing::error!("the password was typed just now, and the service asks for it again");
            return Err(Failure::new(FailureCode::LandlordFault));
        };
        let _one = self.lock.gate().await;
        self.navigator.ensure_still(here)?;
        self.lock.set_first(pin, recovery).await?;
        self.reset_idle_timer();
        self.lock.record_offered().await;
        self.announce_in_profile(here, ProfileNews::PinChosen).await
    }

    /// Removes the PIN. The current one has to be typed.
    ///
    /// # Errors
    /// When the PIN is wrong, with the attempts left, or cannot be checked.
    pub async fn remove_pin(&self, current: &str) -> Result<Step, Failure> {
        let here = self.navigator.here();
        if here.place() != Place::PinRemoval {
            return Err(Failure::new(FailureCode::SessionEnded));
        }
        let tenant_code = self.core.tenant_at_home().await?;
        let pin = read_current(current)?;
        let _one = self.lock.gate().await;
        self.navigator.ensure_still(here)?;
        match self.try_pin(&tenant_code, pin).await? {
            Tried::Right(_) => {
                self.core.session.unseal().await;
                self.announce_in_profile(here, ProfileNews::PinRemoved).await
            }
            Tried::Wrong { tries_left } => Err(Failure::pin_wrong(FieldName::CurrentPin, tries_left)),
            Tried::Spent => Ok(self.sign_in_step().await),
        }
    }

    /// *Accueil*, or the offer of a PIN, which comes once.
    pub(super) async fn go_home(&self) -> Step {
        let here = self.navigator.here();
        // A lock or a sign-out came between.
        if !here.place().is_inside() {
            return self.show(here.place()).await;
        }
        let place = match self.lock.is_to_be_offered().await {
            true => Place::PinOffer,
            false => Place::Home,
        };
        self.go_unless_moved(here, place).await
    }
}
