//! `landlord.toml`: the landlord's configuration.

mod application;
mod card;
mod endpoint;
mod mail;
mod metrics_listen;
mod payment;
mod public_address;
mod secret_file;
mod sms;
mod trusted_proxies;

use crate::operator_words::say;
use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use contract::{IssuingLandlord, LandlordProfile, LandlordSection, ProgramVersion};
use serde::Deserialize;

pub use self::{
    application::ApplicationSection,
    card::{CardProviderName, CardSection},
    endpoint::{Endpoint, EndpointFlaw},
    mail::{MailAccount, MailSection, MailSecurity, MailServer, MailServerFlaw},
    metrics_listen::{MetricsListen, NotLoopback},
    payment::{Payee, PayeeFlaw, PaymentSection, TransferSection},
    public_address::{PublicAddress, PublicAddressFlaw},
    secret_file::{SecretFile, SecretFileError},
    sms::{SmsGateway, SmsSection},
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
    #[serde(default = "default_robot_check_cost")]
    pub robot_check_cost: u32,
    /// Who the landlord is.
    pub landlord: LandlordSection,
    /// The versions of the application. Without it, none is announced and none is refused.
    pub application: Option<ApplicationSection>,
    /// The SMS gateway. Without it, text messages are captured in a file of the data folder.
    pub sms: Option<SmsSection>,
    /// The mail server. Without it, mails are captured in a file of the data folder.
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
    pub fn demonstration(data: PathBuf) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            metrics_listen: None,
            trusted_proxies: None,
            public_address: None,
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
            siret: self.landlord.siret.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANDLORD: &str = r#"
data = "/var/lib/landlord"
[landlord]
name = "Habitat"
telephone = "03 53 01 00 00"
email = "contact@habitat.example"
website = "https://www.habitat.example"
address = ["1 place de la Démonstration"]
siret = "00000000000000"
"#;
    const OVH: &str = r#"[sms]
gateway = "ovh"
application-key = "key"
application-secret-file = "/etc/landlord/ovh-secret"
consumer-key-file = "/etc/landlord/ovh-consumer"
service-name = "sms-ab12345-1"
sender = "HABITAT"
"#;

    fn read(text: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("landlord.toml");
        fs::write(&path, text).expect("written");
        Config::read(&path).map_err(|error| error.to_string())
    }

    #[test]
    fn reports_the_line_of_a_mistake_in_the_file() {
        let error = read("data = \"/var/lib/landlord\"\nlisten = \"nowhere\"\n").expect_err("no address");
        assert!(
            error.contains("landlord.toml") && error.contains("line 2"),
            "{error}"
        );
    }

    #[test]
    fn s2_proxies_are_addresses_or_networks_and_a_mistake_names_its_line() {
        let with = |proxies: &str| read(&format!("trusted-proxies = {proxies}\n{LANDLORD}"));
        let config = with(r#"["10.0.0.5", "10.1.0.0/24", "2001:db8::/32"]"#).expect("a configuration");
        let trusted = config.proxies();
        for address in ["10.0.0.5", "10.1.0.77", "2001:db8::7"] {
            assert!(
                trusted.contains(address.parse().expect("an address")),
                "{address}"
            );
        }
        for address in ["10.0.0.6", "10.1.1.1", "2001:db9::7", "127.0.0.1"] {
            assert!(
                !trusted.contains(address.parse().expect("an address")),
                "{address}"
            );
        }
        for mistake in ["10.0.0", "10.0.0.0/33", "proxy.example", ""] {
            let error = with(&format!("[\"{mistake}\"]")).expect_err(mistake);
            assert!(error.contains("line 1"), "{error}");
        }
    }

    #[test]
    fn s27_counters_and_health_are_served_on_loopback_only() {
        let with = |address: &str| read(&format!("metrics-listen = \"{address}\"\n{LANDLORD}"));
        assert_eq!(read(LANDLORD).expect("a configuration").metrics_listen, None);
        for address in ["127.0.0.1:9187", "[::1]:9187"] {
            let config = with(address).expect("a configuration");
            let listen = config.metrics_listen.map(MetricsListen::address);
            assert_eq!(listen, Some(address.parse().expect("an address")));
        }
        for mistake in ["0.0.0.0:9187", "10.0.0.4:9187", "[::]:9187", "localhost:9187"] {
            let error = with(mistake).expect_err(mistake);
            assert!(error.contains("line 1"), "{error}");
        }
    }

    #[test]
    fn a_public_service_without_a_trusted_proxy_takes_all_clients_for_one() {
        let with = |more: &str| {
            let public = "public-address = \"https://espace.habitat.example\"\n";
            let config = read(&format!("{public}{more}{LANDLORD}"));
            config.expect("a configuration").takes_all_clients_for_one()
        };
        assert!(!with(""));
        assert!(with("trusted-proxies = []\n"));
        assert!(with("listen = \"0.0.0.0:8320\"\n"));
        assert!(!with(
            "listen = \"0.0.0.0:8320\"\ntrusted-proxies = [\"10.0.0.5\"]\n"
        ));
        assert!(
            !read(LANDLORD)
                .expect("a configuration")
                .takes_all_clients_for_one()
        );
    }

    #[test]
    fn reports_the_line_of_a_wrong_iban() {
        let with = |iban: &str| {
            read(&format!(
                "{LANDLORD}[payment.transfer]\npayee = \"Habitat\"\niban = \"{iban}\"\n"
            ))
        };
        let means = with("FR76 3000 6000 0112 3456 7890 189")
            .expect("a configuration")
            .profile()
            .payment_means;
        assert_eq!(means.transfer.expect("an account").payee, "Habitat");
        let error = with("FR76 3000 6000 0112 3456 7890 188").expect_err("a wrong digit");
        assert!(error.contains("line 12"), "{error}");
    }

    #[test]
    fn the_minimum_version_of_the_application_has_to_be_out() {
        let with = |lines: &str| {
            let address = "address = \"https://habitat.example/application\"";
            read(&format!("{LANDLORD}[application]\n{address}\n{lines}"))
        };
        let config = with("newest = \"0.2.0\"\nminimum = \"0.2.0\"\n").expect("a configuration");
        let releases = config.profile().application.expect("announced");
        assert_eq!(releases.minimum.as_ref(), Some(&releases.newest));
        assert!(
            read(LANDLORD)
                .expect("a configuration")
                .profile()
                .application
                .is_none()
        );
        let error = with("newest = \"0.2.0\"\nminimum = \"0.10.0\"\n").expect_err("not out");
        assert!(error.contains("0.10.0") && error.contains("line 10"), "{error}");
        for mistake in ["", "newest = \"2\"\n", "newest = \"0.2.0\"\nleast = \"0.1.0\"\n"] {
            assert!(with(mistake).is_err(), "{mistake}");
        }
    }

    #[test]
    fn former_card_providers_are_separate_from_the_present_one() {
        let card = "provider = \"stripe\"\nsecret-key-file = \"/etc/landlord/key\"\n";
        let config = read(&format!("{LANDLORD}[card]\n{card}")).expect("a configuration");
        assert!(config.card.is_some() && config.former_card.is_empty());
        let config = read(&format!("{LANDLORD}[[former-card]]\n{card}")).expect("a configuration");
        assert!(config.card.is_none() && config.former_card.len() == 1);
    }

    #[test]
    fn accepts_unencrypted_mail_only_to_this_machine() {
        let with = |server: &str| {
            let mail = format!("[mail]\nserver = \"{server}\"\nfrom = \"ne-pas-repondre@habitat.example\"\n");
            read(&format!("{LANDLORD}{mail}"))
        };
        for server in [
            "smtps://mail.example",
            "starttls://mail.example:587",
            "smtp://127.0.0.1:25",
            "smtp://[::1]",
        ] {
            assert!(with(server).is_ok_and(|config| config.mail.is_some()), "{server}");
        }
        for server in [
            "smtp://mail.example",
            "smtp://192.0.2.1",
            "smtp://127.0.0.1.example",
            "https://mail.example",
            "mail",
        ] {
            let error = with(server).expect_err(server);
            assert!(error.contains("line 11"), "{error}");
        }
    }

    #[test]
    fn accepts_an_unencrypted_sms_gateway_only_on_this_machine() {
        let config = read(&format!("{LANDLORD}{OVH}")).expect("a configuration");
        assert!(config.sms.is_some_and(|sms| sms.endpoint.is_none()));
        let with = |endpoint: &str| read(&format!("{LANDLORD}{OVH}endpoint = \"{endpoint}\"\n"));
        assert!(with("http://127.0.0.1:8000/1.0").is_ok());
        for endpoint in [
            "http://eu.api.ovh.com/1.0",
            "ftp://eu.api.ovh.com",
            "eu.api.ovh.com",
        ] {
            let error = with(endpoint).expect_err(endpoint);
            assert!(error.contains("line 17"), "{error}");
        }
    }
}
