//! The header `Idempotency-Key`: a request sent again has no second effect (S16).

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
};

use crate::refusal::Refusal;

/// The key: a UUID of version 4.
pub(crate) struct IdempotencyKey(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let key = parts.headers.get("idempotency-key");
        let key = key.and_then(|key| key.to_str().ok());
        key.filter(|key| is_random_uuid(key))
            .map(|key| Self(key.to_owned()))
            .ok_or_else(|| Refusal::InvalidRequest("Idempotency-Key".to_owned()))
    }
}

/// Where a request may do without a key.
impl<S: Send + Sync> OptionalFromRequestParts<S> for IdempotencyKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Self::Rejection> {
        if !parts.headers.contains_key("idempotency-key") {
            return Ok(None);
        }
        <Self as FromRequestParts<S>>::from_request_parts(parts, state)
            .await
            .map(Some)
    }
}

/// Whether a text is a UUID of version 4 (RFC 9562): groups of 8, 4, 4, 4 and 12 hexadecimal digits, the third
/// begins with `4`, the fourth with `8` to `b`.
fn is_random_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
        && parts[2].starts_with('4')
        && parts[3].starts_with(['8', '9', 'a', 'b', 'A', 'B'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s16_a_key_is_a_random_uuid() {
        assert!(is_random_uuid("7c9e6679-7425-40de-944b-e07fc1f90ae7"));
        for text in [
            "",
            "7c9e6679742540de944be07fc1f90ae7",
            "7c9e6679-7425-10de-944b-e07fc1f90ae7",
            "7c9e6679-7425-40de-c44b-e07fc1f90ae7",
            "7c9e6679-7425-40de-944b-e07fc1f90ag7",
            "7c9e6679-7425-40de-944b-e07fc1f90ae",
        ] {
            assert!(!is_random_uuid(text), "{text}");
        }
    }
}
