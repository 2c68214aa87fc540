//! The landlord's port, and what stands behind it.

use std::{
    io,
    net::{Ipv4Addr, Shutdown, SocketAddr},
};

use landlord::{server::Server, service::Service};
use socket2::SockRef;
use tokio::{
    net::{TcpListener, TcpSocket},
    sync::oneshot,
    task::JoinHandle,
};

/// A port of this machine. It stays reserved while nothing listens.
pub struct Port {
    pub address: SocketAddr,
    /// A copy of the last listener, open or ended.
    listener: std::net::TcpListener,
    serving: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Port {
    /// A free one, with the service behind it.
    pub async fn with(service: &Service) -> Self {
        let listener = listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).expect("a free port");
        let (listener, copy) = copied(listener);
        let mut port = Self {
            address: copy.local_addr().expect("its address"),
            listener: copy,
            serving: None,
        };
        port.run(service, listener).await;
        port
    }

    /// The service behind it again.
    pub async fn serve(&mut self, service: &Service) {
        let listener = self.listen();
        self.run(service, listener).await;
    }

    async fn run(&mut self, service: &Service, listener: TcpListener) {
        let server = Server::on(service.clone(), listener).await.expect("begun");
        let (end, ended) = oneshot::channel();
        let serving = tokio::spawn(async move {
            let ended = async { ended.await.unwrap_or_default() };
            server.run(ended).await.expect("served");
        });
        self.serving = Some((end, serving));
    }

    /// Connections are refused, and those that there are end.
    pub async fn close(&mut self) {
        let (end, serving) = self.serving.take().expect("still there");
        // A child that another test is just starting holds a copy of the listener, which would go on listening.
        SockRef::from(&self.listener)
            .shutdown(Shutdown::Both)
            .expect("it listened");
        let _ = end.send(());
        // Kept connections would hold a graceful end up.
        serving.abort();
        let _ = serving.await;
    }

    /// A listener for whoever stands there in the service's place.
    pub fn listen(&mut self) -> TcpListener {
        let (listener, copy) = copied(listen(self.address).expect("the same port"));
        self.listener = copy;
        listener
    }
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(64)
}

fn copied(listener: TcpListener) -> (TcpListener, std::net::TcpListener) {
    let listener = listener.into_std().expect("a listener");
    let copy = listener.try_clone().expect("copied");
    (TcpListener::from_std(listener).expect("a listener"), copy)
}
