//! The sentences of the service, from Fluent files.

paper::word_sets! {
    in "../locales";
    /// Text messages and mails.
    pub(crate) messages: ["sms.ftl", "mail.ftl"]
    /// A rent document.
    pub(crate) rent_document: ["paper.ftl", "rent-document.ftl"]
    /// The letter with a code.
    pub(crate) letter: ["paper.ftl", "letter.ftl"]
    /// What a tenant agrees to at the counter.
    pub(crate) consent: ["paper.ftl", "consent.ftl"]
    /// The visits of an agency.
    pub(crate) visits: ["paper.ftl", "visits.ftl"]
    /// Everything held about a tenant.
    pub(crate) export: ["paper.ftl", "export.ftl"]
    /// The page that checks the code of a document.
    pub(crate) verifier: ["verifier.ftl"]
    /// The page that closes an account.
    pub(crate) closing: ["closing.ftl"]
    /// The page that asks a security key of staff.
    pub(crate) security_key: ["security-key.ftl"]
    /// The page that leads back from a payment.
    pub(crate) way_back: ["return.ftl"]
    /// The payment page of the demonstration.
    pub(crate) sandbox: ["sandbox.ftl"]
}
