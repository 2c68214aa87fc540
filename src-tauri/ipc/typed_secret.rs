//! What a person types that is secret, as the page sends it.

use std::ops::Deref;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// A password, a PIN or a code: wiped when the command ends. What Tauri received it in is not (S10).
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct TypedSecret(SecretString);

/// The features take a text, and parse it at once into a type that is wiped too.
impl Deref for TypedSecret {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.expose_secret()
    }
}

/// A text for the page.
#[cfg(feature = "typescript")]
impl ts_rs::TS for TypedSecret {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(config: &ts_rs::Config) -> String {
        <String as ts_rs::TS>::name(config)
    }

    fn inline(config: &ts_rs::Config) -> String {
        <String as ts_rs::TS>::inline(config)
    }
}
