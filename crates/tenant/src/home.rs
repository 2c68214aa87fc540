//! *Accueil* as the wizard shows it.

use contract::News;
use serde::Serialize;

use crate::{
    core::freshness::Freshness, documents::view::DocumentSummary, payment::card_payment::CardPaymentView,
    rent_account::OwedView,
};

/// What one look has to tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HomeOverview {
    /// What is owed; none before the landlord was asked once.
    pub owed: Option<OwedView>,
    /// A payment by card that waits, or whose end was not seen yet.
    pub payment: Option<CardPaymentView>,
    /// The agency has answered a message, and the answer was not seen yet.
    pub answered: bool,
    /// The newest document that counts.
    pub latest: Option<DocumentSummary>,
    /// How many documents there are.
    pub documents: u32,
    /// What the landlord has to say today.
    pub news: Vec<News>,
    /// How fresh this is.
    pub freshness: Freshness,
}
