//! Why a request failed.

use contract::{Problem, ProblemKind};
use reqwest::StatusCode;

/// A request that failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ClientError {
    /// The landlord refused, with a reason.
    #[error("the landlord refused: {:?}", .0.kind)]
    Problem(Box<Problem>),
    /// No connection to the landlord.
    #[error("the landlord cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// No connection to anybody: no name is resolved, or no way leads out.
    #[error("there is no network")]
    NoNetwork(#[source] reqwest::Error),
    /// The proxy on the way wants a name and a password (HTTP 407), or others.
    #[error("the proxy lets nobody through without its password")]
    ProxyPasswordRequired,
    /// The proxy on the way takes no name and password: it wants the account of a domain (NTLM, Kerberos).
    #[error("the proxy knows no basic authentication")]
    ProxyUnsupported,
    /// Another proxy is on the way than the one that the person was shown; it was told nothing.
    #[error("another proxy is on the way")]
    ProxyChanged,
    /// The certificate is not trusted as the landlord's; nothing was sent.
    #[error("the certificate is not the landlord's")]
    Untrusted(#[source] reqwest::Error),
    /// No answer in time.
    #[error("no answer in time")]
    Slow,
    /// The landlord's service failed without giving a reason.
    #[error("the landlord's service failed with {status}")]
    Fault {
        /// The HTTP status.
        status: StatusCode,
        /// Seconds until a retry, if the service said so.
        retry_after: Option<u64>,
    },
    /// The answer is not of the contract: another site, a captive portal, a cut.
    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
    /// The landlord's service, or a proxy in front of it, takes no content of this size (HTTP 413).
    #[error("what was sent is too heavy")]
    TooHeavy,
    /// The answer is larger than any of the contract.
    #[error("the answer is too large")]
    TooLarge,
    /// A PDF larger than the window accepts (S18).
    #[error("the PDF is too large")]
    PdfTooLarge,
    /// The visit that the request belongs to has ended here (S21).
    #[error("the visit has ended")]
    VisitLeft,
}

impl ClientError {
    /// Whether the landlord answered with this problem.
    pub(crate) fn is(&self, kind: ProblemKind) -> bool {
        matches!(self, Self::Problem(problem) if problem.kind == kind)
    }

    /// Whether the landlord itself answered, as opposed to a timeout, a cut or an answer from elsewhere.
    pub(crate) fn is_an_answer(&self) -> bool {
        matches!(self, Self::Problem(_))
    }
}
