//! Brings in what the landlord's rent system exports: CSV files in one directory.
//!
//! | File | Columns (those in brackets may be missing) |
//! |---|---|
//! | `agences.csv` | `agence`, `nom`, `adresse`, [`complement`], `code_postal`, `ville`, `telephone`, `email`, [`horaires`] |
//! | `logements.csv` | `logement`, `type`, `adresse`, [`complement`], `code_postal`, `ville`, `agence`, [`batiment`, `escalier`, `etage`, `porte`, `surface`, `annexes`, `dpe`, `ges`, `compteurs`, `gardien`, `gardien_horaires`, `gardien_telephone`, `urgences`] |
//! | `locataires.csv` | `code_locataire`, `bail`, `date_debut_bail`, `logement`, [`civilite`], `nom`, [`prenom`], `portable`, [`depot_garantie`], [`occupants`], [`date_naissance`] |
//! | `documents.csv` | `reference`, `bail`, `type`, `terme`, `date_emission`, [`date_echeance`], [`montant`], [`remplace`], [`annule_le`] |
//! | `lignes.csv` | `document`, `nature`, `libelle`, `montant` |
//! | `paiements.csv` | `reference`, `bail`, `document`, `date`, `montant`, `mode`, [`paiement_en_ligne`] |
//! | [`actualites.csv`] | `reference`, `titre`, `texte`, `debut`, `fin`, [`agence`], [`logements`] |
//!
//! Columns stand in any order; others are ignored; case and accents of headers do not matter. The
//! text is UTF-8, UTF-16 or Windows-1252, the separator `;` or `,`. Several lines in one cell (`adresse`, `complement`,
//! `horaires`, `annexes`, `compteurs`, `urgences`, `occupants`, `texte`, `logements`) are parted by line breaks or `|`; an
//! `urgences` line reads « Ascenseur : 03 21 00 00 00 ». News without `agence` is for all tenants, without `logements`
//! for all of the agency's. Tenants who share a `bail` share a
//! home. `portable`, `date_echeance`, `remplace`, `annule_le` and a payment's `document` may be empty.
//!
//! A payment by card is in the books here before the rent system knows it: `landlord payments` lists those payments, and the rent
//! system's own row names the payment in `paiement_en_ligne`, so that the money counts once. A *quittance* or *reçu* of the rent
//! system replaces the one that was issued here for the same payment.
//!
//! A `montant` in `documents.csv` is a control total: it must be the sum of the document's lines.
//! What a payment is counted for is told in the `ledger` module.
//!
//! An import is all or nothing, and the same files twice change nothing the second time. An export
//! may hold a part of what an earlier one held: rows that are absent stay. Issued documents are
//! frozen (loi n° 89-462, art. 21): only what was paid, what supersedes them and
//! whether they are withdrawn ever changes; a withdrawal is for good.

mod checks;
mod corrections;
mod documents;
mod dwelling_details;
mod export;
mod known;
mod ledger;
mod news;
mod plan;
mod problem;
mod records;
mod row;
mod settling;
mod table;
mod writing;

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use contract::IssuingLandlord;

pub use self::problem::{ImportProblem, ImportProblems};
pub(crate) use self::settling::{PaidPart, settle};
use self::{export::Export, known::Known};
use crate::store::{Database, Pool, StoreError};

/// Nothing was imported. The messages are in French: the landlord's IT people read them.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The files have to be corrected.
    #[error("import refusé, rien n’a été écrit ({} à corriger)\n{}", errors(problems.count()), problems)]
    Refused {
        /// Everything that is wrong in them.
        problems: ImportProblems,
    },
    /// A file is there and the system cannot read it.
    #[error("le fichier {} ne peut pas être lu\u{a0}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database failed.
    #[error("la base de données a échoué, rien n’a été écrit\u{a0}: {0}")]
    Database(#[from] StoreError),
    /// The database holds what this service does not write.
    #[error("la base de données est abîmée (colonne {column})\u{a0}: {reason}")]
    Damaged {
        /// The column.
        column: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The system gives no random numbers.
    #[error("le système ne donne pas de nombres aléatoires\u{a0}: {0}")]
    Random(#[from] getrandom::Error),
    /// The program is being stopped.
    #[error("l’import a été interrompu, rien n’a été écrit\u{a0}: {0}")]
    Interrupted(#[from] tokio::task::JoinError),
}

fn errors(count: usize) -> String {
    match count {
        1 => "1 erreur".to_owned(),
        count => format!("{count} erreurs"),
    }
}

/// How many rows of a kind were new, different, or as before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// New rows.
    pub added: usize,
    /// Rows that changed. For documents, also those of earlier exports that a payment or a
    /// correction changed.
    pub changed: usize,
    /// Rows of the export that are as they were.
    pub unchanged: usize,
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Agencies.
    pub agencies: Tally,
    /// Dwellings.
    pub dwellings: Tally,
    /// Leases.
    pub leases: Tally,
    /// Tenants.
    pub tenants: Tally,
    /// Rent documents.
    pub documents: Tally,
    /// Payments.
    pub payments: Tally,
    /// News.
    pub news: Tally,
}

impl ImportSummary {
    /// True when everything was already known.
    #[must_use]
    pub fn changed_nothing(&self) -> bool {
        self.tallies()
            .iter()
            .all(|(_, tally)| tally.added == 0 && tally.changed == 0)
    }

    fn tallies(&self) -> [(&'static str, Tally); 7] {
        [
            ("agences", self.agencies),
            ("logements", self.dwellings),
            ("baux", self.leases),
            ("locataires", self.tenants),
            ("documents", self.documents),
            ("paiements", self.payments),
            ("actualités", self.news),
        ]
    }
}

/// One line, in French: what was added, what changed.
impl fmt::Display for ImportSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |count: fn(&Tally) -> usize| {
            let parts: Vec<String> = self
                .tallies()
                .iter()
                .filter(|(_, tally)| count(tally) > 0)
                .map(|(name, tally)| format!("{} {name}", count(tally)))
                .collect();
            if parts.is_empty() {
                "rien".to_owned()
            } else {
                parts.join(", ")
            }
        };
        let (added, changed) = (listed(|tally| tally.added), listed(|tally| tally.changed));
        write!(f, "en plus\u{a0}: {added}\u{202f}; modifiés\u{a0}: {changed}")
    }
}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Imports the files of a directory in one transaction.
///
/// New documents name the tenants, the dwelling and the landlord as they are on the day of import.
///
/// # Errors
/// [`ImportError`]; nothing was written then.
pub async fn import_directory(
    pool: &Pool,
    landlord: &IssuingLandlord,
    directory: &Path,
) -> Result<ImportSummary, ImportError> {
    let directory = directory.to_owned();
    let (export, mut problems) = tokio::task::spawn_blocking(move || {
        let mut problems = ImportProblems::default();
        Export::read(&directory, &mut problems).map(|export| (export, problems))
    })
    .await??;

    let mut transaction = Database::new(pool.clone()).write().await?;
    let known = Known::load(&mut transaction, &export).await?;
    let plan = checks::check(export, &known, &mut problems);
    if !problems.is_empty() {
        problems.sort();
        return Err(ImportError::Refused { problems });
    }
    let summary = writing::write(&mut transaction, &plan, &known, landlord).await?;
    transaction.commit().await?;
    tracing::info!(
        documents = summary.documents.added,
        payments = summary.payments.added,
        "import done"
    );
    Ok(summary)
}
