//! What this computer keeps, and how it does: keyring, archives, disk.

use std::{
    fs::{self, DirEntry},
    path::Path,
};

use jiff::Timestamp;
use serde::Serialize;
use tokio::task::spawn_blocking;

use crate::core::{
    Core,
    archive::{ARCHIVE_VERSION, ArchiveDisk, SYNCED_AT, with_archive},
    secrets::SecretStorage,
};

/// What this computer keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StorageFacts {
    /// Where secrets are kept.
    pub secrets: SecretStorage,
    /// The archives of everybody on this computer.
    pub archive: ArchiveFacts,
    /// The last complete synchronisation of the open archive, in RFC 3339.
    pub synchronised_at: Option<String>,
}

/// The archives of a computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ArchiveFacts {
    /// What the disk does for the open one; null while none is open.
    pub disk: Option<ArchiveDisk>,
    /// The version of an archive that this program writes.
    pub version: u8,
    /// Number of damaged files that were set aside.
    pub set_aside: usize,
    /// Size of all their files.
    pub bytes: u64,
    /// Room that their disk has left; null where the system does not say.
    pub free_bytes: Option<u64>,
}

/// What the folder of the archives tells.
#[derive(Default)]
struct Folder {
    set_aside: usize,
    bytes: u64,
    free_bytes: Option<u64>,
}

impl StorageFacts {
    pub(crate) async fn of(core: &Core) -> Self {
        let archive = core.archive().await;
        let folder = core.archives_folder().to_owned();
        let looked_at = spawn_blocking(move || Folder::at(&folder)).await;
        // A fact that cannot be told is left out: the others are what is asked for.
        let folder = looked_at.unwrap_or_default();
        let synchronised_at = match &archive {
            Some(archive) => with_archive(archive, |archive| archive.note::<Timestamp>(SYNCED_AT)).await,
            None => Ok(None),
        };
        Self {
            secrets: core.vault.storage(),
            archive: ArchiveFacts {
                disk: archive.map(|archive| archive.disk()),
                version: ARCHIVE_VERSION,
                set_aside: folder.set_aside,
                bytes: folder.bytes,
                free_bytes: folder.free_bytes,
            },
            synchronised_at: synchronised_at.ok().flatten().map(|moment| moment.to_string()),
        }
    }
}

impl Folder {
    fn at(path: &Path) -> Self {
        let entries: Vec<DirEntry> = fs::read_dir(path).into_iter().flatten().flatten().collect();
        let is_set_aside = |entry: &&DirEntry| entry.file_name().to_string_lossy().contains(".damaged");
        Self {
            set_aside: entries.iter().filter(is_set_aside).count(),
            bytes: entries
                .iter()
                .filter_map(|entry| Some(entry.metadata().ok()?.len()))
                .sum(),
            free_bytes: path
                .ancestors()
                .find(|folder| folder.is_dir())
                .and_then(free_bytes),
        }
    }
}

#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

#[cfg(not(unix))]
fn free_bytes(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_of_the_folder_count_and_damaged_ones_by_number() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("archives");
        let absent = Folder::at(&folder);
        assert_eq!((absent.bytes, absent.set_aside), (0, 0));
        assert!(
            absent.free_bytes.is_some(),
            "of the disk that the folder will be on"
        );
        fs::create_dir(&folder).expect("a folder");
        for (name, bytes) in [("a.sqlite", 3), ("a.sqlite-wal", 4), ("a.sqlite.damaged-1", 5)] {
            fs::write(folder.join(name), vec![0; bytes]).expect("written");
        }
        let there = Folder::at(&folder);
        assert_eq!((there.bytes, there.set_aside), (12, 1));
    }
}
