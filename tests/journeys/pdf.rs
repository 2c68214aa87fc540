//! The PDF on screen: searched, printed, opened by another program.

use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf};

use fantoccini::key::Key;
use harness::{computer::Keyring, hands, people, stage::Stage, window::Window};
use serde_json::json;

use crate::{looks::in_every_look, play};

/// From *Bienvenue* to the PDF of the newest receipt.
async fn open_newest_pdf(stage: &mut Stage) -> std::rc::Rc<Window> {
    let window = stage.open_window().await;
    people::sign_up(stage, people::other_tenant()).await;
    window.click("[data-document-id]").await;
    window.click("#open-pdf").await;
    window.find("#pdf-frame[data-state='shown']").await;
    window
}

/// Returns the number of marked passages on the current page, and the text of the current one.
const MARKED: &str = "
    const here = [...CSS.highlights.get('found-here')].map(String);
    return [CSS.highlights.get('found').size + here.length, here.join('')];";

async fn marked(window: &Window) -> (u64, String) {
    window.enter_frame("#pdf-frame").await;
    let found = window.run(MARKED, vec![]).await;
    window.leave_frame().await;
    (
        found[0].as_u64().expect("a number"),
        found[1].as_str().expect("words").to_owned(),
    )
}

#[tokio::test]
async fn a_word_is_found_in_the_pdf_by_the_keyboard_alone() {
    let name = "a_word_is_found_in_the_pdf_by_the_keyboard_alone";
    play(name, Keyring::Unlocked, async |stage| {
        let window = open_newest_pdf(stage).await;
        window.type_keys(&format!("{}f", char::from(Key::Control))).await;
        window.find("#pdf-words:focus").await;
        // Accents, capitals and the kind of space do not matter.
        window.type_keys("LOYER").await;
        window.press(Key::Enter).await;
        window.reads("#pdf-found", "fois").await;
        let told = window.text("#pdf-found").await;
        let (count, words) = marked(&window).await;
        assert!(count > 1, "{told}");
        assert_eq!(words.to_lowercase(), "loyer");
        assert_eq!(
            told,
            format!("Trouvé {count} fois. Voici le passage 1 sur {count}.")
        );
        stage.picture("found").await;
        window.has_no_accessibility_fault("search in the PDF").await;

        window.press(Key::Enter).await;
        window
            .reads("#pdf-found", &format!("Voici le passage 2 sur {count}"))
            .await;
        window.tab_to("#pdf-find-previous").await;
        window.press(Key::Enter).await;
        window
            .reads("#pdf-found", &format!("Voici le passage 1 sur {count}"))
            .await;

        window.fill("#pdf-words", "quittances des etoiles").await;
        window.press(Key::Enter).await;
        window
            .reads("#pdf-found", "Ce mot n’est pas dans ce document")
            .await;
        assert_eq!(marked(&window).await.0, 0);
        window.fill("#pdf-words", "").await;
        window.click("#pdf-find-next").await;
        window.reads("#pdf-found", "Tapez un mot").await;

        window.press(Key::Escape).await;
        window.gone("#pdf-words").await;
        window.find("#pdf-find:focus").await;
        // With the focus in the frame, the window's shortcuts still work.
        let pressed = "document.getElementById('page').focus();
            window.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true }));";
        window.enter_frame("#pdf-frame").await;
        window.run(pressed, vec![]).await;
        window.leave_frame().await;
        window.find("#pdf-words:focus").await;
    })
    .await;
}

/// Where on the page the middle of what is in sight lies: 0 at its top, 1 at its foot.
const MIDDLE: &str = "
    const sight = document.getElementById('page').clientHeight;
    const page = document.querySelector('.page-box').getBoundingClientRect();
    return (sight / 2 - page.top) / page.height;";

#[tokio::test]
async fn the_middle_of_the_page_stays_when_it_is_zoomed() {
    let name = "the_middle_of_the_page_stays_when_it_is_zoomed";
    play(name, Keyring::Unlocked, async |stage| {
        let window = open_newest_pdf(stage).await;
        let middle = async |zoom: u32| {
            window.enter_frame("#pdf-frame").await;
            window.find(&format!(".page-box[data-zoom='{zoom}']")).await;
            let middle = window.run(MIDDLE, vec![]).await.as_f64().expect("a number");
            window.leave_frame().await;
            middle
        };
        window.enter_frame("#pdf-frame").await;
        let down = "const place = document.getElementById('page');
            place.scrollTop = (place.scrollHeight - place.clientHeight) / 2;";
        window.run(down, vec![]).await;
        window.leave_frame().await;
        let read = middle(100).await;
        for (press, zoom) in [
            ("#pdf-zoom-in", 125),
            ("#pdf-zoom-in", 150),
            ("#pdf-zoom-out", 125),
        ] {
            window.click(press).await;
            let now = middle(zoom).await;
            assert!((now - read).abs() < 0.02, "{read} at 100 %, {now} at {zoom} %");
        }
        stage.picture("zoomed").await;
    })
    .await;
}

#[tokio::test]
async fn a_kept_pdf_is_drawn_unseen_while_its_receipt_is_read() {
    let name = "a_kept_pdf_is_drawn_unseen_while_its_receipt_is_read";
    play(name, Keyring::Unlocked, async |stage| {
        // Once read, it is stored on this computer.
        let window = open_newest_pdf(stage).await;
        window.click("#back").await;
        window.find("#open-pdf").await;
        window.click("#back").await;
        window.click("[data-document-id]").await;
        window.find("#pdf-frame[data-state='unseen']").await;
        window.enter_frame("#pdf-frame").await;
        window.find("canvas").await;
        let drawn = window
            .run("return document.querySelector('canvas').width", vec![])
            .await;
        window.leave_frame().await;
        let unseen = window
            .run(
                "return getComputedStyle(document.getElementById('pdf-frame')).visibility",
                vec![],
            )
            .await;
        assert_eq!(
            unseen,
            json!("hidden"),
            "neither seen, nor read aloud, nor reached by the keyboard"
        );
        stage.picture("receipt").await;

        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;
        window.enter_frame("#pdf-frame").await;
        let shown = window
            .run("return document.querySelector('canvas').width", vec![])
            .await;
        window.leave_frame().await;
        assert_eq!(shown, drawn, "as wide as it was drawn");
        stage.picture("pdf").await;
    })
    .await;
}

#[tokio::test]
async fn the_tools_of_the_pdf_are_readable_in_every_look() {
    let name = "the_tools_of_the_pdf_are_readable_in_every_look";
    play(name, Keyring::Unlocked, async |stage| {
        open_newest_pdf(stage).await;
        stage.picture("normal").await;
        in_every_look(stage, async |stage, look| {
            let window = stage.window();
            window.click("#pdf-find").await;
            window.fill("#pdf-words", "loyer").await;
            window.press(Key::Enter).await;
            window.reads("#pdf-found", "Trouvé").await;
            window.has_no_accessibility_fault(look).await;
            window.has_no_sideways_scroll(look).await;
            stage.picture(look).await;
            window.click("#pdf-find-close").await;
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_printed_receipt_is_the_pdf_itself() {
    play(
        "a_printed_receipt_is_the_pdf_itself",
        Keyring::Unlocked,
        async |stage| {
            let printer = stage.computer.connect_printer().await;
            let window = open_newest_pdf(stage).await;
            window.click("#print-pdf").await;
            hands::print_in_dialog(stage.computer.display()).await;
            window.reads(".pdf-state", "parti à l’imprimante").await;
            stage.picture("printed").await;
            let printed = printer.printed(1).await;
            let title = &printed.title;
            assert!(
                title.contains("-20") && !title.contains(people::other_tenant().name),
                "{title}"
            );
            let pages: Vec<u32> = printed.paper.get_pages().into_keys().collect();
            let words = printed.paper.extract_text(&pages).expect("text");
            assert!(words.contains("Loyer"), "{words}");
        },
    )
    .await;
}

#[tokio::test]
async fn another_program_gets_a_private_copy_that_goes_with_the_window() {
    let name = "another_program_gets_a_private_copy_that_goes_with_the_window";
    play(name, Keyring::Unlocked, async |stage| {
        let told = stage.computer.home().join("opened");
        stage
            .computer
            .install("xdg-open", &format!("printf '%s' \"$1\" > '{}'", told.display()));
        let window = open_newest_pdf(stage).await;
        window.click("#open-elsewhere").await;
        window.reads(".pdf-state", "Un autre programme").await;
        stage.picture("opened").await;

        let copy = PathBuf::from(fs::read_to_string(&told).expect("the program was started"));
        assert!(
            copy.starts_with(stage.computer.home().join("runtime")),
            "{}",
            copy.display()
        );
        let file_name = copy.file_name().and_then(|name| name.to_str()).expect("a name");
        assert!(
            file_name.ends_with(".pdf") && file_name.contains("-20"),
            "{file_name}"
        );
        assert!(fs::read(&copy).expect("the copy").starts_with(b"%PDF-"));
        let folder = copy.parent().expect("its folder");
        let mode = fs::metadata(folder).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode, 0o700);

        stage.close_window_by_its_cross().await;
        assert!(!folder.exists(), "the copy goes with the window");

        // A killed window leaves the copy behind for the next start.
        fs::create_dir_all(folder).expect("a folder");
        fs::write(&copy, b"%PDF-").expect("left behind");
        stage.open_window().await;
        assert!(!folder.exists(), "the next start erases what is left");
    })
    .await;
}

#[tokio::test]
async fn s17_the_copy_goes_when_the_desktop_session_ends() {
    play("copy-and-session", Keyring::Unlocked, async |stage| {
        let told = stage.computer.home().join("opened");
        stage
            .computer
            .install("xdg-open", &format!("printf '%s' \"$1\" > '{}'", told.display()));
        let window = open_newest_pdf(stage).await;
        window.click("#open-elsewhere").await;
        window.reads(".pdf-state", "Un autre programme").await;
        let copy = PathBuf::from(fs::read_to_string(&told).expect("the program was started"));
        assert!(copy.exists());
        stage.end_session().await;
        assert!(!copy.exists(), "the copy goes with the session");
    })
    .await;
}

#[tokio::test]
async fn a_computer_without_a_program_for_pdfs_says_so() {
    let name = "a_computer_without_a_program_for_pdfs_says_so";
    play(name, Keyring::Unlocked, async |stage| {
        stage.computer.uninstall_other_programs();
        let window = open_newest_pdf(stage).await;
        window.click("#open-elsewhere").await;
        window
            .reads("#error-summary", "Aucun programme de cet ordinateur")
            .await;
        stage.picture("no-program").await;
        assert_eq!(
            window
                .run("return document.querySelectorAll('#pdf-frame').length", vec![])
                .await,
            json!(1)
        );
    })
    .await;
}
