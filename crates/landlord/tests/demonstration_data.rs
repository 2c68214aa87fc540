//! The demonstration's exports pass the import like any landlord's.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, fs, path::Path};

use contract::{DocumentKind, DocumentLine, IssuingLandlord, LineKind, MobilePhone, TenantCode};
use jiff::civil::{Date, date};
use landlord::{
    demonstration::{DOCUMENTS_OF_FAITHFUL_TENANT, SHOWN_TENANTS, write_exports},
    import::{ImportSummary, import_directory},
};
use sqlx::{Row, SqlitePool, migrate::Migrator, sqlite::SqlitePoolOptions};

const TODAY: Date = date(2026, 11, 23);

async fn import(pool: &SqlitePool, today: Date) -> ImportSummary {
    let directory = tempfile::tempdir().expect("a directory");
    write_exports(directory.path(), today).expect("written");
    let landlord = IssuingLandlord {
        name: "Habitat Hauts-de-France".to_owned(),
        address: vec![],
        siret: String::new(),
    };
    import_directory(pool, &landlord, directory.path())
        .await
        .unwrap_or_else(|error| panic!("{today}: {error}"))
}

async fn imported(today: Date) -> SqlitePool {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect("sqlite::memory:")
        .await
        .expect("a database");
    let migrations = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"));
    let migrator = Migrator::new(migrations).await.expect("migrations");
    migrator.run(&pool).await.expect("tables");
    import(&pool, today).await;
    pool
}

async fn number(pool: &SqlitePool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.expect(sql)
}

/// `(kind, paid, amount, due_on)` of a tenant's documents in force, last issued first.
async fn documents_of(pool: &SqlitePool, code: &str) -> Vec<(String, i64, i64, Option<String>)> {
    sqlx::query(
        "SELECT rent_documents.* FROM rent_documents JOIN tenants USING (lease)
         WHERE tenant_code = ? AND superseded_by IS NULL ORDER BY issued_on DESC",
    )
    .bind(code)
    .fetch_all(pool)
    .await
    .expect("documents")
    .iter()
    .map(|row| {
        (
            row.get("kind"),
            row.get("paid"),
            row.get("amount"),
            row.get("due_on"),
        )
    })
    .collect()
}

#[tokio::test]
async fn has_forty_households_in_three_agencies_over_twenty_years() {
    let pool = imported(TODAY).await;
    assert!(number(&pool, "SELECT count(*) FROM leases").await >= 40);
    assert_eq!(number(&pool, "SELECT count(*) FROM agencies").await, 3);
    let served =
        "SELECT count(DISTINCT agency) FROM dwellings JOIN leases ON leases.dwelling = dwellings.reference";
    assert_eq!(number(&pool, served).await, 3);
    let oldest: String = sqlx::query_scalar("SELECT min(issued_on) FROM rent_documents")
        .fetch_one(&pool)
        .await
        .expect("a document");
    assert!(oldest.as_str() <= "2006-11-23", "{oldest}");
    assert_eq!(
        number(&pool, "SELECT count(*) FROM tenants WHERE mobile IS NULL").await,
        1
    );
    let later = "SELECT count(*) FROM rent_documents WHERE issued_on > '2026-11-23'";
    assert_eq!(number(&pool, later).await, 0, "nothing comes from the future");
}

#[tokio::test]
async fn has_every_kind_of_document_and_of_line() {
    let pool = imported(TODAY).await;
    assert_eq!(
        number(&pool, "SELECT count(DISTINCT kind) FROM rent_documents").await,
        i64::try_from(DocumentKind::ALL.len()).expect("a few")
    );
    let rows: Vec<String> = sqlx::query_scalar("SELECT DISTINCT lines FROM rent_documents")
        .fetch_all(&pool)
        .await
        .expect("lines");
    let mut kinds = BTreeSet::new();
    for row in rows {
        let lines: Vec<DocumentLine> = serde_json::from_str(&row).expect("JSON");
        kinds.extend(lines.iter().map(|line| format!("{:?}", line.kind)));
        let rent = lines.iter().find(|line| line.kind == LineKind::Rent);
        assert!(
            rent.is_none_or(|rent| (15_000..60_000).contains(&rent.amount.0)),
            "{row}"
        );
    }
    assert_eq!(kinds.len(), 9, "{kinds:?}");
    assert_eq!(
        number(
            &pool,
            "SELECT count(*) FROM rent_documents WHERE superseded_by IS NOT NULL"
        )
        .await,
        1
    );
    assert!(
        number(&pool, "SELECT min(amount) FROM payments").await < 0,
        "a payment was sent back"
    );
}

#[tokio::test]
async fn the_shown_tenants_have_the_documents_they_promise() {
    let pool = imported(TODAY).await;
    for shown in &SHOWN_TENANTS {
        let code = TenantCode::parse(shown.tenant_code).expect("a tenant code");
        let row = sqlx::query("SELECT name, mobile FROM tenants WHERE tenant_code = ?")
            .bind(code.as_str())
            .fetch_one(&pool)
            .await
            .expect("on file");
        assert_eq!(row.get::<String, _>("name"), shown.name);
        let mobile = MobilePhone::parse(row.get("mobile")).expect("a mobile");
        assert_eq!(mobile.national(), shown.mobile);
    }
    let [faithful, arrears, pair] = SHOWN_TENANTS.map(|shown| shown.tenant_code);

    let documents = documents_of(&pool, faithful).await;
    assert_eq!(documents.len(), DOCUMENTS_OF_FAITHFUL_TENANT);
    assert!(
        documents
            .iter()
            .all(|(kind, paid, amount, _)| kind == "regularisation" || paid >= amount)
    );

    let documents = documents_of(&pool, arrears).await;
    let late = documents.iter().filter(|(_, paid, amount, due)| {
        paid < amount && due.as_deref().is_some_and(|due| due < "2026-11-23")
    });
    assert_eq!(late.count(), 4);
    assert!(documents.iter().any(|(kind, ..)| kind == "recu"));

    let documents = documents_of(&pool, pair).await;
    let due: Vec<_> = documents
        .iter()
        .filter(|(_, paid, amount, _)| paid < amount)
        .collect();
    assert_eq!(
        due,
        [&(
            "regularisation".to_owned(),
            0,
            8_412,
            Some("2026-12-18".to_owned())
        )]
    );
    let pair: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM tenants WHERE lease = (SELECT lease FROM tenants WHERE tenant_code = ?)",
    )
    .bind(pair)
    .fetch_one(&pool)
    .await
    .expect("a count");
    assert_eq!(pair, 2);
}

#[tokio::test]
async fn a_second_import_changes_nothing() {
    let pool = imported(TODAY).await;
    let again = import(&pool, TODAY).await;
    assert!(again.changed_nothing(), "{again}");
}

#[tokio::test]
async fn exports_of_any_day_can_be_imported() {
    for today in [
        date(2024, 2, 29),
        date(2026, 1, 1),
        date(2026, 6, 30),
        date(2026, 12, 26),
        date(2031, 8, 5),
    ] {
        let pool = imported(today).await;
        let documents = documents_of(&pool, SHOWN_TENANTS[0].tenant_code).await;
        assert_eq!(documents.len(), DOCUMENTS_OF_FAITHFUL_TENANT, "on {today}");
    }
}

#[test]
fn a_day_always_gives_the_same_files_and_loses_no_character() {
    let folders = [(); 2].map(|()| tempfile::tempdir().expect("a directory"));
    for folder in &folders {
        write_exports(folder.path(), TODAY).expect("written");
    }
    for name in [
        "agences",
        "logements",
        "locataires",
        "documents",
        "lignes",
        "paiements",
    ] {
        let [one, other] =
            [0, 1].map(|at| fs::read(folders[at].path().join(format!("{name}.csv"))).expect("read"));
        assert!(one == other, "{name}");
        assert!(
            !one.windows(2).any(|pair| pair == b"&#"),
            "{name} has a letter that its encoding lacks"
        );
    }
}
