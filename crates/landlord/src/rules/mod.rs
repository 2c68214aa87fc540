//! The rules of the service, apart from HTTP and SQL.

pub(crate) mod decoy;
pub(crate) mod enrolment;
pub(crate) mod password_hash;
pub(crate) mod quota;
pub(crate) mod robot_check;
pub(crate) mod session;
