//! Suggests a corrected e-mail address: « Vouliez-vous dire nom@orange.fr ? »

use std::collections::HashSet;

use contract::{Email, FieldName};

use crate::core::failure::{FailureCode, FieldFailure};

/// The addresses questioned so far. Each is questioned once; typed again, it is accepted.
#[derive(Debug, Default)]
pub(crate) struct Suggestions(HashSet<String>);

impl Suggestions {
    /// Marks an address as meant: it is not questioned.
    pub(crate) fn meant(&mut self, email: &Email) {
        self.0.insert(email.as_str().to_owned());
    }

    pub(crate) fn once(&mut self, email: &Email) -> Option<FieldFailure> {
        let meant = email.suggestion()?;
        self.0.insert(email.as_str().to_owned()).then(|| FieldFailure {
            suggestion: Some(meant.as_str().to_owned()),
            ..FieldFailure::new(FieldName::Email, FailureCode::EmailSuggestion, None)
        })
    }
}
