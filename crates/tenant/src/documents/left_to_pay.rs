//! What is left to pay of a document, as *Mon compte* counts it: *Mes quittances* says the same.

use std::collections::HashSet;

use contract::{Cents, DocumentId, DocumentKind, Money, OpenCharge, Term};
use serde::Deserialize;

use crate::core::archive::{Archive, ArchiveError, RENT_ACCOUNT};

/// What is left to pay, document by document. A surplus of another month may have paid one (Code civil, art. 1342-10),
/// which its own figures do not say.
#[derive(Default)]
pub(crate) struct LeftToPay {
    open: Vec<OpenCharge>,
    /// The documents whose charges the account counts, paid or not.
    counted: HashSet<DocumentId>,
}

/// The parts of a rent account that say what is left of which document.
#[derive(Deserialize)]
struct Account {
    open: Vec<OpenCharge>,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    document: Option<DocumentId>,
}

impl LeftToPay {
    /// Reads the rent account of the archive. While it holds none, documents have their own figures alone.
    pub(crate) fn read(archive: &Archive) -> Result<Self, ArchiveError> {
        let account: Option<Account> = archive.note(RENT_ACCOUNT)?;
        Ok(account.map_or_else(Self::default, Self::of_account))
    }

    fn of_account(Account { open, entries }: Account) -> Self {
        Self {
            open,
            counted: entries.into_iter().filter_map(|entry| entry.document).collect(),
        }
    }

    /// What is left of a document. `by_itself` is what its own figures say: for one that the account does not count.
    pub(crate) fn of(&self, id: &DocumentId, kind: DocumentKind, by_itself: Cents) -> Cents {
        if !kind.asks() {
            return Cents(0);
        }
        match self.open.iter().find(|charge| charge.document == *id) {
            Some(charge) => charge.left,
            None if self.counted.contains(id) => Cents(0),
            None => by_itself.max(Cents(0)),
        }
    }

    /// What is left of the rent and charges of a term.
    pub(crate) fn of_term(&self, term: Term) -> Cents {
        let of_term = |charge: &&OpenCharge| charge.kind.money() == Money::OfTerm && charge.term == term;
        self.open.iter().filter(of_term).map(|charge| charge.left).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(id: &str) -> DocumentId {
        DocumentId(id.to_owned())
    }

    fn july() -> Term {
        Term::new(2026, 7).expect("a month")
    }

    /// An account that counts « paid » and « open »; 130 € are left of « open ».
    fn account() -> LeftToPay {
        let counted = |document: &str| Entry {
            document: Some(id(document)),
        };
        LeftToPay::of_account(Account {
            open: vec![OpenCharge {
                document: id("open"),
                kind: DocumentKind::Avis,
                term: july(),
                due_on: None,
                left: Cents(13_000),
            }],
            entries: vec![counted("paid"), counted("open"), Entry { document: None }],
        })
    }

    #[test]
    fn the_account_says_what_is_left_and_else_the_document_itself() {
        let left = |document: &str| account().of(&id(document), DocumentKind::Avis, Cents(24_000));
        assert_eq!(left("open"), Cents(13_000));
        assert_eq!(left("paid"), Cents(0), "by a surplus of another month");
        assert_eq!(left("newer"), Cents(24_000), "the account is older than it");
        let without = LeftToPay::default();
        assert_eq!(
            without.of(&id("open"), DocumentKind::Avis, Cents(24_000)),
            Cents(24_000)
        );
        assert_eq!(without.of(&id("a"), DocumentKind::Avis, Cents(-500)), Cents(0));
    }

    #[test]
    fn a_proof_of_a_payment_asks_for_nothing_and_its_month_may() {
        let quittance = account().of(&id("open"), DocumentKind::Quittance, Cents(24_000));
        assert_eq!(quittance, Cents(0));
        assert_eq!(account().of_term(july()), Cents(13_000));
        let august = Term::new(2026, 8).expect("a month");
        assert_eq!(account().of_term(august), Cents(0));
    }
}
