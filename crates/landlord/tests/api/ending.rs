//! Shutdown of the service.

use landlord::server::Server;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
};

use crate::service::Landlord;

#[tokio::test]
async fn an_incomplete_request_does_not_delay_the_shutdown() {
    let landlord = Landlord::open().await;
    let loopback = "127.0.0.1:0".parse().expect("an address");
    let server = Server::bind(landlord.service.clone(), loopback)
        .await
        .expect("bound");
    let address = server.address().expect("bound");
    let (end, ended) = oneshot::channel::<()>();
    let running = tokio::spawn(server.run(async {
        let _ = ended.await;
    }));

    let whole = b"GET /v1/landlord HTTP/1.1\r\nhost: landlord\r\n\r\n";
    let (half, _) = whole.split_at(whole.len() / 2);
    let mut unfinished = TcpStream::connect(address).await.expect("it listens");
    unfinished.write_all(half).await.expect("half a request");
    // Connections are accepted in order: once this one is answered, the service is reading the earlier one.
    let mut line = TcpStream::connect(address).await.expect("it listens");
    line.write_all(whole).await.expect("asked");
    let mut answer = [0; 12];
    line.read_exact(&mut answer).await.expect("answered");
    assert_eq!(&answer, b"HTTP/1.1 200");

    end.send(()).expect("it runs");
    // From now on, timers fire at once.
    tokio::time::pause();
    let longest = std::time::Duration::from_secs(3_600);
    let ran = tokio::time::timeout(longest, running).await.expect("it ends");
    ran.expect("no panic");
}
