//! The past of a household: what was issued and paid each month until today.

use contract::{Cents, DocumentKind, DocumentLine, LineKind, Term};
use jiff::{Span, civil::Date};

use super::{
    DOCUMENTS_OF_FAITHFUL_TENANT,
    bill::{self, line},
    chance::chance,
    households::{Household, Pays, Story},
};

/// A document as the rent system exports it.
pub(super) struct Issued {
    pub(super) reference: String,
    pub(super) kind: DocumentKind,
    pub(super) term: Term,
    pub(super) issued_on: Date,
    pub(super) due_on: Option<Date>,
    pub(super) lines: Vec<DocumentLine>,
    pub(super) supersedes: Option<String>,
}

impl Issued {
    pub(super) fn amount(&self) -> Cents {
        self.lines.iter().map(|line| line.amount).sum()
    }
}

/// A payment as the rent system exports it.
pub(super) struct Received {
    pub(super) reference: String,
    pub(super) document: String,
    pub(super) on: Date,
    pub(super) amount: Cents,
    pub(super) method: &'static str,
}

/// Documents and payments of a household.
pub(super) struct History<'a> {
    household: &'a Household,
    seed: usize,
    lease: &'a str,
    today: Date,
    pub(super) starts_on: Date,
    pub(super) documents: Vec<Issued>,
    pub(super) payments: Vec<Received>,
    /// Lines for the next avis: an earlier balance, or a credit from charges or from an overpayment.
    carried: Vec<DocumentLine>,
}

/// A day (1 to 28) of the month that comes some months after that of a date.
fn day_of(month: Date, months_after: i32, day: i8) -> Date {
    let first = month
        .first_of_month()
        .saturating_add(Span::new().months(months_after));
    first.with().day(day).build().unwrap_or(first)
}

impl<'a> History<'a> {
    /// Makes up the past of a household.
    pub(super) fn invent(household: &'a Household, seed: usize, lease: &'a str, today: Date) -> Self {
        let mut history = Self {
            household,
            seed,
            lease,
            today,
            starts_on: day_of(today, -household.months, 1),
            documents: Vec::new(),
            payments: Vec::new(),
            carried: Vec::new(),
        };
        if seed % 11 == 5 {
            let label = "Solde antérieur (bail précédent)";
            history.carried.push(line(LineKind::EarlierBalance, label, 3_500));
        }
        let to_come = i32::from(day_of(today, 0, ISSUE_DAY) > today);
        for ago in (0..=household.months).rev() {
            let month = day_of(today, -ago, 1);
            // The next avis deducts an adjustment in the tenant's favour.
            history.adjust_charges(month);
            if ago >= to_come {
                history.run_term(month, ago - to_come);
            }
        }
        if household.story == Story::Faithful {
            history.keep_what_was_asked_for();
        }
        history
    }

    /// One term: avis, payments, reçu, quittance. `back` counts terms from the last one.
    fn run_term(&mut self, month: Date, back: i32) {
        let Ok(term) = Term::new(month.year(), month.month()) else {
            return;
        };
        let mut lines = bill::lines(self.household, self.seed, term, self.today.year());
        lines.append(&mut self.carried);
        let (issued_on, due_on) = (day_of(month, 0, ISSUE_DAY), day_of(month, 1, DUE_DAY));
        let mut avis = self.document(DocumentKind::Avis, term, issued_on, lines.clone());
        avis.due_on = Some(due_on);
        if self.household.story == Story::Corrected && back == 5 {
            avis = self.correct(avis);
        }
        let (avis_reference, amount) = (avis.reference.clone(), avis.amount());
        let avis_kept = self.household.story != Story::Faithful || back < 12;
        let quittance = self.document(DocumentKind::Quittance, term, issued_on, lines);
        let paid = if avis_kept {
            avis_reference
        } else {
            quittance.reference.clone()
        };
        if avis_kept {
            self.documents.push(avis);
        }
        if let Some(paid_on) = self.pay_term(&paid, term, amount, back) {
            let issued_on = paid_on.saturating_add(Span::new().days(4));
            if issued_on <= self.today {
                self.documents.push(Issued {
                    issued_on,
                    ..quittance
                });
            }
        }
    }

    /// Issues the avis with an error, and returns the one that replaces it.
    fn correct(&mut self, mut right: Issued) -> Issued {
        let mut wrong_lines = right.lines.clone();
        wrong_lines.push(line(LineKind::Sls, "Supplément de loyer de solidarité", 4_500));
        let reference = format!("{}-R1", right.reference);
        let wrong = Issued {
            reference: std::mem::replace(&mut right.reference, reference),
            lines: wrong_lines,
            supersedes: None,
            ..right
        };
        right.supersedes = Some(wrong.reference.clone());
        right.issued_on = wrong.issued_on.saturating_add(Span::new().days(2));
        self.documents.push(wrong);
        right
    }

    /// Records the payments of a term, and the reçu of a part. Returns the day on which the term was paid in full.
    fn pay_term(&mut self, document: &str, term: Term, amount: Cents, back: i32) -> Option<Date> {
        let month = term.first_day();
        let dice = |what, bound| chance(self.seed, occasion(month), what, bound);
        let near_due = day_of(month, 1, i8::try_from(2 + dice("day", 7)).unwrap_or(DUE_DAY));
        let due = day_of(month, 1, DUE_DAY);
        let first_part = Cents(amount.0 * (35 + dice("part", 30)) / 100 / 1_000 * 1_000);
        let in_parts = dice("parts", 6) == 0;
        match (self.household.story, back) {
            (Story::Arrears, 0 | 1 | 3) => return None,
            (Story::Arrears, 2) => {
                self.pay_part(document, term, near_due, first_part);
                return None;
            }
            (Story::DebitSentBack, 6) => {
                self.receive(document, due, amount, "prélèvement");
                let sent_back = due.saturating_add(Span::new().days(3));
                self.receive(document, sent_back, -amount, "prélèvement rejeté");
                let again = day_of(month, 1, 21);
                return self.receive(document, again, amount, "carte bancaire");
            }
            _ => {}
        }
        match self.household.pays {
            Pays::Debit => self.receive(document, due, amount, "prélèvement"),
            Pays::Transfer if back > 1 && dice("too much", 30) == 0 => {
                let label = "Solde antérieur (trop-perçu)";
                self.carried.push(line(LineKind::EarlierBalance, label, -2_000));
                self.receive(document, near_due, amount + Cents(2_000), "virement")
            }
            Pays::Transfer => self.receive(document, near_due, amount, "virement"),
            Pays::InParts if in_parts && first_part > Cents(0) => {
                self.pay_part(document, term, near_due, first_part);
                let rest = amount - first_part;
                self.receive(document, day_of(month, 1, 20), rest, "carte bancaire")
            }
            Pays::InParts => {
                let method = match dice("method", 3) {
                    0 => "carte bancaire",
                    1 => "chèque",
                    _ => "espèces",
                };
                self.receive(document, near_due, amount, method)
            }
        }
    }

    /// Records the payment of a part of a term, and its reçu.
    fn pay_part(&mut self, document: &str, term: Term, on: Date, amount: Cents) {
        if self.receive(document, on, amount, "carte bancaire").is_none() {
            return;
        }
        let label = format!("Paiement du {} par carte bancaire", on.strftime("%d/%m/%Y"));
        let lines = vec![line(LineKind::Payment, &label, amount.0)];
        let recu = self.document(DocumentKind::Recu, term, on, lines);
        self.documents.push(recu);
    }

    /// Records a payment and returns its day; `None` when the day is still to come.
    fn receive(&mut self, document: &str, on: Date, amount: Cents, method: &'static str) -> Option<Date> {
        if on > self.today {
            return None;
        }
        self.payments.push(Received {
            reference: format!("PA-{}-{:04}", self.lease, self.payments.len() + 1),
            document: document.to_owned(),
            on,
            amount,
            method,
        });
        Some(on)
    }

    /// The yearly adjustment to the real charges of last year, issued in June. For [`Story::Corrected`], that of
    /// this year is 20 days old.
    fn adjust_charges(&mut self, month: Date) {
        let wanted = match self.household.story {
            Story::Corrected => {
                let issued_on = self.today.saturating_sub(Span::new().days(20));
                if month.year() == issued_on.year() {
                    if month == issued_on.first_of_month() {
                        let due_on = self.today.saturating_add(Span::new().days(25));
                        self.adjust(issued_on, due_on, Some(8_412));
                    }
                    return;
                }
                true
            }
            Story::Faithful => month.year() + 3 > self.today.year(),
            _ => true,
        };
        let issued_on = day_of(month, 0, 15);
        if month.month() == 6 && wanted && issued_on <= self.today {
            self.adjust(issued_on, day_of(month, 1, 15), None);
        }
    }

    /// Issues an adjustment with a given balance, in cents, or with one by chance.
    fn adjust(&mut self, issued_on: Date, due_on: Date, balance: Option<i64>) {
        let year = issued_on.year() - 1;
        let months = (1..=12)
            .filter(|month| Date::new(year, *month, 1).is_ok_and(|first| first >= self.starts_on))
            .count();
        let Ok(term) = Term::new(issued_on.year(), issued_on.month()) else {
            return;
        };
        if months == 0 {
            return;
        }
        let provisions = bill::charges(self.household, year, self.today.year()) * months as i64;
        let balance = balance.unwrap_or_else(|| chance(self.seed, year.into(), "charges", 16_000) - 7_000);
        let lines = vec![
            line(
                LineKind::Regularisation,
                &format!("Charges réelles de l’année {year}"),
                provisions + balance,
            ),
            line(
                LineKind::Regularisation,
                &format!("Provisions versées en {year}"),
                -provisions,
            ),
        ];
        let mut document = self.document(DocumentKind::Regularisation, term, issued_on, lines);
        if balance > 0 {
            document.due_on = Some(due_on);
            self.receive(&document.reference.clone(), due_on, Cents(balance), "virement");
        } else {
            let label = format!("Régularisation des charges {year}");
            self.carried.push(line(LineKind::Regularisation, &label, balance));
        }
        self.documents.push(document);
    }

    fn document(&self, kind: DocumentKind, term: Term, issued_on: Date, lines: Vec<DocumentLine>) -> Issued {
        let kind_of_reference = kind.wire_name().to_uppercase();
        Issued {
            reference: format!(
                "{kind_of_reference}-{}-{}",
                self.lease,
                term.first_day().strftime("%Y%m")
            ),
            kind,
            term,
            issued_on,
            due_on: None,
            lines,
            supersedes: None,
        }
    }

    /// Issues one more document today, which asks for one cent.
    pub(super) fn issue_one_more(&mut self) {
        let Ok(term) = Term::new(self.today.year(), self.today.month()) else {
            return;
        };
        let lines = vec![line(LineKind::Regularisation, "Régularisation de centimes", 1)];
        let mut document = self.document(DocumentKind::Regularisation, term, self.today, lines);
        document.reference += "-S";
        document.due_on = Some(day_of(self.today, 1, 5));
        self.documents.push(document);
    }

    /// Drops early documents and their payments, to keep the promised number of documents. A quittance is given on
    /// request, and some of the first years were never requested.
    fn keep_what_was_asked_for(&mut self) {
        let excess = self.documents.len().saturating_sub(DOCUMENTS_OF_FAITHFUL_TENANT);
        let dropped: Vec<String> = self
            .documents
            .drain(1..=excess)
            .map(|document| document.reference)
            .collect();
        self.payments
            .retain(|payment| !dropped.contains(&payment.document));
    }
}

/// Day of the month on which avis are issued, and day of the next month on which they are due: social rents are
/// paid in arrears.
const ISSUE_DAY: i8 = 26;
const DUE_DAY: i8 = 5;

fn occasion(month: Date) -> i64 {
    i64::from(month.year()) * 12 + i64::from(month.month())
}
