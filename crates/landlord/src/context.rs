//! What rules are given of the service: where a rule has a parameter `service`, it is the part that the rule needs.

use std::ops::Deref;

use contract::LandlordSection;

use crate::{
    clock::Clock, delivery::Outlet, identity::password_hash::PasswordHasher, keys::ServiceKey,
    store::Database, typesetting::drawings::Drawings,
};

/// The database, the service's key, and the time.
pub(crate) struct Context {
    pub(crate) store: Database,
    pub(crate) key: ServiceKey,
    pub(crate) clock: Box<dyn Clock>,
}

/// What the rules about tenants and staff need beside it: to hash a password, to draw a PDF file, to send a
/// message, to name the landlord.
#[derive(Clone, Copy)]
pub(crate) struct PeopleContext<'a> {
    pub(crate) base: &'a Context,
    pub(crate) passwords: &'a PasswordHasher,
    pub(crate) drawings: &'a Drawings,
    pub(crate) outlet: &'a Outlet,
    pub(crate) landlord: &'a LandlordSection,
}

impl Deref for PeopleContext<'_> {
    type Target = Context;

    fn deref(&self) -> &Context {
        self.base
    }
}
