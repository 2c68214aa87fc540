//! The last payment, as far as it is known: from the disk, and from memory where the disk took no change (R4).

use super::{
    Payments,
    card_payment::{LastPayment, SavedPayment},
};
use crate::core::{
    archive::{CARD_PAYMENT, with_archive},
    failure::Failure,
};

impl Payments {
    /// The last payment.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(super) async fn last(&self) -> Result<Option<LastPayment>, Failure> {
        let untaken = self.untaken().await;
        let archive = self.core.signed_in_archive().await?;
        with_archive(&archive, move |archive| {
            LastPayment::read(archive, untaken.as_ref())
        })
        .await
    }

    /// The last payment as the disk did not take it; none when the disk knows all.
    pub(crate) async fn untaken(&self) -> Option<SavedPayment> {
        self.untaken.lock().await.clone()
    }

    /// Changes what is known of the last payment, and returns it; none when `change` leaves it as it is. What the disk
    /// does not take is known until the person moves out: it was confirmed all the same (R4).
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(super) async fn change(
        &self,
        change: impl FnOnce(Option<SavedPayment>) -> Option<SavedPayment> + Send,
    ) -> Result<Option<SavedPayment>, Failure> {
        // Locked first: a change that arrives after the person has gone is not kept. Held until the end: the next
        // change begins with this one.
        let mut untaken = self.untaken.lock().await;
        let archive = self.core.signed_in_archive().await?;
        let noted: Option<SavedPayment> =
            with_archive(&archive, |archive| archive.note(CARD_PAYMENT)).await?;
        let known = newer_of(noted, untaken.as_ref());
        let Some(changed) = change(known.clone()) else {
            return Ok(None);
        };
        if known.as_ref() != Some(&changed) {
            let note = changed.clone();
            let written = with_archive(&archive, move |archive| {
                archive.commit(|batch| batch.put_note(CARD_PAYMENT, &note))
            });
            *untaken = match written.await {
                Ok(()) => None,
                Err(failure) => {
                    tracing::warn!(code = ?failure.code, "a payment is known until the window closes");
                    Some(changed.clone())
                }
            };
        }
        Ok(Some(changed))
    }
}

/// The payment of the note, as the disk did not take it if that is known.
pub(super) fn newer_of(noted: Option<SavedPayment>, untaken: Option<&SavedPayment>) -> Option<SavedPayment> {
    let noted = noted?;
    let same = untaken.filter(|untaken| untaken.id == noted.id).cloned();
    Some(same.unwrap_or(noted))
}
