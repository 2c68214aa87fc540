//! The page in the window: another one takes its place, its process ends, or it is told something.

#[cfg(target_os = "linux")]
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tauri::{AppHandle, Manager, Runtime, Url, WebviewWindow};
use tokio::{sync::watch, time::timeout};

use super::{background, is_driven, main};
#[cfg(target_os = "linux")]
use crate::main_loop;
use crate::preferences;

/// The address of the page.
const OWN_PAGE: &str = if cfg!(windows) {
    "http://tauri.localhost/"
} else {
    "tauri://localhost/"
};

/// Maximum wait for another page to take the place of this one.
const MAX_LOAD: Duration = Duration::from_secs(2);

/// Query parameter with the preferences of a reloaded page: the window's initialization script only has those of
/// the start.
pub(super) const AGAIN: &str = "preferences";

/// The page of the window, as the lock and the end of a visit reach it: without a question to the main thread, which
/// may be in a nested event loop.
#[derive(Default)]
pub(super) struct Page {
    /// Counts the pages that were loaded.
    pub(super) loads: watch::Sender<u64>,
    #[cfg(target_os = "linux")]
    view: Arc<OnceLock<gtk::glib::SendWeakRef<webkit2gtk::WebView>>>,
}

/// Keeps the view in reach of [`load_again`] and [`end_page`], and lets the engine open nothing of its own that the
/// shell replaces.
#[cfg(target_os = "linux")]
pub(super) fn keep_in_reach<R: Runtime>(window: &WebviewWindow<R>, at_counter: bool) -> tauri::Result<()> {
    use gtk::prelude::ObjectExt;
    use webkit2gtk::WebViewExt;

    let kept = Arc::clone(&window.state::<Page>().view);
    window.with_webview(move |webview| {
        let view = webview.inner();
        // There is one window.
        let _ = kept.set(view.downgrade().into());
        if at_counter {
            // It copies, saves, and offers what the wizard does not (S21).
            view.connect_context_menu(|_, _, _, _| {
                tracing::info!("the engine may not open its menu");
                true
            });
        }
        // The engine's own print dialog runs a nested event loop. The shell has another one.
        view.connect_print(|_, _| true);
    })
}

#[cfg(not(target_os = "linux"))]
pub(super) fn keep_in_reach<R: Runtime>(_: &WebviewWindow<R>, _: bool) -> tauri::Result<()> {
    Ok(())
}

/// Reloads the page with the current preferences. What it held in memory is gone. Waits for nothing.
pub(crate) fn load_again<R: Runtime>(app: &AppHandle<R>) {
    let preferences = preferences::read(app);
    let load = |window: WebviewWindow<R>| {
        let mut page = Url::parse(OWN_PAGE).map_err(tauri::Error::InvalidUrl)?;
        let kept = serde_json::to_string(&preferences)?;
        page.query_pairs_mut().append_pair(AGAIN, &kept);
        window.set_background_color(Some(background(preferences.appearance)))?;
        navigate(&window, page)
    };
    if let Some(Err(error)) = main(app).map(load) {
        tracing::error!(%error, "the page stays as it is");
    }
}

#[cfg(target_os = "linux")]
fn navigate<R: Runtime>(window: &WebviewWindow<R>, page: Url) -> tauri::Result<()> {
    use webkit2gtk::WebViewExt;

    with_view(window.app_handle(), move |view| view.load_uri(page.as_str()));
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn navigate<R: Runtime>(window: &WebviewWindow<R>, page: Url) -> tauri::Result<()> {
    window.navigate(page)
}

/// Runs work on the view, also while a nested event loop runs.
#[cfg(target_os = "linux")]
fn with_view<R: Runtime>(app: &AppHandle<R>, work: impl FnOnce(&webkit2gtk::WebView) + Send + 'static) {
    let kept = Arc::clone(&app.state::<Page>().view);
    main_loop::run(move || {
        if let Some(view) = kept.get().and_then(|view| view.upgrade()) {
            work(&view);
        }
    });
}

/// Waits until another page has taken the place of the one that is shown now.
pub(crate) fn next_page<R: Runtime>(app: &AppHandle<R>) -> impl Future<Output = ()> + Send + use<R> {
    let mut loads = app.state::<Page>().loads.subscribe();
    async move {
        if timeout(MAX_LOAD, loads.changed()).await.is_err() {
            tracing::warn!("the page is slow to go");
        }
    }
}

/// Clears the engine's browsing data. Returns false if that cannot be requested.
pub(crate) fn forget_pages<R: Runtime>(app: &AppHandle<R>) -> bool {
    main(app).is_some_and(|window| window.clear_all_browsing_data().is_ok())
}

/// Whether the page's process can be ended, with all that was typed into it. A WebDriver would lose its session.
pub(crate) fn can_end_page() -> bool {
    cfg!(target_os = "linux") && !is_driven()
}

/// Ends the page's process; a new one starts ([`crate::web_process::watch`]). Where that is not possible, reloads the
/// page.
pub(crate) fn end_page<R: Runtime>(app: &AppHandle<R>) {
    #[cfg(target_os = "linux")]
    if can_end_page() {
        return with_view(app, webkit2gtk::WebViewExt::terminate_web_process);
    }
    load_again(app);
}

/// Starts the countdown in the page: an idle visit ends, or the window locks. `message_is_lost`: with a message that the
/// page may not show.
pub(crate) fn begin_countdown<R: Runtime>(app: &AppHandle<R>, message_is_lost: bool) {
    count_down(app, tenant::figures::COUNTDOWN_SECONDS, message_is_lost);
}

/// Ends the countdown in the page.
pub(crate) fn end_countdown<R: Runtime>(app: &AppHandle<R>) {
    count_down(app, 0, false);
}

fn count_down<R: Runtime>(app: &AppHandle<R>, seconds: u64, message_is_lost: bool) {
    let detail = format!("{{ seconds: {seconds}, messageIsLost: {message_is_lost} }}");
    run_script(
        app,
        &format!("window.dispatchEvent(new CustomEvent('countdown', {{ detail: {detail} }}))"),
    );
}

fn run_script<R: Runtime>(app: &AppHandle<R>, script: &str) {
    if let Some(Err(error)) = main(app).map(|window| window.eval(script)) {
        tracing::warn!(%error, "the script is not run");
    }
}

/// Makes the wizard read the page that is open now, which is no longer the one on screen.
pub(crate) fn show_other_page<R: Runtime>(app: &AppHandle<R>) {
    // A fixed script: nothing of a link gets into the page (S15).
    run_script(app, "window.dispatchEvent(new Event('otherpage'))");
}
