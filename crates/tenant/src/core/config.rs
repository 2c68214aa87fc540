//! `landlord.toml` of the application: the landlord whose tenants it serves.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use contract::{LandlordProfile, LandlordSection, Language, WireSecret};
use jiff::SignedDuration;
use reqwest::Url;
use serde::Deserialize;

use crate::{
    core::{
        current_language::CurrentLanguage,
        logo::{self, Logo},
        proxy::{Proxies, ProxySetting},
    },
    figures::{CHECK_EVERY_HOURS, MIN_CHECK_EVERY_MINUTES},
    wording,
};

/// The landlord's address and look.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address of the landlord's service; ends with a slash.
    pub service: Url,
    /// The landlord's profile, available offline.
    pub landlord: LandlordProfile,
    /// Its logo.
    pub logo: Option<Logo>,
    /// Set on a machine that helps tenants at a counter (S21); none on a tenant's.
    pub assisted: Option<Assisted>,
    /// The person's language, in which the landlord answers and writes. French until it is set.
    pub language: CurrentLanguage,
    /// The way to the landlord's service.
    pub proxies: Proxies,
    /// How often to look for new documents while the window is open, for tenants who want notifications.
    pub check_every: Duration,
}

const CHECK_EVERY: SignedDuration = SignedDuration::from_hours(CHECK_EVERY_HOURS);
/// Development builds may look more often.
const MIN_CHECK_EVERY: SignedDuration = SignedDuration::from_mins(MIN_CHECK_EVERY_MINUTES);

/// The section `[assisted]`.
#[derive(Debug, Clone)]
pub struct Assisted {
    /// This machine's token, from `landlord device add`.
    pub device: WireSecret,
    /// A service without real data, to practise on.
    pub practice: Option<AssistedService>,
}

/// A landlord's service, and this machine's token for it.
#[derive(Debug, Clone)]
pub struct AssistedService {
    /// Its address; ends with a slash.
    pub address: Url,
    /// This machine's token for it.
    pub device: WireSecret,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct AssistedSection {
    device: WireSecret,
    practice: Option<PracticeSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PracticeSection {
    service: String,
    device: WireSecret,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    service: String,
    logo: Option<PathBuf>,
    check_every: Option<SignedDuration>,
    proxy: Option<String>,
    landlord: LandlordSection,
    assisted: Option<AssistedSection>,
}

/// A sentence for the administrator.
fn say<const N: usize>(id: &str, args: [(&'static str, &str); N]) -> String {
    wording::policy(Language::Fr).text_with(id, args.map(|(name, value)| (name, value.to_owned().into())))
}

/// The configuration cannot be used. The messages are for the person who installed the program.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{} : {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The content of the file is not a valid configuration.
    #[error("{}", say("policy-content", [("origin", origin), ("line", &line.to_string()), ("message", message)]))]
    Content {
        /// The file, or the configuration built in.
        origin: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The service's address is no URL, or not a safe one (S19).
    #[error("{}", say("policy-address", [("origin", origin), ("address", address)]))]
    Address {
        /// The file, or the configuration built in.
        origin: String,
        /// The address as written.
        address: String,
    },
    /// The proxy is neither `system` nor `none` nor an address, or the address holds a password.
    #[error("{}", say("policy-proxy", [("origin", origin)]))]
    Proxy {
        /// The file, or the configuration built in.
        origin: String,
    },
    /// The logo is not a usable picture.
    #[error("{}", say("policy-logo", [("origin", origin), ("path", &path.to_string_lossy()), ("kilobytes", &(logo::MAX_BYTES / 1024).to_string())]))]
    Logo {
        /// The file, or the configuration built in.
        origin: String,
        /// The logo as written.
        path: PathBuf,
    },
    /// `check-every` is too short.
    #[error("{}", say("policy-too-often", [("origin", origin), ("minutes", &MIN_CHECK_EVERY_MINUTES.to_string()), ("hours", &CHECK_EVERY_HOURS.to_string())]))]
    TooOften {
        /// The file, or the configuration built in.
        origin: String,
    },
}

impl Config {
    /// Reads a configuration file, and the logo beside it.
    ///
    /// # Errors
    /// [`ConfigError`] when the file or its logo cannot be read, or the content is invalid.
    pub fn read(path: PathBuf) -> Result<Self, ConfigError> {
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(source) => return Err(ConfigError::File { path, source }),
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let logo = |logo: &Path| fs::read(folder.join(logo)).ok();
        Self::parse_beside(&text, &path.display().to_string(), logo)
    }

    /// Parses a configuration without a logo; `origin` names it in errors.
    ///
    /// # Errors
    /// [`ConfigError`] when the content is invalid, or names a logo.
    pub fn parse(text: &str, origin: &str) -> Result<Self, ConfigError> {
        Self::parse_beside(text, origin, |_| None)
    }

    /// Parses a configuration; `read_logo` returns the content of its logo's file.
    ///
    /// # Errors
    /// [`ConfigError`] when the content is invalid, or the logo cannot be read.
    pub fn parse_beside(
        text: &str,
        origin: &str,
        read_logo: impl FnOnce(&Path) -> Option<Vec<u8>>,
    ) -> Result<Self, ConfigError> {
        let file: File = toml::from_str(text).map_err(|error| ConfigError::Content {
            origin: origin.to_owned(),
            line: error.span().map_or(1, |span| {
                1 + text[..span.start.min(text.len())].matches('\n').count()
            }),
            message: error.message().to_owned(),
        })?;
        let service = service_at(&file.service, origin)?;
        let assisted = file.assisted.map(|section| {
            let practice = section.practice.map(|practice| {
                Ok(AssistedService {
                    address: service_at(&practice.service, origin)?,
                    device: practice.device,
                })
            });
            Ok::<_, ConfigError>(Assisted {
                device: section.device,
                practice: practice.transpose()?,
            })
        });
        let proxy = file.proxy.as_deref().map(str::parse::<ProxySetting>);
        let proxy = proxy.transpose().map_err(|_| ConfigError::Proxy {
            origin: origin.to_owned(),
        })?;
        let logo = file.logo.map(|path| {
            let logo = read_logo(&path).and_then(Logo::of);
            logo.ok_or_else(|| ConfigError::Logo {
                origin: origin.to_owned(),
                path,
            })
        });
        let check_every = file.check_every.unwrap_or(CHECK_EVERY);
        let too_often = || ConfigError::TooOften {
            origin: origin.to_owned(),
        };
        if check_every < MIN_CHECK_EVERY && !cfg!(debug_assertions) {
            return Err(too_often());
        }
        Ok(Self {
            service,
            landlord: file.landlord.into(),
            logo: logo.transpose()?,
            assisted: assisted.transpose()?,
            language: CurrentLanguage::default(),
            proxies: Proxies::new(proxy.unwrap_or_default()),
            check_every: check_every.try_into().map_err(|_| too_often())?,
        })
    }
}

/// The address of a service, with a slash at its end.
fn service_at(text: &str, origin: &str) -> Result<Url, ConfigError> {
    let address = format!("{}/", text.trim_end_matches('/'));
    let service = Url::parse(&address).ok().filter(is_safe);
    service.ok_or_else(|| ConfigError::Address {
        origin: origin.to_owned(),
        address: text.to_owned(),
    })
}

/// HTTPS, or in development builds plain HTTP to this machine (S19).
pub(crate) fn is_safe(url: &Url) -> bool {
    let loopback = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    match url.scheme() {
        "https" => true,
        "http" => loopback && cfg!(debug_assertions),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
service = "https://locataires.habitathdf.example"
[landlord]
name = "Habitat Hauts-de-France"
product-name = "Espace Locataire"
telephone = "03 53 01 00 00"
email = "contact@habitathdf.example"
website = "https://www.habitathdf.example"
address = ["1 place de la Démonstration", "62300 Lens"]
siret = "00000000000000"
"#;

    #[test]
    fn a_mistake_names_the_file_and_the_line() {
        let bad = GOOD.replace("telephone = \"03 53 01 00 00\"", "telephone = 3");
        let error = Config::parse(&bad, "landlord.toml")
            .expect_err("a number")
            .to_string();
        assert!(error.starts_with("landlord.toml, ligne 6"), "{error}");
        for (line, right, mistake) in [
            (7, "contact@habitathdf.example", "contact"),
            (10, "00000000000000", "0"),
        ] {
            let bad = GOOD.replace(&format!("\"{right}\""), &format!("\"{mistake}\""));
            let error = Config::parse(&bad, "landlord.toml")
                .expect_err(mistake)
                .to_string();
            assert!(
                error.starts_with(&format!("landlord.toml, ligne {line}")),
                "{error}"
            );
        }
        let error = Config::read("/nowhere/landlord.toml".into())
            .expect_err("no file")
            .to_string();
        assert!(error.starts_with("/nowhere/landlord.toml"), "{error}");
    }

    #[test]
    fn s21_a_counter_needs_a_device_and_may_have_a_practice_service() {
        assert!(Config::parse(GOOD, "x").expect("read").assisted.is_none());
        let with = |section: &str| Config::parse(&format!("{GOOD}{section}"), "x");
        let assisted = with("[assisted]\ndevice = \"d1\"\n")
            .expect("read")
            .assisted
            .expect("at a counter");
        assert_eq!(
            (assisted.device.expose(), assisted.practice.is_none()),
            ("d1", true)
        );
        let practice = "[assisted]\ndevice = \"d1\"\n[assisted.practice]\nservice = \"https://essai.example\"\ndevice = \"d2\"\n";
        let practice = with(practice)
            .expect("read")
            .assisted
            .and_then(|assisted| assisted.practice);
        assert_eq!(
            practice.expect("to practise on").address.as_str(),
            "https://essai.example/"
        );
        let error = with(
            "[assisted]\ndevice = \"d1\"\n[assisted.practice]\nservice = \"ftp://x\"\ndevice = \"d2\"\n",
        );
        assert!(error.expect_err("not safe").to_string().contains("ftp://x"));
    }

    #[test]
    fn a_logo_is_read_from_beside_its_configuration() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("landlord.toml");
        let with_logo = format!("logo = \"logo.svg\"\n{GOOD}");
        fs::write(&path, with_logo).expect("written");
        let error = Config::read(path.clone()).expect_err("no logo").to_string();
        assert!(error.contains("«\u{a0}logo.svg\u{a0}»"), "{error}");
        fs::write(folder.path().join("logo.svg"), "<svg/>").expect("written");
        assert!(Config::read(path).expect("read").logo.is_some());
        assert_eq!(Config::parse(GOOD, "x").expect("read").logo, None);
    }

    #[test]
    fn looks_for_documents_every_four_hours_or_as_configured() {
        let with = |line: &str| Config::parse(&format!("{line}\n{GOOD}"), "x");
        let hours = |hours: u64| Duration::from_secs(hours * 3_600);
        assert_eq!(with("").expect("read").check_every, hours(4));
        assert_eq!(
            with("check-every = \"12h\"").expect("read").check_every,
            hours(12)
        );
        assert!(with("check-every = \"-1h\"").is_err());
        assert!(with("check-every = \"often\"").is_err());
    }

    #[test]
    fn a_proxy_is_the_systems_none_or_one_without_a_password() {
        let with = |proxy: &str| Config::parse(&format!("proxy = \"{proxy}\"\n{GOOD}"), "landlord.toml");
        for good in [
            "system",
            "none",
            "http://proxy.example:3128",
            "proxy.example:3128",
        ] {
            assert!(with(good).is_ok(), "{good}");
        }
        for wrong in [
            "",
            "ftp://proxy.example",
            "http://agence:secret@proxy.example:3128",
        ] {
            let error = with(wrong).expect_err(wrong).to_string();
            assert!(error.starts_with("landlord.toml"), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn only_https_is_accepted_outside_this_machine() {
        let with = |address: &str| {
            Config::parse(
                &GOOD.replace("https://locataires.habitathdf.example", address),
                "x",
            )
        };
        assert!(with("https://locataires.habitathdf.example/").is_ok());
        for address in [
            "http://locataires.habitathdf.example",
            "ftp://127.0.0.1",
            "nowhere",
            "http://127.0.0.1.evil.example",
        ] {
            assert!(with(address).is_err(), "{address}");
        }
        assert_eq!(with("http://127.0.0.1:8320").is_ok(), cfg!(debug_assertions));
    }
}
