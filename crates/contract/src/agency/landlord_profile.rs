//! Who the landlord is and how its product looks.

use serde::{Deserialize, Serialize};

use crate::{AttestationKey, PaymentMeans};

/// The landlord's public profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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
    /// The keys that its rent documents are signed with: the one in use, then those before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub attestation_keys: Vec<AttestationKey>,
    /// The hosts of the pages where cards are taken: the application opens no other (S16). None: no cards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub payment_hosts: Vec<String>,
    /// How the rent can be paid.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub payment_means: PaymentMeans,
}

/// `[landlord]` of a `landlord.toml`, the application's and the service's.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LandlordSection {
    /// Legal name.
    pub name: String,
    /// What the product is called for its tenants.
    #[serde(default = "usual_product_name")]
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
    pub siret: String,
    /// `#rrggbb`; none keeps the product's own.
    pub primary_colour: Option<String>,
    /// Where the terms of use stand.
    pub terms_url: Option<String>,
}

fn usual_product_name() -> String {
    "Espace Locataire".to_owned()
}

impl From<LandlordSection> for LandlordProfile {
    fn from(section: LandlordSection) -> Self {
        Self {
            name: section.name,
            product_name: section.product_name,
            telephone: section.telephone,
            email: section.email,
            website: section.website,
            address: section.address,
            siret: section.siret,
            primary_colour: section.primary_colour,
            terms_url: section.terms_url,
            attestation_keys: Vec::new(),
            payment_hosts: Vec::new(),
            payment_means: PaymentMeans::default(),
        }
    }
}
