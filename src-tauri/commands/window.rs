//! The window, the look, where the wizard starts.

use contract::Agency;
use tauri::{AppHandle, Runtime, State, WebviewWindow};
use tenant::{Failure, Opening, Preferences, SecretsKept, Step};

use crate::{desk::Desk, preferences, printing};

#[tauri::command]
pub(crate) async fn opening(desk: State<'_, Desk>) -> Result<Opening, Failure> {
    tracing::info!("the page asks what to show");
    desk.opening().await
}

#[tauri::command]
pub(crate) async fn secrets_kept(desk: State<'_, Desk>) -> Result<SecretsKept, Failure> {
    Ok(desk.espace()?.secrets_kept())
}

#[tauri::command]
pub(crate) async fn set_preferences<R: Runtime>(
    app: AppHandle<R>,
    preferences: Preferences,
) -> Result<(), Failure> {
    preferences::write(&app, &preferences)
}

#[tauri::command]
pub(crate) async fn agency(desk: State<'_, Desk>) -> Result<Option<Agency>, Failure> {
    desk.espace()?.agency().await
}

#[tauri::command]
pub(crate) async fn go_back(desk: State<'_, Desk>) -> Result<Step, Failure> {
    match desk.counter() {
        Some(counter) => Ok(counter.go_back().await),
        None => Ok(desk.household()?.go_back().await),
    }
}

/// Somebody touches keyboard or pointer.
#[tauri::command]
pub(crate) async fn be_touched(desk: State<'_, Desk>) -> Result<(), Failure> {
    match desk.counter() {
        Some(counter) => counter.be_touched(),
        None => desk.espace()?.be_touched(),
    }
    Ok(())
}

/// Prints the page on screen. False if the person cancels.
#[tauri::command]
pub(crate) async fn print_page<R: Runtime>(window: WebviewWindow<R>) -> Result<bool, Failure> {
    printing::print_page(&window).await
}
