//! « Vouliez-vous dire nom@orange.fr ? »

use std::collections::HashSet;

use contract::{Email, FieldName};

use crate::core::failure::{FailureCode, FieldFailure};

/// What was asked so far: each address is doubted once; typed again, it is meant.
#[derive(Debug, Default)]
pub(crate) struct Suggestions(HashSet<String>);

impl Suggestions {
    /// The address is not doubted any more.
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
