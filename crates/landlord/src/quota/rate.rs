//! How often something happens in the whole service.

use super::store as counted_events;
use crate::{
    figures::{MINUTE, ROBOT_CHECK_RATE_MINUTES},
    keys::{Hash, ServiceKey},
    refusal::Refusal,
    store::{Reading, Writing},
};

/// A kind of event, and how long it counts.
pub(crate) struct Rate {
    kind: &'static str,
    window: i64,
}

/// Enrolments that strangers open (S4).
pub(crate) const STRANGERS_ENROLMENTS: Rate = Rate {
    kind: "stranger-enrolment",
    window: ROBOT_CHECK_RATE_MINUTES * MINUTE,
};

impl Rate {
    /// Counts one event.
    pub(crate) async fn count(
        &self,
        writing: &mut Writing,
        key: &ServiceKey,
        now: i64,
    ) -> Result<(), Refusal> {
        counted_events::count(writing, self.kind, &subject(key), now).await
    }

    /// Number of events in the window; no more than `most` are counted.
    pub(crate) async fn recent(
        &self,
        reading: &mut Reading,
        key: &ServiceKey,
        most: i64,
        now: i64,
    ) -> Result<i64, Refusal> {
        let since = now - self.window;
        counted_events::count_since(reading, self.kind, &subject(key), since, most).await
    }
}

fn subject(key: &ServiceKey) -> Hash {
    key.derive_lasting("quota-service", &[])
}
