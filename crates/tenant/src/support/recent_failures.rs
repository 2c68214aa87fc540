//! The last failures: when, of which command, and their codes. What was typed or answered is not among it.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    core::failure::{Failure, FailureCode},
    figures::MAX_RECENT_FAILURES,
};

/// A command that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RecentFailure {
    /// When, in RFC 3339.
    pub at: String,
    /// Name of the command.
    pub command: &'static str,
    /// What went wrong; one for each field at fault.
    pub codes: Vec<FailureCode>,
}

/// The last failures of this run.
#[derive(Debug, Default)]
pub struct RecentFailures(Mutex<VecDeque<RecentFailure>>);

impl RecentFailures {
    /// Records that a command failed, also in the log.
    pub fn record(&self, command: &'static str, failure: &Failure) {
        let codes = match failure.code {
            FailureCode::Fields => failure.fields.iter().map(|field| field.code).collect(),
            code => vec![code],
        };
        tracing::info!(command, ?codes, "a command failed");
        let mut failures = self.lock();
        failures.truncate(MAX_RECENT_FAILURES - 1);
        failures.push_front(RecentFailure {
            at: Timestamp::now().to_string(),
            command,
            codes,
        });
    }

    /// Forgets them: nothing of a visit to a counter stays (S21).
    pub fn forget(&self) {
        self.lock().clear();
    }

    pub(super) fn newest_first(&self) -> Vec<RecentFailure> {
        self.lock().iter().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<RecentFailure>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use contract::FieldName;

    use super::*;

    #[test]
    fn the_newest_failures_are_kept_by_code() {
        let failures = RecentFailures::default();
        for _ in 0..MAX_RECENT_FAILURES {
            failures.record("synchronise", &Failure::new(FailureCode::Unreachable));
        }
        let wrong = Failure::field(FieldName::Password, FailureCode::CredentialsWrong, None);
        failures.record("sign_in", &wrong);
        let kept = failures.newest_first();
        assert_eq!(kept.len(), MAX_RECENT_FAILURES);
        let named = |place: usize| (kept[place].command, kept[place].codes.as_slice());
        assert_eq!(named(0), ("sign_in", [FailureCode::CredentialsWrong].as_slice()));
        assert_eq!(named(1), ("synchronise", [FailureCode::Unreachable].as_slice()));
        assert!(kept[0].at.parse::<Timestamp>().is_ok());
        failures.forget();
        assert!(failures.newest_first().is_empty());
    }
}
