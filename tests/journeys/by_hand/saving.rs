//! The system's dialog for saving.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use harness::{
    MAX_WAIT,
    computer::Keyring,
    hands::{self, PlacedKey},
};
use tokio::time::{sleep, timeout};

use super::{Hand, prepare, stops_to, walk};
use crate::play;

const TO_THE_RECEIPT: &[&str] = &["#open-receipts", "[data-document-id]"];

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
        // GTK adds the file to the list first.
        let list = folder.join("data/recently-used.xbel");
        let left_none = timeout(MAX_WAIT, async {
            while !fs::read_to_string(&list).is_ok_and(|list| !list.contains("file://")) {
                sleep(Duration::from_millis(100)).await;
            }
        });
        left_none.await.expect("no file in the desktop's list");
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
