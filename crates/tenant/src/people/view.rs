//! What *Qui êtes-vous ?* shows.

use serde::Serialize;

/// One of those whom this computer knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Person {
    /// What tells the people of this computer apart.
    pub number: u8,
    /// The last three digits of the tenant code.
    pub tenant_code_end: String,
    /// As on the lease, where it is known.
    pub name: Option<String>,
}

/// The screens of the people of a computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PeopleView {
    /// *Qui êtes-vous ?*
    Choice {
        people: Vec<Person>,
        /// There is no place for anybody more.
        full: bool,
    },
    /// Whether a person is to be removed from this computer.
    Removal { person: Person },
}
