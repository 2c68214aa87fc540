//! The line between the window and the landlord: it can be cut, hang, or answer rubbish.

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

/// Connections that may wait to be taken.
const BACKLOG: u32 = 64;

/// What happens on the line.
#[derive(Debug, Clone)]
pub enum Condition {
    /// Everything passes.
    Open,
    /// Nobody listens: connections are refused.
    Cut,
    /// Connections are taken, and never answered.
    Hung,
    /// Every request gets these bytes as its answer, then the connection closes.
    Answering(Vec<u8>),
}

impl Condition {
    /// Every request gets this status and body.
    pub fn answering(status: &str, kind: &str, body: &str) -> Self {
        let head = format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\nconnection: close\r\n");
        Self::Answering(format!("{head}content-length: {}\r\n\r\n{body}", body.len()).into_bytes())
    }

    /// Every request gets a JSON answer that stops in the middle.
    pub fn truncated() -> Self {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 4000\r\n\r\n";
        Self::Answering(format!("{head}{{\"challenge\":{{\"par").into_bytes())
    }
}

/// A port of this machine in front of the landlord.
pub struct Line {
    port: Port,
    landlord: SocketAddr,
    running: Option<JoinHandle<()>>,
}

impl Line {
    /// A line to the landlord, open.
    pub fn to(landlord: SocketAddr) -> Self {
        let (port, listener) = Port::free();
        Self {
            port,
            landlord,
            running: Some(run(listener, landlord, Condition::Open)),
        }
    }

    /// Where the window finds the landlord.
    pub fn address(&self) -> SocketAddr {
        self.port.address
    }

    /// Changes what happens on the line; connections under way are broken.
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

/// Takes connections until the listener ends.
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
    // One read holds the head of any request of the wizard; what follows is not looked at.
    if connection.read(&mut request).await.is_ok() {
        let _ = connection.write_all(bytes).await;
        let _ = connection.shutdown().await;
    }
}
