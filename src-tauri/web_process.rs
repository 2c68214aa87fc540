//! The page lives in a process of its own, together with the PDF's frame. One that hangs or dies takes the
//! page with it, not the window: the page is loaded again and begins where the archive begins.

use tauri::{Manager, Runtime, WebviewWindow};

/// Watches over the process behind a window's page.
#[cfg(target_os = "linux")]
pub(crate) fn watch<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use std::time::Duration;

    use gtk::glib;
    use tenant::figures::HANG_SECONDS;
    use webkit2gtk::WebViewExt;

    use crate::window;

    /// The engine says that a page hangs when it has not answered a key or a click for so many seconds. An old computer
    /// may need some more of them.
    const ENGINE_PATIENCE: u64 = 3;
    const PATIENCE: Duration = Duration::from_secs(HANG_SECONDS - ENGINE_PATIENCE);

    let app = window.app_handle().clone();
    window.with_webview(move |webview| {
        let view = webview.inner();
        view.connect_web_process_terminated(move |_, reason| {
            tracing::warn!(?reason, "the page is loaded again");
            window::load_again(&app);
        });
        view.connect_is_web_process_responsive_notify(|view| {
            if view.is_web_process_responsive() {
                return;
            }
            let view = view.clone();
            glib::timeout_add_local_once(PATIENCE, move || {
                if !view.is_web_process_responsive() {
                    view.terminate_web_process();
                }
            });
        });
    })
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn watch<R: Runtime>(_: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}
