//! The profile folder of a counter's run: in memory, nobody else's, and searched for what a tenant left.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use tenant::Traces;

/// Environment variable with the profile folder of this run. The process sets it for the one that replaces it.
const FOLDER_VARIABLE: &str = "ESPACE_LOCATAIRE_COUNTER_FOLDER";
/// Name of the profile folder, in the session's runtime folder.
const FOLDER: &str = "espace-locataire-guichet";
/// The XDG variables of a profile, each with its part of that folder (XDG Base Directory Specification).
const PARTS: [(&str, &str); 4] = [
    ("XDG_DATA_HOME", "data"),
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_STATE_HOME", "state"),
];
/// What the person's desktop is set to, in their configuration folder: GNOME's settings (proxy, contrast, size of text),
/// KDE's proxy, GTK's look. The counter reads copies, and writes into none of the person's.
const SETTINGS: [&str; 3] = ["dconf/user", "kioslaverc", "gtk-3.0/settings.ini"];

/// Replaces this process by one with a profile folder of its own. Returns when the folder is already set, or on
/// systems where a process cannot be replaced.
///
/// # Errors
/// When the session has no folder of its own, the folder cannot be created, or the process cannot be replaced.
pub(crate) fn move_into_folder() -> io::Result<()> {
    if env::var_os(FOLDER_VARIABLE).is_some() {
        return Ok(());
    }
    let folder = session_folder(env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from))?.join(FOLDER);
    make_private(&folder)?;
    let mut again = Command::new(env::current_exe()?);
    again.args(env::args_os().skip(1)).env(FOLDER_VARIABLE, &folder);
    for (variable, part) in PARTS {
        let part = folder.join(part);
        fs::create_dir_all(&part)?;
        again.env(variable, part);
    }
    if let Some(person) = dirs::config_dir() {
        copy_settings(&person, &folder.join("config"));
    }
    replace(again)
}

/// The runtime folder of the login session: in memory, and nobody else's. The temporary folder is neither, so that a
/// session without one has no counter.
#[cfg(target_os = "linux")]
fn session_folder(runtime: Option<PathBuf>) -> io::Result<PathBuf> {
    let none = || io::Error::new(io::ErrorKind::NotFound, "XDG_RUNTIME_DIR names no folder");
    runtime.filter(|runtime| runtime.is_dir()).ok_or_else(none)
}

/// Elsewhere the temporary folder is the user's own.
#[cfg(not(target_os = "linux"))]
fn session_folder(_: Option<PathBuf>) -> io::Result<PathBuf> {
    Ok(env::temp_dir())
}

/// Copies the settings of the desktop. One that cannot be copied is left out: the counter opens all the same.
fn copy_settings(from: &Path, into: &Path) {
    for name in SETTINGS {
        let (original, copy) = (from.join(name), into.join(name));
        // An earlier run's copy does not outlive the original.
        let _ = fs::remove_file(&copy);
        let copied = match copy.parent() {
            Some(parent) if original.is_file() => fs::create_dir_all(parent).and_then(|()| {
                // The content alone: the copy belongs to this run.
                fs::write(&copy, fs::read(&original)?)
            }),
            _ => Ok(()),
        };
        if let Err(error) = copied {
            tracing::warn!(%error, name, "a setting of the desktop is not known at the counter");
        }
    }
}

/// Replaces the program of this process (`exec`), so that its parent still watches the same process.
#[cfg(unix)]
fn replace(mut again: Command) -> io::Result<()> {
    Err(std::os::unix::process::CommandExt::exec(&mut again))
}

/// Elsewhere the webview has no profile (incognito), and what the system stores for its user is outside this
/// program.
#[cfg(not(unix))]
fn replace(_: Command) -> io::Result<()> {
    Ok(())
}

/// Deletes what an earlier, killed run left. The lock file of this run stays, and the settings of the desktop.
pub(crate) fn empty_folder(own: &Path) {
    let Some(folder) = folder() else { return };
    let settings = SETTINGS.map(|name| folder.join("config").join(name));
    let kept: Vec<&Path> = settings.iter().map(PathBuf::as_path).chain([own]).collect();
    for (_, part) in PARTS {
        if let Err(error) = empty_but(&folder.join(part), &kept) {
            tracing::warn!(%error, "an earlier run's folder stays");
        }
    }
}

/// Deletes everything in a folder, except the files of `kept`, its folders and those that lead to any of them, and lock
/// files in any of these.
fn empty_but(folder: &Path, kept: &[&Path]) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_folder = fs::symlink_metadata(&path)?.is_dir();
        if kept.iter().any(|kept| kept.starts_with(&path)) {
            if is_folder {
                empty_but(&path, kept)?;
            }
        } else if is_folder {
            fs::remove_dir_all(&path)?;
        } else if path.extension().is_none_or(|ending| ending != "lock") {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Creates a folder that only this user can read. On Unix, fails on a folder that belongs to another user.
fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// The profile folder of this run.
pub(super) fn folder() -> Option<PathBuf> {
    env::var_os(FOLDER_VARIABLE).map(PathBuf::from)
}

/// Whether any file under a folder holds a trace of the tenant.
///
/// # Errors
/// When there is no such folder, or something in it cannot be read: then nothing is known of it.
pub(super) fn holds_trace(folder: &Path, traces: &Traces) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        match entry_holds_trace(&entry?, traces) {
            Ok(false) => {}
            // The engine deletes files meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            found => return found,
        }
    }
    Ok(false)
}

fn entry_holds_trace(entry: &fs::DirEntry, traces: &Traces) -> io::Result<bool> {
    let kind = entry.file_type()?;
    if kind.is_dir() {
        holds_trace(&entry.path(), traces)
    } else if kind.is_file() {
        Ok(traces.are_in(&fs::read(entry.path())?))
    } else {
        // Sockets and pipes hold no data, and reading them would block.
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn s21_a_session_without_a_folder_in_memory_has_no_counter() {
        let session = tempfile::tempdir().expect("a folder");
        let folder = session_folder(Some(session.path().to_owned())).expect("the session's");
        assert_eq!(folder, session.path());
        assert!(session_folder(None).is_err());
        assert!(session_folder(Some(session.path().join("gone"))).is_err());
    }

    #[test]
    fn s21_leftovers_of_a_killed_run_are_deleted_but_not_the_lock() {
        let home = tempfile::tempdir().expect("a folder");
        let own = home.path().join("data/own");
        for folder in ["data/own/storage/deep", "data/others"] {
            fs::create_dir_all(home.path().join(folder)).expect("a folder");
        }
        for file in [
            "data/own/instance.lock",
            "data/own/cookies",
            "data/own/storage/deep/a",
            "data/others/b",
        ] {
            fs::write(home.path().join(file), b"x").expect("written");
        }
        empty_but(&home.path().join("data"), &[&own]).expect("emptied");
        let left: Vec<_> = fs::read_dir(&own)
            .expect("there")
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        assert_eq!(left, ["instance.lock"]);
        assert!(!home.path().join("data/others").exists());
    }

    #[cfg(unix)]
    #[test]
    fn s21_the_counter_reads_copies_of_the_desktop_settings() {
        let home = tempfile::tempdir().expect("a folder");
        let (person, counter) = (home.path().join("person"), home.path().join("config"));
        for folder in [person.join("dconf"), counter.join("others")] {
            fs::create_dir_all(folder).expect("a folder");
        }
        fs::write(person.join("kioslaverc"), b"[Proxy Settings]").expect("written");
        fs::write(home.path().join("elsewhere"), b"settings").expect("written");
        std::os::unix::fs::symlink(home.path().join("elsewhere"), person.join("dconf/user")).expect("a link");
        copy_settings(&person, &counter);
        let kept = SETTINGS.map(|name| counter.join(name));
        empty_but(&counter, &kept.each_ref().map(PathBuf::as_path)).expect("emptied");
        assert!(!counter.join("others").exists());
        let copy = counter.join("dconf/user");
        assert!(fs::symlink_metadata(&copy).expect("copied").is_file(), "no link");
        fs::write(&copy, b"changed").expect("written");
        assert_eq!(fs::read(person.join("dconf/user")).expect("there"), b"settings");

        fs::remove_file(person.join("kioslaverc")).expect("gone");
        copy_settings(&person, &counter);
        assert!(!counter.join("kioslaverc").exists(), "nor an earlier copy");
    }

    #[test]
    fn r9_a_trace_in_any_file_of_the_folder_is_found() {
        let home = tempfile::tempdir().expect("a folder");
        let traces = Traces::of(["LEFEBVRE"]);
        let deep = home.path().join("cache/deep");
        fs::create_dir_all(&deep).expect("a folder");
        fs::write(deep.join("a"), b"nothing of theirs").expect("written");
        assert!(!holds_trace(home.path(), &traces).expect("searched"));
        fs::write(deep.join("b"), b"\0\x01Mme LEFEBVRE\0").expect("written");
        assert!(holds_trace(home.path(), &traces).expect("searched"));
    }

    #[test]
    fn r9_a_folder_that_cannot_be_read_is_not_reported_as_clean() {
        let home = tempfile::tempdir().expect("a folder");
        let traces = Traces::of(["LEFEBVRE"]);
        assert!(holds_trace(&home.path().join("gone"), &traces).is_err());
        let file = home.path().join("file");
        fs::write(&file, b"no folder").expect("written");
        assert!(holds_trace(&file, &traces).is_err());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn r9_an_unreadable_file_in_the_folder_is_not_reported_as_clean() {
        // Nobody reads the first page of this process, whoever runs the test.
        let entries = fs::read_dir("/proc/self").expect("this process");
        let unreadable = entries.flatten().find(|entry| entry.file_name() == "mem");
        let unreadable = unreadable.expect("its memory");
        assert!(entry_holds_trace(&unreadable, &Traces::of(["LEFEBVRE"])).is_err());
    }
}
