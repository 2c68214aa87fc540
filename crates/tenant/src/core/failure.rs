//! What the wizard is told when something does not work: a stable code for which it has one
//! sentence, and the facts that the sentence needs.

use std::io;

use contract::{
    BirthDateFlaw, EmailFlaw, FieldName, LandlineFlaw, LetterCodeFlaw, MobilePhoneFlaw, PasswordFlaw,
    PinFlaw, Problem, ProblemKind, SmsCodeFlaw, StaffCodeFlaw, StaffLoginFlaw, TenantCodeFlaw, Term,
};
use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;
use rusqlite::ErrorCode;
use serde::Serialize;

use crate::core::{archive::ArchiveError, client::ClientError};

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
    /// More than is owed; `suggestion` says how much that is.
    AmountTooLarge,
    /// Less than a card pays; `suggestion` says the least.
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
    NotPrinted,
    /// More pages than the window prints.
    PdfTooLongToPrint,
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
        }
    }
}

impl FieldFailure {
    /// What is wrong with a PIN, in the field that it was typed in.
    pub(crate) fn of_pin(field: FieldName, flaw: &PinFlaw) -> Self {
        let (code, count) = match flaw {
            PinFlaw::Empty => (FailureCode::PinEmpty, None),
            PinFlaw::Length { typed } => (FailureCode::PinLength, Some(*typed)),
            PinFlaw::NotDigits => (FailureCode::PinNotDigits, None),
            PinFlaw::Repeated => (FailureCode::PinRepeated, None),
            PinFlaw::InOrder => (FailureCode::PinInOrder, None),
            PinFlaw::Date => (FailureCode::PinDate, None),
            PinFlaw::InTenantCode => (FailureCode::PinInTenantCode, None),
        };
        Self::new(field, code, count)
    }
}

impl From<PinFlaw> for Failure {
    fn from(flaw: PinFlaw) -> Self {
        Self::of_fields(vec![FieldFailure::of_pin(FieldName::Pin, &flaw)])
    }
}

impl From<TenantCodeFlaw> for Failure {
    fn from(flaw: TenantCodeFlaw) -> Self {
        let (code, count) = match flaw {
            TenantCodeFlaw::Empty => (FailureCode::TenantCodeEmpty, None),
            TenantCodeFlaw::MissingDigits { missing } => {
                (FailureCode::TenantCodeMissingDigits, Some(missing))
            }
            TenantCodeFlaw::ExtraDigits { extra } => (FailureCode::TenantCodeExtraDigits, Some(extra)),
            TenantCodeFlaw::NotDigits => (FailureCode::TenantCodeNotDigits, None),
        };
        Self::field(FieldName::TenantCode, code, count)
    }
}

impl From<MobilePhoneFlaw> for FieldFailure {
    fn from(flaw: MobilePhoneFlaw) -> Self {
        let code = match flaw {
            MobilePhoneFlaw::Empty => FailureCode::PhoneEmpty,
            MobilePhoneFlaw::NotMobile => FailureCode::PhoneNotMobile,
        };
        Self::new(FieldName::Phone, code, None)
    }
}

impl From<MobilePhoneFlaw> for Failure {
    fn from(flaw: MobilePhoneFlaw) -> Self {
        Self::of_fields(vec![flaw.into()])
    }
}

impl From<LetterCodeFlaw> for FieldFailure {
    fn from(flaw: LetterCodeFlaw) -> Self {
        let (code, count) = match flaw {
            LetterCodeFlaw::Empty => (FailureCode::LetterCodeEmpty, None),
            LetterCodeFlaw::MissingCharacters { missing } => {
                (FailureCode::LetterCodeMissingCharacters, Some(missing))
            }
            LetterCodeFlaw::ExtraCharacters { extra } => {
                (FailureCode::LetterCodeExtraCharacters, Some(extra))
            }
            LetterCodeFlaw::Mistyped => (FailureCode::LetterCodeMistyped, None),
            LetterCodeFlaw::ForeignCharacter { character } => {
                return Self {
                    suggestion: Some(character.to_string()),
                    ..Self::new(
                        FieldName::LetterCode,
                        FailureCode::LetterCodeForeignCharacter,
                        None,
                    )
                };
            }
        };
        Self::new(FieldName::LetterCode, code, count)
    }
}

impl From<SmsCodeFlaw> for Failure {
    fn from(flaw: SmsCodeFlaw) -> Self {
        let (code, count) = match flaw {
            SmsCodeFlaw::Empty => (FailureCode::SmsCodeEmpty, None),
            SmsCodeFlaw::Length { typed } => (FailureCode::SmsCodeLength, Some(typed)),
        };
        Self::field(FieldName::SmsCode, code, count)
    }
}

impl From<StaffLoginFlaw> for FieldFailure {
    fn from(flaw: StaffLoginFlaw) -> Self {
        let code = match flaw {
            StaffLoginFlaw::Empty => FailureCode::StaffLoginEmpty,
            StaffLoginFlaw::Malformed => FailureCode::StaffLoginMalformed,
        };
        Self::new(FieldName::StaffLogin, code, None)
    }
}

impl From<StaffCodeFlaw> for FieldFailure {
    fn from(flaw: StaffCodeFlaw) -> Self {
        let code = match flaw {
            StaffCodeFlaw::Empty => FailureCode::StaffCodeEmpty,
            StaffCodeFlaw::Malformed => FailureCode::StaffCodeMalformed,
        };
        Self::new(FieldName::StaffCode, code, None)
    }
}

impl From<BirthDateFlaw> for FieldFailure {
    fn from(flaw: BirthDateFlaw) -> Self {
        let code = match flaw {
            BirthDateFlaw::Empty => FailureCode::BirthDateEmpty,
            BirthDateFlaw::NoDay => FailureCode::BirthDateInvalid,
        };
        Self::new(FieldName::BirthDate, code, None)
    }
}

impl From<EmailFlaw> for FieldFailure {
    fn from(flaw: EmailFlaw) -> Self {
        let code = match flaw {
            EmailFlaw::Empty => FailureCode::EmailEmpty,
            EmailFlaw::MissingAt => FailureCode::EmailMissingAt,
            EmailFlaw::Incomplete => FailureCode::EmailIncomplete,
        };
        Self::new(FieldName::Email, code, None)
    }
}

impl From<LandlineFlaw> for FieldFailure {
    fn from(_: LandlineFlaw) -> Self {
        Self::new(FieldName::Landline, FailureCode::LandlineInvalid, None)
    }
}

impl From<PasswordFlaw> for Failure {
    fn from(flaw: PasswordFlaw) -> Self {
        let (code, count) = match flaw {
            PasswordFlaw::Empty => (FailureCode::PasswordEmpty, None),
            PasswordFlaw::TooShort { missing } => (FailureCode::PasswordTooShort, Some(missing)),
            PasswordFlaw::TooLong => (FailureCode::PasswordTooLong, None),
            PasswordFlaw::NoUpper => (FailureCode::PasswordNoUpper, None),
            PasswordFlaw::NoLower => (FailureCode::PasswordNoLower, None),
            PasswordFlaw::NoDigit => (FailureCode::PasswordNoDigit, None),
            PasswordFlaw::TooCommon => (FailureCode::PasswordTooCommon, None),
            PasswordFlaw::IsTenantCode => (FailureCode::PasswordIsTenantCode, None),
        };
        Self::field(FieldName::Password, code, count)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        let code = match problem.kind {
            ProblemKind::SessionEnded => FailureCode::SessionEnded,
            ProblemKind::CredentialsWrong => {
                return Self::field(FieldName::Password, FailureCode::CredentialsWrong, None);
            }
            ProblemKind::SmsCodeWrong => {
                return Self::field(FieldName::SmsCode, FailureCode::SmsCodeWrong, None);
            }
            ProblemKind::SmsCodeExpired => {
                return Self::field(FieldName::SmsCode, FailureCode::SmsCodeExpired, None);
            }
            ProblemKind::LetterCodeWrong => {
                return Self::field(FieldName::LetterCode, FailureCode::LetterCodeWrong, None);
            }
            ProblemKind::EnrolmentEnded => FailureCode::EnrolmentEnded,
            ProblemKind::RobotCheckFailed => FailureCode::RobotCheckFailed,
            ProblemKind::ResendTooSoon => FailureCode::ResendTooSoon,
            ProblemKind::TooManyAttempts => FailureCode::TooManyAttempts,
            ProblemKind::NotFound => FailureCode::NotFound,
            ProblemKind::AmountNotOwed => FailureCode::AmountNotOwed,
            ProblemKind::CardsUnavailable => FailureCode::CardsUnavailable,
            ProblemKind::DeviceNotEnrolled => FailureCode::DeviceNotEnrolled,
            ProblemKind::StaffCheckRequired => FailureCode::StaffCheckRequired,
            ProblemKind::NoVisit => FailureCode::VisitEnded,
            ProblemKind::ApprovalRequired => FailureCode::ApprovalRequired,
            ProblemKind::NotAllowed => FailureCode::NotAllowed,
            ProblemKind::Busy | ProblemKind::PaymentInFlight => FailureCode::LandlordBusy,
            ProblemKind::InvalidRequest
            | ProblemKind::NotRegistered
            | ProblemKind::SmsCodeRequired
            | ProblemKind::SyncMarkUnknown
            | ProblemKind::ReauthenticationRequired
            | ProblemKind::MethodNotAllowed
            | ProblemKind::IdempotencyKeyReused
            | ProblemKind::PaymentWaiting
            | ProblemKind::Internal
            | ProblemKind::Unknown => FailureCode::LandlordFault,
        };
        Self {
            retry_at: problem.retry_after.and_then(in_seconds),
            reference: problem.reference,
            ..Self::new(code)
        }
    }
}

/// The moment that many seconds from now, in RFC 3339.
fn in_seconds(seconds: u64) -> Option<String> {
    let pause = SignedDuration::from_secs(i64::try_from(seconds).ok()?);
    let moment = Timestamp::now().checked_add(pause).ok()?;
    Some(moment.to_string())
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Problem(problem) => (*problem).into(),
            ClientError::Unreachable(_) => Self::new(FailureCode::Unreachable),
            ClientError::Untrusted(error) => {
                tracing::warn!(%error, "a certificate was refused");
                Self::new(FailureCode::ConnectionUntrusted)
            }
            ClientError::Slow => Self::new(FailureCode::Slow),
            ClientError::Fault { status, retry_after } => Self {
                retry_at: retry_after.and_then(in_seconds),
                ..Self::new(match (status, retry_after) {
                    (StatusCode::TOO_MANY_REQUESTS, _) => FailureCode::TooManyAttempts,
                    (_, Some(_)) => FailureCode::LandlordBusy,
                    (_, None) => FailureCode::LandlordFault,
                })
            },
            ClientError::PdfTooLarge => Self::new(FailureCode::PdfUnreadable),
            ClientError::Unreadable(_) | ClientError::TooLarge => Self::new(FailureCode::AnswerUnreadable),
        }
    }
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        tracing::error!(%error, "the archive failed");
        let code = match &error {
            ArchiveError::Database(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => FailureCode::DiskFull,
                Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => FailureCode::DiskFault,
                _ => FailureCode::ArchiveUnreadable,
            },
            ArchiveError::Folder(error) if error.kind() == io::ErrorKind::StorageFull => {
                FailureCode::DiskFull
            }
            ArchiveError::Folder(_) => FailureCode::DiskFault,
            ArchiveError::Random(_)
            | ArchiveError::Encoding(_)
            | ArchiveError::Disordered
            | ArchiveError::LaterVersion => FailureCode::ArchiveUnreadable,
        };
        Self::new(code)
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
