//! The stay of a person at the window: until the lock, the sign-out or the end of a visit. With it end the dialogs
//! that hold something of theirs, whatever they answer afterwards, and the copies in other programs.

use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::watch;

use crate::opened_copies::OpenedCopies;

/// Counts the stays that ended.
#[derive(Debug, Default)]
pub(crate) struct Stays(watch::Sender<u64>);

impl Stays {
    /// The stay that goes on now.
    pub(crate) fn current(&self) -> Stay {
        let ended = self.0.subscribe();
        let number = *ended.borrow();
        Stay { number, ended }
    }

    pub(crate) fn end(&self) {
        self.0.send_modify(|ended| *ended += 1);
    }
}

/// The stay in which a command was called. What the command decrypted is of that stay.
#[derive(Debug, Clone)]
pub(crate) struct Stay {
    /// How many ended before it.
    number: u64,
    ended: watch::Receiver<u64>,
}

impl Stay {
    /// Whether it has ended.
    pub(crate) fn is_over(&self) -> bool {
        *self.ended.borrow() != self.number
    }

    /// Waits until it has ended.
    pub(crate) async fn over(&self) {
        let mut ended = self.ended.clone();
        // Without a sender the application has ended, and every stay with it.
        let _ = ended.wait_for(|ended| *ended != self.number).await;
    }
}

/// Ends the stay. Waits for nothing.
pub(crate) fn end<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Stays>().end();
    dismiss_dialogs();
    app.state::<OpenedCopies>().erase();
}

/// Cancels every dialog of this process: those of the shell, and those that the engine opens by itself. A question
/// that belongs to another dialog runs a nested event loop in it, so that it has to be answered first.
#[cfg(target_os = "linux")]
fn dismiss_dialogs() {
    use std::time::Duration;

    use gtk::{glib, prelude::*};

    use crate::main_loop;

    let open = || {
        let windows = gtk::Window::list_toplevels().into_iter();
        let dialogs = windows.filter_map(|window| window.downcast::<gtk::Dialog>().ok());
        dialogs.filter(WidgetExt::is_visible)
    };
    let belongs_to_dialog = |dialog: &gtk::Dialog| {
        let parent = dialog.transient_for();
        parent.is_some_and(|parent| parent.is::<gtk::Dialog>())
    };
    main_loop::run(move || {
        for question in open().filter(belongs_to_dialog) {
            question.response(gtk::ResponseType::Cancel);
        }
        glib::timeout_add_local_once(Duration::ZERO, move || {
            for dialog in open() {
                dialog.response(gtk::ResponseType::Cancel);
            }
        });
    });
}

/// Elsewhere a dialog stays open, and what it answers is dropped.
#[cfg(not(target_os = "linux"))]
fn dismiss_dialogs() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_stay_is_over_once_it_ended_and_the_next_one_is_not() {
        let stays = Stays::default();
        let before = stays.current();
        assert!(!before.is_over());
        stays.end();
        let after = stays.current();
        before.over().await;
        assert!(before.is_over() && !after.is_over());
    }
}
