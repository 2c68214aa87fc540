//! Ports of this machine for what a journey starts.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::atomic::{AtomicU16, Ordering},
    time::Duration,
};

use tokio::{
    net::{TcpSocket, TcpStream},
    time::{sleep, timeout},
};

use crate::MAX_WAIT;

/// A port that nobody listens on, each time another one. Below those that the system hands out by itself (from 32,768 on
/// Linux): nothing takes it before the process that it is meant for, and no two are the same.
pub fn free_port() -> u16 {
    const FIRST: u16 = 16_384;
    const COUNT: u16 = 16_384;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Two runs on one machine begin far from each other, also with process ids that follow one another.
    let beginning = std::process::id().wrapping_mul(997) % u32::from(COUNT);
    let beginning = u16::try_from(beginning).unwrap_or_default();
    loop {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = FIRST + beginning.wrapping_add(step) % COUNT;
        // Bound without listening: a child that another thread is just starting holds a copy of every socket until
        // its own program runs, and one that listens would keep the port taken as long.
        if bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).is_ok() {
            return port;
        }
    }
}

fn bind(address: SocketAddr) -> io::Result<()> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)
}

/// Waits until a process that was just started listens.
pub async fn listening(port: u16) {
    let reached = timeout(MAX_WAIT, async {
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            sleep(Duration::from_millis(20)).await;
        }
    });
    reached
        .await
        .unwrap_or_else(|_| panic!("nothing listens on port {port}"));
}
