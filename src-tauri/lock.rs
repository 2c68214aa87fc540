//! When the window locks (S12): by hand, when nobody is there, and when the desktop's session locks or the
//! machine goes to sleep.

mod logind;

use tauri::{AppHandle, Manager, Runtime, async_runtime};

use crate::{desk::Desk, opened_copies::OpenedCopies, window};

/// Locks where a PIN is set and was typed: the page is loaded again, so that nothing of the tenant's stays in it,
/// and copies opened in other programs are erased.
pub(crate) async fn lock<R: Runtime>(app: &AppHandle<R>) {
    let desk = app.state::<Desk>();
    let Ok(espace) = desk.espace() else {
        return;
    };
    espace
        .lock(|| {
            window::load_again(app);
            app.state::<OpenedCopies>().erase();
        })
        .await;
}

/// Watches over the machine as long as the application runs. Where no PIN is ever set, nothing is asked of the
/// system.
pub(crate) fn watch<R: Runtime>(app: &AppHandle<R>) {
    let idle = app.clone();
    async_runtime::spawn(async move {
        let desk = idle.state::<Desk>();
        let Ok(espace) = desk.espace() else {
            return;
        };
        loop {
            espace.idle_too_long().await;
            lock(&idle).await;
        }
    });
    let app = app.clone();
    async_runtime::spawn(async move {
        let desk = app.state::<Desk>();
        let Ok(espace) = desk.espace() else {
            return;
        };
        espace.lockable().await;
        // Without logind, a window locks by hand and when nobody is there.
        if let Err(error) = logind::watch(&app).await {
            tracing::info!(%error, "the desktop's session is not watched");
        }
    });
}
