//! Binds, serves requests, and shuts down gracefully.

mod connections;
mod patient_stream;

use std::{
    future::{self, Future},
    io,
    net::SocketAddr,
    time::Duration,
};

use tokio::{
    net::TcpListener,
    sync::oneshot,
    task::JoinSet,
    time::{sleep, timeout},
};

use self::connections::Limits;
use crate::{
    figures::{MAX_CONNECTIONS, MAX_METRICS_CONNECTIONS, ROUTE_SECONDS},
    http::router as routes,
    operations::{health, keys, metrics, purge},
    payment::store as card_payments,
    refusal::Refusal,
    service::Service,
};

/// Maximum time a shutdown waits for open requests. Every route has timed out by then; without this limit, a
/// request whose head is slow to arrive would be waited for as long again.
const LAST_REQUESTS: Duration = Duration::from_secs(ROUTE_SECONDS + 1);

/// Maximum time a shutdown waits for messages that are on their way to tenants.
const LAST_MESSAGES: Duration = Duration::from_secs(20);

/// A service bound to its address, ready to run.
pub struct Server {
    listener: TcpListener,
    metrics: Option<TcpListener>,
    service: Service,
}

impl Server {
    /// Binds an address.
    ///
    /// # Errors
    /// When the address is in use or not of this machine, or the database fails.
    pub async fn bind(service: Service, address: SocketAddr) -> io::Result<Self> {
        Self::on(service, TcpListener::bind(address).await?).await
    }

    /// Creates a server from a bound listener.
    ///
    /// # Errors
    /// When its address cannot be read, or the database fails.
    pub async fn on(service: Service, listener: TcpListener) -> io::Result<Self> {
        unclaim(&service).await.map_err(io::Error::other)?;
        service.listens_at(listener.local_addr()?);
        Ok(Self {
            listener,
            metrics: None,
            service,
        })
    }

    /// Also serves counters and health, at an address of this machine (S27).
    ///
    /// # Errors
    /// When the address is in use or not of this machine.
    pub async fn with_metrics(mut self, address: SocketAddr) -> io::Result<Self> {
        self.metrics = Some(TcpListener::bind(address).await?);
        Ok(self)
    }

    /// The bound address of counters and health, if they are served.
    ///
    /// # Errors
    /// When the system does not report the address.
    pub fn metrics_address(&self) -> io::Result<Option<SocketAddr>> {
        self.metrics.as_ref().map(TcpListener::local_addr).transpose()
    }

    /// The bound address, with the actual port where port 0 was requested.
    ///
    /// # Errors
    /// When the system does not report the address.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves, and purges what has expired, until `end` resolves, then finishes open requests and pending messages, each
    /// within a time limit.
    pub async fn run(self, end: impl Future<Output = ()> + Send + 'static) {
        let under_way = self.service.outlet.under_way();
        // Aborted when it is dropped, at the very end: until then the health says that the service ends.
        let mut background = JoinSet::new();
        background.spawn(health::watch(self.service.clone()));
        background.spawn(purge::keep_purging(self.service.clone()));
        background.spawn(keys::keep_reading(self.service.clone()));
        if let Some(listener) = self.metrics {
            background.spawn(serve_metrics(listener, self.service.clone()));
        }
        let ending = self.service.clone();
        let traces = self.service.base.traces.clone();
        let router = routes::router(self.service);
        let limits = Limits::of(MAX_CONNECTIONS);
        let (ask, asked) = oneshot::channel();
        let end = async move {
            end.await;
            ending.health.ends();
            // The receiver is gone when serving has ended by itself.
            let _ = ask.send(());
        };
        let too_late = async {
            match asked.await {
                Ok(()) => sleep(LAST_REQUESTS).await,
                Err(_) => future::pending().await,
            }
        };
        tokio::select! {
            () = connections::serve(self.listener, router, limits, &traces, end) => {}
            () = too_late => tracing::warn!("connections were cut at the end: their requests never came whole"),
        }
        if timeout(LAST_MESSAGES, under_way.arrived()).await.is_err() {
            tracing::error!("messages were still under way at the end");
        }
    }
}

async fn serve_metrics(listener: TcpListener, service: Service) {
    let traces = service.base.traces.clone();
    let limits = Limits::of(MAX_METRICS_CONNECTIONS);
    connections::serve(
        listener,
        metrics::router(service),
        limits,
        &traces,
        future::pending(),
    )
    .await;
}

/// Releases the claims on payment pages that were being made when the service last stopped.
async fn unclaim(service: &Service) -> Result<(), Refusal> {
    let mut writing = service.base.store.write().await?;
    card_payments::unclaim_all(&mut writing).await?;
    Ok(writing.commit().await?)
}
