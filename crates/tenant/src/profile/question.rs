//! The questions of *Mon profil*, the news about what was done, and what waits for the password.

use contract::{Email, LandlinePhone, MobilePhone, Pin};
use serde::{Deserialize, Serialize};

/// A question of *Mon profil*, each on a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ProfileQuestion {
    /// The e-mail address.
    Email,
    /// The mobile.
    Mobile,
    /// The landline.
    Landline,
    /// The password.
    Password,
    /// Whether the landlord may send mails.
    Mails,
    /// Whether receipts come by electronic means.
    ElectronicReceipts,
    /// The machines that are signed in.
    Devices,
    /// The code that came by mail, for a change that does not count yet.
    MailCode,
    /// The password, before the data leave as a file.
    Export,
    /// The end of the account.
    Deletion,
    /// The first PIN, which has a page of its own.
    Pin,
}

/// A change that does not count yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PendingKind {
    /// Another e-mail address.
    Email,
    /// Another mobile.
    Mobile,
}

/// What was just done, reported on the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ProfileNews {
    /// Another e-mail address was given: a code is on its way there.
    EmailAsked,
    /// The code that came by mail was right.
    MailCodeTaken,
    /// A change that did not count yet was dropped.
    ChangeWithdrawn,
    /// The new mobile waits, after a reset by SMS.
    MobileWaits,
    /// The password was right: the data may leave as a file.
    ExportAllowed,
    /// The mobile was changed.
    MobileChanged,
    /// The landline was changed.
    LandlineChanged,
    /// The landline was removed.
    LandlineTakenOff,
    /// The password was changed; other devices are signed out.
    PasswordChanged,
    /// A consent was given or withdrawn.
    ConsentKept,
    /// A PIN was set.
    PinChosen,
    /// The PIN was changed.
    PinChanged,
    /// The PIN was removed.
    PinRemoved,
}

/// The format in which the tenant exports their data (RGPD, art. 15 and 20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ExportFormat {
    /// For reading.
    Pdf,
    /// For another program.
    Json,
}

/// A change that was typed and parsed, ready to be sent.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Email(Email),
    Landline(Option<LandlinePhone>),
    Mobile(MobilePhone),
    /// The id of a device to sign out.
    SignOut(String),
    Deletion,
}

/// What goes on once the password is typed.
#[derive(Debug, Clone)]
pub(crate) enum Waiting {
    Change(Change),
    NewPassword,
    Export,
    Pin(Pin),
}

impl From<Change> for Waiting {
    fn from(change: Change) -> Self {
        Self::Change(change)
    }
}

impl Waiting {
    pub(crate) fn question(&self) -> ProfileQuestion {
        match self {
            Self::Change(Change::Email(_)) => ProfileQuestion::Email,
            Self::Change(Change::Landline(_)) => ProfileQuestion::Landline,
            Self::Change(Change::Mobile(_)) => ProfileQuestion::Mobile,
            Self::Change(Change::SignOut(_)) => ProfileQuestion::Devices,
            Self::Change(Change::Deletion) => ProfileQuestion::Deletion,
            Self::NewPassword => ProfileQuestion::Password,
            Self::Export => ProfileQuestion::Export,
            Self::Pin(_) => ProfileQuestion::Pin,
        }
    }
}
