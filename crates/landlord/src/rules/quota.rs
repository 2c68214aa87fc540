//! Quotas: so many events of a kind for a subject in a window.

use sqlx::SqliteConnection;

use crate::{keys::Hash, refusal::Refusal, store::counted_events};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// At most `most` events in `window` seconds.
pub(crate) struct Quota {
    pub(crate) kind: &'static str,
    most: i64,
    window: i64,
}

/// Completions of the masked number per tenant code (S2).
pub(crate) const COMPLETIONS: [Quota; 2] = [
    Quota {
        kind: "completion",
        most: 3,
        window: HOUR,
    },
    Quota {
        kind: "completion",
        most: 10,
        window: DAY,
    },
];

/// Messages per number (S5).
pub(crate) const MESSAGES: [Quota; 3] = [
    Quota {
        kind: "message",
        most: 3,
        window: 15 * MINUTE,
    },
    Quota {
        kind: "message",
        most: 5,
        window: HOUR,
    },
    Quota {
        kind: "message",
        most: 10,
        window: DAY,
    },
];

/// Wrong SMS codes per tenant code (S5).
pub(crate) const WRONG_CODES: [Quota; 1] = [Quota {
    kind: "wrong-code",
    most: 15,
    window: DAY,
}];

/// Messages of the whole service: the budget that stops SMS pumping (S5).
pub(crate) const ALL_MESSAGES: [Quota; 1] = [Quota {
    kind: "any-message",
    most: 2_000,
    window: HOUR,
}];

/// The longest window of any quota.
pub(crate) const LONGEST: i64 = DAY;

/// Refuses when one of the quotas is full, and says when there is room again.
pub(crate) async fn check(
    connection: &mut SqliteConnection,
    quotas: &[Quota],
    subject: &Hash,
    now: i64,
) -> Result<(), Refusal> {
    let mut free_at = None;
    for quota in quotas {
        let filled =
            counted_events::filled_since(connection, quota.kind, subject, quota.most, quota.window, now)
                .await?;
        free_at = free_at.max(filled.map(|oldest| oldest + quota.window));
    }
    match free_at {
        None => Ok(()),
        Some(moment) => Err(Refusal::TooManyAttempts {
            retry_after: (moment - now).max(1).unsigned_abs(),
        }),
    }
}
