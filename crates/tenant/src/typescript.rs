//! The TypeScript declarations of every type that reaches the wizard, so that a renamed field
//! fails the wizard's type check.

use contract::{
    Agency, Cents, DocumentId, DocumentKind, DocumentLine, DocumentStatus, EnrolmentPurpose, FieldName,
    IssuingLandlord, LandlordProfile, LetterCodeReading, LineKind, MaskedPhone, PasswordReading, Strength,
    TenantCodeReading, Term,
};
use ts_rs::{Config, TS};

use crate::{
    AccountNews, AccountOverview, AccountQuestion, Appearance, ConsentView, Contrast, Device, DocumentList,
    DocumentSearch, DocumentStanding, DocumentSummary, DocumentView, ExportFormat, Failure, FailureCode,
    FieldFailure, FirstPaint, FoundDocuments, Freshness, FreshnessState, KeepingProgress, KeepingState,
    Language, Opening, PapersWanted, PdfCode, PdfFacts, Person, PinLoss, PinStanding, Preferences, Profile,
    SavedPapers, SecretsKept, Step, YearOfDocuments,
};

/// The text of `ui/src/bindings.ts`.
#[must_use]
pub fn declarations() -> String {
    let config = Config::new().with_large_int("number");
    let mut text = String::from("// Generated from the Rust types by `cargo xtask generate`. Do not edit.\n");
    macro_rules! declare {
        ($($type:ty),* $(,)?) => {
            $(
                text.push_str("\nexport ");
                text.push_str(&<$type as TS>::decl(&config));
                text.push('\n');
            )*
        };
    }
    declare!(
        AccountNews,
        AccountOverview,
        AccountQuestion,
        Agency,
        Appearance,
        Cents,
        ConsentView,
        Contrast,
        Device,
        DocumentId,
        DocumentKind,
        DocumentLine,
        DocumentList,
        DocumentSearch,
        DocumentStanding,
        DocumentStatus,
        DocumentSummary,
        DocumentView,
        EnrolmentPurpose,
        ExportFormat,
        Failure,
        FailureCode,
        FieldFailure,
        FieldName,
        FoundDocuments,
        Freshness,
        FreshnessState,
        IssuingLandlord,
        KeepingProgress,
        KeepingState,
        LandlordProfile,
        Language,
        LetterCodeReading,
        LineKind,
        MaskedPhone,
        FirstPaint,
        Opening,
        PapersWanted,
        PasswordReading,
        PdfCode,
        PdfFacts,
        Person,
        PinLoss,
        PinStanding,
        Preferences,
        Profile,
        SavedPapers,
        SecretsKept,
        Step,
        Strength,
        TenantCodeReading,
        Term,
        YearOfDocuments,
    );
    text
}
