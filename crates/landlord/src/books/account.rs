//! *Mon compte*: what the documents in force ask for, what was received, and what is left to pay.

use std::collections::HashMap;

use contract::{
    Cents, DocumentId, LineKind, Money, OpenCharge, Proof, RentAccount, RentAccountEntry,
    RentAccountEntryKind, RentDocument, Term,
};
use jiff::{Span, civil::Date};

use crate::figures::RENT_ACCOUNT_YEARS;

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

/// The account of a lease on a day, with the entries of the last [`RENT_ACCOUNT_YEARS`] years.
pub(crate) fn on_day(documents: &[RentDocument], payments: &[LeasePayment], today: Date) -> RentAccount {
    account_of(
        documents,
        payments,
        today.saturating_sub(Span::new().years(RENT_ACCOUNT_YEARS)),
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
    let (before, entries): (Vec<RentAccountEntry>, Vec<RentAccountEntry>) =
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
) -> Vec<RentAccountEntry> {
    let terms: HashMap<&DocumentId, Term> = documents
        .iter()
        .map(|document| (&document.id, document.term))
        .collect();
    let asked = charges.iter().map(|charge| RentAccountEntry {
        kind: match charge.document.kind.money() {
            Money::OfItsOwn => RentAccountEntryKind::Regularisation,
            Money::OfTerm | Money::Neither => RentAccountEntryKind::Term,
        },
        on: charge.document.issued_on,
        term: Some(charge.document.term),
        document: Some(charge.document.id.clone()),
        method: None,
        amount: charge.asked,
        balance: Cents(0),
    });
    let received = payments.iter().map(|payment| RentAccountEntry {
        kind: if payment.amount < Cents(0) {
            RentAccountEntryKind::PaymentReturned
        } else {
            RentAccountEntryKind::Payment
        },
        on: payment.received_on,
        term: payment.document.as_ref().and_then(|id| terms.get(id).copied()),
        document: None,
        method: Some(payment.method.clone()),
        amount: -payment.amount,
        balance: Cents(0),
    });
    let mut entries: Vec<RentAccountEntry> = asked.chain(received).collect();
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
mod tests;
