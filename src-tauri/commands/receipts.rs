//! The receipts.

use tauri::{AppHandle, Runtime, State, ipc::Response};
use tenant::{DocumentList, DocumentView, Failure};

use crate::{desk::Desk, save_file};

#[tauri::command]
pub(crate) async fn rent_documents(desk: State<'_, Desk>) -> Result<DocumentList, Failure> {
    desk.espace()?.rent_documents().await
}

/// The receipts are painted: the log tells how long a start took.
#[tauri::command]
pub(crate) fn receipts_shown(count: usize) {
    tracing::info!(count, "receipts on screen");
}

#[tauri::command]
pub(crate) async fn synchronise(desk: State<'_, Desk>) -> Result<DocumentList, Failure> {
    desk.espace()?.synchronise().await
}

#[tauri::command]
pub(crate) async fn rent_document(desk: State<'_, Desk>, id: String) -> Result<DocumentView, Failure> {
    desk.espace()?.rent_document(id).await
}

/// The PDF as bytes, not as JSON.
#[tauri::command]
pub(crate) async fn rent_document_pdf(desk: State<'_, Desk>, id: String) -> Result<Response, Failure> {
    desk.espace()?.rent_document_pdf(id).await.map(Response::new)
}

/// Asks for a place and saves the PDF there; false when the person changed their mind.
#[tauri::command]
pub(crate) async fn save_pdf<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    id: String,
) -> Result<bool, Failure> {
    let document = desk.espace()?.rent_document(id.clone()).await?;
    let pdf = desk.espace()?.rent_document_pdf(id).await?;
    save_file::ask_and_write(&app, save_file::document_file(&document.summary), pdf).await
}
