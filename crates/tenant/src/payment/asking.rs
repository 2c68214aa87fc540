//! Requests about a payment, and what is stored before and after each (S16).

use contract::{OnlinePayment, OnlinePayments, PaymentOpening, PaymentState, ProblemKind};
use jiff::SignedDuration;

use super::{
    Payments,
    card_payment::{CardPaymentStatus, LastPayment, OUTBOX, SavedPayment, opening_of},
};
use crate::core::{
    archive::{ArchiveError, Batch, CARD_PAYMENT, with_archive},
    failure::{Failure, FailureCode},
    outbox::{OutboxEntry, SendOutcome},
};

/// A payment not started within this time gets a new key. The landlord's service keeps keys for longer (S16).
const KEY_LASTS: SignedDuration = SignedDuration::from_hours(24);

impl Payments {
    /// Puts the payment to start into the outbox. A recent entry for the same amount is used again: its key makes
    /// it the same payment (S16).
    pub(super) async fn intend(
        &self,
        last: Option<LastPayment>,
    ) -> Result<OutboxEntry<PaymentOpening>, Failure> {
        let now = self.core.client.clock().now();
        let chosen = self.chosen.lock().await.clone();
        let amount = chosen
            .map(|chosen| chosen.amount)
            .ok_or_else(|| Failure::new(FailureCode::AmountNotOwed))?;
        if let Some(LastPayment::Intended(entry)) = last
            && entry.content.amount == amount
            && now.duration_since(entry.stored_at).abs() < KEY_LASTS
        {
            return Ok(entry);
        }
        let entry = OutboxEntry::new(opening_of(amount)?, now)?;
        let intended = entry.clone();
        self.commit(move |batch| {
            OUTBOX.clear(batch)?;
            batch.note_to_replace::<SavedPayment>(CARD_PAYMENT)?;
            batch.forget_note(CARD_PAYMENT)?;
            OUTBOX.push(batch, intended)
        })
        .await?;
        Ok(entry)
    }

    /// Starts a payment at the landlord's service. If another one is pending there, stores and returns that one
    /// instead.
    pub(super) async fn begin(&self, intended: &OutboxEntry<PaymentOpening>) -> Result<Begun, Failure> {
        // The provider that it was started with is gone: a new key starts it with the current one.
        let also_final = [ProblemKind::NotFound];
        let asked = intended.send(&self.core.session, &also_final, async |token| {
            let client = &self.core.client;
            match client
                .begin_payment(&token, intended.key, &intended.content)
                .await
            {
                Err(error) if error.is(ProblemKind::PaymentWaiting) => {
                    Ok(StartAnswer::AnotherWaits(client.payments(&token).await?))
                }
                begun => begun.map(StartAnswer::Waits),
            }
        });
        let answer = match asked.await? {
            SendOutcome::Accepted(answer) => answer,
            SendOutcome::Refused(error) => {
                self.commit(|batch| OUTBOX.clear(batch)).await?;
                return Err(error.into());
            }
        };
        match answer {
            StartAnswer::Waits(payment) if is_over_unseen(payment.state) => {
                self.commit(|batch| OUTBOX.clear(batch)).await?;
                Err(Failure::new(FailureCode::CardsUnavailable))
            }
            StartAnswer::Waits(payment) => {
                let saved = self.save_begun(SavedPayment::begun(intended, &payment)).await?;
                Ok(Begun::Here(saved, payment.page))
            }
            StartAnswer::AnotherWaits(list) => {
                let waits = |payment: &&OnlinePayment| {
                    CardPaymentStatus::from(payment.state) == CardPaymentStatus::Waiting
                };
                let Some(other) = list.payments.iter().find(waits) else {
                    // It was settled between the two requests.
                    return Err(Failure::new(FailureCode::LandlordBusy));
                };
                Ok(Begun::Elsewhere(
                    self.save_begun(SavedPayment::elsewhere(other)).await?,
                ))
            }
        }
    }

    pub(super) async fn ask_after(&self, saved: &SavedPayment) -> Result<OnlinePayment, Failure> {
        let asked = self
            .core
            .session
            .authorised(async |token| self.core.client.payment(&token, &saved.id).await);
        asked.await
    }

    /// Stores a payment in place of its outbox entry.
    async fn save_begun(&self, saved: SavedPayment) -> Result<SavedPayment, Failure> {
        let begun = saved.clone();
        self.commit(move |batch| {
            batch.note_to_replace::<SavedPayment>(CARD_PAYMENT)?;
            batch.put_note(CARD_PAYMENT, &begun)?;
            OUTBOX.clear(batch)
        })
        .await?;
        self.ask_what_is_owed(&saved).await;
        Ok(saved)
    }

    /// Stores what the service reports of a payment. Rereads the note: the return link may have been followed
    /// meanwhile.
    pub(super) async fn save_update(
        &self,
        asked: &SavedPayment,
        reported: &OnlinePayment,
    ) -> Result<SavedPayment, Failure> {
        let updated = self.change(|known| {
            let known = known.filter(|known| known.id == asked.id);
            Some(known.as_ref().unwrap_or(asked).updated(reported))
        });
        let updated = updated.await?.unwrap_or_else(|| asked.updated(reported));
        self.ask_what_is_owed(&updated).await;
        Ok(updated)
    }

    /// Marks the rent account as outdated once the payment is confirmed: it changes what is owed.
    async fn ask_what_is_owed(&self, saved: &SavedPayment) {
        if saved.status == CardPaymentStatus::Confirmed {
            self.core.ask_again().await;
        }
    }

    /// Writes in one transaction, which is on disk when this returns.
    async fn commit(
        &self,
        write: impl FnOnce(&Batch<'_>) -> Result<(), ArchiveError> + Send + 'static,
    ) -> Result<(), Failure> {
        let archive = self.core.signed_in_archive().await?;
        with_archive(&archive, move |archive| archive.commit(write)).await
    }
}

/// The payment that was started.
pub(super) enum Begun {
    /// This computer's own, and its page.
    Here(SavedPayment, Option<String>),
    /// Another one, which is pending and was started elsewhere.
    Elsewhere(SavedPayment),
}

/// The answer of the service to the start of a payment.
enum StartAnswer {
    Waits(OnlinePayment),
    AnotherWaits(OnlinePayments),
}

/// Whether a payment ended before anybody saw its page: its provider refused to make one.
fn is_over_unseen(state: PaymentState) -> bool {
    matches!(state, PaymentState::Refused | PaymentState::Abandoned)
}
