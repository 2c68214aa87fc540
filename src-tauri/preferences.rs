//! Preferences, stored by the store plugin. Losing them does no harm.

use tauri::{AppHandle, Runtime};
use tauri_plugin_store::StoreExt;
use tenant::{Failure, FailureCode, Preferences};

const FILE: &str = "preferences.json";
const KEY: &str = "preferences";

/// The stored preferences; the defaults if there are none, or they cannot be read.
pub(crate) fn read<R: Runtime>(app: &AppHandle<R>) -> Preferences {
    let kept = app.store(FILE).ok().and_then(|store| store.get(KEY));
    kept.and_then(|value| serde_json::from_value(value).ok())
        .unwrap_or_else(usual)
}

/// The preferences of somebody who has chosen none.
#[cfg(not(feature = "pseudo-language"))]
fn usual() -> Preferences {
    Preferences::default()
}

/// The same, in the language that a test names.
#[cfg(feature = "pseudo-language")]
fn usual() -> Preferences {
    let language = std::env::var("ESPACE_LOCATAIRE_LANGUAGE").unwrap_or_default();
    Preferences {
        language: contract::Language::of_subtag(&language),
        ..Preferences::default()
    }
}

/// Stores the preferences.
pub(crate) fn write<R: Runtime>(app: &AppHandle<R>, preferences: &Preferences) -> Result<(), Failure> {
    let not_kept = |error: &dyn std::error::Error| {
        tracing::warn!(%error, "the preferences are not kept");
        Failure::new(FailureCode::Internal)
    };
    let value = serde_json::to_value(preferences).map_err(|error| not_kept(&error))?;
    let store = app.store(FILE).map_err(|error| not_kept(&error))?;
    store.set(KEY, value);
    store.save().map_err(|error| not_kept(&error))
}
