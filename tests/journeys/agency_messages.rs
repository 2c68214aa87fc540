//! Messages to the agency: with a photograph, without a network, with the answer, and to ask for payment in parts.

use std::fs;

use harness::{computer::Keyring, line::Condition, people, stage::Stage, window::Window};

use crate::{
    looks::{in_every_look, is_readable},
    play,
};

const TEXT: &str = "Bonjour, le robinet de la cuisine fuit.";

async fn reach_home(stage: &mut Stage) -> std::rc::Rc<Window> {
    let window = stage.open_window().await;
    people::sign_up(stage, people::other_tenant()).await;
    window.click("#back").await;
    window.sees("home").await;
    window
}

/// Writes a noise image like a photograph of a telephone: larger than any file that is sent.
fn photograph(stage: &Stage) -> std::path::PathBuf {
    let (width, height) = (2_400_u32, 1_800_u32);
    let mut pixels = Vec::new();
    let mut noise = 1_u32;
    for _ in 0..width * height {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        pixels.push((noise >> 24) as u8);
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&pixels).expect("written");
    writer.finish().expect("written");
    let path = stage.computer.home().join("fuite.png");
    fs::write(&path, file).expect("written");
    path
}

#[tokio::test]
async fn a_tenant_writes_to_the_agency_and_reads_the_answer() {
    let name = "a_tenant_writes_to_the_agency_and_reads_the_answer";
    play(name, Keyring::Unlocked, async |stage| {
        let window = reach_home(stage).await;
        window.click("#open-landlord").await;
        window.sees("landlord").await;
        stage.picture("landlord").await;
        window.click("#write-message").await;
        window.sees("newMessage").await;
        window.go_on().await;
        window.reads("#error-summary", "Écrivez votre message").await;
        window.fill("#message", TEXT).await;
        let photograph = photograph(stage);
        assert!(fs::metadata(&photograph).expect("there").len() > 2_000_000);
        window.choose_file("#attachments-file", &photograph).await;
        window.reads("#attachments-list", "fuite.png, Photo (").await;
        window.find("#attachments-list img[src^='data:image/jpeg']").await;
        assert_eq!(window.value("#message").await, TEXT, "nothing typed is lost");
        stage.picture("written").await;
        window.click("#back").await;
        window.sees("landlord").await;
        window.click("#write-message").await;
        window.sees("newMessage").await;
        window.reads("#attachments-list", "fuite.png, Photo (").await;
        window.find("#attachments-list img[src^='data:image/jpeg']").await;
        assert_eq!(window.value("#message").await, TEXT, "a draft that was left");
        window.go_on().await;
        window.sees("messages").await;
        window.reads(".message-status", "Envoyé le").await;
        stage.picture("sent").await;
        window.click("#write-message").await;
        window.sees("newMessage").await;
        assert_eq!(window.value("#message").await, "", "it has left");

        stage
            .landlord
            .answer_first_message("Un plombier passe mardi entre 8 h et 10 h.")
            .await;
        let window = stage.restart_window().await;
        window.sees("home").await;
        window.click("#open-messages").await;
        window.sees("messages").await;
        window.reads(".answer", "Un plombier passe mardi").await;
        stage.picture("answered").await;
        window.click("#back").await;
        window.sees("home").await;
        assert!(!window.has("#open-messages").await, "it was seen");
    })
    .await;
}

#[tokio::test]
async fn a_message_written_without_a_network_leaves_later_and_once() {
    let name = "a_message_written_without_a_network_leaves_later_and_once";
    play(name, Keyring::Unlocked, async |stage| {
        let window = reach_home(stage).await;
        stage.line.set(Condition::Cut).await;
        window.click("#open-rent-account").await;
        window.sees("rentAccount").await;
        window.click("#ask-plan").await;
        window.sees("newMessage").await;
        window
            .fill("#message", "Je peux payer 50 € de plus chaque mois.")
            .await;
        stage.picture("plan").await;
        window.go_on().await;
        window.sees("messages").await;
        window.reads(".message-status", "Pas encore envoyé").await;
        window.reads("#freshness", "Votre bailleur ne répond pas").await;
        stage.picture("waiting").await;
        window.click("#back").await;
        window.click("#back").await;
        window.sees("home").await;
        window.click("#sign-out").await;
        window.sees("signOutCheck").await;
        window.reads("#unsent", "n’est pas encore parti").await;
        stage.picture("sign-out-asks").await;
        window.has_no_accessibility_fault("sign-out-asks").await;
        window.go_on().await;
        window.sees("home").await;
        stage.close_window().await;

        stage.line.set(Condition::Open).await;
        let window = stage.open_window().await;
        window.sees("home").await;
        window.reads("#freshness", "À jour au").await;
        window.click("#open-rent-account").await;
        window.reads(".message-status", "Envoyé le").await;
        stage.picture("plan-asked-for").await;
        assert_eq!(stage.landlord.count_received_messages().await, 1);
    })
    .await;
}

/// The date and hour of a message, in a script from right to left, with the marks of direction (UAX 9) that Fluent
/// puts around a value.
const IN_ARABIC: &str = "\u{623}\u{631}\u{633}\u{644}\u{62a} \u{641}\u{64a} \u{2068}\u{2068}\u{2068}30\u{2069}\u{a0}\u{2068}\u{646}\u{648}\u{641}\u{645}\u{628}\u{631}\u{2069} \u{2068}2026\u{2069}\u{2069} \u{627}\u{644}\u{633}\u{627}\u{639}\u{629} \u{2068}\u{2068}20\u{2069}\u{a0}h\u{a0}\u{2068}53\u{2069}\u{2069}\u{2069}. \u{644}\u{645} \u{62a}\u{642}\u{631}\u{623} \u{628}\u{639}\u{62f}.";

/// Lays out a text at each width from 60 to 500 pixels, in each size of text.
const AT_EVERY_WIDTH: &str = "
const text = document.querySelector(arguments[0]);
for (const size of [100, 125, 150, 200]) {
  document.documentElement.dataset.textSize = size;
  for (let width = 60; width <= 500; width++) {
    text.style.width = `${width}px`;
    text.getBoundingClientRect();
  }
}
";

#[tokio::test]
async fn messages_are_readable_in_every_look() {
    let name = "messages_are_readable_in_every_look";
    play(name, Keyring::Unlocked, async |stage| {
        let window = reach_home(stage).await;
        window.click("#open-landlord").await;
        window.click("#write-message").await;
        window.fill("#message", TEXT).await;
        window.go_on().await;
        window.reads(".message-status", "Envoyé le").await;
        stage.landlord.answer_first_message(IN_ARABIC).await;
        let window = stage.restart_window().await;
        window.click("#open-messages").await;
        window.reads(".answer", "2026").await;
        in_every_look(stage, async |stage, look| {
            is_readable(stage, "messages", look).await;
            stage.window().click("#write-message").await;
            stage.window().sees("newMessage").await;
            stage.window().go_on().await;
            stage.window().find("#error-summary").await;
            is_readable(stage, "new-message", look).await;
            stage.window().click("#back").await;
            stage.window().sees("messages").await;
        })
        .await;
        window
            .run(AT_EVERY_WIDTH, vec![".answer .message-text".into()])
            .await;
    })
    .await;
}
