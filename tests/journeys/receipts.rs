//! *Mes quittances* with many years: folded years, the search, the PDFs that are downloaded in the background.

use harness::{computer::Keyring, line::Condition, people};

use crate::{looks::in_every_look, play};

#[tokio::test]
async fn older_years_unfold_and_a_search_finds_a_document_without_a_network() {
    let name = "older_years_unfold_and_a_search_finds_a_document_without_a_network";
    play(name, Keyring::Unlocked, async |stage| {
        stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        stage.line.set(Condition::Cut).await;
        let window = stage.restart_window().await;
        people::reach_receipts(&window).await;
        window.reads("#freshness", "Votre bailleur ne répond pas").await;
        // The folded years come last.
        window.find("[data-year='2019']").await;
        let at_first = window.count("[data-document-id]").await;
        assert!((24..=48).contains(&at_first), "the newest years: {at_first}");
        stage.picture("years").await;
        window.has_no_accessibility_fault("years").await;

        window.click("[data-year='2019']").await;
        window.find("#documents-of-2019 [data-document-id]").await;
        let of_2019 = window.count("#documents-of-2019 [data-document-id]").await;
        window
            .reads("[data-year='2019']", &format!("{of_2019} documents"))
            .await;
        stage.picture("unfolded").await;
        window.click("#documents-of-2019 [data-document-id]").await;
        window.reads("h1", "2019").await;
        window.click("#back").await;
        window.find("#documents-of-2019").await;
        window.click("[data-year='2019']").await;
        window.gone("#documents-of-2019").await;

        window.click("#open-search").await;
        window.reads("h1", "Quel document cherchez-vous").await;
        window.choose("#search-month", "Mars").await;
        window.choose("#search-year", "2018").await;
        window.choose("#search-kind", "Quittance de loyer").await;
        window.go_on().await;
        window.reads("#found", "1 document trouvé").await;
        window.reads("[data-document-id]", "Mars 2018").await;
        stage.picture("found").await;
        window.has_no_accessibility_fault("search").await;
        window.click("[data-document-id]").await;
        window.reads("h1", "Quittance de mars 2018").await;
        let amount = window.text(".lines tfoot .figure").await;
        window.click("#back").await;

        window.fill("#amount", "beaucoup").await;
        window.go_on().await;
        window
            .reads("#error-summary", "Tapez un montant comme 412,37")
            .await;
        stage.picture("amount").await;
        window
            .fill("#amount", amount.trim_end_matches(['€', ' ', '\u{a0}']))
            .await;
        window.go_on().await;
        window.reads("#found", "1 document trouvé").await;
        window.fill("#amount", "0,01").await;
        window.go_on().await;
        window.reads("#found", "Aucun document trouvé").await;
        window.click("#back").await;
        window.reads("h1", "Mes quittances").await;
    })
    .await;
}

#[tokio::test]
async fn the_pdfs_come_behind_the_list_and_can_be_stopped_and_gone_on_with() {
    let name = "the_pdfs_come_behind_the_list_and_can_be_stopped_and_gone_on_with";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        window.reads("#download", "Vos PDF arrivent").await;
        stage.picture("coming").await;
        window.has_no_accessibility_fault("download").await;
        window.click("#stop-download").await;
        window.reads("#download", "En pause").await;
        stage.picture("stopped").await;
        // Go to another screen and back: the download stays stopped.
        window.click("#open-profile").await;
        window.sees("profile").await;
        window.click("#back").await;
        people::reach_receipts(&window).await;
        window.reads("#download", "En pause").await;

        window.click("#keep-pdfs").await;
        window.reads("#download", "Vos PDF arrivent").await;
        window.gone_at_its_pace("#download").await;
        stage.line.set(Condition::Cut).await;
        window.click("[data-year='2019']").await;
        window.click("#documents-of-2019 li:last-child button").await;
        window.reads("#open-pdf", "Ko").await;
        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;
    })
    .await;
}

#[tokio::test]
async fn years_search_and_downloads_are_readable_in_every_look() {
    let name = "years_search_and_downloads_are_readable_in_every_look";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        window.click("#stop-download").await;
        window.reads("#download", "En pause").await;
        in_every_look(stage, async |stage, look| {
            let window = stage.window();
            window.has_no_accessibility_fault(look).await;
            window.has_no_sideways_scroll(look).await;
            stage.picture(&format!("list-{look}")).await;
            window.click("#open-search").await;
            window.choose("#search-year", "2018").await;
            window.go_on().await;
            window.reads("#found", "documents trouvés").await;
            window.has_no_accessibility_fault(look).await;
            window.has_no_sideways_scroll(look).await;
            stage.picture(&format!("search-{look}")).await;
            window.click("#back").await;
        })
        .await;
    })
    .await;
}
