//! Receipts with a few random changes.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use harness::{computer::Keyring, people};

use super::{GIVEN_UP_WITHIN, PUT_OTHERS_IN_PLACE, outcome};
use crate::play;

/// Pseudorandom numbers, the same in each run (SplitMix64).
struct Lot(u64);

impl Lot {
    fn draw(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % below.max(1) as u64).expect("small")
    }
}

/// Replacements for parts of a PDF: limits of numbers, significant names, opening tokens.
const SPLINTERS: [&str; 20] = [
    "0",
    "-1",
    "65536",
    "2147483648",
    "99999999999999999999",
    "1e308",
    "0.0000001",
    "null",
    "<<",
    ">>",
    "[",
    "]",
    "(",
    "1 0 R",
    "2 0 R",
    "/Kids",
    "/Length",
    "/FlateDecode",
    "stream\n",
    "Do ",
];

/// A copy of a PDF with one to eight changes.
fn mutant(of: &[u8], lot: &mut Lot) -> Vec<u8> {
    let mut file = of.to_vec();
    for _ in 0..=lot.draw(8) {
        let place = lot.draw(file.len());
        let end = (place + 1 + lot.draw(64)).min(file.len());
        match lot.draw(6) {
            0 => {
                if let Some(byte) = file.get_mut(place) {
                    *byte ^= 1 << lot.draw(8);
                }
            }
            1 => drop(file.drain(place..end)),
            2 => {
                let again = file[place..end].to_vec();
                file.splice(place..place, again);
            }
            3 => drop(file.splice(place..end, SPLINTERS[lot.draw(SPLINTERS.len())].bytes())),
            4 => {
                // Replace a number of the file.
                let digit = (place..file.len())
                    .find(|at| file[*at].is_ascii_digit())
                    .unwrap_or(place);
                let last = (digit..file.len())
                    .find(|at| !file[*at].is_ascii_digit())
                    .unwrap_or(file.len());
                drop(file.splice(digit..last, SPLINTERS[lot.draw(7)].bytes()));
            }
            _ if lot.draw(4) == 0 => file.truncate(place),
            _ => {
                let other = lot.draw(file.len());
                file.swap(place, other);
            }
        }
        if file.is_empty() {
            break;
        }
    }
    file
}

const OWN_PDF: &str = "
    const done = arguments[arguments.length - 1];
    const id = document.querySelector('[data-document-id]').dataset.documentId;
    window.__TAURI_INTERNALS__.invoke('rent_document_pdf', { id }).then((bytes) => {
        done(btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')));
    });";

/// Opens mutants of a real receipt, in turn of the original and of its decompressed form.
async fn open_mutants(name: &str, count: usize) {
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        let own = window.run_to_its_answer(OWN_PDF, vec![]).await;
        let own = BASE64.decode(own.as_str().expect("its bytes")).expect("base 64");
        let mut unpacked = lopdf::Document::load_mem(&own).expect("a PDF");
        unpacked.decompress();
        let mut laid_open = Vec::new();
        unpacked.save_to(&mut laid_open).expect("written");
        window.run(PUT_OTHERS_IN_PLACE, vec![]).await;

        let mut lot = Lot(20_261_123);
        let mut seen = BTreeMap::<String, usize>::new();
        let all: Vec<Vec<u8>> = (0..count)
            .map(|number| mutant(if number % 2 == 0 { &own } else { &laid_open }, &mut lot))
            .collect();
        for (number, file) in all.into_iter().enumerate() {
            let outcome = outcome(&window, &file).await;
            let took = outcome["took"].as_f64().expect("a time");
            if took > GIVEN_UP_WITHIN || outcome["kept"] != "keyring" {
                stage.keep_bytes("mutant.pdf", &file);
                panic!("mutant {number}: {outcome}");
            }
            *seen
                .entry(outcome["state"].as_str().expect("a state").to_owned())
                .or_default() += 1;
        }
        // Some mutants stay readable and some do not: both outcomes must occur.
        assert!(
            seen.contains_key("shown") && seen.contains_key("unreadable"),
            "{seen:?}"
        );
        window.find("[data-document-id]").await;
    })
    .await;
}

#[tokio::test]
async fn s18_sixty_mutants_are_shown_or_unreadable_and_the_window_answers() {
    open_mutants(
        "s18_sixty_mutants_are_shown_or_unreadable_and_the_window_answers",
        60,
    )
    .await;
}

#[tokio::test]
#[ignore = "an hour in the real window"]
async fn long_s18_five_thousand_mutants_of_a_receipt_are_shown_or_unreadable() {
    open_mutants(
        "long_s18_five_thousand_mutants_of_a_receipt_are_shown_or_unreadable",
        5_000,
    )
    .await;
}
