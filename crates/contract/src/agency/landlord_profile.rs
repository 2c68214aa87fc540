//! Who the landlord is and how its product looks.

use serde::{Deserialize, Serialize};

use super::Siret;
use crate::{ApplicationReleases, AttestationKey, Email, PaymentMeans, ProgramVersion};

/// The landlord's public profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LandlordProfile {
    /// Legal name.
    #[schema(example = "Habitat Hauts-de-France")]
    pub name: String,
    /// Name of the product, as shown to tenants.
    #[schema(example = "Espace Locataire")]
    pub product_name: String,
    /// Telephone of the head office, as written in France.
    pub telephone: String,
    /// E-mail address of the head office.
    pub email: String,
    /// Public web site.
    pub website: String,
    /// Postal address, line by line.
    pub address: Vec<String>,
    /// SIRET number.
    #[schema(example = "62082030500014")]
    pub siret: String,
    /// The landlord's colour as `#rrggbb`; none keeps the product's own.
    pub primary_colour: Option<String>,
    /// Address of the terms of use.
    pub terms_url: Option<String>,
    /// Public keys for the signatures on rent documents: the current one, then the former ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub attestation_keys: Vec<AttestationKey>,
    /// Hosts of the card payment pages; the application opens no other (S16). Empty when cards are not accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub payment_hosts: Vec<String>,
    /// How the rent can be paid.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub payment_means: PaymentMeans,
    /// The versions of the application; none where the landlord announces none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub application: Option<ApplicationReleases>,
    /// Version of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub service_version: Option<ProgramVersion>,
}

/// Section `[landlord]` of `landlord.toml`, both the application's and the service's. The service reads the telephone as
/// a number; to the application it is a text, because the table of numbering plans takes longer to load than its window
/// may.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LandlordSection<Telephone = String> {
    /// Legal name.
    pub name: String,
    /// Name of the product, as shown to tenants.
    #[serde(default = "usual_product_name")]
    pub product_name: String,
    /// Telephone of the head office, as written in France.
    pub telephone: Telephone,
    /// E-mail address of the head office.
    pub email: Email,
    /// Public web site.
    pub website: String,
    /// Postal address, line by line.
    pub address: Vec<String>,
    /// SIRET number.
    pub siret: Siret,
    /// The landlord's colour as `#rrggbb`; none keeps the product's own.
    pub primary_colour: Option<String>,
    /// Address of the terms of use.
    pub terms_url: Option<String>,
}

fn usual_product_name() -> String {
    "Espace Locataire".to_owned()
}

impl<Telephone> LandlordSection<Telephone> {
    /// The same section with its telephone in another form.
    #[must_use]
    pub fn map_telephone<Form>(self, form: impl FnOnce(Telephone) -> Form) -> LandlordSection<Form> {
        LandlordSection {
            name: self.name,
            product_name: self.product_name,
            telephone: form(self.telephone),
            email: self.email,
            website: self.website,
            address: self.address,
            siret: self.siret,
            primary_colour: self.primary_colour,
            terms_url: self.terms_url,
        }
    }
}

impl From<LandlordSection> for LandlordProfile {
    fn from(section: LandlordSection) -> Self {
        Self {
            name: section.name,
            product_name: section.product_name,
            telephone: section.telephone,
            email: section.email.into(),
            website: section.website,
            address: section.address,
            siret: section.siret.into(),
            primary_colour: section.primary_colour,
            terms_url: section.terms_url,
            attestation_keys: Vec::new(),
            payment_hosts: Vec::new(),
            payment_means: PaymentMeans::default(),
            application: None,
            service_version: None,
        }
    }
}
