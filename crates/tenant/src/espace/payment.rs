//! *Payer par carte*: from the button to the page that shows the outcome.

use contract::ReturnState;
use serde::Serialize;

use super::Espace;
use crate::{
    core::failure::Failure,
    navigator::{Location, Opener, Place, step::Step},
    payment::{PaymentView, amount::AmountWanted},
};

/// A payment that was begun: the wizard shows the step, the system's browser opens the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaymentBegun {
    /// What to show.
    pub step: Step,
    /// The page to open; none when there is nothing left to pay on it.
    pub page: Option<String>,
}

impl Espace {
    /// *Payer par carte*: the amount, or the pending payment.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn open_card_payment(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let view = self.payments.open().await?;
        self.show_payment(here, view).await
    }

    /// The amount to pay.
    ///
    /// # Errors
    /// A field error: unreadable, more than is owed, or less than the minimum of a card payment.
    pub async fn submit_payment_amount(&self, wanted: AmountWanted) -> Result<Step, Failure> {
        let here = self.navigator.here();
        let view = self.payments.submit_amount(wanted).await?;
        self.show_payment(here, view).await
    }

    /// *Aller à la page de paiement*: begins the payment. While it is pending, opens its page again.
    ///
    /// # Errors
    /// When the landlord's service fails or refuses, or the page is not on a published host. No page is opened
    /// then, and a retry never pays twice (S16).
    pub async fn pay(&self) -> Result<PaymentBegun, Failure> {
        let here = self.navigator.here();
        let begun = self.payments.pay().await?;
        Ok(PaymentBegun {
            step: self.show_payment(here, Some(begun.view)).await?,
            page: begun.page,
        })
    }

    /// Records whether a browser opened the page of the payment, and shows the payment. Where none did, the window
    /// shows the page's address.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    pub async fn record_payment_page(&self, page: String, opened: bool) -> Result<Step, Failure> {
        self.payments.record_opening(page, opened).await?;
        self.read_page().await
    }

    /// Fetches the outcome of the payment so far.
    ///
    /// # Errors
    /// A failure of the landlord's service: what is known stays. When the page of the payment was left meanwhile.
    pub async fn follow_payment(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.payments.follow().await?;
        self.open_place_from(here, payment_after(here)).await
    }

    /// *Abandonner ce paiement*. A payment made meanwhile is shown as paid.
    ///
    /// # Errors
    /// A failure of the landlord's service: the payment stays pending.
    pub async fn give_payment_up(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.payments.give_up().await?;
        self.open_place_from(here, payment_after(here)).await
    }

    /// *Terminer*: a settled payment is not shown again, a pending one appears on *Accueil*.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn leave_payment(&self) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.payments.put_away().await;
        self.open_place_from(here, Place::Home).await
    }

    /// Handles the link that the browser followed back here. It only shows the payment; the outcome comes from the
    /// landlord's service (S15). Returns true when the payment is this person's and its page is now open.
    pub async fn return_from_payment(&self, link: &str) -> bool {
        let Some(state) = ReturnState::of_link(link) else {
            tracing::warn!("a link of another form than that of a payment");
            return false;
        };
        match self.return_by(&state).await {
            Ok(returned) => returned,
            Err(failure) => {
                tracing::info!(code = ?failure.code, "a payment that was come back from is not shown");
                false
            }
        }
    }

    async fn return_by(&self, state: &ReturnState) -> Result<bool, Failure> {
        let here = self.navigator.here();
        let returned = self.payments.return_by(state).await?;
        if returned {
            self.open_place_from(here, payment_after(here)).await?;
        }
        Ok(returned)
    }

    /// The screen of a payment; *Payer mon loyer* when there is nothing left to show.
    async fn show_payment(&self, here: Location, view: Option<PaymentView>) -> Result<Step, Failure> {
        let Some(view) = view else {
            return self.open_place_from(here, here.place().ways_to_pay()).await;
        };
        let opener = Opener::of(here.place());
        let place = match &view {
            PaymentView::Amount { .. } => Place::PaymentAmount { opener },
            PaymentView::Check { .. } => Place::PaymentCheck { opener },
            PaymentView::Payment { .. } => payment_after(here),
        };
        self.navigator.go_from(here, place)?;
        Ok(view.into())
    }
}

/// The page of a payment, for who was here before: *Retour* leads to the page that opened it.
fn payment_after(here: Location) -> Place {
    match here.place() {
        payment @ Place::CardPayment { .. } => payment,
        place => Place::CardPayment {
            from_home: place == Place::Home,
            opener: Opener::of(place),
        },
    }
}
