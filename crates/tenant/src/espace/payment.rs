//! *Payer par carte*: from a press to the page that shows what came of it.

use contract::ReturnState;
use serde::Serialize;

use super::Espace;
use crate::{
    core::failure::Failure,
    navigator::{Place, Stand, step::Step},
    payment::{PaymentView, card_payment::AmountWanted},
};

/// A payment that was begun: the wizard shows the step, and the system's browser the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaymentBegun {
    /// What to show.
    pub step: Step,
    /// The page to open; none when nothing is to be paid on it any more.
    pub page: Option<String>,
}

impl Espace {
    /// *Payer par carte*: how much, or the payment that waits.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn open_card_payment(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let view = self.payments.open().await?;
        self.show_payment(here, view).await
    }

    /// How much is to be paid.
    ///
    /// # Errors
    /// The field's: more than is owed, less than a card pays.
    pub async fn submit_payment_amount(&self, wanted: AmountWanted) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let view = self.payments.submit_amount(wanted).await?;
        self.show_payment(here, view).await
    }

    /// *Payer 456,78 €*, and the page once more while it waits.
    ///
    /// # Errors
    /// The landlord's. Then nothing was paid, and trying again is the same payment.
    pub async fn pay(&self) -> Result<PaymentBegun, Failure> {
        let here = self.navigator.here();
        let begun = self.payments.pay().await?;
        Ok(PaymentBegun {
            step: self.show_payment(here, Some(begun.view)).await?,
            page: begun.page,
        })
    }

    /// What came of the payment by now.
    ///
    /// # Errors
    /// The landlord's: what is known stays. When its page was left meanwhile.
    pub async fn follow_payment(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.payments.follow().await?;
        self.open_page_from(here, Place::CardPayment).await
    }

    /// *Abandonner ce paiement*. One that was paid meanwhile is shown as paid.
    ///
    /// # Errors
    /// The landlord's: it waits on.
    pub async fn give_payment_up(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.payments.give_up().await?;
        self.open_page_from(here, Place::CardPayment).await
    }

    /// *Terminer*: what is settled is not told again, what waits is told on *Accueil*.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    pub async fn leave_payment(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.payments.put_away().await?;
        self.open_page_from(here, Place::Home).await
    }

    /// The link that the browser followed back here. It is a hint: the landlord is asked what came of the payment
    /// (S15). True when it is this person's, and its page is the one that is open now.
    pub async fn return_from_payment(&self, link: &str) -> bool {
        let Some(state) = ReturnState::of_link(link) else {
            tracing::warn!("a link of another form than that of a payment");
            return false;
        };
        match self.return_by(&state).await {
            Ok(returned) => returned,
            Err(failure) => {
                tracing::info!(%failure, "a payment that was come back from is not shown");
                false
            }
        }
    }

    async fn return_by(&self, state: &ReturnState) -> Result<bool, Failure> {
        let here = self.navigator.here();
        let returned = self.payments.return_by(state).await?;
        if returned {
            self.open_page_from(here, Place::CardPayment).await?;
        }
        Ok(returned)
    }

    /// The screen of a payment; *Payer mon loyer* when there is nothing for it to show any more.
    async fn show_payment(&self, here: Stand, view: Option<PaymentView>) -> Result<Step, Failure> {
        let Some(view) = view else {
            return self.open_page_from(here, Place::WaysToPay).await;
        };
        let place = match &view {
            PaymentView::Amount { .. } => Place::PaymentAmount,
            PaymentView::Check { .. } => Place::PaymentCheck,
            PaymentView::Payment(_) => Place::CardPayment,
        };
        self.navigator.go_from(here, place)?;
        Ok(view.into())
    }
}
