//! Payment by card: a page of the landlord's provider in the system's browser, and what came of it.

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Cents;

/// The scheme of the link that leads from the provider's page back to the application.
pub const RETURN_SCHEME: &str = "espace-locataire";
/// What stands in it before the state.
const RETURN_PLACE: &str = "//paiement/";
/// 256 random bits in base64url.
const STATE_CHARACTERS: usize = 43;
/// A longer link is not looked at (S15).
pub const MAX_LINK_BYTES: usize = 512;
/// Card providers take no less in one payment: 1 €.
pub const MIN_CARD_PAYMENT: Cents = Cents(100);

/// What the link back is known by: unguessable, used once, and only a hint (S15).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^[A-Za-z0-9_-]{43}$")]
pub struct ReturnState(String);

/// The text is no state of a link back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 43 characters of base64url")]
pub struct ReturnStateFlaw;

impl ReturnState {
    /// A state of 256 random bits.
    #[must_use]
    pub fn of_bits(bits: [u8; 32]) -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode(bits))
    }

    /// Reads a state as the application makes it.
    ///
    /// # Errors
    /// [`ReturnStateFlaw`].
    pub fn parse(text: &str) -> Result<Self, ReturnStateFlaw> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let is_state = text.len() == STATE_CHARACTERS && text.bytes().all(plain);
        is_state.then(|| Self(text.to_owned())).ok_or(ReturnStateFlaw)
    }

    /// The characters.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The link back: `espace-locataire://paiement/STATE`.
    #[must_use]
    pub fn link(&self) -> String {
        format!("{RETURN_SCHEME}:{RETURN_PLACE}{}", self.0)
    }

    /// The state of a link; none of a link of any other form.
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

/// How a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum PaymentState {
    /// The page is open, or the bank has not answered yet.
    Waiting,
    /// The money is the landlord's.
    Confirmed,
    /// The bank said no; nothing was paid.
    Refused,
    /// Nobody went on with it; nothing was paid.
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
    /// What is paid.
    pub amount: Cents,
    /// How it stands.
    pub state: PaymentState,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    pub begun_at: Timestamp,
    /// The provider's page, while it waits there for the card; only ever on a host of `paymentHosts`.
    pub page: Option<String>,
}

/// Begins a payment. The request carries an `Idempotency-Key` (UUID version 4): the same key again gives the same
/// payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentOpening {
    /// What is paid: a part, or all of what is owed.
    pub amount: Cents,
    /// What the link back to the application is known by.
    pub return_state: ReturnState,
}

/// The payments by card of a tenant, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OnlinePayments {
    /// The payments of the last months.
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
    fn a_state_made_of_random_bits_reads_as_one() {
        let state = ReturnState::of_bits([0xfb; 32]);
        assert_eq!(ReturnState::parse(state.expose()), Ok(state));
    }

    #[test]
    fn a_state_is_not_printed() {
        let state = ReturnState::parse(STATE).expect("a state");
        assert!(!format!("{state:?}").contains("abc"));
    }

    #[test]
    fn states_of_payments_of_a_later_version_are_tolerated() {
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
