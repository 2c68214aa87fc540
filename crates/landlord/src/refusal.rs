//! The errors of the rules, which `http::problem_response` turns into RFC 9457 problems.

use contract::PasswordFlaw;

use crate::{operations::event::Event, payment::provider::CardError, store::error::StoreError};

/// Why a request was refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The body or a parameter cannot be read.
    #[error("the request cannot be read: {0}")]
    InvalidRequest(String),
    /// The body is larger than the route takes.
    #[error("the body is too large")]
    BodyTooLarge,
    /// The terms of use were not accepted.
    #[error("the terms are not accepted")]
    TermsNotAccepted,
    /// The password breaks the password rules (S6).
    #[error(transparent)]
    PasswordRefused(#[from] PasswordFlaw),
    /// No session, or one that has ended.
    #[error("no session")]
    SessionEnded,
    /// Wrong tenant code or password; it never says which.
    #[error("wrong credentials")]
    CredentialsWrong,
    /// No enrolment, an ended one, or a step out of order.
    #[error("no enrolment at this step")]
    EnrolmentEnded,
    /// The robot check is wrong, spent, expired or made for another purpose or tenant code (S4).
    #[error("robot check failed")]
    RobotCheckFailed,
    /// The SMS code is not the one that was sent.
    #[error("wrong SMS code")]
    SmsCodeWrong,
    /// The SMS code expired, was tried too often, or none is pending any more.
    #[error("the SMS code does not work any more")]
    SmsCodeExpired,
    /// The letter code is wrong, or none is in force.
    #[error("wrong letter code")]
    LetterCodeWrong,
    /// The tenant has no account.
    #[error("no account")]
    NotRegistered,
    /// The password is correct, but a code sent to the number on file is required as well (S7).
    #[error("an SMS code is required")]
    SmsCodeRequired {
        /// Seconds until another message may be requested.
        retry_after: u64,
        /// Messages requested so far in this attempt.
        messages_sent: u32,
    },
    /// The password is right, and the account is closed to everybody until the agency opens it again (S25).
    #[error("the account is closed")]
    AccountClosed {
        /// The agency's telephone.
        telephone: String,
    },
    /// The password has to be typed again first (S8).
    #[error("reauthentication required")]
    ReauthenticationRequired,
    /// Another SMS was requested too soon.
    #[error("another SMS can be asked for in {retry_after} s")]
    ResendTooSoon {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// A quota is used up.
    #[error("too many attempts, next in {retry_after} s")]
    TooManyAttempts {
        /// Seconds to wait.
        retry_after: u64,
        /// Names the quota in the security log (S27).
        event: Event,
    },
    /// The sync mark of the request was never issued.
    #[error("unknown sync mark")]
    SyncMarkUnknown,
    /// The idempotency key was used for another request.
    #[error("the idempotency key was used for another request")]
    IdempotencyKeyReused,
    /// The request with this idempotency key is still being processed.
    #[error("the request with this idempotency key is under way")]
    PaymentInFlight {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Another payment for the same term is pending.
    #[error("a payment is waiting for this term")]
    PaymentWaiting,
    /// More than is owed, or less than a card payment's minimum.
    #[error("the amount is not owed")]
    AmountNotOwed,
    /// The card provider cannot be reached, or refused.
    #[error("cards cannot be taken now: {0}")]
    Cards(#[from] CardError),
    /// The name is already taken, or the security key is on file.
    #[error("it is taken")]
    Taken,
    /// The device that staff sign in from is not enrolled (S21).
    #[error("the device is not enrolled")]
    DeviceNotEnrolled,
    /// The second factor has to be typed again (S21).
    #[error("the second factor has to be typed again")]
    StaffCheckRequired,
    /// No visit is under way, or it does not cover this action.
    #[error("no visit for this")]
    NoVisit,
    /// A new number needs the approval of a second member of staff (S21).
    #[error("a second member of staff has to agree")]
    ApprovalRequired,
    /// The caller's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// No such route, or nothing of this name on file.
    #[error("not found")]
    NotFound,
    /// The application that asks is older than the minimum version.
    #[error("the application is too old")]
    UpgradeRequired {
        /// Address of the page that says how to install the newest version.
        address: String,
    },
    /// The route does not support this method.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The service is busy.
    #[error("busy, next in {retry_after} s")]
    Busy {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// The disk of the database took nothing: it is full, or failed. Reading goes on.
    #[error("the database cannot be written: {0}")]
    Unwritable(StoreError),
    /// The database failed.
    #[error("the database failed: {0}")]
    Store(StoreError),
    /// A stored value cannot be read.
    #[error("a stored value cannot be read: {0}")]
    Stored(String),
    /// The system provides no random numbers.
    #[error("no random numbers: {0}")]
    Random(#[from] getrandom::Error),
    /// Hashing a password failed.
    #[error("password hashing failed: {0}")]
    Hashing(String),
    /// A PDF could not be made.
    #[error("the PDF could not be made: {0}")]
    Pdf(String),
    /// A task ended without a result.
    #[error("a task failed: {0}")]
    Task(#[from] tokio::task::JoinError),
}

impl Refusal {
    /// The event that the answer to a request raises (S27). Rules raise those that are about somebody themselves.
    pub(crate) fn event(&self) -> Option<Event> {
        match self {
            Self::TooManyAttempts { event, .. } => Some(*event),
            Self::RobotCheckFailed => Some(Event::RobotCheckRefused),
            Self::DeviceNotEnrolled => Some(Event::StaffDeviceUnknown),
            Self::Cards(error) => Some(error.event()),
            Self::Busy { .. } => Some(Event::Busy),
            Self::Unwritable(_) => Some(Event::DatabaseUnwritable),
            Self::Store(_)
            | Self::Stored(_)
            | Self::Random(_)
            | Self::Hashing(_)
            | Self::Pdf(_)
            | Self::Task(_) => Some(Event::Failed),
            _ => None,
        }
    }
}
