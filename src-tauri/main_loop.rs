//! Work for the main thread that waits for no dialog. Tauri's own queue stands still while GTK runs a nested event
//! loop, as it does to ask whether a file is to be replaced; GTK's timers do not.

use std::time::Duration;

/// Runs work on the main thread, in whichever event loop runs there.
pub(crate) fn run(work: impl FnOnce() + Send + 'static) {
    gtk::glib::timeout_add_once(Duration::ZERO, work);
}
