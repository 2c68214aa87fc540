//! What staff print. Nothing of it is kept but a form that names nobody, for when there is no network.

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
    /// The landlord's.
    pub async fn consent_paper(&self) -> Result<Vec<u8>, Failure> {
        self.paper(async |client, staff| client.consent_paper(&staff).await)
            .await
    }

    /// The registration letter of a tenant without a telephone.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn letter_paper(&self) -> Result<Vec<u8>, Failure> {
        self.paper(async |client, staff| client.letter_paper(&staff).await)
            .await
    }

    /// The visits of the agency's last days, for its manager.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn journal_paper(&self, days: u32) -> Result<Vec<u8>, Failure> {
        let days = JournalDays::try_from(days).map_err(|flaw| {
            tracing::error!(%flaw, "asked for by the wizard");
            Failure::new(FailureCode::Internal)
        })?;
        self.paper(async |client, staff| client.journal_paper(&staff, JournalPeriod { days }).await)
            .await
    }

    /// Gets ready what can be printed without a network; true once it is here.
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
        // Whoever signed in meanwhile has another agency, perhaps.
        let same = desk.staff.as_ref().is_some_and(|now| now.login == staff.login);
        if same {
            desk.consent_form = Some(form);
        }
        same
    }

    /// The paper on what a tenant agrees to, to be filled by hand: as it was got ready.
    ///
    /// # Errors
    /// The landlord's, when it was not.
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

    /// A paper of the landlord's. When the second factor has to come first, or the session has ended, the desk shows that from
    /// now on, and the failure says so.
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
