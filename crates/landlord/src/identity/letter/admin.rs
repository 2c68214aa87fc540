//! `landlord letter`: registration letters.

use contract::{LetterCode, TenantCode};

use crate::{context::PeopleContext, operations::operator::Operator, refusal::Refusal};

/// The administrator's commands for registration letters. The journal records each letter.
pub struct LetterAdmin<'a>(pub(crate) PeopleContext<'a>, pub(crate) &'a Operator);

impl LetterAdmin<'_> {
    /// Makes the registration letter of a tenant and returns its code. Replaces the previous letter (S1).
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the tenant code is not on file; otherwise when the database or the system fails.
    pub async fn issue(&self, tenant_code: &TenantCode) -> Result<LetterCode, Refusal> {
        super::issue(&self.0, tenant_code, self.1).await
    }

    /// Makes the registration letter of a tenant as a PDF file. Replaces the previous letter (S1).
    ///
    /// # Errors
    /// As [`Self::issue`], and [`Refusal::Pdf`] when the PDF cannot be made.
    pub async fn write(&self, tenant_code: &TenantCode) -> Result<Vec<u8>, Refusal> {
        super::write(&self.0, tenant_code, Some(self.1)).await
    }
}
