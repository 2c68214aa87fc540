//! The desktop's list of recent files. GTK's dialogs add each chosen file to it, and the next person of the computer
//! would see in any program what was saved here.

/// Takes what this application has added off the list, now and after each change. To be called on the main thread.
#[cfg(target_os = "linux")]
pub(crate) fn leave_none() {
    use gtk::prelude::RecentManagerExt;

    let Some(manager) = gtk::RecentManager::default() else {
        return;
    };
    take_own_off(&manager);
    manager.connect_changed(take_own_off);
}

/// A file that another program has added too stays, and one of which nobody says who added it.
#[cfg(target_os = "linux")]
fn take_own_off(manager: &gtk::RecentManager) {
    use gtk::prelude::RecentManagerExt;

    let name = gtk::glib::application_name();
    for file in manager.items() {
        let added_by = file.applications();
        let is_own = !added_by.is_empty() && added_by.iter().all(|program| Some(program) == name.as_ref());
        if let Some(uri) = file.uri()
            && is_own
            && let Err(error) = manager.remove_item(&uri)
        {
            tracing::debug!(%error, "a file stays in the desktop's list");
        }
    }
}

/// The dialogs of other systems keep lists of their own.
#[cfg(not(target_os = "linux"))]
pub(crate) fn leave_none() {}
