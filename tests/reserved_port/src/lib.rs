//! For tests: a port of this machine that can stop listening and start again.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    io,
    net::{Ipv4Addr, Shutdown, SocketAddr},
};

use socket2::SockRef;
use tokio::net::{TcpListener, TcpSocket};

/// A port that stays reserved while nothing listens, so that no other process gets it.
pub struct Port {
    /// Its address.
    pub address: SocketAddr,
    /// A copy of the last listener, open or shut down.
    last: std::net::TcpListener,
}

impl Port {
    /// Reserves a free port. Returns it with its listener.
    pub fn free() -> (Self, TcpListener) {
        // Linux takes a port that it chose itself back from a socket that is shut down, but not a port that was asked
        // for: the chosen one is asked for a second time, before anything listens.
        let chosen = bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).expect("a free port");
        let address = chosen.local_addr().expect("its address");
        let (listener, last) = listen(address, 64).expect("the same port");
        (Self { address, last }, listener)
    }

    /// Listens again, after the last listener has ended.
    pub fn listen(&mut self, backlog: u32) -> TcpListener {
        let (listener, last) = listen(self.address, backlog).expect("the same port");
        self.last = last;
        listener
    }

    /// Shuts the listener down, so that connections are refused. Dropping it is not enough: a child process that
    /// another test is just starting holds a copy until its own program runs.
    pub fn end(&self) {
        SockRef::from(&self.last)
            .shutdown(Shutdown::Both)
            .expect("it listened");
    }
}

fn listen(address: SocketAddr, backlog: u32) -> io::Result<(TcpListener, std::net::TcpListener)> {
    let listener = bind(address)?.listen(backlog)?.into_std()?;
    let copy = listener.try_clone()?;
    Ok((TcpListener::from_std(listener)?, copy))
}

fn bind(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nobody_else_gets_the_port_while_nothing_listens() {
        let (mut port, listener) = Port::free();
        for _ in 0..2 {
            port.end();
            let other = TcpSocket::new_v4().expect("a socket");
            let taken = other.bind(port.address).expect_err("reserved");
            assert_eq!(taken.kind(), io::ErrorKind::AddrInUse);
            drop(port.listen(64));
        }
        drop(listener);
    }
}
