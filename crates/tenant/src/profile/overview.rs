//! *Mon profil* as the wizard shows it, and as the archive keeps it for a start without a network.

use contract::{
    AccountProfile, Consent, LandlinePhone, MaskedPhone, PendingEmail, PendingMobile, SignedInDevice,
    SignedInDevices, StaffAction, StaffActionTaken, StaffActionsTaken,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the landlord holds of the tenant's account. Moments are in RFC 3339.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProfileOverview {
    /// Where the landlord writes.
    pub email: String,
    /// A code that was sent to that address came back.
    #[serde(default = "confirmed")]
    pub email_confirmed: bool,
    /// Another address that does not count yet.
    #[serde(default)]
    pub pending_email: Option<PendingEmailView>,
    /// The landline, as written in France.
    pub landline: Option<String>,
    /// The mobile on file, masked.
    pub mobile: Option<MaskedPhone>,
    /// Another mobile that does not count yet.
    #[serde(default)]
    pub pending_mobile: Option<PendingMobileView>,
    /// The landlord may send mails.
    pub mails: ConsentView,
    /// Express agreement to electronic receipts.
    pub electronic_receipts: ConsentView,
    /// When the terms of use were accepted.
    pub terms_accepted_at: String,
    /// The devices that are signed in: this computer first, then the most recently seen.
    pub devices: Vec<Device>,
    /// What agency staff did for the tenant, newest first.
    #[serde(default)]
    pub helped: Vec<StaffHelp>,
    /// When this was fetched.
    pub as_of: String,
}

/// What an archive of an earlier version holds was in use.
const fn confirmed() -> bool {
    true
}

/// Another e-mail address that does not count yet (S8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PendingEmailView {
    /// The address.
    pub email: String,
    /// It waits for the code that was sent there.
    pub code_wanted: bool,
    /// From when it counts, in RFC 3339; null when the code is enough.
    pub counts_from: Option<String>,
    /// A code that was sent to the old address makes it count at once.
    pub old_address_decides: bool,
}

/// Another mobile that does not count yet (S8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PendingMobileView {
    /// The number, masked.
    pub mobile: MaskedPhone,
    /// From when it counts, in RFC 3339.
    pub counts_from: String,
    /// A code that was sent to the e-mail address makes it count at once.
    pub old_address_decides: bool,
}

/// An action of agency staff for the tenant (S22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StaffHelp {
    /// When, in RFC 3339.
    pub at: String,
    /// The action.
    pub action: StaffAction,
    /// « Claire MARTIN »
    pub staff: String,
    /// « Agence de Lens »
    pub agency: String,
}

impl StaffHelp {
    /// The actions worth showing to the tenant. What staff only prepared or ended is in the export of all data.
    fn shown(taken: StaffActionTaken) -> Option<Self> {
        let worth_telling = matches!(
            taken.action,
            StaffAction::VisitBegun
                | StaffAction::PurposesAdded
                | StaffAction::SignedUp
                | StaffAction::PasswordReset
                | StaffAction::NewNumberConfirmed
                | StaffAction::Approved
                | StaffAction::ApprovedByRecoveryCode
                | StaffAction::LetterPrinted
                | StaffAction::LetterPosted
                | StaffAction::AccountClosed
                | StaffAction::AccountReopened
        );
        worth_telling.then(|| Self {
            at: taken.at.to_string(),
            action: match taken.action {
                // How a member of staff proved who they are is their agency's business.
                StaffAction::ApprovedByRecoveryCode => StaffAction::Approved,
                action => action,
            },
            staff: taken.staff,
            agency: taken.agency,
        })
    }
}

/// A consent given or withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ConsentView {
    /// The tenant agrees.
    pub given: bool,
    /// Since when, in RFC 3339.
    pub since: String,
}

/// A machine that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Device {
    /// Its id.
    pub id: String,
    /// The name that it gave itself.
    pub name: Option<String>,
    /// When it signed in, in RFC 3339.
    pub first_seen_at: String,
    /// When it was last seen, in RFC 3339, to within the lifetime of an access token.
    pub last_seen_at: String,
    /// It is this computer.
    pub current: bool,
}

impl ProfileOverview {
    pub(crate) fn of(
        profile: &AccountProfile,
        devices: SignedInDevices,
        helped: StaffActionsTaken,
        now: Timestamp,
    ) -> Self {
        let mut devices: Vec<Device> = devices.devices.into_iter().map(Device::from).collect();
        // A stable sort: the service lists the most recently seen first.
        devices.sort_by_key(|device| !device.current);
        Self {
            email: profile.email.as_str().to_owned(),
            email_confirmed: profile.email_confirmed,
            pending_email: profile.pending_email.as_ref().map(PendingEmailView::from),
            landline: profile.landline.as_ref().map(LandlinePhone::national),
            mobile: profile.mobile.clone(),
            pending_mobile: profile.pending_mobile.as_ref().map(PendingMobileView::from),
            mails: (&profile.consents.mails).into(),
            electronic_receipts: (&profile.consents.electronic_receipts).into(),
            terms_accepted_at: profile.terms_accepted_at.to_string(),
            devices,
            helped: helped.actions.into_iter().filter_map(StaffHelp::shown).collect(),
            as_of: now.to_string(),
        }
    }
}

impl From<&PendingEmail> for PendingEmailView {
    fn from(pending: &PendingEmail) -> Self {
        Self {
            email: pending.email.as_str().to_owned(),
            code_wanted: pending.code_wanted,
            counts_from: pending.counts_from.map(|moment| moment.to_string()),
            old_address_decides: pending.old_address_decides,
        }
    }
}

impl From<&PendingMobile> for PendingMobileView {
    fn from(pending: &PendingMobile) -> Self {
        Self {
            mobile: pending.mobile.clone(),
            counts_from: pending.counts_from.to_string(),
            old_address_decides: pending.old_address_decides,
        }
    }
}

impl From<&Consent> for ConsentView {
    fn from(consent: &Consent) -> Self {
        Self {
            given: consent.given,
            since: consent.since.to_string(),
        }
    }
}

impl From<SignedInDevice> for Device {
    fn from(device: SignedInDevice) -> Self {
        Self {
            id: device.id,
            name: device.name,
            first_seen_at: device.first_seen_at.to_string(),
            last_seen_at: device.last_seen_at.to_string(),
            current: device.current,
        }
    }
}
