//! One window and one archive writer (R10). A file lock decides which instance runs. A second launch notifies the
//! first over a socket, and the first brings its window forward. Neither needs a session bus.

mod launch;
#[cfg_attr(not(unix), path = "sole_instance/no_launch_socket.rs")]
mod launch_socket;

use std::{
    fs::{self, File, TryLockError},
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use tauri::{AppHandle, Manager, Runtime, async_runtime};

pub(crate) use self::launch::{Launch, is_token};
use self::launch_socket::LaunchSocket;
use crate::{app_state::AppState, window};

/// Maximum wait for an instance that is still closing, or that has stopped answering.
const CLAIM_TIMEOUT: Duration = Duration::from_secs(10);
const RETRY_INTERVAL: Duration = Duration::from_millis(20);

/// Why the place of the only instance cannot be claimed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ClaimError {
    /// The folder of the application's data.
    #[error("the folder of the application's data cannot be written: {0}")]
    Folder(#[source] io::Error),
    /// A network drive may lock no files: two instances could write one archive.
    #[error("no file of the folder can be locked: {0}")]
    Lock(#[source] io::Error),
    /// The other instance hangs.
    #[error("another instance runs and does not answer")]
    NoAnswer,
}

/// Held as long as the application runs. The system releases the lock when the process ends, even if it is killed.
pub(crate) struct SoleInstance {
    _lock: File,
    launch_socket: LaunchSocket,
}

impl SoleInstance {
    /// Tries to become the sole instance. If another instance holds the lock, hands it `launch`, and
    /// returns `None`.
    ///
    /// `folder` is the data folder, which may have one writer. `runtime` is the runtime folder of the login
    /// session, if the system has one.
    ///
    /// # Errors
    /// [`ClaimError::NoAnswer`] if the other instance does not answer within [`CLAIM_TIMEOUT`]: the link is then lost.
    pub(crate) fn claim(
        folder: &Path,
        runtime: Option<&Path>,
        launch: &Launch,
    ) -> Result<Option<Self>, ClaimError> {
        Self::claim_by(File::try_lock, folder, runtime, launch)
    }

    fn claim_by(
        try_lock: impl Fn(&File) -> Result<(), TryLockError>,
        folder: &Path,
        runtime: Option<&Path>,
        launch: &Launch,
    ) -> Result<Option<Self>, ClaimError> {
        let lock = lock_file(folder, runtime).map_err(ClaimError::Folder)?;
        let launch_socket = LaunchSocket::of(folder, runtime);
        let start = Instant::now();
        loop {
            match try_lock(&lock) {
                Ok(()) => {
                    return Ok(Some(Self {
                        _lock: lock,
                        launch_socket,
                    }));
                }
                Err(TryLockError::Error(error)) => return Err(ClaimError::Lock(error)),
                // A closing instance no longer answers; its lock is free in a moment.
                Err(TryLockError::WouldBlock) => {
                    if launch_socket.notify(launch) {
                        return Ok(None);
                    }
                    if start.elapsed() > CLAIM_TIMEOUT {
                        return Err(ClaimError::NoAnswer);
                    }
                    thread::sleep(RETRY_INTERVAL);
                }
            }
        }
    }

    /// On each further launch, brings the window forward, and shows the payment of the launch's link, if any.
    pub(crate) fn handle_second_launches<R: Runtime>(&self, app: &AppHandle<R>) {
        let app = app.clone();
        let on_launch = move |Launch { link, token }| {
            let shown = window::bring_forward(&app, token);
            if shown && let Some(link) = link {
                async_runtime::spawn(come_back(app.clone(), link));
            }
            shown
        };
        if let Err(error) = self.launch_socket.listen(on_launch) {
            tracing::warn!(%error, "a second launch will not bring the window forward");
        }
    }
}

/// The file whose lock decides which instance runs. Where nothing can be written, the kept receipts are still shown
/// (R4): a file that can only be read is locked just as well, and where there is none, one of the login session's is.
fn lock_file(folder: &Path, runtime: Option<&Path>) -> io::Result<File> {
    let path = folder.join("instance.lock");
    let refusal = match fs::create_dir_all(folder).and_then(|()| File::create(&path)) {
        Err(error) if writes_nothing(&error) => error,
        made => return made,
    };
    tracing::warn!(error = %refusal, "the folder of the application's data cannot be written");
    File::open(&path).or_else(|_| match runtime {
        Some(runtime) => File::create(runtime.join(session_name(folder, "lock"))),
        None => Err(refusal),
    })
}

/// Whether a folder may be there and readable, but takes nothing.
fn writes_nothing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
    )
}

/// The name of a file in the runtime folder of the login session that belongs to this data folder.
fn session_name(folder: &Path, ending: &str) -> String {
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("espace-locataire-{:016x}.{ending}", hasher.finish())
}

/// A counter pays nothing.
async fn come_back<R: Runtime>(app: AppHandle<R>, link: String) {
    let app_state = app.state::<AppState>();
    if let Ok(household) = app_state.household()
        && household.return_from_payment(link).await
    {
        window::show_other_page(&app);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use contract::MAX_LINK_BYTES;

    use super::*;

    fn claim(folder: &Path) -> Option<SoleInstance> {
        SoleInstance::claim(folder, None, &Launch::default()).expect("tried")
    }

    #[test]
    fn a_folder_that_is_a_file_is_no_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("written");
        let refused = SoleInstance::claim(&file, None, &Launch::default());
        assert!(matches!(refused, Err(ClaimError::Folder(_))));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_takes_nothing_is_claimed_in_the_login_session() {
        let session = tempfile::tempdir().expect("a folder");
        // Nobody makes a folder there, whoever runs the test.
        let folder = Path::new("/sys/espace-locataire");
        let claim = |runtime| SoleInstance::claim(folder, runtime, &Launch::default());
        let first = claim(Some(session.path())).expect("tried").expect("the first");
        first.launch_socket.listen(|_| true).expect("listens");
        assert!(claim(Some(session.path())).expect("tried").is_none());
        assert!(matches!(claim(None), Err(ClaimError::Folder(_))));
    }

    #[test]
    fn a_folder_in_which_no_file_can_be_locked_is_no_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let unsupported = |_: &File| Err(TryLockError::Error(io::ErrorKind::Unsupported.into()));
        let refused = SoleInstance::claim_by(unsupported, folder.path(), None, &Launch::default());
        assert!(matches!(refused, Err(ClaimError::Lock(_))));
    }

    #[test]
    fn a_second_launch_shows_the_first_window_and_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = claim(folder.path()).expect("the first");
        let (sender, launches) = mpsc::channel();
        first
            .launch_socket
            .listen(move |_| sender.send(()).is_ok())
            .expect("listens");
        assert!(claim(folder.path()).is_none());
        assert_eq!(launches.try_iter().count(), 1);
    }

    #[test]
    fn a_launch_while_the_first_is_closing_takes_its_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = claim(folder.path()).expect("the first");
        let (sender, launches) = mpsc::channel();
        // Its window is closed, its process still runs.
        first
            .launch_socket
            .listen(move |_| {
                // The test may be over by now.
                let _ = sender.send(());
                false
            })
            .expect("listens");
        thread::scope(|scope| {
            let second = scope.spawn(|| claim(folder.path()));
            launches.recv().expect("the second notifies the first");
            drop(first);
            assert!(second.join().expect("joined").is_some());
        });
    }

    #[test]
    fn leftovers_of_a_killed_instance_do_not_block_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let killed = claim(folder.path()).expect("the first");
        killed.launch_socket.listen(|_| false).expect("listens");
        drop(killed);
        let next = claim(folder.path()).expect("the next");
        next.launch_socket
            .listen(|_| true)
            .expect("listens at the same place");
        assert!(claim(folder.path()).is_none());
    }

    #[test]
    fn s15_a_second_launch_hands_its_link_over_cut_to_the_maximum() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = claim(folder.path()).expect("the first");
        let (sender, launches) = mpsc::channel();
        first
            .launch_socket
            .listen(move |launch| sender.send(launch).is_ok())
            .expect("listens");
        let link = "espace-locataire://paiement/x";
        for sent in [link, &"a".repeat(MAX_LINK_BYTES + 1)] {
            let launch = Launch {
                link: Some(sent.to_owned()),
                token: Some("gnome-shell/firefox/4711-2_TIME123".to_owned()),
            };
            let second = SoleInstance::claim(folder.path(), None, &launch);
            assert!(second.expect("tried").is_none());
            let received = launches.recv().expect("a launch");
            let cut = &sent[..sent.len().min(MAX_LINK_BYTES)];
            assert_eq!(received.link.as_deref(), Some(cut));
            assert_eq!(received.token, launch.token, "the desktop's permission");
        }
    }
}
