//! The system's dialog for printing, and a computer without a printer.

use fantoccini::key::Key;
use harness::{
    computer::Keyring,
    hands::{self, PlacedKey},
    people,
};

use super::{Hand, TO_THE_PDF, middle_of, prepare, restart_offline, stops_to, walk};
use crate::play;

#[tokio::test]
async fn receipt_and_guide_are_printed_with_their_text() {
    play("by-hand-printing", Keyring::Unlocked, async |stage| {
        let printer = stage.computer.connect_printer().await;
        let home = prepare(stage).await;
        let window = stage.window();
        let stops = walk(stage, TO_THE_PDF).await;
        window.find("#pdf-frame[data-state='shown']").await;
        let print = middle_of(window, "#print-pdf").await;
        restart_offline(stage).await;
        let window = stage.window();
        window.press(Key::F1).await;
        let to_the_guide = stops_to(window, "#print-leaflet").await;
        stage.close_window().await;

        let mut hand = Hand::open(stage, home).await;
        hand.walk("pdf", &stops).await;
        hands::click_at(hand.display(), print);
        let dialog = hands::print_in_dialog(hand.display()).await;
        stage.keep_bytes("dialog.png", &dialog);
        let printed = printer.printed(1).await;
        assert!(words(&printed.paper).contains("Loyer"), "text stays text");
        hand.look("printed").await;
        drop(hand);

        let mut hand = Hand::open(stage, home).await;
        hands::press_in_window(hand.display(), &[PlacedKey::F1]);
        hand.look("help").await;
        hand.press_after(to_the_guide, PlacedKey::Enter);
        hands::print_in_dialog(hand.display()).await;
        let printed = printer.printed(2).await;
        assert_eq!(printed.paper.get_pages().len(), 2, "two sheets");
    })
    .await;
}

fn words(paper: &lopdf::Document) -> String {
    let pages: Vec<u32> = paper.get_pages().into_keys().collect();
    paper.extract_text(&pages).expect("its text")
}

#[tokio::test]
async fn a_computer_without_a_printer_says_so() {
    play("by-hand-no-printer", Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        window.click("[data-document-id]").await;
        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;
        window.click("#print-pdf").await;
        window
            .reads("#error-summary", "ne connaît pas d’imprimante")
            .await;
        stage.picture("no-printer").await;
        window.click("#help").await;
        window.click("#print-leaflet").await;
        window.gone(".panel").await;
        window
            .reads("#error-summary", "ne connaît pas d’imprimante")
            .await;
        stage.picture("no-printer-for-the-guide").await;
    })
    .await;
}
