//! `landlord.toml`: what a landlord sets.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use contract::{IssuingLandlord, LandlordProfile, LandlordSection};
use serde::Deserialize;

/// The service's configuration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Where the service listens; TLS is the reverse proxy's in front of it.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// Folder of the database, the service's key and the outbox.
    pub data: PathBuf,
    /// Iterations of the robot check's key derivation: what one try costs (S4).
    #[serde(default = "default_robot_check_cost")]
    pub robot_check_cost: u32,
    /// Who the landlord is.
    pub landlord: LandlordSection,
}

/// The configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("le fichier {} ne peut pas être lu : {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is no valid configuration; the message gives line and column.
    #[error("le fichier {} est à corriger : {source}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8320))
}

fn default_robot_check_cost() -> u32 {
    1_000
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// [`ConfigError`], which names the file, and the line of what is wrong in it.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(path).map_err(|source| ConfigError::File {
            path: path.to_owned(),
            source,
        })?;
        toml::from_str(&text).map_err(|source| ConfigError::Content {
            path: path.to_owned(),
            source: Box::new(source),
        })
    }

    /// The fictional landlord of the demonstration, in this folder, on a free port of loopback.
    #[must_use]
    pub fn demonstration(data: PathBuf) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data,
            robot_check_cost: default_robot_check_cost(),
            landlord: LandlordSection {
                name: "Habitat Hauts-de-France".to_owned(),
                product_name: "Espace Locataire".to_owned(),
                telephone: "03 53 01 00 00".to_owned(),
                email: "contact@habitathdf.example".to_owned(),
                website: "https://www.habitathdf.example".to_owned(),
                address: vec!["1 place de la Démonstration".to_owned(), "62300 Lens".to_owned()],
                siret: "00000000000000".to_owned(),
                primary_colour: None,
                terms_url: None,
            },
        }
    }

    /// The public profile.
    #[must_use]
    pub fn profile(&self) -> LandlordProfile {
        self.landlord.clone().into()
    }

    /// The landlord as its documents name it.
    #[must_use]
    pub fn issuing_landlord(&self) -> IssuingLandlord {
        IssuingLandlord {
            name: self.landlord.name.clone(),
            address: self.landlord.address.clone(),
            siret: self.landlord.siret.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_in_the_file_is_told_with_its_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("landlord.toml");
        fs::write(&path, "data = \"/var/lib/landlord\"\nlisten = \"nowhere\"\n").expect("written");
        let error = Config::read(&path).expect_err("no address").to_string();
        assert!(
            error.contains("landlord.toml") && error.contains("line 2"),
            "{error}"
        );
    }
}
