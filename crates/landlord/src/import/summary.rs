//! What an import did.

use std::fmt;

use crate::{
    books::Tally,
    operator_words::{say, words},
};

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Agencies.
    pub agencies: Tally,
    /// Dwellings.
    pub dwellings: Tally,
    /// Leases.
    pub leases: Tally,
    /// Tenants.
    pub tenants: Tally,
    /// Rent documents.
    pub documents: Tally,
    /// Payments.
    pub payments: Tally,
    /// News.
    pub news: Tally,
}

impl ImportSummary {
    /// Whether everything was known already.
    #[must_use]
    pub fn changed_nothing(&self) -> bool {
        self.tallies()
            .iter()
            .all(|(_, tally)| tally.added == 0 && tally.changed == 0)
    }

    fn tallies(&self) -> [(&'static str, Tally); 7] {
        [
            ("summary-agencies", self.agencies),
            ("summary-dwellings", self.dwellings),
            ("summary-leases", self.leases),
            ("summary-tenants", self.tenants),
            ("summary-documents", self.documents),
            ("summary-payments", self.payments),
            ("summary-news", self.news),
        ]
    }
}

/// One line in French: what was added and what changed.
impl fmt::Display for ImportSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |count: fn(&Tally) -> usize| {
            let parts: Vec<String> = self
                .tallies()
                .iter()
                .filter(|(_, tally)| count(tally) > 0)
                .map(|(id, tally)| words().text_with(id, [("count", count(tally).into())]))
                .collect();
            if parts.is_empty() {
                say("summary-nothing", [])
            } else {
                parts.join(", ")
            }
        };
        let (added, changed) = (listed(|tally| tally.added), listed(|tally| tally.changed));
        write!(f, "{}", say("summary", [("added", added), ("changed", changed)]))
    }
}
