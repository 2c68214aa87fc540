//! The tenant's side of the service: everything that the desktop application does, without the window.
//!
//! [`Household`] holds the people of one computer. [`Espace`] is one of them, with one method per action. `core`
//! is the machinery (service, session, keyring, archive). Each feature is a file or folder, named as in the
//! window. `navigator` knows where the person is.

mod agency;
mod core;
mod counter;
mod display;
mod documents;
mod dossier;
mod dwelling;
mod espace;
pub mod figures;
mod home;
mod lock;
mod messages;
mod navigator;
mod payment;
mod people;
mod profile;
mod rent_account;
mod sign_in;
mod sign_up;
mod support;
mod wording;

#[cfg(feature = "rehearsal")]
pub use crate::core::rehearsal::Rehearsed;
pub use crate::core::{
    archive::{ArchiveDisk, DocumentValidity},
    config::{Config, ConfigError},
    current_language::CurrentLanguage,
    failure::{Failure, FailureCode, FieldFailure},
    freshness::{Freshness, FreshnessState},
    limits::Limits,
    logo::Logo,
    proxy::{NoProxyAddress, Proxies, ProxyServer, ProxySetting, Route, SystemProxy},
    qr_drawing::QrDrawing,
    secrets::{
        MemorySecrets, OsKeyring, PinStatus, PromptAnswer, SecretName, SecretStorage, SecretStore,
        SecretsError,
    },
    unopened_page::UnopenedPage,
};
pub use counter::{
    AskedKeyView, Counter, CounterFrame, DeskView, FiguresView, KeyPage, SecondFactorView, SecurityKeyView,
    TenantFound, Traces, VisitView, WipePlace, WipeProof, WipeReason, WipedPlace,
};
pub use display::{Appearance, Contrast, FirstPaint, Preferences, TextSize};
pub use documents::{
    download::{DownloadProgress, DownloadState},
    pdf_code::PdfCode,
    search::DocumentSearch,
    view::{DocumentList, DocumentSummary, DocumentView, FoundDocuments, PdfFacts, YearOfDocuments},
};
pub use dossier::{FileWanted, GeneratedFile, GeneratedFormat, SavedFile};
pub use dwelling::DwellingView;
pub use espace::{Espace, PaymentBegun};
pub use home::{HomeOverview, NewerVersion};
pub use lock::PinLoss;
pub use messages::message::{MessageStatus, MessageView};
pub use navigator::step::{FirstScreen, Step};
pub use payment::{
    amount::AmountWanted,
    card_payment::{CardPaymentStatus, CardPaymentView},
    transfer::Transfer,
    ways::WaysToPay,
};
pub use people::{Household, Keyrings, Seat, view::Person};
pub use profile::{
    ConsentView, Device, ExportFormat, PendingEmailView, PendingKind, PendingMobileView, ProfileNews,
    ProfileOverview, ProfileQuestion, StaffHelp,
};
pub use rent_account::{OpenChargeView, OwedView, RentAccountView};
pub use sign_up::view::SignUpDetailsForm;
pub use support::{ArchiveFacts, RecentFailure, RecentFailures, StorageFacts, SupportFacts};
