//! The one window: there at once, in the colour of the paper that its page will have, and closed to
//! every page but its own.

use std::sync::mpsc;

use tauri::{
    AppHandle, Manager, Runtime, Url, WebviewWindow, WebviewWindowBuilder, webview::NewWindowResponse,
    window::Color,
};
use tenant::{Appearance, FirstPaint};

use crate::{preferences, web_process};

/// The part of the page's address that tells the preferences when it is loaded again: the script that came with
/// the window knows those of its first minute.
const AGAIN: &str = "preferences";

/// The window of an agency's counter.
const COUNTER: &str = "counter";

/// Makes the window that the configuration describes. What its page needs to draw itself is there
/// before its first script runs, and the first screen is asked for while that script is on its way.
///
/// The window of a counter has commands of its own, and a webview that keeps nothing on disk (S21).
pub(crate) fn open<R: Runtime>(
    app: &AppHandle<R>,
    first_paint: &FirstPaint,
    at_counter: bool,
) -> tauri::Result<()> {
    // JSON is JavaScript (ECMA-262, 2019): nothing of it can end the statement.
    let script = format!(
        "window.firstPaint = {};
        const again = new URLSearchParams(location.search).get('{AGAIN}');
        if (again) window.firstPaint.preferences = JSON.parse(again);
        window.opening = window.__TAURI_INTERNALS__.invoke('opening');
        // Whoever takes the answer tells the failure.
        window.opening.catch(() => {{}});",
        serde_json::to_string(first_paint)?
    );
    for config in &app.config().app.windows {
        let mut config = config.clone();
        if at_counter {
            COUNTER.clone_into(&mut config.label);
            config.incognito = !is_driven();
        }
        WebviewWindowBuilder::from_config(app, &config)?
            .initialization_script(&script)
            .background_color(paper(first_paint.preferences.appearance))
            .on_navigation(is_own_page)
            .on_new_window(|_, _| NewWindowResponse::Deny)
            .build()
            .and_then(|window| {
                draw_once_loaded(&window)?;
                web_process::watch(&window)
            })?;
    }
    Ok(())
}

/// Shows the paper alone until a page has come. To draw, the webview waits up to half a second for a picture from its page; a page on
/// its way has none, and needs this thread to arrive (decision 0005).
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

/// Whether a WebDriver drives the window: the engine lets it into no webview that keeps nothing. What such a one would keep lies
/// in the folder of the run, where the journeys look for it.
fn is_driven() -> bool {
    std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// The paper of `ui/src/styles/tokens.css`, shown while the page is on its way.
fn paper(appearance: Appearance) -> Color {
    match appearance {
        Appearance::Dark => Color(0x14, 0x18, 0x1c, 0xff),
        Appearance::Light | Appearance::Automatic => Color(0xfa, 0xf8, 0xf4, 0xff),
    }
}

/// The webview draws in software: starting the graphics card takes longer than drawing these pages does, and its drivers
/// leave windows white on old computers (decision 0005). Has to be called before GTK starts, while there is one thread.
///
/// The webview's own setting comes too late: Tauri loads the page while it builds the window, and a page that is loaded before
/// the setting stands gets no event of the mouse wheel.
#[cfg(target_os = "linux")]
pub(crate) fn draw_in_software() {
    if let Err(error) = gtk::glib::setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1", false) {
        tracing::warn!(%error, "the webview draws as the system wants");
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn draw_in_software() {}

/// Puts the window before the eyes of whoever asked for it; true once it is there, false where there is none
/// any more.
pub(crate) fn bring_forward<R: Runtime>(app: &AppHandle<R>) -> bool {
    let (tell, told) = mpsc::channel();
    let bring = {
        let app = app.clone();
        move || {
            let brought = main(&app).is_some_and(|window| {
                window
                    .unminimize()
                    .and_then(|()| window.show())
                    .and_then(|()| window.set_focus())
                    // Of one that is closing, the rest succeeds and this fails.
                    .and_then(|()| window.is_visible())
                    .inspect_err(|error| tracing::warn!(%error, "the window is not brought forward"))
                    .unwrap_or(false)
            });
            // Whoever asked may have given up.
            let _ = tell.send(brought);
        }
    };
    // Where the event loop has ended, nobody answers.
    app.run_on_main_thread(bring).is_ok() && told.recv().unwrap_or(false)
}

/// Loads the page again, as the tenant likes to see it: what it held in memory goes with it.
pub(crate) fn load_again<R: Runtime>(app: &AppHandle<R>) {
    let preferences = preferences::read(app);
    let load = |window: WebviewWindow<R>| {
        let mut page = window.url()?;
        let kept = serde_json::to_string(&preferences)?;
        page.query_pairs_mut().clear().append_pair(AGAIN, &kept);
        window.set_background_color(Some(paper(preferences.appearance)))?;
        window.navigate(page)
    };
    if let Some(Err(error)) = main(app).map(load) {
        tracing::error!(%error, "the page stays as it is");
    }
}

/// The engine keeps nothing of the pages it has shown; false where it cannot be told so.
pub(crate) fn forget_pages<R: Runtime>(app: &AppHandle<R>) -> bool {
    main(app).is_some_and(|window| window.clear_all_browsing_data().is_ok())
}

/// Whether the process of the page can be ended, with all that was typed into it. A WebDriver gives up with the process that it
/// drives.
pub(crate) fn can_end_page() -> bool {
    cfg!(target_os = "linux") && !is_driven()
}

/// Ends the process of the page; another one begins ([`web_process::watch`]). Elsewhere the page is loaded again.
pub(crate) fn end_page<R: Runtime>(app: &AppHandle<R>) {
    #[cfg(target_os = "linux")]
    if can_end_page() {
        use webkit2gtk::WebViewExt;

        let end =
            |window: WebviewWindow<R>| window.with_webview(|webview| webview.inner().terminate_web_process());
        if let Some(Ok(())) = main(app).map(end) {
            return;
        }
    }
    load_again(app);
}

/// Nobody has been there for a while: the page counts down.
pub(crate) fn begin_countdown<R: Runtime>(app: &AppHandle<R>) {
    let seconds = tenant::figures::COUNTDOWN_SECONDS;
    tell(
        app,
        &format!("window.dispatchEvent(new CustomEvent('countdown', {{ detail: {seconds} }}))"),
    );
}

/// Somebody came back.
pub(crate) fn end_countdown<R: Runtime>(app: &AppHandle<R>) {
    tell(
        app,
        "window.dispatchEvent(new CustomEvent('countdown', { detail: 0 }))",
    );
}

fn tell<R: Runtime>(app: &AppHandle<R>, sentence: &str) {
    if let Some(Err(error)) = main(app).map(|window| window.eval(sentence)) {
        tracing::warn!(%error, "the page is not told");
    }
}

/// Another page than the one on screen is open now: the wizard reads it.
pub(crate) fn show_other_page<R: Runtime>(app: &AppHandle<R>) {
    // One fixed sentence: nothing of what a link says gets into the page (S15).
    tell(app, "window.dispatchEvent(new Event('otherpage'))");
}

/// Whether somebody works in the window now.
pub(crate) fn is_looked_at<R: Runtime>(app: &AppHandle<R>) -> bool {
    main(app).is_some_and(|window| window.is_focused().unwrap_or(false))
}

fn main<R: Runtime>(app: &AppHandle<R>) -> Option<WebviewWindow<R>> {
    app.get_webview_window("main")
        .or_else(|| app.get_webview_window(COUNTER))
}

/// A page of the application itself (S14): its own scheme, or the host that stands for it on
/// Windows.
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
    fn the_empty_window_has_the_colour_of_the_page_to_come() {
        let tokens = include_str!("../ui/src/styles/tokens.css");
        let hex = |appearance| {
            let Color(red, green, blue, _) = paper(appearance);
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
