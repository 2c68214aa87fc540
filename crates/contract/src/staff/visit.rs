//! A tenant's visit to the counter on the wire: whom staff help, with what, and what is written down of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{BirthDate, EnrolmentOpened, EnrolmentPurpose, MaskedPhone, MobilePhone, SmsSent, TenantCode};

/// Body of `POST /v1/staff/searches`: a tenant code, or a name with a birth date. It is not kept.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum TenantSearch {
    /// By the code, in any agency.
    TenantCode(TenantCode),
    /// By name and birth date, in the agency of who asks.
    #[serde(rename_all = "camelCase")]
    Person {
        /// The last name, and the first name perhaps; case and accents do not matter.
        name: String,
        /// The birth date.
        born_on: BirthDate,
    },
}

/// A tenant who may be the one at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TenantAtCounter {
    /// Their code.
    pub tenant_code: TenantCode,
    /// « Mme Jeanne DURAND »
    pub name: String,
    /// Where they live, one line each.
    pub dwelling: Vec<String>,
    /// The number on file, masked; none when there is none.
    pub mobile: Option<MaskedPhone>,
    /// There is an account.
    pub registered: bool,
    /// The password was reset in the last days: another number wants a second member of staff.
    pub recently_reset: bool,
}

/// Who was found: five at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TenantsFound {
    /// The tenants.
    pub tenants: Vec<TenantAtCounter>,
    /// There are more than are told.
    pub more: bool,
}

/// The kind of paper by which staff saw who somebody is. Its number is never asked for.
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
    /// A kind that this version does not know; never said by the application.
    #[serde(other)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    Unknown,
}

/// What a tenant agrees to have done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum VisitPurpose {
    /// To make an account.
    SignUp,
    /// To choose another password.
    PasswordReset,
    /// To put another number on file.
    NewNumber,
    /// To look at receipts, or print them.
    Receipts,
    /// A purpose that this version does not know; never said by the application.
    #[serde(other)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    Unknown,
}

/// Body of `POST /v1/staff/visits`: the tenant is there, was recognised, and agrees. A visit that is under way ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitOpening {
    /// Who is there.
    pub tenant_code: TenantCode,
    /// By what staff saw it.
    pub identity_document: IdentityDocument,
    /// What the tenant agreed to: one at least.
    pub purposes: Vec<VisitPurpose>,
}

/// A visit under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Visit {
    /// Names it; opaque.
    pub id: String,
    /// Who is there.
    pub tenant: TenantAtCounter,
    /// What they agreed to.
    pub purposes: Vec<VisitPurpose>,
    /// A second member of staff has agreed to another number.
    pub approved: bool,
    /// Seconds until it ends by itself.
    pub expires_in: u64,
}

/// Body of `POST /v1/staff/visits/current/enrolments`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitEnrolmentOpening {
    /// What it is for.
    pub purpose: EnrolmentPurpose,
    /// The number that is to be on file; the code goes there at once. Without it, the number on file is completed as
    /// at home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_mobile: Option<MobilePhone>,
}

/// An enrolment at the counter.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitEnrolment {
    /// As at home, without a robot check.
    #[serde(flatten)]
    pub opened: EnrolmentOpened,
    /// The message to the new number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<SmsSent>,
}

/// Something that staff did, as the journal has it (S22).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum StaffAction {
    /// An account of staff came into use.
    Activated,
    /// Signed in.
    SignedIn,
    /// Signed in with a recovery code.
    SignedInByRecoveryCode,
    /// The second factor was asked for again, and was right.
    Checked,
    /// Signed out.
    SignedOut,
    /// Chose another password of their own.
    OwnPasswordChanged,
    /// Looked for a tenant.
    Searched,
    /// Saw who the tenant is, and began the visit that they agreed to.
    VisitBegun,
    /// Handed over to the tenant to sign up.
    SignUpBegun,
    /// The tenant made an account.
    SignedUp,
    /// Handed over to the tenant for another password.
    PasswordResetBegun,
    /// The tenant chose another password.
    PasswordReset,
    /// Proposed another number; a code went there.
    NewNumberProposed,
    /// The tenant confirmed the other number.
    NewNumberConfirmed,
    /// A second member of staff agreed to another number.
    Approved,
    /// Printed the paper on what the tenant agreed to.
    AttestationPrinted,
    /// Printed a registration letter.
    LetterPrinted,
    /// The visit ended.
    VisitEnded,
    /// Exported the journal of the agency.
    JournalExported,
    /// An action that this version does not know.
    #[serde(other)]
    Unknown,
}

/// An action of staff for a tenant, as *Mon profil* shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffActionTaken {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What.
    pub action: StaffAction,
    /// « Claire MARTIN »
    pub staff: String,
    /// « Agence de Lens »
    pub agency: String,
}

/// Answer of `GET /v1/account/staff-actions`: the newest first, 50 at most.
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
    fn a_purpose_or_an_action_of_a_later_version_is_tolerated() {
        let purpose: VisitPurpose = serde_json::from_str(r#""ofTomorrow""#).expect("tolerated");
        assert_eq!(purpose, VisitPurpose::Unknown);
        let action: StaffAction = serde_json::from_str(r#""ofTomorrow""#).expect("tolerated");
        assert_eq!(action, StaffAction::Unknown);
    }

    #[test]
    fn printing_a_search_tells_no_birth_date() {
        let search = r#"{"person":{"name":"DURAND","bornOn":"1958-03-12"}}"#;
        let search: TenantSearch = serde_json::from_str(search).expect("readable");
        assert!(!format!("{search:?}").contains("1958"));
    }
}
