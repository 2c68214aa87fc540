//! A port of this machine that can stop listening and start again, for tests.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    io,
    net::{Ipv4Addr, Shutdown, SocketAddr},
};

use socket2::SockRef;
use tokio::net::{TcpListener, TcpSocket};

/// A port that stays reserved while nothing listens: nobody else is given it.
pub struct Port {
    /// Where it listens.
    pub address: SocketAddr,
    /// A copy of the last listener, open or ended.
    last: std::net::TcpListener,
}

impl Port {
    /// A free one, and its listener.
    pub fn free() -> (Self, TcpListener) {
        let (listener, last) = listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), 64).expect("a free port");
        let address = last.local_addr().expect("its address");
        (Self { address, last }, listener)
    }

    /// Another listener, after the last one has ended.
    pub fn listen(&mut self, backlog: u32) -> TcpListener {
        let (listener, last) = listen(self.address, backlog).expect("the same port");
        self.last = last;
        listener
    }

    /// Ends the listener: connections are refused. Dropping it is not enough: a child that another test is just
    /// starting holds a copy until its own program runs.
    pub fn end(&self) {
        SockRef::from(&self.last)
            .shutdown(Shutdown::Both)
            .expect("it listened");
    }
}

fn listen(address: SocketAddr, backlog: u32) -> io::Result<(TcpListener, std::net::TcpListener)> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    let listener = socket.listen(backlog)?.into_std()?;
    let copy = listener.try_clone()?;
    Ok((TcpListener::from_std(listener)?, copy))
}
