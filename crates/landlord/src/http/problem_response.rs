//! Refusals as RFC 9457 problems.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{FieldName, FieldProblem, Problem, ProblemKind};

use crate::{keys::random_bytes, refusal::Refusal};

/// The problems that any route may return.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum AnyProblem {
    /// The request cannot be read, or breaks a rule named in `fields`.
    #[response(status = 400, content_type = "application/problem+json")]
    InvalidRequest(#[to_schema] Problem),
    /// The header `Application-Version` names a version below the minimum; `address` says where the newest one is.
    #[response(status = 426, content_type = "application/problem+json")]
    UpgradeRequired(#[to_schema] Problem),
    /// The service is busy; `Retry-After` says when to retry.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(#[to_schema] Problem),
    /// The service failed.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(#[to_schema] Problem),
}

/// The problem of a route that requires a token.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum NoSession {
    /// No session or enrolment, or an ended one.
    #[response(status = 401, content_type = "application/problem+json")]
    Ended(#[to_schema] Problem),
}

/// The problem of a route with a quota.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum OverQuota {
    /// Too many attempts, or too soon; `Retry-After` says when to retry.
    #[response(status = 429, content_type = "application/problem+json")]
    TooManyAttempts(#[to_schema] Problem),
}

/// The problem of a route that takes an SMS code.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum WrongSmsCode {
    /// The code is wrong or no longer valid.
    #[response(status = 422, content_type = "application/problem+json")]
    Wrong(#[to_schema] Problem),
}

/// The problem of a route that lets in to an account.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum ClosedAccount {
    /// The account is closed to everybody until the agency opens it again (S25).
    #[response(status = 403, content_type = "application/problem+json")]
    Closed(#[to_schema] Problem),
}

/// The problem of a route that requires a recently typed password (S8).
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum WantsReauthentication {
    /// The password was not typed recently.
    #[response(status = 403, content_type = "application/problem+json")]
    Required(#[to_schema] Problem),
}

/// The problems of a route that begins a payment.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum NoPayment {
    /// The same request is still being processed, another payment is pending, or the amount is not owed.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(#[to_schema] Problem),
}

/// The problem of a route with an `Idempotency-Key`.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum KeyReused {
    /// The key was used for another request.
    #[response(status = 422, content_type = "application/problem+json")]
    Other(#[to_schema] Problem),
}

/// The problems of a route for staff.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum NotForStaff {
    /// The device is not enrolled, the second factor is required again, the role does not allow it, or a second
    /// member of staff has to agree.
    #[response(status = 403, content_type = "application/problem+json")]
    Refused(#[to_schema] Problem),
}

/// The problem of a route that acts in a visit.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum NoVisit {
    /// No visit is under way, or it does not cover this action.
    #[response(status = 409, content_type = "application/problem+json")]
    None(#[to_schema] Problem),
}

/// The problem of a route with an id or a name.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum NoSuchThing {
    /// Not found, or not accessible to the caller.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] Problem),
}

impl Refusal {
    fn kind(&self) -> (StatusCode, ProblemKind, &'static str) {
        match self {
            Self::InvalidRequest(_) => (
                StatusCode::BAD_REQUEST,
                ProblemKind::InvalidRequest,
                "The request cannot be read",
            ),
            Self::TermsNotAccepted | Self::PasswordRefused(_) => (
                StatusCode::BAD_REQUEST,
                ProblemKind::InvalidRequest,
                "A field is refused",
            ),
            Self::SessionEnded => (StatusCode::UNAUTHORIZED, ProblemKind::SessionEnded, "No session"),
            Self::CredentialsWrong => (
                StatusCode::UNAUTHORIZED,
                ProblemKind::CredentialsWrong,
                "Wrong tenant code or password",
            ),
            Self::EnrolmentEnded => (
                StatusCode::UNAUTHORIZED,
                ProblemKind::EnrolmentEnded,
                "No enrolment at this step",
            ),
            Self::RobotCheckFailed => (
                StatusCode::FORBIDDEN,
                ProblemKind::RobotCheckFailed,
                "The robot check is refused",
            ),
            Self::SmsCodeWrong => (
                StatusCode::UNPROCESSABLE_ENTITY,
                ProblemKind::SmsCodeWrong,
                "Wrong SMS code",
            ),
            Self::SmsCodeExpired => (
                StatusCode::UNPROCESSABLE_ENTITY,
                ProblemKind::SmsCodeExpired,
                "The SMS code does not work any more",
            ),
            Self::LetterCodeWrong => (
                StatusCode::UNPROCESSABLE_ENTITY,
                ProblemKind::LetterCodeWrong,
                "Wrong letter code",
            ),
            Self::NotRegistered => (
                StatusCode::CONFLICT,
                ProblemKind::NotRegistered,
                "There is no account yet",
            ),
            Self::SmsCodeRequired { .. } => (
                StatusCode::UNAUTHORIZED,
                ProblemKind::SmsCodeRequired,
                "An SMS code is required",
            ),
            Self::AccountClosed { .. } => (
                StatusCode::FORBIDDEN,
                ProblemKind::AccountClosed,
                "The account is closed",
            ),
            Self::ReauthenticationRequired => (
                StatusCode::FORBIDDEN,
                ProblemKind::ReauthenticationRequired,
                "The password has to be typed again",
            ),
            Self::ResendTooSoon { .. } => (
                StatusCode::TOO_MANY_REQUESTS,
                ProblemKind::ResendTooSoon,
                "Another SMS was asked for too soon",
            ),
            Self::TooManyAttempts { .. } => (
                StatusCode::TOO_MANY_REQUESTS,
                ProblemKind::TooManyAttempts,
                "Too many attempts",
            ),
            Self::SyncMarkUnknown => (
                StatusCode::GONE,
                ProblemKind::SyncMarkUnknown,
                "The list has to be read from its beginning",
            ),
            Self::IdempotencyKeyReused => (
                StatusCode::UNPROCESSABLE_ENTITY,
                ProblemKind::IdempotencyKeyReused,
                "The idempotency key was used for another request",
            ),
            Self::PaymentInFlight { .. } => (
                StatusCode::CONFLICT,
                ProblemKind::PaymentInFlight,
                "The request with this idempotency key is under way",
            ),
            Self::PaymentWaiting => (
                StatusCode::CONFLICT,
                ProblemKind::PaymentWaiting,
                "Another payment is waiting",
            ),
            Self::AmountNotOwed => (
                StatusCode::CONFLICT,
                ProblemKind::AmountNotOwed,
                "The amount is not owed",
            ),
            Self::Cards(_) => (
                StatusCode::SERVICE_UNAVAILABLE,
                ProblemKind::CardsUnavailable,
                "Cards cannot be taken now",
            ),
            Self::Taken => (
                StatusCode::CONFLICT,
                ProblemKind::InvalidRequest,
                "The name is taken",
            ),
            Self::DeviceNotEnrolled => (
                StatusCode::FORBIDDEN,
                ProblemKind::DeviceNotEnrolled,
                "The device is not enrolled",
            ),
            Self::StaffCheckRequired => (
                StatusCode::FORBIDDEN,
                ProblemKind::StaffCheckRequired,
                "The second factor has to be typed again",
            ),
            Self::NoVisit => (StatusCode::CONFLICT, ProblemKind::NoVisit, "No visit for this"),
            Self::ApprovalRequired => (
                StatusCode::FORBIDDEN,
                ProblemKind::ApprovalRequired,
                "A second member of staff has to agree",
            ),
            Self::NotAllowed => (StatusCode::FORBIDDEN, ProblemKind::NotAllowed, "Not allowed"),
            Self::NotFound => (StatusCode::NOT_FOUND, ProblemKind::NotFound, "Not found"),
            Self::UpgradeRequired { .. } => (
                StatusCode::UPGRADE_REQUIRED,
                ProblemKind::UpgradeRequired,
                "The application is too old",
            ),
            Self::MethodNotAllowed => (
                StatusCode::METHOD_NOT_ALLOWED,
                ProblemKind::MethodNotAllowed,
                "Method not allowed",
            ),
            Self::Busy { .. } => (StatusCode::SERVICE_UNAVAILABLE, ProblemKind::Busy, "Busy"),
            Self::Store(_)
            | Self::Stored(_)
            | Self::Random(_)
            | Self::Hashing(_)
            | Self::Pdf(_)
            | Self::Task(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                ProblemKind::Internal,
                "The service failed",
            ),
        }
    }

    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::ResendTooSoon { retry_after }
            | Self::TooManyAttempts { retry_after, .. }
            | Self::PaymentInFlight { retry_after }
            | Self::SmsCodeRequired { retry_after, .. }
            | Self::Busy { retry_after } => Some(*retry_after),
            _ => None,
        }
    }

    fn address(&self) -> Option<String> {
        match self {
            Self::UpgradeRequired { address } => Some(address.clone()),
            _ => None,
        }
    }

    fn telephone(&self) -> Option<String> {
        match self {
            Self::AccountClosed { telephone } => Some(telephone.clone()),
            _ => None,
        }
    }

    fn messages_sent(&self) -> Option<u32> {
        match self {
            Self::SmsCodeRequired { messages_sent, .. } => Some(*messages_sent),
            _ => None,
        }
    }

    fn fields(&self) -> Vec<FieldProblem> {
        let field = match self {
            Self::TermsNotAccepted => FieldName::Terms,
            Self::PasswordRefused(_) => FieldName::Password,
            _ => return Vec::new(),
        };
        vec![FieldProblem {
            field,
            reason: self.to_string(),
        }]
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, kind, title) = self.kind();
        let reference = (kind == ProblemKind::Internal).then(|| {
            let bytes = random_bytes().unwrap_or_default();
            let reference = BASE64_URL_SAFE_NO_PAD.encode(&bytes[..6]);
            tracing::error!(error = %self, reference, "a request failed");
            reference
        });
        if let Self::Cards(error) = &self {
            tracing::error!(%error, "a card provider failed");
        }
        let event = self.event();
        let retry_after = self.retry_after();
        let problem = Problem {
            kind,
            title: title.to_owned(),
            status: status.as_u16(),
            retry_after,
            messages_sent: self.messages_sent(),
            fields: self.fields(),
            reference,
            address: self.address(),
            telephone: self.telephone(),
        };
        let mut response = (status, Json(problem)).into_response();
        // `http::request_traces` records it, which knows where the request came from.
        if let Some(event) = event {
            response.extensions_mut().insert(event);
        }
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s6_a_busy_service_says_when_to_come_back() {
        let response = Refusal::Busy { retry_after: 2 }.into_response();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()[header::RETRY_AFTER], "2");
    }
}
