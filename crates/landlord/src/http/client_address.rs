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

/// The client's address: that of the peer, or, behind a trusted reverse proxy, the last address in
/// `X-Forwarded-For` that is not a trusted proxy. The entries before it are the client's own claim.
pub(crate) struct ClientAddress(pub(crate) IpAddr);

impl FromRequestParts<Service> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Self::Rejection> {
        // Requests without a known peer are counted together, which is too strict rather than too lax.
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        Ok(Self(service.proxies.client_of(peer, &parts.headers)))
    }
}
