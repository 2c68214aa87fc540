//! Access to the archive: off the async threads, mended when it is damaged (R3), with failures that the wizard
//! knows.

use std::{io, sync::Arc};

use rusqlite::ErrorCode;
use tokio::task::spawn_blocking;

use super::{Archive, ArchiveError};
use crate::core::failure::{Failure, FailureCode};

/// Runs archive work on a blocking thread.
pub(crate) async fn with_archive<T: Send + 'static>(
    archive: &Arc<Archive>,
    work: impl FnOnce(&Archive) -> Result<T, ArchiveError> + Send + 'static,
) -> Result<T, Failure> {
    let archive = Arc::clone(archive);
    let worked = spawn_blocking(move || {
        let worked = work(&archive);
        // This call fails all the same; the tenant can try again, on the mended file.
        if worked.as_ref().is_err_and(ArchiveError::is_damage) {
            archive.mend()?;
        }
        worked
    });
    Ok(worked.await??)
}

/// Reads or writes a few small notes on this thread: passing them to another one takes longer. A busy archive gets
/// a blocking thread.
pub(crate) async fn with_notes<T: Send + 'static>(
    archive: &Arc<Archive>,
    work: impl FnOnce(&Archive) -> Result<T, ArchiveError> + Send + 'static,
) -> Result<T, Failure> {
    if !archive.is_free() {
        return with_archive(archive, work).await;
    }
    let worked = work(archive);
    if worked.as_ref().is_err_and(ArchiveError::is_damage) {
        with_archive(archive, Archive::mend).await?;
    }
    Ok(worked?)
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        let of_the_disk = error.is_of_the_disk();
        let code = match &error {
            ArchiveError::Database(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => FailureCode::DiskFull,
                _ if of_the_disk => FailureCode::DiskFault,
                _ => FailureCode::ArchiveUnreadable,
            },
            ArchiveError::Folder(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
                ) =>
            {
                FailureCode::DiskFull
            }
            ArchiveError::Folder(_) => FailureCode::DiskFault,
            ArchiveError::Unwritable | ArchiveError::NothingKept => FailureCode::NothingKept,
            ArchiveError::LaterVersion => FailureCode::ArchiveOfLaterVersion,
            ArchiveError::Random(_) | ArchiveError::Encoding(_) | ArchiveError::Disordered => {
                FailureCode::ArchiveUnreadable
            }
        };
        tracing::error!(?code, %error, "the archive failed");
        Self::new(code)
    }
}
