//! Listening.

use std::{future::Future, io, net::SocketAddr};

use tokio::net::TcpListener;

use crate::{routes, service::Service};

/// A service bound to its address, ready to run.
pub struct Server {
    listener: TcpListener,
    service: Service,
}

impl Server {
    /// Binds an address.
    ///
    /// # Errors
    /// When the address is taken or not ours.
    pub async fn bind(service: Service, address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        Ok(Self { listener, service })
    }

    /// The address bound: a port 0 has become a real one.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until `end` is ready, then finishes the requests under way.
    ///
    /// # Errors
    /// When accepting fails for good.
    pub async fn run(self, end: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        axum::serve(self.listener, routes::router(self.service))
            .with_graceful_shutdown(end)
            .await
    }
}
