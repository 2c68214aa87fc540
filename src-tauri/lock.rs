//! Locks the window (S12): by hand, when idle, when the desktop session locks, and before sleep.

mod logind;

use tauri::{AppHandle, Manager, Runtime, async_runtime};

use tenant::{Espace, WipeReason};

use crate::{app_state::AppState, counter, stay, window};

/// At a counter, ends the visit. Elsewhere, locks if a PIN is set and unlocked: the page is reloaded, so that it
/// keeps no data of the tenant, dialogs are dismissed, and copies opened in other programs are erased. Returns once
/// the former page is gone.
pub(crate) async fn lock<R: Runtime>(app: &AppHandle<R>) {
    let app_state = app.state::<AppState>();
    if app_state.counter().is_some() {
        return counter::wipe(app, WipeReason::Locked).await;
    }
    let Ok(espace) = app_state.espace() else {
        return;
    };
    let mut another_page = None;
    espace
        .lock(|| {
            another_page = Some(window::next_page(app));
            window::load_again(app);
            stay::end(app);
        })
        .await;
    if let Some(another_page) = another_page {
        another_page.await;
        tracing::info!("the window is locked");
    }
}

/// Watches for idle time and the desktop session, as long as the application runs. At home, the system bus is not
/// used before a PIN is set. Only the person who is shown can be unlocked.
pub(crate) fn watch<R: Runtime>(app: &AppHandle<R>) {
    let idle = app.clone();
    async_runtime::spawn(async move {
        let app_state = idle.state::<AppState>();
        while shown_person(&app_state, Awaited::AlmostIdleTooLong)
            .await
            .is_some()
        {
            window::begin_countdown(&idle, has_begun_message(&app_state).await);
            if !somebody_comes_back(&app_state).await {
                lock(&idle).await;
            }
            window::end_countdown(&idle);
        }
    });
    let app = app.clone();
    async_runtime::spawn(async move {
        let app_state = app.state::<AppState>();
        if app_state.counter().is_none() && shown_person(&app_state, Awaited::Lockable).await.is_none() {
            return;
        }
        // Without logind, the window locks by hand and when idle.
        if let Err(error) = logind::watch(&app).await {
            tracing::info!(%error, "the desktop's session is not watched");
        }
    });
}

/// Waits until there is something to wipe, or until there is nothing. Returns none as [`shown_person`].
#[cfg(target_os = "linux")]
async fn something_to_wipe_becomes(app_state: &AppState, wanted: bool) -> Option<()> {
    if let Some(counter) = app_state.counter() {
        counter.something_to_wipe_becomes(wanted).await;
        return Some(());
    }
    let awaited = match wanted {
        true => Awaited::Lockable,
        false => Awaited::NothingToLock,
    };
    shown_person(app_state, awaited).await
}

/// What is awaited of the person who is shown.
#[derive(Debug, Clone, Copy)]
enum Awaited {
    AlmostIdleTooLong,
    Lockable,
    #[cfg(target_os = "linux")]
    NothingToLock,
}

impl Awaited {
    async fn of(self, espace: &Espace) {
        match self {
            Awaited::AlmostIdleTooLong => espace.almost_idle_too_long().await,
            Awaited::Lockable => espace.lockable().await,
            #[cfg(target_os = "linux")]
            Awaited::NothingToLock => espace.nothing_to_lock().await,
        }
    }
}

/// Waits for an event of the person who is shown, also after a change of that person. Returns none once there is
/// nobody: at a counter, or when the window closes.
async fn shown_person(app_state: &AppState, awaited: Awaited) -> Option<()> {
    let mut shown = app_state.household().ok()?.shown();
    loop {
        let espace = shown.borrow_and_update().clone();
        tokio::select! {
            moved = shown.changed() => moved.ok()?,
            () = awaited.of(&espace) => return Some(()),
        }
    }
}

/// Whether the lock drops a message of the person who is shown.
async fn has_begun_message(app_state: &AppState) -> bool {
    match app_state.espace() {
        Ok(espace) => espace.has_begun_message().await,
        Err(_) => false,
    }
}

/// Waits for the rest of the idle time. Returns true when there is somebody, who may also have changed to another
/// person meanwhile.
async fn somebody_comes_back(app_state: &AppState) -> bool {
    match app_state.espace() {
        Ok(espace) => espace.somebody_comes_back().await,
        Err(_) => true,
    }
}
