//! Names of the notes of an archive. The documentation says what each note holds.

/// The mark of the last page of documents that was stored: synchronisation continues from there.
pub(crate) const SYNC_MARK: &str = "sync-mark";
/// The mark of the documents whose list was read to its end.
pub(crate) const DOCUMENTS_MARK: &str = "documents-mark";
/// The moment of the last complete synchronisation.
pub(crate) const SYNCED_AT: &str = "synced-at";
/// How far the landlord's clock was ahead of this machine's at that moment.
pub(crate) const CLOCK_AHEAD: &str = "clock-ahead";
/// Whether a PIN was offered.
pub(crate) const PIN_OFFERED: &str = "pin-offered";
/// The tenancy.
pub(crate) const TENANCY: &str = "tenancy";
/// The mark of the stored tenancy.
pub(crate) const TENANCY_MARK: &str = "tenancy-mark";
/// The landlord's profile: how the rent can be paid.
pub(crate) const LANDLORD: &str = "landlord";
/// The version of the application whose note was dismissed.
pub(crate) const VERSION_DISMISSED: &str = "version-dismissed";
/// The rent account: what is owed.
pub(crate) const RENT_ACCOUNT: &str = "rent-account";
/// The mark of the stored rent account.
pub(crate) const RENT_ACCOUNT_MARK: &str = "rent-account-mark";
/// The keys that check the landlord's signature on documents.
pub(crate) const ATTESTATION_KEYS: &str = "attestation-keys";
/// The card payment to start.
pub(crate) const CARD_PAYMENT_OUTBOX: &str = "card-payment-outbox";
/// The last card payment that was started.
pub(crate) const CARD_PAYMENT: &str = "card-payment";
/// The messages that the agency has.
pub(crate) const MESSAGES: &str = "messages";
/// The mark of the stored messages.
pub(crate) const MESSAGES_MARK: &str = "messages-mark";
/// Messages that are not sent yet.
pub(crate) const MESSAGE_OUTBOX: &str = "message-outbox";
/// The moment of the agency's last answer.
pub(crate) const LAST_ANSWER: &str = "last-answer";
/// The moment of the last answer that was seen.
pub(crate) const ANSWERS_SEEN: &str = "answers-seen";
/// *Mon profil*, under the name that archives already have.
pub(crate) const PROFILE: &str = "account";
