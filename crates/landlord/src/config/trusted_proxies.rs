//! The reverse proxies whose `X-Forwarded-For` is believed (S2, S7).

use crate::{
    figures::{WIDEST_PROXY_NETWORK_V4, WIDEST_PROXY_NETWORK_V6},
    operator_words::say,
};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ipnet::IpNet;
use serde::Deserialize;

/// This machine's own addresses.
const LOOPBACK: [IpNet; 2] = [
    IpNet::new_assert(IpAddr::V4(Ipv4Addr::LOCALHOST), 8),
    IpNet::new_assert(IpAddr::V6(Ipv6Addr::LOCALHOST), 128),
];

/// Addresses and networks of reverse proxies.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct TrustedProxies(Vec<Network>);

#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
struct Network(IpNet);

/// The text is neither an address nor a network.
#[derive(Debug, thiserror::Error)]
#[error("{}", say("network", [("value", .0.to_string())]))]
pub struct NetworkFlaw(String);

impl TryFrom<String> for Network {
    type Error = NetworkFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let address = text.parse::<IpAddr>().map(IpNet::from);
        match address.or_else(|_| text.parse()) {
            Ok(network) => Ok(Self(network)),
            Err(_) => Err(NetworkFlaw(text)),
        }
    }
}

impl TrustedProxies {
    /// The proxies trusted by default. A service that listens on loopback is reached through a proxy on the same
    /// machine. One that listens elsewhere can be reached by anyone, so it trusts no proxy.
    pub(super) fn default_of(listen: SocketAddr) -> Self {
        if !listen.ip().to_canonical().is_loopback() {
            return Self::default();
        }
        Self(LOOPBACK.map(Network).to_vec())
    }

    /// Whether no proxy is trusted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A network so wide that clients may be in it, who could then write any address themselves.
    pub(crate) fn too_wide(&self) -> Option<IpNet> {
        let is_wide = |network: &IpNet| match network {
            IpNet::V4(network) => network.prefix_len() < WIDEST_PROXY_NETWORK_V4,
            IpNet::V6(network) => network.prefix_len() < WIDEST_PROXY_NETWORK_V6,
        };
        self.0.iter().map(|network| network.0).find(is_wide)
    }

    /// Whether an address belongs to a trusted proxy.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.0.contains(&address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default_of(listen: &str) -> TrustedProxies {
        TrustedProxies::default_of(listen.parse().expect("an address"))
    }

    #[test]
    fn s2_trusts_loopback_only_when_the_service_listens_on_loopback() {
        for listen in ["127.0.0.1:8320", "[::1]:8320"] {
            let trusted = default_of(listen);
            for address in ["127.0.0.1", "127.0.0.7", "::1", "::ffff:127.0.0.1"] {
                assert!(
                    trusted.contains(address.parse().expect("an address")),
                    "{address}"
                );
            }
            for address in ["10.0.0.1", "128.0.0.1", "::2"] {
                assert!(
                    !trusted.contains(address.parse().expect("an address")),
                    "{address}"
                );
            }
        }
        for listen in ["0.0.0.0:8320", "10.0.0.4:8320", "[::]:8320"] {
            assert!(default_of(listen).is_empty(), "{listen}");
        }
    }
}
