//! The page and the PDF frame run in a process of their own. When it hangs or dies, the window survives: the page
//! is reloaded and starts from the archive.

use tauri::{Manager, Runtime, WebviewWindow};

/// Reloads the page when its process dies, and ends a process that hangs.
#[cfg(target_os = "linux")]
pub(crate) fn watch<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use std::time::Duration;

    use gtk::glib;
    use tenant::figures::HANG_SECONDS;
    use webkit2gtk::WebViewExt;

    use crate::window;

    /// Seconds without an answer to a key or click, after which the engine reports a hang. Old computers may need
    /// more, so `PATIENCE` comes on top.
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
