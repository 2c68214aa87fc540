//! Security keys of staff on the wire (WebAuthn, S21): what a key is asked to sign, and what it signed.

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::member::StaffCode;
use crate::WireSecret;

/// Path of the page that asks a security key, in a browser. Its token stands in the fragment.
pub const SECURITY_KEY_PATH: &str = "/cle-de-securite";

/// Bytes in unpadded base64url, as WebAuthn writes them in JSON.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^[A-Za-z0-9_-]*$")]
pub struct Base64Url(Vec<u8>);

/// Not unpadded base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not base64url without padding")]
pub struct Base64UrlFlaw;

impl Base64Url {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Base64Url {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl TryFrom<String> for Base64Url {
    type Error = Base64UrlFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        BASE64_URL_SAFE_NO_PAD
            .decode(text)
            .map(Self)
            .map_err(|_| Base64UrlFlaw)
    }
}

impl From<Base64Url> for String {
    fn from(bytes: Base64Url) -> Self {
        BASE64_URL_SAFE_NO_PAD.encode(bytes.0)
    }
}

/// Shows no content: what a key signed is a second factor until it was used.
impl fmt::Debug for Base64Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64Url({} bytes)", self.0.len())
    }
}

/// What somebody calls a security key of theirs: « trousseau ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, min_length = 1, max_length = 40, example = "trousseau")]
pub struct SecurityKeyName(String);

/// Why a text does not name a security key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecurityKeyNameFlaw {
    /// Nothing was typed.
    #[error("the key has no name")]
    Empty,
    /// Anything but letters, digits, spaces, dashes and apostrophes, or more than
    /// [`SecurityKeyName::MAX_CHARACTERS`].
    #[error("a key's name is made of letters, digits, spaces, dashes and apostrophes")]
    Malformed,
}

impl SecurityKeyName {
    /// Maximum number of characters.
    pub const MAX_CHARACTERS: usize = 40;

    /// Reads a name, ignoring surrounding blanks.
    ///
    /// # Errors
    /// When the text is empty or malformed.
    pub fn parse(text: &str) -> Result<Self, SecurityKeyNameFlaw> {
        let text = text.trim();
        if text.is_empty() {
            return Err(SecurityKeyNameFlaw::Empty);
        }
        let plain = |sign: char| sign.is_alphanumeric() || " -'’".contains(sign);
        if text.chars().count() > Self::MAX_CHARACTERS || !text.chars().all(plain) {
            return Err(SecurityKeyNameFlaw::Malformed);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for SecurityKeyName {
    type Error = SecurityKeyNameFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<SecurityKeyName> for String {
    fn from(name: SecurityKeyName) -> Self {
        name.0
    }
}

/// Answer of `POST /v1/staff/security-key-attempts` and `POST /v1/staff/security-keys/attempts`: a page of the service
/// asks the key, in a browser, and whoever began the attempt uses what the key answered, on the same device.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKeyAttempt {
    /// Stands for the key in a second factor. It stays in the program that began the attempt.
    pub attempt: WireSecret,
    /// What the page is opened with. It lets nobody in.
    pub page_token: WireSecret,
    /// Two digits that the page shows too: staff see that the page belongs to their window.
    #[schema(pattern = "^[0-9]{2}$", example = "47")]
    pub number: String,
    /// Seconds until it expires.
    pub expires_in: u64,
}

/// A second factor: a key that was asked in this attempt. Also the body of
/// `POST /v1/staff/security-key-attempts/state`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKeyProof {
    /// The attempt.
    pub attempt: WireSecret,
}

/// Answer of `POST /v1/staff/security-key-attempts/state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKeyAttemptState {
    /// The key has answered.
    pub answered: bool,
}

/// Body of `POST /v1/security-key-requests`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKeyPage {
    /// The page's token.
    pub token: WireSecret,
}

/// Answer of `POST /v1/security-key-requests`: what the page asks a key for, once. Which key it is, the key finds by
/// itself: its credential was made discoverable.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKeyRequest {
    /// What the key is asked to sign.
    pub challenge: Base64Url,
    /// The relying party: the host of the service's public address.
    pub rp_id: String,
    /// Seconds until it expires.
    pub expires_in: u64,
    /// The two digits that the window shows.
    pub number: String,
    /// The enrolled device that asks: « Lens, guichet 2 ».
    pub device: String,
    /// How to make a credential, when a key is added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creation: Option<SecurityKeyCreation>,
}

/// How to make a credential on a security key. It has to be discoverable, and the key has to verify its owner.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKeyCreation {
    /// Name of the relying party, for keys with a screen.
    pub rp_name: String,
    /// The account, opaque and always the same.
    pub user_id: Base64Url,
    /// Name of the account on the key: `claire.martin`.
    pub user_name: String,
    /// Full name: « Claire MARTIN ».
    pub user_display_name: String,
    /// COSE algorithms that the service knows, the preferred one first.
    pub algorithms: Vec<i64>,
    /// The credentials of the keys that the account has, none of which may be added again.
    pub excluded: Vec<Base64Url>,
}

/// Body of `POST /v1/security-key-answers`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKeyAnswer {
    /// The page's token. It works once.
    pub token: WireSecret,
    /// What the key did.
    pub answer: SecurityKeyDeed,
}

/// What a security key did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum SecurityKeyDeed {
    /// It signed.
    Signed(SecurityKeyAssertion),
    /// It made a credential.
    Made(SecurityKeyAttestation),
}

/// A credential that a security key made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKeyAttestation {
    /// The client's data, as JSON.
    pub client_data_json: Base64Url,
    /// The attestation object, in the format `none`.
    pub attestation_object: Base64Url,
}

/// What a security key signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKeyAssertion {
    /// The credential that signed.
    pub credential_id: Base64Url,
    /// The client's data, as JSON.
    pub client_data_json: Base64Url,
    /// The authenticator's data.
    pub authenticator_data: Base64Url,
    /// The signature of both.
    pub signature: Base64Url,
}

/// Body of `POST /v1/staff/security-keys`: the attempt in which a key made a credential, and another second factor.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKeyAdding {
    /// What its owner calls it.
    pub name: SecurityKeyName,
    /// The attempt.
    pub attempt: WireSecret,
    /// The second factor: of the telephone, of paper, or of a key added before.
    #[serde(serialize_with = "StaffCode::serialize")]
    #[schema(value_type = StaffCodeOnWire)]
    pub code: StaffCode,
}

/// A second factor on the wire: what was typed, or the attempt in which a security key was asked.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
#[schema(example = "402817")]
pub enum StaffCodeOnWire {
    /// The six digits of the telephone, or a recovery code.
    Typed(String),
    /// A security key was asked.
    SecurityKey(SecurityKeyProof),
}

/// A security key of a staff member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKey {
    /// Opaque id.
    pub id: String,
    /// What its owner calls it.
    pub name: SecurityKeyName,
    /// When it was added.
    #[schema(value_type = String, format = DateTime)]
    pub added_at: Timestamp,
    /// When it was used last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub used_at: Option<Timestamp>,
}

/// Answer of `GET /v1/staff/security-keys`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityKeys {
    /// The caller's keys, the oldest first.
    pub keys: Vec<SecurityKey>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StaffCheck;

    #[test]
    fn a_second_factor_is_typed_or_names_the_attempt_of_a_key() {
        let read = |json: &str| serde_json::from_str::<StaffCheck>(json);
        let typed = read(r#"{"code":"402817"}"#).expect("six digits");
        assert!(matches!(typed.code, StaffCode::Telephone(_)));
        let json = r#"{"code":{"attempt":"dHJvdXNzZWF1"}}"#;
        let asked = read(json).expect("an attempt");
        assert_eq!(serde_json::to_string(&asked).expect("JSON"), json);
        assert!(!format!("{asked:?}").contains("dHJvdXNzZWF1"));
        assert!(matches!(asked.code, StaffCode::SecurityKey(_)));
        for other in [r#"{"code":402817}"#, r#"{"code":{}}"#, r#"{"code":null}"#] {
            assert!(read(other).is_err(), "{other}");
        }
    }

    #[test]
    fn what_a_key_did_names_what_it_is_and_shows_no_content() {
        let json = r#"{"signed":{"credentialId":"AQ","clientDataJson":"e30","authenticatorData":"","signature":"AAE"}}"#;
        let deed: SecurityKeyDeed = serde_json::from_str(json).expect("signed");
        assert_eq!(serde_json::to_string(&deed).expect("JSON"), json);
        assert!(format!("{deed:?}").contains("2 bytes"));
        assert!(serde_json::from_str::<SecurityKeyDeed>(r#"{"made":{}}"#).is_err());
    }

    #[test]
    fn reads_the_name_of_a_key_and_refuses_signs_that_turn_a_line() {
        let read = |text: &str| SecurityKeyName::parse(text).map(String::from);
        assert_eq!(read(" clé d’Anne-Lise 2 ").as_deref(), Ok("clé d’Anne-Lise 2"));
        assert_eq!(read(" "), Err(SecurityKeyNameFlaw::Empty));
        for text in ["a\u{202e}b", "a\nb", "<b>", &"a".repeat(41)] {
            assert_eq!(read(text), Err(SecurityKeyNameFlaw::Malformed), "{text}");
        }
    }
}
