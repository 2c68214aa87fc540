//! The sentences that the shell shows outside of the page: notices on the desktop, names of files.

paper::word_sets! {
    in "locales";
    /// Notices and names of files.
    pub(crate) words: ["notices.ftl", "files.ftl"]
}
