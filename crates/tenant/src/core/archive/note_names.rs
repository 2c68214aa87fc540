//! The names of the notes that an archive keeps.

/// The name of the note that says how far synchronisation has come.
pub(crate) const SYNC_MARK: &str = "sync-mark";
/// The name of the note with the mark of the documents whose list was read to its end.
pub(crate) const DOCUMENTS_MARK: &str = "documents-mark";
/// The name of the note with the moment of the last whole synchronisation.
pub(crate) const SYNCED_AT: &str = "synced-at";
/// How far the landlord's clock was ahead of this machine's then.
pub(crate) const CLOCK_AHEAD: &str = "clock-ahead";
/// The name of the note that a PIN was offered.
pub(crate) const PIN_OFFERED: &str = "pin-offered";
/// The name of the note with the tenancy.
pub(crate) const TENANCY: &str = "tenancy";
/// The name of the note with the mark of the tenancy that is kept.
pub(crate) const TENANCY_MARK: &str = "tenancy-mark";
/// The name of the note with the landlord's profile: how the rent can be paid.
pub(crate) const LANDLORD: &str = "landlord";
/// The name of the note with what is owed.
pub(crate) const RENT_ACCOUNT: &str = "rent-account";
/// The name of the note with the mark of the account that is kept.
pub(crate) const RENT_ACCOUNT_MARK: &str = "rent-account-mark";
/// The name of the note with the keys that the landlord signs documents with.
pub(crate) const ATTESTATION_KEYS: &str = "attestation-keys";
/// The name of the note with the payment by card that is to be begun.
pub(crate) const CARD_PAYMENT_OUTBOX: &str = "card-payment-outbox";
/// The name of the note with the payment by card that was begun last.
pub(crate) const CARD_PAYMENT: &str = "card-payment";
/// The name of the note with the messages that the agency has.
pub(crate) const MESSAGES: &str = "messages";
/// The name of the note with the mark of the messages that are kept.
pub(crate) const MESSAGES_MARK: &str = "messages-mark";
/// The name of the note with the messages that wait to be sent.
pub(crate) const MESSAGE_OUTBOX: &str = "message-outbox";
/// The name of the note with the moment of the agency's last answer.
pub(crate) const LAST_ANSWER: &str = "last-answer";
/// The name of the note with the moment of the last answer that was seen.
pub(crate) const ANSWERS_SEEN: &str = "answers-seen";
/// The name of the note with *Mon profil*.
pub(crate) const ACCOUNT: &str = "account";
