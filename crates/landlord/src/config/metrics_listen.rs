//! `metrics-listen`: the address of counters and health.

use crate::operator_words::say;
use std::net::SocketAddr;

use serde::Deserialize;

/// An address that only this machine reaches: counters tell strangers how an attack goes (S27).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SocketAddr")]
pub struct MetricsListen(SocketAddr);

/// The address is not on loopback.
#[derive(Debug, thiserror::Error)]
#[error("{}", say("metrics-listen", [("value", .0.to_string())]))]
pub struct NotLoopback(SocketAddr);

impl TryFrom<SocketAddr> for MetricsListen {
    type Error = NotLoopback;

    fn try_from(address: SocketAddr) -> Result<Self, Self::Error> {
        if address.ip().to_canonical().is_loopback() {
            Ok(Self(address))
        } else {
            Err(NotLoopback(address))
        }
    }
}

impl MetricsListen {
    /// The address to bind.
    #[must_use]
    pub fn address(self) -> SocketAddr {
        self.0
    }
}
