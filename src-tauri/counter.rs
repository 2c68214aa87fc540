//! The machine of an agency (S21): a process of its own, whose whole profile is a folder that goes with it, and the wiping
//! of what a tenant left.

use std::{
    env,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use tauri::{AppHandle, Manager, Runtime, async_runtime};
use tenant::{Traces, WipePlace, WipeReason};
use tokio::time::timeout;

use crate::{desk::Desk, opened_copies::OpenedCopies, window};

/// What starts the machine of an agency, where its policy does not.
const ARGUMENT: &str = "--assisted";
/// Where the profile of this run stands; set by the process itself for the one that takes its place.
const FOLDER_VARIABLE: &str = "ESPACE_LOCATAIRE_COUNTER_FOLDER";
/// Under the session's own folder: it lies in memory, where there is one.
const FOLDER: &str = "espace-locataire-guichet";
/// What a desktop keeps of a profile, each in a part of that folder (XDG Base Directory Specification).
const PARTS: [(&str, &str); 4] = [
    ("XDG_DATA_HOME", "data"),
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_STATE_HOME", "state"),
];
/// The landlord is told of a visit's end while the window closes, and is not waited for longer.
const LAST_WORD: Duration = Duration::from_secs(2);

/// Whether staff started the application.
pub(crate) fn is_asked_for(mut arguments: impl Iterator<Item = OsString>) -> bool {
    arguments.any(|argument| argument == ARGUMENT)
}

/// Begins this process anew with a profile of its own, empty. Returns when it has one, or cannot have one.
///
/// # Errors
/// When the folder cannot be made, or the process not begun again.
pub(crate) fn move_into_folder() -> io::Result<()> {
    if env::var_os(FOLDER_VARIABLE).is_some() {
        return Ok(());
    }
    let session = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let folder = session
        .filter(|session| session.is_dir())
        .unwrap_or_else(env::temp_dir)
        .join(FOLDER);
    make_private(&folder)?;
    let mut again = Command::new(env::current_exe()?);
    again.args(env::args_os().skip(1)).env(FOLDER_VARIABLE, &folder);
    for (variable, part) in PARTS {
        let part = folder.join(part);
        fs::create_dir_all(&part)?;
        again.env(variable, part);
    }
    replace(again)
}

/// This process becomes that one: whoever started it, and watches it, notices nothing.
#[cfg(unix)]
fn replace(mut again: Command) -> io::Result<()> {
    Err(std::os::unix::process::CommandExt::exec(&mut again))
}

/// Elsewhere the webview has no profile either (incognito), and what the system keeps of a person is not this program's.
#[cfg(not(unix))]
fn replace(_: Command) -> io::Result<()> {
    Ok(())
}

/// What an earlier run left because it was killed goes now. The lock of this run stays.
pub(crate) fn empty_folder(own: &Path) {
    let Some(folder) = folder() else { return };
    for (_, part) in PARTS {
        let part = folder.join(part);
        let emptied = if own.starts_with(&part) {
            empty_but(&part, own)
        } else {
            fs::remove_dir_all(&part).and_then(|()| fs::create_dir_all(&part))
        };
        if let Err(error) = emptied {
            tracing::warn!(%error, "an earlier run's folder stays");
        }
    }
}

/// Removes what stands in a folder and does not lead to `kept`, nor is in it a lock.
fn empty_but(folder: &Path, kept: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if kept.starts_with(&path) {
            empty_but(&path, kept)?;
        } else if path.is_dir() {
            fs::remove_dir_all(&path)?;
        } else if path.extension().is_none_or(|ending| ending != "lock") {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// A folder that is this person's alone. One that somebody else has put there is not used.
fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// The folder of this run.
fn folder() -> Option<PathBuf> {
    env::var_os(FOLDER_VARIABLE).map(PathBuf::from)
}

/// Ends the visit under way, if there is one, and takes everything of the tenant's off this machine: the page's process ends
/// and another one begins, on the desk.
pub(crate) async fn wipe<R: Runtime>(app: &AppHandle<R>, reason: WipeReason) {
    let desk = app.state::<Desk>();
    let Some(counter) = desk.counter() else {
        return;
    };
    let Some(traces) = counter.end_visit(reason).await else {
        return;
    };
    app.state::<OpenedCopies>().erase();
    let clipboard = clear_clipboard(app).await;
    let forgotten = window::forget_pages(app);
    let told =
        async_runtime::spawn_blocking(move || folder().is_some_and(|folder| is_told_in(&folder, &traces)));
    let folder = forgotten && told.await.is_ok_and(|told| !told);
    let places = [
        (WipePlace::Page, window::can_end_page()),
        (WipePlace::Folder, folder),
        (WipePlace::Clipboard, clipboard),
    ];
    counter.note_wiped(places.to_vec()).await;
    window::end_page(app);
}

/// Whether any file under a folder tells something of the tenant.
fn is_told_in(folder: &Path, traces: &Traces) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => is_told_in(&path, traces),
            // A socket or a pipe holds nothing, and would be waited for.
            Ok(kind) if kind.is_file() => fs::read(&path).is_ok_and(|content| traces.are_in(&content)),
            _ => false,
        }
    })
}

/// Watches over a visit as long as the application runs: nobody is there for a while, a countdown, then it ends.
pub(crate) fn watch<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    async_runtime::spawn(async move {
        let desk = app.state::<Desk>();
        let Some(counter) = desk.counter() else {
            return;
        };
        loop {
            counter.idle_too_long().await;
            window::begin_countdown(&app);
            if !counter.somebody_comes_back().await {
                wipe(&app, WipeReason::Idle).await;
            }
            window::end_countdown(&app);
        }
    });
}

/// The window closes: the landlord is told that the visit has ended, as far as that is quick.
pub(crate) fn leave<R: Runtime>(app: &AppHandle<R>) {
    let desk = app.state::<Desk>();
    let Some(counter) = desk.counter() else {
        return;
    };
    async_runtime::block_on(async {
        let ended = async {
            counter.end_visit(WipeReason::Ended).await;
            counter.landlord_told().await;
            counter.sign_staff_out().await;
        };
        if timeout(LAST_WORD, ended).await.is_err() {
            tracing::info!("the visit ends by itself at the landlord's");
        }
    });
    if let Some(folder) = folder() {
        // Nothing of a tenant's is in it; what cannot be removed is emptied at the next start.
        let _ = fs::remove_dir_all(folder);
    }
}

/// Empties what was copied; whether it is empty then.
#[cfg(target_os = "linux")]
async fn clear_clipboard<R: Runtime>(app: &AppHandle<R>) -> bool {
    let (tell, told) = tokio::sync::oneshot::channel();
    let clear = move || {
        let selections = [gtk::gdk::SELECTION_CLIPBOARD, gtk::gdk::SELECTION_PRIMARY];
        let empty = selections.iter().all(|selection| {
            let clipboard = gtk::Clipboard::get(selection);
            // Only its owner can clear it: whatever another program has put there is replaced first.
            clipboard.set_text("");
            clipboard.clear();
            clipboard.wait_for_text().is_none_or(|text| text.is_empty())
        });
        // Nobody waits any more when the window was closed meanwhile.
        let _ = tell.send(empty);
    };
    app.run_on_main_thread(clear).is_ok() && told.await.unwrap_or(false)
}

#[cfg(not(target_os = "linux"))]
async fn clear_clipboard<R: Runtime>(_: &AppHandle<R>) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s21_the_argument_asks_for_it_and_nothing_else_does() {
        let asked = |arguments: &[&str]| is_asked_for(arguments.iter().map(OsString::from));
        assert!(asked(&["--assisted"]) && asked(&["x", "--assisted"]));
        assert!(!asked(&[]) && !asked(&["--assisted=no", "assisted"]));
    }

    #[test]
    fn s21_what_a_killed_run_left_goes_and_the_lock_of_this_run_stays() {
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
        empty_but(&home.path().join("data"), &own).expect("emptied");
        let left: Vec<_> = fs::read_dir(&own)
            .expect("there")
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        assert_eq!(left, ["instance.lock"]);
        assert!(!home.path().join("data/others").exists());
    }

    #[test]
    fn r9_a_trace_in_any_file_of_the_folder_is_found() {
        let home = tempfile::tempdir().expect("a folder");
        let traces = Traces::of(["LEFEBVRE"]);
        let deep = home.path().join("cache/deep");
        fs::create_dir_all(&deep).expect("a folder");
        fs::write(deep.join("a"), b"nothing of theirs").expect("written");
        assert!(!is_told_in(home.path(), &traces));
        fs::write(deep.join("b"), b"\0\x01Mme LEFEBVRE\0").expect("written");
        assert!(is_told_in(home.path(), &traces));
        assert!(!is_told_in(Path::new("/nowhere"), &traces));
    }
}
