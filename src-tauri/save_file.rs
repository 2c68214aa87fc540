//! Saving a file where the person wants it (S17).

use std::path::PathBuf;

use paper::Words;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_dialog::DialogExt;
use tenant::{DocumentSummary, ExportFormat, Failure, FailureCode, GeneratedFormat};
use tokio::{fs, sync::oneshot};

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
    let stem = words.text_with(&id, [("term", document.term.to_string().into())]);
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

/// Opens the save dialog and writes the file. Returns its path, or none if the person cancels. The system's dialog
/// asks before it replaces a file.
pub(crate) async fn ask_and_write<R: Runtime>(
    app: &AppHandle<R>,
    file: ProposedFile,
    bytes: Vec<u8>,
) -> Result<Option<PathBuf>, Failure> {
    let (answer, answered) = oneshot::channel();
    let mut dialog = app
        .dialog()
        .file()
        .add_filter(file.kind, &[file.ending])
        .set_file_name(file.name);
    // Start where people look for saved files, not in the working directory.
    let folders = [app.path().document_dir(), app.path().home_dir()];
    if let Some(folder) = folders.into_iter().flatten().find(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    dialog.save_file(move |chosen| {
        // The receiver is gone once the window is closed.
        let _ = answer.send(chosen);
    });
    let Some(path) = answered
        .await
        .ok()
        .flatten()
        .and_then(|chosen| chosen.into_path().ok())
    else {
        return Ok(None);
    };
    fs::write(&path, bytes).await.map_err(|error| {
        tracing::warn!(%error, "the file is not saved");
        Failure::new(FailureCode::FileNotSaved)
    })?;
    Ok(Some(path))
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
            validity: DocumentValidity::Current,
        };
        assert_eq!(document_file(french(), &document).name, "quittance-2026-07.pdf");
    }

    #[test]
    fn the_export_has_a_fixed_name_with_the_extension_of_its_format() {
        assert_eq!(export_file(french(), ExportFormat::Pdf).name, "mes-donnees.pdf");
        assert_eq!(export_file(french(), ExportFormat::Json).name, "mes-donnees.json");
    }
}
