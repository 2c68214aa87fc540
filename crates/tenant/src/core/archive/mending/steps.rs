//! Mending, step by step. A kill may come between any two. Until the new file is whole, the damaged one is in its
//! place; from then on, the next start does the steps that are left.

#[cfg(unix)]
use std::fs::File;
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use super::{super::opening::open_database, ArchiveError, Truth, copy_with_first_page_of, rescue};

/// Suffixes of the files of a database. The file itself comes last: it is out of its place only with the others.
const PARTS: [&str; 3] = ["-wal", "-shm", ""];
/// Suffix of a copy of the damaged file, with a first page that SQLite reads.
const COPY: &str = ".copy";
/// Suffix of the new file while it is made.
const RESCUED: &str = ".rescued";
/// Suffix of the new file once it is whole.
const MENDED: &str = ".mended";

/// Suffix of a damaged file that was set aside; its number follows.
const DAMAGED: &str = ".damaged-";
/// Maximum number of damaged files set aside, the newest ones.
const MAX_SET_ASIDE: usize = 2;

/// A damaged file, and how its genuine records are recognised.
pub(in super::super) struct Mending<'a> {
    pub(in super::super) path: &'a Path,
    pub(in super::super) is_true: Truth<'a>,
}

type Step = fn(&Mending<'_>) -> Result<(), ArchiveError>;

/// Makes the new file.
pub(in super::super) const MAKING: [Step; 5] = [clear, begin, copy, take_records, call_whole];
/// Puts the new file in the place of the damaged one. Each step may be done again.
pub(in super::super) const REPLACING: [Step; 5] = [
    |mending| set_aside(mending.path, PARTS[0]),
    |mending| set_aside(mending.path, PARTS[1]),
    |mending| set_aside(mending.path, PARTS[2]),
    take_place,
    discard_oldest,
];

/// Mends a file. When that fails, the damaged one stays, or the whole new one.
pub(super) fn mend(path: &Path, is_true: Truth<'_>) -> Result<(), ArchiveError> {
    let mending = Mending { path, is_true };
    if !beside(path, MENDED).exists() {
        let made = MAKING.iter().try_for_each(|step| step(&mending));
        if let Err(error) = made {
            // What was made of the new file takes room on a disk that may have none.
            if let Err(error) = clear(&mending) {
                tracing::warn!(%error, "a new file of an archive is left unfinished");
            }
            return Err(error);
        }
    }
    replace(&mending)
}

/// Ends a mending that a kill cut after the new file was whole.
pub(super) fn finish(path: &Path) -> Result<(), ArchiveError> {
    if !beside(path, MENDED).exists() {
        return Ok(());
    }
    replace(&Mending {
        path,
        is_true: &|_, _| Ok(false),
    })
}

/// The file to read: the new one where it is whole, and could not take its place.
pub(in super::super) fn newest(path: &Path) -> PathBuf {
    let mended = beside(path, MENDED);
    if mended.exists() { mended } else { path.to_owned() }
}

fn replace(mending: &Mending<'_>) -> Result<(), ArchiveError> {
    REPLACING.iter().try_for_each(|step| step(mending))
}

fn clear(mending: &Mending<'_>) -> Result<(), ArchiveError> {
    for leftover in [COPY, RESCUED] {
        discard(&beside(mending.path, leftover))?;
    }
    Ok(())
}

fn begin(mending: &Mending<'_>) -> Result<(), ArchiveError> {
    let new = open_database(&beside(mending.path, RESCUED))?;
    Ok(new.close().map_err(|(_, error)| error)?)
}

fn copy(mending: &Mending<'_>) -> Result<(), ArchiveError> {
    let path = mending.path;
    copy_with_first_page_of(&beside(path, RESCUED), path, &beside(path, COPY))?;
    Ok(())
}

fn take_records(mending: &Mending<'_>) -> Result<(), ArchiveError> {
    let (from, to) = (beside(mending.path, COPY), beside(mending.path, RESCUED));
    let count = rescue(&from, &to, mending.is_true)?;
    discard(&from)?;
    tracing::warn!(count, "the archive was damaged: what could be read is kept");
    Ok(())
}

fn call_whole(mending: &Mending<'_>) -> Result<(), ArchiveError> {
    fs::rename(beside(mending.path, RESCUED), beside(mending.path, MENDED))?;
    keep_names(mending.path);
    Ok(())
}

fn take_place(mending: &Mending<'_>) -> Result<(), ArchiveError> {
    // A log of the damaged file would be read into the new one: its name was given away first.
    keep_names(mending.path);
    fs::rename(beside(mending.path, MENDED), mending.path)?;
    keep_names(mending.path);
    Ok(())
}

/// Moves a part of the damaged database out of the way without deleting it.
fn set_aside(path: &Path, part: &str) -> Result<(), ArchiveError> {
    let newest = numbers_set_aside(path)?.into_iter().next().unwrap_or(0);
    let aside = beside(path, &format!("{DAMAGED}{}", newest + 1));
    let from = beside(path, part);
    if from.exists() {
        fs::rename(from, beside(&aside, part))?;
    }
    Ok(())
}

/// Deletes the oldest of the damaged files: each mending sets one aside. One that cannot be deleted keeps nobody from
/// the new file.
fn discard_oldest(mending: &Mending<'_>) -> Result<(), ArchiveError> {
    let path = mending.path;
    for number in numbers_set_aside(path)?.into_iter().skip(MAX_SET_ASIDE) {
        if let Err(error) = discard(&beside(path, &format!("{DAMAGED}{number}"))) {
            tracing::warn!(%error, "a damaged file of an archive stays");
        }
    }
    Ok(())
}

/// The numbers of the damaged files that were set aside, the newest first.
fn numbers_set_aside(path: &Path) -> io::Result<Vec<u64>> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Ok(Vec::new());
    };
    let mut numbers = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?.file_name();
        // Every name of ours is ASCII. A log that was set aside has the number of its file, and an ending.
        let rest = entry.to_str().zip(name.to_str());
        let rest = rest.and_then(|(entry, name)| entry.strip_prefix(name)?.strip_prefix(DAMAGED));
        numbers.extend(rest.and_then(|number| number.parse::<u32>().ok()).map(u64::from));
    }
    numbers.sort_unstable();
    numbers.reverse();
    Ok(numbers)
}

/// Puts the names of the folder on disk, so that a power cut leaves none of the later ones without these.
#[cfg(unix)]
fn keep_names(path: &Path) {
    if let Some(Err(error)) = path.parent().map(|folder| File::open(folder)?.sync_all()) {
        tracing::warn!(%error, "a power cut may undo the mending");
    }
}

/// Elsewhere a folder cannot be opened to be written back.
#[cfg(not(unix))]
fn keep_names(_path: &Path) {}

fn discard(path: &Path) -> io::Result<()> {
    for part in PARTS {
        match fs::remove_file(beside(path, part)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
