//! The network cut: the receipts stay.

use crate::{
    harness::{computer::Keyring, line::Condition, stage::play},
    people,
};

#[tokio::test]
async fn with_the_network_cut_the_receipts_and_the_pdf_are_still_there_after_a_restart() {
    let name = "with_the_network_cut_the_receipts_and_the_pdf_are_still_there_after_a_restart";
    play(name, Keyring::Unlocked, async |stage| {
        stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        let online = people::read_newest_receipt_and_pdf(stage.window()).await;
        stage.close_window().await;
        stage.line.set(Condition::Cut).await;

        let window = stage.open_window().await;
        people::reach_receipts(&window).await;
        window.reads("#freshness", "Sans internet. Données du").await;
        let offline = people::read_newest_receipt_and_pdf(&window).await;
        assert_eq!(offline, online);
        stage.picture("offline").await;

        stage.line.set(Condition::Open).await;
        let window = stage.window();
        window.click("#retry").await;
        window.reads("#freshness", "À jour au").await;
    })
    .await;
}

#[tokio::test]
async fn the_landlord_unreachable_at_the_first_start_stops_no_screen() {
    play(
        "the_landlord_unreachable_at_the_first_start_stops_no_screen",
        Keyring::Unlocked,
        async |stage| {
            stage.line.set(Condition::Cut).await;
            let window = stage.open_window().await;
            people::go_to_tenant_code(&window).await;
            window.fill("#tenant-code", "204 518 730 961 245").await;
            window.go_on().await;
            window.reads("#error-summary", "Internet ne répond pas").await;
            assert_eq!(window.value("#tenant-code").await, "204 518 730 961 245");
            stage.picture("unreachable").await;

            stage.line.set(Condition::Open).await;
            let window = stage.window();
            window.click("#retry").await;
            window.sees("phone").await;
        },
    )
    .await;
}
