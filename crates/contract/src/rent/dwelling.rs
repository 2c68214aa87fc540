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

/// A number to call about something of the home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EmergencyNumber {
    /// What it is for: « Ascenseur ».
    pub what: String,
    /// As written in France.
    pub telephone: String,
}

/// The caretaker of the building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Caretaker {
    /// Name.
    pub name: String,
    /// When to find them, one line each.
    pub hours: Vec<String>,
    /// As written in France.
    pub telephone: Option<String>,
}

/// What the landlord has on file of the home. What it does not know is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DwellingDetails {
    /// « T3 », « Garage ».
    pub kind: Option<String>,
    /// Building, as it is called there.
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
    /// Whom to call when something fails.
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
    /// Who lives there with the tenants, as declared.
    #[serde(default)]
    pub occupants: Vec<String>,
}

/// A word of the landlord to its tenants: works, a cut, a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct News {
    /// Title.
    pub title: String,
    /// Text, one paragraph each.
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
    fn what_a_landlord_does_not_know_is_left_out() {
        let details: DwellingDetails =
            serde_json::from_str(r#"{"kind":"T3","garden":true}"#).expect("readable");
        assert_eq!(details.kind.as_deref(), Some("T3"));
        assert_eq!(details.energy_class, None);
    }
}
