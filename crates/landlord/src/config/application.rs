//! `[application]`: the versions of the application that the landlord hands out.

use contract::{ApplicationReleases, ProgramVersion};
use serde::Deserialize;

use super::public_address::PublicAddress;
use crate::operator_words::say;

/// `[application]` of `landlord.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct ApplicationSection(ApplicationReleases);

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    newest: ProgramVersion,
    minimum: Option<ProgramVersion>,
    address: PublicAddress,
}

/// Nobody could install what the service asks for: the minimum version is after the newest one.
#[derive(Debug, thiserror::Error)]
#[error("{}", say("application-minimum", [("minimum", .minimum.to_string()), ("newest", .newest.to_string())]))]
struct MinimumNotOut {
    minimum: ProgramVersion,
    newest: ProgramVersion,
}

impl TryFrom<Written> for ApplicationSection {
    type Error = MinimumNotOut;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let Written {
            newest,
            minimum,
            address,
        } = written;
        match minimum {
            Some(minimum) if newest.is_before(&minimum) => Err(MinimumNotOut { minimum, newest }),
            minimum => Ok(Self(ApplicationReleases {
                newest,
                minimum,
                address: address.to_string(),
            })),
        }
    }
}

impl ApplicationSection {
    /// The versions, as they are published.
    #[must_use]
    pub fn releases(&self) -> &ApplicationReleases {
        &self.0
    }
}
