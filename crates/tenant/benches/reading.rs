//! Measures opening and searching the archive against plain SQLite in the same run: `cargo xtask bench archive`.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement tells its figures, and fails by panicking"
)]

mod pairs;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use contract::{Cents, DocumentKind, LineKind, RentDocument, samples};
use jiff::civil::date;
use rusqlite::{Connection, params};
use tempfile::TempDir;
use tenant::{Config, DocumentSearch, Espace, MemorySecrets, SecretName, SecretStore};
use tokio::runtime::Runtime;

use self::pairs::{compare, milliseconds};

const PAIRS: usize = 41;
const SEARCHES: usize = 200;
const TENANT: &str = "204518730961245";

/// The computer of a known tenant.
struct Home {
    folder: TempDir,
    secrets: Arc<dyn SecretStore>,
    documents: Vec<RentDocument>,
}

impl Home {
    fn with(count: usize, runtime: &Runtime) -> Self {
        let secrets = MemorySecrets::default();
        for (name, secret) in [(SecretName::TenantCode, TENANT), (SecretName::RefreshToken, "-")] {
            secrets.set(name, &secret.into()).expect("kept");
        }
        let home = Self {
            folder: tempfile::tempdir().expect("a folder"),
            secrets: Arc::new(secrets),
            documents: (0..count).map(document).collect(),
        };
        let espace = home.espace();
        runtime.block_on(async {
            assert!(espace.first_screen().await.expect("opens").step.is_home());
            espace.take_in(home.documents.clone()).await.expect("kept");
            // The list is built at the first read.
            espace.rent_documents().await.expect("listed");
        });
        home.fill_floor();
        home
    }

    fn espace(&self) -> Espace {
        let config = Config::parse(include_str!("../../../landlord.toml"), "landlord.toml");
        let archives = self.folder.path().join("archives");
        Espace::new(
            config.expect("a configuration"),
            archives,
            Arc::clone(&self.secrets),
        )
        .expect("made")
    }

    /// Time to what the window waits for: the archive opened, and the newest years.
    fn open(&self, runtime: &Runtime) -> Duration {
        let espace = self.espace();
        let start = Instant::now();
        let list = runtime.block_on(async {
            espace.first_screen().await.expect("opens");
            espace.rent_documents().await.expect("a list")
        });
        let taken = start.elapsed();
        assert!(list.documents().next().is_some());
        taken
    }

    /// Time to open the archive and read every row.
    fn open_and_list_all(&self, runtime: &Runtime) -> Duration {
        let espace = self.espace();
        let start = Instant::now();
        let rows = runtime.block_on(async {
            espace.first_screen().await.expect("opens");
            let list = espace.rent_documents().await.expect("a list");
            let mut rows: Vec<_> = list.documents().cloned().collect();
            let folded = list.years.iter().filter(|year| year.documents.is_none());
            let folded = folded.map(|year| year.year).collect();
            rows.extend(espace.rent_documents_of(folded).await.expect("read").concat());
            rows
        });
        let taken = start.elapsed();
        assert_eq!(rows.len(), self.documents.len());
        taken
    }

    fn search(&self, runtime: &Runtime) -> Vec<Duration> {
        let espace = self.espace();
        runtime.block_on(async {
            espace.first_screen().await.expect("opens");
            let mut times = Vec::with_capacity(SEARCHES);
            for round in 0..SEARCHES {
                let search = DocumentSearch {
                    year: None,
                    month: Some((round % 12) as i8 + 1),
                    kind: Some(DocumentKind::Quittance),
                    amount: if round.is_multiple_of(2) {
                        "412,37".into()
                    } else {
                        String::new()
                    },
                };
                let start = Instant::now();
                let found = espace.search_rent_documents(search).await.expect("searched");
                times.push(start.elapsed());
                assert!(found.count <= self.documents.len() as u32);
            }
            times
        })
    }

    fn floor_file(&self) -> PathBuf {
        self.folder.path().join("floor.sqlite")
    }

    /// The same rows, in clear, in the columns that the list shows.
    fn fill_floor(&self) {
        let mut floor = open_floor(&self.floor_file());
        let transaction = floor.transaction().expect("begun");
        transaction
            .execute_batch("CREATE TABLE rows (id TEXT PRIMARY KEY, kind TEXT, term TEXT, issued_on TEXT, due_on TEXT, amount INTEGER, paid INTEGER) STRICT")
            .expect("made");
        for document in &self.documents {
            transaction
                .execute(
                    "INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?)",
                    params![
                        document.id.0,
                        format!("{:?}", document.kind),
                        document.term.to_string(),
                        document.issued_on.to_string(),
                        document.due_on.map(|day| day.to_string()),
                        document.amount.0,
                        document.paid.0
                    ],
                )
                .expect("written");
        }
        transaction.commit().expect("kept");
    }

    fn floor(&self) -> Duration {
        let start = Instant::now();
        let floor = open_floor(&self.floor_file());
        let mut rows = floor
            .prepare("SELECT id, kind, term, issued_on, due_on, amount, paid FROM rows ORDER BY term DESC, issued_on DESC, id DESC")
            .expect("prepared");
        type Row = (String, String, String, String, Option<String>, i64, i64);
        let rows: Vec<Row> = rows
            .query_map([], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                ))
            })
            .and_then(Iterator::collect)
            .expect("read");
        let taken = start.elapsed();
        assert_eq!(rows.len(), self.documents.len());
        taken
    }
}

fn open_floor(file: &Path) -> Connection {
    let floor = Connection::open(file).expect("opens");
    floor.pragma_update(None, "journal_mode", "WAL").expect("set");
    floor
}

/// Two documents a month, back from December 2026.
fn document(number: usize) -> RentDocument {
    let months = number / 2;
    let (year, month) = (2026 - (months / 12) as i16, 12 - (months % 12) as i8);
    // Ten thousand documents span more than four hundred years: they are packed into sixty.
    let year = 2026 - (2026 - year) % 60;
    let amount = Cents(41_237 + (number % 100) as i64);
    RentDocument {
        revision: number as i64 + 1,
        kind: if number.is_multiple_of(2) {
            DocumentKind::Quittance
        } else {
            DocumentKind::Avis
        },
        due_on: Some(date(2026, 2, 5)),
        amount,
        paid: amount,
        tenants: vec!["Mme Jeanne DURAND".into(), "M. Paul DURAND".into()],
        lines: (0..5)
            .map(|line| samples::line(LineKind::Rent, &format!("Ligne {line}"), 8_247))
            .collect(),
        ..samples::quittance(&format!("{number:08}-of-a-usual-length"), year, month)
    }
}

fn main() {
    let runtime = Runtime::new().expect("a runtime");
    let usual = Home::with(240, &runtime);
    let large = Home::with(10_000, &runtime);
    compare("open, every row of 240 / plain SQLite", PAIRS, || {
        (usual.floor(), usual.open_and_list_all(&runtime))
    });
    compare(
        "open, newest years of 240 / plain SQLite, 240 rows",
        PAIRS,
        || (usual.floor(), usual.open(&runtime)),
    );
    compare("open, newest years of 10,000 / of 240", PAIRS, || {
        (usual.open(&runtime), large.open(&runtime))
    });
    let mut times = large.search(&runtime);
    times.sort();
    println!(
        "search in 10,000: median {:.2} ms, p95 {:.2} ms, {SEARCHES} searches",
        milliseconds(times[SEARCHES / 2]),
        milliseconds(times[SEARCHES * 95 / 100])
    );
}
