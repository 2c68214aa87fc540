//! Staff of an agency, and a tenant's visit to its counter.

mod member;
mod reason;
mod security_key;
mod visit;

pub use member::{
    CounterFigures, JournalDays, JournalDaysFlaw, JournalPeriod, RecoveryCodes, STAFF_DEVICE_HEADER,
    SecondFactor, StaffActivation, StaffCheck, StaffCode, StaffCodeFlaw, StaffConfirmation, StaffCredentials,
    StaffFigures, StaffLogin, StaffLoginFlaw, StaffNewPassword, StaffRole, StaffSession,
};
pub use reason::{VisitNote, VisitNoteFlaw, VisitReason};
pub use security_key::{
    Base64Url, Base64UrlFlaw, SECURITY_KEY_PATH, SecurityKey, SecurityKeyAdding, SecurityKeyAnswer,
    SecurityKeyAssertion, SecurityKeyAttempt, SecurityKeyAttemptState, SecurityKeyAttestation,
    SecurityKeyCreation, SecurityKeyDeed, SecurityKeyName, SecurityKeyNameFlaw, SecurityKeyPage,
    SecurityKeyProof, SecurityKeyRequest, SecurityKeys, StaffCodeOnWire,
};
pub use visit::{
    IdentityDocument, StaffAction, StaffActionTaken, StaffActionsTaken, TenantAtCounter, TenantSearch,
    TenantsFound, Visit, VisitBegun, VisitEnrolment, VisitEnrolmentOpening, VisitOpening, VisitPurpose,
    VisitPurposesAdded,
};
