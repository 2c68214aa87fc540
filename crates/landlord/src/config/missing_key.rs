//! The keys that only some gateways want.

use crate::operator_words::say;

/// A section lacks a key that its gateway wants.
#[derive(Debug, thiserror::Error)]
#[error("{}", say("config-missing-key", [("key", .0.to_string())]))]
pub struct MissingKey(&'static str);

/// The value of a key, or the error that names it.
pub(super) fn required<T>(value: Option<T>, key: &'static str) -> Result<T, MissingKey> {
    value.ok_or(MissingKey(key))
}
