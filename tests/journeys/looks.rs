//! The looks that a tenant can choose.

use fantoccini::key::Key;
use harness::{stage::Stage, window::Window};

/// Runs `pages` in dark colours, in strong contrast, and at double text size in a narrow window.
pub async fn in_every_look(stage: &Stage, pages: impl AsyncFn(&Stage, &str)) {
    let window = stage.window();
    for (look, setting, value) in [
        ("dark", "appearance", "dark"),
        ("strong", "contrast", "strong"),
        ("double", "text-size", "200"),
    ] {
        choose(window, setting, value).await;
        if look == "double" {
            window.resize(447, 720).await;
        }
        pages(stage, look).await;
    }
}

/// Asserts that a page has no accessibility fault and no sideways scroll in this look, and keeps its picture.
pub async fn is_readable(stage: &Stage, page: &str, look: &str) {
    let name = format!("{page}-{look}");
    stage.window().has_no_accessibility_fault(&name).await;
    stage.window().has_no_sideways_scroll(&name).await;
    stage.picture(&name).await;
}

/// Chooses a setting of the display, and waits until the page has it.
pub async fn choose(window: &Window, setting: &str, value: &str) {
    window.click("#display").await;
    window
        .click(&format!("[name='{setting}'][value='{value}']"))
        .await;
    window.find(&format!("html[data-{setting}='{value}']")).await;
    window.press(Key::Escape).await;
    window.gone("dialog[open]").await;
}
