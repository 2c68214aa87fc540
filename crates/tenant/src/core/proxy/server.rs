//! A proxy server, as a configuration, an environment or a system names it.

use std::{fmt, str::FromStr};

use base64::{Engine, prelude::BASE64_STANDARD};
use hyper_util::client::proxy::matcher::Intercept;
use reqwest::Url;

/// A proxy server: HTTP, HTTPS or SOCKS.
#[derive(Clone, PartialEq, Eq)]
pub struct ProxyServer(pub(super) Url);

/// No address of a proxy that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no address of a proxy")]
pub struct NoProxyAddress;

impl FromStr for ProxyServer {
    type Err = NoProxyAddress;

    /// Reads an address such as « http://proxy.example:3128 ». Without a scheme it is HTTP.
    fn from_str(text: &str) -> Result<Self, NoProxyAddress> {
        let text = text.trim();
        let url = match text.contains("://") {
            true => Url::parse(text),
            false => Url::parse(&format!("http://{text}")),
        };
        let url = url.map_err(|_| NoProxyAddress)?;
        let known = matches!(
            url.scheme(),
            "http" | "https" | "socks4" | "socks4a" | "socks5" | "socks5h"
        );
        if known && url.has_host() && matches!(url.path(), "" | "/") && url.query().is_none() {
            Ok(Self(url))
        } else {
            Err(NoProxyAddress)
        }
    }
}

impl fmt::Debug for ProxyServer {
    /// Leaves name and password out (S20).
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl ProxyServer {
    /// Host and port, as a person knows it.
    pub(super) fn name(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        match self.0.port_or_known_default() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// The whole address, without a name and a password. Another scheme is another proxy: what it is told may travel in
    /// clear.
    pub(super) fn address(&self) -> String {
        format!("{}://{}", self.0.scheme(), self.name())
    }

    /// Whether the address holds a name or a password.
    pub(super) fn has_credentials(&self) -> bool {
        !self.0.username().is_empty() || self.0.password().is_some()
    }

    /// The proxy that the environment names, with the name and password in it.
    pub(super) fn of_environment(intercepted: &Intercept) -> Option<Self> {
        let mut server = Self::from_str(&intercepted.uri().to_string()).ok()?;
        let raw = intercepted
            .raw_auth()
            .map(|(name, password)| format!("{name}:{password}"));
        let basic = || {
            let header = intercepted.basic_auth()?.to_str().ok()?;
            let text = BASE64_STANDARD.decode(header.strip_prefix("Basic ")?).ok()?;
            String::from_utf8(text).ok()
        };
        if let Some((name, password)) = raw
            .or_else(basic)
            .as_deref()
            .and_then(|both| both.split_once(':'))
        {
            server = server.with(name, password);
        }
        Some(server)
    }

    /// The same with a name and a password.
    pub(super) fn with(mut self, name: &str, password: &str) -> Self {
        // These schemes have a host, and so may have both.
        let _ = self.0.set_username(name);
        let _ = self.0.set_password(Some(password));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::proxy::Route;

    fn server(address: &str) -> ProxyServer {
        address.parse().expect("an address")
    }

    #[test]
    fn an_address_without_a_scheme_is_of_an_http_proxy() {
        assert_eq!(
            server("proxy.example:3128").0.as_str(),
            "http://proxy.example:3128/"
        );
        assert_eq!(server(" https://proxy.example ").name(), "proxy.example:443");
        for wrong in [
            "",
            "ftp://proxy.example",
            "http://proxy.example/path",
            "://",
            "http://",
        ] {
            assert_eq!(wrong.parse::<ProxyServer>(), Err(NoProxyAddress), "{wrong}");
        }
    }

    #[test]
    fn s20_the_text_of_a_proxy_leaves_its_password_out() {
        let proxy = server("http://agence:secret@proxy.example:3128");
        assert!(!format!("{proxy:?} {:?}", Route::Through(proxy.clone())).contains("secret"));
    }
}
