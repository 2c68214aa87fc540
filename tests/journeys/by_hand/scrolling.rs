//! The wheel and the scroll bar.

use std::time::Duration;

use harness::{
    MAX_WAIT,
    computer::Keyring,
    hands::{self, Button},
    screen,
};
use serde_json::json;
use tokio::time::{sleep, timeout};

use super::{Hand, TO_THE_PDF, prepare, restart_offline, walk};
use crate::play;

/// The middle of a window of 960 by 720 pixels.
const MIDDLE: (i16, i16) = (480, 420);
const RIGHT_EDGE: i16 = 956;

/// The pages that are longer than the window, with the buttons that lead there from *Accueil*.
const LONG_PAGES: [(&str, &[&str]); 6] = [
    ("home", &[]),
    ("receipts", &["#open-receipts"]),
    ("receipt", &["#open-receipts", "[data-document-id]"]),
    ("rent-account", &["#open-rent-account"]),
    ("ways-to-pay", &["#open-ways-to-pay"]),
    ("profile", &["#open-profile"]),
];

impl Hand<'_> {
    /// Turns the wheel down and up again, then drags the scroll bar.
    async fn scroll(&mut self, name: &str, place: (i16, i16), right_edge: i16) {
        // Place the pointer first: it may change what is under it.
        hands::turn_at(self.display(), place, Button::WheelUp, 1);
        self.seen = self.stage.screen_at_rest(&[]).await;
        let top = content(&self.seen);
        hands::turn_at(self.display(), place, Button::WheelDown, 5);
        self.shows(&format!("{name}-wheel-down"), |now| !alike(&now, &top))
            .await;
        hands::turn_at(self.display(), place, Button::WheelUp, 20);
        self.shows(&format!("{name}-wheel-up"), |now| alike(&now, &top))
            .await;
        let bar = (right_edge, place.1 - 100);
        hands::turn_at(self.display(), bar, Button::WheelUp, 1);
        hands::drag(self.display(), bar, (right_edge, place.1 + 150));
        hands::turn_at(self.display(), place, Button::First, 0);
        self.shows(&format!("{name}-dragged"), |now| !alike(&now, &top))
            .await;
    }

    /// Waits until the screen without its scroll bar meets a condition, and keeps the picture.
    async fn shows(&mut self, name: &str, so: impl Fn(Vec<u8>) -> bool) {
        let shown = timeout(MAX_WAIT, async {
            loop {
                let now = screen::picture(self.display());
                self.stage.keep_bytes(&format!("{name}.png"), &now);
                if so(content(&now)) {
                    return now;
                }
                sleep(Duration::from_millis(100)).await;
            }
        });
        self.seen = shown.await.unwrap_or_else(|_| panic!("{name} is not reached"));
    }
}

/// Whether two pictures show the same. Repainting may change a few pixels at rounded corners.
fn alike(one: &[u8], other: &[u8]) -> bool {
    let different = one.iter().zip(other).filter(|(one, other)| one != other).count();
    one.len() == other.len() && different * 200 < one.len()
}

/// The pixels of a picture without the scroll bar at its right edge, which comes and goes.
fn content(picture: &[u8]) -> Vec<u8> {
    const SCROLL_BAR: usize = 24;
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture))
        .read_info()
        .expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut pixels).expect("its pixels");
    let row = frame.line_size;
    pixels
        .chunks_exact(row)
        .flat_map(|line| line[..row - 3 * SCROLL_BAR].iter().copied())
        .collect()
}

#[tokio::test]
async fn wheel_and_scroll_bar_move_each_long_page() {
    play("by-hand-scrolling", Keyring::Unlocked, async |stage| {
        let home = prepare(stage).await;
        let mut walked = Vec::new();
        for (name, way) in LONG_PAGES {
            let stops = walk(stage, way).await;
            let script =
                "return document.documentElement.scrollHeight > document.documentElement.clientHeight + 40";
            let is_long = stage.window().run(script, vec![]).await;
            assert_eq!(is_long, json!(true), "{name} is longer than the window");
            walked.push((name, stops));
            restart_offline(stage).await;
        }
        stage.close_window().await;
        for (name, stops) in walked {
            let mut hand = Hand::open(stage, home).await;
            hand.walk(name, &stops).await;
            hand.scroll(name, MIDDLE, RIGHT_EDGE).await;
        }
    })
    .await;
}

#[tokio::test]
async fn wheel_and_scroll_bar_move_the_pdf() {
    play("by-hand-pdf", Keyring::Unlocked, async |stage| {
        let home = prepare(stage).await;
        let window = stage.window();
        let stops = walk(stage, TO_THE_PDF).await;
        window.find("#pdf-frame[data-state='shown']").await;
        let (left, top) = window.place("#pdf-frame").await;
        let width = window
            .run("return document.getElementById('pdf-frame').clientWidth", vec![])
            .await;
        let right = left + width.as_f64().expect("a width");
        stage.close_window().await;
        let mut hand = Hand::open(stage, home).await;
        hand.walk("pdf", &stops).await;
        let place = ((left + 200.0) as i16, (top + 140.0) as i16);
        hand.scroll("pdf", place, right as i16 - 4).await;
    })
    .await;
}
