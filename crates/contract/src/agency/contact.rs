//! The landlord's agencies.

use serde::{Deserialize, Serialize};

/// An agency, which tenants call or visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Agency {
    /// Name, as on its door.
    #[schema(example = "Agence de Lens")]
    pub name: String,
    /// Postal address, line by line.
    pub address: Vec<String>,
    /// Telephone, as written in France.
    #[schema(example = "03 21 00 00 01")]
    pub telephone: String,
    /// E-mail address.
    pub email: String,
    /// Opening hours, one line each.
    pub opening_hours: Vec<String>,
}
