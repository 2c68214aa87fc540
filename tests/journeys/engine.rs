//! What the engine does by itself is closed: it saves no file, and opens no menu at a counter.

use harness::{
    computer::Keyring,
    hands::{self, Button},
};

use crate::play;

/// Follows a link that the engine saves instead of opening it, as its own menu does with a picture.
const SAVE: &str = "
    const link = document.createElement('a');
    link.href = 'data:application/octet-stream,saved';
    link.download = 'saved-by-the-engine.txt';
    document.body.append(link);
    link.click();";

#[tokio::test]
async fn s17_the_engine_saves_no_file() {
    play("engine-download", Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        window.find("main[data-screen]").await;
        window.run(SAVE, vec![]).await;
        stage.log_says("the engine may not save").await;
        window.find("main[data-screen]").await;
    })
    .await;
}

#[tokio::test]
async fn s21_the_engine_opens_no_menu_at_a_counter() {
    play("engine-menu", Keyring::Unlocked, async |stage| {
        let window = stage.open_counter().await;
        window.sees("staffSignIn").await;
        hands::turn_at(stage.computer.display(), (480, 420), Button::Third, 1);
        stage.log_says("the engine may not open its menu").await;
        let closed = stage.screen_at_rest(&[]).await;
        stage.keep_bytes("menu.png", &closed);
    })
    .await;
}
