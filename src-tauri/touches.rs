//! Keys and pointer, as the toolkit hands them to the view (S12, S21): before the page and its PDF frame get them, so
//! that a frame that was taken over cannot make them up (S18).

use tauri::{Runtime, WebviewWindow};

/// Counts each touch, as long as the window lives.
#[cfg(target_os = "linux")]
pub(crate) fn watch<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use gtk::{gdk::EventType, glib::Propagation, prelude::WidgetExt};
    use tauri::Manager;

    use crate::app_state::AppState;

    let app = window.app_handle().clone();
    window.with_webview(move |webview| {
        webview.inner().connect_event(move |_, event| {
            let touched = matches!(
                event.event_type(),
                EventType::KeyPress
                    | EventType::ButtonPress
                    | EventType::MotionNotify
                    | EventType::Scroll
                    | EventType::TouchBegin
                    | EventType::TouchUpdate
            );
            if touched {
                tracing::trace!("somebody is there");
                app.state::<AppState>().touched();
            }
            Propagation::Proceed
        });
    })
}

/// Elsewhere the page alone reports them (`ui/src/touches.js`). What is done inside the PDF frame does not count.
#[cfg(not(target_os = "linux"))]
pub(crate) fn watch<R: Runtime>(_: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}
