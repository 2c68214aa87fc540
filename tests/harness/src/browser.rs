//! A fake browser that records what the application opens, and the actions of a person on the sandbox's payment
//! page.

use std::{fs, path::PathBuf, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::{MAX_WAIT, computer::Computer};

/// The browser of one computer.
pub struct Browser {
    address: PathBuf,
}

impl Browser {
    /// Installs the browser.
    pub fn install(computer: &mut Computer) -> Self {
        let address = computer.home().join("opened");
        let file = address.display();
        // Renamed when complete, so that the address is never read in part.
        let script = format!("printf '%s' \"$1\" > '{file}.part' && mv '{file}.part' '{file}'");
        computer.install("xdg-open", &script);
        Self { address }
    }

    /// Waits for an opened address and returns it. The next call waits for the next address.
    pub async fn opened(&self) -> String {
        let opened = timeout(MAX_WAIT, async {
            while !self.address.exists() {
                sleep(Duration::from_millis(20)).await;
            }
        });
        opened.await.expect("a page is opened");
        let address = fs::read_to_string(&self.address).expect("the address");
        fs::remove_file(&self.address).expect("taken");
        address
    }
}

/// Submits the form of a payment page. Returns the link of the next page back to the application.
pub async fn choose_at(page: &str, choice: &str) -> String {
    let shown = ask(
        page,
        &format!(
            "POST {{path}} HTTP/1.1\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}",
            choice.len() + 7
        ),
        &format!("choice={choice}"),
    )
    .await;
    assert!(shown.starts_with("HTTP/1.1 303"), "{shown}");
    let back = shown
        .lines()
        .find_map(|line| line.strip_prefix("location: "))
        .expect("it leads back");
    let shown = ask(back, "GET {path} HTTP/1.1", "").await;
    let link = shown
        .split('"')
        .find(|part| part.starts_with("espace-locataire:"));
    link.expect("a link back").to_owned()
}

/// Sends JSON as the script of a page does. Returns the whole answer.
pub async fn post(address: &str, json: &str) -> String {
    let head = format!(
        "POST {{path}} HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: {}",
        json.len()
    );
    ask(address, &head, json).await
}

async fn ask(address: &str, head: &str, body: &str) -> String {
    let place = address.strip_prefix("http://").expect("on this machine");
    let (host, path) = place.split_at(place.find('/').expect("a path"));
    let head = head.replace("{path}", path);
    let mut line = TcpStream::connect(host).await.expect("connected");
    let request = format!("{head}\r\nhost: {host}\r\nconnection: close\r\n\r\n{body}");
    line.write_all(request.as_bytes()).await.expect("asked");
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.expect("answered");
    answer
}
