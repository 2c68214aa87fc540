//! Why the service says no: the errors of the rules, which the edge turns into RFC 9457 problems.

use contract::PasswordFlaw;

use crate::{payment::provider::CardError, store::error::StoreError};

/// A request refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The body or a parameter cannot be read.
    #[error("the request cannot be read: {0}")]
    InvalidRequest(String),
    /// The terms of use were not accepted.
    #[error("the terms are not accepted")]
    TermsNotAccepted,
    /// The password breaks the rule.
    #[error(transparent)]
    PasswordRefused(#[from] PasswordFlaw),
    /// No session, or one that has ended.
    #[error("no session")]
    SessionEnded,
    /// Wrong tenant code or password; never which.
    #[error("wrong credentials")]
    CredentialsWrong,
    /// No enrolment, one that has ended, or a step out of order.
    #[error("no enrolment at this step")]
    EnrolmentEnded,
    /// The robot check is wrong, spent, expired or made for something else.
    #[error("robot check failed")]
    RobotCheckFailed,
    /// Not the code that was sent.
    #[error("wrong SMS code")]
    SmsCodeWrong,
    /// The code expired, was replaced, or was tried too often.
    #[error("the SMS code does not work any more")]
    SmsCodeExpired,
    /// Not the letter code in force, or none is.
    #[error("wrong letter code")]
    LetterCodeWrong,
    /// The tenant has no account.
    #[error("no account")]
    NotRegistered,
    /// The password is right; a code sent to the number on file is asked for as well (S7).
    #[error("an SMS code is required")]
    SmsCodeRequired {
        /// Seconds until another message may be asked for.
        retry_after: u64,
        /// How many messages were asked for in this attempt.
        messages_sent: u32,
    },
    /// The password has to be typed again first (S8).
    #[error("reauthentication required")]
    ReauthenticationRequired,
    /// Another SMS was asked for too soon.
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
    },
    /// The list is asked for after a mark that was never given.
    #[error("unknown sync mark")]
    SyncMarkUnknown,
    /// The same key came with another request.
    #[error("the idempotency key was used for another request")]
    IdempotencyKeyReused,
    /// The request with this key is under way.
    #[error("the request with this idempotency key is under way")]
    PaymentInFlight {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// A payment is waiting for the same term.
    #[error("a payment is waiting for this term")]
    PaymentWaiting,
    /// More than is owed, or nothing.
    #[error("the amount is not owed")]
    AmountNotOwed,
    /// Whoever takes cards cannot be asked.
    #[error("cards cannot be taken now: {0}")]
    Cards(#[from] CardError),
    /// Somebody or something of this name is on file.
    #[error("the name is taken")]
    Taken,
    /// The device that staff sign in from is not enrolled (S21).
    #[error("the device is not enrolled")]
    DeviceNotEnrolled,
    /// The second factor has to be typed again (S21).
    #[error("the second factor has to be typed again")]
    StaffCheckRequired,
    /// No visit is under way, or it is not for this.
    #[error("no visit for this")]
    NoVisit,
    /// Another number wants the word of a second member of staff.
    #[error("a second member of staff has to agree")]
    ApprovalRequired,
    /// The caller's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// Nothing of that name for this tenant.
    #[error("not found")]
    NotFound,
    /// That address knows other methods.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// Too much to do.
    #[error("busy, next in {retry_after} s")]
    Busy {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// The database failed.
    #[error("the database failed: {0}")]
    Store(StoreError),
    /// A stored value cannot be read.
    #[error("a stored value cannot be read: {0}")]
    Stored(String),
    /// The system gives no random numbers.
    #[error("no random numbers: {0}")]
    Random(#[from] getrandom::Error),
    /// Hashing a password failed.
    #[error("password hashing failed: {0}")]
    Hashing(String),
    /// A PDF could not be made.
    #[error("the PDF could not be made: {0}")]
    Pdf(String),
    /// A task ended before its result.
    #[error("a task failed: {0}")]
    Task(#[from] tokio::task::JoinError),
}
