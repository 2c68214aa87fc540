//! Time from the click to the first page of a receipt's PDF on screen, in a window that has shown one before.
//! Compared with pdftoppm, which draws the same page at the same width to a PPM file. Release build, no network.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement prints its figures and stops when it cannot measure"
)]

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use harness::{people, two_windows, window::Window};
use serde_json::json;
use tokio::time::sleep;

/// Width of A4, in inches.
const A4: f64 = 210.0 / 25.4;

/// Clicks, then returns the milliseconds until the page has painted the PDF.
const OPEN: &str = "
    const done = arguments[arguments.length - 1];
    const start = performance.now();
    const shown = () => document.querySelector(\"#pdf-frame[data-state='shown']\");
    const tell = () => requestAnimationFrame(() => done(performance.now() - start));
    const changes = new MutationObserver(() => { if (shown()) { changes.disconnect(); tell(); } });
    changes.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
    document.getElementById('open-pdf').click();";

/// Returns the PDF of a document, in base64.
const BYTES: &str = "
    const [id, done] = arguments;
    window.__TAURI_INTERNALS__.invoke('rent_document_pdf', { id }).then((bytes) => {
        let text = '';
        for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
        done(btoa(text));
    });";

/// Minimum time that a receipt is shown before its PDF is opened.
const LOOK: Duration = Duration::from_millis(600);

async fn open_pdf(window: &Window) -> f64 {
    window.find("#open-pdf").await;
    sleep(LOOK).await;
    let taken = window.run_to_its_answer(OPEN, vec![]).await;
    window.click("#back").await;
    taken.as_f64().expect("milliseconds")
}

/// Width of the drawn page, in pixels of the canvas.
async fn width(window: &Window) -> f64 {
    window.click("#open-pdf").await;
    window.find("#pdf-frame[data-state='shown']").await;
    window.enter_frame("#pdf-frame").await;
    let width = window
        .run("return document.querySelector('canvas').width", vec![])
        .await;
    window.leave_frame().await;
    window.click("#back").await;
    width.as_f64().expect("dots")
}

fn pdftoppm(pdf: &Path, width: f64) -> Duration {
    let resolution = format!("{:.1}", width / A4);
    let start = Instant::now();
    let status = Command::new("pdftoppm")
        .args(["-r", &resolution, "-f", "1", "-l", "1"])
        .args([pdf, &pdf.with_extension("")])
        .status();
    assert!(status.expect("pdftoppm is there").success());
    start.elapsed()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    two_windows::measure(
        Path::new(env!("CARGO_BIN_EXE_espace-locataire")),
        "first-page",
        async |programs| {
            let window = programs.driven().await;
            people::reach_receipts(&window).await;
            let id = window.attribute("[data-document-id]", "data-document-id").await;
            window.click("[data-document-id]").await;
            let width = width(&window).await;
            let bytes = window.run_to_its_answer(BYTES, vec![json!(id)]).await;
            let bytes = BASE64_STANDARD
                .decode(bytes.as_str().expect("base64"))
                .expect("base64");
            let folder = tempfile::tempdir().expect("a folder");
            let pdf = folder.path().join("receipt.pdf");
            fs::write(&pdf, &bytes).expect("written");
            println!("A PDF of {} bytes, drawn {width} dots wide", bytes.len());
            // A first pair that does not count.
            let _ = (pdftoppm(&pdf, width), open_pdf(&window).await);
            let mut measured = Vec::new();
            for number in 1..=two_windows::pairs() {
                let floor = pdftoppm(&pdf, width).as_secs_f64() * 1e3;
                let ours = open_pdf(&window).await;
                println!("{number:>3}. pdftoppm {floor:.0} ms, first page {ours:.0} ms");
                measured.push((floor, ours));
            }
            two_windows::print_measures(("pdftoppm", "first page of a receipt"), "ms", &measured);
            window.close().await;
        },
    )
    .await;
}
