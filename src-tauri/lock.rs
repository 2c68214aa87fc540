//! When the window locks (S12): by hand, when nobody is there, and when the desktop's session locks or the
//! machine goes to sleep.

mod logind;

use tauri::{AppHandle, Manager, Runtime, async_runtime};

use tenant::{Espace, WipeReason};

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
        loop {
            match of_who_is_shown(&idle.state::<Desk>(), async |espace| espace.idle_too_long().await).await {
                Some(()) => lock(&idle).await,
                None => return,
            }
        }
    });
    let app = app.clone();
    async_runtime::spawn(async move {
        let desk = app.state::<Desk>();
        if desk.counter().is_none() {
            let lockable = of_who_is_shown(&desk, async |espace| espace.lockable().await);
            if lockable.await.is_none() {
                return;
            }
        }
        // Without logind, a window locks by hand and when nobody is there.
        if let Err(error) = logind::watch(&app).await {
            tracing::info!(%error, "the desktop's session is not watched");
        }
    });
}

/// Waits for something of the person who is shown, whoever that becomes meanwhile. None once there is nobody: at a counter,
/// or when the window closes.
async fn of_who_is_shown(desk: &Desk, event: impl AsyncFn(&Espace)) -> Option<()> {
    let mut shown = desk.household().ok()?.shown();
    loop {
        let espace = shown.borrow_and_update().clone();
        tokio::select! {
            moved = shown.changed() => moved.ok()?,
            () = event(&espace) => return Some(()),
        }
    }
}
