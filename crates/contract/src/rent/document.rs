//! Rent documents: what the landlord issues for each term (loi n° 89-462, art. 21).

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{DocumentKind, Money, Proof};
use crate::Cents;

/// Maximum size of a rent document's PDF, in bytes. Neither end reads a larger one (S18).
pub const MAX_PDF_BYTES: usize = 10 * 1024 * 1024;

/// The opaque id of a rent document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct DocumentId(pub String);

/// A rent term: one month of one year, `2026-07`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^[0-9]{4}-[0-9]{2}$", example = "2026-07")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct Term(Date);

/// The text is not a month of a year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a term like 2026-07 or 07/2026")]
pub struct TermFlaw;

impl Term {
    /// The term of a month (1 to 12).
    ///
    /// # Errors
    /// When the year is outside 1900 to 2999, or the month outside 1 to 12.
    pub fn new(year: i16, month: i8) -> Result<Self, TermFlaw> {
        if !(1900..=2999).contains(&year) {
            return Err(TermFlaw);
        }
        Date::new(year, month, 1).map(Self).map_err(|_| TermFlaw)
    }

    /// Reads `2026-07` or `07/2026`.
    ///
    /// # Errors
    /// When the text has neither form, or is out of the range of [`Self::new`].
    pub fn parse(text: &str) -> Result<Self, TermFlaw> {
        let text = text.trim();
        let (year, month) = match (text.split_once('-'), text.split_once('/')) {
            (Some((year, month)), _) | (None, Some((month, year))) => (year, month),
            _ => return Err(TermFlaw),
        };
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !plain(year) || !plain(month) || year.len() != 4 {
            return Err(TermFlaw);
        }
        Self::new(
            year.parse().map_err(|_| TermFlaw)?,
            month.parse().map_err(|_| TermFlaw)?,
        )
    }

    /// The first day of the term.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.0
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl TryFrom<String> for Term {
    type Error = TermFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Term> for String {
    fn from(term: Term) -> Self {
        term.to_string()
    }
}

/// Kind of a document line.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema, strum::VariantArray,
)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum LineKind {
    /// Rent without charges.
    Rent,
    /// Provision for charges.
    Charges,
    /// Adjustment of charges.
    Regularisation,
    /// Housing benefit paid to the landlord (*APL*), deducted.
    Apl,
    /// Solidarity rent reduction (*RLS*), deducted.
    Rls,
    /// Solidarity rent supplement (*SLS*).
    Sls,
    /// Balance of earlier terms.
    EarlierBalance,
    /// A payment received.
    Payment,
    /// Anything else; its label says what.
    #[serde(other)]
    Other,
}

/// One line of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DocumentLine {
    /// Its kind.
    pub kind: LineKind,
    /// Label in the landlord's own words.
    #[schema(example = "Loyer")]
    pub label: String,
    /// Amount; negative when deducted.
    pub amount: Cents,
}

/// The landlord, as named on the document when it was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct IssuingLandlord {
    /// Legal name.
    pub name: String,
    /// Postal address, line by line.
    pub address: Vec<String>,
    /// SIRET number.
    pub siret: String,
}

/// Status of a document on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum DocumentStatus {
    /// Paid in full.
    Paid,
    /// Paid in part, not yet late.
    PartlyPaid,
    /// Unpaid, not yet late.
    Due,
    /// Not paid in full, and late.
    Overdue,
    /// Nothing to pay: the balance is nil or in the tenant's favour.
    Settled,
    /// Asks for nothing and proves nothing.
    ForInformation,
}

impl DocumentStatus {
    /// Status on a given day, from the amount asked, the amount received and what is left to pay. What is left after
    /// the due date is late, as in the rent account, also when a part of it was paid.
    #[must_use]
    pub fn on(
        today: Date,
        kind: DocumentKind,
        amount: Cents,
        paid: Cents,
        left: Cents,
        due_on: Option<Date>,
    ) -> Self {
        match (kind.proof(), kind.money()) {
            (Proof::Term, _) => return Self::Paid,
            // A *reçu* covers a part of the term; « payé » beside it would say too much.
            (Proof::Part, _) => return Self::PartlyPaid,
            // Includes kinds of a later version, for which « en retard » could be wrong.
            (Proof::Nothing, Money::Neither) => return Self::ForInformation,
            (Proof::Nothing, Money::OfTerm | Money::OfItsOwn) => {}
        }
        if amount <= Cents(0) {
            Self::Settled
        } else if left <= Cents(0) {
            Self::Paid
        } else if due_on.is_some_and(|due| due < today) {
            Self::Overdue
        } else if paid > Cents(0) {
            Self::PartlyPaid
        } else {
            Self::Due
        }
    }
}

/// A rent document. It is frozen once issued; a correction is a new document that supersedes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RentDocument {
    /// Its id.
    pub id: DocumentId,
    /// Grows each time something about the document changes (a payment, a supersession).
    pub revision: i64,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its term.
    pub term: Term,
    /// Date of issue.
    #[schema(value_type = String, format = Date)]
    pub issued_on: Date,
    /// Due date, if any.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Date>,
    /// The sum of its lines.
    pub amount: Cents,
    /// Amount received for it.
    pub paid: Cents,
    /// Date of the last payment received.
    #[schema(value_type = Option<String>, format = Date)]
    pub paid_on: Option<Date>,
    /// The tenants it names.
    pub tenants: Vec<String>,
    /// Address of the dwelling it names, line by line.
    pub dwelling: Vec<String>,
    /// The landlord it names.
    pub landlord: IssuingLandlord,
    /// Its lines, in order.
    pub lines: Vec<DocumentLine>,
    /// The document it corrects.
    pub supersedes: Option<DocumentId>,
    /// The document that corrects it.
    pub superseded_by: Option<DocumentId>,
    /// Date of withdrawal. The document was issued by mistake and proves nothing.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub withdrawn_on: Option<Date>,
}

impl RentDocument {
    /// Status of the document on a given day, by its own figures.
    #[must_use]
    pub fn status(&self, today: Date) -> DocumentStatus {
        self.status_with(today, self.amount - self.paid)
    }

    /// Status of the document on a given day, when so much is left to pay.
    #[must_use]
    pub fn status_with(&self, today: Date, left: Cents) -> DocumentStatus {
        DocumentStatus::on(today, self.kind, self.amount, self.paid, left, self.due_on)
    }
}

/// A page of the list of rent documents, in the order of their last change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentPage {
    /// The documents.
    pub documents: Vec<RentDocument>,
    /// Send as `cursor` to get the next page; none on the last page.
    pub next_cursor: Option<String>,
    /// Send as `since` to get only what changed after this page. Opaque.
    pub sync_mark: String,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    /// Due on 5 August 2026.
    fn avis(amount: i64, paid: i64) -> RentDocument {
        RentDocument {
            amount: Cents(amount),
            paid: Cents(paid),
            ..samples::avis("d", 2026, 7)
        }
    }

    #[test]
    fn an_avis_is_due_then_late_then_paid() {
        let on_time = date(2026, 8, 5);
        assert_eq!(avis(41_237, 0).status(on_time), DocumentStatus::Due);
        assert_eq!(avis(41_237, 0).status(date(2026, 8, 6)), DocumentStatus::Overdue);
        assert_eq!(avis(41_237, 1).status(on_time), DocumentStatus::PartlyPaid);
        assert_eq!(avis(41_237, 41_237).status(on_time), DocumentStatus::Paid);
        assert_eq!(avis(-500, 0).status(on_time), DocumentStatus::Settled);
    }

    #[test]
    fn what_is_left_after_the_due_date_is_late_also_when_a_part_was_paid() {
        let late = date(2026, 8, 6);
        assert_eq!(avis(41_237, 1).status(late), DocumentStatus::Overdue);
        assert_eq!(avis(41_237, 41_236).status(late), DocumentStatus::Overdue);
        assert_eq!(avis(41_237, 41_237).status(late), DocumentStatus::Paid);
    }

    #[test]
    fn a_recu_never_reports_its_term_as_paid() {
        let recu = RentDocument {
            kind: DocumentKind::Recu,
            ..avis(11_000, 11_000)
        };
        assert_eq!(recu.status(date(2026, 8, 6)), DocumentStatus::PartlyPaid);
    }

    #[test]
    fn a_kind_that_asks_for_nothing_is_never_due_or_overdue() {
        let unknown = RentDocument {
            kind: DocumentKind::Unknown,
            ..avis(41_237, 0)
        };
        for day in [date(2026, 8, 5), date(2026, 8, 6)] {
            assert_eq!(unknown.status(day), DocumentStatus::ForInformation);
        }
    }

    #[test]
    fn tolerates_kinds_of_a_later_version() {
        assert_eq!(
            serde_json::from_str::<DocumentKind>("\"mandate\"").expect("readable"),
            DocumentKind::Unknown
        );
        assert_eq!(
            serde_json::from_str::<LineKind>("\"waterMeter\"").expect("readable"),
            LineKind::Other
        );
    }

    #[test]
    fn reads_a_term_in_both_orders() {
        assert_eq!(Term::parse("07/2026"), Term::parse("2026-07"));
        for text in [
            "2026",
            "2026-13",
            "26-07",
            "2026-00",
            "juillet 2026",
            "-2026-07",
            "2026-07-01",
        ] {
            assert_eq!(Term::parse(text), Err(TermFlaw), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_written_term_reads_back(year in 1900_i16..3000, month in 1_i8..=12) {
            let term = Term::new(year, month).expect("in range");
            prop_assert_eq!(Term::parse(&term.to_string()), Ok(term));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            let _ = Term::parse(&text);
        }
    }
}
