//! An export to import, and the state of the database afterwards.

use std::{fs, path::Path};

use contract::IssuingLandlord;
use landlord::import::{ImportError, ImportSummary, import_directory};
use sqlx::{Row, SqlitePool, migrate::Migrator, sqlite::SqlitePoolOptions};

/// The six files of an export.
#[derive(Clone)]
pub(crate) struct Export {
    pub(crate) agences: String,
    pub(crate) logements: String,
    pub(crate) locataires: String,
    pub(crate) documents: String,
    pub(crate) lignes: String,
    pub(crate) paiements: String,
}

impl Export {
    /// Withdraws a document.
    pub(crate) fn withdraw(&mut self, reference: &str, day: &str) {
        let start = format!("{reference};");
        let rows = self
            .documents
            .lines()
            .enumerate()
            .map(|(number, row)| match number {
                0 => format!("{row};annule_le\n"),
                _ if row.starts_with(&start) => format!("{row};{day}\n"),
                _ => format!("{row};\n"),
            });
        self.documents = rows.collect();
    }

    /// One household whose July is paid: an avis and its quittance.
    pub(crate) fn paid_term() -> Self {
        Self {
            agences: "agence;nom;adresse;code_postal;ville;telephone;email;horaires\n\
                      LENS;Agence de Lens;1 rue du Test;62300;Lens;0353010001;lens@exemple.fr;\
                      Lundi 9 h – 12 h|Mardi 14 h – 17 h\n"
                .to_owned(),
            logements: "logement;type;adresse;complement;code_postal;ville;agence\n\
                        L1;T3;12 rue des Exemples;Bât. B, appt 4;62300;Lens;LENS\n"
                .to_owned(),
            locataires: "code_locataire;bail;date_debut_bail;logement;civilite;nom;prenom;portable\n\
                         204518730961245;B1;01/03/2015;L1;Madame;Durand;Jeanne;06 39 98 00 61\n\
                         204518730961246;B1;2015-03-01;L1;M.;Durand;Karim;\n"
                .to_owned(),
            documents: "reference;bail;type;terme;date_emission;date_echeance;montant;remplace\n\
                        A1;B1;Avis d’échéance;07/2026;31/07/2026;10/08/2026;412,37;\n\
                        Q1;B1;QUITTANCE;2026-07;12/08/2026;;;\n"
                .to_owned(),
            lignes: "document;nature;libelle;montant\n\
                     A1;loyer;Loyer;380,00\n\
                     A1;Charges;Provision pour charges;62,37\n\
                     A1;apl;APL;-30\n\
                     Q1;loyer;Loyer;380,00\n\
                     Q1;charges;Provision pour charges;62,37\n\
                     Q1;APL;APL;-30\n"
                .to_owned(),
            paiements: "reference;bail;document;date;montant;mode\n\
                        P1;B1;A1;08/08/2026;412,37;prélèvement\n"
                .to_owned(),
        }
    }

    pub(crate) fn write(&self, directory: &Path) {
        for (name, text) in [
            ("agences.csv", &self.agences),
            ("logements.csv", &self.logements),
            ("locataires.csv", &self.locataires),
            ("documents.csv", &self.documents),
            ("lignes.csv", &self.lignes),
            ("paiements.csv", &self.paiements),
        ] {
            fs::write(directory.join(name), text).expect("written");
        }
    }

    pub(crate) async fn import(&self, pool: &SqlitePool) -> Result<ImportSummary, ImportError> {
        let directory = tempfile::tempdir().expect("a directory");
        self.write(directory.path());
        import_directory(pool, &landlord_named("Habitat Test"), directory.path()).await
    }

    /// Imports into an empty database, and returns the text of the refusal.
    pub(crate) async fn refusal(&self) -> String {
        let pool = database().await;
        let error = self.import(&pool).await.expect_err("refused").to_string();
        for table in ["agencies", "tenants", "rent_documents", "payments"] {
            let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
            let rows: i64 = sqlx::query_scalar(sql).fetch_one(&pool).await.expect("a count");
            assert_eq!(rows, 0, "nothing is written to {table}");
        }
        error.replace('\u{a0}', " ")
    }
}

/// A landlord with this name, to print on documents.
pub(crate) fn landlord_named(name: &str) -> IssuingLandlord {
    IssuingLandlord {
        name: name.to_owned(),
        address: vec!["1 place du Test".to_owned(), "62300 Lens".to_owned()],
        siret: "00000000000000".to_owned(),
    }
}

/// An empty database in memory.
pub(crate) async fn database() -> SqlitePool {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect("sqlite::memory:")
        .await
        .expect("a database");
    let migrations = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"));
    let migrator = Migrator::new(migrations).await.expect("migrations");
    migrator.run(&pool).await.expect("tables");
    pool
}

/// Returns the last revision.
pub(crate) async fn last_revision(pool: &SqlitePool) -> i64 {
    sqlx::query_scalar("SELECT last FROM document_revision")
        .fetch_one(pool)
        .await
        .expect("one row")
}

/// `(revision, paid, paid_on, superseded_by)` of a document.
pub(crate) async fn state(pool: &SqlitePool, reference: &str) -> (i64, i64, Option<String>, Option<String>) {
    let row = sqlx::query(
        "SELECT revision, paid, paid_on,
                (SELECT later.reference FROM rent_documents AS later WHERE later.id = old.superseded_by) AS later
         FROM rent_documents AS old WHERE reference = ?",
    )
    .bind(reference)
    .fetch_one(pool)
    .await
    .expect("the document");
    (
        row.get("revision"),
        row.get("paid"),
        row.get("paid_on"),
        row.get("later"),
    )
}
