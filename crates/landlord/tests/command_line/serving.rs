//! `landlord serve` and `landlord demo`: what they announce and log, and how they end.

use std::{fs, process::Stdio};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Lines},
    net::TcpStream,
    process::{Child, ChildStderr, Command},
};

use super::Machine;

/// A running service, with what it logged before it listened.
struct Serving {
    process: Child,
    address: String,
    log: Vec<String>,
    lines: Lines<BufReader<ChildStderr>>,
}

impl Serving {
    async fn start(machine: &Machine) -> Self {
        let mut process = machine.command(&["serve".as_ref()]).spawn().expect("started");
        let mut log = Vec::new();
        let mut lines = BufReader::new(process.stderr.take().expect("a log")).lines();
        loop {
            let line = lines.next_line().await.expect("read").expect("it listens");
            if let Some((_, address)) = line.split_once("address=") {
                let address = address.trim().to_owned();
                return Self {
                    process,
                    address,
                    log,
                    lines,
                };
            }
            log.push(line);
        }
    }

    async fn terminate(&self) {
        let id = self.process.id().expect("it runs").to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().await;
        assert!(asked.expect("asked").success());
    }
}

#[tokio::test]
async fn a_service_answers_and_exits_cleanly_on_sigterm() {
    let machine = Machine::new();
    let mut serving = Serving::start(&machine).await;
    let address = serving.address.clone();
    let mut stream = TcpStream::connect(&address).await.expect("it listens");
    let request = format!("GET /v1/landlord HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("asked");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("answered");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.contains("Habitat Test"), "{answer}");

    serving.terminate().await;
    assert_eq!(serving.process.wait().await.expect("ended").code(), Some(0));
}

#[tokio::test]
async fn a_data_folder_is_served_by_one_process_and_commands_go_on() {
    let machine = Machine::new();
    let mut serving = Serving::start(&machine).await;
    let second = machine.run_line("serve").await;
    assert_eq!(second.code, Some(1));
    assert!(second.errors.contains("déjà en marche"), "{}", second.errors);
    assert_eq!(machine.import().await.code, Some(0));
    serving.process.kill().await.expect("killed");
    let next = Serving::start(&machine).await;
    assert!(
        next.log.iter().all(|line| !line.contains("déjà en marche")),
        "{:?}",
        next.log
    );
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_service_handles_sigterm_and_sigint_before_it_reports_listening() {
    let machine = Machine::new();
    let mut serving = Serving::start(&machine).await;
    let id = serving.process.id().expect("it runs");
    let status = fs::read_to_string(format!("/proc/{id}/status")).expect("it runs");
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    let caught = u64::from_str_radix(caught.expect("a mask").trim(), 16).expect("a mask");
    for (name, number) in [("SIGINT", 2), ("SIGTERM", 15)] {
        assert_ne!(caught >> (number - 1) & 1, 0, "{name} has no handler");
    }
    serving.terminate().await;
    assert_eq!(serving.process.wait().await.expect("ended").code(), Some(0));
}

/// Asks for a page of an address and returns the whole answer.
async fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("asked");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("answered");
    answer
}

#[tokio::test]
async fn s27_counters_and_health_are_served_on_a_port_of_their_own() {
    let machine = Machine::new();
    machine.configure("metrics-listen = \"127.0.0.1:0\"");
    let mut serving = Serving::start(&machine).await;
    let mut logged = serving.log.iter().filter_map(|line| line.split_once("metrics="));
    let (_, metrics) = logged.next().expect("the log names the port");
    for path in ["/metrics", "/healthz", "/readyz"] {
        let answer = get(metrics.trim(), path).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{path}: {answer}");
        let public = get(&serving.address, path).await;
        assert!(public.starts_with("HTTP/1.1 404"), "{path}: {public}");
    }
    let tenants = get(metrics.trim(), "/v1/landlord").await;
    assert!(tenants.starts_with("HTTP/1.1 404"), "{tenants}");
    serving.terminate().await;
    assert_eq!(serving.process.wait().await.expect("ended").code(), Some(0));
}

#[tokio::test]
async fn a_public_service_that_trusts_no_proxy_logs_it_at_start() {
    let public = "public-address = \"https://espace.habitat.example\"";
    for (more, logged) in [("", false), ("\ntrusted-proxies = []", true)] {
        let machine = Machine::new();
        machine.configure(&format!("{public}{more}"));
        let serving = Serving::start(&machine).await;
        let found = serving.log.iter().any(|line| line.contains("trusted-proxies"));
        assert_eq!(found, logged, "{:?}", serving.log);
    }
}

#[tokio::test]
async fn an_untrusted_proxy_is_logged_once() {
    let machine = Machine::new();
    machine.configure("trusted-proxies = []");
    let mut serving = Serving::start(&machine).await;
    for _ in 0..2 {
        let mut stream = TcpStream::connect(&serving.address).await.expect("it listens");
        let body = r#"{"tenantCode":"204518730961245","password":"Cerisier bleu 42"}"#;
        let request = format!(
            "POST /v1/sessions HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nx-forwarded-for: 203.0.113.7\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            serving.address,
            body.len()
        );
        stream.write_all(request.as_bytes()).await.expect("asked");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("answered");
        assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    }
    serving.terminate().await;
    let mut logged = 0;
    while let Some(line) = serving.lines.next_line().await.expect("read") {
        logged += usize::from(line.contains("X-Forwarded-For came from a proxy"));
    }
    assert_eq!(logged, 1);
}

#[tokio::test]
async fn the_demonstration_announces_service_and_device_to_a_program() {
    let mut landlord = Command::new(env!("CARGO_BIN_EXE_landlord"))
        .args(["demo", "--machine-readable"])
        .env("RUST_LOG", "warn")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("started");
    let output = landlord.stdout.take().expect("piped");
    let mut lines = BufReader::new(output).lines();
    let mut value_of = async |key: &str| {
        let line = lines.next_line().await.expect("read").expect("a line");
        line.strip_prefix(key).expect("the key").to_owned()
    };
    let service = value_of("service=").await;
    assert!(service.starts_with("http://127.0.0.1:"), "{service}");
    assert_eq!(value_of("device=").await, landlord::demonstration::COUNTER_DEVICE);
}
