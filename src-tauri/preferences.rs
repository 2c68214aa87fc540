//! Preferences, stored by the store plugin. Losing them does no harm.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_store::StoreExt;
use tenant::{Contrast, CurrentLanguage, Failure, FailureCode, Preferences};

const FILE: &str = "preferences.json";
const KEY: &str = "preferences";

/// The preferences from before the visitor of a counter changed them; none if nobody did.
#[derive(Debug, Default)]
pub(crate) struct BeforeVisitor(Mutex<Option<Preferences>>);

impl BeforeVisitor {
    fn lock(&self) -> MutexGuard<'_, Option<Preferences>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The stored preferences; as the desktop looks if there are none, or they cannot be read.
pub(crate) fn read<R: Runtime>(app: &AppHandle<R>) -> Preferences {
    let kept = app.store(FILE).ok().and_then(|store| store.get(KEY));
    kept.and_then(|value| serde_json::from_value(value).ok())
        .unwrap_or_else(|| usual(app))
}

/// The preferences of somebody who has chosen none: as the desktop looks.
fn usual<R: Runtime>(app: &AppHandle<R>) -> Preferences {
    let contrast = app.try_state::<Contrast>();
    Preferences {
        contrast: contrast.map_or_else(Contrast::default, |contrast| *contrast),
        ..in_first_language()
    }
}

#[cfg(not(feature = "pseudo-language"))]
fn in_first_language() -> Preferences {
    Preferences::default()
}

/// The language is the one that a test names.
#[cfg(feature = "pseudo-language")]
fn in_first_language() -> Preferences {
    let language = std::env::var("ESPACE_LOCATAIRE_LANGUAGE").unwrap_or_default();
    Preferences {
        language: contract::Language::of_subtag(&language),
        ..Preferences::default()
    }
}

/// Stores the preferences. The landlord is asked in their language from now on.
pub(crate) fn write<R: Runtime>(app: &AppHandle<R>, preferences: &Preferences) -> Result<(), Failure> {
    let not_kept = |error: &dyn std::error::Error| {
        tracing::warn!(%error, "the preferences are not kept");
        Failure::new(FailureCode::Internal)
    };
    let value = serde_json::to_value(preferences).map_err(|error| not_kept(&error))?;
    let store = app.store(FILE).map_err(|error| not_kept(&error))?;
    store.set(KEY, value);
    if let Some(language) = app.try_state::<CurrentLanguage>() {
        language.set(preferences.language);
    }
    store.save().map_err(|error| not_kept(&error))
}

/// Stores the preferences of a counter's visitor, until [`forget_visitors`].
pub(crate) fn write_for_visitor<R: Runtime>(
    app: &AppHandle<R>,
    preferences: &Preferences,
) -> Result<(), Failure> {
    let before = read(app);
    app.state::<BeforeVisitor>().lock().get_or_insert(before);
    write(app, preferences)
}

/// Stores the preferences from before the visit again.
pub(crate) fn forget_visitors<R: Runtime>(app: &AppHandle<R>) {
    let before = app.state::<BeforeVisitor>().lock().take();
    if let Some(before) = before
        && let Err(failure) = write(app, &before)
    {
        tracing::warn!(code = ?failure.code, "a visitor's preferences stay");
    }
}
