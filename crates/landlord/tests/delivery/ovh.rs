use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use contract::MobilePhone;
use landlord::{
    config::{Endpoint, OvhSection, SecretFile},
    delivery::{Carrier, DeliveryError},
    figures::SMS_CODE_MINUTES,
    sms::{OvhGateway, Patience, Sms},
};
use serde_json::json;
use tokio::net::TcpSocket;

use crate::ovh_server::{APPLICATION_SECRET, Answer, CONSUMER_KEY, OvhServer, TIME};

const LONG: Duration = Duration::from_secs(60);

fn sms() -> Sms {
    Sms {
        to: MobilePhone::parse("06 39 98 00 61").expect("a mobile"),
        text: "Espace Locataire : votre code est 402817. Ne le donnez à personne.".to_owned(),
        at: "2026-08-01T07:05:00Z".parse().expect("a moment"),
        valid_minutes: SMS_CODE_MINUTES,
    }
}

fn gateway(endpoint: &str, answer: Duration) -> OvhGateway {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, format!("{text}\n")).expect("written");
        SecretFile::from(path)
    };
    let section = OvhSection {
        endpoint: Some(Endpoint::try_from(endpoint.to_owned()).expect("an endpoint")),
        application_key: "application".to_owned(),
        application_secret_file: secret("application", APPLICATION_SECRET),
        consumer_key_file: secret("consumer", CONSUMER_KEY),
        service_name: "sms-ab12345-1".to_owned(),
        sender: "HABITAT".to_owned(),
    };
    let patience = Patience {
        answer,
        pause: Duration::ZERO,
    };
    OvhGateway::new(&section, patience).expect("a gateway")
}

async fn sent_to(server: &OvhServer) -> Result<(), DeliveryError> {
    let gateway = gateway(&format!("http://{}/1.0", server.address), LONG);
    gateway.carry(sms()).await
}

#[tokio::test]
async fn an_account_is_tried_without_a_message() {
    const MAY_ONLY_SEND: &str =
        "HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n{\"errorCode\":\"NOT_GRANTED_CALL\"}";
    const UNKNOWN: &str =
        "HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n{\"errorCode\":\"INVALID_CREDENTIAL\"}";
    for (answer, known) in [
        (Answer::Taken, true),
        (Answer::Says(MAY_ONLY_SEND), true),
        (Answer::Says(UNKNOWN), false),
    ] {
        let server = OvhServer::start([answer]).await;
        let gateway = gateway(&format!("http://{}/1.0", server.address), LONG);
        match gateway.try_account().await {
            Ok(time) => assert_eq!((time, known), (TIME, true)),
            Err(error) => assert!(!known && error.to_string().contains("403"), "{error}"),
        }
        assert!(server.jobs().is_empty());
    }
}

#[tokio::test]
async fn a_message_is_signed_with_the_time_of_the_gateway() {
    let server = OvhServer::start([Answer::Taken, Answer::Taken]).await;
    let gateway = gateway(&format!("http://{}/1.0", server.address), LONG);
    gateway.carry(sms()).await.expect("taken");
    gateway.carry(sms()).await.expect("taken again");
    let job = json!({
        "charset": "UTF-8", "coding": "7bit", "noStopClause": true, "priority": "high",
        "message": sms().text, "receivers": ["+33639980061"], "sender": "HABITAT",
        "senderForResponse": false, "validityPeriod": SMS_CODE_MINUTES,
    });
    assert_eq!(server.jobs(), [job.clone(), job]);
}

#[tokio::test]
async fn a_message_beyond_the_gsm_alphabet_is_sent_in_unicode() {
    let server = OvhServer::start([Answer::Taken]).await;
    let gateway = gateway(&format!("http://{}/1.0", server.address), LONG);
    let text = format!("\u{200f}\u{2068}402817\u{2069} {}", sms().text);
    gateway.carry(Sms { text, ..sms() }).await.expect("taken");
    assert_eq!(server.jobs()[0]["coding"], "8bit");
}

#[tokio::test]
async fn a_message_that_was_refused_for_now_is_sent_again() {
    for busy in [
        "HTTP/1.1 429 Too Many Requests\r\nretry-after: 0\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        "HTTP/1.1 503 Service Unavailable\r\nretry-after: 0\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
    ] {
        let server = OvhServer::start([Answer::Says(busy), Answer::Says(busy), Answer::Taken]).await;
        sent_to(&server).await.expect("taken in the end");
        assert_eq!(server.jobs().len(), 3);
    }
}

#[tokio::test]
async fn a_message_that_may_have_been_taken_is_never_sent_again() {
    for answer in [
        Answer::Resets,
        Answer::Cuts,
        Answer::Says("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"),
        Answer::Says("HTTP/1.1 200 OK\r\ncontent-length: 7\r\nconnection: close\r\n\r\n<html/>"),
    ] {
        let server = OvhServer::start([answer, Answer::Taken]).await;
        let error = sent_to(&server).await.expect_err("no readable answer");
        assert!(matches!(error, DeliveryError::Uncertain(_)), "{error}");
        assert_eq!(server.jobs().len(), 1);
    }
}

#[tokio::test]
async fn a_gateway_that_hangs_times_out_without_another_message() {
    let server = OvhServer::start([Answer::Hangs, Answer::Taken]).await;
    let gateway = gateway(
        &format!("http://{}/1.0", server.address),
        Duration::from_millis(500),
    );
    let error = gateway.carry(sms()).await.expect_err("no answer");
    assert!(matches!(error, DeliveryError::Uncertain(_)), "{error}");
    assert_eq!(server.jobs().len(), 1);
}

#[tokio::test]
async fn refusals_are_distinguished_and_reported_without_the_number() {
    let server = OvhServer::start([
        Answer::Says(
            "HTTP/1.1 200 OK\r\ncontent-length: 95\r\nconnection: close\r\n\r\n\
             {\"totalCreditsRemoved\":0,\"invalidReceivers\":[\"+33639980061\"],\"ids\":[],\"validReceivers\":[]     }",
        ),
        Answer::Says("HTTP/1.1 402 Payment Required\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"),
        Answer::Says(
            "HTTP/1.1 403 Forbidden\r\ncontent-length: 37\r\nconnection: close\r\n\r\n{\"message\":\"Not enough credits left\"}",
        ),
        Answer::Says(
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 35\r\nconnection: close\r\n\r\n{\"message\":\"+33639980061 is wrong\"}",
        ),
    ])
    .await;
    let mut errors = Vec::new();
    for _ in 0..4 {
        let error = sent_to(&server).await.expect_err("refused");
        assert!(!format!("{error} {error:?}").contains("639980061"), "{error:?}");
        errors.push(error);
    }
    assert!(
        matches!(
            errors[..],
            [
                DeliveryError::Recipient,
                DeliveryError::Credit,
                DeliveryError::Credit,
                DeliveryError::Refused(_)
            ]
        ),
        "{errors:?}"
    );
}

#[tokio::test]
async fn an_unreachable_gateway_is_reported_as_such() {
    // Bound, so that no other test gets this port.
    let silent = TcpSocket::new_v4().expect("a socket");
    silent
        .bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
        .expect("a free port");
    let address = silent.local_addr().expect("its address");
    let gateway = gateway(&format!("http://{address}/1.0"), LONG);
    let error = gateway.carry(sms()).await.expect_err("nobody there");
    assert!(matches!(error, DeliveryError::Unreachable(_)), "{error}");
}
