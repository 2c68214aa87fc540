//! Refusals as RFC 9457 problems.

use std::collections::BTreeMap;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{FieldName, FieldProblem, Problem, ProblemKind};
use utoipa::{
    IntoResponses, Modify,
    openapi::{Content, OpenApi, Ref, RefOr, Response as Described, ResponseBuilder},
};

use crate::{figures::BUSY_RETRY_SECONDS, keys::random_bytes, refusal::Refusal};

const PROBLEM_TYPE: &str = "application/problem+json";

/// Sets of problems for the OpenAPI document. Operations refer to a problem, which stands there once.
macro_rules! problems {
    ($($(#[$comment:meta])* $set:ident { $($status:literal $name:ident $says:literal)* })*) => {
        $(
            $(#[$comment])*
            pub(crate) enum $set {}

            impl IntoResponses for $set {
                fn responses() -> BTreeMap<String, RefOr<Described>> {
                    BTreeMap::from([$((
                        $status.to_string(),
                        RefOr::Ref(Ref::from_response_name(stringify!($name))),
                    )),*])
                }
            }
        )*

        impl Modify for Problems {
            fn modify(&self, openapi: &mut OpenApi) {
                let components = openapi.components.get_or_insert_default();
                for (name, says) in [$($((stringify!($name), $says),)*)*] {
                    let problem = Content::new(Some(Ref::from_schema_name("Problem")));
                    let response = ResponseBuilder::new()
                        .description(says)
                        .content(PROBLEM_TYPE, problem)
                        .build();
                    components.responses.insert(name.to_owned(), RefOr::T(response));
                }
            }
        }
    };
}

/// What the sets of problems refer to.
pub(crate) struct Problems;

problems! {
    /// The problems that any route may return.
    AnyProblem {
        400 InvalidRequest "The request cannot be read, or breaks a rule named in `fields`."
        413 BodyTooLarge "The body is larger than the route takes."
        426 UpgradeRequired "The header `Application-Version` names a version below the minimum; `address` says where the newest one is."
        503 Busy "The service is busy; `Retry-After` says when to retry."
        500 Internal "The service failed."
    }
    /// The problem of a route that requires a token.
    NoSession {
        401 NoSession "No session or enrolment, or an ended one."
    }
    /// The problem of a route with a quota.
    OverQuota {
        429 OverQuota "Too many attempts, or too soon; `Retry-After` says when to retry."
    }
    /// The problem of a route that takes an SMS code.
    WrongSmsCode {
        422 WrongSmsCode "The code is wrong or no longer valid."
    }
    /// The problem of a route that lets in to an account.
    ClosedAccount {
        403 ClosedAccount "The account is closed to everybody until the agency opens it again (S25)."
    }
    /// The problem of a route that requires a recently typed password (S8).
    WantsReauthentication {
        403 WantsReauthentication "The password was not typed recently."
    }
    /// The problems of a route that begins a payment.
    NoPayment {
        409 NoPayment "The same request is still being processed, another payment is pending, the amount is not owed, or the session is a visit's."
    }
    /// The problem of a route with an `Idempotency-Key`.
    KeyReused {
        422 KeyReused "The key was used for another request."
    }
    /// The problems of a route for staff.
    NotForStaff {
        403 NotForStaff "The device is not enrolled, the second factor is required again, the role does not allow it, or a second member of staff has to agree."
    }
    /// The problem of a route that acts in a visit, and of one that a session of a visit does not reach.
    NoVisit {
        409 NoVisit "No visit is under way, or it does not cover this action."
    }
    /// The problem of a route that adds a security key.
    AddedBefore {
        409 AddedBefore "The key is on file already, for the caller or for somebody else."
    }
    /// The problem of a route with an id or a name.
    NoSuchThing {
        404 NoSuchThing "Not found, or not accessible to the caller."
    }
}

impl Refusal {
    fn kind(&self) -> (StatusCode, ProblemKind, &'static str) {
        match self {
            Self::InvalidRequest(_) => (
                StatusCode::BAD_REQUEST,
                ProblemKind::InvalidRequest,
                "The request cannot be read",
            ),
            Self::BodyTooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                ProblemKind::InvalidRequest,
                "The body is too large",
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
            Self::Taken => (StatusCode::CONFLICT, ProblemKind::Taken, "On file already"),
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
            Self::Busy { .. } | Self::Unwritable(_) => {
                (StatusCode::SERVICE_UNAVAILABLE, ProblemKind::Busy, "Busy")
            }
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
            Self::Unwritable(_) => Some(BUSY_RETRY_SECONDS),
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
        if let Self::Unwritable(error) = &self {
            tracing::error!(%error, "the database cannot be written");
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
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_TYPE));
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
