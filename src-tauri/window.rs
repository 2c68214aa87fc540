//! The only window: visible at once in the colour of its page's paper, and closed to all other pages (S14).

mod page;

use std::{fs, path::PathBuf, sync::mpsc};

use tauri::{
    AppHandle, Manager, Runtime, Url, WebviewWindow, WebviewWindowBuilder,
    webview::{NewWindowResponse, PageLoadEvent},
    window::Color,
};
use tenant::{Appearance, FirstPaint};

use self::page::{AGAIN, Page, keep_in_reach};
pub(crate) use self::page::{
    begin_countdown, can_end_page, end_countdown, end_page, forget_pages, load_again, next_page,
    show_other_page,
};
#[cfg(target_os = "linux")]
use crate::main_loop;
use crate::{stopped::Stopped, touches, web_process};

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
    let other_folder = other_folder_of_engine(app);
    for config in &app.config().app.windows {
        let mut config = config.clone();
        if at_counter {
            COUNTER.clone_into(&mut config.label);
            config.incognito = !is_driven();
        }
        let mut builder = WebviewWindowBuilder::from_config(app, &config)?;
        if let Some(folder) = &other_folder {
            builder = builder.data_directory(folder.clone());
        }
        builder
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

/// A folder of the login session for the engine, where that of the application's data cannot be made: Tauri opens no
/// window without one (R4).
fn other_folder_of_engine<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    let paths = app.path();
    let error = fs::create_dir_all(paths.app_local_data_dir().ok()?).err()?;
    tracing::warn!(%error, "the engine keeps nothing after this session");
    let session = paths.runtime_dir().ok()?;
    Some(session.join(&app.config().identifier))
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
    // Tauri's queue stands still while GTK asks whether a file is to be replaced.
    #[cfg(target_os = "linux")]
    main_loop::run(bring);
    #[cfg(not(target_os = "linux"))]
    if app.run_on_main_thread(bring).is_err() {
        return false;
    }
    // Without an event loop there is no answer.
    receiver.recv().unwrap_or(false)
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
