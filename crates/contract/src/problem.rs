//! Errors on the wire: RFC 9457 problem details with stable types.

use serde::{Deserialize, Serialize};

/// What went wrong, as a stable name. Both ends match on it, never on text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub enum ProblemKind {
    /// The body or a parameter cannot be read; `fields` may say which.
    #[serde(rename = "urn:espace-locataire:problem:invalid-request")]
    InvalidRequest,
    /// No session, or an ended one.
    #[serde(rename = "urn:espace-locataire:problem:session-ended")]
    SessionEnded,
    /// The tenant code or the password is wrong; the answer never says which.
    #[serde(rename = "urn:espace-locataire:problem:credentials-wrong")]
    CredentialsWrong,
    /// No enrolment, an ended one, or a step out of order.
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
    /// The letter code is not the one of the last letter, or no longer works; the answer never says which.
    #[serde(rename = "urn:espace-locataire:problem:letter-code-wrong")]
    LetterCodeWrong,
    /// The tenant has no account, so no password can be reset.
    #[serde(rename = "urn:espace-locataire:problem:not-registered")]
    NotRegistered,
    /// The password is right, but an SMS code is needed as well (S7). It is sent to the number on file, if there
    /// is one; the same request with `smsCode` signs in. `retryAfter` says when another message may be requested,
    /// `messagesSent` how many were.
    #[serde(rename = "urn:espace-locataire:problem:sms-code-required")]
    SmsCodeRequired,
    /// The password is right, and the account is closed to everybody until the agency opens it again (S25).
    /// `telephone` is the agency's.
    #[serde(rename = "urn:espace-locataire:problem:account-closed")]
    AccountClosed,
    /// The password has to be typed again first (S8).
    #[serde(rename = "urn:espace-locataire:problem:reauthentication-required")]
    ReauthenticationRequired,
    /// Another SMS was requested too soon; `retryAfter` says when to try again.
    #[serde(rename = "urn:espace-locataire:problem:resend-too-soon")]
    ResendTooSoon,
    /// Too many attempts; `retryAfter` says when to try again.
    #[serde(rename = "urn:espace-locataire:problem:too-many-attempts")]
    TooManyAttempts,
    /// The mark in `cursor` or `since` was never issued by this service: the list has to be read from its
    /// beginning.
    #[serde(rename = "urn:espace-locataire:problem:sync-mark-unknown")]
    SyncMarkUnknown,
    /// This `Idempotency-Key` was already used for a different request (S16).
    #[serde(rename = "urn:espace-locataire:problem:idempotency-key-reused")]
    IdempotencyKeyReused,
    /// The request with this `Idempotency-Key` is still being processed; `retryAfter` says when to try again
    /// (S16).
    #[serde(rename = "urn:espace-locataire:problem:payment-in-flight")]
    PaymentInFlight,
    /// Another payment is pending for the same term of the lease (S16).
    #[serde(rename = "urn:espace-locataire:problem:payment-waiting")]
    PaymentWaiting,
    /// The amount is more than is owed, or less than the minimum of a card payment.
    #[serde(rename = "urn:espace-locataire:problem:amount-not-owed")]
    AmountNotOwed,
    /// The card provider is unavailable; nothing was paid.
    #[serde(rename = "urn:espace-locataire:problem:cards-unavailable")]
    CardsUnavailable,
    /// The device that staff sign in from is not enrolled, or no longer (S21).
    #[serde(rename = "urn:espace-locataire:problem:device-not-enrolled")]
    DeviceNotEnrolled,
    /// The second factor of a staff member has to be typed again, after an idle period (S21).
    #[serde(rename = "urn:espace-locataire:problem:staff-check-required")]
    StaffCheckRequired,
    /// No visit is under way, or it does not cover this purpose. At the beginning of a visit: the caller did not search
    /// for this tenant within the last minutes (S21).
    #[serde(rename = "urn:espace-locataire:problem:no-visit")]
    NoVisit,
    /// A new number, or a letter printed at the counter, needs the approval of a second member of staff first (S21).
    #[serde(rename = "urn:espace-locataire:problem:approval-required")]
    ApprovalRequired,
    /// The caller's role does not allow it.
    #[serde(rename = "urn:espace-locataire:problem:not-allowed")]
    NotAllowed,
    /// What is to be added is on file already, for the caller or for somebody else.
    #[serde(rename = "urn:espace-locataire:problem:taken")]
    Taken,
    /// No such item for this tenant.
    #[serde(rename = "urn:espace-locataire:problem:not-found")]
    NotFound,
    /// This version of the application is too old for the service; `address` says where the newest one is.
    #[serde(rename = "urn:espace-locataire:problem:upgrade-required")]
    UpgradeRequired,
    /// The address does not support this method.
    #[serde(rename = "urn:espace-locataire:problem:method-not-allowed")]
    MethodNotAllowed,
    /// The service is overloaded; `retryAfter` says when to try again.
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
    /// Text of a message.
    Message,
    /// Attachments of a message.
    Attachments,
    /// PIN.
    Pin,
    /// PIN, repeated.
    PinAgain,
    /// Current PIN, before it is changed or removed.
    CurrentPin,
    /// Login name of staff.
    StaffLogin,
    /// Second factor of staff.
    StaffCode,
    /// Activation code of staff.
    ActivationCode,
    /// A tenant's name, in a search.
    Name,
    /// A tenant's birth date, in a search.
    BirthDate,
    /// Paper with which a tenant proved their identity.
    IdentityDocument,
    /// What a tenant agrees to in a visit.
    Purposes,
    /// Why a tenant of another agency comes to a counter.
    VisitReason,
    /// More about that reason.
    VisitNote,
    /// That the tenant asks for the account to be closed.
    Closing,
    /// Name for the proxy on the way to the service.
    ProxyName,
    /// Password for that proxy.
    ProxyPassword,
    /// A field that this version does not know; never handed to the wizard.
    #[serde(other)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    Unknown,
}

/// A field that the service rejects.
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
    /// With `sms-code-required`: number of messages requested in this attempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messages_sent: Option<u32>,
    /// The fields at fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// Reference to quote to the agency; it finds the fault in the service's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// With `upgrade-required`: address of the page that says how to install the newest version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// With `account-closed`: telephone of the agency that opens the account again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerates_a_kind_of_a_later_version() {
        let json = r#"{"type":"urn:espace-locataire:problem:of-tomorrow","title":"?","status":418,"new":1}"#;
        let problem: Problem = serde_json::from_str(json).expect("readable");
        assert_eq!(problem.kind, ProblemKind::Unknown);
    }
}
