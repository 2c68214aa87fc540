//! Ways to pay the rent outside the application.

use serde::{Deserialize, Serialize};

use crate::{Bic, Iban};

/// The account that transfers go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TransferAccount {
    /// Name of the payee, at most 70 characters (EPC069-12).
    pub payee: String,
    /// The IBAN of the account.
    pub iban: Iban,
    /// The BIC of its bank; no longer needed for transfers within Europe.
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

/// A way to pay, with instructions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OtherPaymentMeans {
    /// Which way.
    pub kind: PaymentMeansKind,
    /// Instructions in the landlord's own words, one element per paragraph.
    pub words: Vec<String>,
}

/// How the rent can be paid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentMeans {
    /// By transfer.
    pub transfer: Option<TransferAccount>,
    /// Other ways, in the landlord's order.
    #[serde(default)]
    pub others: Vec<OtherPaymentMeans>,
}
