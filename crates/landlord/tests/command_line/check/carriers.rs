//! `landlord check` asks the SMS gateway and the mail server whether they take the landlord's accounts.

use std::{fs, net::SocketAddr};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

use super::{assert_bearable, only_line, set_mode, sound};
use crate::Machine;

/// Starts a server that greets, and answers what a line makes it say.
async fn server(
    greeting: &'static str,
    answer: impl FnMut(&str) -> Option<String> + Clone + Send + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut answer = answer.clone();
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                stream.write_all(greeting.as_bytes()).await.expect("said");
                let mut line = String::new();
                while stream.read_line(&mut line).await.unwrap_or(0) > 0 {
                    if let Some(answer) = answer(line.trim_end()) {
                        // Who heard enough may be gone.
                        let _ = stream.write_all(answer.as_bytes()).await;
                    }
                    line.clear();
                }
            });
        }
    });
    address
}

/// Lets a machine send text messages through the gateway at an address.
fn use_gateway(machine: &Machine, address: SocketAddr) {
    let secret = machine.0.path().join("secret");
    fs::write(&secret, "secret").expect("written");
    set_mode(&secret, 0o600);
    let secret = secret.display();
    let sms = format!(
        "gateway = \"ovh\"\nendpoint = \"http://{address}/1.0\"\napplication-key = \"a\"\n\
         application-secret-file = '{secret}'\nconsumer-key-file = '{secret}'\n\
         service-name = \"sms-ab12345-1\"\nsender = \"HABITAT\"\n"
    );
    machine.reconfigure("gateway = \"outbox\"\n", &sms);
}

/// Where nobody listens.
fn nowhere() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 1))
}

#[tokio::test]
async fn a_gateway_that_does_not_answer_is_found() {
    let machine = sound().await;
    use_gateway(&machine, nowhere());
    assert_bearable(&only_line(&machine.run_line("check").await), "[sms]");
    assert_eq!(machine.run_line("check|--offline").await.code, Some(0));
}

#[tokio::test]
async fn a_gateway_that_refuses_the_account_is_found() {
    let machine = sound().await;
    let mut request = String::new();
    let address = server("", move |line| {
        if line.starts_with("GET ") {
            line.clone_into(&mut request);
        }
        let (status, body) = match request.as_str() {
            "GET /1.0/auth/time HTTP/1.1" => ("200 OK", "1000000000"),
            _ => ("403 Forbidden", "{\"errorCode\":\"INVALID_CREDENTIAL\"}"),
        };
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
             connection: close\r\n\r\n{body}"
        );
        line.is_empty().then_some(answer)
    })
    .await;
    use_gateway(&machine, address);
    let line = only_line(&machine.run_line("check").await);
    assert_bearable(&line, "[sms]");
    assert!(line.contains("HTTP 403"), "{line}");
    assert_eq!(machine.run_line("check|--offline").await.code, Some(0));
}

#[tokio::test]
async fn a_mail_server_that_does_not_answer_is_found() {
    let machine = sound().await;
    let address = nowhere();
    let mail = format!("[mail]\nserver = \"smtp://{address}\"\nfrom = \"a@habitat.example\"\n");
    machine.reconfigure("[mail]\ngateway = \"outbox\"\n", &mail);
    assert_bearable(&only_line(&machine.run_line("check").await), "[mail]");
}

#[tokio::test]
async fn a_mail_server_that_refuses_the_account_is_found() {
    let machine = sound().await;
    let address = server("220 mail.exemple.fr ESMTP\r\n", |line| {
        let answer = match line.split(' ').next() {
            Some("EHLO") => "250-mail.exemple.fr\r\n250 AUTH PLAIN\r\n",
            Some("AUTH") => "535 who?\r\n",
            Some("QUIT") => "221 bye\r\n",
            _ => "250 fine\r\n",
        };
        Some(answer.to_owned())
    })
    .await;
    let password = machine.0.path().join("password");
    fs::write(&password, "prunier").expect("written");
    set_mode(&password, 0o600);
    let password = password.display();
    let mail = format!(
        "[mail]\nserver = \"smtp://{address}\"\nfrom = \"a@habitat.example\"\n\
         account = {{ username = \"locataires\", password-file = '{password}' }}\n"
    );
    machine.reconfigure("[mail]\ngateway = \"outbox\"\n", &mail);
    let line = only_line(&machine.run_line("check").await);
    assert_bearable(&line, "[mail]");
    assert!(line.contains("535"), "{line}");
}
