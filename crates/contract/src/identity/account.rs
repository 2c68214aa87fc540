//! *Mon profil* on the wire: what the service holds of a signed-in tenant, and its changes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AgencyMessage, Email, LandlinePhone, Language, MaskedPhone, MobilePhone, OnlinePayment, RentAccount,
    RentDocument, StaffActionTaken, Tenancy, TenantCode, WireSecret,
};

/// The tenant's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountProfile {
    /// Where the landlord writes.
    pub email: Email,
    /// A landline, when there is one.
    pub landline: Option<LandlinePhone>,
    /// The mobile on file, masked; none when the landlord has none.
    pub mobile: Option<MaskedPhone>,
    /// What the tenant agreed to.
    pub consents: Consents,
    /// When the terms of use were accepted.
    #[schema(value_type = String, format = DateTime)]
    pub terms_accepted_at: Timestamp,
    /// When the account was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// The language in which the landlord writes.
    #[serde(default)]
    pub language: Language,
}

/// What a tenant agreed to, each on its own and revocable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Consents {
    /// The landlord may send mails.
    pub mails: Consent,
    /// Express agreement to electronic receipts (loi n° 89-462, art. 21).
    pub electronic_receipts: Consent,
}

/// A consent given or withheld, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Consent {
    /// The tenant agrees.
    pub given: bool,
    /// Since when it stands so.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

/// Something that a tenant agrees to or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum ConsentKind {
    /// The landlord may send mails.
    Mails,
    /// Express agreement to electronic receipts (loi n° 89-462, art. 21).
    ElectronicReceipts,
}

/// An answer of the tenant's to a consent: the proof that it was given, or withdrawn (RGPD, art. 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsentEntry {
    /// What was agreed to or not.
    pub consent: ConsentKind,
    /// The tenant agreed.
    pub given: bool,
    /// When it was said.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// Body of `PUT /v1/account/consents`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsentChoice {
    /// The landlord may send mails.
    pub mails: bool,
    /// Express agreement to electronic receipts.
    pub electronic_receipts: bool,
}

/// Body of `POST /v1/account/reauthentication`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reauthentication {
    /// The password in force.
    pub password: WireSecret,
}

/// The password was right: changes that need it may follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reauthenticated {
    /// Seconds until it has to be typed again.
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
    /// The new landline; none takes it off.
    pub landline: Option<LandlinePhone>,
}

/// Body of `POST /v1/account/mobile`: a code goes to this number.
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
    /// The password in force.
    pub current_password: WireSecret,
    /// The one that replaces it; checked by the service.
    pub new_password: WireSecret,
}

/// A session as the tenant's list of devices shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignedInDevice {
    /// Names it for `DELETE /v1/account/devices/{id}`.
    pub id: String,
    /// What the machine called itself.
    pub name: Option<String>,
    /// When it signed in.
    #[schema(value_type = String, format = DateTime)]
    pub first_seen_at: Timestamp,
    /// When it last came back, to within the life of an access token.
    #[schema(value_type = String, format = DateTime)]
    pub last_seen_at: Timestamp,
    /// It is the machine that asks.
    pub current: bool,
}

/// Where the tenant is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignedInDevices {
    /// The sessions in force, the last seen first.
    pub devices: Vec<SignedInDevice>,
}

/// Everything held about the person (RGPD, art. 15 and 20).
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountExport {
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub exported_at: Timestamp,
    /// Who it is about.
    pub tenant_code: TenantCode,
    /// The account.
    pub account: AccountProfile,
    /// Each answer to a consent, the oldest first.
    pub consent_history: Vec<ConsentEntry>,
    /// The mobile on file, whole.
    pub mobile: Option<MobilePhone>,
    /// Home and agency.
    pub tenancy: Tenancy,
    /// The sessions in force.
    pub devices: Vec<SignedInDevice>,
    /// The rent documents of the lease.
    pub rent_documents: Vec<RentDocument>,
    /// What the lease owes, and what came in.
    pub rent_account: RentAccount,
    /// The last payments by card.
    pub payments: Vec<OnlinePayment>,
    /// What was written to the agency, and its answers.
    #[serde(default)]
    pub messages: Vec<AgencyMessage>,
    /// The last actions of agency staff for the person.
    #[serde(default)]
    pub staff_actions: Vec<StaffActionTaken>,
}
