//! The keyboard goes to the tenant and back: what the tenant does with it, and what was done.

use std::mem;

use contract::{EnrolmentPurpose, VisitPurpose};

use super::{Counter, CounterState, Screen};
use crate::{core::failure::Failure, navigator::step::Step};

impl Counter {
    /// The tenant takes the keyboard.
    pub async fn take_over(&self) -> Step {
        let mut state = self.state.lock().await;
        if matches!(state.screen, Screen::HandOver(_)) {
            state.hand_over();
        }
        self.step(&state).await
    }

    /// Signs the tenant in, and shows the receipts.
    ///
    /// # Errors
    /// As [`crate::Espace::sign_in`].
    pub async fn sign_tenant_in(&self, password: &str) -> Result<Step, Failure> {
        let step = self.espace().sign_in(None, password).await?;
        self.after_signing_in(step).await
    }

    /// Takes the SMS code that sign-in required (S7).
    ///
    /// # Errors
    /// As [`crate::Espace::submit_sign_in_code`].
    pub async fn submit_sign_in_code(&self, text: &str) -> Result<Step, Failure> {
        let step = self.espace().submit_sign_in_code(text).await?;
        self.after_signing_in(step).await
    }

    async fn after_signing_in(&self, step: Step) -> Result<Step, Failure> {
        match step {
            Step::Home { .. } => self.espace().open_receipts().await,
            other => Ok(other),
        }
    }

    /// The tenant gives the keyboard back: shows the visit with what was done.
    pub async fn back_to_visit(&self) -> Step {
        let mut state = self.state_at_once().await;
        self.espace().leave().await;
        self.record_what_was_done(&mut state).await;
        let screen = if state.visit.is_some() {
            Screen::Visit
        } else {
            Screen::Desk
        };
        self.go(&mut state, screen).await
    }

    pub(super) async fn record_what_was_done(&self, state: &mut CounterState) {
        let espace = self.espace();
        let progress = espace.progress_at_counter().await;
        let signed_in = espace.is_signed_in_at_counter().await;
        let Some(visiting) = &mut state.visit else { return };
        let mut done = Vec::new();
        if visiting.new_number && progress.verified {
            done.push(VisitPurpose::NewNumber);
        }
        match progress.done {
            Some(EnrolmentPurpose::SignUp) => done.push(VisitPurpose::SignUp),
            Some(EnrolmentPurpose::PasswordReset) => done.push(VisitPurpose::PasswordReset),
            None => {}
        }
        if mem::take(&mut visiting.receipts) && signed_in {
            done.push(VisitPurpose::Receipts);
        }
        for purpose in done {
            if !visiting.done.contains(&purpose) {
                visiting.done.push(purpose);
            }
        }
        // The tenant has an account from now on.
        visiting.visit.tenant.registered |= progress.done.is_some();
    }
}
