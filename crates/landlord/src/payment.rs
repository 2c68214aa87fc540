//! Payment by card: `provider` takes the card, `rules` counts the money once.

pub(crate) mod pages;
pub mod provider;
pub(crate) mod routes;
pub(crate) mod rules;
pub(crate) mod store;
