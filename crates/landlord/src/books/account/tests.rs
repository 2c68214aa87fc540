//! Accounts of a few documents and payments, and of many made-up ones.

use contract::DocumentKind;
use contract::samples;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// A document issued in a month, and due on the 5th of the next one.
fn document(id: &str, kind: DocumentKind, month: i8, lines: &[(LineKind, i64)]) -> RentDocument {
    let lines = lines
        .iter()
        .map(|(kind, amount)| samples::line(*kind, "", *amount));
    let lines: Vec<_> = lines.collect();
    RentDocument {
        kind,
        amount: lines.iter().map(|line| line.amount).sum(),
        lines,
        ..samples::avis(id, 2026, month)
    }
}

fn avis(id: &str, month: i8, amount: i64) -> RentDocument {
    document(id, DocumentKind::Avis, month, &[(LineKind::Rent, amount)])
}

fn payment(document: Option<&str>, month: i8, amount: i64) -> LeasePayment {
    LeasePayment {
        document: document.map(|id| DocumentId(id.to_owned())),
        received_on: date(2026, month, 5),
        amount: Cents(amount),
        method: "virement".to_owned(),
    }
}

const ALWAYS: Date = date(2000, 1, 1);

fn left(account: &RentAccount) -> Vec<(&str, i64)> {
    let open = account.open.iter();
    open.map(|charge| (charge.document.0.as_str(), charge.left.0))
        .collect()
}

#[test]
fn a_payment_pays_the_document_it_names_then_what_is_due_first() {
    let documents = [avis("a", 1, 400), avis("b", 2, 400), avis("c", 3, 400)];
    let account = account_of(&documents, &[payment(Some("b"), 3, 550)], ALWAYS);
    assert_eq!(left(&account), [("a", 250), ("c", 400)]);
    assert_eq!(account.balance, Cents(650));
    let account = account_of(&documents, &[payment(None, 3, 500)], ALWAYS);
    assert_eq!(left(&account), [("b", 300), ("c", 400)]);
}

#[test]
fn an_earlier_balance_counts_only_in_the_first_document() {
    let documents = [
        document(
            "a",
            DocumentKind::Avis,
            1,
            &[(LineKind::Rent, 400), (LineKind::EarlierBalance, 35)],
        ),
        document(
            "b",
            DocumentKind::Avis,
            2,
            &[(LineKind::Rent, 400), (LineKind::EarlierBalance, 435)],
        ),
    ];
    let account = account_of(&documents, &[], ALWAYS);
    assert_eq!(account.balance, Cents(835));
    let account = account_of(&documents, &[payment(Some("b"), 3, 835)], ALWAYS);
    assert_eq!((account.balance, left(&account)), (Cents(0), vec![]));
}

#[test]
fn an_overpayment_pays_the_next_term() {
    let documents = [
        avis("a", 1, 400),
        document(
            "b",
            DocumentKind::Avis,
            2,
            &[(LineKind::Rent, 400), (LineKind::EarlierBalance, -20)],
        ),
    ];
    let payments = [payment(Some("a"), 2, 420), payment(Some("b"), 3, 380)];
    let account = account_of(&documents, &payments, ALWAYS);
    assert_eq!((account.balance, left(&account)), (Cents(0), vec![]));
}

#[test]
fn a_returned_payment_is_owed_again() {
    let payments = [payment(Some("a"), 2, 400), payment(Some("a"), 2, -400)];
    let account = account_of(&[avis("a", 1, 400)], &payments, ALWAYS);
    assert_eq!((account.balance, left(&account)), (Cents(400), vec![("a", 400)]));
    assert_eq!(account.entries[2].kind, RentAccountEntryKind::PaymentReturned);
    let payments = [payment(Some("a"), 2, 400), payment(None, 2, -400)];
    let account = account_of(&[avis("a", 1, 400)], &payments, ALWAYS);
    assert_eq!((account.balance, left(&account)), (Cents(400), vec![("a", 400)]));
}

#[test]
fn a_quittance_and_a_recu_ask_for_nothing_beside_the_avis_of_their_term() {
    let documents = [
        avis("a", 1, 400),
        document("r", DocumentKind::Recu, 1, &[(LineKind::Payment, 150)]),
        document("q", DocumentKind::Quittance, 1, &[(LineKind::Rent, 400)]),
        document("old", DocumentKind::Quittance, 2, &[(LineKind::Rent, 390)]),
    ];
    let payments = [
        payment(Some("r"), 2, 150),
        payment(Some("q"), 2, 250),
        payment(Some("old"), 3, 390),
    ];
    let account = account_of(&documents, &payments, ALWAYS);
    assert_eq!((account.balance, left(&account)), (Cents(0), vec![]));
    assert_eq!(account.entries.len(), 5, "two terms, three payments");
}

#[test]
fn a_correction_takes_payments_and_a_withdrawn_avis_asks_for_nothing() {
    let mut wrong = avis("a", 1, 445);
    wrong.superseded_by = Some(DocumentId("a2".to_owned()));
    let mut withdrawn = avis("w", 2, 99);
    withdrawn.withdrawn_on = Some(date(2026, 3, 1));
    let documents = [wrong, avis("a2", 1, 400), withdrawn];
    let account = account_of(&documents, &[payment(Some("a"), 2, 300)], ALWAYS);
    assert_eq!((account.balance, left(&account)), (Cents(100), vec![("a2", 100)]));
}

#[test]
fn an_adjustment_is_a_charge_only_with_a_due_date() {
    let regularisation = |id, amount| {
        document(
            id,
            DocumentKind::Regularisation,
            6,
            &[(LineKind::Regularisation, amount)],
        )
    };
    let mut carried = regularisation("s", -70);
    carried.due_on = None;
    let account = account_of(&[regularisation("r", 84), carried], &[], ALWAYS);
    assert_eq!((account.balance, left(&account)), (Cents(84), vec![("r", 84)]));
}

#[test]
fn the_opening_balance_sums_up_older_entries() {
    let documents = [avis("a", 1, 400), avis("b", 2, 410)];
    let account = account_of(&documents, &[payment(Some("a"), 2, 390)], date(2026, 2, 6));
    assert_eq!(
        (account.opening_balance, account.balance),
        (Cents(10), Cents(420))
    );
    assert_eq!(account.entries.len(), 1);
    assert_eq!(
        left(&account),
        [("a", 10), ("b", 410)],
        "what is open is reported however old"
    );
}

proptest! {
    #[test]
    fn the_open_charges_add_up_to_what_is_owed(
        asked in proptest::collection::vec(0_i64..1_000, 1..6),
        paid in proptest::collection::vec((0_usize..8, -300_i64..1_200), 0..8),
    ) {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let documents: Vec<RentDocument> = asked
            .iter()
            .enumerate()
            .map(|(place, amount)| avis(names[place], 1 + place as i8, *amount))
            .collect();
        let payments: Vec<LeasePayment> = paid
            .iter()
            .map(|(place, amount)| payment(names.get(*place).copied(), 9, *amount))
            .collect();
        let account = account_of(&documents, &payments, ALWAYS);
        let open: Cents = account.open.iter().map(|charge| charge.left).sum();
        prop_assert_eq!(open, account.balance.max(Cents(0)));
    }
}
