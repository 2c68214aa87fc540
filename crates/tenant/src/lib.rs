//! The tenant's end, without any window: what the desktop application does.
//!
//! [`Household`] is the people of one computer, [`Espace`] one of them, with one method per thing a person does. Behind it: `client` speaks
//! to the landlord, `enrolment` is sign-up step by step, `account` *Mon profil*, `session` keeps the tokens, `secrets` the
//! keyring, `archive` the sealed receipts, `sync` brings them up to date,
//! `card_payment` is what is kept of a payment, `dossier` makes files of them for others, `attestation` checks the codes on their PDFs.

mod account;
mod agency_message;
mod archive;
mod attestation;
mod card_payment;
mod client;
mod config;
mod counter;
mod documents;
mod dossier;
mod dwelling;
mod enrolment;
mod espace;
mod failure;
mod home;
mod household;
mod idle;
mod landlord_clock;
mod limits;
mod logo;
mod pdf_keeping;
mod preferences;
#[cfg(feature = "rehearsal")]
mod rehearsal;
mod rent_account;
mod search;
mod secrets;
mod session;
mod step;
mod suggestions;
mod sync;
mod transfer;
#[cfg(feature = "typescript")]
pub mod typescript;

pub use account::{
    AccountNews, AccountOverview, AccountQuestion, ConsentView, Device, ExportFormat, StaffHelp,
};
pub use agency_message::{MessageStanding, MessageView};
pub use archive::DocumentStanding;
pub use attestation::PdfCode;
pub use card_payment::{AmountWanted, CardPaymentStanding, CardPaymentView};
pub use config::{Config, ConfigError};
pub use counter::{
    COUNTDOWN, Counter, CounterStanding, DeskView, FiguresView, SecondFactorView, TenantFound, Traces,
    VisitView, WipePlace, WipeProof, WipeReason, WipedPlace,
};
pub use documents::{
    DocumentList, DocumentSummary, DocumentView, FoundDocuments, Freshness, FreshnessState, PdfFacts,
    YearOfDocuments,
};
pub use dossier::{Papers, PapersFormat, PapersWanted, SavedPapers};
pub use dwelling::DwellingView;
pub use espace::{Espace, PaymentBegun};
pub use failure::{Failure, FailureCode, FieldFailure};
pub use home::HomeOverview;
pub use household::{Household, Keyrings, Seat};
pub use limits::Limits;
pub use logo::Logo;
pub use pdf_keeping::{KeepingProgress, KeepingState};
pub use preferences::{Appearance, Contrast, Language, Preferences, TextSize};
#[cfg(feature = "rehearsal")]
pub use rehearsal::Rehearsed;
pub use rent_account::{OpenChargeView, OwedView, RentAccountView, WaysToPay};
pub use search::DocumentSearch;
pub use secrets::{MemorySecrets, OsKeyring, SecretName, SecretStore, SecretsError, SecretsKept};
pub use step::{FirstPaint, Opening, Person, PinLoss, PinStanding, Profile, Step};
pub use transfer::{QrDrawing, Transfer};
