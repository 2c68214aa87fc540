//! Payment by card: a page of the landlord's provider in the system's browser, and its outcome.

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Cents;

/// Scheme of the link from the provider's page back to the application.
pub const RETURN_SCHEME: &str = "espace-locataire";
/// The part of that link between scheme and state.
const RETURN_PLACE: &str = "//paiement/";
/// 256 random bits in base64url.
const STATE_CHARACTERS: usize = 43;
/// Maximum length of a link, in bytes. A longer one is ignored (S15).
pub const MAX_LINK_BYTES: usize = 512;
/// The smallest card payment that providers accept: 1 €.
pub const MIN_CARD_PAYMENT: Cents = Cents(100);

/// Identifies a link back. It is unguessable and works once, and the link only shows its payment (S15).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^[A-Za-z0-9_-]{43}$")]
pub struct ReturnState(String);

/// The text is not the state of a link back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 43 characters of base64url")]
pub struct ReturnStateFlaw;

impl ReturnState {
    /// Makes a state from 256 random bits.
    #[must_use]
    pub fn of_bits(bits: [u8; 32]) -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode(bits))
    }

    /// Reads a state as the application writes it.
    ///
    /// # Errors
    /// When the text is not 43 characters of base64url.
    pub fn parse(text: &str) -> Result<Self, ReturnStateFlaw> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let is_state = text.len() == STATE_CHARACTERS && text.bytes().all(plain);
        is_state.then(|| Self(text.to_owned())).ok_or(ReturnStateFlaw)
    }

    /// The 43 characters.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The link back: `espace-locataire://paiement/STATE`.
    #[must_use]
    pub fn link(&self) -> String {
        format!("{RETURN_SCHEME}:{RETURN_PLACE}{}", self.0)
    }

    /// The state of a link; none for a link of any other form.
    #[must_use]
    pub fn of_link(link: &str) -> Option<Self> {
        if link.len() > MAX_LINK_BYTES {
            return None;
        }
        let place = link.strip_prefix(RETURN_SCHEME)?.strip_prefix(':')?;
        Self::parse(place.strip_prefix(RETURN_PLACE)?).ok()
    }
}

impl fmt::Debug for ReturnState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReturnState([REDACTED])")
    }
}

impl TryFrom<String> for ReturnState {
    type Error = ReturnStateFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<ReturnState> for String {
    fn from(state: ReturnState) -> Self {
        state.0
    }
}

/// The opaque id of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct PaymentId(pub String);

/// State of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum PaymentState {
    /// Pending: the page is open, or the bank has not answered yet.
    Waiting,
    /// Paid to the landlord.
    Confirmed,
    /// The bank refused; nothing was paid.
    Refused,
    /// Cancelled, or never completed; nothing was paid.
    Abandoned,
    /// A state that this version does not know.
    #[serde(other)]
    Unknown,
}

/// A payment by card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OnlinePayment {
    /// Its id.
    pub id: PaymentId,
    /// The amount to pay.
    pub amount: Cents,
    /// Its state.
    pub state: PaymentState,
    /// When it was started.
    #[schema(value_type = String, format = DateTime)]
    pub begun_at: Timestamp,
    /// The provider's page, while the payment is pending and only for the tenant who started it. It is opened only
    /// on a host of `paymentHosts`.
    pub page: Option<String>,
}

/// Body of `POST /v1/payments`: starts a payment. The request carries an `Idempotency-Key` (UUID version 4); the
/// same key again returns the same payment (S16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentOpening {
    /// The amount to pay: a part, or all of what is owed.
    pub amount: Cents,
    /// Identifies the link back to the application.
    pub return_state: ReturnState,
}

/// The latest card payments of the tenant's lease, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OnlinePayments {
    /// The latest payments; older ones are left out.
    pub payments: Vec<OnlinePayment>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const STATE: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM-_09";

    #[test]
    fn s15_a_link_back_has_one_form() {
        let state = ReturnState::parse(STATE).expect("a state");
        let link = format!("espace-locataire://paiement/{STATE}");
        assert_eq!(state.link(), link);
        assert_eq!(ReturnState::of_link(&link), Some(state));
        for other in [
            String::new(),
            format!("espace-locataire:paiement/{STATE}"),
            format!("espace-locataire://autre/{STATE}"),
            format!("https://paiement/{STATE}"),
            format!("{link}?x=1"),
            format!("{link}/"),
            format!("{link} "),
            link[..link.len() - 1].to_owned(),
            format!("ESPACE-LOCATAIRE://paiement/{STATE}"),
            format!("{link}{}", "a".repeat(600)),
        ] {
            assert_eq!(ReturnState::of_link(&other), None, "{other}");
        }
    }

    #[test]
    fn reads_a_state_made_from_random_bits() {
        let state = ReturnState::of_bits([0xfb; 32]);
        assert_eq!(ReturnState::parse(state.expose()), Ok(state));
    }

    #[test]
    fn debug_output_hides_the_state() {
        let state = ReturnState::parse(STATE).expect("a state");
        assert!(!format!("{state:?}").contains("abc"));
    }

    #[test]
    fn tolerates_payment_states_of_a_later_version() {
        let state: PaymentState = serde_json::from_str("\"disputed\"").expect("readable");
        assert_eq!(state, PaymentState::Unknown);
    }

    proptest! {
        #[test]
        fn s15_no_link_makes_the_parser_panic(link in any::<String>()) {
            let _ = ReturnState::of_link(&link);
        }
    }
}
