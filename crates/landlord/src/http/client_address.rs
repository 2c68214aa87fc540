//! The address that a request comes from.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};

use crate::service::Service;

/// The peer's address, or, when the peer is a reverse proxy that the landlord trusts, the last address
/// in `X-Forwarded-For` that is not such a proxy: what stands before it is the client's own word.
pub(crate) struct ClientAddress(pub(crate) IpAddr);

impl FromRequestParts<Service> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Self::Rejection> {
        // Requests without a known peer are counted together: too strictly rather than not at all.
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        Ok(Self(client_of(
            peer,
            &parts.headers,
            &service.config.trusted_proxies,
        )))
    }
}

fn client_of(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let mut client = peer.to_canonical();
    let forwarded: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .flat_map(|value| value.to_str().unwrap_or_default().split(','))
        .collect();
    for hop in forwarded.into_iter().rev() {
        if !trusted.contains(&client) {
            break;
        }
        let Ok(address) = hop.trim().parse::<IpAddr>() else {
            break;
        };
        client = address.to_canonical();
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", axum::http::HeaderValue::from_static(value));
        }
        let trusted = ["127.0.0.1", "10.0.0.2"].map(|address| address.parse().expect("an address"));
        client_of(peer.parse().expect("an address"), &headers, &trusted).to_string()
    }

    #[test]
    fn s2_only_a_trusted_proxy_is_believed_and_only_for_its_own_hop() {
        assert_eq!(client("198.51.100.7", &["203.0.113.1"]), "198.51.100.7");
        assert_eq!(client("127.0.0.1", &["203.0.113.1"]), "203.0.113.1");
        assert_eq!(
            client("127.0.0.1", &["1.2.3.4, 203.0.113.1, 10.0.0.2"]),
            "203.0.113.1"
        );
        assert_eq!(client("127.0.0.1", &["1.2.3.4", "203.0.113.1"]), "203.0.113.1");
        assert_eq!(client("::ffff:127.0.0.1", &["203.0.113.1"]), "203.0.113.1");
        assert_eq!(client("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(client("127.0.0.1", &["203.0.113.1, nonsense"]), "127.0.0.1");
    }
}
