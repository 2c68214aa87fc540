//! Texts of the shell outside the page: desktop notifications, names of files, why the machine sleeps a moment later,
//! messages of the system's own.

paper::word_sets! {
    in "locales";
    /// Notifications, names of files, the delay of sleep, native messages.
    pub(crate) words: ["notifications.ftl", "files.ftl", "lock.ftl", "stopped.ftl"]
}
