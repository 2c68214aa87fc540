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
    /// What is owed; none before the landlord was asked once.
    pub owed: Option<OwedView>,
    /// The landlord takes cards, and there is something that one can pay.
    pub cards: bool,
    /// A payment by card that waits, or whose end was not seen yet.
    pub payment: Option<CardPaymentView>,
    /// By transfer.
    pub transfer: Option<Transfer>,
    /// Otherwise.
    pub others: Vec<OtherPaymentMeans>,
    /// How fresh this is.
    pub freshness: Freshness,
}
