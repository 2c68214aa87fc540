//! The desktop's prompt for the password of the keyring (gcr), answered by hand.

use std::time::Duration;

use tokio::time::{sleep, timeout};
use x11rb::{
    connection::Connection,
    protocol::xproto::{AtomEnum, ConnectionExt, Window},
};

use crate::{
    MAX_WAIT,
    hands::{PlacedKey, focus, look_at, press, type_text},
    keyring_daemon::PASSWORD,
    screen::{at_rest, sized_windows},
};

/// What the prompter's windows say of themselves (`WM_CLASS`).
const CLASS: &[u8] = b"gcr-prompter";

/// Types the password of the keyring into its prompt. Returns a picture of the prompt.
pub async fn unlock(display: &str) -> Vec<u8> {
    answer(display, PASSWORD, PlacedKey::Enter).await
}

/// Dismisses the prompt of the keyring.
pub async fn dismiss(display: &str) {
    answer(display, "", PlacedKey::Escape).await;
}

async fn answer(display: &str, typed: &str, key: PlacedKey) -> Vec<u8> {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let answered = timeout(MAX_WAIT, async {
        let shown = loop {
            match prompt(&screens, root) {
                Some(shown) => break shown,
                None => sleep(Duration::from_millis(50)).await,
            }
        };
        let picture = at_rest(&[], || look_at(&screens, shown)).await;
        assert!(focus(&screens, shown), "the prompt listens");
        type_text(&screens, root, typed);
        press(&screens, root, key);
        while prompt(&screens, root) == Some(shown) {
            sleep(Duration::from_millis(50)).await;
        }
        picture
    });
    answered.await.expect("the prompt is answered")
}

fn prompt(screens: &impl Connection, root: Window) -> Option<Window> {
    let shown = sized_windows(screens, root).into_iter();
    let is_prompt = |window: &Window| {
        let class = AtomEnum::WM_CLASS;
        let asked = screens.get_property(false, *window, class, AtomEnum::STRING, 0, 64);
        let found = asked.ok().and_then(|asked| asked.reply().ok());
        found.is_some_and(|found| found.value.to_ascii_lowercase().starts_with(CLASS))
    };
    shown.map(|(window, _)| window).find(is_prompt)
}
