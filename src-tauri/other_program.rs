//! Whatever opens in another program: the system's own for its kind.

use std::{ffi::OsString, io, time::Duration};

use tauri::async_runtime;

/// How long a program that cannot be started takes at most to say so; one that still runs has what it was given.
const REFUSAL_WITHIN: Duration = Duration::from_secs(1);

/// Has the system open a file or an address.
pub(crate) async fn open(what: OsString) -> io::Result<()> {
    let opened =
        async_runtime::spawn_blocking(move || open::that_detached_with_timeout(what, REFUSAL_WITHIN));
    opened.await.map_err(io::Error::other).flatten()
}
