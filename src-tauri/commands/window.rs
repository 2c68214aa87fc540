//! The window, the look, where the wizard starts.

use contract::{Agency, LandlordProfile};
use tauri::{AppHandle, Runtime, State, WebviewWindow};
use tenant::{Failure, FailureCode, Opening, Preferences, Step};

use crate::{desk::Desk, preferences};

/// Shows the window, which was made hidden: its first paint is done.
#[tauri::command]
#[allow(
    clippy::needless_pass_by_value,
    reason = "Tauri hands a command its window by value"
)]
pub(crate) fn window_ready<R: Runtime>(window: WebviewWindow<R>) -> Result<(), Failure> {
    window.show().and_then(|()| window.set_focus()).map_err(|error| {
        tracing::error!(%error, "the window cannot be shown");
        Failure::new(FailureCode::Internal)
    })
}

#[tauri::command]
pub(crate) async fn opening(desk: State<'_, Desk>) -> Result<Opening, Failure> {
    desk.opening().await
}

#[tauri::command]
pub(crate) async fn preferences<R: Runtime>(app: AppHandle<R>) -> Preferences {
    preferences::read(&app)
}

#[tauri::command]
pub(crate) async fn set_preferences<R: Runtime>(
    app: AppHandle<R>,
    preferences: Preferences,
) -> Result<(), Failure> {
    preferences::write(&app, &preferences)
}

#[tauri::command]
pub(crate) async fn landlord_profile(desk: State<'_, Desk>) -> Result<LandlordProfile, Failure> {
    Ok(desk.espace()?.landlord_profile())
}

#[tauri::command]
pub(crate) async fn agency(desk: State<'_, Desk>) -> Result<Option<Agency>, Failure> {
    desk.espace()?.agency().await
}

#[tauri::command]
pub(crate) async fn go_back(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.espace()?.go_back().await)
}
