//! The rules of the service, apart from HTTP and SQL.

pub(crate) mod account;
pub(crate) mod consent;
pub(crate) mod decoy;
pub(crate) mod enrolment;
pub(crate) mod letter;
pub(crate) mod password_hash;
pub(crate) mod rent_account;
pub(crate) mod robot_check;
pub(crate) mod session;
pub(crate) mod sign_in_guard;
pub(crate) mod sms_challenge;
pub(crate) mod told;
pub(crate) mod verification;
