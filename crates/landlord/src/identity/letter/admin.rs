//! `landlord letter`: registration letters.

use contract::{LetterCode, TenantCode};

use super::store as letters;
use crate::{
    clock::local, context::PeopleContext, operations::operator::Operator, operator_words::say,
    refusal::Refusal, store::moment,
};

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

    /// Lists the letters that staff of an agency asked for and that are to be posted, a line each.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting(&self) -> Result<Vec<String>, Refusal> {
        let waiting = letters::to_post(&mut self.0.store.read().await?).await?;
        let lines = waiting.into_iter().map(|letter| {
            let day = local(moment(letter.asked_at)?).date();
            let (code, day) = (letter.tenant_code.grouped(), day.to_string());
            Ok(say(
                "letter-waiting",
                [("code", code), ("day", day), ("agency", letter.agency)],
            ))
        });
        lines.collect()
    }

    /// Makes the registration letter of a tenant as a PDF file. Replaces the previous letter (S1).
    ///
    /// # Errors
    /// As [`Self::issue`], and [`Refusal::Pdf`] when the PDF cannot be made.
    pub async fn write(&self, tenant_code: &TenantCode) -> Result<Vec<u8>, Refusal> {
        super::write(&self.0, tenant_code, super::Issuer::Operator(self.1)).await
    }
}
