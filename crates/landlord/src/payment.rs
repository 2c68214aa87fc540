//! Payment by card: `provider` talks to the card provider, `rules` counts the money once.

pub(crate) mod pages;
pub mod provider;
pub mod providers;
pub(crate) mod report;
pub(crate) mod routes;
pub(crate) mod rules;
pub(crate) mod store;

use std::ops::Deref;

use contract::IssuingLandlord;

use self::providers::CardProviders;
use crate::context::Context;

/// What the rules of payments need.
pub(crate) struct Payments<'a> {
    pub(crate) base: &'a Context,
    pub(crate) cards: &'a CardProviders,
    /// The landlord as receipts name it.
    pub(crate) landlord: IssuingLandlord,
    /// Public address of the service, without a trailing slash.
    pub(crate) address: String,
}

impl Deref for Payments<'_> {
    type Target = Context;

    fn deref(&self) -> &Context {
        self.base
    }
}
