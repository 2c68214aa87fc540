//! Faults of the landlord's responses, of the archive and of the configuration.

use std::{fs, path::PathBuf};

use harness::{
    computer::{Computer, Keyring},
    line::Condition,
    people,
    window::Window,
};

use crate::{
    one_window::{ends, start},
    play,
};

#[tokio::test]
async fn each_bad_answer_gets_a_sentence_and_a_retry_and_keeps_what_was_typed() {
    let name = "each_bad_answer_gets_a_sentence_and_a_retry_and_keeps_what_was_typed";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let window = stage.open_window().await;
        people::go_to_tenant_code(&window).await;
        window.fill("#tenant-code", tenant.tenant_code).await;
        for (condition, sentence) in [
            (Condition::Cut, "Nous n’arrivons pas à joindre votre bailleur"),
            (
                Condition::answering("500 Internal Server Error", "text/plain", "oops"),
                "en panne",
            ),
            (Condition::truncated(), "Nous ne comprenons pas la réponse reçue"),
            (
                Condition::answering("200 OK", "text/html", "<h1>Wifi de la gare</h1>"),
                "Nous ne comprenons pas la réponse reçue",
            ),
            (Condition::Hung, "La réponse n’est pas arrivée à temps"),
        ] {
            stage.line.set(condition).await;
            let window = stage.window();
            window.go_on().await;
            window.reads("#error-summary", sentence).await;
            window.find("#retry").await;
            assert_eq!(
                window.value("#tenant-code").await,
                tenant.tenant_code,
                "{sentence}"
            );
        }
        stage.line.set(Condition::Open).await;
        let window = stage.window();
        window.click("#retry").await;
        window.sees("phone").await;
    })
    .await;
}

/// Records each new announcement, and its milliseconds after the press of the main button.
const WATCH_ANNOUNCEMENTS: &str = "
    window.announced = [];
    const main = document.querySelector('main');
    let pressed = 0;
    main.addEventListener('submit', () => { pressed = performance.now(); }, { capture: true });
    new MutationObserver(() => {
        const words = main.querySelector('.under-way [role=status]')?.textContent.trim() ?? '';
        if (words && window.announced.at(-1)?.words !== words) {
            window.announced.push({ words, after: performance.now() - pressed });
        }
    }).observe(main, { subtree: true, childList: true, characterData: true });";

#[tokio::test]
async fn a_slow_landlord_is_announced_and_waited_for() {
    play(
        "a_slow_landlord_is_announced_and_waited_for",
        Keyring::Unlocked,
        async |stage| {
            let window = stage.open_window().await;
            people::go_to_tenant_code(&window).await;
            stage.line.set(Condition::Hung).await;
            let window = stage.window();
            window
                .fill("#tenant-code", people::long_standing_tenant().tenant_code)
                .await;
            window.run(WATCH_ANNOUNCEMENTS, vec![]).await;
            window.go_on().await;
            window.reads(".under-way", "en cours").await;
            window.reads(".under-way", "C’est plus long que d’habitude").await;
            stage.picture("slow").await;
            stage
                .window()
                .reads("#error-summary", "La réponse n’est pas arrivée à temps")
                .await;
            let announced = stage.window().run("return window.announced", vec![]).await;
            let after = |place: usize| announced[place]["after"].as_f64().expect("a moment");
            assert!(
                (1_000.0..10_000.0).contains(&after(0)),
                "what is done, after a second: {announced}"
            );
            assert!(
                (10_000.0..15_000.0).contains(&after(1)),
                "that it is slow, after ten: {announced}"
            );
        },
    )
    .await;
}

#[tokio::test]
async fn a_damaged_record_is_told_and_fetched_again() {
    let name = "a_damaged_record_is_told_and_fetched_again";
    play(name, Keyring::Unlocked, async |stage| {
        stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        let window = stage.window();
        let whole = window.count("[data-document-id]").await;
        let id = window.attribute("[data-document-id]", "data-document-id").await;
        stage.close_window().await;
        stage.line.set(Condition::Cut).await;
        damage_document(&stage.computer, &id);

        let window = stage.open_window().await;
        people::reach_receipts(&window).await;
        // The request goes out once all rows are shown.
        window.reads("#freshness", "Votre bailleur ne répond pas").await;
        window
            .reads("main", "Un document est abîmé sur cet ordinateur")
            .await;
        assert_eq!(window.count("[data-document-id]").await, whole);
        stage.picture("set-aside").await;
        window.click("[data-document-id]").await;
        window
            .reads("#error-summary", "n’a pas pu être relu sur cet ordinateur")
            .await;
        stage.picture("damaged").await;

        stage.line.set(Condition::Open).await;
        window.click("#retry").await;
        window.find("#open-pdf").await;
        window.click("#back").await;
        window.click("#retry").await;
        window.reads("#freshness", "À jour au").await;
        window.gone("main .callout").await;
    })
    .await;
}

/// Runs a program (`$1`) where a folder (`$0`) takes nothing: root may write into any folder that is not mounted
/// read-only.
const TAKES_NOTHING: &str = "if [ \"$(id -u)\" = 0 ]; then
    mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" || exit 1
else
    chmod -R a-w \"$0\"
fi
exec \"$@\"";

/// A program that is the application on a computer whose data folder takes nothing.
fn on_a_read_only_folder(computer: &mut Computer) -> PathBuf {
    let (folder, application) = (computer.application_folder(), computer.application().to_owned());
    let name = "on-a-read-only-folder";
    let script = format!(
        "own='' && [ \"$(id -u)\" != 0 ] || own='unshare --mount'
exec $own sh -c '{TAKES_NOTHING}' '{}' '{}' \"$@\"",
        folder.display(),
        application.display()
    );
    computer.install(name, &script);
    computer.home().join("bin").join(name)
}

#[tokio::test]
async fn a_data_folder_that_takes_nothing_shows_the_kept_receipts() {
    let name = "a_data_folder_that_takes_nothing_shows_the_kept_receipts";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        let kept = people::read_newest_receipt_and_pdf(&window).await;
        stage.close_window().await;
        stage.line.set(Condition::Cut).await;

        let program = on_a_read_only_folder(&mut stage.computer);
        let config = stage.computer.home().join("landlord.toml");
        let window = Window::open_program(&program, &stage.computer, &config).await;
        let window = stage.keep(window);
        people::reach_receipts(&window).await;
        window.find("#archive-disk").await;
        stage.picture("read-only").await;
        assert_eq!(people::read_newest_receipt_and_pdf(&window).await, kept);
        // Nobody else opens the archive meanwhile (R10).
        ends(&mut start(stage, &[])).await;
    })
    .await;
}

#[tokio::test]
async fn a_configuration_that_cannot_be_read_names_its_file_and_line() {
    play(
        "a_configuration_that_cannot_be_read_names_its_file_and_line",
        Keyring::Unlocked,
        async |stage| {
            let config = stage.computer.home().join("landlord.toml");
            fs::write(
                &config,
                "service = \"https://locataires.habitathdf.example\"\n[landlord]\nname = 3\n",
            )
            .expect("written");
            let window = stage.open_window_with_config(&config).await;
            window.reads("#error-summary", "landlord.toml, ligne 3").await;
            stage.picture("configuration").await;
        },
    )
    .await;
}

fn damage_document(computer: &Computer, id: &str) {
    let database = rusqlite::Connection::open(computer.archive()).expect("a database");
    let damaged = database.execute(
        "UPDATE records SET sealed = zeroblob(length(sealed)) WHERE kind = 'document' AND id = ?",
        [id],
    );
    assert_eq!(damaged, Ok(1));
}
