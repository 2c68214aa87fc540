//! The sentences that the tenant's end writes itself: the papers that a tenant makes. The window's stand in `ui/locales`.

paper::word_sets! {
    in "../locales";
    /// The papers that a tenant makes.
    pub(crate) words: ["dossier.ftl"]
}
