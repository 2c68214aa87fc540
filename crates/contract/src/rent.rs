//! What is rented, what is owed for it, and the documents that say so.

mod account;
mod document;
mod dwelling;
mod tenancy;

pub use account::{AccountEntry, AccountEntryKind, OpenCharge, Owed, RentAccount};
pub use document::{
    DocumentId, DocumentKind, DocumentLine, DocumentPage, DocumentStatus, IssuingLandlord, LineKind,
    RentDocument, Term, TermFlaw,
};
pub use dwelling::{Caretaker, DwellingDetails, EmergencyNumber, EnergyClass, LeaseDetails, News};
pub use tenancy::Tenancy;
