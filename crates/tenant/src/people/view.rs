//! What *Qui êtes-vous ?* shows.

use serde::Serialize;

/// A person known to this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Person {
    /// The number of the seat, from 0.
    pub number: u8,
    /// The last three digits of the tenant code.
    pub tenant_code_end: String,
    /// The name of the tenant, if it is known.
    pub name: Option<String>,
}

/// A person who is to be removed from this computer, once that is confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Removal {
    pub(crate) person: Person,
    /// Their session stays open at the landlord's service: a PIN seals its token.
    pub(crate) session_stays: bool,
}

/// The screens of the people of a computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PeopleView {
    /// *Qui êtes-vous ?*
    Choice {
        people: Vec<Person>,
        /// All seats are taken.
        full: bool,
    },
    /// Asks for confirmation before a person is removed from this computer.
    Removal(Removal),
}
