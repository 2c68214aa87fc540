//! Checks the files of an export against each other and against what is stored.

use crate::operator_words::say;
use std::collections::{BTreeMap, HashMap, HashSet};

use contract::{Cents, DocumentKind, DocumentLine, LineKind};
use jiff::civil::Date;

use super::{
    export::Export,
    news_check,
    on_file::OnFile,
    plan::{Lease, Plan, Tenant},
    problem::{ImportProblems, quoted, unknown},
    record::Record,
    records::{AgencyRow, DocumentRow, DwellingRow, LineRow, TenantRow},
    vocabulary::french,
};
use crate::books::{
    Entries, Payment,
    document::Content,
    ledger::{Ledger, Overstatement},
    settling,
};

/// A checked export.
pub(super) struct Checked {
    /// What to write.
    pub(super) plan: Plan,
    /// The line of each of its documents, by reference.
    pub(super) lines: HashMap<String, u64>,
}

/// Checks an export against itself and against what is known. When there are problems, the plan must not be used.
pub(super) fn check(export: Export, on_file: &OnFile, problems: &mut ImportProblems) -> Checked {
    check_dwellings(&export, on_file, problems);
    news_check::check(&export, on_file, problems);
    let (leases, tenants) = leases_and_tenants(&export, on_file, problems);
    let contents = contents(&export, &leases, on_file, problems);
    check_payments(&export, &leases, &contents, on_file, problems);

    let lines = export
        .documents
        .rows
        .iter()
        .map(|(line, row)| (row.reference.clone(), *line))
        .collect();
    let withdrawals = withdrawals(&export, problems);
    let plan = Plan {
        agencies: in_order(export.agencies.rows),
        dwellings: in_order(export.dwellings.rows),
        leases: leases.into_values().map(|(_, lease)| lease).collect(),
        tenants,
        entries: Entries {
            documents: contents,
            withdrawals,
            payments: in_order(export.payments.rows),
        },
        news: in_order(export.news.rows),
    };
    Checked { plan, lines }
}

/// Whether the files that the books are made of have no problem.
pub(super) fn has_whole_books(problems: &ImportProblems) -> bool {
    problems.spare(&[DocumentRow::FILE, LineRow::FILE, Payment::FILE])
}

fn in_order<T>(rows: Vec<(u64, T)>) -> Vec<T> {
    rows.into_iter().map(|(_, row)| row).collect()
}

fn check_dwellings(export: &Export, on_file: &OnFile, problems: &mut ImportProblems) {
    let agencies: HashMap<&str, ()> = export
        .agencies
        .rows
        .iter()
        .map(|(_, row)| (row.key(), ()))
        .collect();
    for (line, row) in &export.dwellings.rows {
        let agency = row.agency.as_str();
        let found = agencies.contains_key(agency) || on_file.agencies.contains_key(agency);
        if !found && !export.agencies.refused(agency) {
            let message = unknown("import-unknown-agency", agency, AgencyRow::FILE);
            problems.cell(DwellingRow::FILE, *line, "agence", message);
        }
    }
}

type LeasesByReference = BTreeMap<String, (u64, Lease)>;

/// The leases in the file of tenants, each with the line of its first tenant, and the tenants.
fn leases_and_tenants(
    export: &Export,
    on_file: &OnFile,
    problems: &mut ImportProblems,
) -> (LeasesByReference, Vec<Tenant>) {
    let dwellings: HashMap<&str, ()> = export
        .dwellings
        .rows
        .iter()
        .map(|(_, row)| (row.key(), ()))
        .collect();
    let mut leases = LeasesByReference::new();
    let mut tenants = Vec::with_capacity(export.tenants.rows.len());
    for (line, row) in &export.tenants.rows {
        let dwelling = row.dwelling.as_str();
        let found = dwellings.contains_key(dwelling) || on_file.dwellings.contains_key(dwelling);
        if !found && !export.dwellings.refused(dwelling) {
            let message = unknown("import-unknown-dwelling", dwelling, DwellingRow::FILE);
            problems.cell(TenantRow::FILE, *line, "logement", message);
        }
        let (first, lease) = leases.entry(row.lease.clone()).or_insert_with(|| {
            let lease = Lease {
                reference: row.lease.clone(),
                dwelling: row.dwelling.clone(),
                starts_on: row.lease_starts_on,
                deposit: row.deposit,
                occupants: row.occupants.clone(),
            };
            (*line, lease)
        });
        for (differs, column) in [
            (lease.dwelling != row.dwelling, "logement"),
            (lease.starts_on != row.lease_starts_on, "date_debut_bail"),
            (lease.deposit != row.deposit, "depot_garantie"),
            (lease.occupants != row.occupants, "occupants"),
        ] {
            if differs {
                let lease = quoted(&row.lease);
                let message = say(
                    "import-lease-differs",
                    [("line", first.to_string()), ("lease", lease)],
                );
                problems.cell(TenantRow::FILE, *line, column, message);
            }
        }
        tenants.push(Tenant {
            tenant_code: row.tenant_code.clone(),
            lease: row.lease.clone(),
            name: row.name.clone(),
            mobile: row.mobile.clone(),
            born_on: row.born_on,
        });
    }
    (leases, tenants)
}

/// Reports an unknown lease.
fn check_lease(
    lease: &str,
    at: (&'static str, u64),
    (export, leases, on_file): (&Export, &LeasesByReference, &OnFile),
    problems: &mut ImportProblems,
) {
    let found = leases.contains_key(lease) || on_file.leases.contains_key(lease);
    if !found && !export.tenants.refused(lease) {
        let message = unknown("import-unknown-lease", lease, TenantRow::FILE);
        problems.cell(at.0, at.1, "bail", message);
    }
}

/// The documents of the export with their lines, in the order of the file.
fn contents(
    export: &Export,
    leases: &LeasesByReference,
    on_file: &OnFile,
    problems: &mut ImportProblems,
) -> Vec<(String, Content)> {
    let mut lines: HashMap<&str, Vec<(u64, &DocumentLine)>> = HashMap::new();
    for (line, row) in &export.lines.rows {
        lines.entry(row.key()).or_default().push((*line, &row.line));
    }
    let rows: HashMap<&str, (u64, &DocumentRow)> = export
        .documents
        .rows
        .iter()
        .map(|(line, row)| (row.key(), (*line, row)))
        .collect();
    for (line, row) in &export.lines.rows {
        let document = row.document.as_str();
        if !rows.contains_key(document) && !export.documents.refused(document) {
            let message = unknown("import-unknown-document", document, DocumentRow::FILE);
            problems.cell(LineRow::FILE, *line, "document", message);
        }
    }

    let mut contents = Vec::with_capacity(export.documents.rows.len());
    let mut stood_in = HashSet::new();
    for (line, row) in &export.documents.rows {
        check_lease(
            &row.lease,
            (DocumentRow::FILE, *line),
            (export, leases, on_file),
            problems,
        );
        let own = lines.remove(row.key()).unwrap_or_default();
        let mut content = Content {
            lease: row.lease.clone(),
            kind: row.kind,
            term: row.term,
            issued_on: row.issued_on,
            due_on: row.due_on,
            lines: own.iter().map(|(_, line)| (*line).clone()).collect(),
            supersedes: row.supersedes.clone(),
        };
        if content.supersedes.is_none() {
            content.supersedes =
                settling::stand_in(&row.reference, &content, &on_file.recorded, &mut stood_in);
        }
        if !export.lines.refused(&row.reference) {
            check_lines(*line, row, &own, problems);
            check_frozen(*line, row, &content, on_file, problems);
        }
        contents.push((row.reference.clone(), content));
    }
    super::corrections::check(export, &rows, on_file, problems);
    contents
}

fn check_lines(line: u64, row: &DocumentRow, own: &[(u64, &DocumentLine)], problems: &mut ImportProblems) {
    if own.is_empty() {
        let message = say("import-no-lines", [("file", LineRow::FILE.to_owned())]);
        problems.cell(DocumentRow::FILE, line, "reference", message);
        return;
    }
    let sum: Cents = own.iter().map(|(_, line)| line.amount).sum();
    if let Some(stated) = row.stated_amount.filter(|stated| *stated != sum) {
        let (stated, sum) = (french().amount(stated), french().amount(sum));
        let message = say("import-other-sum", [("stated", stated), ("sum", sum)]);
        problems.cell(DocumentRow::FILE, line, "montant", message);
    }
    if row.kind == DocumentKind::Quittance && !own.iter().any(|(_, line)| line.amount > Cents(0)) {
        let message = say("import-quittance-of-nothing", []);
        problems.cell(DocumentRow::FILE, line, "reference", message);
    }
    if row.kind != DocumentKind::Recu {
        return;
    }
    for (at, own) in own {
        if own.kind != LineKind::Payment {
            let message = say("import-recu-with-details", []);
            problems.cell(LineRow::FILE, *at, "nature", message);
        } else if own.amount <= Cents(0) {
            let message = say("import-recu-not-positive", []);
            problems.cell(LineRow::FILE, *at, "montant", message);
        }
    }
}

/// The documents that the export withdraws.
fn withdrawals(export: &Export, problems: &mut ImportProblems) -> Vec<(String, Date)> {
    let mut withdrawals = Vec::new();
    for (line, row) in &export.documents.rows {
        let Some(day) = row.withdrawn_on else {
            continue;
        };
        if day < row.issued_on {
            let message = say("import-withdrawn-before-issue", []);
            problems.cell(DocumentRow::FILE, *line, "annule_le", message);
        }
        withdrawals.push((row.reference.clone(), day));
    }
    withdrawals
}

fn check_frozen(
    line: u64,
    row: &DocumentRow,
    content: &Content,
    on_file: &OnFile,
    problems: &mut ImportProblems,
) {
    let stored = on_file.recorded.documents.get(&row.reference);
    let Some(differences) = stored.and_then(|stored| stored.content.differences(content)) else {
        return;
    };
    let message = say(
        "import-frozen",
        [("differences", differences), ("column", quoted("remplace"))],
    );
    problems.cell(DocumentRow::FILE, line, "reference", message);
}

fn check_payments(
    export: &Export,
    leases: &LeasesByReference,
    contents: &[(String, Content)],
    on_file: &OnFile,
    problems: &mut ImportProblems,
) {
    let documents: HashMap<&str, &Content> = contents
        .iter()
        .map(|(reference, content)| (reference.as_str(), content))
        .collect();
    for (line, row) in &export.payments.rows {
        check_lease(
            &row.lease,
            (Payment::FILE, *line),
            (export, leases, on_file),
            problems,
        );
        if let Some(stored) = on_file.recorded.payments.get(&row.reference)
            && stored.lease != row.lease
        {
            let message = say("import-payment-of-lease", [("lease", quoted(&stored.lease))]);
            problems.cell(Payment::FILE, *line, "bail", message);
        }
        let Some(reference) = row.document.as_deref() else {
            continue;
        };
        let document = documents.get(reference).copied();
        let document = document.or_else(|| {
            on_file
                .recorded
                .documents
                .get(reference)
                .map(|stored| &stored.content)
        });
        let message = match document {
            None if export.documents.refused(reference) => continue,
            None => unknown("import-unknown-document", reference, DocumentRow::FILE),
            Some(document) if document.lease != row.lease => {
                say("import-document-of-lease", [("lease", quoted(&document.lease))])
            }
            Some(_) => continue,
        };
        problems.cell(Payment::FILE, *line, "document", message);
    }
}

/// Reports receipts that claim too much. A *quittance* proves that the term is paid, a *reçu* that a part is:
/// neither may claim more than was received (loi n° 89-462, art. 21).
pub(super) fn check_receipts(
    ledger: &Ledger<'_>,
    lines: &HashMap<String, u64>,
    problems: &mut ImportProblems,
) {
    for (reference, overstatement) in ledger.overstatements() {
        let of = |id, name, amount| say(id, [(name, french().amount(amount))]);
        let message = match overstatement {
            Overstatement::Quittance { received } => of("import-quittance-unpaid", "received", received),
            Overstatement::PartOfTerm { due } => of("import-quittance-of-a-part", "due", due),
            Overstatement::Recu { received } => of("import-recus-beyond-payments", "received", received),
            Overstatement::WholeTerm => say("import-recu-of-whole-term", []),
        };
        match lines.get(reference) {
            Some(line) => problems.cell(DocumentRow::FILE, *line, "reference", message),
            // The document is from an earlier export: a payment of this one changed what it may claim.
            None => {
                let about = [("reference", quoted(reference)), ("message", message)];
                problems.file(Payment::FILE, say("import-about", about));
            }
        }
    }
}
