//! Whatever opens in another program: the system's own for its kind.

use std::{ffi::OsString, io, time::Duration};

use tauri::async_runtime;
use tenant::{Failure, FailureCode};

/// How long a program that cannot be started takes at most to say so; one that still runs has what it was given.
const REFUSAL_WITHIN: Duration = Duration::from_secs(1);

/// Opens the page of a payment in the system's browser.
///
/// # Errors
///
/// [`FailureCode::BrowserNotOpened`].
pub(crate) async fn open_payment_page(page: String) -> Result<(), Failure> {
    open(page.into()).await.map_err(|error| {
        tracing::warn!(%error, "no browser opens the payment page");
        Failure::new(FailureCode::BrowserNotOpened)
    })
}

/// Has the system open a file or an address.
pub(crate) async fn open(what: OsString) -> io::Result<()> {
    let opened =
        async_runtime::spawn_blocking(move || open::that_detached_with_timeout(what, REFUSAL_WITHIN));
    opened.await.map_err(io::Error::other).flatten()
}
