//! Idempotent requests: a request with an `Idempotency-Key` takes effect once, however often it is sent (R2).
//!
//! The result of a request is stored with the hashes of its key and body. The same key with the same body returns
//! that result; with another body it is refused. Look up the key and store the result in one
//! [`Writing`](crate::store::Writing), so that no request with the same key comes in between.

use contract::TenantCode;
use sha2::{Digest, Sha256};

use crate::{
    keys::{Hash, ServiceKey, make_token},
    refusal::Refusal,
};

/// Length of an id in characters: more than 128 random bits.
const ID_CHARACTERS: usize = 22;

/// An idempotent request, as the hashes stored for it.
pub(crate) struct IdempotentRequest {
    pub(crate) key_hash: Hash,
    pub(crate) body_hash: Hash,
}

impl IdempotentRequest {
    /// A tenant's request. A key is valid for one tenant and one purpose only.
    pub(crate) fn new(
        service_key: &ServiceKey,
        purpose: &str,
        tenant_code: &TenantCode,
        (key, body): (&str, &[u8]),
    ) -> Self {
        Self {
            // The same after a rotation: a request that is repeated then counts once, too.
            key_hash: service_key.derive_lasting(purpose, &[tenant_code.as_str().as_bytes(), key.as_bytes()]),
            body_hash: Sha256::digest(body).into(),
        }
    }

    /// Returns the result of an earlier request with the same key, if any. `earlier` is that result and the hash
    /// of its body.
    ///
    /// # Errors
    /// [`Refusal::IdempotencyKeyReused`] when the earlier request had another body.
    pub(crate) fn answer<T>(&self, earlier: Option<(T, Vec<u8>)>) -> Result<Option<T>, Refusal> {
        match earlier {
            Some((_, body_hash)) if body_hash != self.body_hash => Err(Refusal::IdempotencyKeyReused),
            earlier => Ok(earlier.map(|(answer, _)| answer)),
        }
    }
}

/// A random id for the payment or message that a request creates.
pub(crate) fn make_id() -> Result<String, getrandom::Error> {
    Ok(make_token()?.expose()[..ID_CHARACTERS].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::settling;

    fn once(key: &str, body: &str) -> IdempotentRequest {
        let folder = tempfile::tempdir().expect("a folder");
        let service_key = ServiceKey::load_or_make(&folder.path().join("key")).expect("a key");
        let tenant_code = TenantCode::parse("204518730961246").expect("a code");
        IdempotentRequest::new(&service_key, "test", &tenant_code, (key, body.as_bytes()))
    }

    #[test]
    fn the_same_key_with_another_body_is_refused() {
        let sent = once("key", "body");
        let stored = sent.body_hash.to_vec();
        assert_eq!(sent.answer(Some((1, stored.clone()))).ok(), Some(Some(1)));
        let other = once("key", "another body").answer(Some((1, stored)));
        assert!(matches!(other, Err(Refusal::IdempotencyKeyReused)));
        assert_eq!(sent.answer::<i32>(None).ok(), Some(None));
    }

    #[test]
    fn an_id_has_the_length_that_the_books_expect() {
        assert_eq!(make_id().expect("random").len(), settling::ID_CHARACTERS);
    }
}
