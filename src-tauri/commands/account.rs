//! *Mon profil* of the signed-in tenant.

use tauri::{AppHandle, Runtime, State};
use tenant::{AccountOverview, AccountQuestion, ExportFormat, Failure, Step};

use crate::{desk::Desk, opened_copies::OpenedCopies, save_file};

#[tauri::command]
pub(crate) async fn open_account(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_account().await
}

#[tauri::command]
pub(crate) async fn refresh_account(desk: State<'_, Desk>) -> Result<AccountOverview, Failure> {
    desk.espace()?.refresh_account().await
}

#[tauri::command]
pub(crate) async fn ask_account(desk: State<'_, Desk>, question: AccountQuestion) -> Result<Step, Failure> {
    desk.espace()?.ask_account(question).await
}

#[tauri::command]
pub(crate) async fn submit_account_email(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    desk.espace()?.submit_account_email(&text).await
}

#[tauri::command]
pub(crate) async fn submit_account_landline(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    desk.espace()?.submit_account_landline(&text).await
}

#[tauri::command]
pub(crate) async fn submit_account_mobile(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    desk.espace()?.submit_account_mobile(&text).await
}

#[tauri::command]
pub(crate) async fn resend_account_sms_code(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.resend_account_sms_code().await
}

#[tauri::command]
pub(crate) async fn submit_account_sms_code(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    desk.espace()?.submit_account_sms_code(&text).await
}

#[tauri::command]
pub(crate) async fn submit_account_password(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    desk.espace()?.submit_account_password(&text).await
}

#[tauri::command]
pub(crate) async fn submit_new_account_password(
    desk: State<'_, Desk>,
    text: String,
) -> Result<Step, Failure> {
    desk.espace()?.submit_new_account_password(&text).await
}

#[tauri::command]
pub(crate) async fn submit_account_consent(desk: State<'_, Desk>, given: bool) -> Result<Step, Failure> {
    desk.espace()?.submit_account_consent(given).await
}

#[tauri::command]
pub(crate) async fn sign_device_out(desk: State<'_, Desk>, id: String) -> Result<Step, Failure> {
    desk.espace()?.sign_device_out(&id).await
}

/// Asks for a place and saves the tenant's data there; false when the person changed their mind.
#[tauri::command]
pub(crate) async fn save_account_export<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    format: ExportFormat,
) -> Result<bool, Failure> {
    let export = desk.espace()?.account_export(format).await?;
    let saved = save_file::ask_and_write(&app, save_file::export_file(format), export).await?;
    Ok(saved.is_some())
}

#[tauri::command]
pub(crate) async fn continue_account_deletion(
    desk: State<'_, Desk>,
    copies: State<'_, OpenedCopies>,
) -> Result<Step, Failure> {
    copies.erase();
    desk.espace()?.continue_account_deletion().await
}
