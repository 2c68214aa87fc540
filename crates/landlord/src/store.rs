//! The embedded SQLite database. Each feature has its SQL in its own `store.rs`; this file is what they share.
//!
//! Rules see two of its types: [`Reading`] and [`Writing`].

pub(crate) mod error;
mod migrations;
mod refusals;

use std::{
    ops::{Deref, DerefMut},
    path::Path,
    sync::Arc,
    time::Duration,
};

use jiff::{Timestamp, civil::Date};
use serde::{Serialize, de::DeserializeOwned};
pub use sqlx::migrate::MigrateError;
use sqlx::{
    Connection, Row, Sqlite, SqliteConnection, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout_at},
};

pub use self::error::StoreError;
use crate::figures::{DATABASE_QUEUE_SECONDS, ROUTE_SECONDS, TOUCH_QUEUE_SECONDS};

/// How long SQLite itself waits for a lock that another program holds, such as an import. It is shorter than the
/// queue: a request that waits longer gives its connection back in between, so that reading goes on.
const LOCK_TRY: Duration = Duration::from_secs(1);

/// Connection pool of the database, for commands and tests that use it directly.
pub type Pool = SqlitePool;

/// The service's handle of the database.
#[derive(Clone)]
pub(crate) struct Database {
    pool: Pool,
    /// One permit: whoever writes next waits here, in order and without a connection.
    writers: Arc<Semaphore>,
}

impl Database {
    pub(crate) fn new(pool: Pool) -> Self {
        Self {
            pool,
            writers: Arc::new(Semaphore::new(1)),
        }
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Begins a read transaction.
    pub(crate) async fn read(&self) -> Result<Reading, StoreError> {
        Ok(Reading(self.pool.begin().await?))
    }

    /// Begins a write transaction, after those that asked before.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when the lock was not free within [`DATABASE_QUEUE_SECONDS`].
    pub(crate) async fn write(&self) -> Result<Writing, StoreError> {
        self.write_within(DATABASE_QUEUE_SECONDS).await
    }

    /// Begins a write transaction for something that the next request does as well; `None` when the database is
    /// busy.
    pub(crate) async fn write_unless_busy(&self) -> Result<Option<Writing>, StoreError> {
        match self.write_within(TOUCH_QUEUE_SECONDS).await {
            Ok(writing) => Ok(Some(writing)),
            Err(error) if error.is_busy() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the log (WAL) into the database file and empties it: it holds what was deleted since. Waits for its turn as
    /// a writer does, then for those who read an earlier state, [`LOCK_TRY`] at most: the log stays as it is then.
    pub(crate) async fn empty_log(&self) -> Result<(), StoreError> {
        let deadline = Instant::now() + Duration::from_secs(DATABASE_QUEUE_SECONDS);
        let Ok(Ok(_turn)) = timeout_at(deadline, self.writers.acquire()).await else {
            return Err(StoreError::Busy);
        };
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    async fn write_within(&self, seconds: u64) -> Result<Writing, StoreError> {
        let deadline = Instant::now() + Duration::from_secs(seconds);
        let turn = timeout_at(deadline, Arc::clone(&self.writers).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            return Err(StoreError::Busy);
        };
        loop {
            // Another program may hold the lock: only SQLite knows. Those who read may hold every connection, and whoever
            // waits for one keeps the turn of the next writers.
            let begun = timeout_at(deadline + LOCK_TRY, self.pool.begin_with("BEGIN IMMEDIATE")).await;
            let Ok(begun) = begun else {
                return Err(StoreError::Busy);
            };
            match begun.map_err(StoreError::from) {
                Ok(begun) => {
                    return Ok(Writing {
                        reading: Reading(begun),
                        _turn: turn,
                    });
                }
                Err(error) if error.is_busy() && Instant::now() < deadline => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// A read transaction. It sees the database as of its first query, and nothing committed later. It takes no lock.
///
/// Drop it before you begin another [`Reading`] or [`Writing`]: requests that hold one connection while they wait
/// for a second exhaust the pool.
pub(crate) struct Reading(Transaction<'static, Sqlite>);

impl Reading {
    /// The connection, for the SQL in a `store.rs`.
    pub(crate) fn sql(&mut self) -> &mut SqliteConnection {
        &mut self.0
    }
}

/// A read-write transaction under the database's exclusive lock: the whole service has at most one [`Writing`] at
/// a time. What it reads stays true until the commit. Dropping it without a commit writes nothing.
///
/// The rules below read, then write what follows from it, and rely on no other write in between. A database that
/// runs such transactions concurrently (PostgreSQL, for example) needs for each of them a serializable transaction
/// with a retry, a lock of its own, or a constraint:
///
/// - quotas (S2, S5, S7, S21): [`Quota::consume`](crate::quota::Quota::consume); likewise the tenant
///   codes of an address;
/// - wrong passwords and wrong staff proofs are counted before they are checked: `identity::sign_in_guard`,
///   `counter::staff_proof`;
/// - the tries and messages of an SMS code: `identity::sms_challenge`;
/// - the letter code in force, its tries, and its single use: `identity::letter`, `identity::enrolment`;
/// - a robot check is spent together with the enrolment that it opens: `identity::enrolment`;
/// - an enrolment ends when it leads to an account or a password, and so does every other pending way into the
///   account (S8): `identity::enrolment`, `identity::open_attempts`;
/// - refresh tokens are rotated, and reuse of a spent one revokes the session (S9): `identity::session`;
/// - a recently typed password, and the change that it allows (S8): `identity::profile`;
/// - a change that waits after a reset is made once, and by nobody meanwhile who has not waited (S8):
///   `identity::recovery_hold`;
/// - no session of a closed account starts, and a link closes it once (S25): `identity::closure`;
/// - what a password, a staff proof or an activation code allows: it was checked before the transaction, and must
///   still be on file in it (S6, S8, S21): `identity::password_check`, `counter::staff_proof`, `counter::staff`;
/// - a consent is added only when it differs from the last one: `identity::consent`;
/// - `Idempotency-Key`: the same key with the same body gives the same payment or message: `payment`, `messages`;
/// - a term of a lease has at most one pending payment (S16, ensured by a unique index), and its amount is owed
///   when it begins: `payment`;
/// - the event of a card provider and the money of a payment count once: `payment`;
/// - the revisions of documents and payments, which the application's marks are made of, have no gaps and no
///   duplicates: `rent::bookkeeping`;
/// - a receipt never says more than was received: one transaction reads the ledger and issues the documents;
/// - the chain of the staff journal: each entry's hash covers the previous one (S22): `counter::journal`;
/// - a staff session has at most one visit under way: `counter::visit`;
/// - an import reads everything on file, checks the files against it, and writes the differences: `import`;
/// - activation codes of staff, and what a new one invalidates: `counter::staff`;
/// - the step of a second factor and a recovery code work once: `counter::staff_proof` (one statement each);
/// - the attempt to ask a security key works once, its counter grows, and nobody has too many keys:
///   `counter::security_key`.
pub(crate) struct Writing {
    // Dropped before the turn: the next writer comes once this one has let go of the lock.
    reading: Reading,
    _turn: OwnedSemaphorePermit,
}

impl Writing {
    /// Commits the transaction.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.reading.0.commit().await?)
    }

    /// Runs a statement that deletes the oldest rows before a moment (Unix seconds), at most `most`. Returns how many.
    pub(crate) async fn purge(
        &mut self,
        statement: &'static str,
        before: i64,
        most: i64,
    ) -> Result<u64, StoreError> {
        let purged = sqlx::query(statement)
            .bind(before)
            .bind(most)
            .execute(self.sql())
            .await?;
        Ok(purged.rows_affected())
    }
}

impl Deref for Writing {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        &self.reading
    }
}

impl DerefMut for Writing {
    fn deref_mut(&mut self) -> &mut Reading {
        &mut self.reading
    }
}

/// Opens the database file, or creates it.
pub(crate) async fn open(path: &Path) -> Result<Database, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is deleted is overwritten: its pages stay in the file, and in backups of it.
        .pragma("secure_delete", "ON")
        .busy_timeout(LOCK_TRY);
    let pool = SqlitePoolOptions::new()
        .max_connections(8)
        // A request does not wait for longer, whatever it waits for.
        .acquire_timeout(Duration::from_secs(ROUTE_SECONDS))
        // A full disk makes SQLite end a transaction by itself, and sqlx counts it as open: what is next done on the
        // connection would be part of it. The ping comes after the end that sqlx tried.
        .after_release(|connection, _| {
            Box::pin(async move {
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        })
        .connect_with(options)
        .await?;
    Ok(Database::new(pool))
}

/// Opens a database that exists, only to read it. Nothing is migrated.
pub(crate) async fn look_at(path: &Path) -> Result<Database, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .busy_timeout(LOCK_TRY);
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await?;
    Ok(Database::new(pool))
}

/// Whether there is a database of an earlier version of the service.
pub(crate) async fn is_of_an_earlier_version(path: &Path) -> Result<bool, StoreError> {
    if !path.exists() {
        return Ok(false);
    }
    let mut reading = look_at(path).await?.read().await?;
    // Without the table of migrations, it is new. Whatever else is wrong, opening it says so.
    let version = schema_version(&mut reading).await.unwrap_or(0);
    Ok(version > 0 && version < newest_version())
}

/// Whether a file has nothing of this service: it is empty, of another program, or no database.
pub(crate) async fn is_of_another_program(path: &Path) -> Result<bool, StoreError> {
    let tables = async {
        let mut reading = look_at(path).await?.read().await?;
        let migrations = "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'";
        let tables: i64 = sqlx::query_scalar(migrations).fetch_one(reading.sql()).await?;
        Ok::<_, StoreError>(tables)
    };
    match tables.await {
        Ok(tables) => Ok(tables == 0),
        Err(error) if error.is_of_no_database() => Ok(true),
        Err(error) => Err(error),
    }
}

/// Version of a database's last migration.
pub(crate) async fn schema_version(reading: &mut Reading) -> Result<i64, StoreError> {
    let version: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(reading.sql())
        .await?;
    Ok(version.unwrap_or(0))
}

/// Version of the newest migration.
pub(crate) fn newest_version() -> i64 {
    migrations::newest()
}

/// Applies the pending migrations.
pub(crate) async fn migrate(database: &Database) -> Result<(), MigrateError> {
    migrations::all().run(database.pool()).await
}

/// Reads a JSON column.
pub(crate) fn json_of<T: DeserializeOwned>(row: &SqliteRow, column: &str) -> Result<T, StoreError> {
    serde_json::from_str(row.try_get(column)?).map_err(|error| StoreError::damaged(column, &error))
}

/// Reads a date column.
pub(crate) fn date_of(row: &SqliteRow, column: &str) -> Result<Date, StoreError> {
    optional_date_of(row, column)?.ok_or_else(|| StoreError::damaged(column, &"null"))
}

/// Reads a date column that may be null.
pub(crate) fn optional_date_of(row: &SqliteRow, column: &str) -> Result<Option<Date>, StoreError> {
    let text: Option<&str> = row.try_get(column)?;
    text.map(|text| text.parse().map_err(|error| StoreError::damaged(column, &error)))
        .transpose()
}

/// Writes a JSON column.
pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::damaged("JSON", &error))
}

/// Reads an enum stored as its name on the wire.
pub(crate) fn from_wire_name<T: DeserializeOwned>(text: String) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(text))
        .map_err(|error| StoreError::damaged("wire name", &error))
}

/// An enum's name on the wire, which is how it is stored.
pub(crate) fn to_wire_name(value: &impl Serialize) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        other => Err(StoreError::damaged("wire name", &format!("{other:?}"))),
    }
}

/// Converts a stored moment, in Unix seconds.
pub(crate) fn moment(seconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_second(seconds).map_err(|error| StoreError::damaged("moment", &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_write_waits_no_longer_for_a_connection_than_for_a_lock() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = open(&folder.path().join("landlord.sqlite")).await.expect("made");
        let mut readers = Vec::new();
        for _ in 0..database.pool().options().get_max_connections() {
            readers.push(database.read().await.expect("a connection"));
        }
        tokio::time::pause();
        let began = Instant::now();
        let written = database.write().await;
        assert!(written.is_err_and(|error| error.is_busy()));
        let longest = Duration::from_secs(DATABASE_QUEUE_SECONDS) + LOCK_TRY;
        assert!(
            began.elapsed() <= longest + Duration::from_millis(1),
            "{:?}",
            began.elapsed()
        );
    }
}
