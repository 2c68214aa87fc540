//! Failures for the wizard when the landlord cannot be asked, or refuses.

use contract::{FieldName, Problem, ProblemKind};
use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;

use super::ClientError;
use crate::core::failure::{Failure, FailureCode};

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Problem(problem) => (*problem).into(),
            ClientError::Unreachable(_) => Self::new(FailureCode::Unreachable),
            ClientError::NoNetwork(_) => Self::new(FailureCode::NoNetwork),
            ClientError::ProxyPasswordRequired => Self::new(FailureCode::ProxyPasswordRequired),
            ClientError::ProxyUnsupported => Self::new(FailureCode::ProxyUnsupported),
            ClientError::ProxyChanged => Self::new(FailureCode::ProxyChanged),
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
            // Only messages can be too heavy, and they say so themselves: anything else meets a wrong setting.
            ClientError::TooHeavy => Self::new(FailureCode::LandlordFault),
            ClientError::VisitLeft => Self::new(FailureCode::Busy),
            ClientError::PdfTooLarge => Self::new(FailureCode::PdfUnreadable),
            ClientError::Unreadable(_) | ClientError::TooLarge => Self::new(FailureCode::AnswerUnreadable),
        }
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
            // All else of a password is checked before it is sent: the service alone has its list, and knows the whole
            // number and address on file (S6).
            ProblemKind::InvalidRequest if refuses_password(&problem) => {
                return Self::field(FieldName::Password, FailureCode::PasswordTooCommon, None);
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
            // Of what a window adds, only a security key may be on file already.
            ProblemKind::Taken => FailureCode::SecurityKeyTaken,
            ProblemKind::UpgradeRequired => FailureCode::UpgradeRequired,
            ProblemKind::AccountClosed => FailureCode::AccountClosed,
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
            address: problem.address.or(problem.telephone).map(String::into_boxed_str),
            ..Self::new(code)
        }
    }
}

fn refuses_password(problem: &Problem) -> bool {
    problem
        .fields
        .iter()
        .any(|refused| refused.field == FieldName::Password)
}

/// The moment this many seconds from now, in RFC 3339.
fn in_seconds(seconds: u64) -> Option<String> {
    let pause = SignedDuration::from_secs(i64::try_from(seconds).ok()?);
    let moment = Timestamp::now().checked_add(pause).ok()?;
    Some(moment.to_string())
}

#[cfg(test)]
mod tests {
    use contract::FieldProblem;

    use super::*;

    #[test]
    fn s6_a_password_that_the_service_alone_refuses_is_too_common() {
        let problem = Problem {
            kind: ProblemKind::InvalidRequest,
            title: "A field is refused".to_owned(),
            status: 400,
            retry_after: None,
            messages_sent: None,
            fields: vec![FieldProblem {
                field: FieldName::Password,
                reason: "the password is too common".to_owned(),
            }],
            reference: None,
            address: None,
            telephone: None,
        };
        let failure = Failure::from(problem);
        assert!(failure.is_of(FailureCode::PasswordTooCommon), "{failure:?}");
    }

    #[test]
    fn s25_a_closed_account_names_the_number_to_call() {
        let problem: Problem = serde_json::from_str(
            r#"{"type":"urn:espace-locataire:problem:account-closed","title":"The account is closed","status":403,"telephone":"03 53 01 00 01"}"#,
        )
        .expect("a problem");
        let failure = Failure::from(problem);
        assert_eq!(failure.code, FailureCode::AccountClosed);
        assert_eq!(failure.address.as_deref(), Some("03 53 01 00 01"));
    }
}
