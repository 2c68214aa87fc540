//! Sign-in and sign-out.

use tauri::State;
use tenant::{Failure, Step};

use crate::{desk::Desk, opened_copies::OpenedCopies};

#[tauri::command]
pub(crate) async fn open_sign_in(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.espace()?.open_sign_in().await)
}

#[tauri::command]
pub(crate) async fn sign_in(
    desk: State<'_, Desk>,
    tenant_code: Option<String>,
    password: String,
) -> Result<Step, Failure> {
    match desk.counter() {
        Some(counter) => counter.sign_tenant_in(&password).await,
        None => desk.household()?.sign_in(tenant_code.as_deref(), &password).await,
    }
}

#[tauri::command]
pub(crate) async fn submit_sign_in_code(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    match desk.counter() {
        Some(counter) => counter.submit_tenant_code_by_sms(&text).await,
        None => desk.espace()?.submit_sign_in_code(&text).await,
    }
}

#[tauri::command]
pub(crate) async fn resend_sign_in_code(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.resend_sign_in_code().await
}

#[tauri::command]
pub(crate) async fn sign_out(
    desk: State<'_, Desk>,
    copies: State<'_, OpenedCopies>,
) -> Result<Step, Failure> {
    copies.erase();
    Ok(desk.espace()?.sign_out().await)
}
