//! The kinds of rent documents. The row of a kind holds everything that is fixed about it.

use serde::{Deserialize, Serialize};

/// Which money a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Money {
    /// Rent and charges of its term. A payment for one document of a term pays the term.
    OfTerm,
    /// A sum of its own.
    OfItsOwn,
    /// None: it asks for nothing, another document does.
    Neither,
}

/// What a document proves (loi n° 89-462, art. 21).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Proof {
    /// The whole term is paid.
    Term,
    /// A part of the term is paid.
    Part,
    /// Nothing: it says what is due.
    Nothing,
}

/// Declares the kinds. A row with a missing cell does not compile.
macro_rules! document_kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident {
        wire_name: $wire_name:literal, number: $number:literal, money: $money:ident, proof: $proof:ident
    })+) => {
        /// Kind of a rent document. The kinds differ in law: a *quittance* says that the whole term is paid, a
        /// *reçu* that a part is, an *avis d'échéance* that it is due.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "camelCase")]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub enum DocumentKind {
            $($(#[doc = $doc])+ $kind,)+
            /// A kind that this version does not know.
            #[serde(other)]
            Unknown,
        }

        impl DocumentKind {
            /// Every kind that is issued, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// Its name on the wire, in exports of rent systems and in the database.
            #[must_use]
            pub const fn wire_name(self) -> &'static str {
                match self {
                    $(Self::$kind => $wire_name,)+
                    Self::Unknown => "unknown",
                }
            }

            /// Its number in the code on documents. It never changes, since papers carry it. None for an unknown
            /// kind, which has no code.
            #[must_use]
            pub const fn number(self) -> Option<u8> {
                match self {
                    $(Self::$kind => Some($number),)+
                    Self::Unknown => None,
                }
            }

            /// Which money it is about.
            #[must_use]
            pub const fn money(self) -> Money {
                match self {
                    $(Self::$kind => Money::$money,)+
                    Self::Unknown => Money::Neither,
                }
            }

            /// What it proves.
            #[must_use]
            pub const fn proof(self) -> Proof {
                match self {
                    $(Self::$kind => Proof::$proof,)+
                    Self::Unknown => Proof::Nothing,
                }
            }
        }
    };
}

document_kinds! {
    /// *Avis d'échéance*: what is due.
    Avis { wire_name: "avis", number: 0, money: OfTerm, proof: Nothing }
    /// *Quittance*: the whole term is paid.
    Quittance { wire_name: "quittance", number: 1, money: OfTerm, proof: Term }
    /// *Reçu*: a partial payment, without the split of rent and charges.
    Recu { wire_name: "recu", number: 2, money: OfTerm, proof: Part }
    /// *Régularisation*: the yearly adjustment of charges.
    Regularisation { wire_name: "regularisation", number: 3, money: OfItsOwn, proof: Nothing }
}

impl DocumentKind {
    /// Whether it bills its term, as an *avis* does.
    #[must_use]
    pub fn bills_term(self) -> bool {
        self.money() == Money::OfTerm && self.proof() == Proof::Nothing
    }

    /// Whether it asks for money. One that proves a payment asks for none, nor does one of a later version.
    #[must_use]
    pub fn asks(self) -> bool {
        match (self.proof(), self.money()) {
            (Proof::Nothing, Money::OfTerm | Money::OfItsOwn) => true,
            (Proof::Nothing, Money::Neither) | (Proof::Term | Proof::Part, _) => false,
        }
    }

    /// The kind with this wire name, if any.
    #[must_use]
    pub fn of_wire_name(wire_name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.wire_name() == wire_name)
    }

    /// The kind with this number, if any.
    #[must_use]
    pub fn of_number(number: u8) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.number() == Some(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_wire_name_and_a_number_of_its_own() {
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::of_wire_name(kind.wire_name()), Some(*kind));
            assert_eq!(kind.number().and_then(DocumentKind::of_number), Some(*kind));
            let wire = serde_json::to_string(kind).expect("a name");
            assert_eq!(wire, format!("\"{}\"", kind.wire_name()));
        }
        assert_eq!(DocumentKind::of_number(250), None);
        let later: DocumentKind = serde_json::from_str("\"ofALaterVersion\"").expect("tolerated");
        assert_eq!(later, DocumentKind::Unknown);
    }
}
