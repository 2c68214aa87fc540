//! A tenant's visit to the counter on the wire: whom staff help, with what, and what the journal records (S21,
//! S22).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    BirthDate, EnrolmentOpened, EnrolmentPurpose, MaskedPhone, MobilePhone, SmsSent, TenantCode, VisitNote,
    VisitReason, WireSecret,
};

/// Body of `POST /v1/staff/searches`: a tenant code, or a name with a birth date. The service does not store it.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum TenantSearch {
    /// By tenant code, in any agency.
    TenantCode(TenantCode),
    /// By name and birth date, in the caller's agency.
    #[serde(rename_all = "camelCase")]
    Person {
        /// The last name, optionally with the first name; case and accents are ignored.
        name: String,
        /// The birth date.
        born_on: BirthDate,
    },
}

/// A tenant, as shown to staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TenantAtCounter {
    /// Their tenant code.
    pub tenant_code: TenantCode,
    /// Name: « Mme Jeanne DURAND ».
    pub name: String,
    /// Their address, line by line.
    pub dwelling: Vec<String>,
    /// The number on file, masked, if any.
    pub mobile: Option<MaskedPhone>,
    /// Whether they have an account.
    pub registered: bool,
    /// Whether the password was reset recently. A new number then needs the approval of a second member of staff
    /// (S21).
    pub recently_reset: bool,
    /// Since when their account is closed to everybody, if it is (S25).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_since: Option<Timestamp>,
    /// Name of their agency, when it is not the caller's: a visit then needs a reason (S21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_agency: Option<String>,
}

/// The tenants found: at most five.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TenantsFound {
    /// The tenants.
    pub tenants: Vec<TenantAtCounter>,
    /// Whether more tenants match.
    pub more: bool,
}

/// The kind of identity document that a tenant showed to staff. Its number is never asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum IdentityDocument {
    /// Carte d’identité.
    IdentityCard,
    /// Passeport.
    Passport,
    /// Titre de séjour.
    ResidencePermit,
    /// Permis de conduire.
    DrivingLicence,
    /// A kind that this version does not know; never sent by the application.
    #[serde(other)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    Unknown,
}

/// Something that a tenant agrees to during a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum VisitPurpose {
    /// Create an account.
    SignUp,
    /// Choose a new password.
    PasswordReset,
    /// Put a new number on file.
    NewNumber,
    /// View or print receipts.
    Receipts,
    /// A purpose that this version does not know; never sent by the application.
    #[serde(other)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    Unknown,
}

/// Body of `POST /v1/staff/visits`, which starts a visit: staff have found the tenant by a search and identified them,
/// and the tenant agreed. A visit already under way ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitOpening {
    /// The tenant at the counter.
    pub tenant_code: TenantCode,
    /// The identity document that staff saw.
    pub identity_document: IdentityDocument,
    /// What the tenant agreed to; at least one.
    pub purposes: Vec<VisitPurpose>,
    /// Why a tenant of another agency comes here. Required for such a tenant, and recorded in the journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<VisitReason>,
    /// More about the reason. Required with [`VisitReason::Other`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<VisitNote>,
}

/// Body of `POST /v1/staff/visits/current/purposes`: what the tenant agrees to besides, during the visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitPurposesAdded {
    /// What the tenant agreed to; at least one. Those agreed to before change nothing.
    pub purposes: Vec<VisitPurpose>,
}

/// A visit under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Visit {
    /// Opaque id.
    pub id: String,
    /// The tenant at the counter.
    pub tenant: TenantAtCounter,
    /// What they agreed to.
    pub purposes: Vec<VisitPurpose>,
    /// Whether a second member of staff has approved a new number, or a letter printed here.
    pub approved: bool,
    /// Seconds until it expires.
    pub expires_in: u64,
}

/// A visit that has begun.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitBegun {
    /// The visit.
    #[serde(flatten)]
    pub visit: Visit,
    /// Sent with the tenant's sign-in (`visit`), whose session then ends with the visit. Shown here only.
    pub token: WireSecret,
}

/// Body of `POST /v1/staff/visits/current/enrolments`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitEnrolmentOpening {
    /// Purpose of the enrolment.
    pub purpose: EnrolmentPurpose,
    /// The new number to put on file; the SMS code is sent there at once. Without it, the tenant completes the
    /// number on file, as at home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_mobile: Option<MobilePhone>,
}

/// An enrolment at the counter.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitEnrolment {
    /// The enrolment, as at home but without a robot check.
    #[serde(flatten)]
    pub opened: EnrolmentOpened,
    /// The SMS sent to the new number; none when the tenant completes the number on file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<SmsSent>,
}

/// An action of staff, as the journal records it (S22).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum StaffAction {
    /// The key of a new second factor was shown to who activates an account.
    ActivationBegun,
    /// A staff account was activated.
    Activated,
    /// Typed a wrong password, second factor or activation code.
    ProofFailed,
    /// Signed in.
    SignedIn,
    /// Signed in with a recovery code.
    SignedInByRecoveryCode,
    /// Signed in with a security key.
    SignedInBySecurityKey,
    /// Passed a repeated check of the second factor.
    Checked,
    /// Signed out.
    SignedOut,
    /// Changed their own password.
    OwnPasswordChanged,
    /// Added a security key of their own.
    SecurityKeyAdded,
    /// Removed a security key of their own.
    SecurityKeyRemoved,
    /// Searched for a tenant.
    Searched,
    /// Identified the tenant and started a visit.
    VisitBegun,
    /// The tenant agreed to more during the visit.
    PurposesAdded,
    /// Handed over to the tenant for sign-up.
    SignUpBegun,
    /// The tenant created an account.
    SignedUp,
    /// Handed over to the tenant for a new password.
    PasswordResetBegun,
    /// The tenant chose a new password.
    PasswordReset,
    /// Entered a new number; an SMS code was sent there.
    NewNumberProposed,
    /// The tenant confirmed the new number.
    NewNumberConfirmed,
    /// Approved a new number or a letter, as a second member of staff.
    Approved,
    /// The same, by a recovery code.
    ApprovedByRecoveryCode,
    /// Printed the consent form.
    #[serde(rename = "attestationPrinted")]
    ConsentPrinted,
    /// Printed a registration letter.
    LetterPrinted,
    /// Asked for a registration letter by post.
    LetterPosted,
    /// Closed the account of the tenant to everybody, or its tenant did with the link of a notice (S25).
    AccountClosed,
    /// Opened the account of the tenant again.
    AccountReopened,
    /// The visit ended.
    VisitEnded,
    /// Exported the journal of the agency.
    JournalExported,
    /// An action that this version does not know.
    #[serde(other)]
    Unknown,
}

/// An action of staff for a tenant, as shown in *Mon profil*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffActionTaken {
    /// When it was done.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What was done.
    pub action: StaffAction,
    /// Name of the staff member: « Claire MARTIN ».
    pub staff: String,
    /// Name of the agency: « Agence de Lens ».
    pub agency: String,
}

/// Answer of `GET /v1/account/staff-actions`: at most 50 actions, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffActionsTaken {
    /// What staff did for the caller.
    pub actions: Vec<StaffActionTaken>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerates_purposes_and_actions_of_a_later_version() {
        let purpose: VisitPurpose = serde_json::from_str(r#""ofTomorrow""#).expect("tolerated");
        assert_eq!(purpose, VisitPurpose::Unknown);
        let action: StaffAction = serde_json::from_str(r#""ofTomorrow""#).expect("tolerated");
        assert_eq!(action, StaffAction::Unknown);
    }

    #[test]
    fn a_printed_consent_keeps_its_name_on_the_wire() {
        let action = serde_json::to_string(&StaffAction::ConsentPrinted).expect("JSON");
        assert_eq!(action, r#""attestationPrinted""#);
    }

    #[test]
    fn a_visit_of_an_earlier_version_has_no_reason() {
        let opening =
            r#"{"tenantCode":"204518730961245","identityDocument":"passport","purposes":["signUp"]}"#;
        let opening: VisitOpening = serde_json::from_str(opening).expect("readable");
        assert_eq!((opening.reason, opening.note), (None, None));
    }

    #[test]
    fn debug_output_of_a_search_hides_the_birth_date() {
        let search = r#"{"person":{"name":"DURAND","bornOn":"1958-03-12"}}"#;
        let search: TenantSearch = serde_json::from_str(search).expect("readable");
        assert!(!format!("{search:?}").contains("1958"));
    }
}
