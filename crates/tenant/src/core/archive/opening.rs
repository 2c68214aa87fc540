//! Opens the file of an archive. A disk that is full or takes no writes hides nothing that it holds (R4): the file is
//! then opened without shared memory, or to be read only. Where it cannot be read either, the archive is in memory.

use std::{fs, io, path::Path};

use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags, ffi};
use serde::Serialize;

use super::{
    ArchiveError,
    mending::{self, Truth},
    versions::ARCHIVE_VERSION,
};

/// What leads from each version of the file to the next. The first makes a new one.
const MIGRATIONS: [&str; ARCHIVE_VERSION as usize] = ["
    CREATE TABLE records (
        kind      TEXT NOT NULL,
        id        TEXT NOT NULL,
        revision  INTEGER NOT NULL,
        sealed    BLOB NOT NULL,
        PRIMARY KEY (kind, id)
    ) STRICT;"];

/// What the disk does for an archive in this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ArchiveDisk {
    /// It keeps the archive, or has none to keep (S13).
    Works,
    /// What it holds is read. It takes nothing new.
    ReadOnly,
    /// It neither gives nor takes: what is shown comes from the landlord, and ends with the window.
    Unusable,
}

/// How SQLite locks a file (`PRAGMA locking_mode`).
#[derive(Clone, Copy)]
enum Locking {
    /// Other connections may use the file. They share memory, a file of its own that a full disk has no room for.
    Shared,
    /// One connection alone, without such a file.
    Alone,
}

impl ArchiveError {
    /// Whether the disk is at fault, or what it lets this program do: not the file, and no other program.
    pub(super) fn is_of_the_disk(&self) -> bool {
        match self {
            Self::Folder(_) | Self::Unwritable => true,
            Self::Database(error) => error.sqlite_error().is_some_and(|error| match error.code {
                ErrorCode::SystemIoFailure
                | ErrorCode::DiskFull
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::NoLargeFileSupport => true,
                // A damaged header reads as « read-only » too, without a reason.
                ErrorCode::ReadOnly => error.extended_code != ffi::SQLITE_READONLY,
                _ => false,
            }),
            _ => false,
        }
    }
}

/// Opens an archive's file as well as its disk lets it. A damaged file is mended (R3).
pub(super) fn open(
    folder: &Path,
    path: &Path,
    is_true: Truth<'_>,
) -> Result<(Connection, ArchiveDisk), ArchiveError> {
    let opened = prepare(folder)
        .map_err(ArchiveError::from)
        .and_then(|()| mending::open_mended(path, is_true));
    let error = match opened {
        Err(error) if error.is_of_the_disk() => error,
        opened => return Ok((opened?, ArchiveDisk::Works)),
    };
    tracing::warn!(%error, "the disk takes no archive");
    let path = mending::newest(path);
    match open_to_read(&path) {
        Ok(database) => Ok((database, ArchiveDisk::ReadOnly)),
        Err(ArchiveError::LaterVersion) if mending::is_of_later_version(&path, is_true) => {
            Err(ArchiveError::LaterVersion)
        }
        Err(error) => {
            tracing::warn!(%error, "the disk gives no archive");
            Ok((open_in_memory()?, ArchiveDisk::Unusable))
        }
    }
}

fn prepare(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    if let Err(error) = fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700)) {
        // A read-only disk, or another user's folder: the records are sealed all the same.
        tracing::warn!(%error, "the folder of the archives cannot be made private");
    }
    Ok(())
}

pub(super) fn open_in_memory() -> Result<Connection, ArchiveError> {
    let database = Connection::open_in_memory()?;
    migrate(&database, 0)?;
    Ok(database)
}

/// Opens a file to read and write.
pub(super) fn open_database(path: &Path) -> Result<Connection, ArchiveError> {
    match open_locked(path, Locking::Shared) {
        Err(ArchiveError::Unwritable) => Err(ArchiveError::Unwritable),
        Err(error) if error.is_of_the_disk() => open_locked(path, Locking::Alone),
        opened => opened,
    }
}

fn open_locked(path: &Path, locking: Locking) -> Result<Connection, ArchiveError> {
    let database = Connection::open(path)?;
    // Before the file is read: a damaged header reads as « read-only » too.
    if database.is_readonly(MAIN_DB)? {
        return Err(ArchiveError::Unwritable);
    }
    // Before the file is read: this decides whether memory is shared.
    let locking = match locking {
        Locking::Shared => "NORMAL",
        Locking::Alone => "EXCLUSIVE",
    };
    database.pragma_update(None, "locking_mode", locking)?;
    database.pragma_update(None, "journal_mode", "WAL")?;
    // Data that can be fetched again does not wait for the disk. A power cut takes the newest writes, never part
    // of one (WAL).
    database.pragma_update(None, "synchronous", "NORMAL")?;
    database.pragma_update(None, "secure_delete", "ON")?;
    match version_of(&database)? {
        version if version < MIGRATIONS.len() => migrate(&database, version)?,
        version if version > MIGRATIONS.len() => return Err(ArchiveError::LaterVersion),
        _ => {}
    }
    Ok(database)
}

/// Brings a file from an earlier version to this one, in one transaction.
fn migrate(database: &Connection, from: usize) -> Result<(), ArchiveError> {
    let steps = MIGRATIONS[from..].concat();
    database.execute_batch(&format!(
        "BEGIN; {steps} PRAGMA user_version = {ARCHIVE_VERSION}; COMMIT;"
    ))?;
    Ok(())
}

/// Opens a file of this version to read only.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, ArchiveError> {
    let database = open_any_version(path)?;
    match version_of(&database)? {
        version if version > MIGRATIONS.len() => Err(ArchiveError::LaterVersion),
        // It would have to be written first.
        version if version < MIGRATIONS.len() => Err(ArchiveError::Unwritable),
        _ => Ok(database),
    }
}

/// Opens a file to read only: with its log where SQLite can read that, else without.
pub(super) fn open_any_version(path: &Path) -> Result<Connection, ArchiveError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let with_log = Connection::open_with_flags(path, flags).map_err(ArchiveError::from);
    with_log.and_then(readable).or_else(|error| {
        tracing::debug!(%error, "the archive is read as it was last written back");
        let unchanging = Connection::open_with_flags(unchanging(path), flags | OpenFlags::SQLITE_OPEN_URI)?;
        readable(unchanging)
    })
}

fn readable(database: Connection) -> Result<Connection, ArchiveError> {
    version_of(&database)?;
    Ok(database)
}

/// The version in the file's header. A negative one is damaged, as is one that no program has reached.
pub(super) fn version_of(database: &Connection) -> Result<usize, ArchiveError> {
    let version: i64 = database.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

/// The address of a file that nobody changes: SQLite reads it without a lock or a log.
fn unchanging(path: &Path) -> String {
    let mut address = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                address.push(char::from(*byte));
            }
            _ => address.push_str(&format!("%{byte:02x}")),
        }
    }
    address.push_str("?immutable=1");
    address
}
