//! The socket by which a second launch notifies the first.

use std::{
    fs,
    io::{self, Read, Write},
    net::Shutdown,
    os::unix::net::{UnixListener, UnixStream},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use super::{
    launch::{Launch, MAX_MESSAGE_BYTES},
    session_name,
};

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
    let most = u64::try_from(MAX_MESSAGE_BYTES).unwrap_or(u64::MAX);
    stream.take(most).read_to_string(&mut message)?;
    if show_window(Launch::of_message(&message)) {
        stream.write_all(REPLY_SHOWN)?;
    }
    Ok(())
}
