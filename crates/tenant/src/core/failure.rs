//! What the wizard is told when something does not work: a stable code for which it has one
//! sentence, and the facts that the sentence needs.

mod fields;

use contract::{Cents, FieldName, Term};
use serde::Serialize;

/// A stable name of what went wrong; the wizard never matches on text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(
    missing_docs,
    reason = "the names say it; the sentences stand in the Fluent files"
)]
pub enum FailureCode {
    TenantCodeEmpty,
    TenantCodeMissingDigits,
    TenantCodeExtraDigits,
    TenantCodeNotDigits,
    PhoneEmpty,
    PhoneNotMobile,
    LetterCodeEmpty,
    LetterCodeMissingCharacters,
    LetterCodeExtraCharacters,
    LetterCodeForeignCharacter,
    LetterCodeMistyped,
    LetterCodeWrong,
    SmsCodeEmpty,
    SmsCodeLength,
    SmsCodeWrong,
    SmsCodeExpired,
    EmailEmpty,
    EmailMissingAt,
    EmailIncomplete,
    EmailSuggestion,
    LandlineInvalid,
    TermsNotAccepted,
    PasswordEmpty,
    PasswordTooShort,
    PasswordTooLong,
    PasswordNoUpper,
    PasswordNoLower,
    PasswordNoDigit,
    PasswordTooCommon,
    PasswordIsTenantCode,
    AmountUnreadable,
    AmountEmpty,
    /// More than is owed, which is the `bound`.
    AmountTooLarge,
    /// Less than a card pays, which is the `bound`.
    AmountTooSmall,
    MessageEmpty,
    MessageTooLong,
    /// Neither a photograph nor a PDF.
    AttachmentKindUnknown,
    AttachmentsTooLarge,
    TooManyAttachments,
    PinEmpty,
    PinLength,
    PinNotDigits,
    PinRepeated,
    PinInOrder,
    PinDate,
    PinInTenantCode,
    PinsDiffer,
    /// Wrong; `count` says how often it may be tried yet.
    PinWrong,
    /// The keyring that would keep the PIN has failed.
    PinNotKept,
    /// The keyring does not take the count of a try: none is made.
    PinNotChecked,
    /// This computer knows as many people as it may.
    TooManyPeople,
    CredentialsWrong,
    /// The password in force, typed again, is not the right one.
    CurrentPasswordWrong,
    /// Fields are wrong; `fields` says which.
    Fields,
    TooManyAttempts,
    ResendTooSoon,
    EnrolmentEnded,
    RobotCheckFailed,
    Unreachable,
    ConnectionUntrusted,
    Slow,
    LandlordBusy,
    LandlordFault,
    AnswerUnreadable,
    Busy,
    SessionEnded,
    NotFound,
    ArchiveUnreadable,
    DiskFull,
    DiskFault,
    ConfigurationUnreadable,
    /// A record is damaged, and the landlord cannot be asked for it now (R3).
    DocumentDamaged,
    PdfUnavailableOffline,
    PdfUnreadable,
    /// No month is proved to be paid.
    NothingProved,
    NothingChosen,
    TooManyChosen,
    NothingOfYear,
    /// The PDF of a month is not here, and the landlord cannot be asked for it now; `terms` says which.
    PdfMissingOffline,
    /// The PDF of a month cannot be put into one file with others; `terms` says which.
    PdfNotJoinable,
    /// More is to be paid than the landlord says is owed by now.
    AmountNotOwed,
    CardsUnavailable,
    /// The landlord leads to a page that it does not publish (S16).
    PaymentPageUntrusted,
    BrowserNotOpened,
    /// This device is not enrolled at the landlord's (S21).
    DeviceNotEnrolled,
    /// The second factor of staff has to be typed again.
    StaffCheckRequired,
    /// No visit is under way, or the tenant did not agree to this.
    VisitEnded,
    /// A second member of staff has to agree.
    ApprovalRequired,
    /// The role does not allow it, or it is one's own word.
    NotAllowed,
    StaffLoginEmpty,
    StaffLoginMalformed,
    StaffCodeEmpty,
    StaffCodeMalformed,
    StaffCodeWrong,
    ActivationCodeWrong,
    NameEmpty,
    BirthDateEmpty,
    BirthDateInvalid,
    /// Nobody has this code, or this name and birth date.
    NobodyFound,
    /// Nothing was ticked.
    NothingTicked,
    FileNotSaved,
    FileNotOpened,
    /// The printer that was asked takes nothing.
    NotPrinted,
    /// The computer knows no printer.
    NoPrinter,
    Internal,
}

/// A field that has to be corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FieldFailure {
    /// Which field.
    pub field: FieldName,
    /// What is wrong with it.
    pub code: FailureCode,
    /// How many digits or characters are missing, too many, or were typed.
    pub count: Option<u32>,
    /// What was probably meant, or the character that does not belong.
    pub suggestion: Option<String>,
    /// The bound that an amount is beyond.
    pub bound: Option<Cents>,
}

/// A command that did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code:?}")]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Failure {
    /// What went wrong.
    pub code: FailureCode,
    /// The fields at fault, in the order of the screen.
    pub fields: Vec<FieldFailure>,
    /// When to try again, in RFC 3339.
    pub retry_at: Option<String>,
    /// The month that it is about.
    pub term: Option<Term>,
    /// What to quote to the agency.
    pub reference: Option<String>,
    /// File and line, for whoever installed the program.
    pub detail: Option<String>,
}

impl Failure {
    /// A failure of the whole screen.
    #[must_use]
    pub fn new(code: FailureCode) -> Self {
        Self {
            code,
            fields: Vec::new(),
            retry_at: None,
            term: None,
            reference: None,
            detail: None,
        }
    }

    /// A failure of one field.
    #[must_use]
    pub(crate) fn field(field: FieldName, code: FailureCode, count: Option<usize>) -> Self {
        Self::of_fields(vec![FieldFailure::new(field, code, count)])
    }

    pub(crate) fn of_fields(fields: Vec<FieldFailure>) -> Self {
        Self {
            fields,
            ..Self::new(FailureCode::Fields)
        }
    }

    /// The PIN is wrong, and may be tried so often yet.
    pub(crate) fn pin_wrong(field: FieldName, tries_left: u8) -> Self {
        Self::field(field, FailureCode::PinWrong, Some(tries_left.into()))
    }

    /// The tenant code or the password is wrong.
    pub(crate) fn is_of_credentials(&self) -> bool {
        let wrong = FailureCode::CredentialsWrong;
        self.fields.iter().any(|field| field.code == wrong)
    }

    /// Whether a field failed with this code.
    pub(crate) fn is_of(&self, code: FailureCode) -> bool {
        self.fields.iter().any(|field| field.code == code)
    }

    /// The same failure, of a month.
    #[must_use]
    pub(crate) fn about(mut self, term: Term) -> Self {
        self.term = Some(term);
        self
    }

    /// The same failure with what whoever installed the program needs to know.
    #[must_use]
    pub fn with_detail(mut self, detail: String) -> Self {
        self.detail = Some(detail);
        self
    }
}

impl FieldFailure {
    pub(crate) fn new(field: FieldName, code: FailureCode, count: Option<usize>) -> Self {
        Self {
            field,
            code,
            count: count.and_then(|count| u32::try_from(count).ok()),
            suggestion: None,
            bound: None,
        }
    }
}

impl From<tokio::task::JoinError> for Failure {
    fn from(error: tokio::task::JoinError) -> Self {
        tracing::error!(%error, "a task failed");
        Self::new(FailureCode::Internal)
    }
}

impl From<getrandom::Error> for Failure {
    fn from(error: getrandom::Error) -> Self {
        tracing::error!(%error, "no random numbers");
        Self::new(FailureCode::Internal)
    }
}
