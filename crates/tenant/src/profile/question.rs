//! What is asked in *Mon profil*, what was answered, and what waits.

use contract::{Email, LandlinePhone, MobilePhone};
use serde::{Deserialize, Serialize};

/// What can be asked about the account, each on a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AccountQuestion {
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
    /// The end of the account.
    Deletion,
}

/// What was just done, told on the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AccountNews {
    /// The e-mail address is another.
    EmailChanged,
    /// The mobile is another.
    MobileChanged,
    /// The landline is another.
    LandlineChanged,
    /// There is no landline any more.
    LandlineTakenOff,
    /// The password is another; other devices are signed out.
    PasswordChanged,
    /// A consent was given or withdrawn.
    ConsentKept,
    /// There is a PIN.
    PinChosen,
    /// The PIN is another.
    PinChanged,
    /// There is no PIN any more.
    PinRemoved,
}

/// In which form the tenant takes their data along (RGPD, art. 15 and 20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ExportFormat {
    /// To be read.
    Pdf,
    /// For another program.
    Json,
}

/// A change as typed, ready to be asked for.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Email(Email),
    Landline(Option<LandlinePhone>),
    Mobile(MobilePhone),
    Deletion,
}

/// What goes on once the password was typed.
#[derive(Debug, Clone)]
pub(crate) enum Waiting {
    Change(Change),
    NewPassword,
}

impl Waiting {
    pub(crate) fn question(&self) -> AccountQuestion {
        match self {
            Self::Change(Change::Email(_)) => AccountQuestion::Email,
            Self::Change(Change::Landline(_)) => AccountQuestion::Landline,
            Self::Change(Change::Mobile(_)) => AccountQuestion::Mobile,
            Self::Change(Change::Deletion) => AccountQuestion::Deletion,
            Self::NewPassword => AccountQuestion::Password,
        }
    }
}
