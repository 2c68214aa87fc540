//! Kills the service at random moments of payments (R2): each key makes one payment, and what was paid counts
//! once.

use std::{collections::BTreeMap, path::Path, process::Stdio, time::Duration};

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::sleep,
};

use crate::{
    service::{LEFEBVRE, LEFEBVRE_MOBILE, Landlord},
    stripe_server::StripeServer,
};

/// What M. Lefebvre owes, in cents.
const OWED: i64 = 38_000;
const PART: i64 = 100;
const MAX_LIFE: u64 = 500;
/// Number of kills per landlord, within what one tenant owes and the life of one access token.
const LIVES_OF_A_LANDLORD: u64 = 50;

/// Random numbers, the same for each seed (Numerical Recipes' generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Runs `landlord serve` and returns its address.
async fn serve(config: &Path) -> (Child, String) {
    let mut serving = Command::new(env!("CARGO_BIN_EXE_landlord"))
        .args(["serve".as_ref(), "--config".as_ref(), config])
        .env("NO_COLOR", "1")
        .env_remove("RUST_LOG")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("started");
    let mut log = BufReader::new(serving.stderr.take().expect("a log")).lines();
    let address = loop {
        let line = log.next_line().await.expect("read").expect("it listens");
        if let Some((_, address)) = line.split_once("address=") {
            break format!("http://{}", address.trim());
        }
    };
    // Drains the log, so that the service never blocks on it.
    tokio::spawn(async move { while let Ok(Some(_)) = log.next_line().await {} });
    (serving, address)
}

/// An application that pays part after part. Its state outlives the service.
struct Payer {
    client: Client,
    token: String,
    /// Key of the payment under way.
    key: Option<String>,
    keys: u32,
    /// Events of the paid sessions, for the provider to report again.
    reports: BTreeMap<String, (String, String)>,
}

impl Payer {
    fn key(&mut self) -> String {
        let next = self.keys;
        self.key
            .get_or_insert_with(|| format!("7c9e6679-7425-40de-944b-{next:012x}"))
            .clone()
    }

    /// Pays until the service no longer answers, or until `most` payments are made in all.
    async fn pay_on(
        &mut self,
        stripe: &StripeServer,
        address: &str,
        most: u32,
    ) -> Result<(), reqwest::Error> {
        while self.keys < most {
            let key = self.key();
            let begun = self
                .client
                .post(format!("{address}/v1/payments"))
                .bearer_auth(&self.token)
                .header("idempotency-key", key)
                .json(&json!({ "amount": PART, "returnState": "a".repeat(43) }))
                .send()
                .await?;
            assert_eq!(begun.status(), StatusCode::CREATED, "{:?}", begun.text().await);
            let payment: Value = begun.json().await?;
            if let Some(page) = payment["page"].as_str() {
                let session = stripe.pay_on(page);
                let id = session["id"].as_str().expect("an id").to_owned();
                let kind = "checkout.session.completed";
                let event = StripeServer::event_of(&session, &format!("evt_{id}"), kind, moment());
                self.reports.insert(id, event.clone());
                self.report(address, &event).await?;
            }
            let path = format!("{address}/v1/payments/{}", payment["id"].as_str().expect("an id"));
            let told: Value = self
                .client
                .get(path)
                .bearer_auth(&self.token)
                .send()
                .await?
                .json()
                .await?;
            if told["state"] == "confirmed" {
                self.keys += 1;
                self.key = None;
            }
        }
        Ok(())
    }

    async fn report(
        &self,
        address: &str,
        (event, signature): &(String, String),
    ) -> Result<(), reqwest::Error> {
        let reported = self
            .client
            .post(format!("{address}/paiement/evenements"))
            .header("stripe-signature", signature)
            .body(event.clone())
            .send()
            .await?;
        assert_eq!(reported.status(), StatusCode::NO_CONTENT);
        Ok(())
    }
}

fn moment() -> i64 {
    jiff::Timestamp::now().as_second()
}

async fn kill(times: u64, seed: u64) {
    let mut chance = Chance(seed);
    for landlord in 0..times.div_ceil(LIVES_OF_A_LANDLORD) {
        let lives = LIVES_OF_A_LANDLORD.min(times - landlord * LIVES_OF_A_LANDLORD);
        kill_one(lives, &mut chance, &format!("landlord {landlord} of seed {seed}")).await;
    }
}

async fn kill_one(times: u64, chance: &mut Chance, what: &str) {
    let stripe = StripeServer::start().await;
    let mut landlord = Landlord::taking_cards(stripe.provider()).await;
    let tokens = landlord.sign_up(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let config = landlord.configuration(&stripe.configuration());
    landlord.service.pool().close().await;
    let mut payer = Payer {
        client: Client::new(),
        token: tokens["accessToken"].as_str().expect("a token").to_owned(),
        key: None,
        keys: 0,
        reports: BTreeMap::new(),
    };
    for _ in 0..times {
        let (mut serving, address) = serve(&config).await;
        let life = Duration::from_millis(chance.below(MAX_LIFE));
        tokio::select! {
            // Kills at a random moment, without waiting for anything.
            () = sleep(life) => {}
            ended = payer.pay_on(&stripe, &address, u32::MAX) => panic!("{what}: {ended:?}"),
        }
        serving.kill().await.expect("killed");
    }
    let (_serving, address) = serve(&config).await;
    // Completes the payment under way, and one more.
    let more = payer.keys + 2;
    let paid_on = payer.pay_on(&stripe, &address, more).await;
    paid_on.expect("the service stays");
    // Reports every event again, answered or not.
    for event in payer.reports.values() {
        payer.report(&address, event).await.expect("heard");
    }
    let sessions = stripe.sessions();
    let paid = sessions
        .iter()
        .filter(|session| session["payment_status"] == "paid");
    let paid = i64::try_from(paid.count()).expect("a count");
    assert_eq!(paid, i64::from(payer.keys), "{what}: each key came to its end");
    assert!(
        sessions.len() <= usize::try_from(payer.keys).expect("a count") + 1,
        "{what}: one page for one key"
    );
    let account = payer.client.get(format!("{address}/v1/rent-account"));
    let account = account.bearer_auth(&payer.token).send().await.expect("answered");
    let account: Value = account.json().await.expect("an account");
    assert_eq!(account["balance"], OWED - PART * paid, "{what}: counted once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r2_fifty_kills_of_the_service_neither_lose_nor_double_a_payment() {
    kill(50, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes: cargo xtask test --long"]
async fn long_r2_a_thousand_kills_neither_lose_nor_double_a_payment() {
    kill(1_000, 2).await;
}
