//! Mends an archive whose file is damaged (R3): what is readable goes into a new file, and the old one is kept
//! beside it. The landlord is then asked for the whole list.

mod leaves;

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

use self::leaves::RawRecord;
use super::{Archive, ArchiveError, NOTE, RecordAddress, SYNC_MARK, open_database, open_in_memory, remove};

/// Page size. The first page holds the header and the schema, which are the same in all our files
/// (<https://www.sqlite.org/fileformat2.html>).
const PAGE: usize = 4_096;
/// Header bytes that name the change for which the header's page count is valid. If it is not the last change,
/// SQLite takes the count from the file's length.
const SIZE_VALID_FOR: std::ops::Range<usize> = 92..96;
/// Whether a record is the one that was sealed for this address.
type Truth<'a> = &'a dyn Fn(RecordAddress<'_>, &[u8]) -> bool;

/// Suffixes of the files of a database.
const PARTS: [&str; 3] = ["", "-wal", "-shm"];

impl ArchiveError {
    /// Whether the file is damaged, so that mending may help.
    pub(crate) fn is_damage(&self) -> bool {
        let error = match self {
            Self::Database(error) => error,
            Self::Disordered => return true,
            _ => return false,
        };
        match error {
            // A missing table or column: our queries never change. A name that is not text.
            rusqlite::Error::SqlInputError { .. }
            | rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..) => true,
            // A wrong size reads as « too big » or « out of memory », a wrong header as « read-only ». So every
            // SQLite error counts as damage, except those that the disk, the system or other programs cause.
            rusqlite::Error::SqliteFailure(error, _) => !matches!(
                error.code,
                ErrorCode::SystemIoFailure
                    | ErrorCode::DiskFull
                    | ErrorCode::CannotOpen
                    | ErrorCode::PermissionDenied
                    | ErrorCode::NoLargeFileSupport
                    | ErrorCode::DatabaseBusy
                    | ErrorCode::DatabaseLocked
                    | ErrorCode::FileLockingProtocolFailed
                    | ErrorCode::OperationAborted
                    | ErrorCode::OperationInterrupted
            ),
            _ => false,
        }
    }
}

impl Archive {
    /// Moves the readable records into a new file, unless the archive has ended meanwhile.
    pub(crate) fn mend(&self) -> Result<(), ArchiveError> {
        let mut database = self.database();
        let Some(path) = self.file.as_ref().filter(|_| !self.ended.load(Ordering::Acquire)) else {
            return Ok(());
        };
        // Closed, so that nothing writes to the old file any more.
        *database = open_in_memory()?;
        mend(path, &|address, sealed| {
            self.key.open(&self.tenant, address, sealed).is_ok()
        })?;
        *database = open_database(path)?;
        Ok(())
    }
}

/// Opens a database, mended when it is damaged. Of a later version's file, it keeps the records that this version
/// understands.
pub(super) fn open_mended(path: &Path, is_true: Truth<'_>) -> Result<Connection, ArchiveError> {
    match open_database(path) {
        Err(error) if error.is_damage() || matches!(error, ArchiveError::LaterVersion) => {
            mend(path, is_true)?;
            open_database(path)
        }
        opened => opened,
    }
}

/// Whether the index finds each record by kind and id.
pub(super) fn leads_to_every_record(database: &Connection) -> Result<bool, ArchiveError> {
    let mut all = database.prepare_cached("SELECT rowid, kind, id FROM records NOT INDEXED")?;
    // The index lacks the revision, so this query has to read the record.
    let mut by_name =
        database.prepare_cached("SELECT rowid, revision FROM records WHERE kind = ? AND id = ?")?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let (record, kind, id): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let found: Option<i64> = by_name.query_row([kind, id], |row| row.get(0)).optional()?;
        if found != Some(record) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn mend(path: &Path, is_true: Truth<'_>) -> Result<(), ArchiveError> {
    let (copy, rescued) = (beside(path, ".copy"), beside(path, ".rescued"));
    for leftover in [&copy, &rescued] {
        discard(leftover)?;
    }
    open_database(&rescued)?.close().map_err(|(_, error)| error)?;
    copy_with_first_page_of(&rescued, path, &copy)?;
    let count = rescue(&copy, &rescued, is_true)?;
    discard(&copy)?;
    move_aside(path)?;
    fs::rename(&rescued, path)?;
    tracing::warn!(count, "the archive was damaged: what could be read was kept");
    Ok(())
}

/// Copies every genuine record that can be reached: through the tree from either end, then from the leaves.
/// Returns the number of records.
fn rescue(from: &Path, to: &Path, is_true: Truth<'_>) -> Result<i64, ArchiveError> {
    let mut new = open_database(to)?;
    let transaction = new.transaction()?;
    let take = |row: RawRecord| -> Result<(), ArchiveError> {
        let address = RecordAddress {
            kind: &row.kind,
            id: &row.id,
            revision: row.revision,
        };
        if !is_true(address, &row.sealed) {
            return Ok(());
        }
        transaction
            .prepare_cached("INSERT OR IGNORE INTO records (kind, id, revision, sealed) VALUES (?, ?, ?, ?)")?
            .execute(params![row.kind, row.id, row.revision, row.sealed])?;
        Ok(())
    };
    for order in ["ASC", "DESC"] {
        rescue_in_order(from, order, take)?;
    }
    leaves::for_each_row(from, take)?;
    // What was lost is unknown, so everything is asked for.
    remove(&transaction, NOTE, SYNC_MARK)?;
    let count = transaction.query_row("SELECT count(*) FROM records", [], |row| row.get(0))?;
    transaction.commit()?;
    new.close().map_err(|(_, error)| error)?;
    Ok(count)
}

/// Takes what SQLite still reads, up to the first unreadable page.
fn rescue_in_order(
    from: &Path,
    order: &str,
    take: impl Fn(RawRecord) -> Result<(), ArchiveError>,
) -> Result<(), ArchiveError> {
    // Without the index, which may be damaged too.
    let all = format!("SELECT kind, id, revision, sealed FROM records NOT INDEXED ORDER BY rowid {order}");
    let Ok(old) = Connection::open(from) else {
        return Ok(());
    };
    let Ok(mut statement) = old.prepare(&all) else {
        return Ok(());
    };
    let Ok(mut rows) = statement.query([]) else {
        return Ok(());
    };
    while let Ok(Some(row)) = rows.next() {
        if let (Ok(kind), Ok(id), Ok(revision), Ok(sealed)) = (row.get(0), row.get(1), row.get(2), row.get(3))
        {
            take(RawRecord {
                kind,
                id,
                revision,
                sealed,
            })?;
        }
    }
    Ok(())
}

/// Copies a database, with the first page of a new one.
fn copy_with_first_page_of(new: &Path, from: &Path, to: &Path) -> io::Result<()> {
    for part in ["", "-wal"] {
        let from = beside(from, part);
        if from.exists() {
            fs::copy(from, beside(to, part))?;
        }
    }
    let mut page = vec![0; PAGE];
    File::open(new)?.read_exact(&mut page)?;
    page[SIZE_VALID_FOR].fill(0);
    let mut file = OpenOptions::new().write(true).open(to)?;
    file.write_all(&page)?;
    file.sync_all()
}

/// Moves a database out of the way without deleting it.
fn move_aside(path: &Path) -> io::Result<()> {
    let aside = (1_u32..)
        .map(|number| beside(path, &format!(".damaged-{number}")))
        .find(|aside| !aside.exists())
        .unwrap_or_else(|| beside(path, ".damaged"));
    for part in PARTS {
        let from = beside(path, part);
        if from.exists() {
            fs::rename(from, beside(&aside, part))?;
        }
    }
    Ok(())
}

fn discard(path: &Path) -> io::Result<()> {
    for part in PARTS {
        match fs::remove_file(beside(path, part)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
