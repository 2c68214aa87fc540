//! *Payer mon loyer* as the wizard shows it.

use contract::OtherPaymentMeans;
use serde::Serialize;

use super::{card_payment::CardPaymentView, transfer::Transfer};
use crate::{core::freshness::Freshness, rent_account::OwedView};

/// *Payer mon loyer*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WaysToPay {
    /// What is owed; none before the first synchronisation.
    pub owed: Option<OwedView>,
    /// The landlord takes cards, and a card can pay what is owed.
    pub cards: bool,
    /// A payment by card that is pending, or whose outcome was not seen yet.
    pub payment: Option<CardPaymentView>,
    /// What a transfer needs; none when the landlord publishes no bank account.
    pub transfer: Option<Transfer>,
    /// The other ways to pay.
    pub others: Vec<OtherPaymentMeans>,
    /// How fresh this is.
    pub freshness: Freshness,
}
