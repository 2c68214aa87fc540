//! Messages of the system's own, where there is no page to show them.

use std::io::{self, Write};

use paper::Words;

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NativeMessage {
    title: String,
    heading: String,
    text: String,
}

impl NativeMessage {
    pub(crate) fn new(words: Words, heading: &str, text: String) -> Self {
        let heading = words.text(heading);
        Self {
            title: words.text_with("native-title", [("heading", heading.clone().into())]),
            heading,
            text,
        }
    }

    /// What it says.
    #[cfg(test)]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Shows it, and waits until the person has closed it. Only where no window of the application is open: nothing
    /// else runs meanwhile. Without a display it goes to standard error.
    #[cfg(target_os = "linux")]
    pub(crate) fn show_alone(&self, words: Words) {
        use gtk::prelude::*;

        if gtk::init().is_err() {
            return self.print();
        }
        let dialog = self.dialog(None);
        dialog.add_button(&words.text("native-close"), gtk::ResponseType::Close);
        dialog.set_default_response(gtk::ResponseType::Close);
        dialog.run();
        dialog.close();
    }

    #[cfg(not(target_os = "linux"))]
    pub(crate) fn show_alone(&self, _: Words) {
        self.print();
    }

    fn print(&self) {
        // Where standard error is closed too, the exit code tells.
        let _ = writeln!(io::stderr(), "{}\n{}", self.heading, self.text);
    }

    /// The dialog, without buttons yet. It runs no event loop of its own.
    #[cfg(target_os = "linux")]
    pub(crate) fn dialog(&self, parent: Option<&gtk::Window>) -> gtk::MessageDialog {
        use gtk::prelude::*;

        let (kind, buttons) = (gtk::MessageType::Error, gtk::ButtonsType::None);
        let dialog = gtk::MessageDialog::new(parent, gtk::DialogFlags::MODAL, kind, buttons, &self.heading);
        dialog.set_title(&self.title);
        dialog.set_secondary_text(Some(&self.text));
        dialog
    }
}
