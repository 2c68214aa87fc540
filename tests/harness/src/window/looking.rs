//! Waiting for what is on screen, and reading it.

use std::{fs, time::Duration};

use fantoccini::{Locator, elements::Element, error::CmdError};
use serde_json::json;
use tokio::time::{sleep, timeout};

use super::Window;
use crate::{MAX_WAIT, root, screen_reader::Control};

impl Window {
    /// Waits until a screen is shown.
    pub async fn sees(&self, screen: &str) {
        self.find(&format!("main[data-screen='{screen}']")).await;
    }

    /// Waits for an element.
    pub async fn find(&self, css: &str) -> Element {
        self.find_within(css, MAX_WAIT).await
    }

    /// Waits for an element, for this long at most.
    pub async fn find_within(&self, css: &str, longest: Duration) -> Element {
        let mut last = None;
        let found = timeout(longest, async {
            loop {
                // A page that takes the place of another one fails the question that it was asked meanwhile.
                match self.client.find(Locator::Css(css)).await {
                    Ok(element) => return element,
                    Err(error) => last = Some(error),
                }
                sleep(Duration::from_millis(50)).await;
            }
        });
        match found.await {
            Ok(element) => element,
            Err(_) => panic!("{css} is not on screen: {last:?}"),
        }
    }

    /// Whether an element exists now.
    pub async fn has(&self, css: &str) -> bool {
        self.count(css).await > 0
    }

    /// The number of elements that exist now.
    pub async fn count(&self, css: &str) -> usize {
        // Counted in the page, because element handles may be stale before they are counted.
        let count = self
            .run(
                "return document.querySelectorAll(arguments[0]).length",
                vec![json!(css)],
            )
            .await;
        count
            .as_u64()
            .and_then(|count| count.try_into().ok())
            .expect("a number")
    }

    /// Waits until the text of an element contains these words. White space is folded.
    pub async fn reads(&self, css: &str, words: &str) {
        let mut last = String::new();
        let seen = timeout(MAX_WAIT, async {
            loop {
                // The screen may be redrawn between finding and reading: then try again.
                if let Ok(text) = self.text_now(css).await {
                    last = text;
                    if last.contains(&folded(words)) {
                        return;
                    }
                }
                sleep(Duration::from_millis(50)).await;
            }
        });
        if seen.await.is_err() {
            panic!("{css} does not say « {words} » but « {last} »");
        }
    }

    /// Waits until the text of an element no longer contains these words. White space is folded.
    pub async fn reads_no_more(&self, css: &str, words: &str) {
        let changed = timeout(MAX_WAIT, async {
            while self.text(css).await.contains(&folded(words)) {
                sleep(Duration::from_millis(50)).await;
            }
        });
        changed
            .await
            .unwrap_or_else(|_| panic!("{css} still says « {words} »"));
    }

    /// Waits until the element is gone.
    pub async fn gone(&self, css: &str) {
        let gone = timeout(MAX_WAIT, async {
            while self.has(css).await {
                sleep(Duration::from_millis(50)).await;
            }
        });
        gone.await.unwrap_or_else(|_| panic!("{css} is still there"));
    }

    /// Waits until the element is gone, for as long as its text keeps changing.
    pub async fn gone_at_its_pace(&self, css: &str) {
        let mut said = String::new();
        loop {
            let changed = timeout(MAX_WAIT, async {
                loop {
                    let says = self
                        .run(
                            "return document.querySelector(arguments[0])?.textContent ?? null",
                            vec![json!(css)],
                        )
                        .await;
                    match says.as_str() {
                        None => return None,
                        Some(now) if now != said => return Some(now.to_owned()),
                        Some(_) => sleep(Duration::from_millis(50)).await,
                    }
                }
            });
            match changed
                .await
                .unwrap_or_else(|_| panic!("{css} still says {said:?}"))
            {
                None => return,
                Some(now) => said = now,
            }
        }
    }

    /// The text of an element, with white space folded.
    pub async fn text(&self, css: &str) -> String {
        self.find(css).await;
        self.text_now(css).await.expect("its text")
    }

    async fn text_now(&self, css: &str) -> Result<String, CmdError> {
        let element = self.client.find(Locator::Css(css)).await?;
        Ok(folded(&element.text().await?))
    }

    /// An attribute of an element.
    pub async fn attribute(&self, css: &str, name: &str) -> String {
        let value = self.find(css).await.attr(name).await.expect("read");
        value.unwrap_or_else(|| panic!("{css} has no {name}"))
    }

    /// The position of an element on the page, in CSS pixels from the upper left corner.
    pub async fn place(&self, css: &str) -> (f64, f64) {
        self.find(css).await;
        let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return [box.x + window.scrollX, box.y + window.scrollY];";
        let place = self.run(script, vec![json!(css)]).await;
        serde_json::from_value(place).expect("two numbers")
    }

    /// The value of a field.
    pub async fn value(&self, css: &str) -> String {
        let value = self.find(css).await.prop("value").await.expect("its value");
        value.unwrap_or_default()
    }

    /// Asserts that nothing extends beyond the right edge of the window.
    pub async fn has_no_sideways_scroll(&self, what: &str) {
        let script =
            "const { scrollWidth, clientWidth } = document.documentElement; return scrollWidth - clientWidth";
        assert_eq!(self.run(script, vec![]).await, json!(0), "{what}");
    }

    /// The texts that are shown, and what is wrong with their places: one is cut off, or covers another.
    pub async fn layout(&self) -> (Vec<String>, Vec<String>) {
        let found = self.run(include_str!("layout.js"), vec![]).await;
        let list = |name: &str| serde_json::from_value(found[name].clone()).expect("texts");
        (list("texts"), list("faults"))
    }

    /// Asserts that axe-core finds no fault on this screen, in the real webview.
    pub async fn has_no_accessibility_fault(&self, screen: &str) {
        assert_eq!(
            self.accessibility_faults(&[]).await,
            Vec::<String>::new(),
            "accessibility of {screen}"
        );
    }

    /// What axe-core finds on this screen, in the real webview, by its rules but for these.
    pub async fn accessibility_faults(&self, ignored: &[&str]) -> Vec<String> {
        self.load_axe().await;
        let script = "const done = arguments[arguments.length - 1];
            const rules = Object.fromEntries(arguments[0].map((rule) => [rule, { enabled: false }]));
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
               .then(() => axe.run(document, { runOnly: tags, rules, resultTypes: ['violations'] }))
               .then((found) => done(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target + ' ' + n.failureSummary).join(' | ')}`)))
               .catch((error) => done([`axe failed: ${error}`]));";
        let found = self
            .client
            .execute_async(script, vec![json!(ignored)])
            .await
            .expect("axe-core runs");
        serde_json::from_value(found).expect("texts")
    }

    /// The controls of the page, from its DOM.
    pub(crate) async fn controls(&self) -> Vec<Control> {
        self.load_axe().await;
        let found = self.run(include_str!("controls.js"), vec![]).await;
        serde_json::from_value(found).expect("controls")
    }

    /// Loads axe-core into the page, once.
    async fn load_axe(&self) {
        let loaded = self.run("return window.axe !== undefined", vec![]).await;
        if loaded != json!(true) {
            let axe =
                fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js")).expect("axe-core");
            self.run(&axe, vec![]).await;
        }
    }
}

/// Folds white space. The no-break spaces of French typography count as spaces, a joiner as nothing.
fn folded(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").replace('\u{2060}', "")
}
