//! What staff print. Only the blank consent form is kept, for printing without a network; it names nobody.

use contract::{JournalDays, JournalPeriod, WireSecret};

use super::{Counter, Page};
use crate::core::{
    client::{ClientError, LandlordClient},
    failure::{Failure, FailureCode},
};

impl Counter {
    /// The paper on what the tenant agreed to, in two copies.
    ///
    /// # Errors
    /// When no staff member is signed in, the second factor is required again, or the landlord's service fails.
    pub async fn consent_paper(&self) -> Result<Vec<u8>, Failure> {
        self.paper(async |client, staff| client.consent_paper(&staff).await)
            .await
    }

    /// The registration letter of a tenant without a telephone.
    ///
    /// # Errors
    /// As [`Self::consent_paper`].
    pub async fn letter_paper(&self) -> Result<Vec<u8>, Failure> {
        self.paper(async |client, staff| client.letter_paper(&staff).await)
            .await
    }

    /// The agency's visits of the last `days` days, today included, for its manager.
    ///
    /// # Errors
    /// When `days` is not a [`JournalDays`], and as [`Self::consent_paper`].
    pub async fn journal_paper(&self, days: u32) -> Result<Vec<u8>, Failure> {
        let days = JournalDays::try_from(days).map_err(|flaw| {
            tracing::error!(%flaw, "asked for by the wizard");
            Failure::new(FailureCode::Internal)
        })?;
        self.paper(async |client, staff| client.journal_paper(&staff, JournalPeriod { days }).await)
            .await
    }

    /// Fetches the blank consent form, for printing without a network. Returns whether it is here.
    pub async fn prepare(&self) -> bool {
        let desk = self.desk.lock().await;
        if desk.consent_form.is_some() {
            return true;
        }
        let Ok(staff) = desk.staff() else { return false };
        let client = self.side(&desk).client.clone();
        drop(desk);
        let Ok(form) = client.consent_form(&staff.token).await else {
            return false;
        };
        let mut desk = self.desk.lock().await;
        // Another staff member may have signed in meanwhile, perhaps of another agency.
        let same = desk.staff.as_ref().is_some_and(|now| now.login == staff.login);
        if same {
            desk.consent_form = Some(form);
        }
        same
    }

    /// The blank consent form, to be filled in by hand: from [`Self::prepare`], or fetched now.
    ///
    /// # Errors
    /// As [`Self::consent_paper`], when it has to be fetched.
    pub async fn consent_form(&self) -> Result<Vec<u8>, Failure> {
        let ready = self.desk.lock().await.consent_form.clone();
        match ready {
            Some(form) => Ok(form),
            None => {
                self.paper(async |client, staff| client.consent_form(&staff).await)
                    .await
            }
        }
    }

    /// Fetches a paper. When the second factor is required again, or the session has ended, the desk moves to that
    /// page and the failure says so.
    async fn paper(
        &self,
        fetch: impl AsyncFnOnce(LandlordClient, WireSecret) -> Result<Vec<u8>, ClientError>,
    ) -> Result<Vec<u8>, Failure> {
        let desk = self.desk.lock().await;
        let (staff, client) = (desk.staff()?, self.side(&desk).client.clone());
        drop(desk);
        let answer = fetch(client, staff.token).await.map_err(Failure::from);
        let mut desk = self.desk.lock().await;
        match self.take_answer(&mut desk, answer)? {
            Some(pdf) => Ok(pdf),
            None if matches!(desk.page, Page::Check(_)) => Err(Failure::new(FailureCode::StaffCheckRequired)),
            None => Err(Failure::new(FailureCode::SessionEnded)),
        }
    }
}
