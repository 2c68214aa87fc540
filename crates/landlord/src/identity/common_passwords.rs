//! The list of common and breached passwords that nobody may choose (S6, decision 35): the program's own, or a list of the
//! landlord in its place.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use contract::{Password, PasswordFlaw};

use crate::{folded_text::folded, operator_words::say};

const OF_THE_PROGRAM: &str = include_str!("../../passwords/common.txt");
static HASHES_OF_THE_PROGRAM: LazyLock<Vec<u64>> = LazyLock::new(|| hashes(OF_THE_PROGRAM));

/// Letters from which a word counts without the digits and signs around it.
const MIN_WORD_LETTERS: usize = 4;

/// Passwords that nobody may choose.
pub(crate) enum CommonPasswords {
    OfTheProgram,
    /// Sorted hashes of the landlord's own list.
    OfTheLandlord(Vec<u64>),
}

/// The landlord's list of common passwords cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PasswordListError {
    /// The file cannot be read.
    #[error("{}", say("password-list-unreadable", [("path", path.display().to_string()), ("source", source.to_string())]))]
    Unreadable {
        /// Path of the file.
        path: PathBuf,
        /// The underlying error.
        source: io::Error,
    },
    /// No password is in the file.
    #[error("{}", say("password-list-empty", [("path", .0.display().to_string())]))]
    Empty(PathBuf),
}

impl CommonPasswords {
    /// Reads a landlord's own list: one password a line, with `#` before a remark.
    pub(crate) fn read(path: &Path) -> Result<Self, PasswordListError> {
        let text = fs::read_to_string(path).map_err(|source| PasswordListError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let hashes = hashes(&text);
        if hashes.is_empty() {
            return Err(PasswordListError::Empty(path.to_owned()));
        }
        Ok(Self::OfTheLandlord(hashes))
    }

    /// Refuses a password that is on the list, whatever its case, its accents and the digits and signs around it.
    pub(crate) fn refuse(&self, password: &Password) -> Result<(), PasswordFlaw> {
        let listed = match self {
            Self::OfTheProgram => &*HASHES_OF_THE_PROGRAM,
            Self::OfTheLandlord(hashes) => hashes,
        };
        let is_listed = listed.binary_search(&hash_of(password.expose())).is_ok();
        if is_listed {
            Err(PasswordFlaw::TooCommon)
        } else {
            Ok(())
        }
    }
}

/// The hashes of a list, in order. Eight bytes each: a list of a million passwords takes eight megabytes.
fn hashes(list: &str) -> Vec<u64> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let words = lines.filter(|line| !line.trim().is_empty());
    let mut hashes: Vec<u64> = words.map(hash_of).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The hash of a password's word: in small letters without accents, and without the digits and signs around it, unless
/// hardly a letter would be left.
fn hash_of(password: &str) -> u64 {
    let folded = folded(password, ' ');
    let word = folded.trim_matches(|sign: char| !sign.is_alphabetic());
    let mut hasher = DefaultHasher::new();
    if word.chars().count() < MIN_WORD_LETTERS {
        folded.hash(&mut hasher);
    } else {
        word.hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use contract::{PasswordOwner, TenantCode};

    use super::*;

    fn chosen(text: &str) -> Password {
        let code = TenantCode::parse("204518730961245").expect("a code");
        Password::choose(text, PasswordOwner::of_code(&code)).expect("a password by the other rules")
    }

    #[test]
    fn s6_common_and_french_words_are_refused_whatever_is_around_them() {
        // Each passes the other rules: they rate the digits as if nobody guessed them.
        for text in [
            "Cuisinière1984!",
            "Préliminaire7391",
            "!!Présentent2031",
            "Reconnaissez 5820",
        ] {
            let refused = CommonPasswords::OfTheProgram.refuse(&chosen(text));
            assert_eq!(refused, Err(PasswordFlaw::TooCommon), "{text}");
        }
        for text in ["Cerisier bleu 42", "Été à Béthune 7", "Prunier jaune 17"] {
            assert_eq!(
                CommonPasswords::OfTheProgram.refuse(&chosen(text)),
                Ok(()),
                "{text}"
            );
        }
    }

    #[test]
    fn s6_the_list_of_the_program_has_no_line_twice_and_tens_of_thousands() {
        let lines = OF_THE_PROGRAM.lines().filter(|line| !line.starts_with('#'));
        let lines = lines.count();
        assert!(lines > 30_000, "{lines}");
        assert_eq!(HASHES_OF_THE_PROGRAM.len(), lines);
    }

    #[test]
    fn s6_a_landlords_list_takes_the_place_of_the_programs() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list.txt");
        fs::write(&path, "# our own\n\nCerisier bleu 1\n").expect("written");
        let list = CommonPasswords::read(&path).expect("a list");
        assert_eq!(
            list.refuse(&chosen("Cerisier bleu 42")),
            Err(PasswordFlaw::TooCommon)
        );
        assert_eq!(list.refuse(&chosen("Cuisinière1984!")), Ok(()));
        fs::write(&path, "# nothing\n").expect("written");
        assert!(matches!(
            CommonPasswords::read(&path),
            Err(PasswordListError::Empty(_))
        ));
        let missing = CommonPasswords::read(&folder.path().join("none.txt"));
        assert!(matches!(missing, Err(PasswordListError::Unreadable { .. })));
    }
}
