//! *Mon compte*: what the documents in force ask for, what was received, and what is left to pay.

use std::collections::HashMap;

use contract::{
    AccountEntry, AccountEntryKind, Cents, DocumentId, LineKind, Money, OpenCharge, Proof, RentAccount,
    RentDocument, Term,
};
use jiff::{Span, civil::Date};

use crate::figures::ACCOUNT_YEARS;

/// A payment of the lease. Negative when it was returned.
#[derive(Debug, Clone)]
pub(crate) struct LeasePayment {
    /// The document that it pays, as stated by the payer or the landlord.
    pub(crate) document: Option<DocumentId>,
    pub(crate) received_on: Date,
    pub(crate) amount: Cents,
    /// How it was paid, in the landlord's own words.
    pub(crate) method: String,
}

/// The account of a lease on a day, with the entries of the last [`ACCOUNT_YEARS`] years.
pub(crate) fn on_day(documents: &[RentDocument], payments: &[LeasePayment], today: Date) -> RentAccount {
    account_of(
        documents,
        payments,
        today.saturating_sub(Span::new().years(ACCOUNT_YEARS)),
    )
}

/// The account of a lease, with the entries since a day. The opening balance sums up the earlier ones.
fn account_of(documents: &[RentDocument], payments: &[LeasePayment], since: Date) -> RentAccount {
    let mut charges = charges(documents);
    let entries = entries(&charges, documents, payments);
    allocate(&mut charges, documents, payments);
    let open = charges
        .iter()
        .filter(|charge| charge.left > Cents(0))
        .map(|charge| OpenCharge {
            document: charge.document.id.clone(),
            kind: charge.document.kind,
            term: charge.document.term,
            due_on: charge.document.due_on,
            left: charge.left,
        })
        .collect();
    let (before, entries): (Vec<AccountEntry>, Vec<AccountEntry>) =
        entries.into_iter().partition(|entry| entry.on < since);
    let opening_balance = before.last().map_or(Cents(0), |entry| entry.balance);
    RentAccount {
        balance: entries.last().map_or(opening_balance, |entry| entry.balance),
        open,
        opening_balance,
        entries,
    }
}

/// What one document asks for.
struct Charge<'a> {
    document: &'a RentDocument,
    asked: Cents,
    left: Cents,
}

impl Charge<'_> {
    fn is_of_term(&self, term: Term) -> bool {
        self.document.kind.money() == Money::OfTerm && self.document.term == term
    }
}

fn is_in_force(document: &RentDocument) -> bool {
    document.superseded_by.is_none() && document.withdrawn_on.is_none()
}

/// What is asked for, sorted by due date.
///
/// The *avis* of a term asks for it, or the *quittance* where no *avis* was kept. An adjustment is a charge of its
/// own only when it has a due date; without one, the next *avis* carries it.
fn charges(documents: &[RentDocument]) -> Vec<Charge<'_>> {
    let in_force = || documents.iter().filter(|document| is_in_force(document));
    let has_avis =
        |term: Term| in_force().any(|document| document.kind.bills_term() && document.term == term);
    let mut charges: Vec<Charge<'_>> = in_force()
        .filter(|document| match (document.kind.money(), document.kind.proof()) {
            (Money::OfTerm, Proof::Nothing) => true,
            (Money::OfTerm, Proof::Term) => !has_avis(document.term),
            (Money::OfItsOwn, _) => document.due_on.is_some(),
            (Money::OfTerm, Proof::Part) | (Money::Neither, _) => false,
        })
        .map(|document| Charge {
            document,
            asked: Cents(0),
            left: Cents(0),
        })
        .collect();
    charges.sort_by_key(|charge| {
        let document = charge.document;
        (
            document.due_on.unwrap_or(document.issued_on),
            document.issued_on,
            document.revision,
        )
    });
    let first = charges.iter().map(|charge| charge.document.issued_on).min();
    for charge in &mut charges {
        let opens_the_account = Some(charge.document.issued_on) == first;
        charge.asked = asked_by(charge.document, opens_the_account);
    }
    charges
}

/// What a document asks for by itself. An earlier balance repeats other documents, and a payment line repeats a
/// payment: the account counts them already. Only in the first document does an earlier balance count: the account
/// begins with it.
fn asked_by(document: &RentDocument, opens_the_account: bool) -> Cents {
    let of_its_own = document.lines.iter().filter(|line| match line.kind {
        LineKind::EarlierBalance => opens_the_account,
        LineKind::Payment => false,
        LineKind::Rent
        | LineKind::Charges
        | LineKind::Regularisation
        | LineKind::Apl
        | LineKind::Rls
        | LineKind::Sls
        | LineKind::Other => true,
    });
    of_its_own.map(|line| line.amount).sum()
}

/// Allocates the payments: each to the document it names, the surplus to the charges that are due first (Code
/// civil, art. 1342-10).
fn allocate(charges: &mut [Charge<'_>], documents: &[RentDocument], payments: &[LeasePayment]) {
    for charge in charges.iter_mut() {
        charge.left = charge.asked;
    }
    let named = Named::of(documents);
    let mut over = Cents(0);
    for payment in payments {
        let charge = payment.document.as_ref().and_then(|id| named.charge(id, charges));
        match charge.and_then(|place| charges.get_mut(place)) {
            Some(charge) => charge.left = charge.left - payment.amount,
            None => over = over + payment.amount,
        }
    }
    for charge in charges.iter_mut().filter(|charge| charge.left < Cents(0)) {
        over = over - charge.left;
        charge.left = Cents(0);
    }
    // Returned payments that name no document exceed the surplus: they are owed with the latest charge.
    if over < Cents(0)
        && let Some(last) = charges.last_mut()
    {
        last.left = last.left - over;
        return;
    }
    for charge in charges {
        let paid = charge.left.min(over);
        charge.left = charge.left - paid;
        over = over - paid;
    }
}

/// The documents by id, to find the charge that a payment pays.
struct Named<'a>(HashMap<&'a DocumentId, &'a RentDocument>);

impl<'a> Named<'a> {
    fn of(documents: &'a [RentDocument]) -> Self {
        Self(
            documents
                .iter()
                .map(|document| (&document.id, document))
                .collect(),
        )
    }

    /// Index of the charge that a document is about: its own, that of its last correction, or the only one of its
    /// term.
    fn charge(&self, id: &DocumentId, charges: &[Charge<'_>]) -> Option<usize> {
        let mut document = *self.0.get(id)?;
        // Bounded by the number of documents: the import refuses circular corrections, so this is a safeguard.
        for _ in 0..self.0.len() {
            match document
                .superseded_by
                .as_ref()
                .and_then(|later| self.0.get(later))
            {
                Some(later) => document = later,
                None => break,
            }
        }
        let itself = charges
            .iter()
            .position(|charge| charge.document.id == document.id);
        if itself.is_some() || document.kind.money() != Money::OfTerm {
            return itself;
        }
        let mut of_term = (0..charges.len()).filter(|place| charges[*place].is_of_term(document.term));
        of_term.next().filter(|_| of_term.next().is_none())
    }
}

/// All entries, sorted by day, each with the balance after it.
fn entries(
    charges: &[Charge<'_>],
    documents: &[RentDocument],
    payments: &[LeasePayment],
) -> Vec<AccountEntry> {
    let terms: HashMap<&DocumentId, Term> = documents
        .iter()
        .map(|document| (&document.id, document.term))
        .collect();
    let asked = charges.iter().map(|charge| AccountEntry {
        kind: match charge.document.kind.money() {
            Money::OfItsOwn => AccountEntryKind::Regularisation,
            Money::OfTerm | Money::Neither => AccountEntryKind::Term,
        },
        on: charge.document.issued_on,
        term: Some(charge.document.term),
        document: Some(charge.document.id.clone()),
        method: None,
        amount: charge.asked,
        balance: Cents(0),
    });
    let received = payments.iter().map(|payment| AccountEntry {
        kind: if payment.amount < Cents(0) {
            AccountEntryKind::PaymentReturned
        } else {
            AccountEntryKind::Payment
        },
        on: payment.received_on,
        term: payment.document.as_ref().and_then(|id| terms.get(id).copied()),
        document: None,
        method: Some(payment.method.clone()),
        amount: -payment.amount,
        balance: Cents(0),
    });
    let mut entries: Vec<AccountEntry> = asked.chain(received).collect();
    // On the same day, charges come before payments. The sort is stable.
    entries.sort_by_key(|entry| (entry.on, entry.document.is_none()));
    let mut balance = Cents(0);
    for entry in &mut entries {
        balance = balance + entry.amount;
        entry.balance = balance;
    }
    entries
}

#[cfg(test)]
mod tests {
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
        assert_eq!(account.entries[2].kind, AccountEntryKind::PaymentReturned);
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
}
