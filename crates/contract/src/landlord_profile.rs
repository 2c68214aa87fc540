//! Who the landlord is and how its product looks.

use serde::{Deserialize, Serialize};

/// The landlord's public profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(export))]
pub struct LandlordProfile {
    /// Legal name.
    #[schema(example = "Habitat Hauts-de-France")]
    pub name: String,
    /// What the product is called for its tenants.
    #[schema(example = "Espace Locataire")]
    pub product_name: String,
    /// Telephone of the head office, as written in France.
    pub telephone: String,
    /// E-mail address of the head office.
    pub email: String,
    /// Public web site.
    pub website: String,
    /// Postal address, one line each.
    pub address: Vec<String>,
    /// SIRET number.
    #[schema(example = "62082030500017")]
    pub siret: String,
    /// The landlord's colour as `#rrggbb`; none keeps the product's own.
    pub primary_colour: Option<String>,
    /// Where the terms of use stand.
    pub terms_url: Option<String>,
}
