//! The pages of a signed-in tenant: *Accueil*, and what it leads to.

use tauri::State;
use tenant::{Failure, Step};

use crate::desk::Desk;

#[tauri::command]
pub(crate) async fn open_home(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_home().await
}

#[tauri::command]
pub(crate) async fn open_receipts(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_receipts().await
}

/// *Accueil* is painted: the log tells how long a start took.
#[tauri::command]
pub(crate) fn home_shown(documents: u32) {
    tracing::info!(documents, "home on screen");
}

#[tauri::command]
pub(crate) async fn open_rent_account(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_rent_account().await
}

#[tauri::command]
pub(crate) async fn open_ways_to_pay(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_ways_to_pay().await
}

#[tauri::command]
pub(crate) async fn open_dwelling(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_dwelling().await
}

#[tauri::command]
pub(crate) async fn open_landlord(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_landlord().await
}

/// The page that is open, as the archive has it by now.
#[tauri::command]
pub(crate) async fn read_page(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.read_page().await
}
