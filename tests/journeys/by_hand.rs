//! Input that a WebDriver handles differently from a hand (R14): wheel, scroll bar, system dialogs, clipboard. A
//! driver first prepares the computer, and counts the Tab stops and the commands of each page until it is at rest.
//! Then the application runs without a driver and without a network; `cargo xtask bundle` runs this with the
//! release build too.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};

use fantoccini::key::Key;
use harness::{
    MAX_WAIT,
    application::start_offline,
    computer::Keyring,
    hands::{self, Button, PlacedKey},
    line::Condition,
    people, screen,
    stage::Stage,
    window::Window,
};
use serde_json::json;
use tokio::{
    process::Child,
    time::{sleep, timeout},
};

use crate::{APPLICATION, play};

/// Environment variable with the path of another build than the one of the journeys.
const PROGRAM: &str = "BY_HAND_PROGRAM";
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
    ("profile", &["#open-account"]),
];
const TO_THE_RECEIPT: &[&str] = &["#open-receipts", "[data-document-id]"];
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
        window.reads("#freshness", "Sans internet").await;
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

#[tokio::test]
async fn a_receipt_is_saved_through_the_systems_dialog() {
    play("by-hand-saving", Keyring::Unlocked, async |stage| {
        let home = prepare(stage).await;
        let window = stage.window();
        let stops = walk(stage, TO_THE_RECEIPT).await;
        let kept = window.text("h1").await;
        let to_save = stops_to(window, "#save-pdf").await;
        stage.close_window().await;
        let mut hand = Hand::open(stage, home).await;
        hand.walk("receipt", &stops).await;
        hand.press_after(to_save, PlacedKey::Enter);
        let folder = stage.computer.home().to_owned();
        let saved = timeout(MAX_WAIT, async {
            loop {
                if let Some(file) = pdf_under(&folder) {
                    return file;
                }
                hands::confirm_saving(hand.display());
                sleep(Duration::from_millis(200)).await;
            }
        });
        let file = saved.await.expect("a file");
        let paper =
            lopdf::Document::load(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(!paper.get_pages().is_empty(), "{kept}");
        hand.look("saved").await;
    })
    .await;
}

/// Finds the saved PDF, once it is complete.
fn pdf_under(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let is_pdf = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "pdf");
    let here = files
        .into_iter()
        .find(|path| is_pdf(path) && lopdf::Document::load(path).is_ok());
    here.or_else(|| folders.iter().find_map(|folder| pdf_under(folder)))
}

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
        window.choose_file("#attachments", &paper).await;
        window.find("#attachments-list li").await;
        let send = middle_of(window, "#main-action").await;
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
        // The caret blinks, so the screen never comes to rest.
        stage.picture_of_the_screen("pasted");
        keys = vec![PlacedKey::Tab; to_file];
        keys.push(PlacedKey::Space);
        hands::press_in_window(hand.display(), &keys);
        hands::choose_file_in_dialog(hand.display(), &paper.display().to_string()).await;
        hand.look("attached").await;
        hands::click_at(hand.display(), send);
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
