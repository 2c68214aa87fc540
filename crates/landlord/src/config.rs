//! `landlord.toml`: the landlord's configuration.

mod application;
mod card;
mod endpoint;
mod mail;
mod metrics_listen;
mod missing_key;
mod payment;
mod public_address;
mod secret_file;
mod sms;
mod trusted_proxies;

use crate::{figures::ROBOT_CHECK_COSTS, operator_words::say};
use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use contract::{
    Email, IssuingLandlord, LandlinePhone, LandlordProfile, LandlordSection, ProgramVersion, Siret,
};
use serde::{Deserialize, Deserializer, de::Error as _};

pub use self::{
    application::ApplicationSection,
    card::{CardProviderName, CardSection},
    endpoint::{Endpoint, EndpointFlaw},
    mail::{MailAccount, MailSection, MailSecurity, MailServer, MailServerFlaw, SmtpSection},
    metrics_listen::{MetricsListen, NotLoopback},
    missing_key::MissingKey,
    payment::{Payee, PayeeFlaw, PaymentSection, TransferSection},
    public_address::{PublicAddress, PublicAddressFlaw},
    secret_file::{SecretFile, SecretFileError},
    sms::{OvhSection, SmsSection},
    trusted_proxies::{NetworkFlaw, TrustedProxies},
};

/// The service's configuration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Where the service listens, in plain HTTP. A reverse proxy in front of it does TLS.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// Where counters and health are served. Without it, they are not.
    pub metrics_listen: Option<MetricsListen>,
    /// The reverse proxies whose `X-Forwarded-For` is believed; [`Self::proxies`] has the default.
    pub trusted_proxies: Option<TrustedProxies>,
    /// Public URL of the service. The codes on rent documents link to it.
    pub public_address: Option<PublicAddress>,
    /// Folder of the database, the service's keys and the captured messages.
    pub data: PathBuf,
    /// Iterations of the robot check's key derivation: the cost of one try (S4).
    #[serde(default = "default_robot_check_cost", deserialize_with = "robot_check_cost")]
    pub robot_check_cost: u32,
    /// List of common passwords, one a line, in place of the program's own (S6).
    pub password_list: Option<PathBuf>,
    /// Who the landlord is.
    #[serde(deserialize_with = "landlord_section")]
    pub landlord: LandlordSection,
    /// The versions of the application. Without it, none is announced and none is refused.
    pub application: Option<ApplicationSection>,
    /// The SMS gateway. `landlord serve` refuses to start without it.
    pub sms: Option<SmsSection>,
    /// The mail server. `landlord serve` refuses to start without it.
    pub mail: Option<MailSection>,
    /// The card provider. Without it, cards are not accepted.
    pub card: Option<CardSection>,
    /// Former card providers, which still answer for the payments that were begun with them (S16).
    #[serde(default)]
    pub former_card: Vec<CardSection>,
    /// Other ways to pay the rent than in the application.
    #[serde(default)]
    pub payment: PaymentSection,
}

/// The configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}", say("config-file", [("path", path.display().to_string()), ("source", source.to_string())]))]
    File {
        /// Path of the file.
        path: PathBuf,
        /// The underlying error.
        source: io::Error,
    },
    /// The file is not a valid configuration; the message gives line and column.
    #[error("{}", say("config-content", [("path", path.display().to_string()), ("source", source.to_string())]))]
    Content {
        /// Path of the file.
        path: PathBuf,
        /// Position and reason.
        source: Box<toml::de::Error>,
    },
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8320))
}

fn default_robot_check_cost() -> u32 {
    1_000
}

/// Reads a cost within [`ROBOT_CHECK_COSTS`].
fn robot_check_cost<'de, D: Deserializer<'de>>(source: D) -> Result<u32, D::Error> {
    let cost = u32::deserialize(source)?;
    if ROBOT_CHECK_COSTS.contains(&cost) {
        return Ok(cost);
    }
    let (least, most) = ROBOT_CHECK_COSTS.into_inner();
    let bounds = [("least", least.to_string()), ("most", most.to_string())];
    Err(D::Error::custom(say("config-robot-check-cost", bounds)))
}

/// Reads `[landlord]`, whose telephone has to be a French number. It is written as in France from then on.
fn landlord_section<'de, D: Deserializer<'de>>(source: D) -> Result<LandlordSection, D::Error> {
    let section = LandlordSection::<LandlinePhone>::deserialize(source)?;
    Ok(section.map_telephone(|telephone| telephone.national()))
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// When the file cannot be read, or is not a valid configuration. The error names the file, and the line.
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

    /// The demonstration's configuration: a fictional landlord, its data in this folder, on a free port of
    /// loopback.
    #[must_use]
    #[allow(
        clippy::expect_used,
        reason = "its e-mail address and its SIRET are right, and stand here"
    )]
    pub fn demonstration(data: PathBuf) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            metrics_listen: None,
            trusted_proxies: None,
            public_address: None,
            data,
            robot_check_cost: default_robot_check_cost(),
            password_list: None,
            landlord: LandlordSection {
                name: "Habitat Hauts-de-France".to_owned(),
                product_name: "Espace Locataire".to_owned(),
                telephone: "03 53 01 00 00".to_owned(),
                email: Email::parse("contact@habitathdf.example").expect("an address"),
                website: "https://www.habitathdf.example".to_owned(),
                address: vec!["1 place de la Démonstration".to_owned(), "62300 Lens".to_owned()],
                siret: Siret::parse("00000000000000").expect("a right check digit"),
                primary_colour: None,
                terms_url: None,
            },
            application: None,
            sms: None,
            mail: None,
            card: None,
            former_card: Vec::new(),
            payment: PaymentSection::demonstration(),
        }
    }

    /// The reverse proxies whose `X-Forwarded-For` is believed (S2, S7): the configured ones, or by default
    /// loopback when the service listens on loopback.
    #[must_use]
    pub fn proxies(&self) -> TrustedProxies {
        let configured = self.trusted_proxies.clone();
        configured.unwrap_or_else(|| TrustedProxies::default_of(self.listen))
    }

    /// Whether the service is public, trusts no proxy, and nobody said so: `trusted-proxies` is absent. An empty
    /// list says that the proxy passes TCP on and adds no header.
    #[must_use]
    pub fn forgets_its_proxy(&self) -> bool {
        self.trusted_proxies.is_none() && self.takes_all_clients_for_one()
    }

    /// Whether tenants are to reach the service from elsewhere, though it knows no public address. A service on
    /// loopback may be one for trying out.
    #[must_use]
    pub fn serves_others_without_an_address(&self) -> bool {
        let listens_on_loopback = self.listen.ip().to_canonical().is_loopback();
        let names_proxies = self.trusted_proxies.as_ref();
        let names_proxies = names_proxies.is_some_and(|proxies| !proxies.is_empty());
        self.public_address.is_none() && (!listens_on_loopback || names_proxies)
    }

    /// The address of counters and health, when tenants are served there.
    pub(crate) fn metrics_on_the_port_of_tenants(&self) -> Option<SocketAddr> {
        let metrics = self.metrics_listen?.address();
        let (theirs, ours) = (self.listen.ip().to_canonical(), metrics.ip().to_canonical());
        // Port 0 is another one each time.
        let is_same_port = metrics.port() != 0 && metrics.port() == self.listen.port();
        (is_same_port && (theirs.is_unspecified() || theirs == ours)).then_some(metrics)
    }

    /// Every file of a secret that the configuration names.
    pub(crate) fn secret_files(&self) -> Vec<&SecretFile> {
        let mut files = Vec::new();
        if let Some(SmsSection::Ovh(section)) = &self.sms {
            files.extend([&section.application_secret_file, &section.consumer_key_file]);
        }
        if let Some(MailSection::Smtp(section)) = &self.mail {
            files.extend(section.account.as_ref().map(|account| &account.password_file));
        }
        for section in self.card.iter().chain(&self.former_card) {
            files.push(&section.secret_key_file);
            files.extend(&section.signing_secret_file);
        }
        files
    }

    /// Whether the service is public but trusts no proxy, so that all tenants count as one address. A public
    /// service always has a proxy: `public-address` is HTTPS, and the service speaks HTTP.
    #[must_use]
    pub fn takes_all_clients_for_one(&self) -> bool {
        self.public_address.is_some() && self.proxies().is_empty()
    }

    /// The public profile.
    #[must_use]
    pub fn profile(&self) -> LandlordProfile {
        LandlordProfile {
            payment_means: self.payment.means(),
            application: self
                .application
                .as_ref()
                .map(|section| section.releases().clone()),
            service_version: Some(ProgramVersion::of_this_build()),
            ..self.landlord.clone().into()
        }
    }

    /// The landlord as named on its documents.
    #[must_use]
    pub fn issuing_landlord(&self) -> IssuingLandlord {
        IssuingLandlord {
            name: self.landlord.name.clone(),
            address: self.landlord.address.clone(),
            siret: self.landlord.siret.as_str().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
