//! One window and one archive writer (R10). A file lock decides which instance runs. A second launch notifies the
//! first over a socket, and the first brings its window forward. Neither needs a session bus.

use std::{
    env,
    fs::{self, File, TryLockError},
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use contract::MAX_LINK_BYTES;
use tauri::{AppHandle, Manager, Runtime, async_runtime};

use self::launch_socket::LaunchSocket;
use crate::{app_state::AppState, window};

/// Maximum wait for an instance that is still closing, or that has stopped answering.
const CLAIM_TIMEOUT: Duration = Duration::from_secs(10);
/// Maximum length of a token. Desktops make shorter ones.
const MAX_TOKEN_BYTES: usize = 256;
const RETRY_INTERVAL: Duration = Duration::from_millis(20);

/// A launch of the application.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Launch {
    /// The link that a browser started it with.
    pub(crate) link: Option<String>,
    /// The desktop's permission to take the focus: Wayland gives it to no window that asks without.
    pub(crate) token: Option<String>,
}

impl Launch {
    /// This launch, with its link.
    pub(crate) fn of_this_process(link: Option<String>) -> Self {
        // Where Wayland's is missing, that of X11 (Startup Notification Specification).
        let tokens = ["XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"];
        let token = tokens.into_iter().find_map(|name| env::var(name).ok());
        Self { link, token }
    }

    /// As it goes through the socket: the token, a new line, the link.
    fn to_message(&self) -> String {
        let token = self.token.as_deref().filter(|token| is_token(token));
        let link = self.link.as_deref().unwrap_or_default();
        format!("{}\n{link}", token.unwrap_or_default())
    }

    fn of_message(message: &str) -> Self {
        let (token, link) = message.split_once('\n').unwrap_or_default();
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let link: String = link.chars().take(MAX_LINK_BYTES).collect();
        Self {
            link: given(&link),
            token: given(token).filter(|token| is_token(token)),
        }
    }
}

/// Whether a text may be a token: what desktops make is short and printable.
pub(crate) fn is_token(text: &str) -> bool {
    text.len() <= MAX_TOKEN_BYTES && text.bytes().all(|byte| byte.is_ascii_graphic())
}

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

async fn come_back<R: Runtime>(app: AppHandle<R>, link: String) {
    let espace = app
        .try_state::<AppState>()
        .and_then(|app_state| app_state.espace().ok());
    if let Some(espace) = espace
        && espace.return_from_payment(&link).await
    {
        window::show_other_page(&app);
    }
}

/// The socket by which a second launch notifies the first.
#[cfg(unix)]
mod launch_socket {
    use std::{
        fs,
        io::{self, Read, Write},
        net::Shutdown,
        os::unix::net::{UnixListener, UnixStream},
        path::{Path, PathBuf},
        thread,
        time::Duration,
    };

    use super::{Launch, MAX_LINK_BYTES, MAX_TOKEN_BYTES, session_name};

    /// Reply to a second launch whose request was met.
    const REPLY_SHOWN: &[u8] = b"shown";
    /// Read timeout of both ends. Longer than a window takes to draw a long list.
    const READ_TIMEOUT: Duration = Duration::from_secs(3);

    pub(super) struct LaunchSocket(PathBuf);

    impl LaunchSocket {
        /// The socket lies in the runtime folder, whose path is short enough for a socket's address (108 bytes on
        /// Linux). Without a runtime folder, it lies in the data folder.
        pub(super) fn of(folder: &Path, runtime: Option<&Path>) -> Self {
            Self(runtime.unwrap_or(folder).join(session_name(folder, "socket")))
        }

        /// Sends the launch. Returns true if the other instance reports that its window is shown.
        pub(super) fn notify(&self, launch: &Launch) -> bool {
            let exchange = || -> io::Result<bool> {
                let mut stream = UnixStream::connect(&self.0)?;
                stream.write_all(launch.to_message().as_bytes())?;
                stream.shutdown(Shutdown::Write)?;
                stream.set_read_timeout(Some(READ_TIMEOUT))?;
                let mut reply = Vec::new();
                stream.read_to_end(&mut reply)?;
                Ok(reply == REPLY_SHOWN)
            };
            exchange().unwrap_or(false)
        }

        /// Calls `show_window` with each launch, and replies whether it succeeded. Only the holder of
        /// the lock may listen: the socket of an earlier run is removed.
        pub(super) fn listen(&self, show_window: impl Fn(Launch) -> bool + Send + 'static) -> io::Result<()> {
            match fs::remove_file(&self.0) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let listener = UnixListener::bind(&self.0)?;
            thread::Builder::new()
                .name("launch-socket".to_owned())
                .spawn(move || {
                    for stream in listener.incoming().flatten() {
                        if let Err(error) = handle_launch(&stream, &show_window) {
                            tracing::debug!(%error, "the second launch disconnected before the reply");
                        }
                    }
                })
                .map(drop)
        }
    }

    fn handle_launch(mut stream: &UnixStream, show_window: &impl Fn(Launch) -> bool) -> io::Result<()> {
        // A silent connection must not block the next one for long.
        stream.set_read_timeout(Some(READ_TIMEOUT))?;
        let mut message = String::new();
        let most = u64::try_from(MAX_TOKEN_BYTES + 1 + MAX_LINK_BYTES).unwrap_or(u64::MAX);
        stream.take(most).read_to_string(&mut message)?;
        if show_window(Launch::of_message(&message)) {
            stream.write_all(REPLY_SHOWN)?;
        }
        Ok(())
    }
}

/// On other systems, only the lock prevents a second window.
#[cfg(not(unix))]
mod launch_socket {
    use std::{io, path::Path};

    use super::Launch;

    pub(super) struct LaunchSocket;

    impl LaunchSocket {
        pub(super) fn of(_: &Path, _: Option<&Path>) -> Self {
            Self
        }

        pub(super) fn notify(&self, _: &Launch) -> bool {
            false
        }

        #[allow(clippy::unnecessary_wraps, reason = "same signature as on Unix")]
        pub(super) fn listen(&self, _: impl Fn(Launch) -> bool + Send + 'static) -> io::Result<()> {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

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

    #[test]
    fn s15_a_token_that_no_desktop_makes_is_dropped() {
        for token in [
            "two lines\nx",
            "with space",
            "é",
            &"a".repeat(MAX_TOKEN_BYTES + 1),
        ] {
            let launch = Launch {
                link: Some("espace-locataire://paiement/x".to_owned()),
                token: Some(token.to_owned()),
            };
            let received = Launch::of_message(&launch.to_message());
            assert_eq!(received.token, None, "{token}");
            assert_eq!(received.link, launch.link);
        }
        assert_eq!(Launch::of_message(""), Launch::default());
    }
}
