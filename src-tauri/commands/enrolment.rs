//! Sign-up and forgotten passwords.

use contract::{LetterCodeReading, PasswordReading, TenantCodeReading};
use tauri::State;
use tenant::{Espace, Failure, Profile, Step};

use crate::desk::Desk;

#[tauri::command]
pub(crate) async fn start_enrolment(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.espace()?.start_enrolment().await)
}

#[tauri::command]
pub(crate) async fn start_password_reset(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.start_password_reset().await
}

#[tauri::command]
pub(crate) async fn resume_enrolment(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.household()?.resume_enrolment().await
}

#[tauri::command]
pub(crate) async fn abandon_enrolment(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.espace()?.abandon_enrolment().await)
}

#[tauri::command]
pub(crate) async fn restart_enrolment(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.restart_enrolment().await
}

#[tauri::command]
pub(crate) async fn continue_enrolment(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.espace()?.continue_enrolment().await)
}

#[tauri::command]
pub(crate) fn read_tenant_code(text: &str) -> TenantCodeReading {
    Espace::read_tenant_code(text)
}

#[tauri::command]
pub(crate) async fn prepare_robot_check(desk: State<'_, Desk>, text: String) -> Result<(), Failure> {
    desk.espace()?.prepare_robot_check(&text).await
}

#[tauri::command]
pub(crate) async fn submit_tenant_code(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    desk.household()?.submit_tenant_code(&text).await
}

#[tauri::command]
pub(crate) async fn submit_phone(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    desk.espace()?.submit_phone(&text).await
}

#[tauri::command]
pub(crate) async fn open_letter(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_letter().await
}

#[tauri::command]
pub(crate) fn read_letter_code(text: &str) -> LetterCodeReading {
    Espace::read_letter_code(text)
}

#[tauri::command]
pub(crate) async fn submit_letter(
    desk: State<'_, Desk>,
    code: String,
    phone: String,
) -> Result<Step, Failure> {
    desk.espace()?.submit_letter(&code, &phone).await
}

#[tauri::command]
pub(crate) async fn resend_sms_code(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.resend_sms_code().await
}

#[tauri::command]
pub(crate) async fn submit_sms_code(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    desk.espace()?.submit_sms_code(&text).await
}

#[tauri::command]
pub(crate) async fn submit_profile(desk: State<'_, Desk>, profile: Profile) -> Result<Step, Failure> {
    desk.espace()?.submit_profile(profile).await
}

/// Weighing a password takes longer than a frame: it runs off the window's thread.
#[tauri::command(async)]
pub(crate) fn read_password(text: &str) -> PasswordReading {
    Espace::read_password(text)
}

#[tauri::command]
pub(crate) async fn submit_password(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    desk.espace()?.submit_password(&text).await
}

#[tauri::command]
pub(crate) async fn finish_enrolment(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.espace()?.finish_enrolment().await)
}

#[tauri::command]
pub(crate) async fn contact_agency(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.contact_agency().await
}
