//! Texts of the shell outside the page: desktop notifications and names of files.

paper::word_sets! {
    in "locales";
    /// Notifications and names of files.
    pub(crate) words: ["notifications.ftl", "files.ftl"]
}
