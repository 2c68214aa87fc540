//! Actions of a person in the window: keys, clicks, fields.

use std::{path::Path, time::Duration};

use fantoccini::{elements::Element, key::Key};
use serde_json::json;
use tokio::time::{sleep, timeout};

use super::Window;
use crate::MAX_WAIT;

impl Window {
    /// Presses a key where the focus is.
    pub async fn press(&self, key: Key) {
        self.type_keys(&char::from(key).to_string()).await;
    }

    /// Types where the focus is.
    pub async fn type_keys(&self, text: &str) {
        let focused = self
            .client
            .active_element()
            .await
            .expect("the focus is somewhere");
        focused
            .send_keys(text)
            .await
            .unwrap_or_else(|error| panic!("typing: {error:?}"));
    }

    /// Moves the focus forward until it is on this element.
    pub async fn tab_to(&self, css: &str) {
        self.find(css).await;
        let there = "return document.activeElement.matches(arguments[0])";
        for _ in 0..40 {
            if self.run(there, vec![json!(css)]).await == json!(true) {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!("the Tab key does not lead to {css}");
    }

    /// Presses the Tab key through the whole page. Returns the controls that it does not reach, and those that
    /// something hides while they have the focus.
    pub async fn tab_faults(&self) -> Vec<String> {
        let stops = self.run(include_str!("keyboard.js"), vec![]).await;
        let Some(stops) = stops.as_u64() else {
            return Vec::new();
        };
        // The focus may begin anywhere, and passes the page's end once. Where it begins, no key has led.
        let mut faults = json!([]);
        for _ in 0..2 * stops + 3 {
            self.press(Key::Tab).await;
            let step = self
                .run_to_its_answer(include_str!("keyboard_step.js"), vec![])
                .await;
            faults = step["faults"].clone();
            if step["left"] == json!(0) {
                break;
            }
        }
        serde_json::from_value(faults).expect("texts")
    }

    /// Moves the focus to an element with the Tab key and presses a key there.
    pub async fn press_at(&self, css: &str, key: Key) {
        self.tab_to(css).await;
        self.press(key).await;
    }

    /// Moves the focus to a field with the Tab key, types, and presses *Entrée*.
    pub async fn answer(&self, css: &str, keys: &str) {
        self.tab_to(css).await;
        self.type_keys(keys).await;
        self.press(Key::Enter).await;
    }

    /// Scrolls to an element and waits until nothing covers it, as before a click.
    async fn in_reach(&self, css: &str) -> Element {
        let script = "const element = document.querySelector(arguments[0]);
            if (!element) return false;
            element.scrollIntoView({ block: 'center' });
            const box = element.getBoundingClientRect();
            const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return document.visibilityState === 'visible' && (element === there || element.contains(there)
                || (there !== null && element.labels !== undefined && [...element.labels].some((label) => label.contains(there))));";
        let reached = timeout(MAX_WAIT, async {
            while self.run(script, vec![json!(css)]).await != json!(true) {
                sleep(Duration::from_millis(50)).await;
            }
        });
        reached
            .await
            .unwrap_or_else(|_| panic!("{css} is not within reach"));
        self.find(css).await
    }

    /// Clicks an element.
    pub async fn click(&self, css: &str) {
        self.in_reach(css)
            .await
            .click()
            .await
            .unwrap_or_else(|error| panic!("click {css}: {error:?}"));
    }

    /// Presses the screen's main button.
    pub async fn go_on(&self) {
        self.click("#main-action").await;
    }

    /// Replaces the text of a field.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.in_reach(css).await;
        field
            .clear()
            .await
            .unwrap_or_else(|error| panic!("clear {css}: {error:?}"));
        if !text.is_empty() {
            field
                .send_keys(text)
                .await
                .unwrap_or_else(|error| panic!("type in {css}: {error:?}"));
        }
    }

    /// Chooses an entry of a list by its label.
    pub async fn choose(&self, css: &str, label: &str) {
        self.click(css).await;
        let choices = format!("{css}-choices");
        self.find(&choices).await;
        let script = "const options = [...document.querySelectorAll(arguments[0] + ' [role=option]')];
            return options.findIndex((option) => option.textContent.trim() === arguments[1]) + 1;";
        let place = self.run(script, vec![json!(choices), json!(label)]).await;
        assert_ne!(place, json!(0), "{css} has no {label}");
        self.click(&format!("{choices} [role='option']:nth-child({place})"))
            .await;
        self.gone(&choices).await;
    }

    /// Chooses a file, as in the system's dialog. The file field may be hidden.
    pub async fn choose_file(&self, css: &str, file: &Path) {
        let field = self.find(css).await;
        field
            .send_keys(&file.display().to_string())
            .await
            .unwrap_or_else(|error| panic!("choose a file in {css}: {error:?}"));
    }
}
