//! OVHcloud's API as documented. It recomputes every signature and gives the answers set by the test.

use std::{
    collections::VecDeque,
    fmt::Write,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use serde_json::Value;
use sha1::{Digest, Sha1};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

pub const APPLICATION_SECRET: &str = "s3cr3t of the application";
pub const CONSUMER_KEY: &str = "the consumer key";
/// Far from this machine's time.
pub const TIME: i64 = 1_000_000_000;

/// How the server answers a job.
pub enum Answer {
    Taken,
    /// Status line, headers and body.
    Says(&'static str),
    /// Closes the connection before the answer.
    Resets,
    /// Closes the connection within the answer.
    Cuts,
    Hangs,
}

#[derive(Clone)]
pub struct OvhServer {
    pub address: SocketAddr,
    jobs: Arc<Mutex<Vec<Value>>>,
    answers: Arc<Mutex<VecDeque<Answer>>>,
}

impl OvhServer {
    /// Starts a server that gives these answers in order.
    pub async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let server = Self {
            address: listener.local_addr().expect("its address"),
            jobs: Arc::default(),
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
        };
        let answering = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answering.clone().answer(stream));
            }
        });
        server
    }

    /// The jobs received with a correct signature.
    pub fn jobs(&self) -> Vec<Value> {
        self.jobs.lock().expect("unpoisoned").clone()
    }

    async fn answer(self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        let request = Request::read(&mut stream).await;
        if request.line == "GET /1.0/auth/time HTTP/1.1" {
            return say(&mut stream, &ok(&TIME.to_string())).await;
        }
        let (method, path) = match request.line.as_str() {
            "POST /1.0/sms/sms-ab12345-1/jobs HTTP/1.1" => ("POST", "sms/sms-ab12345-1/jobs"),
            "GET /1.0/auth/currentCredential HTTP/1.1" => ("GET", "auth/currentCredential"),
            other => panic!("{other}"),
        };
        assert_eq!(request.header("x-ovh-application"), "application");
        assert_eq!(request.header("x-ovh-consumer"), CONSUMER_KEY);
        let time = request.header("x-ovh-timestamp");
        let late = time.parse::<i64>().expect("a number") - TIME;
        let url = format!("http://{}/1.0/{path}", self.address);
        let signed = format!(
            "{APPLICATION_SECRET}+{CONSUMER_KEY}+{method}+{url}+{}+{time}",
            request.body
        );
        if request.header("x-ovh-signature") != signature(&signed) || !(0..60).contains(&late) {
            return say(
                &mut stream,
                "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            )
            .await;
        }
        if method == "GET" {
            let answer = self.answers.lock().expect("unpoisoned").pop_front();
            let validated = ok(r#"{"status":"validated"}"#);
            return match answer {
                Some(Answer::Says(answer)) => say(&mut stream, answer).await,
                _ => say(&mut stream, &validated).await,
            };
        }
        let job: Value = serde_json::from_str(&request.body).expect("JSON");
        let receiver = job["receivers"][0].as_str().expect("a number").to_owned();
        self.jobs.lock().expect("unpoisoned").push(job);
        let answer = self.answers.lock().expect("unpoisoned").pop_front();
        match answer.expect("no more jobs than answers") {
            Answer::Taken => {
                let report = format!(
                    r#"{{"totalCreditsRemoved":1,"invalidReceivers":[],"ids":[27814656],"validReceivers":["{receiver}"]}}"#
                );
                say(&mut stream, &ok(&report)).await;
            }
            Answer::Says(answer) => say(&mut stream, answer).await,
            Answer::Resets => {}
            Answer::Cuts => {
                let cut = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{\"ids\":[";
                say(&mut stream, cut).await;
            }
            Answer::Hangs => std::future::pending().await,
        }
    }
}

/// `$1$` and the SHA-1 of the signed parts.
fn signature(signed: &str) -> String {
    let mut text = "$1$".to_owned();
    for byte in Sha1::digest(signed) {
        write!(text, "{byte:02x}").expect("written");
    }
    text
}

fn ok(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

async fn say(stream: &mut BufReader<TcpStream>, answer: &str) {
    stream.write_all(answer.as_bytes()).await.expect("said");
}

struct Request {
    line: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Request {
    async fn read(stream: &mut BufReader<TcpStream>) -> Self {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).await.expect("heard");
            if line.trim_end().is_empty() {
                break;
            }
            lines.push(line.trim_end().to_owned());
        }
        let headers = lines.iter().skip(1).filter_map(|line| line.split_once(": "));
        let mut request = Self {
            headers: headers
                .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
                .collect(),
            line: lines.swap_remove(0),
            body: String::new(),
        };
        let length = request.headers.iter().find(|(name, _)| name == "content-length");
        let length = length.map_or(0, |(_, value)| value.parse().expect("a number"));
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.expect("heard");
        request.body = String::from_utf8(body).expect("UTF-8");
        request
    }

    fn header(&self, wanted: &str) -> &str {
        let header = self.headers.iter().find(|(name, _)| name == wanted);
        header.map_or("", |(_, value)| value)
    }
}
