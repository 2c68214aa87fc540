//! The address that a request comes from.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
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
        Ok(Self(service.proxies.client_of(peer, &parts.headers)))
    }
}
