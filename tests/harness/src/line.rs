//! The line between the window and the landlord. It can be cut, hang, or answer rubbish.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use reserved_port::Port;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

/// Maximum number of connections that wait to be accepted.
const BACKLOG: u32 = 64;

/// The state of the line.
#[derive(Debug, Clone)]
pub enum Condition {
    /// Forwards everything.
    Open,
    /// Nobody listens: connections are refused.
    Cut,
    /// Connections are accepted and never answered.
    Hung,
    /// Every request gets these bytes as its response, then the connection closes.
    Answering(Vec<u8>),
}

impl Condition {
    /// Answers every request with this status, content type and body.
    pub fn answering(status: &str, kind: &str, body: &str) -> Self {
        let head = format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\nconnection: close\r\n");
        Self::Answering(format!("{head}content-length: {}\r\n\r\n{body}", body.len()).into_bytes())
    }

    /// Answers every request with JSON that stops in the middle.
    pub fn truncated() -> Self {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 4000\r\n\r\n";
        Self::Answering(format!("{head}{{\"challenge\":{{\"par").into_bytes())
    }
}

/// A port of this machine that forwards to the landlord.
pub struct Line {
    port: Port,
    landlord: SocketAddr,
    running: Option<JoinHandle<()>>,
}

impl Line {
    /// An open line to the landlord.
    pub fn to(landlord: SocketAddr) -> Self {
        let (port, listener) = Port::free();
        Self {
            port,
            landlord,
            running: Some(run(listener, landlord, Condition::Open)),
        }
    }

    /// The address that the window connects to.
    pub fn address(&self) -> SocketAddr {
        self.port.address
    }

    /// Leads the line to another landlord. Connections under way are broken.
    pub async fn lead_to(&mut self, landlord: SocketAddr) {
        self.landlord = landlord;
        self.set(Condition::Open).await;
    }

    /// Changes the state of the line. Connections under way are broken.
    pub async fn set(&mut self, condition: Condition) {
        if let Some(running) = self.running.take() {
            self.port.end();
            running.abort();
            let _ = running.await;
        }
        if !matches!(condition, Condition::Cut) {
            let listener = self.port.listen(BACKLOG);
            self.running = Some(run(listener, self.landlord, condition));
        }
    }
}

/// Accepts connections until the listener ends.
fn run(listener: TcpListener, landlord: SocketAddr, condition: Condition) -> JoinHandle<()> {
    let condition = Arc::new(condition);
    let held = Arc::new(Mutex::new(Vec::new()));
    tokio::spawn(async move {
        let mut connections = JoinSet::new();
        while let Ok((connection, _)) = listener.accept().await {
            let (condition, held) = (Arc::clone(&condition), Arc::clone(&held));
            connections.spawn(async move {
                match &*condition {
                    Condition::Open => pass(connection, landlord).await,
                    Condition::Hung => held.lock().expect("not poisoned").push(connection),
                    Condition::Answering(bytes) => answer(connection, bytes).await,
                    Condition::Cut => {}
                }
            });
        }
    })
}

async fn pass(mut connection: TcpStream, landlord: SocketAddr) {
    if let Ok(mut onward) = TcpStream::connect(landlord).await {
        let _ = copy_bidirectional(&mut connection, &mut onward).await;
    }
}

async fn answer(mut connection: TcpStream, bytes: &[u8]) {
    let mut request = vec![0; 16 * 1024];
    // One read holds the head of any request of the wizard. The rest is ignored.
    if connection.read(&mut request).await.is_ok() {
        let _ = connection.write_all(bytes).await;
        let _ = connection.shutdown().await;
    }
}
