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
//! What a payment is counted for is told in `books::ledger`.
//!
//! An import is all or nothing, and the same files twice change nothing the second time. An export
//! may hold a part of what an earlier one held: rows that are absent stay. Issued documents are
//! frozen (loi n° 89-462, art. 21): only what was paid, what supersedes them and
//! whether they are withdrawn ever changes; a withdrawal is for good.

mod checks;
mod corrections;
mod dwelling_details;
mod error;
mod export;
mod known;
mod news;
mod news_check;
mod plan;
mod problem;
mod record;
mod records;
mod row;
mod store;
mod summary;
mod table;
mod words;
mod writing;

use std::path::Path;

use contract::IssuingLandlord;

pub(crate) use self::words::line_word;
pub use self::{
    error::ImportError,
    problem::{ImportProblem, ImportProblems},
    summary::ImportSummary,
};
use self::{export::Export, known::Known};
pub use crate::books::Tally;
use crate::{
    books::{document::State, ledger::Ledger},
    store::{Database, Pool},
};

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

    let mut writing = Database::new(pool.clone()).write().await?;
    let known = Known::load(&mut writing, &export).await?;
    let checks::Checked { plan, lines } = checks::check(export, &known, &mut problems);
    let mut states: Vec<(String, State)> = Vec::new();
    // Books with rows missing would only repeat what is wrong already.
    if checks::has_whole_books(&problems) {
        let ledger = Ledger::open(plan.entries.over(&known.recorded));
        checks::check_receipts(&ledger, &lines, &mut problems);
        let stand = ledger.states();
        states.extend(stand.map(|(reference, state)| (reference.to_owned(), state)));
    }
    if !problems.is_empty() {
        problems.sort();
        return Err(ImportError::Refused { problems });
    }
    let summary = writing::write(&mut writing, &plan, &known, &states, landlord).await?;
    writing.commit().await?;
    tracing::info!(
        documents = summary.documents.added,
        payments = summary.payments.added,
        "import done"
    );
    Ok(summary)
}
