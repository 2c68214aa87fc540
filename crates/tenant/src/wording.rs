//! The sentences that this crate writes: those of the papers that a tenant makes. The window's are in
//! `ui/locales`.

paper::word_sets! {
    in "../locales";
    /// The papers that a tenant makes.
    pub(crate) words: ["dossier.ftl"]
    /// What an administrator reads of the configuration.
    pub(crate) policy: ["policy.ftl"]
}
