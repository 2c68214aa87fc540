//! An account that somebody else used: staff close it in a visit, and the agency's manager opens it again (S25).

use contract::FieldName;

use super::{Counter, CounterState, Screen, Staff, visit::visiting};
use crate::{
    core::failure::{Failure, FailureCode},
    navigator::step::Step,
};

impl Counter {
    /// *Fermer le compte*: shows what ends with it.
    ///
    /// # Errors
    /// When no visit is under way.
    pub async fn open_closing(&self) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        visiting(&mut state)?;
        Ok(self.go(&mut state, Screen::Closing).await)
    }

    /// Closes the account to everybody, once staff said that the tenant asks for it.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. When no visit is under way.
    pub async fn close_account(&self, asked_for: bool) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.staff()?;
        visiting(&mut state)?;
        if !asked_for {
            let code = FailureCode::ClosingNotAskedFor;
            return Err(Failure::field(FieldName::Closing, code, None));
        }
        let client = self.side(&state).client.clone();
        let answer = self.ask(client.close_account(&staff.token)).await;
        let Some(visit) = self.take_answer(&mut state, answer)? else {
            return Ok(self.step(&state).await);
        };
        let visiting = visiting(&mut state)?;
        visiting.visit = visit;
        // A letter that waited to be posted is off the list.
        (visiting.reopened, visiting.letter_posted) = (false, false);
        // The service has ended what the tenant was signed in with.
        self.espace().sign_out_at_counter().await;
        Ok(self.go(&mut state, Screen::Visit).await)
    }

    /// *Rouvrir le compte*: shows what comes of it.
    ///
    /// # Errors
    /// When no visit is under way.
    pub async fn open_reopening(&self) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        visiting(&mut state)?;
        Ok(self.go(&mut state, Screen::Reopening).await)
    }

    /// Opens the account again. The service lets only a manager do so.
    ///
    /// # Errors
    /// A failure of the landlord's service. When no visit is under way.
    pub async fn reopen_account(&self) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.staff()?;
        visiting(&mut state)?;
        let client = self.side(&state).client.clone();
        let answer = self.ask(client.reopen_account(&staff.token)).await;
        let Some(visit) = self.take_answer(&mut state, answer)? else {
            return Ok(self.step(&state).await);
        };
        let visiting = visiting(&mut state)?;
        visiting.visit = visit;
        visiting.reopened = true;
        Ok(self.go(&mut state, Screen::Visit).await)
    }

    /// Shows the visit of a tenant whose account was closed meanwhile, by the link of a notice or elsewhere.
    pub(super) async fn show_closed(&self, state: &mut CounterState, staff: &Staff) -> Result<Step, Failure> {
        let client = self.side(state).client.clone();
        let answer = self.ask(client.visit_under_way(&staff.token)).await;
        if let Some(visit) = self.take_answer(state, answer)? {
            visiting(state)?.visit = visit;
            state.screen = Screen::Visit;
        }
        Ok(self.step(state).await)
    }
}
