//! Mends an archive whose file is damaged (R3): what is readable goes into a new file, and the old one is kept
//! beside it. The landlord is then asked for the whole list.

mod leaves;
mod steps;

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
    sync::atomic::Ordering,
};

use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

pub(super) use self::steps::newest;
#[cfg(test)]
pub(super) use self::steps::{MAKING, Mending, REPLACING};
use self::{
    leaves::RawRecord,
    steps::{beside, finish, mend},
};
use super::{
    Archive, ArchiveDisk, ArchiveError, NOTE, RecordAddress, SYNC_MARK, is_genuine,
    opening::{open_any_version, open_database, open_to_read, version_of},
    remove,
    versions::FIRST_PRINTABLE,
};

/// Page size. The first page holds the header and the schema, which are the same in all our files
/// (<https://www.sqlite.org/fileformat2.html>).
const PAGE: usize = 4_096;
/// Header bytes that name the change for which the header's page count is valid. If it is not the last change,
/// SQLite takes the count from the file's length.
const SIZE_VALID_FOR: std::ops::Range<usize> = 92..96;
/// Whether a record is the one that was sealed for this address. An error when it is, and of a later version.
pub(super) type Truth<'a> = &'a dyn Fn(RecordAddress<'_>, &[u8]) -> Result<bool, ArchiveError>;

impl ArchiveError {
    /// Whether the file is damaged, so that mending may help.
    pub(crate) fn is_damage(&self) -> bool {
        if self.is_of_the_disk() {
            return false;
        }
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
                ErrorCode::DatabaseBusy
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
    ///
    /// # Errors
    /// When the disk does not let it. What can be read of the damaged file stays readable then, and each write is
    /// an error.
    pub(crate) fn mend(&self) -> Result<(), ArchiveError> {
        let mut database = self.database();
        let Some(path) = self.file.as_ref().filter(|_| !self.ended.load(Ordering::Acquire)) else {
            return Ok(());
        };
        // Closed, so that nothing writes to the old file any more. What stands in for it has no table: each read is
        // an error that asks for another try.
        *database = Connection::open_in_memory()?;
        let mended = mend(path, &|address, sealed| {
            is_genuine(&self.key, &self.tenant, address, sealed)
        });
        match mended.and_then(|()| open_database(path)) {
            Ok(new) => {
                *database = new;
                self.set_disk(ArchiveDisk::Works);
                Ok(())
            }
            Err(error) => {
                self.set_disk(ArchiveDisk::ReadOnly);
                match open_to_read(&newest(path)) {
                    Ok(old) => *database = old,
                    Err(unreadable) => tracing::warn!(%unreadable, "an archive that was not mended"),
                }
                Err(error)
            }
        }
    }
}

/// Opens a database, mended when it is damaged.
pub(super) fn open_mended(path: &Path, is_true: Truth<'_>) -> Result<Connection, ArchiveError> {
    finish(path)?;
    match open_database(path) {
        Err(ArchiveError::LaterVersion) if is_of_later_version(path, is_true) => {
            Err(ArchiveError::LaterVersion)
        }
        Err(error) if error.is_damage() || matches!(error, ArchiveError::LaterVersion) => {
            mend(path, is_true)?;
            open_database(path)
        }
        opened => opened,
    }
}

/// Whether a file whose number says so is of a later version. The number is in clear and may be damaged, so a note
/// under its seal has to say the same, or a table that this version does not know.
pub(super) fn is_of_later_version(path: &Path, is_true: Truth<'_>) -> bool {
    let Ok(database) = open_any_version(path) else {
        return false;
    };
    // A number that no program reaches is damaged.
    if version_of(&database).map_or(true, |version| version >= usize::from(FIRST_PRINTABLE)) {
        return false;
    }
    let notes = "SELECT id, revision, sealed FROM records NOT INDEXED WHERE kind = ?";
    let mut statement = match database.prepare(notes) {
        Ok(statement) => statement,
        // Without the table, SQLite refuses the statement, whatever it calls that.
        Err(error) => {
            return matches!(error, rusqlite::Error::SqlInputError { .. })
                || error.sqlite_error_code() == Some(ErrorCode::Unknown);
        }
    };
    let Ok(mut rows) = statement.query([NOTE]) else {
        return false;
    };
    while let Ok(Some(row)) = rows.next() {
        let (Ok(id), Ok(revision), Ok(sealed)) =
            (row.get::<_, String>(0), row.get(1), row.get::<_, Vec<u8>>(2))
        else {
            continue;
        };
        let address = RecordAddress {
            kind: NOTE,
            id: &id,
            revision,
        };
        if matches!(is_true(address, &sealed), Err(ArchiveError::LaterVersion)) {
            return true;
        }
    }
    false
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
        if !is_true(address, &row.sealed)? {
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
    // Closing alone leaves the records in the log when the disk is full, without an error.
    let busy: bool = new.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy {
        return Err(ArchiveError::Disordered);
    }
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
