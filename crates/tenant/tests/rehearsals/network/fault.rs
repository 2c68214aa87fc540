//! The faults of a network, and of what stands on it.

use std::time::Duration;

use tenant::{
    FailureCode, Limits,
    figures::{ANSWER_SECONDS, CONNECT_SECONDS, IDLE_MINUTES, KEYRING_SECONDS, UPLOAD_STALL_SECONDS},
};

/// The limits of the application, without the pauses between attempts. Time passes where a fault is waited for
/// (`passing`), and hardly elsewhere (`clock`); a pause is no fault.
pub const LIMITS: Limits = Limits {
    connect: Duration::from_secs(CONNECT_SECONDS),
    whole: Duration::from_secs(ANSWER_SECONDS),
    upload_stall: Duration::from_secs(UPLOAD_STALL_SECONDS),
    pause: Duration::ZERO,
    keyring: Duration::from_secs(KEYRING_SECONDS),
    idle: Duration::from_secs(60 * IDLE_MINUTES),
};
const SECOND: Duration = Duration::from_secs(1);

/// A fault of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nobody listens.
    Refused,
    /// The name has no address.
    NoName,
    /// Nothing comes back, not even a refusal.
    BlackHole,
    /// The connection works, the answer never comes.
    Silent,
    /// No authority has signed the certificate.
    BadCertificate,
    /// The connection breaks in the middle of the answer.
    ResetInBody,
    /// The answer comes one byte a second.
    Dripping,
    /// The answer is complete, its JSON is not.
    TruncatedJson,
    /// The proxy in front of the landlord fails, with this status.
    Status(u16),
    /// The proxy in front of the landlord says when to come back, with this status.
    ComeBack(u16),
    /// The landlord refuses this version of the application.
    VersionRefused,
    /// A page to log into some wifi, instead of the answer.
    CaptivePortal,
    /// A redirect to such a page.
    RedirectToPortal,
    /// The answer is five seconds late.
    Late,
    /// The answer is ten seconds late: two such answers exceed the limit of a wait.
    VeryLate,
}

/// What is reported to the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// It worked.
    Done,
    /// It failed, for this reason.
    Failure(FailureCode),
    /// It failed, and says when to come back.
    ComeBack(FailureCode),
}

impl Fault {
    /// The faults of the matrix.
    pub const ALL: [Self; 17] = [
        Self::Refused,
        Self::NoName,
        Self::BlackHole,
        Self::Silent,
        Self::BadCertificate,
        Self::ResetInBody,
        Self::Dripping,
        Self::TruncatedJson,
        Self::Status(500),
        Self::Status(502),
        Self::Status(503),
        Self::ComeBack(503),
        Self::ComeBack(429),
        Self::VersionRefused,
        Self::CaptivePortal,
        Self::RedirectToPortal,
        Self::Late,
    ];
    /// Seconds until the proxy allows another request.
    pub const COME_BACK_AFTER: u64 = 120;
    /// Pause between two bytes.
    pub const DRIP: Duration = SECOND;

    /// How late an answer is.
    pub fn lateness(self) -> Duration {
        match self {
            Self::Late => 5 * SECOND,
            Self::VeryLate => 10 * SECOND,
            _ => Duration::ZERO,
        }
    }

    /// Whether it strikes before the request is known.
    pub fn is_of_the_connection(self) -> bool {
        matches!(
            self,
            Self::Refused | Self::NoName | Self::BlackHole | Self::BadCertificate
        )
    }

    /// What is reported of it to a tenant.
    pub fn reported(self) -> Reported {
        match self {
            Self::NoName => Reported::Failure(FailureCode::NoNetwork),
            Self::Refused | Self::BlackHole => Reported::Failure(FailureCode::Unreachable),
            Self::BadCertificate => Reported::Failure(FailureCode::ConnectionUntrusted),
            Self::Silent | Self::Dripping => Reported::Failure(FailureCode::Slow),
            Self::ResetInBody | Self::TruncatedJson | Self::CaptivePortal | Self::RedirectToPortal => {
                Reported::Failure(FailureCode::AnswerUnreadable)
            }
            Self::VersionRefused => Reported::Failure(FailureCode::UpgradeRequired),
            Self::Status(_) => Reported::Failure(FailureCode::LandlordFault),
            Self::ComeBack(429) => Reported::ComeBack(FailureCode::TooManyAttempts),
            Self::ComeBack(_) => Reported::ComeBack(FailureCode::LandlordBusy),
            Self::Late | Self::VeryLate => Reported::Done,
        }
    }

    /// How often a read is sent: with three retries where one may help, otherwise as a write.
    pub fn attempts_of_a_read(self) -> usize {
        match self {
            Self::ResetInBody | Self::Status(_) | Self::RedirectToPortal => 4,
            _ => self.attempts_of_a_write(),
        }
    }

    /// How often a write is sent: at most once.
    pub fn attempts_of_a_write(self) -> usize {
        usize::from(!self.is_of_the_connection())
    }
}
