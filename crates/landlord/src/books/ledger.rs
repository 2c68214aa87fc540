//! What was received for each document.
//!
//! A payment names the document it pays, usually the *avis d'échéance*. The *avis*, the *quittance* and the
//! *reçus* of one term of one lease are about the same money: a payment for one of them pays the term. A
//! *régularisation* is about money of its own. A correction inherits the payments of the document that it
//! supersedes.

use std::collections::{BTreeSet, HashMap};

use contract::{Cents, DocumentKind, Money, Proof, Term};
use jiff::civil::Date;

use super::{
    Books, Payment,
    document::{Content, State},
};

/// A document claims more than the books show.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Overstatement {
    /// A *quittance* whose term is not paid in full.
    Quittance {
        /// What was received for the term.
        received: Cents,
    },
    /// A *quittance* for less rent and charges than the *avis* of its term asks for.
    PartOfTerm {
        /// Rent and charges of the *avis*.
        due: Cents,
    },
    /// *Reçus* for more than was received.
    Recu {
        /// What was received for the term.
        received: Cents,
    },
    /// A *reçu* for the whole *avis*: the landlord owes a *quittance* instead.
    WholeTerm,
}

/// The documents of some leases and what was received for them.
pub(crate) struct Ledger<'a> {
    references: Vec<&'a str>,
    contents: Vec<&'a Content>,
    superseded_by: Vec<Option<usize>>,
    withdrawn_on: Vec<Option<Date>>,
    /// The documents of each chain of corrections, by the first of the chain.
    chains: HashMap<usize, Vec<usize>>,
    roots: Vec<usize>,
    /// *Avis*, *quittances* and *reçus*, by lease and term.
    terms: HashMap<(&'a str, Term), Vec<usize>>,
    payments: Vec<Vec<&'a Payment>>,
}

impl<'a> Ledger<'a> {
    /// Opens the books. `supersedes` must name known documents and form no circle, on which this would loop
    /// forever: the import checks both.
    pub(crate) fn open(books: Books<'a>) -> Self {
        let (references, contents): (Vec<&str>, Vec<&Content>) = books.documents.into_iter().unzip();
        let withdrawn_on = references
            .iter()
            .map(|reference| books.withdrawals.get(reference).copied())
            .collect();
        let positions: HashMap<&str, usize> = references.iter().copied().zip(0..).collect();
        let predecessor = |document: usize| {
            let reference = contents.get(document)?.supersedes.as_deref()?;
            positions.get(reference).copied()
        };
        let mut superseded_by = vec![None; contents.len()];
        let mut roots = Vec::with_capacity(contents.len());
        let mut chains: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut terms: HashMap<(&str, Term), Vec<usize>> = HashMap::new();
        for (document, content) in contents.iter().enumerate() {
            let mut root = document;
            while let Some(earlier) = predecessor(root) {
                root = earlier;
            }
            roots.push(root);
            chains.entry(root).or_default().push(document);
            if let Some(earlier) = predecessor(document) {
                superseded_by[earlier] = Some(document);
            }
            if content.kind.money() == Money::OfTerm {
                let term = (content.lease.as_str(), content.term);
                terms.entry(term).or_default().push(document);
            }
        }
        let mut by_document = vec![Vec::new(); contents.len()];
        for payment in books.payments {
            let document = payment.document.as_deref().and_then(|name| positions.get(name));
            if let Some(document) = document {
                by_document[*document].push(payment);
            }
        }
        Self {
            references,
            contents,
            superseded_by,
            withdrawn_on,
            chains,
            roots,
            terms,
            payments: by_document,
        }
    }

    /// Each document with its state.
    pub(crate) fn states(&self) -> impl Iterator<Item = (&'a str, State)> {
        (0..self.contents.len()).map(|document| (self.references[document], self.state(document)))
    }

    /// The documents in force that claim too much.
    pub(crate) fn overstatements(&self) -> impl Iterator<Item = (&'a str, Overstatement)> {
        (0..self.contents.len())
            .filter_map(|document| Some((self.references[document], self.overstatement(document)?)))
    }

    fn state(&self, document: usize) -> State {
        let content = self.contents[document];
        let amount = content.amount();
        let mut payments = self.payments_of(document);
        let received: Cents = payments.iter().map(|payment| payment.amount).sum();
        let (paid, paid_on) = match content.kind.proof() {
            Proof::Nothing => (received, last_day(&payments)),
            // Money above the quittance pays the rest of the avis.
            Proof::Term => {
                payments.sort_by_key(|payment| payment.received_on);
                let paid = received.clamp(Cents(0), amount.max(Cents(0)));
                (paid, day_of_coverage(&payments, paid))
            }
            Proof::Part => {
                self.keep_payments_of_recu(document, &mut payments);
                (amount, last_day(&payments))
            }
        };
        State {
            paid,
            paid_on: paid_on.filter(|_| paid > Cents(0)),
            superseded_by: self.superseded_by[document].map(|later| self.references[later].to_owned()),
            withdrawn_on: self.withdrawn_on[document],
        }
    }

    /// Keeps the payments that name the *reçu* or a document of its chain; when there are none, those received by
    /// its day of issue.
    fn keep_payments_of_recu(&self, document: usize, payments: &mut Vec<&'a Payment>) {
        let own: Vec<&'a Payment> = self.chains[&self.roots[document]]
            .iter()
            .flat_map(|member| self.payments[*member].iter().copied())
            .collect();
        if own.is_empty() {
            let issued_on = self.contents[document].issued_on;
            payments.retain(|payment| payment.received_on <= issued_on);
        } else {
            *payments = own;
        }
    }

    /// The payments for a document: those that name a document of its chain, and those that pay its term.
    fn payments_of(&self, document: usize) -> Vec<&'a Payment> {
        let root = self.roots[document];
        let mut documents: BTreeSet<usize> = self.chains[&root].iter().copied().collect();
        let of_term = self.documents_of_term(document);
        let kind = self.contents[document].kind;
        let shares_term = match (kind.money(), kind.proof()) {
            (Money::OfTerm, Proof::Term | Proof::Part) => true,
            // With two avis for one term, a payment for the term's quittance could be for either.
            (Money::OfTerm, Proof::Nothing) => of_term
                .iter()
                .all(|other| !self.contents[*other].kind.bills_term() || self.roots[*other] == root),
            (Money::OfItsOwn | Money::Neither, _) => false,
        };
        if shares_term {
            documents.extend(of_term);
        }
        documents
            .into_iter()
            .flat_map(|document| self.payments[document].iter().copied())
            .collect()
    }

    fn documents_of_term(&self, document: usize) -> &[usize] {
        let content = self.contents[document];
        self.terms
            .get(&(content.lease.as_str(), content.term))
            .map_or(&[], Vec::as_slice)
    }

    fn overstatement(&self, document: usize) -> Option<Overstatement> {
        if !self.is_in_force(document) {
            return None;
        }
        let content = self.contents[document];
        let received: Cents = self
            .payments_of(document)
            .iter()
            .map(|payment| payment.amount)
            .sum();
        let alike = |kind: DocumentKind| kind == content.kind;
        let stated = self.stated_in_force(document, alike);
        match content.kind.proof() {
            Proof::Term if stated > received => Some(Overstatement::Quittance { received }),
            Proof::Term => {
                // An earlier balance, say, is no part of the term: only rent and charges are compared.
                let before = |other: &Content| other.issued_on <= content.issued_on;
                let due = self.rent_in_force(document, DocumentKind::bills_term, before);
                let given = self.rent_in_force(document, alike, |_| true);
                (given < due).then_some(Overstatement::PartOfTerm { due })
            }
            Proof::Part if stated > received => Some(Overstatement::Recu { received }),
            Proof::Part => {
                let due = self.stated_in_force(document, DocumentKind::bills_term);
                let whole = due > Cents(0) && content.amount() >= due;
                whole.then_some(Overstatement::WholeTerm)
            }
            Proof::Nothing => None,
        }
    }

    fn is_in_force(&self, document: usize) -> bool {
        self.superseded_by[document].is_none() && self.withdrawn_on[document].is_none()
    }

    /// The total of the documents of some kinds in force for the term of a document.
    fn stated_in_force(&self, document: usize, kinds: impl Fn(DocumentKind) -> bool) -> Cents {
        self.in_force(document, kinds).map(Content::amount).sum()
    }

    /// Rent and charges of the same documents, where `of` accepts them, before deductions and earlier balances.
    fn rent_in_force(
        &self,
        document: usize,
        kinds: impl Fn(DocumentKind) -> bool,
        of: impl Fn(&Content) -> bool,
    ) -> Cents {
        let documents = self.in_force(document, kinds).filter(|content| of(content));
        documents.map(Content::rent_and_charges).sum()
    }

    /// The documents of some kinds in force for the term of a document.
    fn in_force(
        &self,
        document: usize,
        kinds: impl Fn(DocumentKind) -> bool,
    ) -> impl Iterator<Item = &'a Content> {
        self.documents_of_term(document)
            .iter()
            .filter(move |other| kinds(self.contents[**other].kind) && self.is_in_force(**other))
            .map(|other| self.contents[*other])
    }
}

/// The last day on which money was received. A returned payment does not count.
fn last_day(payments: &[&Payment]) -> Option<Date> {
    payments
        .iter()
        .filter(|payment| payment.amount > Cents(0))
        .map(|payment| payment.received_on)
        .max()
}

/// The day from which payments, sorted by day, cover an amount without falling below it again.
fn day_of_coverage(payments: &[&Payment], amount: Cents) -> Option<Date> {
    let mut received = Cents(0);
    let mut day = None;
    for payment in payments {
        received = received + payment.amount;
        day = (received >= amount).then(|| day.unwrap_or(payment.received_on));
    }
    day
}

#[cfg(test)]
mod tests;
