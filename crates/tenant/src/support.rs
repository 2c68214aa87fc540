//! *Pour le service d'assistance*: what the landlord's support asks for on the telephone. Nothing of it names or
//! describes a person (S20).

mod recent_failures;
mod storage;
mod system;

use serde::Serialize;

pub use self::{
    recent_failures::{RecentFailure, RecentFailures},
    storage::{ArchiveFacts, StorageFacts},
};

/// What the support asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SupportFacts {
    /// Version of the application.
    pub version: String,
    /// The system, with its version and kind of processor.
    pub system: String,
    /// What draws the page, with its version.
    pub engine: Option<String>,
    /// The desktop, and how it draws windows.
    pub desktop: Option<String>,
    /// Host of the landlord's service; null if the configuration cannot be read.
    pub service: Option<String>,
    /// What this computer keeps; null at a counter, which keeps nothing.
    pub storage: Option<StorageFacts>,
    /// The last failures of this run, newest first.
    pub failures: Vec<RecentFailure>,
}

impl SupportFacts {
    /// The facts of this machine, with those that only the window knows.
    #[must_use]
    pub fn of(
        engine: Option<String>,
        service: Option<String>,
        storage: Option<StorageFacts>,
        failures: &RecentFailures,
    ) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            system: system::system(),
            engine,
            desktop: system::desktop(),
            service,
            storage,
            failures: failures.newest_first(),
        }
    }
}
