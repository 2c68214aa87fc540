//! The note that a newer version of the application is there.

use contract::{ApplicationReleases, ProgramVersion};
use serde::{Deserialize, Serialize};

use crate::core::archive::{Archive, ArchiveError, LANDLORD, VERSION_DISMISSED};

/// A version of the application that is newer than this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NewerVersion {
    /// The version.
    pub version: String,
    /// Address of the page that says how to install it.
    pub address: String,
}

/// The newer version that the landlord announced, unless its note was dismissed.
pub(super) fn to_note(archive: &Archive) -> Result<Option<NewerVersion>, ArchiveError> {
    let Some(releases) = announced(archive)? else {
        return Ok(None);
    };
    let dismissed: Option<ProgramVersion> = archive.note(VERSION_DISMISSED)?;
    let known = dismissed.unwrap_or_else(ProgramVersion::of_this_build);
    let is_newer = ProgramVersion::of_this_build().is_before(&releases.newest);
    Ok(
        (is_newer && known.is_before(&releases.newest)).then(|| NewerVersion {
            version: releases.newest.to_string(),
            address: releases.address,
        }),
    )
}

/// Dismisses the note. The next version has a note again.
pub(super) fn dismiss(archive: &Archive) -> Result<(), ArchiveError> {
    match announced(archive)? {
        Some(releases) => archive.put_note(VERSION_DISMISSED, &releases.newest),
        None => Ok(()),
    }
}

fn announced(archive: &Archive) -> Result<Option<ApplicationReleases>, ArchiveError> {
    let landlord: Option<ReleasesOfLandlord> = archive.note(LANDLORD)?;
    Ok(landlord.and_then(|landlord| landlord.application))
}

/// The part of the landlord's profile that holds the versions.
#[derive(Deserialize)]
struct ReleasesOfLandlord {
    #[serde(default)]
    application: Option<ApplicationReleases>,
}
