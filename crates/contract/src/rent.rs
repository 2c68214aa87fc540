//! The rented home, what is owed for it, and the rent documents.

mod account;
mod document;
mod document_kind;
mod dwelling;
mod tenancy;

pub use account::{Due, OpenCharge, Owed, RentAccount, RentAccountEntry, RentAccountEntryKind};
pub use document::{
    DocumentId, DocumentLine, DocumentPage, DocumentStatus, IssuingLandlord, LineKind, MAX_PDF_BYTES,
    RentDocument, Term, TermFlaw,
};
pub use document_kind::{DocumentKind, Money, Proof};
pub use dwelling::{Caretaker, DwellingDetails, EmergencyNumber, EnergyClass, LeaseDetails, News};
pub use tenancy::Tenancy;
