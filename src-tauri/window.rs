//! The only window: visible at once in the colour of its page's paper, and closed to all other pages (S14).

#[cfg(target_os = "linux")]
use std::sync::{Arc, OnceLock};
use std::{sync::mpsc, time::Duration};

use tauri::{
    AppHandle, Manager, Runtime, Url, WebviewWindow, WebviewWindowBuilder,
    webview::{NewWindowResponse, PageLoadEvent},
    window::Color,
};
use tenant::{Appearance, FirstPaint};
use tokio::{sync::watch, time::timeout};

#[cfg(target_os = "linux")]
use crate::main_loop;
use crate::{preferences, stopped::Stopped, touches, web_process};

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
const AGAIN: &str = "preferences";

/// Tauri sends a command a second time when its request fails, and a page that another one replaces fails all of
/// its requests: what was under way at a lock would begin again after it.
const SEND_COMMANDS_ONCE: &str = "
    const request = window.fetch;
    window.fetch = async (...wanted) => {
        try {
            return await request(...wanted);
        } catch (error) {
            if (!/^(ipc:|https?:..ipc[.]localhost)/.test(wanted[0])) throw error;
            console.warn(error);
            const head = { 'Tauri-Response': 'error', 'content-type': 'text/plain' };
            return new Response('the page is replaced', { headers: head });
        }
    };";

/// Label of the window of a counter.
const COUNTER: &str = "counter";

/// The page of the window, as the lock and the end of a visit reach it: without a question to the main thread, which
/// may be in a nested event loop.
#[derive(Default)]
struct Page {
    /// Counts the pages that were loaded.
    loads: watch::Sender<u64>,
    #[cfg(target_os = "linux")]
    view: Arc<OnceLock<gtk::glib::SendWeakRef<webkit2gtk::WebView>>>,
}

/// Creates the window of the configuration. Its initialization script gives the page what it needs for the first
/// paint, and requests the first step while the page's own script is still loading.
///
/// The window of a counter has its own set of commands, and a webview that keeps nothing on disk (S21).
pub(crate) fn open<R: Runtime>(
    app: &AppHandle<R>,
    first_paint: &FirstPaint,
    at_counter: bool,
) -> tauri::Result<()> {
    // JSON is JavaScript (ECMA-262, 2019): no value can end the statement.
    let script = format!(
        "{SEND_COMMANDS_ONCE}
        window.firstPaint = {};
        const again = new URLSearchParams(location.search).get('{AGAIN}');
        if (again) window.firstPaint.preferences = JSON.parse(again);
        window.opening = window.__TAURI_INTERNALS__.invoke('opening');
        // Whoever takes the answer tells the failure.
        window.opening.catch(() => {{}});",
        serde_json::to_string(first_paint)?
    );
    app.manage(Page::default());
    for config in &app.config().app.windows {
        let mut config = config.clone();
        if at_counter {
            COUNTER.clone_into(&mut config.label);
            config.incognito = !is_driven();
        }
        WebviewWindowBuilder::from_config(app, &config)?
            .initialization_script(&script)
            .background_color(background(first_paint.preferences.appearance))
            .on_navigation(is_own_page)
            .on_new_window(|_, _| NewWindowResponse::Deny)
            // *Enregistrer* saves files (S17). The engine's own menu would, without asking where.
            .on_download(|_, _| {
                tracing::info!("the engine may not save");
                false
            })
            .on_page_load(|window, page| {
                if matches!(page.event(), PageLoadEvent::Started) {
                    window.state::<Page>().loads.send_modify(|loads| *loads += 1);
                }
            })
            .build()
            .and_then(|window| {
                keep_in_reach(&window, at_counter)?;
                draw_once_loaded(&window)?;
                touches::watch(&window)?;
                web_process::watch(&window)
            })?;
    }
    Ok(())
}

/// Keeps the view in reach of [`load_again`] and [`end_page`], and lets the engine open nothing of its own that the
/// shell replaces.
#[cfg(target_os = "linux")]
fn keep_in_reach<R: Runtime>(window: &WebviewWindow<R>, at_counter: bool) -> tauri::Result<()> {
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
fn keep_in_reach<R: Runtime>(_: &WebviewWindow<R>, _: bool) -> tauri::Result<()> {
    Ok(())
}

/// Draws only the paper until a page has loaded. To draw, the webview waits up to half a second for a picture from
/// its page; a loading page has none, and needs this thread to load (decision 0005).
#[cfg(target_os = "linux")]
fn draw_once_loaded<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use gtk::{glib::Propagation, prelude::WidgetExt};
    use webkit2gtk::WebViewExt;

    window.with_webview(|webview| {
        let view = webview.inner();
        view.connect_draw(|view, _| {
            if view.is_loading() {
                Propagation::Stop
            } else {
                Propagation::Proceed
            }
        });
        view.connect_is_loading_notify(WidgetExt::queue_draw);
    })
}

#[cfg(not(target_os = "linux"))]
fn draw_once_loaded<R: Runtime>(_: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

/// Whether a WebDriver drives the window, which the engine does not allow in an incognito webview. What a driven
/// webview stores lies in the folder of the run, where the journeys look for it.
fn is_driven() -> bool {
    std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// The paper colour of `ui/src/styles/tokens.css`, shown while the page loads.
fn background(appearance: Appearance) -> Color {
    match appearance {
        Appearance::Dark => Color(0x14, 0x18, 0x1c, 0xff),
        Appearance::Light | Appearance::Automatic => Color(0xfa, 0xf8, 0xf4, 0xff),
    }
}

/// Makes the webview draw in software: starting the graphics card takes longer than drawing these pages, and its
/// drivers leave windows white on old computers (decision 0005). Must be called before GTK starts, while there is
/// one thread.
///
/// The webview's own setting comes too late: Tauri loads the page while it builds the window, and a page that is
/// loaded before the setting gets no mouse wheel events.
#[cfg(target_os = "linux")]
pub(crate) fn draw_in_software() {
    if let Err(error) = gtk::glib::setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1", false) {
        tracing::warn!(%error, "the webview draws as the system wants");
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn draw_in_software() {}

/// Starts GTK, which Tauri takes for granted.
///
/// # Errors
/// When there is no display.
#[cfg(target_os = "linux")]
pub(crate) fn find_display() -> Result<(), Stopped> {
    gtk::init().map_err(|_| Stopped::NoDisplay)
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn find_display() -> Result<(), Stopped> {
    Ok(())
}

/// Brings the window to the front, with the desktop's permission to take the focus, if there is one. Returns true once
/// it is visible, false if it no longer exists.
pub(crate) fn bring_forward<R: Runtime>(app: &AppHandle<R>, token: Option<String>) -> bool {
    let (sender, receiver) = mpsc::channel();
    let bring = {
        let app = app.clone();
        move || {
            let brought = main(&app).is_some_and(|window| {
                if let Some(token) = token {
                    show_permission(&window, &token);
                }
                window
                    .unminimize()
                    .and_then(|()| window.show())
                    .and_then(|()| window.set_focus())
                    // On a closing window, all calls before this one succeed.
                    .and_then(|()| window.is_visible())
                    .inspect_err(|error| tracing::warn!(%error, "the window is not brought forward"))
                    .unwrap_or(false)
            });
            // The receiver may be gone.
            let _ = sender.send(brought);
        }
    };
    // Without an event loop there is no answer.
    app.run_on_main_thread(bring).is_ok() && receiver.recv().unwrap_or(false)
}

/// Passes the desktop's permission on to the toolkit, which shows it when it asks for the focus.
#[cfg(target_os = "linux")]
fn show_permission<R: Runtime>(window: &WebviewWindow<R>, token: &str) {
    use gtk::prelude::GtkWindowExt;

    if let Ok(window) = window.gtk_window() {
        window.set_startup_id(token);
    }
}

#[cfg(not(target_os = "linux"))]
fn show_permission<R: Runtime>(_: &WebviewWindow<R>, _: &str) {}

/// Closes the window, and with it the application.
#[cfg(unix)]
pub(crate) fn close<R: Runtime>(app: &AppHandle<R>) {
    if let Some(Err(error)) = main(app).map(|window| window.destroy()) {
        tracing::warn!(%error, "the window is not closed");
    }
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

/// Ends the page's process; a new one starts ([`web_process::watch`]). Where that is not possible, reloads the
/// page.
pub(crate) fn end_page<R: Runtime>(app: &AppHandle<R>) {
    #[cfg(target_os = "linux")]
    if can_end_page() {
        return with_view(app, webkit2gtk::WebViewExt::terminate_web_process);
    }
    load_again(app);
}

/// Starts the countdown of an idle visit in the page.
pub(crate) fn begin_countdown<R: Runtime>(app: &AppHandle<R>) {
    let seconds = tenant::figures::COUNTDOWN_SECONDS;
    run_script(
        app,
        &format!("window.dispatchEvent(new CustomEvent('countdown', {{ detail: {seconds} }}))"),
    );
}

/// Ends the countdown in the page.
pub(crate) fn end_countdown<R: Runtime>(app: &AppHandle<R>) {
    run_script(
        app,
        "window.dispatchEvent(new CustomEvent('countdown', { detail: 0 }))",
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

/// The engine that draws the page, and its version.
pub(crate) fn engine() -> Option<String> {
    let name = match std::env::consts::OS {
        "linux" => "WebKitGTK",
        "windows" => "WebView2",
        _ => "WebKit",
    };
    let version = tauri::webview_version().ok()?;
    Some(format!("{name} {version}"))
}

/// Whether the window has the focus.
pub(crate) fn is_looked_at<R: Runtime>(app: &AppHandle<R>) -> bool {
    main(app).is_some_and(|window| window.is_focused().unwrap_or(false))
}

fn main<R: Runtime>(app: &AppHandle<R>) -> Option<WebviewWindow<R>> {
    app.get_webview_window("main")
        .or_else(|| app.get_webview_window(COUNTER))
}

/// Whether a URL is a page of the application (S14): its own scheme, or the host that stands for it on Windows.
fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_window_has_the_paper_colour_of_its_page() {
        let tokens = include_str!("../ui/src/styles/tokens.css");
        let hex = |appearance| {
            let Color(red, green, blue, _) = background(appearance);
            format!("#{red:02x}{green:02x}{blue:02x}")
        };
        let papers = format!(
            "--paper: light-dark({}, {});",
            hex(Appearance::Light),
            hex(Appearance::Dark)
        );
        assert!(tokens.contains(&papers), "{papers}");
    }

    #[test]
    fn only_the_applications_own_pages_are_opened() {
        let opens = |text: &str| is_own_page(&Url::parse(text).expect("a URL"));
        assert!(opens("tauri://localhost/index.html"));
        assert!(opens("http://tauri.localhost/pdf.html"));
        for text in [
            "https://habitathdf.example/",
            "tauri://localhost.evil.example/",
            "http://tauri.localhost.evil.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
        ] {
            assert!(!opens(text), "{text}");
        }
    }
}
