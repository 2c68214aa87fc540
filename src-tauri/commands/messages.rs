//! Messages to the agency.

use contract::MessageSubject;
use tauri::{
    State,
    ipc::{InvokeBody, Request},
};
use tenant::{Failure, FailureCode, Step};

use crate::desk::Desk;

#[tauri::command]
pub(crate) async fn open_messages(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_messages().await
}

#[tauri::command]
pub(crate) async fn open_new_message(
    desk: State<'_, Desk>,
    subject: MessageSubject,
) -> Result<Step, Failure> {
    desk.espace()?.open_new_message(subject).await
}

/// The file comes as bytes, not as JSON; its name stays on this computer.
#[tauri::command]
pub(crate) async fn attach_file(desk: State<'_, Desk>, request: Request<'_>) -> Result<Step, Failure> {
    match request.body() {
        InvokeBody::Raw(bytes) => desk.espace()?.attach(bytes.clone()).await,
        InvokeBody::Json(_) => Err(Failure::new(FailureCode::Internal)),
    }
}

#[tauri::command]
pub(crate) async fn detach_file(desk: State<'_, Desk>, place: usize) -> Result<Step, Failure> {
    desk.espace()?.detach(place).await
}

#[tauri::command]
pub(crate) async fn submit_message(
    desk: State<'_, Desk>,
    subject: MessageSubject,
    text: String,
) -> Result<Step, Failure> {
    desk.espace()?.submit_message(subject, &text).await
}

#[tauri::command]
pub(crate) async fn withdraw_message(desk: State<'_, Desk>, key: String) -> Result<Step, Failure> {
    desk.espace()?.withdraw_message(&key).await
}
