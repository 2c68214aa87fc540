//! The PIN, and the lock.

use tauri::{AppHandle, Runtime, State};
use tenant::{Failure, Step};

use crate::{desk::Desk, lock};

#[tauri::command]
pub(crate) async fn unlock(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    desk.espace()?.unlock(&text).await
}

#[tauri::command]
pub(crate) async fn forget_pin(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.espace()?.forget_pin().await)
}

#[tauri::command]
pub(crate) async fn decline_pin(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.espace()?.decline_pin().await)
}

#[tauri::command]
pub(crate) async fn open_pin(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_pin().await
}

#[tauri::command]
pub(crate) async fn open_pin_removal(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_pin_removal().await
}

#[tauri::command]
pub(crate) async fn submit_pin(
    desk: State<'_, Desk>,
    current: Option<String>,
    pin: String,
    again: String,
) -> Result<Step, Failure> {
    desk.espace()?.submit_pin(current.as_deref(), &pin, &again).await
}

#[tauri::command]
pub(crate) async fn remove_pin(desk: State<'_, Desk>, current: String) -> Result<Step, Failure> {
    desk.espace()?.remove_pin(&current).await
}

/// *Verrouiller*: the page is loaded again, so that nothing of it stays.
#[tauri::command]
pub(crate) async fn lock<R: Runtime>(app: AppHandle<R>) -> Result<(), Failure> {
    lock::lock(&app).await;
    Ok(())
}

/// Whether there is something to lock.
#[tauri::command]
pub(crate) async fn lockable(desk: State<'_, Desk>) -> Result<bool, Failure> {
    Ok(desk.espace()?.is_lockable())
}
