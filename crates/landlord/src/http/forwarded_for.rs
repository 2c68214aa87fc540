//! `X-Forwarded-For`: the client behind a reverse proxy, and the proxies that are believed (S2, S7).

use std::{
    net::{IpAddr, SocketAddr},
    sync::Once,
};

use axum::http::HeaderMap;

use crate::config::TrustedProxies;

/// The trusted proxies, and which doubts were logged: each is logged once.
pub(crate) struct Proxies {
    trusted: TrustedProxies,
    untrusted_told: Once,
    unreadable_told: Once,
}

/// Why the address found may be a proxy's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// A machine of the landlord's network sends the header, and is not a trusted proxy.
    UntrustedProxy,
    /// A trusted proxy sends an entry that is not an address.
    UnreadableEntry,
}

impl Proxies {
    pub(crate) fn new(trusted: TrustedProxies) -> Self {
        Self {
            trusted,
            untrusted_told: Once::new(),
            unreadable_told: Once::new(),
        }
    }

    /// The client of a request: the peer, or the client that a trusted proxy names. Doubts are logged.
    pub(crate) fn client_of(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let (client, doubt) = client_of(peer, headers, &self.trusted);
        match doubt {
            None => {}
            Some(Doubt::UntrustedProxy) => self.untrusted_told.call_once(|| {
                tracing::warn!(
                    %peer,
                    "X-Forwarded-For came from a proxy that is not trusted: all of its clients are one address \
                     (trusted-proxies in landlord.toml)"
                );
            }),
            Some(Doubt::UnreadableEntry) => self.unreadable_told.call_once(|| {
                tracing::warn!(
                    %peer,
                    "X-Forwarded-For of a trusted proxy holds no address: such clients are one address"
                );
            }),
        }
        client
    }
}

fn client_of(peer: IpAddr, headers: &HeaderMap, trusted: &TrustedProxies) -> (IpAddr, Option<Doubt>) {
    let mut client = peer.to_canonical();
    let forwarded: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .flat_map(|value| value.to_str().unwrap_or_default().split(','))
        .collect();
    if !forwarded.is_empty() && !trusted.contains(client) {
        return (client, is_of_own_network(client).then_some(Doubt::UntrustedProxy));
    }
    for hop in forwarded.into_iter().rev() {
        if !trusted.contains(client) {
            break;
        }
        let Some(address) = address_of(hop) else {
            return (client, Some(Doubt::UnreadableEntry));
        };
        client = address.to_canonical();
    }
    (client, None)
}

/// Reads an entry of the header: an address, which some proxies write with a port or in brackets.
fn address_of(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim();
    let with_port = || entry.parse::<SocketAddr>().map(|address| address.ip());
    let bracketed = || entry.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    entry.parse().or_else(|_| with_port()).ok().or_else(bracketed)
}

/// Whether an address is of this machine or a private network, where proxies are and tenants are not.
fn is_of_own_network(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(peer: &str, forwarded: &[&'static str]) -> (String, Option<Doubt>) {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", axum::http::HeaderValue::from_static(value));
        }
        let trusted: TrustedProxies =
            serde_json::from_str(r#"["127.0.0.1", "10.0.0.2", "10.7.0.0/16"]"#).expect("proxies");
        let (client, doubt) = client_of(peer.parse().expect("an address"), &headers, &trusted);
        (client.to_string(), doubt)
    }

    fn client(peer: &str, forwarded: &[&'static str]) -> String {
        found(peer, forwarded).0
    }

    #[test]
    fn s2_only_a_trusted_proxy_is_believed_and_only_for_its_own_hop() {
        assert_eq!(client("198.51.100.7", &["203.0.113.1"]), "198.51.100.7");
        assert_eq!(client("127.0.0.1", &["203.0.113.1"]), "203.0.113.1");
        assert_eq!(
            client("127.0.0.1", &["1.2.3.4, 203.0.113.1, 10.0.0.2"]),
            "203.0.113.1"
        );
        assert_eq!(
            client("127.0.0.1", &["1.2.3.4, 203.0.113.1, 10.7.9.9"]),
            "203.0.113.1"
        );
        assert_eq!(client("127.0.0.1", &["1.2.3.4", "203.0.113.1"]), "203.0.113.1");
        assert_eq!(client("::ffff:127.0.0.1", &["203.0.113.1"]), "203.0.113.1");
        assert_eq!(client("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(client("127.0.0.1", &["203.0.113.1, nonsense"]), "127.0.0.1");
    }

    #[test]
    fn s2_an_address_is_read_with_its_port_and_in_brackets() {
        for (entry, address) in [
            ("203.0.113.7:51012", "203.0.113.7"),
            ("[2001:db8::7]:51012", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            (" 2001:db8::7 ", "2001:db8::7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
        ] {
            assert_eq!(
                found("127.0.0.1", &[entry]),
                (address.to_owned(), None),
                "{entry}"
            );
        }
    }

    #[test]
    fn reports_an_untrusted_proxy_and_an_unreadable_entry() {
        for (peer, entry, doubt) in [
            ("10.0.0.9", "203.0.113.1", Some(Doubt::UntrustedProxy)),
            ("fd00::9", "203.0.113.1", Some(Doubt::UntrustedProxy)),
            ("127.0.0.1", "unknown", Some(Doubt::UnreadableEntry)),
            ("198.51.100.7", "203.0.113.1", None),
            ("127.0.0.1", "203.0.113.1", None),
        ] {
            assert_eq!(found(peer, &[entry]).1, doubt, "{peer}: {entry}");
        }
        assert_eq!(found("10.0.0.9", &[]).1, None);
    }
}
