//! `landlord letter`: registration letters.

use contract::{LetterCode, TenantCode};

use crate::{context::PeopleContext, refusal::Refusal};

/// Where an administrator makes registration letters.
pub struct LetterDesk<'a>(pub(crate) PeopleContext<'a>);

impl LetterDesk<'_> {
    /// Makes the registration letter of a tenant; it replaces the one before (S1).
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for a tenant code that is not on file; the database's and the system's
    /// failures.
    pub async fn issue(&self, tenant_code: &TenantCode) -> Result<LetterCode, Refusal> {
        super::issue(&self.0, tenant_code).await
    }

    /// Makes the registration letter of a tenant as a PDF file; it replaces the one before (S1).
    ///
    /// # Errors
    /// As [`Self::issue`], and [`Refusal::Pdf`].
    pub async fn write(&self, tenant_code: &TenantCode) -> Result<Vec<u8>, Refusal> {
        super::write(&self.0, tenant_code).await
    }
}
