//! What a household owes for a term.

use contract::{Cents, DocumentLine, LineKind, Term};

use super::{
    chance::chance,
    households::{Household, Means},
};

/// Yearly revision of rents, in hundredths of a percent, from 2007 on. Later years use the last one.
const REVISIONS: [i64; 20] = [
    180, 160, 230, 100, 110, 190, 215, 90, 47, 8, 50, 75, 125, 153, 66, 42, 350, 350, 326, 104,
];
const FIRST_REVISION: i16 = 2007;

/// The solidarity reduction (RLS) began with the terms of 2018.
const FIRST_YEAR_OF_RLS: i16 = 2018;

/// An amount of this year, in euros, at the prices of an earlier year, in cents.
fn at_prices_of(year: i16, this_year: i16, euros: i64) -> i64 {
    // Millionths of a cent keep the rounding of twenty revisions below a cent.
    let mut amount = euros * 100 * 1_000_000;
    for revised in year..this_year {
        let position = usize::try_from(revised + 1 - FIRST_REVISION).unwrap_or(0);
        let last = REVISIONS[REVISIONS.len() - 1];
        amount = amount * 10_000 / (10_000 + REVISIONS.get(position).copied().unwrap_or(last));
    }
    amount / 1_000_000
}

/// The monthly provision for charges in a year, in cents: a round amount.
pub(super) fn charges(household: &Household, year: i16, this_year: i16) -> i64 {
    at_prices_of(year, this_year, household.charges) / 50 * 50
}

/// The usual lines of a term.
pub(super) fn lines(household: &Household, seed: usize, term: Term, this_year: i16) -> Vec<DocumentLine> {
    let year = term.year();
    let mut lines = vec![
        line(
            LineKind::Rent,
            "Loyer principal",
            at_prices_of(year, this_year, household.rent) + cents_of(seed, year),
        ),
        line(
            LineKind::Charges,
            "Provision pour charges",
            charges(household, year, this_year),
        ),
    ];
    if seed % 5 == 2 {
        lines.push(line(LineKind::Other, "Contrat d’entretien de la chaudière", 490));
    }
    match household.means {
        Means::Plain => {}
        Means::Helped(benefit) => {
            lines.push(line(
                LineKind::Apl,
                "APL versée par la CAF",
                -at_prices_of(year, this_year, benefit),
            ));
            if year >= FIRST_YEAR_OF_RLS {
                let reduction = at_prices_of(year, this_year, 39);
                lines.push(line(
                    LineKind::Rls,
                    "Réduction de loyer de solidarité",
                    -reduction,
                ));
            }
        }
        Means::Above(supplement) => lines.push(line(
            LineKind::Sls,
            "Supplément de loyer de solidarité",
            at_prices_of(year, this_year, supplement),
        )),
    }
    lines
}

/// Odd cents for a rent: rents are not round amounts.
fn cents_of(seed: usize, year: i16) -> i64 {
    chance(seed, i64::from(year), "cents", 100)
}

/// A line of a document.
pub(super) fn line(kind: LineKind, label: &str, cents: i64) -> DocumentLine {
    DocumentLine {
        kind,
        label: label.to_owned(),
        amount: Cents(cents),
    }
}
