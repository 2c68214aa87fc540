//! The link back from a payment (S15). One that comes before the first step is shown waits for it: while the prompt of the
//! keyring is open, nothing can be read of the payment.

use super::Household;
use crate::{
    core::failure::Failure,
    navigator::step::{FirstScreen, Step},
};

/// What becomes of a link.
#[derive(Default)]
pub(super) struct LinkBack {
    /// The link that waits for the first step.
    waiting: Option<String>,
    /// A first step was shown: a link is followed at once.
    at_once: bool,
}

impl Household {
    /// The first step of the window, after [`Self::first_screen`]: the payment of the link that waits, if it can be shown.
    /// While the keyring is locked, the link waits on.
    ///
    /// # Errors
    /// When the page of the payment cannot be read.
    pub async fn first_step(&self, first_screen: FirstScreen) -> Result<Step, Failure> {
        if matches!(first_screen.step, Step::KeyringLocked { .. }) {
            return Ok(first_screen.step);
        }
        let link = {
            let mut link_back = self.link_back.lock().await;
            link_back.at_once = true;
            link_back.waiting.take()
        };
        let espace = self.espace();
        match link {
            Some(link) if espace.return_from_payment(&link).await => espace.read_page().await,
            _ => Ok(first_screen.step),
        }
    }

    /// The link that a browser started the application with, or started it again. Before the first step it waits, and only
    /// the latest one does. Returns true when its payment is open now, and the page has to be read again.
    pub async fn return_from_payment(&self, link: String) -> bool {
        {
            let mut link_back = self.link_back.lock().await;
            if !link_back.at_once {
                link_back.waiting = Some(link);
                return false;
            }
        }
        self.espace().return_from_payment(&link).await
    }
}
