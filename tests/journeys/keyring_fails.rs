//! A keyring that stops working (R6): the application keeps working and says what is lost (S13).

use harness::{computer::Keyring, people, stage::Stage, window::Window};
use landlord::demonstration::ShownTenant;
use serde_json::json;

use crate::play;

const LOST_AT_THE_START: &str = "n’a pas pu retrouver votre connexion";
const LOST_AT_THE_END: &str = "La prochaine fois, vous devrez vous connecter de nouveau";

/// Signs in on a computer that remembers no tenant.
async fn sign_in(window: &Window, tenant: &ShownTenant) {
    window.click("#open-sign-in").await;
    window.sees("signIn").await;
    window.reads("#secrets-in-memory", LOST_AT_THE_END).await;
    window.fill("#tenant-code", tenant.tenant_code).await;
    window.fill("#password", people::PASSWORD).await;
    window.go_on().await;
    people::reach_receipts(window).await;
    window.reads("#secrets-in-memory", LOST_AT_THE_END).await;
    people::read_newest_receipt_and_pdf(window).await;
}

/// With a keyring that failed since the last start, the tenant gets a message and can sign in.
async fn is_told_and_loses_nothing(stage: &mut Stage, tenant: &ShownTenant) {
    let window = stage.window();
    window.sees("welcome").await;
    window.reads("#secrets-in-memory", LOST_AT_THE_START).await;
    let in_sight =
        "return document.getElementById('open-sign-in').getBoundingClientRect().bottom <= innerHeight";
    assert_eq!(window.run(in_sight, vec![]).await, json!(true));
    stage.picture("told").await;
    window
        .has_no_accessibility_fault("welcome, without its keyring")
        .await;
    sign_in(window, tenant).await;
    stage.picture("signed-in").await;
    stage.close_window().await;
}

async fn is_remembered_again(stage: &mut Stage) {
    let window = stage.open_window().await;
    people::reach_receipts(&window).await;
    window.reads("#freshness", "À jour au").await;
    assert!(
        !window.has("#secrets-in-memory").await,
        "nothing is lost any more"
    );
}

#[tokio::test]
async fn going_on_without_a_locked_keyring_is_told_and_loses_nothing() {
    let name = "going_on_without_a_locked_keyring_is_told_and_loses_nothing";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        stage.open_window().await;
        people::sign_up(stage, tenant).await;
        stage.close_window().await;
        stage.computer.keyring().lock().await;
        let window = stage.open_window().await;
        window.sees("keyringLocked").await;
        window.click("#do-without-keyring").await;
        is_told_and_loses_nothing(stage, tenant).await;
        stage.computer.unlock_keyring().await;
        is_remembered_again(stage).await;
    })
    .await;
}

#[tokio::test]
async fn a_keyring_frozen_since_the_last_time_is_told_and_nothing_is_lost() {
    let name = "a_keyring_frozen_since_the_last_time_is_told_and_nothing_is_lost";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        stage.open_window().await;
        people::sign_up(stage, tenant).await;
        stage.close_window().await;
        stage.computer.keyring().freeze();
        stage.open_window().await;
        is_told_and_loses_nothing(stage, tenant).await;
        stage.computer.keyring().thaw();
        is_remembered_again(stage).await;
    })
    .await;
}

#[tokio::test]
async fn a_keyring_that_freezes_during_the_sign_up_is_told_on_its_last_screen() {
    let name = "a_keyring_that_freezes_during_the_sign_up_is_told_on_its_last_screen";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::go_to_sign_up_details(stage, people::long_standing_tenant()).await;
        people::fill_sign_up_details(&window).await;
        stage.computer.keyring().freeze();
        window.fill("#password", people::PASSWORD).await;
        window.go_on().await;
        window.sees("done").await;
        window.reads("#secrets-in-memory", LOST_AT_THE_END).await;
        stage.picture("done").await;
        window.go_on().await;
        people::reach_receipts(&window).await;
        window.reads("#secrets-in-memory", LOST_AT_THE_END).await;
        people::read_newest_receipt_and_pdf(&window).await;
    })
    .await;
}
