//! Sign-up on the wire: code → masked number → SMS → profile and password.
//!
//! Answers have the same shape whether the tenant code is unknown, known, registered or has no telephone (S2).

use serde::{Deserialize, Serialize};

use crate::{
    Agency, DeviceIntroduction, Email, LandlinePhone, LetterCode, MaskedPhone, MobilePhone,
    RobotCheckSolution, SmsCode, TenantCode, WireSecret,
};

/// Purpose of an enrolment. Until the SMS code is right, it shows only in the text of the SMS (S2, S3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum EnrolmentPurpose {
    /// Create an account.
    #[default]
    SignUp,
    /// Choose a new password.
    PasswordReset,
}

/// Body of `POST /v1/enrolments`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EnrolmentOpening {
    /// The tenant code, as typed.
    pub tenant_code: TenantCode,
    /// The solved robot check, bound to this tenant code (S4).
    pub robot_check: RobotCheckSolution,
    /// Its purpose; sign-up when absent.
    #[serde(default)]
    pub purpose: EnrolmentPurpose,
    /// The token that this machine got from an earlier sign-in. It has its own count of tries, so that strangers
    /// cannot use them up (S23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_token: Option<WireSecret>,
}

/// An open enrolment. Its token authorises the next steps.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EnrolmentOpened {
    /// Bearer token of the enrolment.
    pub enrolment_token: WireSecret,
    /// The number on file, masked; a stable decoy when there is none (S2).
    pub masked_phone: MaskedPhone,
    /// The agency to call when the tenant does not know this number.
    pub agency: Agency,
    /// Seconds until the enrolment expires.
    pub expires_in: u64,
}

/// Answer of `GET /v1/enrolments/current`: the progress of an enrolment, so that it can be resumed.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EnrolmentUnderWay {
    /// The number on file, masked; a stable decoy when there is none (S2).
    pub masked_phone: MaskedPhone,
    /// The agency to call when the tenant does not know this number.
    pub agency: Agency,
    /// Seconds until the enrolment expires.
    pub expires_in: u64,
    /// The last message requested; absent before the first one and once its code was right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<SmsSent>,
    /// Present once the SMS code was right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<SmsCodeAccepted>,
}

/// Body of `POST /v1/enrolments/current/phone`: the masked number, completed.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PhoneCompletion {
    /// The full number.
    pub phone: MobilePhone,
}

/// Body of `POST /v1/enrolments/current/letter`: the code of a registration letter and a new number, instead of
/// the completed number on file (S1).
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LetterCompletion {
    /// The code printed on the letter.
    #[serde(serialize_with = "LetterCode::serialize")]
    #[schema(value_type = String, example = "7QKM-2F0H-VD31-8XTX")]
    pub letter_code: LetterCode,
    /// The new number. It receives the SMS code, and is put on file once that code is right.
    pub phone: MobilePhone,
}

/// Answer to a request for an SMS code. It has the same shape for a right and a wrong number (S2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SmsSent {
    /// Seconds until another message may be requested.
    pub resend_after: u64,
    /// Seconds until the code expires.
    pub expires_in: u64,
    /// Number of messages requested so far. Only the code of the last one works.
    pub messages_sent: u32,
}

/// Body of `POST /v1/enrolments/current/code`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SmsCodeTry {
    /// The code of the last SMS.
    #[serde(serialize_with = "SmsCode::serialize")]
    #[schema(value_type = String, pattern = "^[0-9]{6}$")]
    pub code: SmsCode,
}

/// Answer to a right SMS code: the profile, or a new password, may be sent.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SmsCodeAccepted {
    /// The verified number.
    pub mobile: MobilePhone,
    /// Seconds left to complete the profile.
    pub expires_in: u64,
    /// Whether the tenant already has an account. Disclosed only after a right code (S3).
    #[serde(default)]
    pub registered: bool,
}

/// Body of `POST /v1/enrolments/current/account`: the sign-up details and the password.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountCreation {
    /// E-mail address the landlord writes to.
    pub email: Email,
    /// Landline, if any.
    pub landline: Option<LandlinePhone>,
    /// Whether the terms of use are accepted; has to be true.
    pub terms_accepted: bool,
    /// Whether the landlord may send e-mails.
    pub mails_accepted: bool,
    /// Express agreement to electronic receipts (loi n° 89-462, art. 21): a separate, revocable choice.
    pub electronic_receipts_accepted: bool,
    /// The new password; the service checks it again.
    pub password: WireSecret,
    /// The machine on which the account is created. It gets signed in.
    #[serde(flatten)]
    pub device: DeviceIntroduction,
}

/// Body of `POST /v1/enrolments/current/password`: a registered tenant's new password.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PasswordReset {
    /// The new password; the service checks it again.
    pub password: WireSecret,
    /// The machine on which the password is chosen. It gets signed in.
    #[serde(flatten)]
    pub device: DeviceIntroduction,
}
