//! The registration letter: its content, and that it fits one page whatever the name and address.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use contract::{Agency, Language};
use jiff::civil::date;
use landlord::{
    config::Config,
    letter_pdf::{Letter, render},
};
use paper::pseudo::{french_words, rejoined};
use proptest::prelude::*;

fn agency() -> Agency {
    Agency {
        name: "Agence de Lens".to_owned(),
        address: vec!["2 rue du Puits".to_owned(), "62300 Lens".to_owned()],
        telephone: "03 53 01 00 01".to_owned(),
        email: "lens@exemple.fr".to_owned(),
        opening_hours: Vec::new(),
    }
}

fn letter_to(tenant: &str, dwelling: &[String]) -> Vec<u8> {
    letter_in(Language::Fr, tenant, dwelling)
}

fn letter_in(language: Language, tenant: &str, dwelling: &[String]) -> Vec<u8> {
    let config = Config::demonstration("data".into());
    let letter = Letter {
        landlord: &config.landlord,
        agency: &agency(),
        tenant,
        dwelling,
        code: "7K3M-9XQ2-D4TN-P8HW",
        written_on: date(2026, 11, 23),
        works_until: date(2026, 12, 1),
    };
    render(&letter, language).expect("drawn")
}

/// The texts of the pages without white space, since PDF readers separate words differently.
fn pages(pdf: &[u8]) -> Vec<String> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(pdf).expect("text");
    pages.iter().map(|page| compact(page)).collect()
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_letter_in_longer_words_fits_its_page_and_has_no_french() {
    let dwelling = ["12 rue des Lilas".to_owned(), "62300 Lens".to_owned()];
    let pdf = letter_in(Language::Pseudo, "Mme Jeanne DURAND", &dwelling);
    let pages = pdf_extract::extract_text_from_mem_by_pages(&pdf).expect("text");
    assert_eq!(pages.len(), 1);
    let data = [
        "Mme Jeanne DURAND",
        "12 rue des Lilas, Lens",
        "Agence de Lens, 2 rue du Puits",
        "Habitat Hauts-de-France, 1 place de la Démonstration",
        "contact@habitathdf.example, https://www.habitathdf.example",
        "Espace Locataire",
    ];
    let page = rejoined(&pages[0], &data);
    let left = french_words(&page, &data);
    assert!(left.is_empty(), "{left:?} in {page}");
}

#[test]
fn a_letter_holds_the_code_its_last_day_and_the_number_to_call() {
    let dwelling = ["12 rue des Lilas".to_owned(), "62300 Lens".to_owned()];
    let pdf = letter_to("Mme Jeanne DURAND", &dwelling);
    let pages = pages(&pdf);
    assert_eq!(pages.len(), 1);
    for words in [
        "Mme Jeanne DURAND",
        "12 rue des Lilas",
        "Le 23 novembre 2026",
        "7K3M 9XQ2 D4TN P8HW",
        "1er décembre 2026",
        "Je ne connais pas ce numéro",
        "J’ai reçu un courrier",
        "Ne donnez ce code à personne",
        "Agence de Lens",
        "03 53 01 00 01",
    ] {
        assert!(pages[0].contains(&compact(words)), "{words}: {}", pages[0]);
    }
}

#[test]
fn a_letter_is_a_tagged_pdf_for_archiving() {
    let pdf = letter_to("M. Paul LEFEBVRE", &["14 rue des Lilas".to_owned()]);
    let holds = |words: &str| pdf.windows(words.len()).any(|part| part == words.as_bytes());
    assert!(holds("/StructTreeRoot") && holds("<pdfuaid:part>1<") && holds("<pdfaid:conformance>A<"));
}

#[test]
fn a_very_long_name_and_address_fit_one_page() {
    let name = format!(
        "Mme Marie-Bernadette {}",
        "de La Rochefoucauld-Montmorency ".repeat(4)
    );
    let line = "Résidence des Tilleuls argentés, bâtiment C, escalier 12, appartement 1204".to_owned();
    let dwelling = vec![line; 6];
    let pages = pages(&letter_to(name.trim(), &dwelling));
    assert_eq!(pages.len(), 1);
    assert!(pages[0].contains(&compact(&name)), "{}", pages[0]);
    assert_eq!(pages[0].matches("appartement1204").count(), 6);
    assert!(pages[0].contains("0353010001"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_name_and_address_are_drawn_on_one_page(
        name in any::<String>(),
        dwelling in proptest::collection::vec(any::<String>(), 0..7),
    ) {
        prop_assert_eq!(pages(&letter_to(&name, &dwelling)).len(), 1);
    }
}
