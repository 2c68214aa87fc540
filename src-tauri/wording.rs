//! Texts of the shell outside the page: desktop notifications, names of files, why the machine sleeps a moment later.

paper::word_sets! {
    in "locales";
    /// Notifications, names of files, the delay of sleep.
    pub(crate) words: ["notifications.ftl", "files.ftl", "lock.ftl"]
}
