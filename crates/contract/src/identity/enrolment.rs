//! Sign-up on the wire: code → masked number → SMS → profile and password.
//!
//! An unknown, known, registered or phone-less tenant code gets answers of the same shape (S2).

use serde::{Deserialize, Serialize};

use crate::{
    Agency, DeviceIntroduction, Email, LandlinePhone, LetterCode, MaskedPhone, MobilePhone,
    RobotCheckSolution, SmsCode, TenantCode, WireSecret,
};

/// What an enrolment is for. It changes the text of the SMS and nothing else that can be seen before
/// the SMS code is right (S2, S3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum EnrolmentPurpose {
    /// To make an account.
    #[default]
    SignUp,
    /// To choose another password.
    PasswordReset,
}

/// Body of `POST /v1/enrolments`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EnrolmentOpening {
    /// The tenant code typed.
    pub tenant_code: TenantCode,
    /// The robot check, made for this tenant code.
    pub robot_check: RobotCheckSolution,
    /// What it is for; to sign up when absent.
    #[serde(default)]
    pub purpose: EnrolmentPurpose,
}

/// An enrolment under way. The token authorises the steps that follow.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EnrolmentOpened {
    /// Bearer token of the enrolment.
    pub enrolment_token: WireSecret,
    /// The number on file, masked.
    pub masked_phone: MaskedPhone,
    /// The agency to call when the number is not known.
    pub agency: Agency,
    /// Seconds until the enrolment ends.
    pub expires_in: u64,
}

/// Answer of `GET /v1/enrolments/current`: how far an enrolment has come, so that it can be taken up
/// again.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EnrolmentUnderWay {
    /// The number on file, masked.
    pub masked_phone: MaskedPhone,
    /// The agency to call when the number is not known.
    pub agency: Agency,
    /// Seconds until the enrolment ends.
    pub expires_in: u64,
    /// The last message asked for; none once its code was right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<SmsSent>,
    /// The code was right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<SmsCodeAccepted>,
}

/// Body of `POST /v1/enrolments/current/phone`: the masked number, completed.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PhoneCompletion {
    /// The whole number.
    pub phone: MobilePhone,
}

/// Body of `POST /v1/enrolments/current/letter`: in place of the number on file, the code of a
/// registration letter and the number that is to be on file from now on (S1).
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LetterCompletion {
    /// The code of the letter.
    #[serde(serialize_with = "LetterCode::serialize")]
    #[schema(value_type = String, example = "7QKM-2F0H-VD31-8XTX")]
    pub letter_code: LetterCode,
    /// The new number; the SMS code goes there.
    pub phone: MobilePhone,
}

/// The answer to a completed number, right or wrong (S2), and to a resend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SmsSent {
    /// Seconds until another message may be asked for.
    pub resend_after: u64,
    /// Seconds until the code stops working.
    pub expires_in: u64,
    /// How many messages this enrolment asked for: only the last one's code works.
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

/// The code was right: the profile may be sent.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SmsCodeAccepted {
    /// The number that was verified.
    pub mobile: MobilePhone,
    /// Seconds left to complete the profile.
    pub expires_in: u64,
    /// The tenant has an account: told only now that the code was right (S3).
    #[serde(default)]
    pub registered: bool,
}

/// Body of `POST /v1/enrolments/current/account`: *Mon profil* and the password.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountCreation {
    /// Where the landlord writes.
    pub email: Email,
    /// A landline, when there is one.
    pub landline: Option<LandlinePhone>,
    /// The terms of use are accepted; required.
    pub terms_accepted: bool,
    /// The landlord may send mails.
    pub mails_accepted: bool,
    /// Express agreement to electronic receipts (loi n° 89-462, art. 21), its own revocable choice.
    pub electronic_receipts_accepted: bool,
    /// The password chosen; checked again by the service.
    pub password: WireSecret,
    /// The machine that the account is made on; it is signed in.
    #[serde(flatten)]
    pub device: DeviceIntroduction,
}

/// Body of `POST /v1/enrolments/current/password`: a registered tenant's new password.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PasswordReset {
    /// The password chosen; checked again by the service.
    pub password: WireSecret,
    /// The machine that the password is chosen on; it is signed in.
    #[serde(flatten)]
    pub device: DeviceIntroduction,
}
