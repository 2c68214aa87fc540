//! Versions of the application: which ones the landlord's service speaks with, and where the newest one is.

use std::{fmt, str::FromStr};

use semver::Version;
use serde::{Deserialize, Serialize};

/// The header in which the application names its version.
pub const APPLICATION_VERSION_HEADER: &str = "application-version";

/// A version of the application or of the service, as in Semantic Versioning 2.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, example = "0.1.0")]
pub struct ProgramVersion(Version);

impl ProgramVersion {
    /// The version of the program that is running: both ends have the workspace's.
    #[must_use]
    #[allow(
        clippy::expect_used,
        reason = "Cargo builds no package whose version is not one of Semantic Versioning"
    )]
    pub fn of_this_build() -> Self {
        env!("CARGO_PKG_VERSION").parse().expect("Cargo has read it")
    }

    /// Whether this version came before another one. What is added to a version after `+` does not count.
    #[must_use]
    pub fn is_before(&self, other: &Self) -> bool {
        self.0.cmp_precedence(&other.0).is_lt()
    }
}

impl FromStr for ProgramVersion {
    type Err = semver::Error;

    fn from_str(text: &str) -> Result<Self, semver::Error> {
        text.parse().map(Self)
    }
}

impl fmt::Display for ProgramVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The versions of the application that the landlord announces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ApplicationReleases {
    /// The newest version.
    pub newest: ProgramVersion,
    /// The minimum version: requests of earlier ones are refused with `upgrade-required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<ProgramVersion>,
    /// Address of the page that says how to install the newest version.
    #[schema(example = "https://www.habitathdf.example/application")]
    pub address: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> ProgramVersion {
        text.parse().expect(text)
    }

    #[test]
    fn versions_are_ordered_by_number_not_by_text() {
        let in_order = ["0.1.0-rc.1", "0.1.0", "0.2.0", "0.10.0", "1.0.0"].map(version);
        for pair in in_order.windows(2) {
            assert!(pair[0].is_before(&pair[1]), "{pair:?}");
            assert!(!pair[1].is_before(&pair[0]), "{pair:?}");
        }
        assert!(!version("0.1.0").is_before(&version("0.1.0")));
        assert!(!version("0.1.0+1").is_before(&version("0.1.0+2")));
    }

    #[test]
    fn only_a_full_version_is_one() {
        for text in ["", "1", "1.2", "v1.2.3", "1.2.3.4", "1.02.3", " 1.2.3", "newest"] {
            assert!(text.parse::<ProgramVersion>().is_err(), "« {text} »");
        }
        let this = ProgramVersion::of_this_build();
        assert_eq!(version(&this.to_string()), this);
    }

    #[test]
    fn releases_are_readable_without_a_minimum_and_with_later_fields() {
        let json = r#"{"newest":"0.2.0","address":"https://habitat.example/application","size":7}"#;
        let releases: ApplicationReleases = serde_json::from_str(json).expect("readable");
        assert_eq!((releases.newest, releases.minimum), (version("0.2.0"), None));
    }
}
