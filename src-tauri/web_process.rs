//! The page and the PDF frame run in a process of their own. When it hangs or dies, the window survives: the page
//! is reloaded and starts from the archive. A page that dies again and again waits for the person.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use tauri::{Manager, Runtime, WebviewWindow};
use tenant::figures::{PAGE_DEATHS, PAGE_DEATHS_SECONDS};

/// The deaths of the page's process that nobody asked for, the last ones.
#[derive(Default)]
struct Deaths(VecDeque<Instant>);

impl Deaths {
    /// Counts a death. Returns whether they come so often that another load would not help.
    fn count(&mut self, now: Instant) -> bool {
        let within = Duration::from_secs(PAGE_DEATHS_SECONDS);
        self.0.retain(|death| now.duration_since(*death) < within);
        self.0.push_back(now);
        self.0.len() >= PAGE_DEATHS
    }

    fn forget(&mut self) {
        self.0.clear();
    }
}

/// Reloads the page when its process dies, and ends a process that hangs.
#[cfg(target_os = "linux")]
pub(crate) fn watch<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use std::{cell::RefCell, rc::Rc};

    use gtk::glib;
    use tauri::async_runtime;
    use tenant::figures::HANG_SECONDS;
    use webkit2gtk::{WebProcessTerminationReason, WebViewExt};

    use crate::{counter, window};

    /// Seconds without an answer to a key or click, after which the engine reports a hang. Old computers may need
    /// more, so `PATIENCE` comes on top.
    const ENGINE_PATIENCE: u64 = 3;
    const PATIENCE: Duration = Duration::from_secs(HANG_SECONDS - ENGINE_PATIENCE);

    let app = window.app_handle().clone();
    window.with_webview(move |webview| {
        let view = webview.inner();
        let deaths = Rc::new(RefCell::new(Deaths::default()));
        view.connect_web_process_terminated(move |view, reason| {
            // The end of a visit, or of a page that hangs.
            let asked_for = reason == WebProcessTerminationReason::TerminatedByApi;
            if !asked_for && deaths.borrow_mut().count(Instant::now()) {
                tracing::error!(?reason, "the page dies again and again");
                ask(&app, view, &deaths);
            } else {
                tracing::warn!(?reason, "the page is loaded again");
                let app = app.clone();
                async_runtime::spawn(async move {
                    counter::page_has_ended(&app).await;
                    window::load_again(&app);
                });
            }
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

/// Asks in a message of the system's own whether the page is loaded once more or the window closes. Waits for nothing.
#[cfg(target_os = "linux")]
fn ask<R: Runtime>(
    app: &tauri::AppHandle<R>,
    view: &webkit2gtk::WebView,
    deaths: &std::rc::Rc<std::cell::RefCell<Deaths>>,
) {
    use std::cell::Cell;

    use gtk::{ResponseType, prelude::*};

    use crate::{native_message::NativeMessage, preferences, window, wording::words};

    let words = words(preferences::read(app).language);
    let message = NativeMessage::new(words, "page-stopped-heading", words.text("page-stopped"));
    let parent = view.toplevel().and_downcast::<gtk::Window>();
    let dialog = message.dialog(parent.as_ref());
    dialog.add_button(&words.text("native-close"), ResponseType::Close);
    dialog.add_button(&words.text("native-retry"), ResponseType::Accept);
    dialog.set_default_response(ResponseType::Accept);
    let asked = Cell::new(Some((app.clone(), std::rc::Rc::clone(deaths))));
    dialog.connect_response(move |dialog, response| {
        // To close the dialog is a response too.
        let Some((app, deaths)) = asked.take() else {
            return;
        };
        dialog.close();
        deaths.borrow_mut().forget();
        if wants_to_close(response) {
            window::close(&app);
        } else {
            window::load_again(&app);
        }
    });
    dialog.show();
}

/// Whether the person closes the window, also with *Échap*. The end of a stay cancels every dialog: after a lock the page
/// is loaded.
#[cfg(target_os = "linux")]
fn wants_to_close(response: gtk::ResponseType) -> bool {
    matches!(
        response,
        gtk::ResponseType::Close | gtk::ResponseType::DeleteEvent
    )
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn watch<R: Runtime>(_: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_lock_does_not_close_the_window_whose_page_has_stopped() {
        use gtk::ResponseType;

        assert!(!wants_to_close(ResponseType::Cancel), "the end of a stay");
        assert!(!wants_to_close(ResponseType::Accept));
        assert!(wants_to_close(ResponseType::Close));
        assert!(wants_to_close(ResponseType::DeleteEvent), "the Escape key");
    }

    #[test]
    fn deaths_count_together_only_within_a_minute() {
        let start = Instant::now();
        let after = |seconds: u64| start + Duration::from_secs(seconds);
        let mut deaths = Deaths::default();
        let counted = [0, 30, 60, 89, 90].map(|seconds| deaths.count(after(seconds)));
        assert_eq!(counted, [false, false, false, true, true]);
        deaths.forget();
        assert!(!deaths.count(after(90)), "the person wanted it once more");
    }
}
