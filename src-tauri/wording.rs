//! Texts of the shell outside the page: desktop notifications and names of files.

paper::word_sets! {
    in "locales";
    /// Notices and names of files.
    pub(crate) words: ["notices.ftl", "files.ftl"]
}
