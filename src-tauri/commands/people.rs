//! The people of this computer.

use tauri::{AppHandle, Runtime, State};
use tenant::{Failure, Step};

use crate::{desk::Desk, lock, opened_copies::OpenedCopies};

/// Whoever has a PIN is locked: then the page is loaded again, and asks who it is.
#[tauri::command]
pub(crate) async fn open_people<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
) -> Result<Step, Failure> {
    let step = desk.household()?.people().await;
    lock::lock(&app).await;
    Ok(step)
}

#[tauri::command]
pub(crate) async fn has_others(desk: State<'_, Desk>) -> Result<bool, Failure> {
    Ok(desk.household()?.has_others().await)
}

#[tauri::command]
pub(crate) async fn choose_person(desk: State<'_, Desk>, number: u8) -> Result<Step, Failure> {
    desk.household()?.choose_person(number).await
}

#[tauri::command]
pub(crate) async fn add_person(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.household()?.add_person().await
}

#[tauri::command]
pub(crate) async fn ask_person_removal(desk: State<'_, Desk>, number: u8) -> Result<Step, Failure> {
    desk.household()?.ask_person_removal(number).await
}

#[tauri::command]
pub(crate) async fn remove_person(
    desk: State<'_, Desk>,
    copies: State<'_, OpenedCopies>,
) -> Result<Step, Failure> {
    copies.erase();
    desk.household()?.remove_person().await
}
