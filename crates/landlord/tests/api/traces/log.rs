//! What the service logs names nobody (S20, S27).

use std::{
    cell::RefCell,
    io::{self, Write},
    net::IpAddr,
    sync::Once,
};

use landlord::figures::DAY;
use tracing::level_filters::LevelFilter;

use super::WRONG;
use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, Landlord, PASSWORD};

thread_local! {
    /// What is logged on this thread, once it listens.
    static LOGGED: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Writes to the log of the thread that writes.
struct ThreadLog;

impl Write for ThreadLog {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOGGED.with_borrow_mut(|logged| {
            if let Some(logged) = logged {
                logged.extend_from_slice(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens to what is logged on this thread. The subscriber is the process's: `tracing` asks only the thread that
/// meets an event first whether anybody listens to it.
fn listen() {
    static SUBSCRIBER: Once = Once::new();
    SUBSCRIBER.call_once(|| {
        tracing_subscriber::fmt()
            .with_max_level(LevelFilter::INFO)
            .without_time()
            .with_ansi(false)
            .with_writer(|| ThreadLog)
            .init();
    });
    LOGGED.set(Some(Vec::new()));
}

/// What was logged since this was last asked.
fn logged() -> String {
    let logged = LOGGED.replace(Some(Vec::new())).expect("it listens");
    String::from_utf8(logged).expect("UTF-8")
}

/// The value of a field in the line of an event.
fn field<'a>(log: &'a str, outcome: &str, name: &str) -> Option<&'a str> {
    let outcome = format!("outcome=\"{outcome}\"");
    let line = log.lines().find(|line| line.contains(&outcome)).expect("a line");
    let (_, rest) = line.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

#[tokio::test]
async fn s20_s27_the_log_of_a_sign_up_and_an_attack_names_nobody() {
    listen();
    let mut landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    landlord.try_code(&enrolment, "000000").await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    let tokens = landlord.create_account(&enrolment, PASSWORD).await.json();
    landlord.sign_in(DURAND, WRONG).await;
    landlord.sign_in(DURAND, PASSWORD).await;
    landlord.hand_in("/paiement/evenements", &[], "forged").await;
    let log = logged();
    assert!(log.contains("kind=\"password\" outcome=\"wrong\""), "{log}");
    let token = |name: &str| tokens[name].as_str().expect("a token").to_owned();
    let address = landlord.address.to_string();
    for secret in [
        DURAND,
        "0639980061",
        DURAND_MOBILE,
        "+33639980061",
        "jeanne.durand",
        "Durand",
        PASSWORD,
        WRONG,
        &code,
        &enrolment,
        &token("accessToken"),
        &token("refreshToken"),
        &token("deviceToken"),
        &address,
    ] {
        assert!(!log.contains(secret), "« {secret} »: {log}");
    }
}

#[tokio::test]
async fn s27_a_pseudonym_and_a_source_last_for_a_month() {
    listen();
    let mut landlord = Landlord::open().await;
    let mut of_attempt = async |tenant_code: &str, address: [u8; 4]| {
        landlord.address = IpAddr::from(address);
        landlord.sign_in(tenant_code, WRONG).await;
        let log = logged();
        let value = |name: &str| field(&log, "wrong", name).expect("a value").to_owned();
        landlord.wait(1);
        (value("who"), value("source"))
    };
    let first = of_attempt(DURAND, [203, 0, 113, 7]).await;
    let elsewhere = of_attempt(DURAND, [203, 0, 113, 8]).await;
    let another = of_attempt(LEFEBVRE, [203, 0, 113, 7]).await;
    assert_eq!((&first.0, &first.1), (&elsewhere.0, &another.1));
    assert!(first.1 != elsewhere.1 && first.0 != another.0);
    landlord.wait(31 * DAY);
    landlord.sign_in(DURAND, WRONG).await;
    assert_ne!(field(&logged(), "wrong", "who"), Some(first.0.as_str()));
}
