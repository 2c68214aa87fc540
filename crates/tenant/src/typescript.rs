//! The TypeScript declarations of every type that reaches the wizard, so that a renamed field
//! fails the wizard's type check.

use contract::{
    AccountEntry, AccountEntryKind, Agency, AttachmentFacts, AttachmentKind, Caretaker, Cents,
    CounterFigures, DocumentId, DocumentKind, DocumentLine, DocumentStatus, DwellingDetails, EmergencyNumber,
    EnergyClass, EnrolmentPurpose, FieldName, IdentityDocument, IssuingLandlord, LandlordProfile,
    LeaseDetails, LetterCodeReading, LineKind, MaskedPhone, MessageAnswer, MessageSubject, News,
    OtherPaymentMeans, PasswordReading, PaymentMeansKind, StaffAction, StaffRole, Strength,
    TenantCodeReading, Term, VisitPurpose,
};
use ts_rs::{Config, TS};

use crate::{
    AccountNews, AccountOverview, AccountQuestion, AmountWanted, Appearance, CardPaymentStanding,
    CardPaymentView, ConsentView, Contrast, CounterStanding, DeskView, Device, DocumentList, DocumentSearch,
    DocumentStanding, DocumentSummary, DocumentView, DwellingView, ExportFormat, Failure, FailureCode,
    FieldFailure, FiguresView, FirstPaint, FoundDocuments, Freshness, FreshnessState, HomeOverview,
    KeepingProgress, KeepingState, Language, MessageStanding, MessageView, OpenChargeView, Opening, OwedView,
    PapersWanted, PdfCode, PdfFacts, Person, PinLoss, PinStanding, Preferences, Profile, QrDrawing,
    RentAccountView, SavedPapers, SecondFactorView, SecretsKept, StaffHelp, Step, TenantFound, Transfer,
    VisitView, WaysToPay, WipePlace, WipeProof, WipeReason, WipedPlace, YearOfDocuments,
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
        AccountEntry,
        AccountEntryKind,
        AccountNews,
        AccountOverview,
        AccountQuestion,
        Agency,
        AmountWanted,
        Appearance,
        AttachmentFacts,
        AttachmentKind,
        CardPaymentStanding,
        CardPaymentView,
        Caretaker,
        Cents,
        ConsentView,
        Contrast,
        CounterFigures,
        CounterStanding,
        DeskView,
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
        DwellingDetails,
        DwellingView,
        EmergencyNumber,
        EnergyClass,
        EnrolmentPurpose,
        ExportFormat,
        Failure,
        FailureCode,
        FieldFailure,
        FieldName,
        FiguresView,
        FirstPaint,
        FoundDocuments,
        Freshness,
        FreshnessState,
        HomeOverview,
        IdentityDocument,
        IssuingLandlord,
        KeepingProgress,
        KeepingState,
        LandlordProfile,
        Language,
        LeaseDetails,
        LetterCodeReading,
        LineKind,
        MaskedPhone,
        MessageAnswer,
        MessageStanding,
        MessageSubject,
        MessageView,
        News,
        OpenChargeView,
        Opening,
        OtherPaymentMeans,
        OwedView,
        PapersWanted,
        PasswordReading,
        PaymentMeansKind,
        PdfCode,
        PdfFacts,
        Person,
        PinLoss,
        PinStanding,
        Preferences,
        Profile,
        QrDrawing,
        RentAccountView,
        SavedPapers,
        SecondFactorView,
        SecretsKept,
        StaffAction,
        StaffHelp,
        StaffRole,
        Step,
        Strength,
        TenantCodeReading,
        TenantFound,
        Term,
        Transfer,
        VisitPurpose,
        VisitView,
        WaysToPay,
        WipePlace,
        WipeProof,
        WipeReason,
        WipedPlace,
        YearOfDocuments,
    );
    text
}
