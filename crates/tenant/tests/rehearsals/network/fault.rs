//! The faults of a network and of what stands on it.

use std::time::Duration;

use tenant::{
    FailureCode, Limits,
    figures::{ANSWER_SECONDS, CONNECT_SECONDS, IDLE_MINUTES, KEYRING_SECONDS},
};

/// The waits of the application, but for the pauses between attempts: time passes where a fault is waited for
/// (`passing`), hardly elsewhere (`clock`), and a pause is no fault.
pub const LIMITS: Limits = Limits {
    connect: Duration::from_secs(CONNECT_SECONDS),
    whole: Duration::from_secs(ANSWER_SECONDS),
    pause: Duration::ZERO,
    keyring: Duration::from_secs(KEYRING_SECONDS),
    idle: Duration::from_secs(60 * IDLE_MINUTES),
};
const SECOND: Duration = Duration::from_secs(1);

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nobody listens.
    Refused,
    /// The name has no address.
    NoName,
    /// Nothing comes back, not even that there is nobody.
    BlackHole,
    /// The connection stands, the answer never comes.
    Silent,
    /// The certificate is nobody's.
    BadCertificate,
    /// The connection breaks in the middle of the answer.
    ResetInBody,
    /// The answer comes one byte a second.
    Dripping,
    /// The answer is whole, what it says is not.
    TruncatedJson,
    /// The proxy in front of the landlord fails, with this status.
    Status(u16),
    /// The proxy in front of the landlord says when to come back, with this status.
    ComeBack(u16),
    /// A page to log into some wifi, in place of the answer.
    CaptivePortal,
    /// The way to such a page.
    RedirectToPortal,
    /// The answer is five seconds late.
    Late,
    /// The answer is ten seconds late: two such answers are longer than a wait may be.
    VeryLate,
}

/// What the tenant is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It worked.
    Done,
    /// It did not, and this is why.
    Failure(FailureCode),
    /// The same, with the moment to come back at.
    ComeBack(FailureCode),
}

impl Fault {
    /// Those of the matrix.
    pub const ALL: [Self; 16] = [
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
        Self::CaptivePortal,
        Self::RedirectToPortal,
        Self::Late,
    ];
    /// Seconds until the proxy wants to be asked again.
    pub const COME_BACK_AFTER: u64 = 120;
    /// Between two bytes.
    pub const DRIP: Duration = SECOND;

    /// How late an answer is.
    pub fn lateness(self) -> Duration {
        match self {
            Self::Late => 5 * SECOND,
            Self::VeryLate => 10 * SECOND,
            _ => Duration::ZERO,
        }
    }

    /// Whether it strikes before anybody knows what is asked.
    pub fn is_of_the_connection(self) -> bool {
        matches!(
            self,
            Self::Refused | Self::NoName | Self::BlackHole | Self::BadCertificate
        )
    }

    /// What a tenant is told of it.
    pub fn told(self) -> Told {
        match self {
            Self::Refused | Self::NoName | Self::BlackHole => Told::Failure(FailureCode::Unreachable),
            Self::BadCertificate => Told::Failure(FailureCode::ConnectionUntrusted),
            Self::Silent | Self::Dripping => Told::Failure(FailureCode::Slow),
            Self::ResetInBody | Self::TruncatedJson | Self::CaptivePortal | Self::RedirectToPortal => {
                Told::Failure(FailureCode::AnswerUnreadable)
            }
            Self::Status(_) => Told::Failure(FailureCode::LandlordFault),
            Self::ComeBack(429) => Told::ComeBack(FailureCode::TooManyAttempts),
            Self::ComeBack(_) => Told::ComeBack(FailureCode::LandlordBusy),
            Self::Late | Self::VeryLate => Told::Done,
        }
    }

    /// How often a read is sent: once, or with three more attempts where one may help.
    pub fn attempts_of_a_read(self) -> usize {
        match self {
            Self::ResetInBody | Self::Status(_) | Self::RedirectToPortal => 4,
            _ => self.attempts_of_a_write(),
        }
    }

    /// How often a write is sent: never twice.
    pub fn attempts_of_a_write(self) -> usize {
        usize::from(!self.is_of_the_connection())
    }
}
