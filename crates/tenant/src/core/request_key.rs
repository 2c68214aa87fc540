//! The key with which a request is sent, and sent again, without a second effect (`Idempotency-Key`).

use uuid::Uuid;

/// A random key, of version 4.
///
/// # Errors
/// When the system's random number generator fails.
pub(crate) fn random_key() -> Result<Uuid, getrandom::Error> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits)?;
    Ok(uuid::Builder::from_random_bytes(bits).into_uuid())
}
