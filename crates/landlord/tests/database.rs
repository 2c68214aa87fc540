//! The statements that delete and change rows never read a whole table, so that sign-in and refresh stay as fast
//! after years of use as on the first day.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use landlord::{config::Config, service::Service};
use sqlx::{
    AssertSqlSafe, Connection, Row, SqliteConnection, SqlitePool, migrate::Migrator, sqlite::SqliteRow,
};
use tempfile::TempDir;

/// Tables with a single row.
const OF_ONE_ROW: [&str; 1] = ["document_revision"];

async fn database() -> (TempDir, SqlitePool) {
    let folder = tempfile::tempdir().expect("a folder");
    let service = Service::open(Config::demonstration(folder.path().join("data"))).await;
    let pool = service.expect("the service opens").pool().clone();
    (folder, pool)
}

async fn rows(pool: &SqlitePool, statement: String) -> Vec<SqliteRow> {
    sqlx::query(AssertSqlSafe(statement.clone()))
        .fetch_all(pool)
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"))
}

/// The columns of each index of a table, those of primary and unique keys included.
async fn indexes(pool: &SqlitePool, table: &str) -> Vec<Vec<String>> {
    let mut indexes = Vec::new();
    for index in rows(pool, format!("PRAGMA index_list({table})")).await {
        let name: String = index.get("name");
        let columns = rows(pool, format!("PRAGMA index_info({name})")).await;
        indexes.push(
            columns
                .iter()
                .filter_map(|column| column.get::<Option<String>, _>("name"))
                .collect(),
        );
    }
    indexes
}

#[tokio::test]
async fn every_foreign_key_has_an_index() {
    let (_folder, pool) = database().await;
    let tables = rows(
        &pool,
        "SELECT name FROM sqlite_schema WHERE type = 'table'".to_owned(),
    )
    .await;
    let mut without = Vec::new();
    let mut keys = 0;
    for table in tables {
        let table: String = table.get("name");
        let indexes = indexes(&pool, &table).await;
        // Each foreign key of this database has one column.
        for key in rows(&pool, format!("PRAGMA foreign_key_list({table})")).await {
            let column: String = key.get("from");
            keys += 1;
            if !indexes.iter().any(|index| index.first() == Some(&column)) {
                without.push(format!("{table} ({column})"));
            }
        }
    }
    assert!(keys > 20, "{keys}");
    assert!(without.is_empty(), "no index begins with {without:?}");
}

#[tokio::test]
async fn deleted_rows_are_overwritten_in_the_file() {
    let (folder, pool) = database().await;
    let marker = "06 39 98 00 61, rue des Lilas";
    for statement in [
        "CREATE TABLE kept (text TEXT)".to_owned(),
        format!("INSERT INTO kept VALUES ('{marker}')"),
        "PRAGMA wal_checkpoint(TRUNCATE)".to_owned(),
    ] {
        rows(&pool, statement).await;
    }
    let holds_it = || {
        let file = fs::read(folder.path().join("data/landlord.sqlite")).expect("read");
        file.windows(marker.len()).any(|part| part == marker.as_bytes())
    };
    assert!(holds_it());
    rows(&pool, "DELETE FROM kept".to_owned()).await;
    rows(&pool, "PRAGMA wal_checkpoint(TRUNCATE)".to_owned()).await;
    assert!(!holds_it());
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else {
            files.push(path);
        }
    }
    files
}

/// Returns each statement in the service's sources that deletes or changes rows.
fn statements() -> Vec<String> {
    let mut found = Vec::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let Ok(source) = fs::read_to_string(file) else {
            continue;
        };
        for beginning in ["\"DELETE FROM ", "\"UPDATE "] {
            for (at, _) in source.match_indices(beginning) {
                let statement = source[at + 1..].split('"').next().expect("a text");
                found.push(statement.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    found
}

#[tokio::test]
async fn no_delete_or_update_statement_reads_a_whole_table() {
    let (_folder, pool) = database().await;
    let statements = statements();
    assert!(statements.len() > 60, "{}", statements.len());
    let mut scans = Vec::new();
    for statement in statements {
        // The plan also covers the rows that refer to deleted ones.
        for step in rows(&pool, format!("EXPLAIN QUERY PLAN {statement}")).await {
            let step: String = step.get("detail");
            let scanned = step.strip_prefix("SCAN ").map(|table| table.split(' ').next());
            if let Some(Some(table)) = scanned
                && !OF_ONE_ROW.contains(&table)
            {
                scans.push(format!("{step}: {statement}"));
            }
        }
    }
    assert!(scans.is_empty(), "{}", scans.join("\n"));
}

#[tokio::test]
async fn documents_keep_their_kind_when_its_check_is_dropped() {
    let migrations = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let migrator = Migrator::new(Path::new(migrations)).await.expect("migrations");
    let mut database = SqliteConnection::connect("sqlite::memory:")
        .await
        .expect("a database");
    migrator
        .run_to(12, &mut database)
        .await
        .expect("the tables as they were");
    for statement in [
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO rent_documents
             (id, reference, lease, kind, term, issued_on, amount, paid, tenants, dwelling, landlord, lines, revision)
         VALUES ('a', 'A', 'L', 'recu', '2026-07', '2026-08-01', 1, 1, '[]', '[]', '{}', '[]', 1)",
    ] {
        sqlx::query(statement).execute(&mut database).await.expect("done");
    }
    migrator.run(&mut database).await.expect("the tables as they are");
    let kind: String = sqlx::query_scalar("SELECT kind FROM rent_documents WHERE id = 'a'")
        .fetch_one(&mut database)
        .await
        .expect("kept");
    assert_eq!(kind, "recu");
}
