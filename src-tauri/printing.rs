//! Printing sheets that the page has laid out in millimetres: they reach the paper at that size.

use tauri::{Runtime, WebviewWindow};
use tenant::{Failure, FailureCode};
use tokio::sync::oneshot;

use crate::save_file::ProposedFile;

/// Asks for a printer and prints; false when the person changed their mind.
pub(crate) async fn print_sheets<R: Runtime>(
    window: &WebviewWindow<R>,
    file: &ProposedFile,
) -> Result<bool, Failure> {
    let (answer, answered) = oneshot::channel();
    start(window, file.stem().to_owned(), answer).map_err(not_printed)?;
    answered.await.map_err(not_printed)?.map_err(not_printed)
}

/// Leaves a counter the printers alone: one that writes a file would save something of a tenant's (S21).
#[cfg(target_os = "linux")]
pub(crate) fn print_on_paper_alone() {
    use gtk::prelude::*;

    if let Some(settings) = gtk::Settings::default() {
        settings.set_property("gtk-print-backends", "cups");
    }
}

/// Elsewhere that is a matter of the machine's policy (SECURITY.md).
#[cfg(not(target_os = "linux"))]
pub(crate) fn print_on_paper_alone() {}

fn not_printed(error: impl std::fmt::Display) -> Failure {
    tracing::warn!(%error, "nothing is printed");
    Failure::new(FailureCode::NotPrinted)
}

/// The webview's own print function leaves the printer's margins around the page and shrinks it: here
/// the page is the whole sheet of A4.
#[cfg(target_os = "linux")]
fn start<R: Runtime>(
    window: &WebviewWindow<R>,
    name: String,
    answer: oneshot::Sender<Result<bool, String>>,
) -> tauri::Result<()> {
    use std::{cell::Cell, rc::Rc};

    use gtk::prelude::*;
    use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse};

    window.with_webview(move |webview| {
        let view = webview.inner();
        let sheet = gtk::PageSetup::new();
        sheet.set_paper_size(&gtk::PaperSize::new(Some("iso_a4")));
        sheet.set_top_margin(0.0, gtk::Unit::Mm);
        sheet.set_bottom_margin(0.0, gtk::Unit::Mm);
        sheet.set_left_margin(0.0, gtk::Unit::Mm);
        sheet.set_right_margin(0.0, gtk::Unit::Mm);
        let settings = gtk::PrintSettings::new();
        // For whoever prints to a file (S17).
        settings.set("output-basename", Some(&name));
        let printing = PrintOperation::new(&view);
        printing.set_page_setup(&sheet);
        printing.set_print_settings(&settings);

        let answer = Rc::new(Cell::new(Some(answer)));
        let tell = move |outcome| {
            if let Some(answer) = answer.take() {
                // Nobody waits any more when the window was closed meanwhile.
                let _ = answer.send(outcome);
            }
        };
        let tell_failure = tell.clone();
        printing.connect_failed(move |_, error| tell_failure(Err(error.to_string())));
        let tell_end = tell.clone();
        printing.connect_finished(move |_| tell_end(Ok(true)));
        let window = view.toplevel().and_then(|top| top.downcast::<gtk::Window>().ok());
        if printing.run_dialog(window.as_ref()) == PrintOperationResponse::Cancel {
            tell(Ok(false));
        }
    })
}

#[cfg(not(target_os = "linux"))]
fn start<R: Runtime>(
    window: &WebviewWindow<R>,
    _name: String,
    answer: oneshot::Sender<Result<bool, String>>,
) -> tauri::Result<()> {
    window.print()?;
    let _ = answer.send(Ok(true));
    Ok(())
}
