//! What staff print. Only the blank consent form is kept, for printing without a network; it names nobody.

use contract::{JournalDays, JournalPeriod, WireSecret};

use super::{Counter, Screen};
use crate::core::{
    client::{ClientError, LandlordClient},
    failure::{Failure, FailureCode},
};

impl Counter {
    /// The paper on what the tenant agreed to, in two copies.
    ///
    /// # Errors
    /// When no staff member is signed in, the second factor is required again, or the landlord's service fails.
    pub async fn consent_pdf(&self) -> Result<Vec<u8>, Failure> {
        self.pdf(async |client, staff| client.consent_pdf(&staff).await)
            .await
    }

    /// The registration letter of a tenant without a telephone.
    ///
    /// # Errors
    /// As [`Self::consent_pdf`].
    pub async fn letter_pdf(&self) -> Result<Vec<u8>, Failure> {
        self.pdf(async |client, staff| client.letter_pdf(&staff).await)
            .await
    }

    /// The agency's visits of the last `days` days, today included, for its manager.
    ///
    /// # Errors
    /// When `days` is not a [`JournalDays`], and as [`Self::consent_pdf`].
    pub async fn journal_pdf(&self, days: u32) -> Result<Vec<u8>, Failure> {
        let days = JournalDays::try_from(days).map_err(|flaw| {
            tracing::error!(%flaw, "asked for by the wizard");
            Failure::new(FailureCode::Internal)
        })?;
        self.pdf(async |client, staff| client.journal_pdf(&staff, JournalPeriod { days }).await)
            .await
    }

    /// Fetches the blank consent form, for printing without a network. Returns whether it is here.
    pub async fn prepare(&self) -> bool {
        let state = self.state.lock().await;
        if state.consent_form.is_some() {
            return true;
        }
        let Ok(staff) = state.staff() else { return false };
        let client = self.side(&state).client.clone();
        drop(state);
        let Ok(form) = client.consent_form(&staff.token).await else {
            return false;
        };
        let mut state = self.state.lock().await;
        // Another staff member may have signed in meanwhile, perhaps of another agency.
        let same = state.staff.as_ref().is_some_and(|now| now.login == staff.login);
        if same {
            state.consent_form = Some(form);
        }
        same
    }

    /// The blank consent form, to be filled in by hand: from [`Self::prepare`], or fetched now.
    ///
    /// # Errors
    /// As [`Self::consent_pdf`], when it has to be fetched.
    pub async fn consent_form(&self) -> Result<Vec<u8>, Failure> {
        let ready = self.state.lock().await.consent_form.clone();
        match ready {
            Some(form) => Ok(form),
            None => {
                self.pdf(async |client, staff| client.consent_form(&staff).await)
                    .await
            }
        }
    }

    /// Fetches a PDF. When the second factor is required again, or the session has ended, the counter moves to that
    /// screen and the failure says so.
    async fn pdf(
        &self,
        fetch: impl AsyncFnOnce(LandlordClient, WireSecret) -> Result<Vec<u8>, ClientError>,
    ) -> Result<Vec<u8>, Failure> {
        let state = self.state.lock().await;
        let (staff, client) = (state.staff()?, self.side(&state).client.clone());
        drop(state);
        let answer = fetch(client, staff.token).await.map_err(Failure::from);
        let mut state = self.state.lock().await;
        match self.take_answer(&mut state, answer)? {
            Some(pdf) => Ok(pdf),
            None if matches!(state.screen, Screen::Check(_)) => {
                Err(Failure::new(FailureCode::StaffCheckRequired))
            }
            None => Err(Failure::new(FailureCode::SessionEnded)),
        }
    }
}
