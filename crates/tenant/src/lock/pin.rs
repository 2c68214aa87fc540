//! The PIN: trying, choosing and changing it, and reading what was typed.

use contract::{ArchiveRecovery, FieldName, Pin, PinFlaw, TenantCode};
use tokio::task::spawn_blocking;

use super::Lock;
use crate::core::{
    archive::{PIN_OFFERED, with_archive},
    client::Sensitive,
    failure::{Failure, FailureCode, FieldFailure},
    secrets::{DataKey, Envelope, SecretName, SecretStorage},
};

/// The result of trying a PIN.
pub(crate) enum Tried {
    Right(DataKey),
    Wrong {
        tries_left: u8,
    },
    /// Too many wrong PINs, now or before: the PIN opens nothing any more.
    Spent,
}

/// A new PIN as typed: twice, with the current one if a PIN is set.
pub(crate) struct PinChosen {
    pub(crate) replaced: Option<Pin>,
    pub(crate) chosen: Pin,
}

impl PinChosen {
    /// # Errors
    /// Field errors.
    pub(crate) fn read(
        tenant_code: &TenantCode,
        current: Option<&str>,
        new: &str,
        again: &str,
    ) -> Result<Self, Failure> {
        let replaced = current.map(|current| read(FieldName::CurrentPin, current));
        let chosen = Pin::choose(new, tenant_code).map_err(|flaw| flawed(FieldName::Pin, &flaw));
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
        match (replaced.transpose(), chosen, same) {
            (Ok(replaced), Ok(chosen), Ok(())) => Ok(Self { replaced, chosen }),
            (replaced, chosen, same) => {
                let flaws = [replaced.err(), chosen.err(), same.err()];
                Err(Failure::of_fields(flaws.into_iter().flatten().collect()))
            }
        }
    }
}

impl Lock {
    /// Tries a PIN. The attempt is counted in the keyring first, so that a kill in between gives no free attempt.
    /// A keyring that does not take the count stops the attempt. After the last wrong PIN, the caller has to close
    /// what is open.
    pub(crate) async fn try_pin(&self, tenant_code: &TenantCode, pin: Pin) -> Result<Tried, Failure> {
        let Some(mut envelope) = self.envelope().await.filter(|envelope| envelope.tries_left() > 0) else {
            self.spend().await;
            return Ok(Tried::Spent);
        };
        envelope.count_try();
        let counted = self.core.vault.set_durably(SecretName::Pin, envelope.to_secret());
        if !counted.await {
            return Err(Failure::new(FailureCode::PinNotChecked));
        }
        let (tried, tenant_code) = (envelope.clone(), tenant_code.clone());
        match spawn_blocking(move || tried.open(&tenant_code, &pin)).await?? {
            Some(key) => {
                envelope.begin_count_anew();
                self.core.vault.set(SecretName::Pin, envelope.to_secret()).await;
                Ok(Tried::Right(key))
            }
            None if envelope.tries_left() > 0 => Ok(Tried::Wrong {
                tries_left: envelope.tries_left(),
            }),
            None => {
                self.spend().await;
                Ok(Tried::Spent)
            }
        }
    }

    async fn spend(&self) {
        if let Some(mut envelope) = self.envelope().await {
            envelope.forget_pin();
            self.core.vault.set(SecretName::Pin, envelope.to_secret()).await;
        }
    }

    /// Fetches the landlord's recovery secret, so that a forgotten PIN does not lose the archive. The password has to
    /// have been typed recently.
    pub(crate) async fn recovery(&self) -> Result<Sensitive<ArchiveRecovery>, Failure> {
        let asked = self
            .core
            .session
            .authorised(async |token| self.core.client.archive_recovery(&token).await);
        asked.await
    }

    /// Sets the first PIN. The caller holds the gate.
    pub(crate) async fn set_first(&self, pin: Pin, recovery: ArchiveRecovery) -> Result<(), Failure> {
        let tenant_code = self.core.tenant_at_home().await?;
        self.core.record_open_archive().await;
        let (key, tenant) = (DataKey::make()?, tenant_code.clone());
        let sealing = key.clone();
        let envelope =
            spawn_blocking(move || Envelope::close(&tenant, &pin, &recovery.secret, &sealing)).await??;
        self.core.vault.set(SecretName::Pin, envelope.to_secret()).await;
        if self.core.vault.storage() == SecretStorage::Memory {
            self.core.vault.delete(SecretName::Pin).await;
            return Err(Failure::new(FailureCode::PinNotKept));
        }
        self.core.session.seal(tenant_code, key).await;
        Ok(())
    }

    /// Replaces the PIN with one write of the keyring. The secrets stay sealed with the same key.
    pub(crate) async fn change(&self, pin: Pin, key: DataKey) -> Result<(), Failure> {
        let tenant_code = self.core.tenant_at_home().await?;
        let envelope = self.envelope().await;
        let mut envelope = envelope.ok_or_else(|| Failure::new(FailureCode::PinNotKept))?;
        let envelope =
            spawn_blocking(move || envelope.take_pin(&tenant_code, &pin, &key).map(|()| envelope)).await??;
        self.core.vault.set(SecretName::Pin, envelope.to_secret()).await;
        Ok(())
    }

    pub(crate) async fn record_offered(&self) {
        let Some(archive) = self.core.archive().await else {
            return;
        };
        let kept = with_archive(&archive, |archive| archive.put_note(PIN_OFFERED, &true)).await;
        if let Err(failure) = kept {
            tracing::warn!(code = ?failure.code, "the PIN will be offered again");
        }
    }
}

/// Reads the current PIN as typed.
///
/// # Errors
/// A field error.
pub(crate) fn read_current(text: &str) -> Result<Pin, Failure> {
    read(FieldName::CurrentPin, text).map_err(|failure| Failure::of_fields(vec![failure]))
}

fn read(field: FieldName, text: &str) -> Result<Pin, FieldFailure> {
    Pin::parse(text).map_err(|flaw| flawed(field, &flaw))
}

fn flawed(field: FieldName, flaw: &PinFlaw) -> FieldFailure {
    FieldFailure::of_pin(field, flaw)
}
