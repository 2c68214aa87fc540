//! Delivery of messages to tenants: one trait, [`Carrier`], for text messages and mails, and one outlet, with budgets
//! (S23).

pub(crate) mod budget;
mod capture;
mod carrier;
pub mod mail;
mod notices;
mod outlet;
pub mod security_alert;
pub mod sms;
pub(crate) mod sms_code;
mod under_way;

pub(crate) use self::{budget::Share, notices::Notices, outlet::Outlet};
pub use self::{
    capture::MessageCapture,
    carrier::{Carrier, DeliveryError, Handover, Message},
};
