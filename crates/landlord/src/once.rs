//! "Send once": a request that names itself by an `Idempotency-Key` is done once, however often it is sent.
//!
//! What a request came to is stored with the hashes of its key and of its body. The same key with the same body gives
//! that again; with another body it is refused. Look for the key and store what came of it in one
//! [`Writing`](crate::store::Writing): nobody with the same key comes in between.

use contract::TenantCode;
use sha2::{Digest, Sha256};

use crate::{
    keys::{Hash, ServiceKey, make_token},
    refusal::Refusal,
};

/// Characters of a name: more than 128 random bits.
const NAME_CHARACTERS: usize = 22;

/// A request that is to be done once, by the hashes that are stored of it.
pub(crate) struct Once {
    pub(crate) key_hash: Hash,
    pub(crate) body_hash: Hash,
}

impl Once {
    /// A tenant's request for one purpose: the same key means nothing for another tenant or another purpose.
    pub(crate) fn new(
        service_key: &ServiceKey,
        purpose: &str,
        code: &TenantCode,
        (key, body): (&str, &[u8]),
    ) -> Self {
        Self {
            key_hash: service_key.derive_hash(purpose, &[code.as_str().as_bytes(), key.as_bytes()]),
            body_hash: Sha256::digest(body).into(),
        }
    }

    /// What an earlier request with the key came to, given the hash of its body; none when there was none.
    ///
    /// # Errors
    /// [`Refusal::IdempotencyKeyReused`] when the body was another.
    pub(crate) fn answer<T>(&self, earlier: Option<(T, Vec<u8>)>) -> Result<Option<T>, Refusal> {
        match earlier {
            Some((_, body_hash)) if body_hash != self.body_hash => Err(Refusal::IdempotencyKeyReused),
            earlier => Ok(earlier.map(|(answer, _)| answer)),
        }
    }
}

/// A random name for what such a request makes.
pub(crate) fn make_name() -> Result<String, getrandom::Error> {
    Ok(make_token()?.expose()[..NAME_CHARACTERS].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::settling;

    fn once(key: &str, body: &str) -> Once {
        let folder = tempfile::tempdir().expect("a folder");
        let service_key = ServiceKey::load_or_make(&folder.path().join("key")).expect("a key");
        let code = TenantCode::parse("204518730961246").expect("a code");
        Once::new(&service_key, "test", &code, (key, body.as_bytes()))
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
    fn a_name_has_the_length_that_books_know_it_by() {
        assert_eq!(make_name().expect("random").len(), settling::NAME_CHARACTERS);
    }
}
