//! Errors on the wire: RFC 9457 problem details with stable types.

use serde::{Deserialize, Serialize};

/// What went wrong, as a stable name: the ends match on this, never on text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub enum ProblemKind {
    /// The body or a parameter cannot be read; `fields` may say which.
    #[serde(rename = "urn:espace-locataire:problem:invalid-request")]
    InvalidRequest,
    /// No session, or one that has ended.
    #[serde(rename = "urn:espace-locataire:problem:session-ended")]
    SessionEnded,
    /// The tenant code or the password is wrong; never which.
    #[serde(rename = "urn:espace-locataire:problem:credentials-wrong")]
    CredentialsWrong,
    /// No enrolment, one that has ended, or a step out of order.
    #[serde(rename = "urn:espace-locataire:problem:enrolment-ended")]
    EnrolmentEnded,
    /// The robot check is wrong, spent, expired or made for something else.
    #[serde(rename = "urn:espace-locataire:problem:robot-check-failed")]
    RobotCheckFailed,
    /// The SMS code is not the one sent.
    #[serde(rename = "urn:espace-locataire:problem:sms-code-wrong")]
    SmsCodeWrong,
    /// The SMS code has expired, was replaced, or was tried too often.
    #[serde(rename = "urn:espace-locataire:problem:sms-code-expired")]
    SmsCodeExpired,
    /// The letter code is not the one of the last letter, or does not work any more; never which.
    #[serde(rename = "urn:espace-locataire:problem:letter-code-wrong")]
    LetterCodeWrong,
    /// The tenant has no account whose password could be set.
    #[serde(rename = "urn:espace-locataire:problem:not-registered")]
    NotRegistered,
    /// The password is right, and a code was sent to the number on file: the same request again with
    /// `smsCode` signs in. `retryAfter` says when another message may be asked for, `messagesSent` how many were.
    #[serde(rename = "urn:espace-locataire:problem:sms-code-required")]
    SmsCodeRequired,
    /// The password has to be typed again first (S8).
    #[serde(rename = "urn:espace-locataire:problem:reauthentication-required")]
    ReauthenticationRequired,
    /// Another SMS was asked for too soon; `retryAfter` says when.
    #[serde(rename = "urn:espace-locataire:problem:resend-too-soon")]
    ResendTooSoon,
    /// Too many attempts; `retryAfter` says when.
    #[serde(rename = "urn:espace-locataire:problem:too-many-attempts")]
    TooManyAttempts,
    /// The list is asked for after a mark that this service never gave: it has to be read from its
    /// beginning.
    #[serde(rename = "urn:espace-locataire:problem:sync-mark-unknown")]
    SyncMarkUnknown,
    /// The same `Idempotency-Key` came with another request before (S16).
    #[serde(rename = "urn:espace-locataire:problem:idempotency-key-reused")]
    IdempotencyKeyReused,
    /// The request with this `Idempotency-Key` is under way; `retryAfter` says when to ask again (S16).
    #[serde(rename = "urn:espace-locataire:problem:payment-in-flight")]
    PaymentInFlight,
    /// Another payment is waiting for the same term of the lease (S16).
    #[serde(rename = "urn:espace-locataire:problem:payment-waiting")]
    PaymentWaiting,
    /// More is to be paid than is owed, or less than a card pays.
    #[serde(rename = "urn:espace-locataire:problem:amount-not-owed")]
    AmountNotOwed,
    /// Whoever takes cards cannot be asked now; nothing was paid.
    #[serde(rename = "urn:espace-locataire:problem:cards-unavailable")]
    CardsUnavailable,
    /// The device that staff sign in from is not enrolled, or is not any more (S21).
    #[serde(rename = "urn:espace-locataire:problem:device-not-enrolled")]
    DeviceNotEnrolled,
    /// The second factor of a staff member has to be typed again: nothing was asked for a while (S21).
    #[serde(rename = "urn:espace-locataire:problem:staff-check-required")]
    StaffCheckRequired,
    /// No visit is under way, or it is not for this purpose.
    #[serde(rename = "urn:espace-locataire:problem:no-visit")]
    NoVisit,
    /// Another number wants the word of a second member of staff first.
    #[serde(rename = "urn:espace-locataire:problem:approval-required")]
    ApprovalRequired,
    /// The caller's role does not allow it.
    #[serde(rename = "urn:espace-locataire:problem:not-allowed")]
    NotAllowed,
    /// Nothing of that name for this tenant.
    #[serde(rename = "urn:espace-locataire:problem:not-found")]
    NotFound,
    /// The method is not one of this address.
    #[serde(rename = "urn:espace-locataire:problem:method-not-allowed")]
    MethodNotAllowed,
    /// The service has too much to do; `retryAfter` says when.
    #[serde(rename = "urn:espace-locataire:problem:busy")]
    Busy,
    /// The service failed; `reference` finds it in the log.
    #[serde(rename = "urn:espace-locataire:problem:internal")]
    Internal,
    /// A kind that this version does not know.
    #[serde(other, rename = "about:blank")]
    Unknown,
}

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Field"))]
pub enum FieldName {
    /// Tenant code.
    TenantCode,
    /// Mobile number, completed.
    Phone,
    /// Code of a registration letter.
    LetterCode,
    /// SMS code.
    SmsCode,
    /// E-mail address.
    Email,
    /// Landline.
    Landline,
    /// Acceptance of the terms.
    Terms,
    /// Password.
    Password,
    /// Amount searched for among the documents, or to be paid.
    Amount,
    /// What a message says.
    Message,
    /// What comes with a message.
    Attachments,
    /// The code that opens the application.
    Pin,
    /// The same code, once more.
    PinAgain,
    /// The code in force, before another one is chosen or none.
    CurrentPin,
    /// With what staff sign in.
    StaffLogin,
    /// The second factor of staff.
    StaffCode,
    /// The code by which staff begin.
    ActivationCode,
    /// A tenant's name, searched for.
    Name,
    /// A tenant's birth date, searched for.
    BirthDate,
    /// By what staff saw who a tenant is.
    IdentityDocument,
    /// What a tenant agrees to.
    Purposes,
    /// A field that this version does not know; never handed to the wizard.
    #[serde(other)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    Unknown,
}

/// A field that the service refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FieldProblem {
    /// Which field.
    pub field: FieldName,
    /// Why, for developers.
    pub reason: String,
}

/// A problem (`application/problem+json`, RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// The stable kind.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// A short English title, for developers.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Seconds to wait before trying again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// With `sms-code-required`: how many messages were asked for in this attempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messages_sent: Option<u32>,
    /// The fields at fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// What to quote to the agency so that the landlord finds the fault in its log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_a_later_version_is_tolerated() {
        let json = r#"{"type":"urn:espace-locataire:problem:of-tomorrow","title":"?","status":418,"new":1}"#;
        let problem: Problem = serde_json::from_str(json).expect("readable");
        assert_eq!(problem.kind, ProblemKind::Unknown);
    }
}
