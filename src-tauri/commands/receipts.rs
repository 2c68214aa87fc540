//! The receipts.

use tauri::{
    AppHandle, Runtime, State, WebviewWindow,
    ipc::{Channel, Response},
};
use tenant::{
    DocumentList, DocumentSearch, DocumentSummary, DocumentView, Failure, FoundDocuments, KeepingProgress,
    PapersWanted, SavedPapers,
};

use crate::{desk::Desk, opened_copies::OpenedCopies, printing, save_file};

#[tauri::command]
pub(crate) async fn rent_documents(desk: State<'_, Desk>) -> Result<DocumentList, Failure> {
    desk.espace()?.rent_documents().await
}

#[tauri::command]
pub(crate) async fn rent_documents_of(
    desk: State<'_, Desk>,
    years: Vec<i16>,
) -> Result<Vec<Vec<DocumentSummary>>, Failure> {
    desk.espace()?.rent_documents_of(years).await
}

#[tauri::command]
pub(crate) async fn search_rent_documents(
    desk: State<'_, Desk>,
    search: DocumentSearch,
) -> Result<FoundDocuments, Failure> {
    desk.espace()?.search_rent_documents(search).await
}

/// Answers when it has ended; the channel tells how far it has come.
#[tauri::command]
pub(crate) async fn keep_pdfs(
    desk: State<'_, Desk>,
    wanted: bool,
    told: Channel<KeepingProgress>,
) -> Result<KeepingProgress, Failure> {
    // A page that is not there any more hears nothing; the work goes on.
    let tell = |progress| drop(told.send(progress));
    desk.espace()?.keep_pdfs(wanted, tell).await
}

#[tauri::command]
pub(crate) async fn stop_keeping_pdfs(desk: State<'_, Desk>) -> Result<(), Failure> {
    desk.espace()?.stop_keeping_pdfs().await;
    Ok(())
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
    let file = save_file::document_file(&document.summary);
    let saved = save_file::ask_and_write(&app, file, pdf).await?;
    Ok(saved.is_some())
}

/// Makes a file of the documents, asks for a place, and saves it there; none when the person changed their
/// mind.
#[tauri::command]
pub(crate) async fn save_papers<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    wanted: PapersWanted,
) -> Result<Option<SavedPapers>, Failure> {
    let made = desk.espace()?.make_papers(wanted).await?;
    let file = save_file::papers_file(made.name, made.format);
    let saved = save_file::ask_and_write(&app, file, made.bytes).await?;
    Ok(saved.map(|path| SavedPapers::at(&path, made.documents)))
}

/// Opens a copy of the PDF with the system's own program for PDFs.
#[tauri::command]
pub(crate) async fn open_pdf_elsewhere(
    desk: State<'_, Desk>,
    copies: State<'_, OpenedCopies>,
    id: String,
) -> Result<(), Failure> {
    let document = desk.espace()?.rent_document(id.clone()).await?;
    let pdf = desk.espace()?.rent_document_pdf(id).await?;
    copies
        .open(save_file::document_file(&document.summary), pdf)
        .await
}

/// Prints the PDF. False if the person cancels.
#[tauri::command]
pub(crate) async fn print_pdf<R: Runtime>(
    window: WebviewWindow<R>,
    desk: State<'_, Desk>,
    id: String,
) -> Result<bool, Failure> {
    let document = desk.espace()?.rent_document(id.clone()).await?;
    let pdf = desk.espace()?.rent_document_pdf(id).await?;
    printing::print_pdf(&window, &save_file::document_file(&document.summary), pdf).await
}
