//! Failures for the wizard: a stable code, for which it has one sentence, and the facts of that sentence.

mod fields;
mod mending;

use contract::{Cents, FieldName, Term};
use serde::Serialize;

/// Stable code of a failure. The wizard never matches on text.
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
    /// It begins or ends unlike the number on file, as masked.
    PhoneUnlikeMask,
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
    /// More than is owed; `bound` is what is owed.
    AmountTooLarge,
    /// Less than a card payment may be; `bound` is the minimum.
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
    /// `count` is the number of tries left.
    PinWrong,
    /// The keyring cannot keep the PIN.
    PinNotKept,
    /// The keyring did not store the count of the try, so no try was made.
    PinNotChecked,
    /// This computer already knows the maximum number of people (S10).
    TooManyPeople,
    CredentialsWrong,
    /// One of the three that staff sign in with; never which.
    StaffCredentialsWrong,
    /// The current password, typed again, is wrong.
    CurrentPasswordWrong,
    /// The password has to be typed again first (S8).
    PasswordWanted,
    MailCodeEmpty,
    MailCodeLength,
    MailCodeWrong,
    MailCodeExpired,
    /// The account is closed to everybody until the agency opens it again (S25); `address` is its telephone.
    AccountClosed,
    /// `fields` lists the wrong fields.
    Fields,
    TooManyAttempts,
    ResendTooSoon,
    EnrolmentEnded,
    RobotCheckFailed,
    /// The landlord does not answer; others may.
    Unreachable,
    /// This computer reaches nobody.
    NoNetwork,
    /// The proxy on the way lets nobody through without a name and a password.
    ProxyPasswordRequired,
    ProxyNameEmpty,
    /// The proxy does not take this name and password.
    ProxyPasswordWrong,
    /// The proxy wants the account of a domain (NTLM, Kerberos), which the application cannot give.
    ProxyUnsupported,
    /// Another proxy is on the way than the one that was shown.
    ProxyChanged,
    ConnectionUntrusted,
    Slow,
    LandlordBusy,
    LandlordFault,
    /// The landlord refuses this version of the application; `address` says where a newer one is.
    UpgradeRequired,
    AnswerUnreadable,
    Busy,
    SessionEnded,
    NotFound,
    ArchiveUnreadable,
    /// A later version of the application wrote it.
    ArchiveOfLaterVersion,
    DiskFull,
    DiskFault,
    /// The disk keeps nothing in this run (R4).
    NothingKept,
    /// A file of a person who is removed cannot be deleted (S10).
    FilesNotDeleted,
    ConfigurationUnreadable,
    /// A record is damaged, and the landlord cannot be reached to fetch it again (R3).
    DocumentDamaged,
    PdfUnavailableOffline,
    PdfUnreadable,
    /// No month is proved as paid.
    NothingProved,
    NothingChosen,
    TooManyChosen,
    NothingOfYear,
    /// The PDF of a month is not stored, and the landlord cannot be reached; `term` is the month.
    PdfMissingOffline,
    /// The PDF of a month cannot be joined with others; `term` is the month.
    PdfNotJoinable,
    /// The amount is more than the landlord now says is owed.
    AmountNotOwed,
    CardsUnavailable,
    /// The payment page is not on a host that the landlord publishes (S16).
    PaymentPageUntrusted,
    /// This device is not enrolled with the landlord (S21).
    DeviceNotEnrolled,
    /// Staff have to type the second factor again.
    StaffCheckRequired,
    /// No visit is under way, or the tenant did not agree to this.
    VisitEnded,
    /// A second member of staff has to approve.
    ApprovalRequired,
    /// The role does not allow it, staff approve their own request, or the machine is not at a counter.
    NotAllowed,
    StaffLoginEmpty,
    StaffLoginMalformed,
    StaffCodeEmpty,
    StaffCodeMalformed,
    StaffCodeWrong,
    /// It is not the staff member's key, or was used before.
    SecurityKeyRefused,
    /// The page of the security key is over, or the key has not answered.
    SecurityKeyTooLate,
    /// The staff member has the maximum number of keys.
    SecurityKeysFull,
    /// The key is on file already, for the staff member or for a colleague.
    SecurityKeyTaken,
    SecurityKeyNameEmpty,
    SecurityKeyNameMalformed,
    ActivationCodeWrong,
    NameEmpty,
    BirthDateEmpty,
    BirthDateInvalid,
    /// No tenant has this code, or this name and birth date.
    NobodyFound,
    NothingTicked,
    ClosingNotAskedFor,
    VisitReasonEmpty,
    VisitNoteEmpty,
    VisitNoteTooLong,
    IdentityDocumentEmpty,
    FileNotSaved,
    FileNotOpened,
    /// The spooler refused the job.
    NotPrinted,
    /// The spooler knows no printer.
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
    /// Number of digits or characters missing, extra or typed. For a wrong PIN: the tries left.
    pub count: Option<u32>,
    /// The address that was probably meant, or the invalid character.
    pub suggestion: Option<String>,
    /// The limit that an amount violates, in cents.
    pub bound: Option<Cents>,
}

/// A command that failed.
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
    /// The month it is about.
    pub term: Option<Term>,
    /// Reference to quote to the agency.
    pub reference: Option<String>,
    /// File and line, for the person who installed the program.
    pub detail: Option<String>,
    /// Where to turn: the address of the page that says how to install the newest version, or the telephone of the agency
    /// that opens a closed account again.
    pub address: Option<Box<str>>,
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
            address: None,
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

    /// The PIN is wrong; this many tries are left.
    pub(crate) fn pin_wrong(field: FieldName, tries_left: u8) -> Self {
        Self::field(field, FailureCode::PinWrong, Some(tries_left.into()))
    }

    /// Whether another request would fail as well: nobody answers, or nobody is let in.
    pub(crate) fn holds_everything_back(&self) -> bool {
        matches!(
            self.code,
            FailureCode::Unreachable
                | FailureCode::NoNetwork
                | FailureCode::ProxyPasswordRequired
                | FailureCode::ProxyUnsupported
                | FailureCode::ConnectionUntrusted
                | FailureCode::UpgradeRequired
                | FailureCode::Slow
                | FailureCode::SessionEnded
                | FailureCode::LandlordBusy
                | FailureCode::TooManyAttempts
        )
    }

    /// Whether the tenant code or the password is wrong.
    pub(crate) fn is_of_credentials(&self) -> bool {
        let wrong = FailureCode::CredentialsWrong;
        self.fields.iter().any(|field| field.code == wrong)
    }

    /// Whether no answer came: the landlord's service does not answer, or there is no network.
    pub(crate) fn is_of_network(&self) -> bool {
        matches!(
            self.code,
            FailureCode::Unreachable | FailureCode::NoNetwork | FailureCode::Slow
        )
    }

    /// Whether a field failed with this code.
    pub(crate) fn is_of(&self, code: FailureCode) -> bool {
        self.fields.iter().any(|field| field.code == code)
    }

    /// Adds the month it is about.
    #[must_use]
    pub(crate) fn about(mut self, term: Term) -> Self {
        self.term = Some(term);
        self
    }

    /// Adds a detail for the person who installed the program.
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
