//! Ledgers of a few documents and payments.

use contract::{DocumentLine, LineKind};
use jiff::civil::date;

use super::*;

fn document(kind: DocumentKind, amount: i64, supersedes: Option<&str>) -> Content {
    Content {
        lease: "B".to_owned(),
        kind,
        term: Term::new(2026, 7).expect("a month"),
        issued_on: date(2026, 8, 10),
        due_on: None,
        lines: vec![DocumentLine {
            kind: LineKind::Rent,
            label: "Loyer".to_owned(),
            amount: Cents(amount),
        }],
        supersedes: supersedes.map(str::to_owned),
    }
}

fn payment(document: &str, day: i8, amount: i64) -> Payment {
    Payment {
        reference: format!("{document}-{day}"),
        lease: "B".to_owned(),
        document: Some(document.to_owned()),
        received_on: date(2026, 8, day),
        amount: Cents(amount),
        method: "virement".to_owned(),
    }
}

fn open<'a>(documents: &[(&'a str, &'a Content)], payments: &'a [Payment]) -> Ledger<'a> {
    Ledger::open(Books {
        documents: documents.to_vec(),
        withdrawals: HashMap::new(),
        payments: payments.iter().collect(),
    })
}

fn paid(ledger: &Ledger<'_>) -> Vec<(i64, Option<i8>)> {
    ledger
        .states()
        .map(|(_, state)| (state.paid.0, state.paid_on.map(Date::day)))
        .collect()
}

#[test]
fn a_payment_of_the_avis_covers_the_quittance_and_the_recu_of_its_term() {
    let avis = document(DocumentKind::Avis, 400, None);
    let recu = document(DocumentKind::Recu, 150, None);
    let quittance = document(DocumentKind::Quittance, 400, None);
    let payments = [payment("a", 3, 150), payment("a", 20, 250), payment("a", 25, 5)];
    let ledger = open(&[("a", &avis), ("r", &recu), ("q", &quittance)], &payments);
    assert_eq!(
        paid(&ledger),
        [(405, Some(25)), (150, Some(3)), (400, Some(20))],
        "what comes on top is not the quittance's"
    );
    assert_eq!(ledger.overstatements().count(), 0);
}

#[test]
fn reports_a_quittance_or_a_recu_for_more_than_was_received() {
    let avis = document(DocumentKind::Avis, 400, None);
    let quittance = document(DocumentKind::Quittance, 400, None);
    let recu = document(DocumentKind::Recu, 399, None);
    let payments = [payment("a", 3, 400), payment("a", 9, -2)];
    let ledger = open(&[("a", &avis), ("q", &quittance), ("r", &recu)], &payments);
    let received = Cents(398);
    assert_eq!(
        ledger.overstatements().collect::<Vec<_>>(),
        [
            ("q", Overstatement::Quittance { received }),
            ("r", Overstatement::Recu { received })
        ]
    );
}

#[test]
fn reports_a_recu_for_the_whole_term() {
    let avis = document(DocumentKind::Avis, 400, None);
    let recu = document(DocumentKind::Recu, 400, None);
    let payments = [payment("r", 3, 400)];
    let ledger = open(&[("a", &avis), ("r", &recu)], &payments);
    assert_eq!(
        ledger.overstatements().collect::<Vec<_>>(),
        [("r", Overstatement::WholeTerm)]
    );
}

#[test]
fn a_correction_inherits_payments_and_its_original_claims_nothing() {
    let old = document(DocumentKind::Quittance, 500, None);
    let new = document(DocumentKind::Quittance, 400, Some("q1"));
    let payments = [payment("q1", 3, 400)];
    let ledger = open(&[("q1", &old), ("q2", &new)], &payments);
    assert_eq!(paid(&ledger), [(400, Some(3)), (400, Some(3))]);
    assert_eq!(ledger.overstatements().count(), 0);
    let (_, state) = ledger.states().next().expect("a document");
    assert_eq!(state.superseded_by.as_deref(), Some("q2"));
}

#[test]
fn a_regularisation_and_two_avis_of_one_term_share_no_payments() {
    let first = document(DocumentKind::Avis, 400, None);
    let second = document(DocumentKind::Avis, 30, None);
    let regularisation = document(DocumentKind::Regularisation, 80, None);
    let payments = [payment("a", 3, 400), payment("s", 4, 80)];
    let ledger = open(
        &[("a", &first), ("b", &second), ("s", &regularisation)],
        &payments,
    );
    assert_eq!(paid(&ledger), [(400, Some(3)), (0, None), (80, Some(4))]);
}

#[test]
fn a_payment_for_a_withdrawn_document_still_pays_its_term() {
    let avis = document(DocumentKind::Avis, 400, None);
    let wrong = document(DocumentKind::Quittance, 500, None);
    let right = document(DocumentKind::Quittance, 400, None);
    let payments = [payment("q1", 3, 400)];
    let payments = payments.iter().collect();
    let ledger = Ledger::open(Books {
        documents: vec![("a", &avis), ("q1", &wrong), ("q2", &right)],
        withdrawals: HashMap::from([("q1", date(2026, 8, 12))]),
        payments,
    });
    assert_eq!(ledger.overstatements().count(), 0);
    let states: Vec<_> = ledger.states().map(|(_, state)| state).collect();
    assert_eq!(states[1].withdrawn_on, Some(date(2026, 8, 12)));
    assert_eq!((states[2].paid, states[2].withdrawn_on), (Cents(400), None));
}
