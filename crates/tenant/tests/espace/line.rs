//! A line to the landlord that loses the answers to some requests: the landlord has taken them, and the
//! tenant's end cannot know.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A port of this machine in front of the landlord.
pub struct Line {
    pub address: SocketAddr,
    lost: Arc<Mutex<Option<&'static str>>>,
}

impl Line {
    pub async fn to(landlord: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let lost = Arc::<Mutex<Option<&'static str>>>::default();
        let losing = Arc::clone(&lost);
        tokio::spawn(async move {
            loop {
                let (tenant, _) = listener.accept().await.expect("a connection");
                tokio::spawn(carry(tenant, landlord, Arc::clone(&losing)));
            }
        });
        Self { address, lost }
    }

    /// From now on the answers to requests that begin like this are lost.
    pub fn lose_answers_to(&self, request: &'static str) {
        *self.lost.lock().expect("not poisoned") = Some(request);
    }

    /// From now on every answer arrives.
    pub fn mend(&self) {
        *self.lost.lock().expect("not poisoned") = None;
    }
}

async fn carry(mut tenant: TcpStream, landlord: SocketAddr, lost: Arc<Mutex<Option<&'static str>>>) {
    let mut landlord = TcpStream::connect(landlord).await.expect("the landlord");
    let (mut request, mut answer) = ([0; 16_384], [0; 16_384]);
    let mut losing = false;
    loop {
        tokio::select! {
            read = tenant.read(&mut request) => match read {
                Ok(count @ 1..) => {
                    let sent = &request[..count];
                    losing |= lost.lock().expect("not poisoned").is_some_and(|start| sent.starts_with(start.as_bytes()));
                    landlord.write_all(sent).await.expect("carried");
                }
                _ => return,
            },
            read = landlord.read(&mut answer) => match read {
                Ok(count @ 1..) if !losing => tenant.write_all(&answer[..count]).await.expect("carried"),
                // The connection is cut in the place of the answer.
                _ => return,
            },
        }
    }
}
