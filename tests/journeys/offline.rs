//! Without a network, the receipts stay available (R7).

use harness::{computer::Keyring, line::Condition, people};

use crate::{dossier::save_where_proposed, play};

#[tokio::test]
async fn offline_after_a_restart_receipts_and_pdf_are_still_there() {
    let name = "offline_after_a_restart_receipts_and_pdf_are_still_there";
    play(name, Keyring::Unlocked, async |stage| {
        stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        let online = people::read_newest_receipt_and_pdf(stage.window()).await;
        stage.close_window().await;
        stage.line.set(Condition::Cut).await;

        let window = stage.open_window().await;
        people::reach_receipts(&window).await;
        window
            .reads("#freshness", "Votre bailleur ne répond pas. Page du")
            .await;
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
            window
                .reads("#error-summary", "Nous n’arrivons pas à joindre votre bailleur")
                .await;
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

/// Every page of the tenant with the most data, from the archive alone. The pictures are for people to look at.
#[tokio::test]
async fn twenty_years_of_documents_are_there_without_a_network() {
    let name = "twenty_years_of_documents_are_there_without_a_network";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        window.reads("#download", "Vos PDF arrivent").await;
        window.gone_at_its_pace("#download").await;
        stage.close_window().await;
        stage.line.set(Condition::Cut).await;

        let window = stage.open_window().await;
        window.sees("home").await;
        window
            .reads("#freshness", "Votre bailleur ne répond pas. Page du")
            .await;
        stage.picture("1-home").await;
        people::reach_receipts(&window).await;
        window.find("[data-document-id]").await;
        stage.picture("2-receipts").await;
        let years = window
            .run(
                "return [...document.querySelectorAll('[data-year]')].map((year) => year.dataset.year)",
                vec![],
            )
            .await;
        let years = years.as_array().expect("a list");
        assert!(years.len() >= 18, "twenty years, the newest unfolded: {years:?}");
        let oldest = years
            .last()
            .and_then(|year| year.as_str())
            .expect("a year")
            .to_owned();
        window.click(&format!("[data-year='{oldest}']")).await;
        let last = format!("#documents-of-{oldest} li:last-child button");
        window.find(&last).await;
        stage.picture("3-oldest-year").await;
        window.click(&last).await;
        window.reads("#open-pdf", "Ko").await;
        stage.picture("4-oldest-document").await;
        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;
        stage.picture("5-its-pdf").await;
        window.click("#back").await;
        window.find("#open-pdf").await;
        window.click("#back").await;
        window.find("[data-document-id]").await;

        window.click("#open-search").await;
        window.choose("#search-month", "Mars").await;
        window.go_on().await;
        window.reads("#found", "documents trouvés").await;
        stage.picture("6-found").await;
        window.click("#back").await;
        window.click("#save-dossier").await;
        save_where_proposed(stage, &window).await;
        window.reads(".saved-papers", "C’est enregistré").await;
        stage.picture("7-dossier").await;

        window.click("#back").await;
        window.sees("home").await;
        for page in ["rent-account", "ways-to-pay", "dwelling", "landlord", "profile"] {
            window.click(&format!("#open-{page}")).await;
            window.find("#back").await;
            stage.picture(&format!("8-{page}")).await;
            window.click("#back").await;
            window.sees("home").await;
        }
    })
    .await;
}
