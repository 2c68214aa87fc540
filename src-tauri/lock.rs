//! Locks the window (S12): by hand, when idle, when the desktop session locks, and before sleep.

mod logind;

use tauri::{AppHandle, Manager, Runtime, async_runtime};

use tenant::{Espace, WipeReason};

use crate::{app_state::AppState, counter, opened_copies::OpenedCopies, window};

/// At a counter, ends the visit. Elsewhere, locks if a PIN is set and unlocked: the page is reloaded, so that it
/// keeps no data of the tenant, and copies opened in other programs are erased.
pub(crate) async fn lock<R: Runtime>(app: &AppHandle<R>) {
    let app_state = app.state::<AppState>();
    if app_state.counter().is_some() {
        return counter::wipe(app, WipeReason::Locked).await;
    }
    let Ok(espace) = app_state.espace() else {
        return;
    };
    espace
        .lock(|| {
            window::load_again(app);
            app.state::<OpenedCopies>().erase();
        })
        .await;
}

/// Watches for idle time and the desktop session, as long as the application runs. At home, the system bus is not
/// used before a PIN is set. Only the person who is shown can be unlocked.
pub(crate) fn watch<R: Runtime>(app: &AppHandle<R>) {
    let idle = app.clone();
    async_runtime::spawn(async move {
        loop {
            match event_of_shown_person(&idle.state::<AppState>(), async |espace| {
                espace.idle_too_long().await;
            })
            .await
            {
                Some(()) => lock(&idle).await,
                None => return,
            }
        }
    });
    let app = app.clone();
    async_runtime::spawn(async move {
        let app_state = app.state::<AppState>();
        if app_state.counter().is_none() {
            let lockable = event_of_shown_person(&app_state, async |espace| espace.lockable().await);
            if lockable.await.is_none() {
                return;
            }
        }
        // Without logind, the window locks by hand and when idle.
        if let Err(error) = logind::watch(&app).await {
            tracing::info!(%error, "the desktop's session is not watched");
        }
    });
}

/// Waits for an event of the person who is shown, also after a change of that person. Returns none once there is
/// nobody: at a counter, or when the window closes.
async fn event_of_shown_person(app_state: &AppState, event: impl AsyncFn(&Espace)) -> Option<()> {
    let mut shown = app_state.household().ok()?.shown();
    loop {
        let espace = shown.borrow_and_update().clone();
        tokio::select! {
            moved = shown.changed() => moved.ok()?,
            () = event(&espace) => return Some(()),
        }
    }
}
