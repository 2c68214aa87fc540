//! The line between a tenant and the landlord: TLS in front of the service, and every fault on it.

mod road;

use std::{
    collections::BTreeSet,
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reserved_port::Port;
use socket2::SockRef;
use tokio::{
    net::TcpListener,
    sync::watch,
    task::{JoinHandle, JoinSet, spawn_blocking},
};
use tokio_rustls::TlsAcceptor;

pub use self::road::EVERYTHING;
use self::road::{Pace, Road, matches};
use super::{
    certificates::Certificates,
    fault::{Fault, LIMITS},
};
use crate::passing::let_pass;

/// Within this time, a connection on this machine is established if there is room for it. With a shorter one, a
/// busy machine would stop filling the queue too early: the next connection would be established, and nobody would
/// serve it.
const IMMEDIATELY: Duration = Duration::from_millis(200);
/// Bytes of a segment on Ethernet.
const SEGMENT: u32 = 1_460;
const RECEIVED_AT_ONCE: usize = 16 * 1024;

/// A port of this machine in front of the landlord.
pub struct Line {
    port: Port,
    certificates: Certificates,
    names: Arc<Names>,
    road: Arc<Road>,
    running: Option<JoinHandle<()>>,
    /// Connections that fill the queue of a port nobody serves.
    queue: Vec<std::net::TcpStream>,
}

/// Resolves every name to this machine, or none.
#[derive(Default)]
pub struct Names {
    silent: AtomicBool,
    /// A connection will hang: its time limit begins with the name.
    black_hole: AtomicBool,
}

impl Resolve for Names {
    fn resolve(&self, _: Name) -> Resolving {
        let silent = self.silent.load(Ordering::SeqCst);
        if self.black_hole.load(Ordering::SeqCst) {
            tokio::spawn(let_pass(LIMITS.connect));
        }
        Box::pin(async move {
            if silent {
                return Err(io::Error::other("no such name").into());
            }
            // The port comes from the URL.
            let found: Addrs = Box::new([SocketAddr::from(([127, 0, 0, 1], 0))].into_iter());
            Ok(found)
        })
    }
}

impl Line {
    /// A line to the landlord without a fault.
    pub async fn to(landlord: SocketAddr) -> Self {
        let (port, listener) = Port::free();
        let mut line = Self {
            port,
            certificates: Certificates::issue(),
            names: Arc::default(),
            road: Arc::new(Road {
                landlord,
                fault: Mutex::default(),
                asked: watch::Sender::default(),
                last_range: Mutex::default(),
                pace: Mutex::new(Pace::AtOnce),
                stalled: AtomicUsize::new(0),
                values: Mutex::default(),
            }),
            running: None,
            queue: Vec::new(),
        };
        line.serve(listener, line.certificates.landlord.clone());
        line
    }

    pub fn port(&self) -> u16 {
        self.port.address.port()
    }

    /// The landlord's own address.
    pub fn landlord(&self) -> SocketAddr {
        self.road.landlord
    }

    pub fn names(&self) -> Arc<Names> {
        Arc::clone(&self.names)
    }

    pub fn authority(&self) -> reqwest::Certificate {
        self.certificates.authority.clone()
    }

    /// Makes a fault strike the requests of that method and path. A fault of the connection strikes all requests.
    pub async fn strike(&mut self, fault: Fault, request: &str) {
        *self.road.fault.lock().expect("not poisoned") = Some((fault, request.to_owned()));
        match fault {
            Fault::Refused => self.stop().await,
            Fault::NoName => self.names.silent.store(true, Ordering::SeqCst),
            Fault::BlackHole => {
                self.stop().await;
                self.fill_queue().await;
                self.names.black_hole.store(true, Ordering::SeqCst);
            }
            Fault::BadCertificate => {
                self.stop().await;
                let listener = self.port.listen(64);
                self.serve(listener, self.certificates.impostor.clone());
            }
            _ => {}
        }
        self.road.asked.send_modify(Vec::clear);
    }

    /// Lets requests through at this speed only.
    pub async fn slow_down(&mut self, kbits: u32) {
        self.set_pace(Pace::Throttled { kbits }).await;
    }

    /// Lets so many bytes of each request through, and nothing more.
    pub async fn stall_after(&mut self, bytes: usize) {
        self.set_pace(Pace::Stalling { after: bytes }).await;
    }

    /// Lets answers through at this speed only.
    pub async fn slow_answers_down(&mut self, kbits: u32) {
        self.set_pace(Pace::SlowAnswers { kbits }).await;
    }

    /// Lets requests through at once.
    pub async fn speed_up(&mut self) {
        self.set_pace(Pace::AtOnce).await;
    }

    async fn set_pace(&mut self, pace: Pace) {
        *self.road.pace.lock().expect("not poisoned") = pace;
        self.stop().await;
        let listener = self.port.listen(64);
        if !matches!(pace, Pace::AtOnce) {
            // As on a line outside, the system of the sender holds little of what has not arrived yet: it would take a
            // whole message at once on a line that stays inside the machine.
            let socket = SockRef::from(&listener);
            socket.set_tcp_mss(SEGMENT).expect("set");
            socket.set_recv_buffer_size(RECEIVED_AT_ONCE).expect("set");
        }
        self.serve(listener, self.certificates.landlord.clone());
    }

    /// Ends the fault.
    pub async fn heal(&mut self) {
        let fault = self.road.fault.lock().expect("not poisoned").take();
        self.names.silent.store(false, Ordering::SeqCst);
        self.names.black_hole.store(false, Ordering::SeqCst);
        if fault.is_some_and(|(fault, _)| fault.is_of_the_connection() && fault != Fault::NoName) {
            self.stop().await;
            self.queue.clear();
            let listener = self.port.listen(64);
            self.serve(listener, self.certificates.landlord.clone());
        }
    }

    /// How often that request was sent since the fault struck.
    pub fn asked(&self, request: &str) -> usize {
        let asked = self.road.asked.borrow();
        asked.iter().filter(|asked| matches(asked, request)).count()
    }

    /// All requests since the fault struck, without their queries.
    pub fn all_asked(&self) -> Vec<String> {
        let asked = self.road.asked.borrow();
        let path = |asked: &String| asked.split('?').next().unwrap_or_default().to_owned();
        asked.iter().map(path).collect()
    }

    /// The first byte of the last request for a part of a file.
    pub fn last_range(&self) -> Option<usize> {
        *self.road.last_range.lock().expect("not poisoned")
    }

    /// The texts in the landlord's answers so far, without short ones: words that many texts have.
    pub fn values_answered(&self) -> BTreeSet<String> {
        self.road.values.lock().expect("not poisoned").clone()
    }

    /// How many requests stood still.
    pub fn stalled(&self) -> usize {
        self.road.stalled.load(Ordering::SeqCst)
    }

    /// Waits until that request was sent.
    pub async fn until_asked(&self, request: &str) {
        let mut asked = self.road.asked.subscribe();
        let is_asked = |asked: &Vec<String>| asked.iter().any(|asked| matches(asked, request));
        asked.wait_for(is_asked).await.expect("the line is there");
    }

    /// Fills the queue of the port: it drops further connections, which hang.
    async fn fill_queue(&mut self) {
        let listener = self.port.listen(0);
        let address = self.port.address;
        // On a thread, since the clock of the rehearsal stands still.
        let queue = spawn_blocking(move || {
            let connect = || std::net::TcpStream::connect_timeout(&address, IMMEDIATELY).ok();
            std::iter::from_fn(connect).collect()
        });
        self.queue = queue.await.expect("filled");
        self.running = Some(tokio::spawn(async move {
            let _kept = listener;
            std::future::pending::<()>().await;
        }));
    }

    async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            self.port.end();
            running.abort();
            let _ = running.await;
        }
    }

    fn serve(&mut self, listener: TcpListener, acceptor: TlsAcceptor) {
        let road = Arc::clone(&self.road);
        self.running = Some(tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((connection, _)) = listener.accept().await {
                let (road, acceptor) = (Arc::clone(&road), acceptor.clone());
                connections.spawn(async move {
                    // A reset drops what the system holds back until what came before has arrived (Nagle).
                    let _ = connection.set_nodelay(true);
                    // A client that does not trust the line, or is gone, sends no request.
                    if let Ok(connection) = acceptor.accept(connection).await {
                        let _ = road.carry(connection).await;
                    }
                });
            }
        }));
    }
}
