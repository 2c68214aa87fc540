//! Input that a WebDriver handles differently from a hand (R14): wheel, scroll bar, system dialogs, clipboard. A
//! driver first prepares the computer, and counts the Tab stops and the commands of each page until it is at rest.
//! Then the application runs without a driver and without a network; `cargo xtask bundle` runs this with the
//! release build too.

mod locking;
mod message;
mod printing;
mod saving;
mod scrolling;

use std::{env, path::PathBuf, time::Duration};

use fantoccini::key::Key;
use harness::{
    MAX_WAIT,
    application::start_offline,
    hands::{self, PlacedKey},
    line::Condition,
    people,
    stage::Stage,
    window::Window,
};
use serde_json::json;
use tokio::{
    process::Child,
    time::{sleep, timeout},
};

use crate::APPLICATION;

/// Environment variable with the path of another build than the one of the journeys.
const PROGRAM: &str = "BY_HAND_PROGRAM";
const TO_THE_PDF: &[&str] = &["#open-receipts", "[data-document-id]", "#open-pdf"];

/// A button on the way to a page, as the hand finds it.
struct Stop {
    /// Number of Tab presses before it.
    tabs: usize,
    /// Number of commands that the page behind it calls.
    asked: usize,
}

type Stops = Vec<Stop>;

fn program() -> PathBuf {
    env::var_os(PROGRAM).map_or_else(|| APPLICATION.into(), PathBuf::from)
}

/// Signs a tenant up, keeps the newest PDF, and opens *Accueil* without a network, as the hand will find it.
/// Returns the number of commands that *Accueil* calls.
async fn prepare(stage: &mut Stage) -> usize {
    let window = stage.open_window().await;
    people::sign_up(stage, people::other_tenant()).await;
    people::read_newest_receipt_and_pdf(&window).await;
    restart_offline(stage).await
}

async fn restart_offline(stage: &mut Stage) -> usize {
    stage.line.set(Condition::Cut).await;
    stage.close_window().await;
    let before = stage.commands_asked().len();
    let window = stage.open_window().await;
    window.sees("home").await;
    at_rest(&window).await;
    stage.commands_asked().len() - before
}

/// Presses the buttons of a way by keyboard, and records its stops.
async fn walk(stage: &Stage, way: &[&str]) -> Stops {
    let window = stage.window();
    let mut stops = Stops::new();
    for button in way {
        let tabs = stops_to(window, button).await;
        let before = stage.commands_asked().len();
        window.press(Key::Enter).await;
        window.gone(button).await;
        at_rest(window).await;
        let asked = stage.commands_asked().len() - before;
        stops.push(Stop { tabs, asked });
    }
    stops
}

/// Waits until the page has noticed the missing network, or its PDF is on screen.
async fn at_rest(window: &Window) {
    window
        .find("main:not(:has(#freshness)):not(:has(#pdf-frame:not(.unseen))), #freshness, #pdf-frame[data-state='shown']")
        .await;
    if window.has("#freshness").await {
        window.reads("#freshness", "Votre bailleur ne répond pas").await;
    }
    if window.has("#pdf-frame:not(.unseen)").await {
        window.find("#pdf-frame[data-state='shown']").await;
    }
}

/// Moves the focus to a button and returns the number of Tab stops.
async fn stops_to(window: &Window, css: &str) -> usize {
    window.find(css).await;
    for stops in 0..60 {
        let there = window
            .run(
                "return document.activeElement.matches(arguments[0])",
                vec![json!(css)],
            )
            .await;
        if there == json!(true) {
            return stops;
        }
        window.press(Key::Tab).await;
    }
    panic!("the Tab key does not lead to {css}");
}

/// The middle of an element, in pixels of the window.
async fn middle_of(window: &Window, css: &str) -> (i16, i16) {
    window.find(css).await;
    let script =
        "const { x, y, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
        return [Math.round(x + width / 2), Math.round(y + height / 2)];";
    serde_json::from_value(window.run(script, vec![json!(css)]).await).expect("two numbers")
}

/// A person at the computer, without a driver.
struct Hand<'a> {
    stage: &'a Stage,
    seen: Vec<u8>,
    _application: Child,
}

impl<'a> Hand<'a> {
    /// Opens the application and waits for *Accueil*, which calls `asked` commands.
    async fn open(stage: &'a Stage, asked: usize) -> Self {
        let application = start_offline(&program(), &stage.computer);
        let mut hand = Self {
            stage,
            seen: Vec::new(),
            _application: application,
        };
        hand.hears(asked).await;
        hand.look("home").await;
        hand
    }

    /// Waits until the page has called this many commands since it was opened.
    async fn hears(&self, asked: usize) {
        let heard = timeout(MAX_WAIT, async {
            while self.stage.commands_asked().len() < asked {
                sleep(Duration::from_millis(50)).await;
            }
        });
        heard
            .await
            .unwrap_or_else(|_| panic!("{:?} and no more was asked", self.stage.commands_asked()));
    }

    fn display(&self) -> &str {
        self.stage.computer.display()
    }

    /// Waits for a different picture on screen, and keeps it.
    async fn look(&mut self, name: &str) {
        self.seen = self.stage.screen_at_rest(&self.seen).await;
        self.stage.keep_bytes(&format!("{name}.png"), &self.seen);
    }

    /// Goes a way that was walked with the driver before.
    async fn walk(&mut self, name: &str, stops: &Stops) {
        for stop in stops {
            let before = self.stage.commands_asked().len();
            self.press_after(stop.tabs, PlacedKey::Enter);
            self.hears(before + stop.asked).await;
            self.look(name).await;
        }
    }

    fn press_after(&self, tabs: usize, key: PlacedKey) {
        let mut keys = vec![PlacedKey::Tab; tabs];
        keys.push(key);
        hands::press_in_window(self.display(), &keys);
    }
}
