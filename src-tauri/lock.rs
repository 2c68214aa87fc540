//! When the window locks (S12): by hand, when nobody is there, and when the desktop's session locks or the
//! machine goes to sleep.

mod logind;

use tauri::{AppHandle, Manager, Runtime, async_runtime};

use tenant::WipeReason;

use crate::{counter, desk::Desk, opened_copies::OpenedCopies, window};

/// At a counter, a visit under way ends. Elsewhere it locks where a PIN is set and was typed: the page is loaded again, so that nothing of the tenant's stays in it,
/// and copies opened in other programs are erased.
pub(crate) async fn lock<R: Runtime>(app: &AppHandle<R>) {
    let desk = app.state::<Desk>();
    if desk.counter().is_some() {
        return counter::wipe(app, WipeReason::Locked).await;
    }
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
/// system. Only the person who is shown can be unlocked.
pub(crate) fn watch<R: Runtime>(app: &AppHandle<R>) {
    let idle = app.clone();
    async_runtime::spawn(async move {
        let desk = idle.state::<Desk>();
        let Ok(household) = desk.household() else {
            return;
        };
        let mut shown = household.shown();
        loop {
            let espace = shown.borrow_and_update().clone();
            tokio::select! {
                moved = shown.changed() => if moved.is_err() { return },
                () = espace.idle_too_long() => lock(&idle).await,
            }
        }
    });
    let app = app.clone();
    async_runtime::spawn(async move {
        let desk = app.state::<Desk>();
        if desk.counter().is_none() {
            let Ok(household) = desk.household() else {
                return;
            };
            let mut shown = household.shown();
            loop {
                let espace = shown.borrow_and_update().clone();
                tokio::select! {
                    moved = shown.changed() => if moved.is_err() { return },
                    () = espace.lockable() => break,
                }
            }
        }
        // Without logind, a window locks by hand and when nobody is there.
        if let Err(error) = logind::watch(&app).await {
            tracing::info!(%error, "the desktop's session is not watched");
        }
    });
}
