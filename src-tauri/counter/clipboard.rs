//! The clipboard is emptied at the end of a visit, as far as the system lets a window do that.

#[cfg(target_os = "linux")]
use std::time::Duration;

#[cfg(target_os = "linux")]
use tokio::time::timeout;

/// Maximum wait for the owner of the clipboard: another program may own it, and never answer.
#[cfg(target_os = "linux")]
const CLIPBOARD_WAIT: Duration = Duration::from_millis(300);

/// Clears the clipboard and the primary selection. Returns whether both are known to be empty.
#[cfg(target_os = "linux")]
pub(super) async fn clear_clipboard() -> bool {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    crate::main_loop::run(move || {
        let [clipboard, primary] = empty_selections();
        if are_selections_hidden() {
            // Dropping the sender tells that nothing is known.
            return;
        }
        // GTK's other way to ask runs a nested event loop.
        clipboard.request_text(move |_, text| {
            let empty = is_nothing(text);
            primary.request_text(move |_, text| {
                // The receiver waits for so long only.
                let _ = sender.send(empty && is_nothing(text));
            });
        });
    });
    matches!(timeout(CLIPBOARD_WAIT, receiver).await, Ok(Ok(true)))
}

#[cfg(target_os = "linux")]
fn is_nothing(text: Option<&str>) -> bool {
    text.is_none_or(str::is_empty)
}

/// Empties the clipboard and the primary selection, on the main thread.
#[cfg(target_os = "linux")]
fn empty_selections() -> [gtk::Clipboard; 2] {
    [gtk::gdk::SELECTION_CLIPBOARD, gtk::gdk::SELECTION_PRIMARY].map(|selection| {
        let clipboard = gtk::Clipboard::get(&selection);
        // Only the owner of a selection can clear it: become its owner first.
        clipboard.set_text("");
        clipboard.clear();
        clipboard
    })
}

/// Whether the system shows selections to no window of this process: Wayland shows them to the focused one only, and
/// takes none from another.
#[cfg(target_os = "linux")]
fn are_selections_hidden() -> bool {
    use gtk::prelude::*;

    let display = gtk::gdk::Display::default();
    let wayland = display.is_some_and(|display| display.type_().name() == "GdkWaylandDisplay");
    let windows = gtk::Window::list_toplevels().into_iter();
    let mut windows = windows.filter_map(|window| window.downcast::<gtk::Window>().ok());
    wayland && !windows.any(|window| window.is_active())
}

/// Empties the clipboard of a process that is about to end, on the main thread.
#[cfg(target_os = "linux")]
pub(super) fn empty_clipboard_at_once() {
    empty_selections();
    if let Some(display) = gtk::gdk::Display::default() {
        display.sync();
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) async fn clear_clipboard() -> bool {
    false
}

#[cfg(not(target_os = "linux"))]
pub(super) fn empty_clipboard_at_once() {}
