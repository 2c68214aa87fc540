//! `[mail]`: the mail server.

use crate::operator_words::say;
use std::net::IpAddr;

use contract::Email;
use reqwest::Url;
use serde::Deserialize;

use super::{
    missing_key::{MissingKey, required},
    secret_file::SecretFile,
};

/// `[mail]` of `landlord.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Written")]
pub enum MailSection {
    /// Mails are kept in a file of the data folder.
    Outbox,
    /// A mail server sends them.
    Smtp(SmtpSection),
}

/// `[mail]` with a server.
#[derive(Debug, Clone)]
pub struct SmtpSection {
    /// The server that mails are sent to.
    pub server: MailServer,
    /// The account to sign in with; a server on this machine may need none.
    pub account: Option<MailAccount>,
    /// The sender's address.
    pub from: Email,
}

/// The section as it is written. The keys of a gateway that is not named are ignored.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(default)]
    gateway: MailGateway,
    server: Option<MailServer>,
    account: Option<MailAccount>,
    from: Option<Email>,
}

/// The ways out for mails.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum MailGateway {
    /// None: a file of the data folder.
    Outbox,
    /// A mail server.
    #[default]
    Smtp,
}

impl TryFrom<Written> for MailSection {
    type Error = MissingKey;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        if written.gateway == MailGateway::Outbox {
            return Ok(Self::Outbox);
        }
        Ok(Self::Smtp(SmtpSection {
            server: required(written.server, "server")?,
            account: written.account,
            from: required(written.from, "from")?,
        }))
    }
}

/// An account of the mail server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MailAccount {
    /// User name.
    pub username: String,
    /// File of the password.
    pub password_file: SecretFile,
}

/// A mail server. `smtps://host:465` uses TLS from the start, `starttls://host:587` requires STARTTLS before
/// anything else, `smtp://127.0.0.1:25` is unencrypted and only accepted for this machine (S19).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct MailServer {
    /// Host, which its certificate must name.
    pub host: String,
    /// Port; 465, 587 or 25 when the URL has none.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailSecurity,
}

/// How a connection to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailSecurity {
    /// TLS from the start.
    Tls,
    /// STARTTLS first; nothing is sent without it.
    StartTls,
    /// None: the server is on this machine.
    Loopback,
}

/// Why a text is not a usable mail server.
#[derive(Debug, thiserror::Error)]
pub enum MailServerFlaw {
    /// It is not a URL of one of these forms.
    #[error("{}", say("mail-server-unreadable", []))]
    Unreadable,
    /// It would send mails over a network unencrypted.
    #[error("{}", say("mail-server-clear", []))]
    Clear,
}

impl TryFrom<String> for MailServer {
    type Error = MailServerFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let url = Url::parse(&text).map_err(|_| MailServerFlaw::Unreadable)?;
        let (security, usual_port) = match url.scheme() {
            "smtps" => (MailSecurity::Tls, 465),
            "starttls" => (MailSecurity::StartTls, 587),
            "smtp" => (MailSecurity::Loopback, 25),
            _ => return Err(MailServerFlaw::Unreadable),
        };
        let host = url.host_str().ok_or(MailServerFlaw::Unreadable)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if security == MailSecurity::Loopback && !is_loopback(&host) {
            return Err(MailServerFlaw::Clear);
        }
        Ok(Self {
            host,
            port: url.port().unwrap_or(usual_port),
            security,
        })
    }
}

/// Whether a host is certainly this machine. A name other than `localhost` may resolve to any machine.
pub(super) fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}
