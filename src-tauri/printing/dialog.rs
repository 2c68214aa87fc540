//! GTK's print dialog, without a nested event loop: while it is open, the window keeps running and can be locked
//! and wiped.

use std::cell::Cell;

use gtk::{PrintSettings, glib, prelude::*};

use super::spooler::Job;

/// The bindings have no constructor for this dialog: GTK's builder creates it by its class name.
const DIALOG: &str = r#"<interface>
  <object class="GtkPrintUnixDialog" id="dialog">
    <property name="modal">True</property>
    <property name="destroy-with-parent">True</property>
    <property name="manual-capabilities">page-set|copies|collate|reverse|generate-pdf</property>
  </object>
</interface>"#;

/// GTK's builder created no dialog.
#[derive(Debug, thiserror::Error)]
#[error("GTK has no print dialog")]
pub(super) struct NoDialog;

/// The chosen printer and its settings.
pub(super) struct ChosenPrinter {
    /// Number of copies, pages, and the printer's own options.
    pub(super) settings: PrintSettings,
    /// The sheet of paper.
    pub(super) page_setup: gtk::PageSetup,
    /// The spooler's name of the printer.
    printer: String,
}

impl ChosenPrinter {
    /// The job for the print spooler.
    pub(super) fn job(&self) -> Job {
        let mut options = Vec::new();
        self.settings.foreach(|key, value| {
            // GTK keeps each option of the spooler under its name with this prefix.
            if let Some(option) = key.strip_prefix("cups-") {
                options.push((option.to_owned(), value.to_owned()));
            }
        });
        if let Some(paper) = self.page_setup.paper_size().ppd_name() {
            options.push(("media".to_owned(), paper.to_string()));
        }
        match self.settings.page_set() {
            gtk::PageSet::Even => options.push(("page-set".to_owned(), "even".to_owned())),
            gtk::PageSet::Odd => options.push(("page-set".to_owned(), "odd".to_owned())),
            _ => {}
        }
        if self.settings.is_reverse() {
            options.push(("outputorder".to_owned(), "reverse".to_owned()));
        }
        if self.settings.is_collate() {
            options.push(("collate".to_owned(), "true".to_owned()));
        }
        let pages = match self.settings.print_pages() {
            gtk::PrintPages::Ranges => page_list(
                self.settings
                    .page_ranges()
                    .iter()
                    .map(|range| (range.start(), range.end())),
            ),
            _ => None,
        };
        Job {
            printer: self.printer.clone(),
            copies: self.settings.n_copies().max(1).unsigned_abs(),
            pages,
            options,
        }
    }
}

/// Formats page ranges, which count from 0, as `1-3,5`. None if there is no range.
fn page_list(ranges: impl IntoIterator<Item = (i32, i32)>) -> Option<String> {
    let list: Vec<String> = ranges
        .into_iter()
        .map(|(first, last)| match (first + 1, last + 1) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}-{last}"),
        })
        .collect();
    (!list.is_empty()).then(|| list.join(","))
}

/// Opens the dialog over its window. `on_print` is called once if the person prints, and dropped if they cancel.
///
/// # Errors
///
/// [`NoDialog`] if this GTK has none.
pub(super) fn open(
    parent: Option<&gtk::Window>,
    on_print: impl FnOnce(ChosenPrinter) + 'static,
) -> Result<(), NoDialog> {
    let dialog: gtk::Dialog = gtk::Builder::from_string(DIALOG)
        .object("dialog")
        .ok_or(NoDialog)?;
    dialog.set_transient_for(parent);
    let sheet = gtk::PageSetup::new();
    sheet.set_paper_size(&gtk::PaperSize::new(Some("iso_a4")));
    dialog.set_property("page-setup", &sheet);
    let on_print = Cell::new(Some(on_print));
    dialog.connect_response(move |dialog, response| {
        let on_print = on_print.take();
        let chosen = (response == gtk::ResponseType::Ok)
            .then(|| chosen_in(dialog))
            .flatten();
        dialog.close();
        if let (Some(on_print), Some(chosen)) = (on_print, chosen) {
            on_print(chosen);
        }
    });
    dialog.show();
    Ok(())
}

/// None if no printer is selected.
fn chosen_in(dialog: &gtk::Dialog) -> Option<ChosenPrinter> {
    let printer: Option<glib::Object> = dialog.property("selected-printer");
    Some(ChosenPrinter {
        printer: printer?.property("name"),
        settings: dialog.property("print-settings"),
        page_setup: dialog.property("page-setup"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_ranges_become_the_spoolers_list_of_pages() {
        assert_eq!(page_list([(0, 2), (4, 4)]).as_deref(), Some("1-3,5"));
        assert_eq!(page_list([]), None);
    }
}
