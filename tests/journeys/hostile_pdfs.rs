//! Malicious PDFs (S18): the window still answers, and *Retour* leads back.

mod made;
mod mutants;

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use harness::{
    computer::Keyring,
    hands::{self, PlacedKey},
    people,
    stage::Stage,
    window::Window,
};
use serde_json::{Value, json};

use self::made::{A4, TWICE, deflated, hostile, one_page, stream};
use crate::play;

/// Maximum time for an outcome, in milliseconds. The viewer gives up after 20 s; the rest is a margin for a busy
/// machine.
const GIVEN_UP_WITHIN: f64 = 30_000.0;

/// Replaces the shell's responses to requests for a PDF with the bytes in `nextPdf`.
const PUT_OTHERS_IN_PLACE: &str = "
    const answer = window.fetch;
    window.fetch = (asked, ...rest) => {
        if (window.nextPdf && String(asked).includes('rent_document_pdf')) {
            const headers = { 'Content-Type': 'application/octet-stream', 'Tauri-Response': 'ok' };
            return Promise.resolve(new Response(window.nextPdf, { headers }));
        }
        return answer(asked, ...rest);
    };";

/// Opens a receipt, and its PDF once it is drawn ahead, unseen. Waits for the outcome, calls the shell, and goes
/// back to the list.
const OPEN_PDF: &str = "
    const [file, done] = arguments;
    const soon = () => new Promise((resolve) => setTimeout(resolve, 15));
    const until = async (what) => { for (;;) { const found = what(); if (found) return found; await soon(); } };
    (async () => {
        window.nextPdf = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
        (await until(() => document.querySelector('[data-document-id]'))).click();
        const open = await until(() => document.getElementById('open-pdf'));
        await until(() => document.querySelector('#pdf-frame[data-state=unseen]'));
        open.click();
        const begun = performance.now();
        const state = await until(() => {
            if (document.querySelector('#pdf-frame[data-state=shown]')) return 'shown';
            if (document.querySelector('.callout[role=alert]')) return 'unreadable';
            if (document.getElementById('error-summary')) return 'refused';
        });
        const took = performance.now() - begun;
        const { secretsKept: kept } = await window.__TAURI_INTERNALS__.invoke('frame');
        document.getElementById('back').click();
        (await until(() => document.querySelector('#open-pdf') && document.getElementById('back'))).click();
        done({ state, took, kept });
    })();";

/// Signs a tenant up and replaces the PDFs of all receipts from now on.
async fn with_others_in_place(stage: &mut Stage) -> std::rc::Rc<Window> {
    let window = stage.open_window().await;
    people::sign_up(stage, people::other_tenant()).await;
    window.run(PUT_OTHERS_IN_PLACE, vec![]).await;
    window
}

/// The outcome of opening this file.
async fn outcome(window: &Window, file: &[u8]) -> Value {
    window
        .run_to_its_answer(OPEN_PDF, vec![json!(BASE64.encode(file))])
        .await
}

#[tokio::test]
async fn s18_no_hostile_pdf_takes_the_window_down() {
    let name = "s18_no_hostile_pdf_takes_the_window_down";
    play(name, Keyring::Unlocked, async |stage| {
        let window = with_others_in_place(stage).await;
        // Double compression as such is supported: files below are refused for their size.
        let small = one_page(
            A4,
            stream(TWICE, &deflated(&deflated(b"q Q 0 0 9 9 re f ", 9), 1)),
            "",
            &[],
        );
        assert_eq!(outcome(&window, &small).await["state"], "shown");
        for (what, file) in hostile() {
            assert!(file.len() < 10 * 1024 * 1024, "{what}: {}", file.len());
            let outcome = outcome(&window, &file).await;
            let took = outcome["took"].as_f64().expect("a time");
            assert!(took < GIVEN_UP_WITHIN, "{what}: {outcome}");
            assert_eq!(outcome["kept"], "keyring", "{what}: the shell answers");
            if what.contains("without end") {
                assert_eq!(outcome["state"], "unreadable", "{what}: {outcome}");
            }
        }
        window.find("[data-document-id]").await;
    })
    .await;
}

#[tokio::test]
async fn s18_a_frame_that_hangs_the_page_is_ended_and_receipts_return() {
    let name = "s18_a_frame_that_hangs_the_page_is_ended_and_receipts_return";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        window.click("[data-document-id]").await;
        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;
        window.enter_frame("#pdf-frame").await;
        window.run("setTimeout(() => { for (;;); }, 200)", vec![]).await;
        window.leave_frame().await;
        // The person presses keys without effect; the driver of the journey is blocked too.
        let display = stage.computer.display();
        let shown = || stage.log_counts("home on screen");
        let before = shown();
        hands::press_until(display, PlacedKey::Tab, || {
            stage.log_counts("the page is loaded again") > 0
        })
        .await;
        hands::press_until(display, PlacedKey::Tab, || shown() > before).await;
        stage.picture_of_the_screen("afterwards");
        stage.close_window_by_its_cross().await;
    })
    .await;
}
