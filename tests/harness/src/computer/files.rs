//! What lies on a computer: the folders of the application, and files that tell something.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::Computer;

impl Computer {
    /// The files in its temporary folder.
    pub fn temporary_files(&self) -> Vec<PathBuf> {
        files_under(&self.home().join("tmp"))
    }

    /// The files of the whole computer that contain one of these texts, in UTF-8 or UTF-16.
    pub fn files_that_tell(&self, texts: &[&str]) -> Vec<PathBuf> {
        let wanted: Vec<Vec<u8>> = texts
            .iter()
            .flat_map(|text| {
                let utf_16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                [text.as_bytes().to_vec(), utf_16]
            })
            .collect();
        let tells = |path: &PathBuf| {
            let content = fs::read(path).unwrap_or_default();
            wanted
                .iter()
                .any(|text| content.windows(text.len()).any(|part| part == text.as_slice()))
        };
        files_under(self.home()).into_iter().filter(tells).collect()
    }

    /// The data folder of a counter, which lasts as long as the application runs.
    pub fn counter_folder(&self) -> PathBuf {
        let profile = self.home().join("runtime/espace-locataire-guichet");
        profile.join("data/fr.habitathdf.espacelocataire")
    }

    /// The data folder of the application.
    pub fn application_folder(&self) -> PathBuf {
        self.home().join("data/fr.habitathdf.espacelocataire")
    }

    /// The files that the application writes its log to.
    pub fn log_files(&self) -> Vec<PathBuf> {
        files_under(&self.home().join("state"))
    }

    /// The folder of the archives.
    pub fn archives(&self) -> PathBuf {
        self.application_folder().join("archives")
    }

    /// The file of the only archive on this computer.
    pub fn archive(&self) -> PathBuf {
        fs::read_dir(self.archives())
            .expect("the archives")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .find(|path| path.extension().is_some_and(|ending| ending == "sqlite"))
            .expect("an archive")
    }
}

/// Every file in a folder and its subfolders.
fn files_under(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        // A folder that is deleted meanwhile holds nothing.
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => files.push(entry.path()),
                // Sockets and pipes hold no data, and reading them would block.
                _ => {}
            }
        }
    }
    files
}
