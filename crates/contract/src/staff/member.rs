//! Agency staff on the wire: accounts, sign-in at a counter, figures and journal (S21, S22).

use serde::{Deserialize, Serialize, Serializer};

use super::security_key::{SecurityKeyProof, StaffCodeOnWire};
use crate::{LetterCode, SmsCode, TypedPassword, WireSecret};

/// The header that carries the token of the enrolled device.
pub const STAFF_DEVICE_HEADER: &str = "espace-device";

/// The name that a staff member signs in with: `claire.martin`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^[a-z0-9]+([.-][a-z0-9]+)*$", example = "claire.martin", max_length = 40)]
pub struct StaffLogin(String);

/// Why a text is not a login name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StaffLoginFlaw {
    /// Nothing was typed.
    #[error("the name to sign in with is empty")]
    Empty,
    /// Anything but unaccented letters and digits, with single dots and dashes between them, or more than
    /// [`StaffLogin::MAX_CHARACTERS`].
    #[error("a name to sign in with is made of letters, digits, dots and dashes: claire.martin")]
    Malformed,
}

impl StaffLogin {
    /// Maximum number of characters.
    pub const MAX_CHARACTERS: usize = 40;

    /// Reads a name, ignoring case and surrounding blanks.
    ///
    /// # Errors
    /// When the text is empty or malformed.
    pub fn parse(text: &str) -> Result<Self, StaffLoginFlaw> {
        let text = text.trim().to_ascii_lowercase();
        if text.is_empty() {
            return Err(StaffLoginFlaw::Empty);
        }
        let mut parts = text.split(['.', '-']);
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if text.len() > Self::MAX_CHARACTERS || !parts.all(plain) {
            return Err(StaffLoginFlaw::Malformed);
        }
        Ok(Self(text))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for StaffLogin {
    type Error = StaffLoginFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl std::str::FromStr for StaffLogin {
    type Err = StaffLoginFlaw;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl From<StaffLogin> for String {
    fn from(login: StaffLogin) -> Self {
        login.0
    }
}

/// What a staff member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum StaffRole {
    /// Helps tenants.
    Helper,
    /// Helps tenants, and sees the figures and the journal of the agency.
    AgencyManager,
    /// A role that this version does not know; treated as [`Self::Helper`].
    #[serde(other)]
    Unknown,
}

/// Body of `POST /v1/staff/activations`: what the administrator gave to a new staff member.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffActivation {
    /// The staff member.
    pub login: StaffLogin,
    /// The code from the administrator. It activates once, until it expires.
    #[serde(serialize_with = "LetterCode::serialize")]
    #[schema(value_type = String, example = "7QKM-2F0H-VD31-8XTX")]
    pub activation_code: LetterCode,
}

/// The second factor to set up on the telephone of a new staff member (RFC 6238): another one at each request.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecondFactor {
    /// Full name: « Claire MARTIN ».
    pub name: String,
    /// The key in base 32, to type where no QR code can be scanned.
    pub key: WireSecret,
    /// The same as a link for a QR code: `otpauth://totp/…`.
    pub link: WireSecret,
}

/// Body of `POST /v1/staff/activations/confirmation`. With an `Idempotency-Key` (UUID version 4), the same request may be
/// sent again for some minutes when its answer was lost: it returns the same recovery codes.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffConfirmation {
    /// The staff member and the activation code.
    #[serde(flatten)]
    pub activation: StaffActivation,
    /// The new password; the service checks it again.
    pub password: WireSecret,
    /// The code that the telephone shows.
    #[serde(serialize_with = "SmsCode::serialize")]
    #[schema(value_type = String, pattern = "^[0-9]{6}$")]
    pub code: SmsCode,
}

/// Codes to sign in with when the telephone is lost; each works once. They are shown once, to be kept on paper.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryCodes {
    /// Eight codes in groups of four.
    pub codes: Vec<WireSecret>,
}

/// The second factor: the six digits of the telephone, a recovery code, or a security key that a page asked.
///
/// A secret: redacted in `Debug`, and sent only inside the bodies below.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "StaffCodeOnWire")]
pub enum StaffCode {
    /// The six digits that the telephone shows (RFC 6238).
    Telephone(SmsCode),
    /// A recovery code.
    Recovery(LetterCode),
    /// The attempt in which a security key was asked.
    SecurityKey(SecurityKeyProof),
}

/// Why a text is not a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StaffCodeFlaw {
    /// Nothing was typed.
    #[error("the second factor is empty")]
    Empty,
    /// Neither six digits nor a recovery code.
    #[error("the second factor is six digits, or a recovery code of sixteen characters")]
    Malformed,
}

impl StaffCode {
    /// Reads a code as typed.
    ///
    /// # Errors
    /// When the text is empty, or neither six digits nor a recovery code.
    pub fn parse(text: &str) -> Result<Self, StaffCodeFlaw> {
        if text.trim().is_empty() {
            return Err(StaffCodeFlaw::Empty);
        }
        if let Ok(code) = LetterCode::parse(text) {
            return Ok(Self::Recovery(code));
        }
        match SmsCode::parse(text) {
            Ok(code) => Ok(Self::Telephone(code)),
            Err(_) => Err(StaffCodeFlaw::Malformed),
        }
    }

    pub(super) fn serialize<S: Serializer>(code: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        match code {
            Self::Telephone(code) => SmsCode::serialize(code, serializer),
            Self::Recovery(code) => LetterCode::serialize(code, serializer),
            Self::SecurityKey(proof) => proof.serialize(serializer),
        }
    }
}

impl TryFrom<StaffCodeOnWire> for StaffCode {
    type Error = StaffCodeFlaw;

    fn try_from(code: StaffCodeOnWire) -> Result<Self, Self::Error> {
        match code {
            StaffCodeOnWire::Typed(text) => Self::parse(&text),
            StaffCodeOnWire::SecurityKey(proof) => Ok(Self::SecurityKey(proof)),
        }
    }
}

/// Body of `POST /v1/staff/sessions`, and of an approval.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffCredentials {
    /// The staff member.
    pub login: StaffLogin,
    /// The password.
    pub password: TypedPassword,
    /// The second factor.
    #[serde(serialize_with = "StaffCode::serialize")]
    #[schema(value_type = StaffCodeOnWire)]
    pub code: StaffCode,
}

/// A session of a staff member.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffSession {
    /// Bearer token of the staff routes.
    pub token: WireSecret,
    /// Seconds until the session ends, active or not: a working day.
    pub expires_in: u64,
    /// Full name: « Claire MARTIN ».
    pub name: String,
    /// What they may do.
    pub role: StaffRole,
    /// Name of their agency, as on its door.
    pub agency: String,
    /// Number of unused recovery codes.
    pub recovery_codes_left: u32,
}

/// Body of `POST /v1/staff/sessions/current/check`: the second factor again, after an idle period (S21).
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffCheck {
    /// The second factor.
    #[serde(serialize_with = "StaffCode::serialize")]
    #[schema(value_type = StaffCodeOnWire)]
    pub code: StaffCode,
}

/// Body of `PUT /v1/staff/password`: changes the caller's own password.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffNewPassword {
    /// The new password; the service checks it again.
    pub password: WireSecret,
    /// The second factor.
    #[serde(serialize_with = "StaffCode::serialize")]
    #[schema(value_type = StaffCodeOnWire)]
    pub code: StaffCode,
}

/// Anonymous figures of the counter over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CounterFigures {
    /// Visits started.
    pub visits: u32,
    /// Accounts created.
    pub sign_ups: u32,
    /// Passwords reset.
    pub password_resets: u32,
    /// New numbers put on file.
    pub new_numbers: u32,
    /// Total duration of the finished visits, in minutes.
    pub minutes: u32,
}

/// Answer of `GET /v1/staff/figures`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffFigures {
    /// The caller's figures, today.
    pub today: CounterFigures,
    /// The whole agency's figures, today; only for its manager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency_today: Option<CounterFigures>,
    /// The whole agency's figures of the last 30 days; only for its manager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency_month: Option<CounterFigures>,
}

/// Body of `POST /v1/staff/journal/paper`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalPeriod {
    /// Number of days whose visits are printed, including today.
    pub days: JournalDays,
}

/// A number of days, from 1 to 31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "u32", into = "u32")]
#[schema(value_type = u32, minimum = 1, maximum = 31, example = 7)]
pub struct JournalDays(u32);

impl JournalDays {
    /// Maximum: a month.
    pub const MAX: u32 = 31;
}

/// Not a number of days from 1 to [`JournalDays::MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period of the journal has 1 to {} days", JournalDays::MAX)]
pub struct JournalDaysFlaw;

impl TryFrom<u32> for JournalDays {
    type Error = JournalDaysFlaw;

    fn try_from(days: u32) -> Result<Self, Self::Error> {
        if (1..=Self::MAX).contains(&days) {
            Ok(Self(days))
        } else {
            Err(JournalDaysFlaw)
        }
    }
}

impl From<JournalDays> for u32 {
    fn from(JournalDays(days): JournalDays) -> Self {
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_login_name_and_refuses_a_malformed_one() {
        let read = |text: &str| StaffLogin::parse(text).map(|login| login.as_str().to_owned());
        assert_eq!(read(" Claire.Martin ").as_deref(), Ok("claire.martin"));
        assert_eq!(read("anne-lise.petit2").as_deref(), Ok("anne-lise.petit2"));
        assert_eq!(read(" "), Err(StaffLoginFlaw::Empty));
        for text in ["zoé", "a b", ".a", "a..b", "a@b", &"a".repeat(41)] {
            assert_eq!(read(text), Err(StaffLoginFlaw::Malformed), "{text}");
        }
    }

    #[test]
    fn a_period_of_the_journal_is_at_most_a_month() {
        let read =
            |text: &str| serde_json::from_str::<JournalPeriod>(text).map(|period| u32::from(period.days));
        assert_eq!(read(r#"{"days":31}"#).expect("a month"), 31);
        assert!(read(r#"{"days":0}"#).is_err() && read(r#"{"days":32}"#).is_err());
    }

    #[test]
    fn the_second_factor_is_six_digits_or_a_recovery_code() {
        let recovery = LetterCode::from_entropy([7; 10]);
        assert!(matches!(
            StaffCode::parse(&recovery.grouped()),
            Ok(StaffCode::Recovery(code)) if code.expose() == recovery.expose()
        ));
        let check: StaffCheck = serde_json::from_str(r#"{"code":"402 817"}"#).expect("six digits");
        assert!(!format!("{check:?}").contains("402817"));
        assert_eq!(
            serde_json::to_string(&check).expect("JSON"),
            r#"{"code":"402817"}"#
        );
        assert!(matches!(StaffCode::parse(" "), Err(StaffCodeFlaw::Empty)));
        for text in ["40281", "4028170", "7QKM-7QKM-7QKM-7QKN"] {
            assert!(
                matches!(StaffCode::parse(text), Err(StaffCodeFlaw::Malformed)),
                "{text}"
            );
        }
    }
}
