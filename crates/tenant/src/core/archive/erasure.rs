//! Erases an archive when the account is deleted, or the person is removed from this computer.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use super::{Archive, ArchiveError, open_in_memory};

impl Archive {
    /// Erases everything kept of this tenant, files set aside included. Returns whether archives of other tenants
    /// sealed with the same key remain.
    ///
    /// The archive goes on in memory, empty: pending work ends there.
    pub(crate) fn erase(&self) -> Result<bool, ArchiveError> {
        let mut database = self.database();
        let Some(file) = &self.file else {
            *database = open_in_memory()?;
            return Ok(false);
        };
        // Overwritten before the file is deleted (`secure_delete`): its blocks hold nothing to recover.
        database.execute_batch("DELETE FROM records; PRAGMA wal_checkpoint(TRUNCATE);")?;
        *database = open_in_memory()?;
        for path in files_beside(file, &name_of(file))? {
            fs::remove_file(path)?;
        }
        Ok(!files_beside(file, &self.key.derive_name("key", ""))?.is_empty())
    }
}

fn name_of(file: &Path) -> String {
    let name: OsString = file.file_name().unwrap_or_default().to_owned();
    name.to_string_lossy().into_owned()
}

/// Files in the same folder whose names start with `start`: the archive, its journals, what was set aside.
fn files_beside(file: &Path, start: &str) -> io::Result<Vec<PathBuf>> {
    let Some(folder) = file.parent() else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(start) {
            found.push(entry.path());
        }
    }
    Ok(found)
}
