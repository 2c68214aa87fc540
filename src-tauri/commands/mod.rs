//! What the wizard may ask: parse, call the tenant's end, map the error. No logic here.

pub(crate) mod account;
pub(crate) mod counter;
pub(crate) mod enrolment;
pub(crate) mod messages;
pub(crate) mod pages;
pub(crate) mod payment;
pub(crate) mod people;
pub(crate) mod pin;
pub(crate) mod receipts;
pub(crate) mod session;
pub(crate) mod window;
