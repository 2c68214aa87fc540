//! *Accueil* and its pages (rent account, ways to pay, dwelling, landlord), with and without a network.

use harness::{computer::Keyring, line::Condition, people, stage::Stage};

use crate::{
    looks::{in_every_look, is_readable},
    play,
};

/// From the receipts back to *Accueil*.
async fn go_home(stage: &Stage) {
    stage.window().click("#back").await;
    stage.window().sees("home").await;
}

#[tokio::test]
async fn one_look_tells_what_is_owed_the_latest_document_and_where_to_go() {
    let name = "one_look_tells_what_is_owed_the_latest_document_and_where_to_go";
    play(name, Keyring::Unlocked, async |stage| {
        stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        go_home(stage).await;
        let window = stage.window();
        window.reads(".owed-late", "retard").await;
        window.reads("#person", people::other_tenant().name).await;
        window.reads(".news", "Ascenseur en réparation").await;
        stage.picture("home").await;
        for (opener, heading) in [
            ("#ask-plan", "Demander à payer en plusieurs fois"),
            ("#open-new-message", "Écrire à mon agence"),
        ] {
            window.click(opener).await;
            window.sees("newMessage").await;
            window.reads("h1", heading).await;
            window.click("#back").await;
            window.sees("home").await;
        }

        let latest = window.text(".latest .document-month").await;
        window.click(".latest [data-document-id]").await;
        window.find("#open-pdf").await;
        window.reads("h1", &latest.to_lowercase()).await;
        window.click("#back").await;
        window.sees("home").await;

        window.click("#open-rent-account").await;
        window.sees("rentAccount").await;
        window.reads(".callout", "Votre agence peut vous aider").await;
        window.reads(".movements", "Votre paiement").await;
        stage.picture("rent-account").await;
        // A month with an open amount leads to its document.
        window.click(".documents button").await;
        window.find("#open-pdf").await;
        window.reads("h1", "Avis d’échéance").await;
        window.click("#back").await;
        window.sees("rentAccount").await;
    })
    .await;
}

#[tokio::test]
async fn what_accueil_leads_to_is_there_without_a_network_after_a_restart() {
    let name = "what_accueil_leads_to_is_there_without_a_network_after_a_restart";
    play(name, Keyring::Unlocked, async |stage| {
        stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        go_home(stage).await;
        let online = stage.window().text(".owed-amount").await;
        stage.line.set(Condition::Hung).await;
        let window = stage.restart_window().await;
        window.sees("home").await;
        window.reads("#freshness", "Mise à jour en cours").await;
        let while_asked = window.place("#open-receipts").await;
        stage.line.set(Condition::Cut).await;
        window.find("#retry").await;
        window
            .reads("#freshness", "Votre bailleur ne répond pas. Page du")
            .await;
        let once_known = window.place("#open-receipts").await;
        assert_eq!(
            while_asked, once_known,
            "what one is about to click stays where it is"
        );
        assert_eq!(window.text(".owed-amount").await, online);
        stage.picture("home-offline").await;

        window.click("#open-ways-to-pay").await;
        window.sees("waysToPay").await;
        window.reads("#transfer-iban", "FR76").await;
        window
            .reads("#transfer-reference", people::other_tenant().tenant_code)
            .await;
        window.find(".transfer-code svg path").await;
        window.click("#copy-iban").await;
        window.reads(".transfer", "Copié").await;
        stage.picture("ways-to-pay").await;
        go_home(stage).await;

        window.click("#open-dwelling").await;
        window.sees("dwelling").await;
        window.reads(".emergencies", "Ascenseur").await;
        window.reads("main", "Dépôt de garantie").await;
        stage.picture("dwelling").await;
        go_home(stage).await;

        window.click("#open-landlord").await;
        window.sees("landlord").await;
        window.reads("main", "Agence d’Arras").await;
        window.reads("#freshness", "Votre bailleur ne répond pas").await;
        stage.picture("landlord").await;
        stage.line.set(Condition::Open).await;
        window.click("#retry").await;
        window.reads("#freshness", "À jour au").await;
        go_home(stage).await;
        window.reads("#freshness", "À jour au").await;
    })
    .await;
}

#[tokio::test]
async fn accueil_and_its_pages_are_readable_in_every_look() {
    let name = "accueil_and_its_pages_are_readable_in_every_look";
    play(name, Keyring::Unlocked, async |stage| {
        stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        go_home(stage).await;
        in_every_look(stage, async |stage, look| {
            is_readable(stage, "home", look).await;
            for page in ["rent-account", "ways-to-pay", "dwelling", "landlord"] {
                stage.window().click(&format!("#open-{page}")).await;
                stage.window().find("#back").await;
                is_readable(stage, page, look).await;
                go_home(stage).await;
            }
        })
        .await;
    })
    .await;
}
