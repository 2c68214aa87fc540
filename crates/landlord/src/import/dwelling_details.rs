//! The details of a home in `logements.csv`, beside its address. All these columns are optional.

use contract::{Caretaker, DwellingDetails, EmergencyNumber, EnergyClass};

use super::row::Row;

/// Reads the details; `None` when a problem was reported.
pub(super) fn read(row: &mut Row<'_>) -> Option<DwellingDetails> {
    let (building, staircase) = (row.text_or_none("batiment"), row.text_or_none("escalier"));
    let (floor, door) = (row.text_or_none("etage"), row.text_or_none("porte"));
    let (surface, annexes) = (row.optional_surface("surface"), row.lines("annexes"));
    let (energy_class, climate_class) = (class(row, "dpe"), class(row, "ges"));
    let (meters, emergencies) = (row.lines("compteurs"), emergencies(row));
    let caretaker = caretaker(row);
    Some(DwellingDetails {
        kind: None,
        building: building?,
        staircase: staircase?,
        floor: floor?,
        door: door?,
        surface: surface?,
        annexes: annexes?,
        energy_class: energy_class?,
        climate_class: climate_class?,
        meters: meters?,
        caretaker: caretaker?,
        emergencies: emergencies?,
    })
}

fn class(row: &mut Row<'_>, column: &'static str) -> Option<Option<EnergyClass>> {
    row.optional(column, "expected-class", EnergyClass::parse)
}

fn caretaker(row: &mut Row<'_>) -> Option<Option<Caretaker>> {
    let (name, hours) = (row.text_or_none("gardien"), row.lines("gardien_horaires"));
    let telephone = row.optional_telephone("gardien_telephone");
    let (name, hours, telephone) = (name?, hours?, telephone?);
    Some(name.map(|name| Caretaker {
        name,
        hours,
        telephone,
    }))
}

/// Emergency numbers, one a line: « Ascenseur : 03 53 01 00 91 ».
fn emergencies(row: &mut Row<'_>) -> Option<Vec<EmergencyNumber>> {
    const EXPECTED: &str = "expected-emergency";
    row.each_line("urgences", EXPECTED, |line| {
        let (what, telephone) = line.rsplit_once(':')?;
        let telephone = contract::LandlinePhone::parse_optional(telephone).ok()??;
        let what = what.trim();
        (!what.is_empty()).then(|| EmergencyNumber {
            what: what.to_owned(),
            telephone: telephone.national(),
        })
    })
}
