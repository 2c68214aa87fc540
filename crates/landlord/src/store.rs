//! The database: SQLite, embedded. SQL stands in the file `store.rs` of each feature; here stands what they share.
//!
//! A rule sees two types of it: [`Reading`] and [`Writing`].

pub(crate) mod error;
mod refusals;

use std::{
    ops::{Deref, DerefMut},
    path::Path,
    time::Duration,
};

use jiff::{Timestamp, civil::Date};
use serde::{Serialize, de::DeserializeOwned};
pub use sqlx::migrate::MigrateError;
use sqlx::{
    Row, Sqlite, SqliteConnection, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};

pub use self::error::StoreError;

/// The connections to the database, for whoever looks into it from outside.
pub type Pool = SqlitePool;

/// The database, as the service holds it.
#[derive(Clone)]
pub(crate) struct Database(Pool);

impl Database {
    pub(crate) fn new(pool: Pool) -> Self {
        Self(pool)
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.0
    }

    /// Begins to read.
    pub(crate) async fn read(&self) -> Result<Reading, StoreError> {
        Ok(Reading(self.0.begin().await?))
    }

    /// Begins to write: waits until nobody else writes.
    pub(crate) async fn write(&self) -> Result<Writing, StoreError> {
        Ok(Writing(Reading(self.0.begin_with("BEGIN IMMEDIATE").await?)))
    }
}

/// Reads the database as it stands at the first question: what is committed later is not seen. It takes no lock.
///
/// Drop it before another [`Reading`] or [`Writing`] begins: requests that hold one connection and wait for a second
/// let the pool run dry.
pub(crate) struct Reading(Transaction<'static, Sqlite>);

impl Reading {
    /// The connection, for the SQL in a `store.rs`.
    pub(crate) fn sql(&mut self) -> &mut SqliteConnection {
        &mut self.0
    }
}

/// Reads and writes the database in one transaction under its exclusive lock: one [`Writing`] at a time in the whole
/// service, whatever it is about. What it reads stays true until it is committed. Dropped without a commit, nothing was
/// written.
///
/// These rules read first and write what follows from it, and rely on nobody writing in between. A database that lets
/// two of them run side by side (PostgreSQL, say) needs for each of them a serializable transaction with a retry, a lock
/// of its own, or a constraint:
///
/// - quotas (S2, S5, S7, S21): [`quota::check`](crate::quota::check), then the event is counted; the codes of an address
///   likewise;
/// - wrong passwords and staff's wrong proofs, counted before they are tried: `identity::sign_in_guard`,
///   `counter::staff_proof`;
/// - SMS codes: the tries and the messages of one, `identity::sms_challenge`;
/// - the letter code in force, its tries, and its use once: `identity::letter`, `identity::enrolment`;
/// - a robot check is spent with the enrolment that it opens: `identity::enrolment`;
/// - an enrolment ends with the account or the password that came of it, and with it every other way into the account that
///   is under way (S8): `identity::enrolment`, `identity::open_attempts`;
/// - refresh tokens are rotated, and a session is revoked when a spent one comes back (S9): `identity::session`;
/// - the password typed recently, and the change that it allows (S8): `identity::profile`;
/// - what a password, a staff proof or an activation code allows: it was checked outside, and is still on file when it is
///   confirmed (S6, S8, S21): `identity::password_check`, `counter::staff_proof`, `counter::staff`;
/// - a consent is added only when it differs from the last one: `identity::consent`;
/// - `Idempotency-Key`: the same key with the same body gives the same payment or message, `payment`, `messages`;
/// - one payment at most waits for a term of a lease (S16), and its amount is owed when it begins: `payment` (a unique
///   index holds the first);
/// - an event of a card provider and the money of a payment count once: `payment`;
/// - the revision of documents and payments, which the application's marks are made of, has no gaps and no twins:
///   `rent::bookkeeping`;
/// - a receipt says no more than was received: the ledger is opened and the documents are issued in one transaction;
/// - the chain of the staff's journal: each entry's hash covers the one before (S22), `counter::journal`;
/// - one visit at most is under way in a session of staff: `counter::visit`;
/// - an import reads all that it knows, checks the files against it, and writes what differs: `import`;
/// - activation codes of staff, and what ends with another one: `counter::staff`;
/// - a second factor's step and a recovery code are used once: `counter::staff_proof` (one statement each).
pub(crate) struct Writing(Reading);

impl Writing {
    /// Ends the transaction: all that was written stands.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.0.commit().await?)
    }
}

impl Deref for Writing {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        &self.0
    }
}

impl DerefMut for Writing {
    fn deref_mut(&mut self) -> &mut Reading {
        &mut self.0
    }
}

/// Opens the database file, and makes it when there is none.
pub(crate) async fn open(path: &Path) -> Result<Database, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5));
    let pool = SqlitePoolOptions::new()
        .max_connections(8)
        .connect_with(options)
        .await?;
    Ok(Database(pool))
}

/// Brings the tables up to date.
pub(crate) async fn migrate(database: &Database) -> Result<(), MigrateError> {
    sqlx::migrate!("./migrations").run(database.pool()).await
}

/// Reads a JSON column.
pub(crate) fn json_of<T: DeserializeOwned>(row: &SqliteRow, column: &str) -> Result<T, StoreError> {
    serde_json::from_str(row.try_get(column)?).map_err(|error| StoreError::damaged(column, &error))
}

/// Reads a day of a column.
pub(crate) fn date_of(row: &SqliteRow, column: &str) -> Result<Date, StoreError> {
    optional_date_of(row, column)?.ok_or_else(|| StoreError::damaged(column, &"null"))
}

/// Reads a day of a column that may hold none.
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
pub(crate) fn word<T: DeserializeOwned>(text: String) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(text))
        .map_err(|error| StoreError::damaged("word", &error))
}

/// The name of an enum on the wire, as it is stored.
pub(crate) fn to_word(value: &impl Serialize) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        other => Err(StoreError::damaged("word", &format!("{other:?}"))),
    }
}

/// A stored moment.
pub(crate) fn moment(seconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_second(seconds).map_err(|error| StoreError::damaged("moment", &error))
}
