//! How the rent can be paid, beside the application.

use serde::{Deserialize, Serialize};

use crate::{Bic, Iban};

/// Where a transfer goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TransferAccount {
    /// Who is paid; 70 characters at most (EPC069-12).
    pub payee: String,
    /// The account.
    pub iban: Iban,
    /// Its bank; within Europe no bank asks for it any more.
    pub bic: Option<Bic>,
}

/// A way to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PaymentMeansKind {
    /// *Prélèvement automatique*.
    DirectDebit,
    /// *Chèque*.
    Cheque,
    /// *Espèces*.
    Cash,
    /// A way that this version does not know; its words say what.
    #[serde(other)]
    Other,
}

/// A way to pay, and where and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OtherPaymentMeans {
    /// Which.
    pub kind: PaymentMeansKind,
    /// Where and how, in the landlord's own words, one paragraph each.
    pub words: Vec<String>,
}

/// How the rent can be paid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentMeans {
    /// By transfer.
    pub transfer: Option<TransferAccount>,
    /// Otherwise, in the landlord's order.
    #[serde(default)]
    pub others: Vec<OtherPaymentMeans>,
}
