//! SIGTERM: the desktop session ends, or an administrator ends the application. It leaves as by the window's cross.

use tauri::{AppHandle, Runtime};

/// Waits for the signal, as long as the application runs.
#[cfg(unix)]
pub(crate) fn watch<R: Runtime>(app: &AppHandle<R>) {
    use std::{process, time::Duration};

    use tauri::{Manager, async_runtime};
    use tokio::{
        signal::unix::{SignalKind, signal},
        time::sleep,
    };

    use crate::{opened_copies::OpenedCopies, stay, window};

    /// Longer than the window takes to close, with the end of a visit: the system kills what stays.
    const MAX_WAIT: Duration = Duration::from_secs(5);

    let app = app.clone();
    async_runtime::spawn(async move {
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => terminated.recv().await,
            Err(error) => {
                tracing::warn!(%error, "SIGTERM ends the application as it stands");
                return;
            }
        };
        tracing::info!("the session ends");
        stay::end(&app);
        app.state::<OpenedCopies>().erase_for_good();
        window::close(&app);
        sleep(MAX_WAIT).await;
        tracing::warn!("the window does not close");
        process::exit(0);
    });
}

#[cfg(not(unix))]
pub(crate) fn watch<R: Runtime>(_: &AppHandle<R>) {}
