//! One `landlord serve` at a time on a data folder: two would take each other's payment pages for abandoned, and count
//! quotas of the memory apart.

use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::data_folder;
use crate::operator_words::say;

/// The data folder is this process's to serve until this is dropped. The system lets go of it when the process ends,
/// however it does.
#[derive(Debug)]
pub struct ServeLock {
    _file: File,
}

/// The data folder cannot be served by this process.
#[derive(Debug, thiserror::Error)]
pub enum ServeLockFlaw {
    /// Another process serves it.
    #[error("{}", say("serve-lock-taken", [("path", .0.display().to_string())]))]
    Taken(PathBuf),
    /// The file of the lock cannot be made or locked.
    #[error("{}", say("serve-lock-file", [("path", path.display().to_string()), ("source", source.to_string())]))]
    File {
        /// Path of the file.
        path: PathBuf,
        /// The underlying error.
        source: io::Error,
    },
}

impl ServeLock {
    /// Takes the data folder, and makes it if need be.
    ///
    /// # Errors
    /// [`ServeLockFlaw::Taken`] when another process has it.
    pub fn take(folder: &Path) -> Result<Self, ServeLockFlaw> {
        let path = folder.join("serve.lock");
        let opened = data_folder::create(folder).and_then(|()| {
            let mut options = File::options();
            options.create(true).write(true).truncate(false).open(&path)
        });
        let failed = |source| ServeLockFlaw::File {
            path: path.clone(),
            source,
        };
        let file = opened.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(ServeLockFlaw::Taken(folder.to_owned())),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_served_once_and_again_after_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data");
        let first = ServeLock::take(&data).expect("free");
        let second = ServeLock::take(&data);
        assert!(matches!(second, Err(ServeLockFlaw::Taken(_))), "{second:?}");
        drop(first);
        assert!(ServeLock::take(&data).is_ok());
    }
}
