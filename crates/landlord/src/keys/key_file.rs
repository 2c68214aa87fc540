//! Key files: 32 secret bytes a line in URL-safe base64, the key in use first, for their owner alone. A file is replaced
//! whole: the new one is written beside it, and takes its place once the database knows its key.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretBox, SecretString};

use super::{ServiceKeyError, random_bytes};

/// 32 secret bytes.
pub(crate) type Secret = SecretBox<[u8; 32]>;

/// What a key file holds.
pub(crate) struct Secrets {
    pub(crate) in_use: Secret,
    /// Latest first. Only the service's key has some.
    pub(crate) earlier: Vec<Secret>,
}

/// Makes a key.
pub(crate) fn make() -> Result<Secret, ServiceKeyError> {
    Ok(Secret::new(Box::new(random_bytes()?)))
}

/// Reads a key file; `None` when there is none.
pub(crate) fn read(path: &Path) -> Result<Option<Secrets>, ServiceKeyError> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => SecretString::from(read.map_err(file_error(path))?),
    };
    let lines = text.expose_secret().lines().map(str::trim);
    let secrets = lines.filter(|line| !line.is_empty()).map(secret_of);
    let secrets: Option<Vec<Secret>> = secrets.collect();
    let damaged = || ServiceKeyError::Damaged(path.to_owned());
    let mut secrets = secrets.ok_or_else(damaged)?.into_iter();
    Ok(Some(Secrets {
        in_use: secrets.next().ok_or_else(damaged)?,
        earlier: secrets.collect(),
    }))
}

fn secret_of(line: &str) -> Option<Secret> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(line).ok()?;
    let bytes: [u8; 32] = bytes.try_into().ok()?;
    Some(Secret::new(Box::new(bytes)))
}

/// Reads a key file, or creates one with one key.
pub(crate) fn load_or_make(path: &Path) -> Result<Secrets, ServiceKeyError> {
    if let Some(secrets) = read(path)? {
        return Ok(secrets);
    }
    let secrets = Secrets {
        in_use: make()?,
        earlier: Vec::new(),
    };
    create(path, [&secrets.in_use])?;
    Ok(secrets)
}

/// Path of the file that is to take the place of a key file.
pub(crate) fn aside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

/// Writes the file that is to take the place of a key file. One that was left there is none that anything uses.
pub(crate) fn write_aside<'a>(
    path: &Path,
    secrets: impl IntoIterator<Item = &'a Secret>,
) -> Result<(), ServiceKeyError> {
    let aside = aside(path);
    match fs::remove_file(&aside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(file_error(&aside)(error)),
        _ => {}
    }
    create(&aside, secrets)
}

/// Puts the file that was written aside in the place of the key file. When nothing is aside, another process has done
/// it.
pub(crate) fn put_in_place(path: &Path) -> Result<(), ServiceKeyError> {
    match fs::rename(aside(path), path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(file_error(path)(error)),
        _ => {}
    }
    sync_folder(path)
}

/// Writes secrets to a new file that only its owner can read. The file and its name are durable before the database
/// knows the key.
fn create<'a>(path: &Path, secrets: impl IntoIterator<Item = &'a Secret>) -> Result<(), ServiceKeyError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(file_error(path))?;
    for secret in secrets {
        let line = SecretString::from(BASE64_URL_SAFE_NO_PAD.encode(secret.expose_secret()) + "\n");
        file.write_all(line.expose_secret().as_bytes())
            .map_err(file_error(path))?;
    }
    file.sync_all().map_err(file_error(path))?;
    sync_folder(path)
}

/// Makes the names in the folder of a file durable.
fn sync_folder(path: &Path) -> Result<(), ServiceKeyError> {
    let Some(folder) = path.parent() else {
        return Ok(());
    };
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(file_error(folder))
}

/// Wraps an I/O error of a key file.
pub(crate) fn file_error(path: &Path) -> impl Fn(io::Error) -> ServiceKeyError {
    move |source| ServiceKeyError::File {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exposed(secrets: &Secrets) -> Vec<[u8; 32]> {
        let all = std::iter::once(&secrets.in_use).chain(&secrets.earlier);
        all.map(|secret| *secret.expose_secret()).collect()
    }

    #[test]
    fn a_key_is_made_once_and_a_file_of_one_line_is_still_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("service.key");
        let made = load_or_make(&path).expect("made");
        assert_eq!(
            exposed(&load_or_make(&path).expect("read")),
            exposed(&made),
            "not made again"
        );
        // As the service wrote it before it had earlier keys.
        let line = fs::read_to_string(&path).expect("read");
        fs::write(&path, line.trim_end()).expect("written");
        assert_eq!(exposed(&load_or_make(&path).expect("read")), exposed(&made));
    }

    #[test]
    fn a_file_is_replaced_whole_and_its_owner_alone_reads_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("service.key");
        let first = load_or_make(&path).expect("made").in_use;
        let second = make().expect("random");
        fs::write(aside(&path), "left by a command that was killed").expect("written");
        write_aside(&path, [&second, &first]).expect("written");
        assert_eq!(exposed(&read(&path).expect("read").expect("there")).len(), 1);
        put_in_place(&path).expect("in place");
        put_in_place(&path).expect("a second time changes nothing");
        let all = exposed(&read(&path).expect("read").expect("there"));
        assert_eq!(all, [*second.expose_secret(), *first.expose_secret()]);
        assert!(!aside(&path).exists());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_damaged_file_is_reported_and_never_replaced() {
        for text in ["broken", "", "AAAA"] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("service.key");
            fs::write(&path, text).expect("written");
            let damaged = load_or_make(&path);
            assert!(matches!(damaged, Err(ServiceKeyError::Damaged(_))), "{text}");
            assert_eq!(fs::read_to_string(&path).expect("read"), text);
        }
    }
}
