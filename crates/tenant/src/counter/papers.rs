//! What staff print. Nothing of it is kept but a form that names nobody, for when there is no network.

use contract::{JournalDays, JournalPeriod};

use super::Counter;
use crate::failure::{Failure, FailureCode};

impl Counter {
    /// The paper on what the tenant agreed to, in two copies.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn consent_paper(&self) -> Result<Vec<u8>, Failure> {
        let desk = self.desk.lock().await;
        let (staff, client) = (desk.staff()?, self.side(&desk).client.clone());
        drop(desk);
        Ok(client.consent_paper(&staff.token).await?)
    }

    /// The registration letter of a tenant without a telephone.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn letter_paper(&self) -> Result<Vec<u8>, Failure> {
        let desk = self.desk.lock().await;
        let (staff, client) = (desk.staff()?, self.side(&desk).client.clone());
        drop(desk);
        Ok(client.letter_paper(&staff.token).await?)
    }

    /// Gets ready what can be printed without a network; true once it is here.
    pub async fn prepare(&self) -> bool {
        self.consent_form().await.is_ok()
    }

    /// The paper on what a tenant agrees to, to be filled by hand. Asked for once while staff are signed in.
    ///
    /// # Errors
    /// The landlord's, when it was not got ready before.
    pub async fn consent_form(&self) -> Result<Vec<u8>, Failure> {
        let desk = self.desk.lock().await;
        if let Some(form) = &desk.consent_form {
            return Ok(form.clone());
        }
        let (staff, client) = (desk.staff()?, self.side(&desk).client.clone());
        drop(desk);
        let form = client.consent_form(&staff.token).await?;
        let mut desk = self.desk.lock().await;
        // Whoever signed in meanwhile has another agency, perhaps.
        if desk.staff.as_ref().is_some_and(|now| now.agency == staff.agency) {
            desk.consent_form = Some(form.clone());
        }
        Ok(form)
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
        let desk = self.desk.lock().await;
        let (staff, client) = (desk.staff()?, self.side(&desk).client.clone());
        drop(desk);
        Ok(client.journal_paper(&staff.token, JournalPeriod { days }).await?)
    }
}
