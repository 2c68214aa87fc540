//! A mail server as in RFC 5321, which takes one mail or misbehaves.

use std::net::SocketAddr;

use base64::prelude::{BASE64_STANDARD, Engine};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// How the server behaves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    Takes,
    /// Takes mails only from the account `locataires`, whose password is `cerisier`.
    AsksWho,
    /// Rejects the recipient as unknown, and repeats the address.
    RefusesTheRecipient,
    /// Closes the connection once the mail has come in, without an answer.
    DropsTheMail,
    /// Accepts the connection and never answers.
    Hangs,
}

pub struct MailServer {
    pub address: SocketAddr,
    taken: JoinHandle<String>,
}

impl MailServer {
    pub async fn start(habit: Habit) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let taken = tokio::spawn(async move {
            let (stream, _) = listener.accept().await.expect("a connection");
            converse(stream, habit).await
        });
        Self { address, taken }
    }

    /// Returns the mail as received, with dots unstuffed.
    pub async fn taken(self) -> String {
        self.taken.await.expect("the conversation ends")
    }
}

async fn converse(stream: TcpStream, habit: Habit) -> String {
    let mut stream = BufReader::new(stream);
    let mut mail = String::new();
    if habit == Habit::Hangs {
        std::future::pending::<()>().await;
    }
    say(&mut stream, "220 mail.exemple.fr ESMTP").await;
    while let Some(line) = read_line(&mut stream).await {
        let command = line.to_uppercase();
        if command.starts_with("EHLO ") {
            let last = if habit == Habit::AsksWho {
                "AUTH PLAIN"
            } else {
                "8BITMIME"
            };
            say(&mut stream, &format!("250-mail.exemple.fr\r\n250 {last}")).await;
        } else if let Some(account) = line.strip_prefix("AUTH PLAIN ") {
            let right = account == BASE64_STANDARD.encode("\0locataires\0cerisier");
            say(&mut stream, if right { "235 welcome" } else { "535 who?" }).await;
        } else if command.starts_with("RCPT TO:") && habit == Habit::RefusesTheRecipient {
            let answer = format!("550 5.1.1 {}: unknown", &line["RCPT TO:".len()..]);
            say(&mut stream, &answer).await;
        } else if command.starts_with("DATA") {
            say(&mut stream, "354 go on").await;
            while let Some(line) = read_line(&mut stream).await.filter(|line| line != ".") {
                mail.push_str(line.strip_prefix('.').unwrap_or(&line));
                mail.push_str("\r\n");
            }
            if habit == Habit::DropsTheMail {
                return mail;
            }
            say(&mut stream, "250 taken").await;
            return mail;
        } else if command.starts_with("QUIT") {
            say(&mut stream, "221 bye").await;
            return mail;
        } else {
            say(&mut stream, "250 fine").await;
        }
    }
    mail
}

async fn say(stream: &mut BufReader<TcpStream>, line: &str) {
    let line = format!("{line}\r\n");
    stream.write_all(line.as_bytes()).await.expect("said");
}

/// Returns the next line, or `None` when the peer has closed the connection.
async fn read_line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let length = stream.read_line(&mut line).await.unwrap_or(0);
    (length > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
}
