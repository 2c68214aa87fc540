//! Listening.

use std::{
    future::{self, Future},
    io,
    net::SocketAddr,
    time::Duration,
};

use tokio::{
    net::TcpListener,
    sync::oneshot,
    time::{sleep, timeout},
};

use crate::{
    figures::ROUTE_SECONDS, http::router as routes, payment::store as card_payments, refusal::Refusal,
    service::Service,
};

/// How long the end waits for requests that are under way: a route has ended by then. One whose head never came whole would be
/// waited for without end.
const LAST_REQUESTS: Duration = Duration::from_secs(ROUTE_SECONDS + 1);

/// How long the end waits for messages that are on their way to tenants.
const LAST_MESSAGES: Duration = Duration::from_secs(20);

/// A service bound to its address, ready to run.
pub struct Server {
    listener: TcpListener,
    service: Service,
}

impl Server {
    /// Binds an address.
    ///
    /// # Errors
    /// When the address is taken or not ours, or the database fails.
    pub async fn bind(service: Service, address: SocketAddr) -> io::Result<Self> {
        Self::on(service, TcpListener::bind(address).await?).await
    }

    /// Takes a listener that is bound already.
    ///
    /// # Errors
    /// When its address cannot be read, or the database fails.
    pub async fn on(service: Service, listener: TcpListener) -> io::Result<Self> {
        unclaim(&service).await.map_err(io::Error::other)?;
        service.listens_at(listener.local_addr()?);
        Ok(Self { listener, service })
    }

    /// The address bound: a port 0 has become a real one.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until `end` is ready, then finishes the requests and messages under way, each within a limit.
    ///
    /// # Errors
    /// When accepting fails for good.
    pub async fn run(self, end: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let under_way = self.service.outlet.under_way.clone();
        let service = routes::router(self.service).into_make_service_with_connect_info::<SocketAddr>();
        let (ask, asked) = oneshot::channel();
        let end = async move {
            end.await;
            // Nobody listens any more when serving has ended by itself.
            let _ = ask.send(());
        };
        let too_late = async {
            match asked.await {
                Ok(()) => sleep(LAST_REQUESTS).await,
                Err(_) => future::pending().await,
            }
        };
        tokio::select! {
            served = axum::serve(self.listener, service).with_graceful_shutdown(end) => served?,
            () = too_late => tracing::warn!("connections were cut at the end: their requests never came whole"),
        }
        if timeout(LAST_MESSAGES, under_way.arrived()).await.is_err() {
            tracing::error!("messages were still under way at the end");
        }
        Ok(())
    }
}

/// Whoever was making a payment's page has ended with the service before: nobody waits for that.
async fn unclaim(service: &Service) -> Result<(), Refusal> {
    let mut writing = service.base.store.write().await?;
    card_payments::unclaim_all(&mut writing).await?;
    Ok(writing.commit().await?)
}
