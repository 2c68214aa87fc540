//! The landlord's details on every paper.

use contract::{IssuingLandlord, LandlordSection};
use jiff::civil::Date;
use paper::siret;
use paper::{FluentArgs, args_of};
use serde::Serialize;

use super::drawable;

/// The landlord's details, as templates read them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Letterhead {
    name: String,
    /// By lines.
    address: Vec<String>,
    siret: String,
}

impl Letterhead {
    /// The landlord as configured today.
    pub(super) fn of(landlord: &LandlordSection) -> Self {
        Self::new(&landlord.name, &landlord.address, landlord.siret.as_str())
    }

    /// The landlord as it was when a document was issued.
    pub(super) fn of_issuing(landlord: &IssuingLandlord) -> Self {
        Self::new(&landlord.name, &landlord.address, &landlord.siret)
    }

    fn new(name: &str, address: &[String], number: &str) -> Self {
        Self {
            name: drawable(name),
            address: address.iter().map(|line| drawable(line)).collect(),
            siret: siret(&drawable(number)),
        }
    }
}

impl Letterhead {
    /// The arguments that the sentences of every paper take.
    pub(super) fn args(&self) -> FluentArgs<'static> {
        args_of([
            ("landlord", self.name.clone().into()),
            ("siret", self.siret.clone().into()),
        ])
    }
}

/// Year, month and day, as templates read a date.
pub(super) fn date_parts(day: Date) -> [i16; 3] {
    [day.year(), i16::from(day.month()), i16::from(day.day())]
}
