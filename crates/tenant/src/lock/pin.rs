//! The PIN (S12): offered once, then chosen, changed and given up in *Mon profil*.

use contract::{FieldName, Pin, PinFlaw};
use tokio::task::spawn_blocking;

use crate::{
    core::{
        archive::{PIN_OFFERED, with_archive},
        failure::{Failure, FailureCode, FieldFailure},
        secrets::{DataKey, Envelope, PinStanding, SecretName, SecretsKept},
    },
    espace::Espace,
    lock::Tried,
    navigator::{place::Place, step::Step},
    profile::AccountNews,
};

impl Espace {
    /// *Plus tard*.
    pub async fn decline_pin(&self) -> Step {
        self.pin_was_offered().await;
        self.go(Place::Home).await
    }

    /// *Choisir un code*, *Changer*: the page of a new PIN.
    ///
    /// # Errors
    /// When nobody is signed in, or there is no keyring to keep it.
    pub async fn open_pin(&self) -> Result<Step, Failure> {
        let offered = match *self.place.lock().await {
            Place::PinOffer => true,
            Place::Account => false,
            _ => return Err(Failure::new(FailureCode::SessionEnded)),
        };
        if self.vault.pin_standing() == PinStanding::Unavailable {
            return Err(Failure::new(FailureCode::PinNotKept));
        }
        Ok(self.go(Place::PinChoice { offered }).await)
    }

    /// *Ne plus demander de code*: the page that asks for the one in force.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub async fn open_pin_removal(&self) -> Result<Step, Failure> {
        match *self.place.lock().await {
            Place::Account if self.vault.is_unlocked() => {}
            _ => return Err(Failure::new(FailureCode::SessionEnded)),
        }
        Ok(self.go(Place::PinRemoval).await)
    }

    /// A new PIN, typed twice; in place of another one, that one as well.
    ///
    /// # Errors
    /// A field's; the landlord's when it is the first one.
    pub async fn submit_pin(&self, current: Option<&str>, new: &str, again: &str) -> Result<Step, Failure> {
        let Place::PinChoice { offered } = *self.place.lock().await else {
            return Err(Failure::new(FailureCode::SessionEnded));
        };
        let tenant_code = self.tenant_at_home().await?;
        let replaced = match self.vault.is_unlocked() {
            true => Some(read(FieldName::CurrentPin, current.unwrap_or_default())),
            false => None,
        };
        let chosen = Pin::choose(new, &tenant_code).map_err(|flaw| flawed(FieldName::Pin, &flaw));
        let same = match Pin::parse(again) {
            Err(flaw) => Err(flawed(FieldName::PinAgain, &flaw)),
            Ok(again) => match &chosen {
                Ok(chosen) if chosen.expose() != again.expose() => Err(FieldFailure::new(
                    FieldName::PinAgain,
                    FailureCode::PinsDiffer,
                    None,
                )),
                _ => Ok(()),
            },
        };
        let (replaced, chosen) = match (replaced.transpose(), chosen, same) {
            (Ok(replaced), Ok(chosen), Ok(())) => (replaced, chosen),
            (replaced, chosen, same) => {
                let flaws = [replaced.err(), chosen.err(), same.err()];
                return Err(Failure::of_fields(flaws.into_iter().flatten().collect()));
            }
        };
        let news = match replaced {
            None => {
                self.set_first_pin(chosen).await?;
                AccountNews::PinChosen
            }
            Some(replaced) => {
                let _one = self.locking.lock().await;
                match self.try_pin(&tenant_code, replaced).await? {
                    Tried::Right(key) => self.change_pin(chosen, key).await?,
                    Tried::Wrong { tries_left } => {
                        return Err(Failure::pin_wrong(FieldName::CurrentPin, tries_left));
                    }
                    Tried::Spent => return Ok(self.sign_in_step().await),
                }
                AccountNews::PinChanged
            }
        };
        self.be_touched();
        if offered {
            self.pin_was_offered().await;
            return Ok(self.go(Place::Home).await);
        }
        self.told_in_account(news).await
    }

    /// No PIN any more; the one in force is typed for it.
    ///
    /// # Errors
    /// The field's.
    pub async fn remove_pin(&self, current: &str) -> Result<Step, Failure> {
        if *self.place.lock().await != Place::PinRemoval {
            return Err(Failure::new(FailureCode::SessionEnded));
        }
        let tenant_code = self.tenant_at_home().await?;
        let pin =
            read(FieldName::CurrentPin, current).map_err(|failure| Failure::of_fields(vec![failure]))?;
        let _one = self.locking.lock().await;
        match self.try_pin(&tenant_code, pin).await? {
            Tried::Right(_) => {
                self.session.unseal().await;
                self.told_in_account(AccountNews::PinRemoved).await
            }
            Tried::Wrong { tries_left } => Err(Failure::pin_wrong(FieldName::CurrentPin, tries_left)),
            Tried::Spent => Ok(self.sign_in_step().await),
        }
    }

    /// The landlord is asked for what recovers the archive: a forgotten PIN must not lose it.
    async fn set_first_pin(&self, pin: Pin) -> Result<(), Failure> {
        let tenant_code = self.tenant_at_home().await?;
        let recovery = self
            .session
            .authorised(async |token| self.client.archive_recovery(&token).await)
            .await?;
        let _one = self.locking.lock().await;
        let (key, tenant) = (DataKey::make()?, tenant_code.clone());
        let sealing = key.clone();
        let envelope =
            spawn_blocking(move || Envelope::close(&tenant, &pin, &recovery.secret, &sealing)).await??;
        self.vault.set(SecretName::Pin, envelope.to_secret()).await;
        if self.vault.kept() == SecretsKept::Memory {
            self.vault.delete(SecretName::Pin).await;
            return Err(Failure::new(FailureCode::PinNotKept));
        }
        self.session.seal(tenant_code, key).await;
        Ok(())
    }

    /// The same secrets, sealed with the same key, behind another PIN: one write of the keyring.
    async fn change_pin(&self, pin: Pin, key: DataKey) -> Result<(), Failure> {
        let tenant_code = self.tenant_at_home().await?;
        let envelope = self.envelope().await;
        let mut envelope = envelope.ok_or_else(|| Failure::new(FailureCode::PinNotKept))?;
        let envelope =
            spawn_blocking(move || envelope.take_pin(&tenant_code, &pin, &key).map(|()| envelope)).await??;
        self.vault.set(SecretName::Pin, envelope.to_secret()).await;
        Ok(())
    }

    async fn told_in_account(&self, news: AccountNews) -> Result<Step, Failure> {
        self.open_account().await?;
        Ok(self.account.lock().await.tell(news).into())
    }

    async fn pin_was_offered(&self) {
        let Some(archive) = self.archive().await else {
            return;
        };
        let kept = with_archive(&archive, |archive| archive.put_note(PIN_OFFERED, &true)).await;
        if let Err(failure) = kept {
            tracing::warn!(code = ?failure.code, "the PIN will be offered again");
        }
    }
}

fn read(field: FieldName, text: &str) -> Result<Pin, FieldFailure> {
    Pin::parse(text).map_err(|flaw| flawed(field, &flaw))
}

fn flawed(field: FieldName, flaw: &PinFlaw) -> FieldFailure {
    FieldFailure::of_pin(field, flaw)
}
