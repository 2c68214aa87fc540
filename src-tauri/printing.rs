//! Printing on paper. The system's print dialog asks for a printer and never blocks the event loop.
//!
//! A PDF goes to the print spooler unchanged: text stays text, and this process does not parse it (S18). A page of
//! the wizard is printed by the webview, on the chosen printer (decision 0011).

#[cfg(target_os = "linux")]
mod dialog;
#[cfg(target_os = "linux")]
mod spooler;

#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::{offer_paper_only, print_page, print_pdf};
#[cfg(target_os = "linux")]
pub(crate) use linux::{offer_paper_only, print_page, print_pdf};

#[cfg(target_os = "linux")]
mod linux {
    use std::{cell::Cell, rc::Rc};

    use gtk::prelude::*;
    use tauri::{Runtime, WebviewWindow};
    use tenant::{Failure, FailureCode};
    use tokio::sync::oneshot;
    use webkit2gtk::{PrintOperation, PrintOperationExt};

    use super::{
        dialog::{self, ChosenPrinter},
        spooler,
    };
    use crate::{save_file::ProposedFile, stay::Stay};

    /// Makes the dialog list the spooler's printers only, without printing to a file: *Enregistrer* saves files (S17),
    /// and a counter saves none (S21). A queue that writes files is a printer to the spooler.
    pub(crate) fn offer_paper_only() {
        if let Some(settings) = gtk::Settings::default() {
            settings.set_property("gtk-print-backends", "cups");
        }
    }

    /// Opens the print dialog and prints the PDF. Returns false if the person cancels, or the stay ends first.
    ///
    /// # Errors
    ///
    /// [`FailureCode::NoPrinter`] if the spooler knows no printer, [`FailureCode::NotPrinted`] if the spooler
    /// refuses the job.
    pub(crate) async fn print_pdf<R: Runtime>(
        window: &WebviewWindow<R>,
        stay: &Stay,
        file: &ProposedFile,
        pdf: Vec<u8>,
    ) -> Result<bool, Failure> {
        let answered = ask(window, stay, |_, chosen, answer| answer.send(chosen.job())).await?;
        let Some(job) = answered else {
            return Ok(false);
        };
        spooler::send(&job, file.stem(), &pdf)
            .await
            .map_err(not_printed)?;
        Ok(true)
    }

    /// Opens the print dialog and prints the current page with its print style sheet. Returns false if the person
    /// cancels, or the stay ends first.
    ///
    /// # Errors
    ///
    /// As [`print_pdf`].
    pub(crate) async fn print_page<R: Runtime>(
        window: &WebviewWindow<R>,
        stay: &Stay,
    ) -> Result<bool, Failure> {
        let printed = ask(window, stay, |view, chosen, answer| {
            let printing = PrintOperation::new(view);
            printing.set_page_setup(&chosen.page_setup);
            printing.set_print_settings(&chosen.settings);
            // Both signals may come; the first one counts.
            let answer = Rc::new(Cell::new(Some(answer)));
            let on_failure = Rc::clone(&answer);
            printing.connect_failed(move |_, error| {
                if let Some(answer) = on_failure.take() {
                    answer.send(Err(error.to_string()));
                }
            });
            printing.connect_finished(move |_| {
                if let Some(answer) = answer.take() {
                    answer.send(Ok(()));
                }
            });
            printing.print();
        })
        .await?;
        match printed {
            None => Ok(false),
            Some(printed) => printed.map(|()| true).map_err(not_printed),
        }
    }

    /// Sends the answer of an asynchronous dialog. Dropping it means that the person cancelled.
    struct DialogAnswer<T>(oneshot::Sender<T>);

    impl<T> DialogAnswer<T> {
        fn send(self, value: T) {
            // The waiting command is gone once its window is closed.
            let _ = self.0.send(value);
        }
    }

    /// Opens the print dialog and passes the choice to `act`, on the main thread. None if the person cancels. What is
    /// chosen after the stay is dropped.
    async fn ask<R: Runtime, T: Send + 'static>(
        window: &WebviewWindow<R>,
        stay: &Stay,
        act: impl FnOnce(&webkit2gtk::WebView, ChosenPrinter, DialogAnswer<T>) + Send + 'static,
    ) -> Result<Option<T>, Failure> {
        if !spooler::has_printers().await.map_err(no_printer)? {
            return Err(Failure::new(FailureCode::NoPrinter));
        }
        let (answer, answered) = oneshot::channel();
        let (opened, opens) = oneshot::channel();
        let asked_in = stay.clone();
        let open = move |webview: tauri::webview::PlatformWebview| {
            if asked_in.is_over() {
                return;
            }
            let view = webview.inner();
            let parent = view.toplevel().and_downcast::<gtk::Window>();
            let shown = dialog::open(parent.as_ref(), move |chosen| {
                if !asked_in.is_over() {
                    act(&view, chosen, DialogAnswer(answer));
                }
            });
            // The waiting command may be gone, as in `DialogAnswer::send`.
            let _ = opened.send(shown);
        };
        window.with_webview(open).map_err(no_dialog)?;
        tokio::select! {
            biased;
            () = stay.over() => Ok(None),
            answered = async {
                opens.await.map_err(no_dialog)?.map_err(no_dialog)?;
                Ok::<_, Failure>(answered.await.ok())
            } => answered,
        }
    }

    fn not_printed(error: impl std::fmt::Display) -> Failure {
        tracing::warn!(%error, "the printer takes nothing");
        Failure::new(FailureCode::NotPrinted)
    }

    fn no_printer(error: impl std::fmt::Display) -> Failure {
        tracing::warn!(%error, "the print spooler lists no printers");
        Failure::new(FailureCode::NoPrinter)
    }

    fn no_dialog(error: impl std::fmt::Display) -> Failure {
        tracing::error!(%error, "the print dialog does not open");
        Failure::new(FailureCode::Internal)
    }
}

/// On other systems the page prints with their own dialog, and a PDF from another program.
#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use tauri::{Runtime, WebviewWindow};
    use tenant::{Failure, FailureCode};

    use crate::{save_file::ProposedFile, stay::Stay};

    /// Printing to a file is up to the machine's policy there (SECURITY.md).
    pub(crate) fn offer_paper_only() {}

    pub(crate) async fn print_pdf<R: Runtime>(
        _: &WebviewWindow<R>,
        _: &Stay,
        _: &ProposedFile,
        _: Vec<u8>,
    ) -> Result<bool, Failure> {
        Err(Failure::new(FailureCode::NoPrinter))
    }

    pub(crate) async fn print_page<R: Runtime>(window: &WebviewWindow<R>, _: &Stay) -> Result<bool, Failure> {
        window.print().map(|()| true).map_err(|error| {
            tracing::warn!(%error, "the page is not printed");
            Failure::new(FailureCode::NotPrinted)
        })
    }
}
