//! *Mon logement*: the home, its lease, and whom to call.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Cents;

/// A class of the energy label (*DPE*, arrêté du 31 mars 2021).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum EnergyClass {
    /// The best.
    A,
    /// The second.
    B,
    /// The third.
    C,
    /// The fourth.
    D,
    /// The fifth.
    E,
    /// The sixth.
    F,
    /// The worst.
    G,
}

impl EnergyClass {
    /// Reads one letter, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim() {
            "A" | "a" => Self::A,
            "B" | "b" => Self::B,
            "C" | "c" => Self::C,
            "D" | "d" => Self::D,
            "E" | "e" => Self::E,
            "F" | "f" => Self::F,
            "G" | "g" => Self::G,
            _ => return None,
        })
    }
}

/// A number to call about a part of the home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EmergencyNumber {
    /// What it is for: « Ascenseur ».
    pub what: String,
    /// Telephone, as written in France.
    pub telephone: String,
}

/// The caretaker of the building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Caretaker {
    /// Name.
    pub name: String,
    /// Hours of presence, one line each.
    pub hours: Vec<String>,
    /// Telephone, as written in France.
    pub telephone: Option<String>,
}

/// What the landlord has on file about the home. Unknown details are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DwellingDetails {
    /// Type: « T3 », « Garage ».
    pub kind: Option<String>,
    /// Building, by its local name.
    pub building: Option<String>,
    /// Staircase.
    pub staircase: Option<String>,
    /// Floor, in words: « 2e étage », « rez-de-chaussée ».
    pub floor: Option<String>,
    /// Door.
    pub door: Option<String>,
    /// Living area, in hundredths of a square metre.
    pub surface: Option<u32>,
    /// Cellar, garage, garden, one line each.
    pub annexes: Vec<String>,
    /// Energy label.
    pub energy_class: Option<EnergyClass>,
    /// Greenhouse gas label.
    pub climate_class: Option<EnergyClass>,
    /// Meters with their numbers and places, one line each.
    pub meters: Vec<String>,
    /// The caretaker.
    pub caretaker: Option<Caretaker>,
    /// Numbers to call when something fails.
    pub emergencies: Vec<EmergencyNumber>,
}

/// The lease.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LeaseDetails {
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub starts_on: Date,
    /// *Dépôt de garantie*.
    pub deposit: Option<Cents>,
    /// Other occupants, as declared.
    #[serde(default)]
    pub occupants: Vec<String>,
}

/// An announcement from the landlord to its tenants: works, an outage, a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct News {
    /// Title.
    pub title: String,
    /// Text, one element per paragraph.
    pub text: Vec<String>,
    /// The first day on which it is shown.
    #[schema(value_type = String, format = Date)]
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub from: Date,
    /// The last day on which it is shown.
    #[schema(value_type = String, format = Date)]
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub until: Date,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_one_letter_from_a_to_g() {
        assert_eq!(EnergyClass::parse(" d "), Some(EnergyClass::D));
        for text in ["", "H", "AB", "1"] {
            assert_eq!(EnergyClass::parse(text), None, "{text}");
        }
    }

    #[test]
    fn absent_details_are_none_and_unknown_ones_ignored() {
        let details: DwellingDetails =
            serde_json::from_str(r#"{"kind":"T3","garden":true}"#).expect("readable");
        assert_eq!(details.kind.as_deref(), Some("T3"));
        assert_eq!(details.energy_class, None);
    }
}
