//! Ports of this machine for the processes that a journey starts.

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

/// Returns a free port, a different one each time. The range lies below the ports that the system assigns itself
/// (from 32,768 on Linux), so that no other process takes the port before the intended one.
pub fn free_port() -> u16 {
    const FIRST: u16 = 16_384;
    const COUNT: u16 = 16_384;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Two runs on one machine start far apart, even with consecutive process ids.
    let beginning = std::process::id().wrapping_mul(997) % u32::from(COUNT);
    let beginning = u16::try_from(beginning).unwrap_or_default();
    loop {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = FIRST + beginning.wrapping_add(step) % COUNT;
        // Only bind, never listen: a child process that another thread is just starting holds a copy of every
        // socket until its own program runs, and the copy of a listener would keep the port in use as long.
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

/// Waits until a process accepts connections on this port.
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
