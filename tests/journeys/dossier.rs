//! *Mon dossier*: files made from several documents and saved without a network.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use fantoccini::key::Key;
use harness::{computer::Keyring, hands, line::Condition, people, stage::Stage, window::Window};
use tokio::time::{sleep, timeout};

use crate::{looks::in_every_look, play};

/// Presses *Entrée* in the system's dialog until the window reports the result.
pub async fn save_where_proposed(stage: &Stage, window: &Window) {
    save_until(stage, window, ".saved-papers p").await;
}

/// Presses *Entrée* in the system's dialog until the window shows this.
async fn save_until(stage: &Stage, window: &Window, css: &str) {
    let display = stage.computer.display().to_owned();
    let answered = timeout(Duration::from_secs(30), async {
        while !window.has(css).await {
            hands::confirm_saving(&display);
            sleep(Duration::from_millis(200)).await;
        }
    });
    answered.await.expect("the dialog is answered");
}

/// Finds a saved file by its name anywhere on the computer.
fn saved_file(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let named = |path: &PathBuf| path.file_name().is_some_and(|own| own.to_string_lossy() == name);
    let here = files.into_iter().find(named);
    here.or_else(|| folders.iter().find_map(|folder| saved_file(folder, name)))
}

/// The file name that the window reports.
async fn told_name(window: &Window) -> String {
    let told = window.text(".saved-papers").await;
    let name = told
        .split_whitespace()
        .find(|word| word.contains(".pdf") || word.contains(".csv"));
    name.expect("a name").trim_end_matches([',', '.']).to_owned()
}

#[tokio::test]
async fn the_dossier_is_made_in_one_click_without_a_network_and_saved() {
    let name = "the_dossier_is_made_in_one_click_without_a_network_and_saved";
    play(name, Keyring::Unlocked, async |stage| {
        let opener = stage.computer.home().join("opened");
        stage.computer.install(
            "xdg-open",
            &format!("printf '%s' \"$1\" > '{}'", opener.display()),
        );
        let window = stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        window.reads("#download", "Vos PDF arrivent").await;
        window.gone_at_its_pace("#download").await;
        stage.line.set(Condition::Cut).await;
        let window = stage.restart_window().await;
        people::reach_receipts(&window).await;
        window.reads("#freshness", "Votre bailleur ne répond pas").await;
        stage.picture("list").await;

        window.click("#save-dossier").await;
        save_where_proposed(stage, &window).await;
        window.reads(".saved-papers", "C’est enregistré").await;
        window
            .reads(".saved-papers", "3\u{a0}documents dans un seul fichier")
            .await;
        window
            .reads(".saved-papers", "Ce fichier prouve le loyer de")
            .await;
        stage.picture("saved").await;
        window.has_no_accessibility_fault("saved").await;
        let told = told_name(&window).await;
        assert!(told.starts_with("dossier-3-mois-"), "{told}");
        let file = saved_file(stage.computer.home(), &told).expect("the file is there");
        assert!(fs::read(&file).expect("read").starts_with(b"%PDF-1.7"));
        window.click("#open-saved").await;
        opened(&opener, &file).await;

        window.click("[data-document-id]").await;
        window.click("#save-pdf").await;
        save_until(stage, &window, "#open-saved").await;
        window.reads(".saved", "C’est enregistré").await;
        window.reads(".saved", "dans le dossier").await;
        stage.picture("receipt-saved").await;
        window.has_no_accessibility_fault("receipt-saved").await;
    })
    .await;
}

/// Waits until the system's program was told to open a file.
async fn opened(told: &Path, file: &Path) {
    let told_so = timeout(Duration::from_secs(30), async {
        while fs::read_to_string(told).unwrap_or_default() != file.to_string_lossy() {
            sleep(Duration::from_millis(50)).await;
        }
    });
    told_so.await.expect("the file is opened");
}

#[tokio::test]
async fn documents_are_chosen_and_a_pdf_that_is_missing_offline_is_named() {
    let name = "documents_are_chosen_and_a_pdf_that_is_missing_offline_is_named";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        window.click("#stop-download").await;
        window.reads("#download", "En pause").await;
        stage.line.set(Condition::Cut).await;
        window.click("#open-choice").await;
        window.reads("h1", "Quels documents voulez-vous réunir").await;
        window.has_no_accessibility_fault("choice").await;
        stage.picture("choice").await;

        window.go_on().await;
        window
            .reads("#error-summary", "Cochez au moins un document")
            .await;
        window.click("[data-choice-year='2008']").await;
        window.click("[data-choose-year='2008']").await;
        window.gone("#error-summary").await;
        window.reads("[data-choice-year='2008']", "sur").await;
        window.reads("#main-action", "en un seul PDF").await;
        stage.picture("chosen").await;
        window.go_on().await;
        window.reads("#error-summary", "Rien n’a été enregistré").await;
        window.reads("#error-summary", "2008").await;
        stage.picture("missing").await;

        stage.line.set(Condition::Open).await;
        let window = stage.window();
        window.click("#retry").await;
        save_where_proposed(stage, window).await;
        window.reads(".saved-papers", "C’est enregistré").await;
        let told = told_name(window).await;
        assert!(told.contains("-documents-de-loyer-"), "{told}");
        stage.picture("chosen-saved").await;
        window.click("#back").await;
        window.reads("h1", "Mes quittances").await;
    })
    .await;
}

#[tokio::test]
async fn statement_and_table_of_amounts_are_saved_by_keyboard_alone() {
    let name = "statement_and_table_of_amounts_are_saved_by_keyboard_alone";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        stage.line.set(Condition::Cut).await;
        window.tab_to("#open-statements").await;
        window.press(Key::Enter).await;
        window.reads("h1", "Relevés et montants").await;
        window.has_no_accessibility_fault("statements").await;
        stage.picture("statements").await;
        window.tab_to("#main-action").await;
        window.press(Key::Enter).await;
        save_where_proposed(stage, &window).await;
        window.reads(".saved-papers", "releve-2").await;
        stage.picture("statement-saved").await;

        window.tab_to("#save-amounts").await;
        window.press(Key::Enter).await;
        window.gone(".saved-papers p").await;
        save_where_proposed(stage, &window).await;
        let told = told_name(&window).await;
        assert!(told.starts_with("montants-"), "{told}");
        let file = saved_file(stage.computer.home(), &told).expect("the file is there");
        assert!(
            fs::read(file)
                .expect("read")
                .starts_with("\u{feff}Année;Mois;".as_bytes())
        );
    })
    .await;
}

#[tokio::test]
async fn the_views_of_several_documents_are_readable_in_every_look() {
    let name = "the_views_of_several_documents_are_readable_in_every_look";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        window.click("#stop-download").await;
        in_every_look(stage, async |stage, look| {
            let window = stage.window();
            window.has_no_sideways_scroll(look).await;
            stage.picture(&format!("list-{look}")).await;
            for (opener, year) in [
                ("#open-choice", "[data-choose]"),
                ("#open-statements", "#save-amounts"),
            ] {
                window.click(opener).await;
                window.find(year).await;
                if opener == "#open-choice" {
                    window.click(".document-choice input").await;
                }
                window.has_no_accessibility_fault(look).await;
                window.has_no_sideways_scroll(look).await;
                stage.picture(&format!("{}-{look}", &opener[6..])).await;
                window.click("#back").await;
                window.reads("h1", "Mes quittances").await;
            }
        })
        .await;
    })
    .await;
}
