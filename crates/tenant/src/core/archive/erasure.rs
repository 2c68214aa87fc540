//! The end of an archive, when the account is deleted or the person is removed from this computer.

use std::sync::atomic::Ordering;

use super::{Archive, ArchiveError, opening::open_in_memory};

impl Archive {
    /// Closes the file, so that it can be deleted. What it held is overwritten first, where the disk lets it. The
    /// archive goes on in memory, empty: pending work ends there.
    pub(crate) fn end(&self) -> Result<(), ArchiveError> {
        let mut database = self.database();
        self.ended.store(true, Ordering::Release);
        if self.file.is_some() {
            // `secure_delete`: the blocks of the file hold nothing to recover. On a full disk or of a damaged file
            // they hold sealed records, whose key goes as well.
            let emptied = database.execute_batch("DELETE FROM records; PRAGMA wal_checkpoint(TRUNCATE);");
            if let Err(error) = emptied {
                tracing::warn!(%error, "an archive is deleted without being overwritten");
            }
        }
        *database = open_in_memory()?;
        Ok(())
    }
}
