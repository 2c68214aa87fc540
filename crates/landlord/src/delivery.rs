//! Delivery of messages to tenants: one trait, [`Carrier`], for text messages and mails.

mod capture;
mod carrier;
pub mod mail;
mod outlet;
pub mod security_alert;
pub mod sms;
pub(crate) mod sms_code;
mod under_way;

pub use self::{
    capture::MessageCapture,
    carrier::{Carrier, DeliveryError, Handover, Message},
};
pub(crate) use self::{outlet::Outlet, under_way::UnderWay};
