//! The database: SQLite, embedded. One file per family of tables; the rules decide, this reads and
//! writes.

use std::{path::Path, time::Duration};

use jiff::{Timestamp, civil::Date};
use serde::de::DeserializeOwned;
use sqlx::{
    Row, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};

use crate::refusal::Refusal;

/// How a writing transaction begins: it takes the write lock at once, so that two of them never
/// both read before either writes.
pub(crate) const BEGIN_WRITING: &str = "BEGIN IMMEDIATE";

/// Opens the database file, and makes it when there is none.
pub(crate) async fn open(path: &Path) -> Result<SqlitePool, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5));
    SqlitePoolOptions::new()
        .max_connections(8)
        .connect_with(options)
        .await
}

/// Brings the tables up to date.
pub(crate) async fn migrate(pool: &SqlitePool) -> Result<(), sqlx::migrate::MigrateError> {
    sqlx::migrate!("./migrations").run(pool).await
}

/// Reads a JSON column that this service wrote.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    serde_json::from_str(text).map_err(|error| Refusal::Stored(error.to_string()))
}

/// Reads a day of a column.
pub(crate) fn date_of(row: &SqliteRow, column: &str) -> Result<Date, Refusal> {
    optional_date_of(row, column)?.ok_or_else(|| Refusal::Stored(format!("{column} is null")))
}

/// Reads a day of a column that may hold none.
pub(crate) fn optional_date_of(row: &SqliteRow, column: &str) -> Result<Option<Date>, Refusal> {
    row.try_get::<Option<String>, _>(column)?
        .map(|text| {
            text.parse()
                .map_err(|error| Refusal::Stored(format!("{column}: {error}")))
        })
        .transpose()
}

/// Reads an enum stored as its name on the wire.
pub(crate) fn word<T: DeserializeOwned>(text: String) -> Result<T, Refusal> {
    serde_json::from_value(serde_json::Value::String(text))
        .map_err(|error| Refusal::Stored(error.to_string()))
}

/// A stored moment.
pub(crate) fn moment(seconds: i64) -> Result<Timestamp, Refusal> {
    Timestamp::from_second(seconds).map_err(|error| Refusal::Stored(error.to_string()))
}
