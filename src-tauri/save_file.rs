//! Saving a file where the person wants it (S17).

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use paper::Words;
use tauri::{Manager, Runtime, WebviewWindow, async_runtime};
use tenant::{DocumentSummary, ExportFormat, Failure, FailureCode, GeneratedFormat};
use tokio::sync::oneshot;

use crate::{other_program, stay::Stay};

/// A file to propose in the save dialog. Its name is made here and never comes from the server (S17).
pub(crate) struct ProposedFile {
    name: String,
    /// The dialog's name for this kind of file.
    kind: &'static str,
    ending: &'static str,
}

impl ProposedFile {
    /// Its name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its name without the extension.
    pub(crate) fn stem(&self) -> &str {
        self.name
            .strip_suffix(&format!(".{}", self.ending))
            .unwrap_or(&self.name)
    }
}

/// The PDF of a rent document.
pub(crate) fn document_file(words: Words, document: &DocumentSummary) -> ProposedFile {
    let id = format!("file-document-{}", document.kind.wire_name());
    let stem = words.file_name(&id, [("term", document.term.to_string().into())]);
    ProposedFile {
        name: format!("{stem}.pdf"),
        kind: "PDF",
        ending: "pdf",
    }
}

/// A PDF printed at the counter. Its name becomes the title of the print job, so it names no tenant.
pub(crate) fn counter_pdf(words: Words) -> ProposedFile {
    ProposedFile {
        name: format!("{}.pdf", words.text("file-counter-paper")),
        kind: "PDF",
        ending: "pdf",
    }
}

/// The export of the tenant's data.
pub(crate) fn export_file(words: Words, format: ExportFormat) -> ProposedFile {
    let (kind, ending) = match format {
        ExportFormat::Pdf => ("PDF", "pdf"),
        ExportFormat::Json => ("JSON", "json"),
    };
    ProposedFile {
        name: format!("{}.{ending}", words.text("file-export")),
        kind,
        ending,
    }
}

/// A file made from several documents.
pub(crate) fn generated_file(name: String, format: GeneratedFormat) -> ProposedFile {
    let (kind, ending) = match format {
        GeneratedFormat::Pdf => ("PDF", "pdf"),
        GeneratedFormat::Csv => ("CSV", "csv"),
    };
    ProposedFile { name, kind, ending }
}

/// Opens the save dialog and writes the file. Returns its path, or none if the person cancels or the stay ends
/// first: what is chosen after that is dropped. The dialog asks before it replaces a file.
pub(crate) async fn ask_and_write<R: Runtime>(
    window: &WebviewWindow<R>,
    stay: &Stay,
    words: Words,
    file: ProposedFile,
    bytes: Vec<u8>,
) -> Result<Option<PathBuf>, Failure> {
    // Start where people look for saved files, not in the working directory.
    let paths = window.path();
    let folders = [paths.document_dir(), paths.home_dir()];
    let folder = folders.into_iter().flatten().find(|folder| folder.is_dir());
    let ending = file.ending;
    let proposal = Proposal {
        title: words.text("file-save"),
        file,
        folder,
    };
    let (answer, answered) = oneshot::channel();
    open_dialog(window, stay.clone(), proposal, answer).map_err(|error| {
        tracing::error!(%error, "the save dialog does not open");
        Failure::new(FailureCode::Internal)
    })?;
    let chosen = tokio::select! {
        biased;
        () = stay.over() => None,
        chosen = answered => chosen.ok().flatten(),
    };
    let Some(path) = chosen.map(|path| with_ending(path, ending)) else {
        return Ok(None);
    };
    let place = path.clone();
    let written = async_runtime::spawn_blocking(move || write_whole(&place, &bytes));
    written
        .await
        .map_err(io::Error::other)
        .flatten()
        .map_err(|error| {
            tracing::warn!(kind = ?error.kind(), "the file is not saved");
            Failure::new(FailureCode::FileNotSaved)
        })?;
    Ok(Some(path))
}

/// Adds the ending that the person left out, so that other programs know what the file is. A file that has this name
/// already was not asked about: then the name stays as typed.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    let has_it = path
        .extension()
        .is_some_and(|own| own.eq_ignore_ascii_case(ending));
    let mut whole = path.clone().into_os_string();
    whole.push(".");
    whole.push(ending);
    let whole = PathBuf::from(whole);
    if has_it || whole.exists() { path } else { whole }
}

/// The file that was saved last, to be opened as long as the stay lasts. The page cannot name a file to open.
#[derive(Debug, Default)]
pub(crate) struct LastSaved(Mutex<Option<(Stay, PathBuf)>>);

impl LastSaved {
    /// Keeps the path of a file that was saved.
    pub(crate) fn keep(&self, stay: &Stay, path: &Path) {
        *self.path() = Some((stay.clone(), path.to_owned()));
    }

    /// Opens the file in the system's default program.
    pub(crate) async fn open(&self) -> Result<(), Failure> {
        let saved = self.path().clone();
        let (_, path) = saved
            .filter(|(stay, _)| !stay.is_over())
            .ok_or_else(|| Failure::new(FailureCode::FileNotOpened))?;
        other_program::open(path.into()).await.map_err(|error| {
            tracing::warn!(kind = ?error.kind(), "no program opens the saved file");
            Failure::new(FailureCode::FileNotOpened)
        })
    }

    fn path(&self) -> MutexGuard<'_, Option<(Stay, PathBuf)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the save dialog proposes.
struct Proposal {
    title: String,
    file: ProposedFile,
    folder: Option<PathBuf>,
}

/// Opens the save dialog over its window, on the main thread. A dialog that is cancelled answers none.
#[cfg(target_os = "linux")]
fn open_dialog<R: Runtime>(
    window: &WebviewWindow<R>,
    stay: Stay,
    proposal: Proposal,
    answer: oneshot::Sender<Option<PathBuf>>,
) -> tauri::Result<()> {
    use std::cell::Cell;

    use gtk::prelude::*;

    window.with_webview(move |webview| {
        if stay.is_over() {
            return;
        }
        let parent = webview.inner().toplevel().and_downcast::<gtk::Window>();
        let action = gtk::FileChooserAction::Save;
        let title = Some(proposal.title.as_str());
        let dialog = gtk::FileChooserNative::new(title, parent.as_ref(), action, None, None);
        dialog.set_modal(true);
        dialog.set_do_overwrite_confirmation(true);
        dialog.set_current_name(&proposal.file.name);
        if let Some(folder) = proposal.folder {
            dialog.set_current_folder(folder);
        }
        let filter = gtk::FileFilter::new();
        filter.set_name(Some(proposal.file.kind));
        filter.add_pattern(&format!("*.{}", proposal.file.ending));
        dialog.add_filter(filter);
        let answer = Cell::new(Some(answer));
        // The dialog lasts until its answer has gone through GTK.
        let open = Cell::new(Some(dialog.clone()));
        dialog.connect_response(move |dialog, response| {
            let accepted = response == gtk::ResponseType::Accept;
            let chosen = accepted.then(|| dialog.filename()).flatten();
            if let Some(answer) = answer.take() {
                // The waiting command may be gone.
                let _ = answer.send(chosen);
            }
            let open = open.take();
            gtk::glib::idle_add_local_once(move || drop(open));
        });
        dialog.show();
    })
}

/// Elsewhere the dialog is the system's own.
#[cfg(not(target_os = "linux"))]
fn open_dialog<R: Runtime>(
    window: &WebviewWindow<R>,
    _: Stay,
    proposal: Proposal,
    answer: oneshot::Sender<Option<PathBuf>>,
) -> tauri::Result<()> {
    use tauri_plugin_dialog::DialogExt;

    let mut dialog = window
        .dialog()
        .file()
        .set_parent(window)
        .set_title(proposal.title)
        .add_filter(proposal.file.kind, &[proposal.file.ending])
        .set_file_name(proposal.file.name);
    if let Some(folder) = proposal.folder {
        dialog = dialog.set_directory(folder);
    }
    dialog.save_file(move |chosen| {
        // The waiting command may be gone.
        let _ = answer.send(chosen.and_then(|chosen| chosen.into_path().ok()));
    });
    Ok(())
}

/// Writes a file whole or not at all: a disk that is full keeps what was there before.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|refused| refused.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use contract::{Cents, DocumentId, DocumentKind, DocumentStatus, Language, Term};

    use tenant::DocumentValidity;

    use super::*;

    fn french() -> Words {
        crate::wording::words(Language::Fr)
    }

    #[test]
    fn the_proposed_name_has_kind_and_term_and_nothing_from_the_server() {
        let document = DocumentSummary {
            id: DocumentId("../../.bashrc".into()),
            kind: DocumentKind::Quittance,
            term: Term::parse("2026-07").expect("a month"),
            issued_on: jiff::civil::date(2026, 8, 1),
            amount: Cents(41_237),
            status: DocumentStatus::Paid,
            left: Cents(0),
            validity: DocumentValidity::Current,
        };
        assert_eq!(document_file(french(), &document).name, "quittance-2026-07.pdf");
    }

    #[test]
    fn the_export_has_a_fixed_name_with_the_extension_of_its_format() {
        assert_eq!(export_file(french(), ExportFormat::Pdf).name, "mes-donnees.pdf");
        assert_eq!(export_file(french(), ExportFormat::Json).name, "mes-donnees.json");
    }

    #[test]
    fn a_name_typed_without_its_ending_gets_it_unless_that_file_exists() {
        let folder = tempfile::tempdir().expect("a folder");
        let typed = |name: &str| with_ending(folder.path().join(name), "pdf");
        assert_eq!(typed("juillet"), folder.path().join("juillet.pdf"));
        assert_eq!(typed("07.2026"), folder.path().join("07.2026.pdf"));
        assert_eq!(typed("juillet.PDF"), folder.path().join("juillet.PDF"));
        std::fs::write(folder.path().join("juillet.pdf"), b"another").expect("written");
        assert_eq!(typed("juillet"), folder.path().join("juillet"));
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("dossier.pdf");
        write_whole(&path, b"first").expect("written");
        write_whole(&path, b"second").expect("replaced");
        assert_eq!(std::fs::read(&path).expect("read"), b"second");
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1);
        write_whole(&folder.path().join("none/dossier.pdf"), b"third").expect_err("no folder");
    }
}
