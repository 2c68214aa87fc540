//! Copies of PDFs for other programs (S17). They lie in a private folder and are erased with the window, so that
//! no readable copy outlives it beside the sealed archive.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tauri::{AppHandle, Manager, Runtime, async_runtime};
use tenant::{Failure, FailureCode};

use crate::{other_program, save_file::ProposedFile, stay::Stay};

/// The folder of the copies.
#[derive(Debug, Clone)]
pub(crate) struct OpenedCopies {
    folder: PathBuf,
    /// Admits one caller at a time that writes or erases copies. True once the window has closed.
    gate: Arc<Mutex<bool>>,
}

impl OpenedCopies {
    /// Uses the session's runtime folder, if there is one: on Linux it is in memory, so no disk ever holds a copy.
    /// Erases what an earlier, killed run left behind.
    pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Self> {
        let paths = app.path();
        let own = match paths.runtime_dir() {
            Ok(session) if session.is_dir() => session.join(&app.config().identifier),
            _ => paths.app_cache_dir()?,
        };
        let copies = Self {
            folder: own.join("opened"),
            gate: Arc::default(),
        };
        copies.erase();
        Ok(copies)
    }

    fn gate(&self) -> MutexGuard<'_, bool> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a copy and opens it in the system's default program for its kind. After the stay nothing is written:
    /// what its end erased does not come back.
    pub(crate) async fn open(&self, stay: &Stay, file: ProposedFile, bytes: Vec<u8>) -> Result<(), Failure> {
        let (copies, stay) = (self.clone(), stay.clone());
        let kept = async_runtime::spawn_blocking(move || {
            let closed = copies.gate();
            if *closed || stay.is_over() {
                return Err(io::ErrorKind::Interrupted.into());
            }
            copies.keep(file.name(), &bytes)
        });
        let opened = match kept.await.map_err(io::Error::other).flatten() {
            Ok(path) => other_program::open(path.into()).await,
            Err(error) => Err(error),
        };
        opened.map_err(|error| {
            tracing::warn!(kind = ?error.kind(), "no program opens the file");
            Failure::new(FailureCode::FileNotOpened)
        })
    }

    /// Erases every copy. A program that shows one keeps showing it.
    pub(crate) fn erase(&self) {
        let _one = self.gate();
        self.remove();
    }

    /// Erases every copy, and writes none any more: the window closes.
    pub(crate) fn erase_for_good(&self) {
        let mut closed = self.gate();
        *closed = true;
        self.remove();
    }

    fn remove(&self) {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(kind = ?error.kind(), "copies of opened files stay behind");
            }
            _ => {}
        }
    }

    /// Gives each copy a folder of its own, so that a copy open in another program is never replaced.
    fn keep(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.folder)?;
        make_private(&self.folder)?;
        let folder = tempfile::Builder::new()
            .prefix("")
            .tempdir_in(&self.folder)?
            .keep();
        make_private(&folder)?;
        let path = folder.join(name);
        fs::write(&path, bytes)?;
        // Read-only: changes would be lost with the copy, so the other program has to save them elsewhere.
        let mut permissions = fs::metadata(&path)?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions)?;
        Ok(path)
    }
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// Elsewhere the folders of the profile are already private.
#[cfg(not(unix))]
fn make_private(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use tenant::GeneratedFormat;

    use super::*;
    use crate::{save_file::generated_file, stay::Stays};

    fn copies(folder: &tempfile::TempDir) -> OpenedCopies {
        OpenedCopies {
            folder: folder.path().join("opened"),
            gate: Arc::default(),
        }
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("there").permissions().mode() & 0o777
    }

    #[test]
    fn a_copy_is_private_read_only_and_never_replaced() {
        let home = tempfile::tempdir().expect("a folder");
        let copies = copies(&home);
        let first = copies.keep("quittance-2026-07.pdf", b"first").expect("kept");
        let second = copies.keep("quittance-2026-07.pdf", b"second").expect("kept");
        assert_eq!(first.file_name(), second.file_name());
        assert_eq!(fs::read(&first).expect("read"), b"first");
        assert_eq!(fs::read(&second).expect("read"), b"second");
        assert_eq!(mode(&copies.folder), 0o700);
        assert_eq!(mode(first.parent().expect("a folder")), 0o700);
        assert_eq!(mode(&first) & 0o222, 0, "nobody writes into a copy");
    }

    #[tokio::test]
    async fn s17_no_copy_is_written_once_the_window_has_closed() {
        let home = tempfile::tempdir().expect("a folder");
        let copies = copies(&home);
        copies.erase_for_good();
        let file = generated_file("recu-2026-07.pdf".to_owned(), GeneratedFormat::Pdf);
        let opened = copies
            .open(&Stays::default().current(), file, b"bytes".to_vec())
            .await;
        assert_eq!(opened.expect_err("closed").code, FailureCode::FileNotOpened);
        assert!(!copies.folder.exists());
    }

    #[tokio::test]
    async fn s17_no_copy_is_written_once_the_stay_is_over() {
        let home = tempfile::tempdir().expect("a folder");
        let copies = copies(&home);
        let stays = Stays::default();
        let stay = stays.current();
        stays.end();
        let file = generated_file("recu-2026-07.pdf".to_owned(), GeneratedFormat::Pdf);
        let opened = copies.open(&stay, file, b"bytes".to_vec()).await;
        assert_eq!(opened.expect_err("over").code, FailureCode::FileNotOpened);
        assert!(!copies.folder.exists());
    }

    #[test]
    fn erasing_removes_every_copy_and_succeeds_without_any() {
        let home = tempfile::tempdir().expect("a folder");
        let copies = copies(&home);
        copies.erase();
        let copy = copies.keep("recu-2026-07.pdf", b"bytes").expect("kept");
        copies.erase();
        assert!(!copy.exists() && !copies.folder.exists());
        copies.keep("recu-2026-07.pdf", b"bytes").expect("kept again");
    }
}
