//! How fresh the data of the archive is.

use jiff::Timestamp;
use serde::Serialize;

use crate::core::{
    archive::{Archive, ArchiveError, SYNCED_AT},
    failure::Failure,
};

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
    /// Why the last synchronisation of this run failed. A page shows it from the start, so that nothing moves when
    /// its own synchronisation fails alike.
    pub failure: Option<Failure>,
}

/// What is known of the synchronisations of this run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Synchronised {
    /// The last one succeeded, and nothing has changed since.
    pub(crate) up_to_date: bool,
    /// A message could not leave the last time.
    pub(crate) unsent: bool,
    /// Why the last one failed.
    pub(crate) failure: Option<Failure>,
}

/// How fresh the archive is.
pub(crate) fn freshness(archive: &Archive, synchronised: Synchronised) -> Result<Freshness, ArchiveError> {
    let synced_at: Option<Timestamp> = archive.note(SYNCED_AT)?;
    let state = match synced_at {
        None => FreshnessState::NeverSynchronised,
        Some(_) if synchronised.up_to_date => FreshnessState::UpToDate,
        Some(_) => FreshnessState::Stale,
    };
    Ok(Freshness {
        state,
        as_of: synced_at.map(|moment| moment.to_string()),
        unsent: synchronised.unsent,
        failure: synchronised.failure,
    })
}
