//! Accepts connections and serves each, within limits that `axum::serve` does not have: strangers may open many and use
//! none of them.

use std::{future::Future, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Extension, Router, extract::ConnectInfo, serve::Listener};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tower::Layer;

use super::patient_stream::PatientStream;
use crate::{
    figures::{MAX_STREAMS_PER_CONNECTION, QUIET_SECONDS},
    operations::{event::Event, traces::Traces},
};

/// Bytes that a connection reads ahead: the whole head of a request, or a part of a body.
const MAX_KEPT_BYTES: u32 = 64 * 1024;

/// What clients of one port may use up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Connections that are open at once.
    connections: usize,
    /// Longest time without a byte in either direction. The whole head of a request has to come in this time too, counted
    /// from the answer before it.
    quiet: Duration,
}

impl Limits {
    /// The limits of a port that takes this many connections.
    pub(super) const fn of(connections: usize) -> Self {
        Self {
            connections,
            quiet: Duration::from_secs(QUIET_SECONDS),
        }
    }

    fn builder(&self) -> Builder<TokioExecutor> {
        let mut builder = Builder::new(TokioExecutor::new());
        builder
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(self.quiet)
            .max_buf_size(MAX_KEPT_BYTES as usize);
        builder
            .http2()
            .max_concurrent_streams(MAX_STREAMS_PER_CONNECTION)
            .initial_stream_window_size(MAX_KEPT_BYTES)
            .initial_connection_window_size(MAX_KEPT_BYTES);
        builder
    }
}

/// Serves until `end` resolves, then until the open requests are answered.
pub(super) async fn serve(
    mut listener: TcpListener,
    router: Router,
    limits: Limits,
    traces: &Traces,
    end: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let builder = limits.builder();
    let graceful = GracefulShutdown::new();
    let mut end = pin!(end);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&mut listener, &places, traces) => accepted,
            () = &mut end => None,
        };
        let Some((stream, peer, place)) = accepted else {
            break;
        };
        let io = TokioIo::new(PatientStream::new(stream, limits.quiet));
        let service = TowerToHyperService::new(Extension(ConnectInfo(peer)).layer(router.clone()));
        let connection = builder.serve_connection(io, service).into_owned();
        let connection = graceful.watcher().watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection broke");
            }
            drop(place);
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

/// The next connection, with its place. While no place is free, new connections wait in the system's queue until another
/// one ends, as each does when it is not used. `None` never comes: nobody closes the semaphore.
async fn accept(
    listener: &mut TcpListener,
    places: &Arc<Semaphore>,
    traces: &Traces,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = if let Ok(place) = Arc::clone(places).try_acquire_owned() {
        place
    } else {
        traces.record(Event::ConnectionsFull);
        Arc::clone(places).acquire_owned().await.ok()?
    };
    // When the system has no more file descriptors, this waits and tries again.
    let (stream, peer) = Listener::accept(listener).await;
    Some((stream, peer, place))
}

#[cfg(test)]
mod tests {
    use std::future;

    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        time::{interval, pause, resume, timeout},
    };

    use super::*;
    use crate::figures::HOUR;

    const WHOLE: &[u8] = b"GET / HTTP/1.1\r\nhost: landlord\r\n\r\n";
    /// More than the system keeps of an answer that nobody reads.
    const LARGE_BYTES: usize = 32 << 20;
    /// Longer than any limit of a connection.
    const LONG: Duration = Duration::from_secs(HOUR.unsigned_abs());

    async fn serving(connections: usize) -> (SocketAddr, Traces) {
        let router = Router::new()
            .route("/", get(peer_of))
            .route("/large", get(|| async { vec![0_u8; LARGE_BYTES] }));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let traces = Traces::new();
        let shared = traces.clone();
        tokio::spawn(async move {
            serve(
                listener,
                router,
                Limits::of(connections),
                &shared,
                future::pending(),
            )
            .await;
        });
        // A clock that stands still jumps to the next timer. With this one, what was sent arrives between two jumps.
        tokio::spawn(async {
            let mut steps = interval(Duration::from_secs(1));
            loop {
                steps.tick().await;
            }
        });
        (address, traces)
    }

    async fn peer_of(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> String {
        format!("peer={peer}!")
    }

    async fn connect(address: SocketAddr, sent: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        stream.write_all(sent).await.expect("sent");
        stream
    }

    /// What comes until the answer of `/` is there.
    async fn answer(stream: &mut TcpStream) -> String {
        let mut answer = Vec::new();
        while !answer.ends_with(b"!") {
            let byte = stream.read_u8().await.expect("an answer");
            answer.push(byte);
        }
        String::from_utf8(answer).expect("text")
    }

    /// Lets all time pass until the other end closes the connection. Returns what came.
    async fn closed(stream: &mut TcpStream) -> Vec<u8> {
        pause();
        let mut rest = Vec::new();
        let read = timeout(LONG, stream.read_to_end(&mut rest)).await;
        resume();
        read.expect("it is cut").expect("it is closed");
        rest
    }

    #[tokio::test]
    async fn a_head_that_never_ends_is_cut_and_others_are_answered() {
        let (address, _) = serving(8).await;
        let beginnings: [&[u8]; 4] = [b"", b"PRI * HT", b"GET / HT", b"GET / HTTP/1.1\r\nhost: land"];
        for beginning in beginnings {
            let mut unfinished = connect(address, beginning).await;
            // Connections are accepted in order: once this one is answered, the earlier one is being read.
            answer(&mut connect(address, WHOLE).await).await;
            assert!(closed(&mut unfinished).await.is_empty());
            let mut next = connect(address, WHOLE).await;
            assert!(answer(&mut next).await.starts_with("HTTP/1.1 200"));
        }
    }

    #[tokio::test]
    async fn without_a_free_place_the_next_waits_until_an_idle_connection_ends() {
        let (address, traces) = serving(1).await;
        let mut idle = connect(address, WHOLE).await;
        answer(&mut idle).await;
        let mut next = connect(address, WHOLE).await;
        pause();
        let answered = timeout(LONG, answer(&mut next)).await;
        resume();
        assert!(answered.expect("in the end").starts_with("HTTP/1.1 200"));
        assert!(closed(&mut idle).await.is_empty());
        assert!(traces.total(Event::ConnectionsFull) > 0);
    }

    #[tokio::test]
    async fn an_answer_that_nobody_takes_gives_its_place_up() {
        let (address, _) = serving(1).await;
        let unread = connect(address, b"GET /large HTTP/1.1\r\nhost: landlord\r\n\r\n").await;
        let mut next = connect(address, WHOLE).await;
        pause();
        let answered = timeout(LONG, answer(&mut next)).await;
        resume();
        assert!(answered.expect("in the end").starts_with("HTTP/1.1 200"));
        drop(unread);
    }

    #[tokio::test]
    async fn a_request_has_the_address_of_its_peer() {
        let (address, _) = serving(1).await;
        let mut stream = connect(address, WHOLE).await;
        let peer = stream.local_addr().expect("connected");
        let answer = answer(&mut stream).await;
        assert!(answer.ends_with(&format!("peer={peer}!")), "{answer}");
    }
}
