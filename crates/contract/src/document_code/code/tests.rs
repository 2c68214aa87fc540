//! Codes of a whole document: what they say, and what is no code of the landlord's.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use ring::signature::{Ed25519KeyPair, KeyPair};

use super::*;
use crate::{
    Cents, DocumentId, DocumentKind, LineKind, RentDocument, Term,
    samples::{self, line},
};

/// With two tenants, and a second line of rent.
fn quittance() -> RentDocument {
    RentDocument {
        tenants: vec!["Mme Jeanne DURAND".to_owned(), "M. Karim DURAND".to_owned()],
        dwelling: vec![
            "12 rue des Exemples".to_owned(),
            "Bât. B, appt 4".to_owned(),
            "62300 Lens".to_owned(),
        ],
        lines: vec![
            line(LineKind::Apl, "APL", -3_000),
            line(LineKind::Rent, "Loyer", 30_000),
            line(LineKind::Rent, "Loyer du garage", 8_000),
            line(LineKind::Charges, "Provision", 6_237),
        ],
        ..samples::quittance("w7Jg2mZ0Qk6c1yq8h5ZxYA", 2026, 7)
    }
}

fn pair(seed: u8) -> (Ed25519KeyPair, AttestationKey) {
    let pair = Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).expect("a key");
    let public = pair.public_key().as_ref().try_into().expect("32 bytes");
    (pair, AttestationKey::new(public))
}

fn issue(document: &RentDocument, seed: u8) -> AttestationCode {
    let (pair, key) = pair(seed);
    let facts = Attestation::of(document).expect("a known kind");
    AttestationCode::issue(facts, &key, |message| {
        pair.sign(message).as_ref().try_into().expect("64 bytes")
    })
}

#[test]
fn a_code_says_what_the_paper_says() {
    let document = quittance();
    let code = AttestationCode::parse(&issue(&document, 1).text()).expect("readable");
    let facts = code.signed_facts(&[pair(1).1]).expect("genuine");
    assert_eq!(Some(facts), Attestation::of(&document).as_ref());
    assert_eq!(facts.tenants, "Mme Jeanne DURAND, M. Karim DURAND");
    assert_eq!(facts.dwelling, "12 rue des Exemples, Bât. B, appt 4, 62300 Lens");
    let totals: Vec<_> = facts
        .totals
        .iter()
        .map(|total| (total.kind, total.amount.0))
        .collect();
    let lines = [
        (LineKind::Rent, 38_000),
        (LineKind::Charges, 6_237),
        (LineKind::Apl, -3_000),
    ];
    assert_eq!(totals, lines, "rent of a garage is rent");
    assert!(facts.is_of(&document));
    let other = RentDocument {
        amount: Cents(1),
        ..document
    };
    assert!(!facts.is_of(&other));
}

#[test]
fn a_code_with_any_bit_changed_is_not_genuine() {
    let keys = [pair(1).1];
    let code = issue(&quittance(), 1);
    for bit in 0..code.bytes.len() * 8 {
        let mut bytes = code.bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let read = AttestationCode::parse(&base32::encode(&bytes));
        let genuine = read.is_ok_and(|code| code.signed_facts(&keys).is_ok());
        assert!(!genuine, "bit {bit}");
    }
}

#[test]
fn a_code_with_any_character_changed_or_cut_is_not_genuine() {
    let keys = [pair(1).1];
    let text = issue(&quittance(), 1).text();
    let genuine =
        |text: &str| AttestationCode::parse(text).is_ok_and(|code| code.signed_facts(&keys).is_ok());
    assert!(genuine(&text));
    for place in 0..text.len() {
        assert!(!genuine(&text[..place]), "cut at {place}");
        for other in ["A", "B", "7", "a", "=", " "] {
            let changed = format!("{}{other}{}", &text[..place], &text[place + 1..]);
            assert!(changed == text || !genuine(&changed), "{other} at {place}");
        }
    }
    for longer in [format!("{text}A"), format!("A{text}"), format!("{text}====")] {
        assert!(!genuine(&longer));
    }
}

#[test]
fn a_former_key_still_proves_a_code_and_a_foreign_key_never_does() {
    let code = issue(&quittance(), 1);
    let (own, other, newer) = (pair(1).1, pair(2).1, pair(3).1);
    assert_eq!(code.signed_facts(std::slice::from_ref(&other)), Err(NotGenuine));
    assert_eq!(code.signed_facts(&[]), Err(NotGenuine));
    assert!(code.signed_facts(&[newer, other, own]).is_ok());
}

#[test]
fn a_different_key_with_the_same_id_proves_nothing() {
    let code = issue(&quittance(), 1);
    let mut like = *pair(1).1.bytes();
    like[31] ^= 1;
    assert_eq!(code.signed_facts(&[AttestationKey::new(like)]), Err(NotGenuine));
}

#[test]
fn reads_a_code_with_its_link_and_white_space() {
    let code = issue(&quittance(), 1);
    let link = code.link("https://espace.habitat.example/");
    assert!(
        link.starts_with("https://espace.habitat.example/verifier#"),
        "{link}"
    );
    let (start, end) = link.split_at(90);
    for text in [link.clone(), format!(" {start}\r\n {end}\n"), code.text()] {
        assert_eq!(AttestationCode::read(&text).as_ref(), Ok(&code));
    }
    assert_eq!(AttestationCode::parse(&link), Err(AttestationFlaw::NotACode));
}

#[test]
fn a_code_of_a_later_version_is_reported_as_such() {
    let mut bytes = issue(&quittance(), 1).bytes;
    bytes[0] = 2;
    let later = AttestationCode::parse(&base32::encode(&bytes));
    assert_eq!(later, Err(AttestationFlaw::LaterVersion));
    bytes[0] = 0;
    let none = AttestationCode::parse(&base32::encode(&bytes));
    assert_eq!(none, Err(AttestationFlaw::NotACode));
}

#[test]
fn an_unknown_kind_has_no_code() {
    let unknown = RentDocument {
        kind: DocumentKind::Unknown,
        ..quittance()
    };
    assert_eq!(Attestation::of(&unknown), None);
}

#[test]
fn a_signed_code_of_a_later_kind_is_genuine() {
    let facts = Attestation::of(&quittance()).expect("facts");
    let later = Attestation {
        kind: DocumentKind::Unknown,
        ..facts
    };
    let (signer, key) = pair(1);
    let sign = |bytes: &[u8]| signer.sign(bytes).as_ref().try_into().expect("64 bytes");
    let code = AttestationCode::issue(later.clone(), &key, sign);
    let read = AttestationCode::parse(&code.text()).expect("a code");
    assert_eq!(read.signed_facts(&[key]), Ok(&later));
}

#[test]
fn finds_the_codes_in_a_file() {
    let code = issue(&quittance(), 1);
    let link = code.link("http://127.0.0.1:8320");
    let file = format!("%PDF \u{0}/URI({link})>> /URI({link}) /URI(http://x/verifier#AB) /verifier");
    assert_eq!(
        attestation_codes_in(file.as_bytes()),
        ["AB".to_owned(), code.text()]
    );
    assert_eq!(attestation_codes_in(b""), Vec::<String>::new());
}

#[test]
fn reads_a_key_only_in_the_form_it_is_written() {
    let key = pair(1).1;
    let text = key.to_string();
    assert_eq!(AttestationKey::parse(&text), Ok(key));
    for text in [
        text.to_uppercase(),
        format!("{text}0"),
        text[1..].to_owned(),
        "é".repeat(32),
    ] {
        assert!(AttestationKey::parse(&text).is_err(), "{text}");
    }
}

fn day() -> impl Strategy<Value = Date> {
    (-9_999_i16..=9_999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

proptest! {
    #[test]
    fn the_code_of_any_document_reads_back(
        words in (any::<Vec<String>>(), any::<Vec<String>>(), any::<String>()),
        amounts in (any::<i64>(), any::<i64>(), any::<i64>(), any::<i64>()),
        days in (day(), proptest::option::of(day())),
        term in (1900_i16..3000, 1_i8..=12),
        kind in proptest::sample::select(DocumentKind::ALL),
        corrects in any::<bool>(),
    ) {
        let mut document = quittance();
        (document.tenants, document.dwelling, document.landlord.siret) = words;
        (document.amount, document.paid) = (Cents(amounts.0), Cents(amounts.1));
        (document.lines[0].amount, document.lines[1].amount) = (Cents(amounts.2), Cents(amounts.3));
        (document.issued_on, document.paid_on) = days;
        document.term = Term::new(term.0, term.1).expect("a month");
        document.kind = kind;
        document.supersedes = corrects.then(|| DocumentId("earlier".to_owned()));
        let code = issue(&document, 1);
        prop_assert!(code.text().len() <= MAX_CHARACTERS);
        prop_assert_eq!(AttestationCode::parse(&code.text()), Ok(code));
    }

    #[test]
    fn no_text_makes_the_reader_panic_and_each_code_has_one_text(
        text in any::<String>(), bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let _ = AttestationCode::read(&text);
        let _ = attestation_codes_in(text.as_bytes());
        let text = base32::encode(&bytes);
        if let Ok(code) = AttestationCode::parse(&text) {
            prop_assert_eq!(code.text(), text);
        }
    }

    #[test]
    fn facts_of_a_known_kind_have_one_encoding(
        place in 0_usize..200, byte in any::<u8>(), cut in 0_usize..200,
    ) {
        let (_, key) = pair(1);
        let mut bytes = encoding::encode(&Attestation::of(&quittance()).expect("facts"), key.id());
        let places = bytes.len();
        bytes[place % places] = byte;
        bytes.remove(cut % places);
        // The number of a later kind is only in the bytes, which the signature covers; it cannot be encoded
        // again.
        let read = encoding::decode(&bytes).ok();
        if let Some((facts, key)) = read.filter(|(facts, _)| facts.kind != DocumentKind::Unknown) {
            prop_assert_eq!(encoding::encode(&facts, key), bytes);
        }
    }
}
