//! HTTP/2 between a tenant and the landlord: its connections last, and may die unnoticed.

use std::net::SocketAddr;

use reserved_port::Port;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::Instant,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use super::{certificates::Certificates, fault::LIMITS};
use crate::{passing::swallow, rehearsal::Rehearsal};

/// A port of this machine in front of the landlord that speaks HTTP/2.
pub struct Http2Line {
    port: Port,
    authority: reqwest::Certificate,
    /// How often the connections were silenced.
    silenced: watch::Sender<u32>,
    /// How many there were.
    connections: watch::Receiver<u32>,
}

impl Http2Line {
    pub fn to(landlord: SocketAddr) -> Self {
        let (port, listener) = Port::free();
        let certificates = Certificates::issue();
        let silenced = watch::Sender::new(0);
        let (count, connections) = watch::channel(0);
        tokio::spawn(serve(
            listener,
            certificates.landlord_http2,
            landlord,
            silenced.clone(),
            count,
        ));
        Self {
            port,
            authority: certificates.authority,
            silenced,
            connections,
        }
    }

    pub fn port(&self) -> u16 {
        self.port.address.port()
    }

    pub fn authority(&self) -> reqwest::Certificate {
        self.authority.clone()
    }

    /// Nothing more comes over the connections of this moment, as after a change of network. New ones work.
    fn silence(&self) {
        self.silenced.send_modify(|silenced| *silenced += 1);
    }

    fn connections(&self) -> u32 {
        *self.connections.borrow()
    }
}

async fn serve(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    landlord: SocketAddr,
    silenced: watch::Sender<u32>,
    count: watch::Sender<u32>,
) {
    let mut connections = JoinSet::new();
    while let Ok((connection, _)) = listener.accept().await {
        let (acceptor, silenced) = (acceptor.clone(), silenced.subscribe());
        count.send_modify(|count| *count += 1);
        connections.spawn(async move {
            let tenant = acceptor.accept(connection).await.expect("trusted");
            assert_eq!(tenant.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
            carry(tenant, landlord, silenced).await;
        });
    }
}

async fn carry(mut tenant: TlsStream<TcpStream>, landlord: SocketAddr, mut silenced: watch::Receiver<u32>) {
    // The landlord takes the bytes of HTTP/2 without TLS, as a proxy would pass them on.
    let mut landlord = TcpStream::connect(landlord).await.expect("the landlord");
    tokio::select! {
        _ = copy_bidirectional(&mut tenant, &mut landlord) => {}
        _ = silenced.changed() => swallow(&mut tenant).await,
    }
}

#[tokio::test]
async fn a_dead_connection_is_replaced_within_the_same_wait() {
    let rehearsal = Rehearsal::begin().await;
    rehearsal.sign_up().await;
    let line = Http2Line::to(rehearsal.line.landlord());
    let espace = rehearsal.computer_at(&line).await;
    espace.synchronise().await.expect("synchronised");
    assert_eq!(line.connections(), 1, "one for all requests");
    line.silence();
    let began = Instant::now();
    espace.synchronise().await.expect("over another connection");
    assert!(began.elapsed() <= LIMITS.whole, "{:?}", began.elapsed());
    assert_eq!(line.connections(), 2);
}
