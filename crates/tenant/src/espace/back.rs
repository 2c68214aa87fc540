//! Where *Retour* leads from each place.

use contract::EnrolmentPurpose;

use super::Espace;
use crate::navigator::{Location, Place, step::Step};

impl Espace {
    /// Leaves what was asked for: its answer moves nobody, and its session is not taken. A sign-in that was right
    /// before comes in first. Returns where the person is.
    pub(crate) async fn leave(&self) -> Location {
        self.sign_up.give_up();
        let here = self.navigator.leave();
        if here.place() != Place::Entering {
            return here;
        }
        drop(self.lock.gate().await);
        self.navigator.leave()
    }

    /// *Retour*. Cancels the request under way, and waits for none.
    pub async fn go_back(&self) -> Step {
        let here = self.leave().await;
        match here.place() {
            Place::Enrolment => match self.sign_up.back().await {
                Ok(view) => view.into(),
                Err(purpose) => self.leave_enrolment(purpose).await,
            },
            Place::ContactAgencyFromSignIn => self.go(Place::SignIn).await,
            Place::SignInCode => {
                self.sign_in.wait_for_code(None).await;
                self.go(Place::SignIn).await
            }
            Place::ResumeEnrolment => self.go(Place::ResumeEnrolment).await,
            Place::SignIn if self.core.vault.is_locked() => {
                self.lock.set_forgotten(false);
                match self.go_to_way_in().await {
                    // No PIN opens: the person has signed out, or the tries are spent.
                    Step::SignIn { .. } => self.go(Place::Welcome).await,
                    step => step,
                }
            }
            Place::Welcome | Place::SignIn => self.go(Place::Welcome).await,
            Place::Locked => self.go(Place::Locked).await,
            // The press that came in was dropped on its way.
            Place::Entering => self.go_to_way_in().await,
            // From the receipts, after a sign-up, *Accueil* is reached for the first time.
            Place::Receipts {
                from_rent_account: false,
            } => self.go_home().await,
            Place::Receipts {
                from_rent_account: true,
            } => self.go(Place::RentAccount).await,
            Place::Home | Place::RentAccount | Place::Dwelling | Place::Landlord | Place::SignOutCheck => {
                self.go(Place::Home).await
            }
            Place::WaysToPay { opener }
            | Place::Messages { opener }
            | Place::NewMessage {
                opener,
                from_messages: false,
            } => self.go(opener.place()).await,
            Place::NewMessage {
                opener,
                from_messages: true,
            } => self.go(Place::Messages { opener }).await,
            Place::PaymentCheck { opener } => self.go(Place::PaymentAmount { opener }).await,
            place @ Place::PaymentAmount { .. } => self.go(place.ways_to_pay()).await,
            place @ Place::CardPayment { from_home, .. } => {
                self.payments.put_away().await;
                let before = if from_home {
                    Place::Home
                } else {
                    place.ways_to_pay()
                };
                self.go_unless_moved(here, before).await
            }
            Place::PinOffer | Place::PinChoice { offered: true } => self.go(Place::PinOffer).await,
            Place::PinChoice { offered: false } | Place::PinRemoval => match self.open_profile().await {
                Ok(step) => step,
                Err(_) => self.go_unless_moved(here, Place::Home).await,
            },
            Place::Profile => match self.profile.back().await {
                Some(view) => view.into(),
                None => self.go_unless_moved(here, Place::Home).await,
            },
        }
    }

    /// Leaves an enrolment before its first screen. The next one begins anew, so that its robot check is of no use.
    async fn leave_enrolment(&self, purpose: EnrolmentPurpose) -> Step {
        self.sign_up.clear().await;
        self.go(match purpose {
            EnrolmentPurpose::SignUp => Place::Welcome,
            EnrolmentPurpose::PasswordReset => Place::SignIn,
        })
        .await
    }
}
