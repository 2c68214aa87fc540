//! What the landlord is asked of a payment, and what is kept of it before and after (S16).

use contract::{OnlinePayment, PaymentOpening, PaymentState, ProblemKind};
use jiff::SignedDuration;

use super::{
    Payments,
    card_payment::{CardPaymentStanding, KeptPayment, OwnPayment},
};
use crate::core::{
    archive::{CARD_PAYMENT, with_archive},
    client::ClientError,
    failure::{Failure, FailureCode},
};

/// The landlord keeps a key for seven days (S16). A payment that was not begun in one is begun anew.
const KEY_LASTS: SignedDuration = SignedDuration::from_hours(24);

impl Payments {
    /// Writes down what is about to be begun. What was written down for the same amount and did not come to
    /// anything is taken up: its key makes it the same payment (S16).
    pub(super) async fn intend(&self, kept: Option<KeptPayment>) -> Result<KeptPayment, Failure> {
        let now = self.core.client.clock().now();
        let lasts = |kept: &KeptPayment| {
            kept.standing == CardPaymentStanding::NotBegun
                && now.duration_since(kept.begun_at).abs() < KEY_LASTS
        };
        let chosen = self.chosen.lock().await.clone();
        let amount = chosen
            .map(|chosen| chosen.amount)
            .ok_or_else(|| Failure::new(FailureCode::AmountNotOwed))?;
        if let Some(kept) = kept.filter(|kept| kept.amount == amount && lasts(kept)) {
            return Ok(kept);
        }
        let intended = KeptPayment::begin(amount, now)?;
        self.keep_payment(intended.clone()).await?;
        Ok(intended)
    }

    /// Begins a payment at the landlord's; the other one when one waits there, which is kept in its place.
    pub(super) async fn begin(
        &self,
        kept: &KeptPayment,
        own: &OwnPayment,
    ) -> Result<Result<OnlinePayment, KeptPayment>, Failure> {
        let opening = PaymentOpening {
            amount: kept.amount,
            return_state: own.return_state.clone(),
        };
        let asked = self.core.session.authorised(async |token| {
            match self.core.client.begin_payment(&token, own.key, &opening).await {
                Err(error) if error.is(ProblemKind::PaymentWaiting) => {
                    Ok(Begun::AnotherWaits(self.core.client.payments(&token).await?))
                }
                Err(error) if is_final(&error) => Ok(Begun::Refused(error)),
                begun => begun.map(Begun::Waits),
            }
        });
        match asked.await? {
            Begun::Waits(payment) if is_over_unseen(payment.state) => {
                self.forget_payment().await?;
                Err(Failure::new(FailureCode::CardsUnavailable))
            }
            Begun::Waits(payment) => Ok(Ok(payment)),
            Begun::AnotherWaits(list) => {
                let waits = |payment: &&OnlinePayment| {
                    CardPaymentStanding::from(payment.state) == CardPaymentStanding::Waiting
                };
                let Some(other) = list.payments.iter().find(waits) else {
                    // It was settled between the two questions.
                    return Err(Failure::new(FailureCode::LandlordBusy));
                };
                let other = KeptPayment::elsewhere(other);
                self.keep_payment(other.clone()).await?;
                Ok(Err(other))
            }
            Begun::Refused(error) => {
                self.forget_payment().await?;
                Err(error.into())
            }
        }
    }

    pub(super) async fn ask_after(&self, kept: &KeptPayment) -> Result<OnlinePayment, Failure> {
        let id = kept.id.as_ref();
        let id = id.ok_or_else(|| Failure::new(FailureCode::Internal))?;
        let asked = self
            .core
            .session
            .authorised(async |token| self.core.client.payment(&token, id).await);
        asked.await
    }

    async fn keep_payment(&self, kept: KeptPayment) -> Result<(), Failure> {
        let archive = self.core.signed_in_archive().await?;
        with_archive(&archive, move |archive| archive.commit_note(CARD_PAYMENT, &kept)).await
    }

    /// Keeps what the landlord tells of a payment. Meanwhile the link back may have been followed.
    pub(super) async fn keep_update(
        &self,
        asked: &KeptPayment,
        told: OnlinePayment,
    ) -> Result<KeptPayment, Failure> {
        let archive = self.core.signed_in_archive().await?;
        let asked = asked.clone();
        let told = with_archive(&archive, move |archive| {
            let kept: Option<KeptPayment> = archive.note(CARD_PAYMENT)?;
            let kept = kept.filter(|kept| kept.is_the_same_as(&asked)).unwrap_or(asked);
            let told = kept.updated(&told);
            if told != kept {
                archive.commit_note(CARD_PAYMENT, &told)?;
            }
            Ok(told)
        })
        .await?;
        if told.standing == CardPaymentStanding::Confirmed {
            // What is owed has changed.
            self.core.ask_again().await;
        }
        Ok(told)
    }

    async fn forget_payment(&self) -> Result<(), Failure> {
        let archive = self.core.signed_in_archive().await?;
        with_archive(&archive, |archive| archive.forget_note(CARD_PAYMENT)).await
    }
}

/// What the landlord answers to the beginning of a payment.
enum Begun {
    Waits(OnlinePayment),
    AnotherWaits(contract::OnlinePayments),
    /// The same would be refused again.
    Refused(ClientError),
}

/// The landlord has said that nothing will come of this key.
fn is_final(error: &ClientError) -> bool {
    [
        ProblemKind::AmountNotOwed,
        ProblemKind::IdempotencyKeyReused,
        ProblemKind::InvalidRequest,
        ProblemKind::NotFound,
    ]
    .into_iter()
    .any(|kind| error.is(kind))
}

/// A payment that ended before anybody saw its page: its provider refused to make one.
fn is_over_unseen(state: PaymentState) -> bool {
    matches!(state, PaymentState::Refused | PaymentState::Abandoned)
}
