//! Opens files and addresses in the system's default program. The text of a failure holds what was to be opened, so that
//! the log gets its kind alone (S20).

use std::{ffi::OsString, io, time::Duration};

use tauri::async_runtime;

/// Maximum wait for a failed start. A program that still runs after that has taken the file or address.
const REFUSAL_WITHIN: Duration = Duration::from_secs(1);

/// Opens a page in the system's browser: of a payment, or to ask a security key. Returns false if no browser opens.
pub(crate) async fn open_page(page: &str) -> bool {
    let opened = open(page.into()).await;
    if let Err(error) = &opened {
        tracing::warn!(kind = ?error.kind(), "no browser opens the page");
    }
    opened.is_ok()
}

/// Opens a file or an address in the system's default program.
pub(crate) async fn open(what: OsString) -> io::Result<()> {
    let opened =
        async_runtime::spawn_blocking(move || open::that_detached_with_timeout(what, REFUSAL_WITHIN));
    opened.await.map_err(io::Error::other).flatten()
}
