//! Killed at any moment of a payment (R1): every payment counts, and none is made twice.

use std::{collections::BTreeMap, iter, time::Duration};

use contract::Cents;
use landlord::demonstration::SHOWN_TENANTS;
use landlord::figures::PROVIDER_ASKED_EVERY_SECONDS;
use tenant::{AmountWanted, CardPaymentStatus, Espace, FailureCode, Step};

use crate::{
    at_home::assert_home,
    paying::at_the_page,
    victim::{Lives, Scene, VictimsComputer, report},
};

/// The test that runs in the process to be killed.
const VICTIM: &str = "paying_killed::pays_in_a_process_of_its_own";
/// In milliseconds.
const MAX_LIFE: u64 = 400;
/// Number of lives on what one tenant owes.
const LIVES_OF_A_TENANT: usize = 50;
/// The amount of each payment.
const PART: Cents = Cents(100);

async fn total_owed(espace: &Espace) -> Cents {
    match espace.open_home().await {
        Ok(Step::Home { overview }) => overview.owed.expect("reported").total,
        other => panic!("not at home: {other:?}"),
    }
}

async fn kill(times: u64, seed: u64) {
    let mut lives = Lives::of(seed, times, MAX_LIFE);
    let (mut paid, mut tenant) = (0, 0);
    while let Some(first) = lives.next(paid > 0) {
        tenant += 1;
        let lives = iter::once(first).chain(iter::from_fn(|| lives.next(true)));
        let lives = lives.take(LIVES_OF_A_TENANT);
        paid += kill_one(lives, &format!("tenant {tenant} of seed {seed}")).await;
    }
}

/// Returns the number of payments.
async fn kill_one(lives: impl Iterator<Item = Duration>, what: &str) -> i64 {
    let mut scene = Scene::of(VICTIM).await;
    scene.home.sign_up_as(&SHOWN_TENANTS[1]).await;
    scene.home.espace.synchronise().await.expect("synchronised");
    let before = total_owed(&scene.home.espace).await;
    // Number of times each word was reported.
    let mut said = BTreeMap::<String, i64>::new();
    for after in lives {
        for word in scene.live_and_die(after) {
            assert_ne!(word, "signed out", "{what}: {said:?}");
            *said.entry(word).or_default() += 1;
        }
        // The landlord waits some seconds before it asks its provider again.
        scene.home.wait(PROVIDER_ASKED_EVERY_SECONDS + 1);
    }
    assert_home(&scene.home.restart().await.step);
    let espace = &scene.home.espace;
    espace.synchronise().await.expect("still signed in");
    let paid = (before - total_owed(espace).await).0;
    let count = |word: &str| said.get(word).copied().unwrap_or(0);
    assert_eq!(paid % PART.0, 0, "{what}: whole payments");
    let paid = paid / PART.0;
    assert!(
        (count("paid")..=count("intends")).contains(&paid),
        "{what}: {paid} payments of {said:?}"
    );
    paid
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r1_fifty_kills_during_payments_lose_and_double_none() {
    kill(50, 5).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes: cargo xtask test --long"]
async fn long_r1_a_thousand_kills_during_payments_lose_and_double_none() {
    kill(1_000, 6).await;
}

/// Not a test by itself: runs in the process that is killed, as application and browser in one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the test of the kills"]
async fn pays_in_a_process_of_its_own() {
    let Some(computer) = VictimsComputer::of_this_process() else {
        return;
    };
    let espace = computer.start();
    if !espace.first_screen().await.expect("opens").step.is_home() {
        report("signed out");
        return;
    }
    loop {
        let opened = match espace.open_card_payment().await {
            // A fast machine has paid everything.
            Err(failure) if failure.code == FailureCode::AmountNotOwed => return,
            opened => opened.expect("a page"),
        };
        let begun = match opened {
            // Started in an earlier life: it is the same payment.
            Step::CardPayment { .. } => espace.pay().await,
            Step::PaymentAmount { .. } => {
                let part = AmountWanted::Other("1".to_owned());
                espace.submit_payment_amount(part).await.expect("owed");
                report("intends");
                espace.pay().await
            }
            other => panic!("{other:?}"),
        };
        let begun = match begun {
            // The landlord is still busy with a request of an earlier life.
            Err(failure) if failure.code == FailureCode::LandlordBusy => continue,
            begun => begun.expect("begun"),
        };
        if let Some(page) = begun.page {
            at_the_page(&page, "accept").await;
            report("paid");
        }
        let step = espace.follow_payment().await.expect("reported");
        let confirmed = matches!(
            &step,
            Step::CardPayment { payment, .. } if payment.status == CardPaymentStatus::Confirmed
        );
        assert!(confirmed, "{step:?}");
        espace.leave_payment().await.expect("home");
        espace.synchronise().await.expect("synchronised");
    }
}
