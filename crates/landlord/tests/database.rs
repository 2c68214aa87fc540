//! No statement reads the whole of a table that grows, so that the service stays as fast after years of use as on the
//! first day.
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

/// Tables that stay small: a landlord's agencies, its staff and their machines, its keys, one row, and
/// the list of tables.
const SMALL: [&str; 6] = [
    "agencies",
    "staff",
    "staff_devices",
    "service_keys",
    "document_revision",
    "sqlite_schema",
];

/// Statements that read a whole table because all of it is wanted, by their beginning. All are of commands, none of a
/// request.
const ON_PURPOSE: [(&str, &str); 9] = [
    // An import compares its files with everything on file.
    ("SELECT * FROM dwellings", "dwellings"),
    ("SELECT * FROM leases", "leases"),
    ("SELECT * FROM tenants", "tenants"),
    ("SELECT * FROM news", "news"),
    (
        "SELECT payments.*, rent_documents.reference AS document_reference",
        "payments",
    ),
    // `landlord messages` lists those that wait, by an index of their own, or all.
    (
        "SELECT id FROM agency_messages WHERE answer IS NULL",
        "agency_messages",
    ),
    ("SELECT id FROM agency_messages ORDER BY", "agency_messages"),
    // `landlord letter --waiting` lists all, which are few: the back office writes them.
    (
        "SELECT tenant_code, agency, asked_at FROM letters_to_post",
        "letters_to_post",
    ),
    // `landlord payments` reports all.
    (
        "SELECT card_payments.id, card_payments.lease, min(received_on)",
        "card_payments",
    ),
];

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

/// The string literals of a source file.
fn literals(source: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, from) = rest.split_at(at);
        rest = if from.starts_with("//") {
            from.find('\n').map_or("", |end| &from[end..])
        } else if let Some(after) = from.strip_prefix("'\"'") {
            after
        } else if from.starts_with('"') && before.ends_with("r#") {
            let end = from.find("\"#").expect("the end of a raw text");
            &from[end + 2..]
        } else if let Some(text) = from.strip_prefix('"') {
            let mut escaped = false;
            let end = text.find(|sign: char| {
                let closes = sign == '"' && !escaped;
                escaped = sign == '\\' && !escaped;
                closes
            });
            let end = end.expect("the end of a text");
            found.push(&text[..end]);
            &text[end + 1..]
        } else {
            &from[1..]
        };
    }
    found
}

/// The sources that may name sqlx (`tests/house_rules`).
fn stores() -> Vec<(PathBuf, String)> {
    let files = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    files
        .into_iter()
        .filter(|file| file.file_name().is_some_and(|name| name == "store.rs"))
        .map(|file| (file.clone(), fs::read_to_string(file).expect("read")))
        .collect()
}

/// Returns each statement of the service.
fn statements() -> Vec<String> {
    const BEGINNINGS: [&str; 5] = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "];
    let mut found = Vec::new();
    for (_, source) in stores() {
        let texts = literals(&source).into_iter();
        let texts = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        found.extend(texts.filter(|text| BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))));
    }
    found
}

/// Otherwise a statement could escape [`statements`].
#[test]
fn every_statement_of_the_service_is_one_literal() {
    let mut composed = Vec::new();
    for (file, source) in stores() {
        for word in ["concat!", "AssertSqlSafe", "QueryBuilder", "raw_sql"] {
            if source.contains(word) {
                composed.push(format!("{}: {word}", file.display()));
            }
        }
    }
    assert!(composed.is_empty(), "{}", composed.join("\n"));
}

/// The tables that a step of a plan reads from end to end, by the name that the statement gives them.
fn scanned<'a>(plan: &'a [String], statement: &str) -> Vec<&'a str> {
    let made = |name: &str| {
        let steps = ["CO-ROUTINE ", "MATERIALIZE "].map(|step| format!("{step}{name}"));
        plan.iter().any(|step| steps.contains(step))
    };
    let whole = |name: &str| {
        ON_PURPOSE
            .iter()
            .any(|(text, table)| statement.starts_with(text) && *table == name)
    };
    let scans = plan.iter().filter_map(|step| step.strip_prefix("SCAN "));
    scans
        // The elements of one JSON value, or no table at all.
        .filter(|step| *step != "CONSTANT ROW" && !step.contains(" VIRTUAL TABLE "))
        .filter_map(|step| step.split(' ').next())
        .filter(|name| !SMALL.contains(name) && !made(name) && !whole(name))
        .collect()
}

#[tokio::test]
async fn no_statement_reads_a_whole_table_that_grows() {
    let (_folder, pool) = database().await;
    let statements = statements();
    assert!(statements.len() > 150, "{}", statements.len());
    let mut scans = Vec::new();
    for statement in &statements {
        // The plan also covers the rows that refer to deleted ones.
        let plan: Vec<String> = rows(&pool, format!("EXPLAIN QUERY PLAN {statement}"))
            .await
            .iter()
            .map(|step| step.get("detail"))
            .collect();
        for table in scanned(&plan, statement) {
            scans.push(format!("{table}: {statement}"));
        }
    }
    assert!(scans.is_empty(), "{}", scans.join("\n"));
    let unused: Vec<_> = ON_PURPOSE
        .iter()
        .filter(|(text, _)| !statements.iter().any(|statement| statement.starts_with(text)))
        .collect();
    assert!(unused.is_empty(), "no statement begins with {unused:?}");
}

#[test]
fn a_plan_that_scans_a_table_or_its_index_is_found() {
    let plan = |steps: &[&str]| steps.iter().map(ToString::to_string).collect::<Vec<_>>();
    let scans = |steps: &[&str]| scanned(&plan(steps), "SELECT 1").len();
    assert_eq!(scans(&["SCAN sessions"]), 1);
    assert_eq!(scans(&["SCAN sessions USING COVERING INDEX sessions_by_end"]), 1);
    assert_eq!(scans(&["SCAN expired"]), 1, "the short name of a table");
    assert_eq!(
        scans(&["CO-ROUTINE expired", "SEARCH sessions", "SCAN expired"]),
        0
    );
    assert_eq!(scans(&["SCAN CONSTANT ROW", "SCAN agencies"]), 0);
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

#[tokio::test]
async fn s21_the_code_of_an_active_account_ends_with_the_migration() {
    let migrations = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let migrator = Migrator::new(Path::new(migrations)).await.expect("migrations");
    let mut database = SqliteConnection::connect("sqlite::memory:")
        .await
        .expect("a database");
    migrator
        .run_to(21, &mut database)
        .await
        .expect("the tables as they were");
    for statement in [
        "PRAGMA foreign_keys = OFF",
        // One was activated and never signed in, the other one was not activated yet.
        "INSERT INTO staff (login, name, role, agency, password_hash, totp_salt, activation_hash, activation_expires_at,
                            created_at)
         VALUES ('active', 'A', 'helper', 'LENS', 'hash', x'01', x'02', 9, 1),
                ('waiting', 'W', 'helper', 'LENS', NULL, x'01', x'03', 9, 1)",
    ] {
        sqlx::query(statement).execute(&mut database).await.expect("done");
    }
    migrator.run(&mut database).await.expect("the tables as they are");
    let with_a_code: Vec<String> =
        sqlx::query_scalar("SELECT login FROM staff WHERE activation_hash IS NOT NULL")
            .fetch_all(&mut database)
            .await
            .expect("read");
    assert_eq!(with_a_code, ["waiting"]);
}
