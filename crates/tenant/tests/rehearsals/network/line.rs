//! The line between a tenant and the landlord: TLS in front of the service, and every fault on it.

use std::{
    collections::BTreeSet,
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reserved_port::Port;
use serde_json::Value;
use socket2::SockRef;
use tenant::figures::UPLOAD_STALL_SECONDS;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::{JoinHandle, JoinSet, spawn_blocking},
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use super::{
    certificates::Certificates,
    fault::{Fault, LIMITS},
};
use crate::passing::{jump, let_pass, pass};

/// Within this time, a connection on this machine is established if there is room for it. With a shorter one, a
/// busy machine would stop filling the queue too early: the next connection would be established, and nobody would
/// serve it.
const IMMEDIATELY: Duration = Duration::from_millis(200);
/// Bytes of a segment on Ethernet.
const SEGMENT: u32 = 1_460;
const RECEIVED_AT_ONCE: usize = 16 * 1024;
const READ_AT_ONCE: usize = 4 * 1024;
const MILLISECOND: Duration = Duration::from_millis(1);
/// Longer than the application waits on a line where nothing moves.
const STALLED_SECONDS: u64 = UPLOAD_STALL_SECONDS + 30;
const PORTAL: &str = "<!doctype html><title>Wifi de la gare</title><h1>Identifiez-vous</h1>";

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

/// Shared by every connection of the line.
struct Road {
    landlord: SocketAddr,
    /// The fault, and the requests that it strikes.
    fault: Mutex<Option<(Fault, String)>>,
    /// All requests, such as « POST /v1/sessions ».
    asked: watch::Sender<Vec<String>>,
    /// The first byte of the last request for a part of a file.
    last_range: Mutex<Option<usize>>,
    /// How fast requests come through.
    pace: Mutex<Pace>,
    /// The texts in the landlord's answers.
    values: Mutex<BTreeSet<String>>,
}

/// How fast requests come through.
#[derive(Clone, Copy)]
enum Pace {
    /// At once.
    AtOnce,
    /// That many bits in a millisecond.
    Throttled { kbits: u32 },
    /// That many bytes of each request, then nothing more.
    Stalling { after: usize },
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
            jump(LIMITS.connect);
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
                    // A client that does not trust the line, or is gone, sends no request.
                    if let Ok(connection) = acceptor.accept(connection).await {
                        let _ = road.carry(connection).await;
                    }
                });
            }
        }));
    }
}

impl Road {
    /// Carries one request; the connection ends after its answer.
    async fn carry(&self, mut tenant: TlsStream<TcpStream>) -> io::Result<()> {
        let pace = *self.pace.lock().expect("not poisoned");
        let (head, content) = read_message(&mut tenant, pace).await?;
        let mut words = head.split(' ');
        let asked = format!(
            "{} {}",
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default()
        );
        let range = head
            .lines()
            .find_map(|line| line.strip_prefix("range: bytes=")?.strip_suffix('-'));
        if let Some(start) = range {
            *self.last_range.lock().expect("not poisoned") = start.parse().ok();
        }
        let struck = self.fault.lock().expect("not poisoned").clone();
        let fault = match struck {
            Some((fault, request)) if matches(&asked, &request) => Some(fault),
            _ => None,
        };
        self.asked.send_modify(|all| all.push(asked));
        let Some(fault) = fault else {
            let answer = self.ask_landlord(&head, &content).await?;
            return finish(tenant, &answer).await;
        };
        match fault {
            Fault::Silent => {
                pass(Duration::MAX, &mut tenant).await;
                Ok(())
            }
            Fault::Status(status) => finish(tenant, &page(&format!("{status} Oops"), "", "panne")).await,
            Fault::ComeBack(status) => {
                let after = format!("retry-after: {}\r\n", Fault::COME_BACK_AFTER);
                finish(tenant, &page(&format!("{status} Later"), &after, "revenez")).await
            }
            Fault::VersionRefused => finish(tenant, VERSION_REFUSED).await,
            Fault::CaptivePortal => finish(tenant, &page("200 OK", "", PORTAL)).await,
            Fault::RedirectToPortal => {
                let there = "location: https://wifi.example/\r\n";
                finish(tenant, &page("302 Found", there, PORTAL)).await
            }
            Fault::Late | Fault::VeryLate => {
                if !pass(fault.lateness(), &mut tenant).await {
                    return Ok(());
                }
                let answer = self.ask_landlord(&head, &content).await?;
                finish(tenant, &answer).await
            }
            Fault::ResetInBody => {
                let answer = self.ask_landlord(&head, &content).await?;
                tenant.write_all(&answer[..middle(&answer)]).await?;
                tenant.flush().await?;
                tenant.get_ref().0.set_zero_linger()
            }
            Fault::Dripping => {
                for byte in self.ask_landlord(&head, &content).await? {
                    tenant.write_all(&[byte]).await?;
                    tenant.flush().await?;
                    if !pass(Fault::DRIP, &mut tenant).await {
                        break;
                    }
                }
                Ok(())
            }
            Fault::TruncatedJson => {
                let answer = self.ask_landlord(&head, &content).await?;
                let body = &answer[end_of_head(&answer)..half_of_body(&answer)];
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
                let mut truncated = format!("{head}content-length: {}\r\n\r\n", body.len()).into_bytes();
                truncated.extend_from_slice(body);
                finish(tenant, &truncated).await
            }
            Fault::Refused | Fault::NoName | Fault::BlackHole | Fault::BadCertificate => Ok(()),
        }
    }

    /// The complete answer of the landlord to a request.
    async fn ask_landlord(&self, head: &str, content: &[u8]) -> io::Result<Vec<u8>> {
        let mut landlord = TcpStream::connect(self.landlord).await?;
        let head = head.replacen("\r\n", "\r\nconnection: close\r\n", 1);
        landlord.write_all(head.as_bytes()).await?;
        landlord.write_all(content).await?;
        let mut answer = Vec::new();
        landlord.read_to_end(&mut answer).await?;
        if let Ok(content) = serde_json::from_slice(&answer[end_of_head(&answer)..]) {
            note_texts(&content, &mut self.values.lock().expect("not poisoned"));
        }
        Ok(answer)
    }
}

/// The landlord's answer to a version of the application that is too old.
const VERSION_REFUSED: &[u8] = b"HTTP/1.1 426 Upgrade Required\r\ncontent-type: application/problem+json\r\n\
    connection: close\r\ncontent-length: 83\r\n\r\n\
    {\"type\":\"urn:espace-locataire:problem:upgrade-required\",\"title\":\"old\",\"status\":426}";

/// Collects the texts of a JSON value, without short ones.
fn note_texts(content: &Value, texts: &mut BTreeSet<String>) {
    const MIN_CHARACTERS: usize = 8;
    match content {
        Value::String(text) if text.chars().count() >= MIN_CHARACTERS => {
            texts.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| note_texts(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| note_texts(value, texts)),
        _ => {}
    }
}

/// Any request.
pub const EVERYTHING: &str = "*";

/// Whether a request matches a name; `*` stands for one part of a path.
fn matches(asked: &str, named: &str) -> bool {
    if named == EVERYTHING {
        return true;
    }
    let path = asked.split('?').next().unwrap_or_default();
    let mut named = named.split('/');
    let fits = path
        .split('/')
        .all(|part| matches!(named.next(), Some(name) if name == "*" || name == part));
    fits && named.next().is_none()
}

/// A page of something in front of the landlord.
fn page(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: text/html\r\nconnection: close\r\n{headers}");
    format!("{head}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

async fn finish(mut connection: TlsStream<TcpStream>, answer: &[u8]) -> io::Result<()> {
    connection.write_all(answer).await?;
    connection.shutdown().await?;
    // Waits until the client closes too, so that no byte on its way is lost.
    let mut rest = Vec::new();
    let _ = connection.read_to_end(&mut rest).await;
    Ok(())
}

/// The head of a request, and its content.
async fn read_message(
    connection: &mut (impl AsyncRead + Unpin),
    pace: Pace,
) -> io::Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    loop {
        let end = end_of_head(&bytes);
        if end > 0 {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head
                .lines()
                .filter_map(|line| line.split_once(": "))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, length)| length.parse().unwrap_or_default());
            if bytes.len() >= end + length {
                return Ok((head, bytes[end..].to_vec()));
            }
        }
        let mut some = [0; READ_AT_ONCE];
        let read = connection.read(&mut some).await?;
        bytes.extend_from_slice(&some[..read]);
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match pace {
            Pace::AtOnce => {}
            Pace::Throttled { kbits } => {
                let_pass(MILLISECOND * u32::try_from(8 * read).expect("few") / kbits).await;
            }
            Pace::Stalling { after } if bytes.len() < after => {}
            Pace::Stalling { .. } => {
                for _ in 0..STALLED_SECONDS {
                    let_pass(Duration::from_secs(1)).await;
                }
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
    }
}

/// Where the content of a message begins; 0 while its head is incomplete.
fn end_of_head(message: &[u8]) -> usize {
    let end = message.windows(4).position(|window| window == b"\r\n\r\n");
    end.map_or(0, |at| at + 4)
}

/// The middle of the content, or of the head when there is no content.
fn middle(message: &[u8]) -> usize {
    match half_of_body(message) {
        half if half == message.len() => half / 2,
        half => half,
    }
}

fn half_of_body(message: &[u8]) -> usize {
    let head = end_of_head(message);
    head + (message.len() - head) / 2
}
