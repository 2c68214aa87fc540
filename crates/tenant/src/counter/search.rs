//! Before a visit: staff search for the tenant, and look at a proof of identity.

use contract::{BirthDate, FieldName, IdentityDocument, TenantCode, TenantSearch, VisitNote, VisitReason};

use super::{ChosenTenant, Counter, Screen};
use crate::{
    core::failure::{Failure, FailureCode, FieldFailure},
    navigator::step::Step,
};

impl Counter {
    /// Searches for a tenant by code.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. Nobody found is a field error.
    pub async fn search_by_code(&self, code: &str) -> Result<Step, Failure> {
        let code = TenantCode::parse(code)?;
        self.search(TenantSearch::TenantCode(code), FieldName::TenantCode)
            .await
    }

    /// Searches for a tenant by name and birth date.
    ///
    /// # Errors
    /// As [`Self::search_by_code`].
    pub async fn search_by_name(&self, name: &str, born_on: &str) -> Result<Step, Failure> {
        let born_on = BirthDate::parse(born_on);
        let unnamed = name.trim().is_empty();
        match born_on {
            Ok(born_on) if !unnamed => {
                let name = name.trim().to_owned();
                self.search(TenantSearch::Person { name, born_on }, FieldName::Name)
                    .await
            }
            born_on => {
                let mut fields = Vec::new();
                if unnamed {
                    fields.push(FieldFailure::new(FieldName::Name, FailureCode::NameEmpty, None));
                }
                fields.extend(born_on.err().map(FieldFailure::from));
                Err(Failure::of_fields(fields))
            }
        }
    }

    async fn search(&self, search: TenantSearch, field: FieldName) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.staff()?;
        let client = self.side(&state).client.clone();
        let answer = self.ask(client.search_tenants(&staff.token, &search)).await;
        let Some(found) = self.take_answer(&mut state, answer)? else {
            return Ok(self.step(&state).await);
        };
        if found.tenants.is_empty() {
            return Err(Failure::field(field, FailureCode::NobodyFound, None));
        }
        state.wiped = None;
        (state.found, state.more) = (found.tenants, found.more);
        Ok(self.go(&mut state, Screen::Found).await)
    }

    /// Chooses the tenant at the counter, by position in the search result.
    ///
    /// # Errors
    /// When the search result has no such position.
    pub async fn choose_tenant(&self, number: u32) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let tenant = state.found.get(number as usize).cloned();
        let tenant = tenant.ok_or_else(|| Failure::new(FailureCode::VisitEnded))?;
        let screen = if tenant.other_agency.is_some() {
            Screen::Reason
        } else {
            Screen::Identity
        };
        state.chosen = Some(ChosenTenant {
            tenant,
            reason: None,
            note: None,
            typed_note: String::new(),
            identity: None,
        });
        Ok(self.go(&mut state, screen).await)
    }

    /// Takes the reason why a tenant of another agency comes here, and what staff typed about it.
    ///
    /// # Errors
    /// A field error: no reason is given, another reason is not said, or the text is too long.
    pub async fn submit_reason(&self, reason: Option<VisitReason>, note: &str) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let reason = reason.filter(|reason| *reason != VisitReason::Unknown);
        let typed = if note.trim().is_empty() {
            Ok(None)
        } else {
            VisitNote::parse(note).map(Some)
        };
        if let Some(chosen) = &mut state.chosen {
            chosen.reason = reason;
            note.clone_into(&mut chosen.typed_note);
        }
        let mut fields = Vec::new();
        if reason.is_none() {
            let code = FailureCode::VisitReasonEmpty;
            fields.push(FieldFailure::new(FieldName::VisitReason, code, None));
        }
        match &typed {
            Ok(None) if reason == Some(VisitReason::Other) => {
                let code = FailureCode::VisitNoteEmpty;
                fields.push(FieldFailure::new(FieldName::VisitNote, code, None));
            }
            Ok(_) => {}
            Err(flaw) => fields.push((*flaw).into()),
        }
        let (Ok(note), true) = (typed, fields.is_empty()) else {
            return Err(Failure::of_fields(fields));
        };
        if let Some(chosen) = &mut state.chosen {
            chosen.note = note;
        }
        Ok(self.go(&mut state, Screen::Identity).await)
    }

    /// Takes the kind of identity document that staff saw.
    ///
    /// # Errors
    /// A field error, when none is given.
    pub async fn submit_identity(&self, document: Option<IdentityDocument>) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let Some(document) = document.filter(|document| *document != IdentityDocument::Unknown) else {
            return Err(Failure::field(
                FieldName::IdentityDocument,
                FailureCode::IdentityDocumentEmpty,
                None,
            ));
        };
        if let Some(chosen) = &mut state.chosen {
            chosen.identity = Some(document);
        }
        Ok(self.go(&mut state, Screen::Consent).await)
    }
}
