//! How fresh the data of the archive is.

use jiff::Timestamp;
use serde::Serialize;

use crate::core::archive::{Archive, ArchiveError, SYNCED_AT};

/// How fresh the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum FreshnessState {
    /// The last synchronisation of this run succeeded, and nothing has changed since.
    UpToDate,
    /// An earlier synchronisation succeeded. This run has not synchronised, failed to, or something changed since.
    Stale,
    /// No synchronisation ever succeeded.
    NeverSynchronised,
}

/// How fresh the list is, and the moment of its last synchronisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Freshness {
    /// The state.
    pub state: FreshnessState,
    /// The moment of the last synchronisation, in RFC 3339.
    pub as_of: Option<String>,
    /// A message still waits to leave: the next page tries again, however fresh the rest is.
    pub unsent: bool,
}

/// How fresh the archive is.
pub(crate) fn freshness(
    archive: &Archive,
    up_to_date: bool,
    unsent: bool,
) -> Result<Freshness, ArchiveError> {
    let synced_at: Option<Timestamp> = archive.note(SYNCED_AT)?;
    let state = match synced_at {
        None => FreshnessState::NeverSynchronised,
        Some(_) if up_to_date => FreshnessState::UpToDate,
        Some(_) => FreshnessState::Stale,
    };
    Ok(Freshness {
        state,
        as_of: synced_at.map(|moment| moment.to_string()),
        unsent,
    })
}
