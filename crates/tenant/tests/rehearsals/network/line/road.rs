//! What travels on a line: each request, its answer, and the fault that strikes it.

use std::{
    collections::BTreeSet,
    io,
    net::SocketAddr,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use serde_json::Value;
use tenant::figures::UPLOAD_STALL_SECONDS;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::watch,
};
use tokio_rustls::server::TlsStream;

use crate::{
    network::fault::Fault,
    passing::{landlord_works, let_pass, pass},
};

const READ_AT_ONCE: usize = 4 * 1024;
const SENT_AT_ONCE: usize = 1024;
const MILLISECOND: Duration = Duration::from_millis(1);
/// Longer than the application waits on a line where nothing moves, whatever the system has taken of a message.
const STALLED: Duration = Duration::from_secs(10 * UPLOAD_STALL_SECONDS);
const PORTAL: &str = "<!doctype html><title>Wifi de la gare</title><h1>Identifiez-vous</h1>";

/// Shared by every connection of the line.
pub(super) struct Road {
    pub(super) landlord: SocketAddr,
    /// The fault, and the requests that it strikes.
    pub(super) fault: Mutex<Option<(Fault, String)>>,
    /// All requests, such as « POST /v1/sessions ».
    pub(super) asked: watch::Sender<Vec<String>>,
    /// The first byte of the last request for a part of a file.
    pub(super) last_range: Mutex<Option<usize>>,
    /// How fast requests and answers come through.
    pub(super) pace: Mutex<Pace>,
    /// How many requests stood still.
    pub(super) stalled: AtomicUsize,
    /// The texts in the landlord's answers.
    pub(super) values: Mutex<BTreeSet<String>>,
}

/// How fast requests and answers come through.
#[derive(Clone, Copy)]
pub(super) enum Pace {
    /// At once.
    AtOnce,
    /// That many bits in a millisecond.
    Throttled { kbits: u32 },
    /// That many bytes of each request, then nothing more.
    Stalling { after: usize },
    /// Requests at once, and that many bits of their answers in a millisecond.
    SlowAnswers { kbits: u32 },
}

impl Road {
    /// Carries one request; the connection ends after its answer.
    pub(super) async fn carry(&self, mut tenant: TlsStream<TcpStream>) -> io::Result<()> {
        let pace = *self.pace.lock().expect("not poisoned");
        let (head, content) = read_message(&mut tenant, pace, &self.stalled).await?;
        let mut words = head.split(' ');
        let asked = format!(
            "{} {}",
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default()
        );
        let range = head
            .lines()
            .find_map(|line| line.strip_prefix("range: bytes=")?.strip_suffix('-'));
        if let Some(start) = range {
            *self.last_range.lock().expect("not poisoned") = start.parse().ok();
        }
        let struck = self.fault.lock().expect("not poisoned").clone();
        let fault = match struck {
            Some((fault, request)) if matches(&asked, &request) => Some(fault),
            _ => None,
        };
        self.asked.send_modify(|all| all.push(asked));
        let Some(fault) = fault else {
            let mut answer = self.ask_landlord(&head, &content).await?;
            if let Pace::SlowAnswers { kbits } = pace {
                let last = answer.split_off(answer.len().saturating_sub(SENT_AT_ONCE));
                send_slowly(&mut tenant, &answer, kbits).await?;
                answer = last;
            }
            return finish(tenant, &answer).await;
        };
        match fault {
            Fault::Silent => {
                pass(Duration::MAX, &mut tenant).await;
                Ok(())
            }
            Fault::Status(status) => finish(tenant, &page(&format!("{status} Oops"), "", "panne")).await,
            Fault::ComeBack(status) => {
                let after = format!("retry-after: {}\r\n", Fault::COME_BACK_AFTER);
                finish(tenant, &page(&format!("{status} Later"), &after, "revenez")).await
            }
            Fault::VersionRefused => finish(tenant, VERSION_REFUSED).await,
            Fault::CaptivePortal => finish(tenant, &page("200 OK", "", PORTAL)).await,
            Fault::RedirectToPortal => {
                let there = "location: https://wifi.example/\r\n";
                finish(tenant, &page("302 Found", there, PORTAL)).await
            }
            Fault::Late | Fault::VeryLate => {
                if !pass(fault.lateness(), &mut tenant).await {
                    return Ok(());
                }
                let answer = self.ask_landlord(&head, &content).await?;
                finish(tenant, &answer).await
            }
            Fault::ResetInBody => {
                let answer = self.ask_landlord(&head, &content).await?;
                tenant.write_all(&answer[..middle(&answer)]).await?;
                tenant.flush().await?;
                tenant.get_ref().0.set_zero_linger()
            }
            Fault::Dripping => {
                for byte in self.ask_landlord(&head, &content).await? {
                    tenant.write_all(&[byte]).await?;
                    tenant.flush().await?;
                    if !pass(Fault::DRIP, &mut tenant).await {
                        break;
                    }
                }
                Ok(())
            }
            Fault::TruncatedJson => {
                let answer = self.ask_landlord(&head, &content).await?;
                let body = &answer[end_of_head(&answer)..half_of_body(&answer)];
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
                let mut truncated = format!("{head}content-length: {}\r\n\r\n", body.len()).into_bytes();
                truncated.extend_from_slice(body);
                finish(tenant, &truncated).await
            }
            Fault::Refused | Fault::NoName | Fault::BlackHole | Fault::BadCertificate => Ok(()),
        }
    }

    /// The complete answer of the landlord to a request.
    async fn ask_landlord(&self, head: &str, content: &[u8]) -> io::Result<Vec<u8>> {
        let _works = landlord_works();
        let mut landlord = TcpStream::connect(self.landlord).await?;
        let head = head.replacen("\r\n", "\r\nconnection: close\r\n", 1);
        landlord.write_all(head.as_bytes()).await?;
        landlord.write_all(content).await?;
        let mut answer = Vec::new();
        landlord.read_to_end(&mut answer).await?;
        if let Ok(content) = serde_json::from_slice(&answer[end_of_head(&answer)..]) {
            note_texts(&content, &mut self.values.lock().expect("not poisoned"));
        }
        Ok(answer)
    }
}

/// The landlord's answer to a version of the application that is too old.
const VERSION_REFUSED: &[u8] = b"HTTP/1.1 426 Upgrade Required\r\ncontent-type: application/problem+json\r\n\
    connection: close\r\ncontent-length: 83\r\n\r\n\
    {\"type\":\"urn:espace-locataire:problem:upgrade-required\",\"title\":\"old\",\"status\":426}";

/// Collects the texts of a JSON value, without short ones.
fn note_texts(content: &Value, texts: &mut BTreeSet<String>) {
    const MIN_CHARACTERS: usize = 8;
    match content {
        Value::String(text) if text.chars().count() >= MIN_CHARACTERS => {
            texts.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| note_texts(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| note_texts(value, texts)),
        _ => {}
    }
}

/// Any request.
pub const EVERYTHING: &str = "*";

/// Whether a request matches a name; `*` stands for one part of a path.
pub(super) fn matches(asked: &str, named: &str) -> bool {
    if named == EVERYTHING {
        return true;
    }
    let path = asked.split('?').next().unwrap_or_default();
    let mut named = named.split('/');
    let fits = path
        .split('/')
        .all(|part| matches!(named.next(), Some(name) if name == "*" || name == part));
    fits && named.next().is_none()
}

/// A page of something in front of the landlord.
fn page(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: text/html\r\nconnection: close\r\n{headers}");
    format!("{head}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

async fn finish(mut connection: TlsStream<TcpStream>, answer: &[u8]) -> io::Result<()> {
    connection.write_all(answer).await?;
    connection.shutdown().await?;
    // Waits until the client closes too, so that no byte on its way is lost.
    let mut rest = Vec::new();
    let _ = connection.read_to_end(&mut rest).await;
    Ok(())
}

/// Sends at this speed.
async fn send_slowly(connection: &mut TlsStream<TcpStream>, answer: &[u8], kbits: u32) -> io::Result<()> {
    for some in answer.chunks(SENT_AT_ONCE) {
        connection.write_all(some).await?;
        connection.flush().await?;
        let_pass(MILLISECOND * u32::try_from(8 * some.len()).expect("few") / kbits).await;
    }
    Ok(())
}

/// The head of a request, and its content.
async fn read_message(
    connection: &mut (impl AsyncRead + Unpin),
    pace: Pace,
    stalled: &AtomicUsize,
) -> io::Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    loop {
        let end = end_of_head(&bytes);
        if end > 0 {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head
                .lines()
                .filter_map(|line| line.split_once(": "))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, length)| length.parse().unwrap_or_default());
            if bytes.len() >= end + length {
                return Ok((head, bytes[end..].to_vec()));
            }
        }
        let mut some = [0; READ_AT_ONCE];
        let read = connection.read(&mut some).await?;
        bytes.extend_from_slice(&some[..read]);
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match pace {
            Pace::AtOnce | Pace::SlowAnswers { .. } => {}
            Pace::Throttled { kbits } => {
                let_pass(MILLISECOND * u32::try_from(8 * read).expect("few") / kbits).await;
            }
            Pace::Stalling { after } if bytes.len() < after => {}
            Pace::Stalling { .. } => {
                stalled.fetch_add(1, Ordering::SeqCst);
                let_pass(STALLED).await;
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
    }
}

/// Where the content of a message begins; 0 while its head is incomplete.
fn end_of_head(message: &[u8]) -> usize {
    let end = message.windows(4).position(|window| window == b"\r\n\r\n");
    end.map_or(0, |at| at + 4)
}

/// The middle of the content, or of the head when there is no content.
fn middle(message: &[u8]) -> usize {
    match half_of_body(message) {
        half if half == message.len() => half / 2,
        half => half,
    }
}

fn half_of_body(message: &[u8]) -> usize {
    let head = end_of_head(message);
    head + (message.len() - head) / 2
}
