//! A message with a text from the clipboard, and a file chosen in the system's dialog.

use std::fs;

use harness::{
    computer::Keyring,
    hands::{self, PlacedKey},
    line::Condition,
};

use super::{Hand, prepare, stops_to, walk};
use crate::play;

#[tokio::test]
async fn a_message_takes_a_pasted_text_and_a_chosen_file() {
    play("by-hand-message", Keyring::Unlocked, async |stage| {
        let home = prepare(stage).await;
        let paper = stage.computer.home().join("papier.pdf");
        fs::write(&paper, b"%PDF-1.7\n%%EOF\n").expect("written");
        let window = stage.window();
        let to_write = walk(stage, &["#open-landlord", "#write-message"]).await;
        let to_text = stops_to(window, "#message").await;
        let to_file = stops_to(window, "#attachments").await;
        window.choose_file("#attachments-file", &paper).await;
        window.find("#attachments-list li").await;
        let to_send = stops_to(window, "#main-action").await;
        stage.close_window().await;

        let mut hand = Hand::open(stage, home).await;
        hand.walk("message", &to_write).await;
        let mut keys = vec![PlacedKey::Tab; to_text];
        hands::press_in_window(hand.display(), &keys);
        hands::type_in_window(hand.display(), "fuite ");
        hands::press_together(hand.display(), PlacedKey::Control, PlacedKey::A);
        hands::press_together(hand.display(), PlacedKey::Control, PlacedKey::C);
        stage.computer.holds_a_copy().await;
        hands::press_together(hand.display(), PlacedKey::Control, PlacedKey::V);
        hands::press_together(hand.display(), PlacedKey::Control, PlacedKey::V);
        hand.look("pasted").await;
        keys = vec![PlacedKey::Tab; to_file];
        keys.push(PlacedKey::Space);
        hands::press_in_window(hand.display(), &keys);
        hands::choose_file_in_dialog(hand.display(), &paper.display().to_string()).await;
        hand.look("attached").await;
        keys = vec![PlacedKey::Tab; to_send];
        keys.push(PlacedKey::Space);
        hands::press_in_window(hand.display(), &keys);
        hand.look("written").await;
        drop(hand);

        stage.line.set(Condition::Open).await;
        let window = stage.open_window().await;
        window.sees("home").await;
        window.reads("#freshness", "À jour au").await;
        assert_eq!(stage.landlord.count_received_messages().await, 1);
        window.click("#open-landlord").await;
        window.click("#open-messages").await;
        window.reads("main", "fuite fuite").await;
        window.reads("main", "PDF (").await;
        stage.picture("sent").await;
    })
    .await;
}
