//! *Mon profil* on the wire: what the service holds about a signed-in tenant, and changes to it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AgencyMessage, Email, LandlinePhone, Language, MaskedPhone, MobilePhone, OnlinePayment, RentAccount,
    RentDocument, StaffActionTaken, Tenancy, TenantCode, TypedPassword, WireSecret,
};

/// The tenant's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountProfile {
    /// E-mail address the landlord writes to.
    pub email: Email,
    /// Landline, if any.
    pub landline: Option<LandlinePhone>,
    /// Whether a code that was sent to that address came back. Earlier services asked for none.
    #[serde(default = "confirmed")]
    pub email_confirmed: bool,
    /// A new address that does not count yet.
    #[serde(default)]
    pub pending_email: Option<PendingEmail>,
    /// The mobile on file, masked, if any.
    pub mobile: Option<MaskedPhone>,
    /// A new mobile that does not count yet.
    #[serde(default)]
    pub pending_mobile: Option<PendingMobile>,
    /// The tenant's consents.
    pub consents: Consents,
    /// When the terms of use were accepted.
    #[schema(value_type = String, format = DateTime)]
    pub terms_accepted_at: Timestamp,
    /// When the account was created.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// Language in which the landlord writes to the tenant.
    #[serde(default)]
    pub language: Language,
}

const fn confirmed() -> bool {
    true
}

/// A new e-mail address that does not count yet (S8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PendingEmail {
    /// The new address.
    pub email: Email,
    /// Whether it still waits for the code that was sent there.
    pub code_wanted: bool,
    /// From when it counts, because the password was reset by SMS not long before; none when the code is enough.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub counts_from: Option<Timestamp>,
    /// Whether a code that was sent to the old address makes it count at once.
    pub old_address_decides: bool,
}

/// A new mobile that does not count yet (S8): its code came back, and the password was reset by SMS not long before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PendingMobile {
    /// The new number, masked.
    pub mobile: MaskedPhone,
    /// From when it counts.
    #[schema(value_type = String, format = DateTime)]
    pub counts_from: Timestamp,
    /// Whether a code that was sent to the e-mail address makes it count at once.
    pub old_address_decides: bool,
}

/// The consents of a tenant. Each is given separately and revocable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Consents {
    /// Consent to e-mails from the landlord.
    pub mails: Consent,
    /// Express agreement to electronic receipts (loi n° 89-462, art. 21).
    pub electronic_receipts: Consent,
}

/// A consent, given or withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Consent {
    /// Whether the tenant agrees.
    pub given: bool,
    /// When this decision was made.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

/// What a consent is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum ConsentKind {
    /// E-mails from the landlord.
    Mails,
    /// Express agreement to electronic receipts (loi n° 89-462, art. 21).
    ElectronicReceipts,
}

/// A decision of the tenant about a consent: the proof that it was given or withdrawn (RGPD, art. 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsentEntry {
    /// What it is about.
    pub consent: ConsentKind,
    /// Whether the tenant agreed.
    pub given: bool,
    /// When the tenant decided.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// Body of `PUT /v1/account/consents`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsentChoice {
    /// Whether the landlord may send e-mails.
    pub mails: bool,
    /// Express agreement to electronic receipts.
    pub electronic_receipts: bool,
}

/// Body of `POST /v1/account/reauthentication`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reauthentication {
    /// The current password.
    pub password: TypedPassword,
}

/// Answer to a right password: sensitive changes are allowed for a while (S8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reauthenticated {
    /// Seconds until the password has to be typed again.
    pub expires_in: u64,
}

/// Body of `PUT /v1/account/email`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EmailChange {
    /// The new address.
    pub email: Email,
}

/// Body of `PUT /v1/account/landline`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LandlineChange {
    /// The new landline; none removes it.
    pub landline: Option<LandlinePhone>,
}

/// Body of `POST /v1/account/mobile`: the service sends an SMS code to this number.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MobileChange {
    /// The new mobile.
    pub mobile: MobilePhone,
}

/// Body of `PUT /v1/account/password`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PasswordChange {
    /// The current password.
    pub current_password: TypedPassword,
    /// The new password; the service checks it.
    pub new_password: WireSecret,
}

/// A session, as an entry of the tenant's list of devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignedInDevice {
    /// Its id, for `DELETE /v1/account/devices/{id}`.
    pub id: String,
    /// The name that the machine gave itself.
    pub name: Option<String>,
    /// When it signed in.
    #[schema(value_type = String, format = DateTime)]
    pub first_seen_at: Timestamp,
    /// When it was last active, to within the lifetime of an access token.
    #[schema(value_type = String, format = DateTime)]
    pub last_seen_at: Timestamp,
    /// Whether this session makes the request.
    pub current: bool,
}

/// Where the tenant is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignedInDevices {
    /// The active sessions, most recently seen first.
    pub devices: Vec<SignedInDevice>,
}

/// Maximum size of an [`AccountExport`] as JSON, in bytes: above what the service's longest lists of the longest messages
/// come to.
pub const MAX_EXPORT_BYTES: usize = 96 * 1024 * 1024;

/// The data held about the tenant (RGPD, art. 15 and 20). Its lists are those of a whole tenancy, not only what screens
/// show: the service's maximum of each is more than a person has.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountExport {
    /// When the export was made.
    #[schema(value_type = String, format = DateTime)]
    pub exported_at: Timestamp,
    /// The tenant it is about.
    pub tenant_code: TenantCode,
    /// The account.
    pub account: AccountProfile,
    /// The decisions about consents, oldest first.
    pub consent_history: Vec<ConsentEntry>,
    /// The mobile on file, unmasked.
    pub mobile: Option<MobilePhone>,
    /// Home and agency.
    pub tenancy: Tenancy,
    /// The active sessions.
    pub devices: Vec<SignedInDevice>,
    /// The rent documents of the lease.
    pub rent_documents: Vec<RentDocument>,
    /// What the lease owes, and the payments received.
    pub rent_account: RentAccount,
    /// The card payments of the lease, newest first.
    pub payments: Vec<OnlinePayment>,
    /// The messages to the agency with its answers, newest first.
    #[serde(default)]
    pub messages: Vec<AgencyMessage>,
    /// The actions of agency staff for the tenant, newest first.
    #[serde(default)]
    pub staff_actions: Vec<StaffActionTaken>,
}
