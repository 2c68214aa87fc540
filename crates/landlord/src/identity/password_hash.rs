//! Password hashing (S6): Argon2id, at most one hash per core at a time, with a short queue; beyond that, busy.

use std::time::Duration;

use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier, Version,
};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    concurrency::{self, Bounds, ConcurrencyLimit},
    figures::{PASSWORD_HASH_KIB, PASSWORD_HASH_LANES, PASSWORD_HASH_PASSES, PASSWORD_QUEUE_SECONDS},
    keys::random_bytes,
    refusal::Refusal,
};

/// At most one hash per core at a time, and a short queue (S6).
fn bounds() -> Bounds {
    Bounds {
        permits: concurrency::cores(),
        queue: Duration::from_secs(PASSWORD_QUEUE_SECONDS),
        retry_after: 2,
    }
}

/// Hashes and verifies passwords, a bounded number at a time.
pub(crate) struct PasswordHasher {
    limit: ConcurrencyLimit,
    decoy: String,
}

/// A stored hash that a password matches.
pub(crate) struct MatchedHash {
    /// The hash that the password was verified against.
    pub(crate) stored: String,
    /// The hash to store instead, when `stored` was made with outdated parameters.
    pub(crate) rehashed: Option<String>,
}

/// As RFC 9106, 3.1 recommends.
const SALT_BYTES: usize = 16;

fn argon2() -> Result<Argon2<'static>, Refusal> {
    // Sets the output length explicitly: parameters read from a stored hash include it, and compare equal only
    // with it.
    let params = Params::new(
        PASSWORD_HASH_KIB,
        PASSWORD_HASH_PASSES,
        PASSWORD_HASH_LANES,
        Some(Params::DEFAULT_OUTPUT_LEN),
    )
    .map_err(|error| Refusal::Hashing(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &str) -> Result<String, Refusal> {
    let salt = &random_bytes()?[..SALT_BYTES];
    argon2()?
        .hash_password_with_salt(password.as_bytes(), salt)
        .map(|hash| hash.to_string())
        .map_err(|error| Refusal::Hashing(error.to_string()))
}

/// Whether a hash was made with the current algorithm and parameters.
fn is_of_today(hash: &PasswordHash, argon2: &Argon2<'_>) -> bool {
    hash.algorithm == ARGON2ID_IDENT
        && hash.version == Some(Version::V0x13.into())
        && Params::try_from(hash).is_ok_and(|params| params == *argon2.params())
}

impl PasswordHasher {
    pub(crate) fn new() -> Result<Self, Refusal> {
        Ok(Self {
            limit: ConcurrencyLimit::new(bounds()),
            decoy: hash_now("unknown tenants cost the same")?,
        })
    }

    /// Hashes a password.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Refusal> {
        let password = SecretString::from(password.to_owned());
        self.limit.run(move || hash_now(password.expose_secret())).await
    }

    /// Verifies a password against a stored hash; `None` when it is wrong. Costs the same without a stored hash
    /// (S6).
    pub(crate) async fn verify(
        &self,
        password: SecretString,
        stored: Option<String>,
    ) -> Result<Option<MatchedHash>, Refusal> {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.decoy.clone());
        self.limit
            .run(move || {
                let hash = PasswordHash::new(&stored).map_err(|error| Refusal::Stored(error.to_string()))?;
                let argon2 = argon2()?;
                let right = argon2
                    .verify_password(password.expose_secret().as_bytes(), &hash)
                    .is_ok();
                if !(right && known) {
                    return Ok(None);
                }
                let rehashed = if is_of_today(&hash, &argon2) {
                    None
                } else {
                    Some(hash_now(password.expose_secret())?)
                };
                Ok(Some(MatchedHash { stored, rehashed }))
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn s6_hashing_is_bounded_by_cores_and_the_rest_gets_retry_after() {
        let mut hasher = PasswordHasher::new().expect("a hasher");
        hasher.limit = ConcurrencyLimit::new(Bounds {
            queue: Duration::ZERO,
            ..bounds()
        });
        let busy = hasher.limit.take_all();
        assert_eq!(busy.len(), concurrency::cores());
        for stored in [None, Some(hasher.decoy.clone())] {
            let refused = hasher.verify("Cerisier bleu 42".to_owned().into(), stored).await;
            assert!(matches!(refused, Err(Refusal::Busy { retry_after: 2 })));
        }
        drop(busy);
        let tried = hasher.verify("Cerisier bleu 42".to_owned().into(), None).await;
        assert!(matches!(tried, Ok(None)));
    }
}
