//! The counter of an agency (S21): a process with a temporary profile folder of its own, and the wiping of a
//! tenant's traces.

mod clipboard;
mod folder;

use std::{
    ffi::OsString,
    fs, io,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use tauri::{AppHandle, Manager, Runtime, async_runtime};
use tenant::{Counter, RecentFailures, Step, WipePlace, WipeReason};
use tokio::time::timeout;

pub(crate) use self::folder::{empty_folder, move_into_folder};
use self::{
    clipboard::{clear_clipboard, empty_clipboard_at_once},
    folder::{folder, holds_trace},
};
use crate::{app_state::AppState, preferences, stay, window};

/// Command line argument that starts the counter on a machine whose policy has no `[assisted]`.
const ARGUMENT: &str = "--assisted";
/// Maximum wait for the landlord when the window closes during a visit.
const LAST_WORD: Duration = Duration::from_secs(2);

/// Whether the arguments ask for the counter.
pub(crate) fn is_asked_for(mut arguments: impl Iterator<Item = OsString>) -> bool {
    arguments.any(|argument| argument == ARGUMENT)
}

/// Ends the visit under way, if any, and removes all data of the tenant from this machine, with what was typed and
/// set before a visit. The page's process ends and a new one starts on the desk. Waits for no dialog and no request.
pub(crate) async fn wipe<R: Runtime>(app: &AppHandle<R>, reason: WipeReason) {
    let app_state = app.state::<AppState>();
    if let Some(counter) = app_state.counter() {
        wipe_all_but_page(app, counter, reason).await;
        replace_page(app).await;
    }
}

/// The same when staff sign out. The page that comes next finds nobody signed in.
pub(crate) async fn sign_staff_out<R: Runtime>(app: &AppHandle<R>, counter: &Counter) -> Step {
    wipe_all_but_page(app, counter, WipeReason::Ended).await;
    let (step, ()) = tokio::join!(counter.sign_staff_out(), replace_page(app));
    step
}

/// The same once staff have copied their recovery codes, which the page showed.
pub(crate) async fn finish_activation<R: Runtime>(app: &AppHandle<R>, counter: &Counter) -> Step {
    let step = counter.finish_activation().await;
    wipe_all_but_page(app, counter, WipeReason::Ended).await;
    replace_page(app).await;
    step
}

async fn replace_page<R: Runtime>(app: &AppHandle<R>) {
    let another_page = window::next_page(app);
    window::end_page(app);
    another_page.await;
    tracing::info!("the counter is wiped");
}

async fn wipe_all_but_page<R: Runtime>(app: &AppHandle<R>, counter: &Counter, reason: WipeReason) {
    stay::end(app);
    let (traces, clipboard) = tokio::join!(counter.end_visit(reason), clear_clipboard());
    preferences::forget_visitors(app);
    app.state::<RecentFailures>().forget();
    let forgotten = window::forget_pages(app);
    let Some(traces) = traces else {
        return;
    };
    let searched = async_runtime::spawn_blocking(move || match folder() {
        Some(folder) => holds_trace(&folder, &traces),
        None => Err(io::ErrorKind::NotFound.into()),
    });
    let traced = searched.await.map_err(io::Error::other).flatten();
    if let Err(error) = &traced {
        tracing::warn!(%error, "the folder of the counter is not searched to its end");
    }
    let folder = forgotten && matches!(traced, Ok(false));
    let mut places = vec![(WipePlace::Folder, folder), (WipePlace::Clipboard, clipboard)];
    if window::can_end_page() {
        app.state::<PageEnd>().await_it();
    } else {
        places.push((WipePlace::Page, false));
    }
    counter.record_wiped(places).await;
}

/// Whether the end of the page's process, which is still to come, belongs to what is recorded of a visit.
#[derive(Debug, Default)]
pub(crate) struct PageEnd(AtomicBool);

impl PageEnd {
    fn await_it(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether it was awaited. The next end is not.
    fn came(&self) -> bool {
        self.0.swap(false, Ordering::SeqCst)
    }
}

/// Records that the page's process has ended, after a visit. Called before the next page is loaded, which shows it.
#[cfg(target_os = "linux")]
pub(crate) async fn page_has_ended<R: Runtime>(app: &AppHandle<R>) {
    let app_state = app.state::<AppState>();
    if let Some(counter) = app_state.counter()
        && app.state::<PageEnd>().came()
    {
        counter.record_wiped(vec![(WipePlace::Page, true)]).await;
        tracing::info!("the page's process has ended with the visit");
    }
}

/// Wipes the tenants that a search found when the session of staff ends at the landlord's service, as long as the
/// application runs.
pub(crate) fn watch_sessions<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    async_runtime::spawn(async move {
        let app_state = app.state::<AppState>();
        let Some(counter) = app_state.counter() else {
            return;
        };
        loop {
            counter.somebody_is_left_behind().await;
            wipe(&app, WipeReason::Ended).await;
        }
    });
}

/// Ends idle visits and locks an idle desk, as long as the application runs: after the idle time a countdown starts,
/// and everything is wiped unless somebody comes back.
pub(crate) fn watch<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    async_runtime::spawn(async move {
        let app_state = app.state::<AppState>();
        let Some(counter) = app_state.counter() else {
            return;
        };
        loop {
            counter.idle_too_long().await;
            // At a counter nobody writes messages.
            window::begin_countdown(&app, false);
            if !counter.somebody_comes_back().await {
                wipe(&app, WipeReason::Idle).await;
            }
            window::end_countdown(&app);
        }
    });
}

/// Called on the main thread when the window closes. Ends the visit and reports it to the landlord, within
/// [`LAST_WORD`], and clears the clipboard.
pub(crate) fn leave<R: Runtime>(app: &AppHandle<R>) {
    let app_state = app.state::<AppState>();
    let Some(counter) = app_state.counter() else {
        return;
    };
    async_runtime::block_on(async {
        let ended = async {
            counter.end_visit(WipeReason::Ended).await;
            counter.visit_end_reported().await;
            counter.sign_staff_out().await;
        };
        if timeout(LAST_WORD, ended).await.is_err() {
            tracing::info!("the visit ends by itself at the landlord's");
        }
    });
    empty_clipboard_at_once();
    if let Some(folder) = folder() {
        // It holds no data of a tenant. What cannot be removed is deleted at the next start.
        let _ = fs::remove_dir_all(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r9_an_end_of_the_page_is_recorded_once_and_only_after_a_visit() {
        let end = PageEnd::default();
        assert!(!end.came(), "a page that hung");
        end.await_it();
        assert!(end.came());
        assert!(!end.came());
    }

    #[test]
    fn s21_only_the_assisted_argument_starts_a_counter() {
        let asked = |arguments: &[&str]| is_asked_for(arguments.iter().map(OsString::from));
        assert!(asked(&["--assisted"]) && asked(&["x", "--assisted"]));
        assert!(!asked(&[]) && !asked(&["--assisted=no", "assisted"]));
    }
}
