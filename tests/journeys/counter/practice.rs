//! Practice with another landlord's demonstration, which every screen shows.

use harness::{computer::Keyring, landlord::Landlord};
use landlord::demonstration::SHOWN_TENANTS;

use super::steps::{begin_visit, claire, looked_at, open_desk, prove_to, sign_staff_in, wiped};
use crate::{looks::in_every_look, play};

#[tokio::test]
async fn every_screen_of_the_practice_says_that_nothing_is_real() {
    play("counter-practice", Keyring::Unlocked, async |stage| {
        let demonstration = Landlord::open().await;
        stage.open_counter_to_practise(&demonstration).await;
        let window = stage.window();
        window.sees("staffSignIn").await;
        assert!(!window.has("#practice").await, "everything is real at first");
        window.click("#practise").await;
        window.reads("#practice", "rien n’est réel").await;
        let telephone = format!("http://{}/demo/phone", demonstration.address());
        window.reads("#practice", &telephone).await;
        looked_at(stage, "sign-in").await;
        prove_to(stage, &demonstration, claire()).await;
        window.sees("counterDesk").await;
        begin_visit(stage, &SHOWN_TENANTS[0], &["signUp"]).await;
        window.find("#practice").await;
        looked_at(stage, "visit").await;
        in_every_look(stage, async |stage, look| {
            looked_at(stage, &format!("visit-{look}")).await;
        })
        .await;
        window.click("[data-begin='signUp']").await;
        window.sees("handOver").await;
        window.find("#practice").await;
        window.click("#end-visit").await;
        window.click("#end-confirmed").await;
        wiped(stage).await;
        open_desk(stage, &demonstration).await;
        window.find("#practice").await;
        window.click("#staff-sign-out").await;
        window.sees("staffSignIn").await;
        assert_eq!(
            stage.landlord.journal().await.lines().count(),
            1,
            "nothing but its head"
        );
        assert!(demonstration.journal().await.contains("visitEnded"));

        window.click("#practise").await;
        window.gone("#practice").await;
        sign_staff_in(stage).await;
        assert!(!stage.window().has("#practice").await);
    })
    .await;
}
