//! Facts signed by the landlord, as a text for a link or a QR code.

use std::collections::BTreeSet;

use ring::signature::{ED25519, UnparsedPublicKey};

use super::{
    Attestation, base32, encoding,
    key::{AttestationKey, KEY_ID_BYTES},
};

/// Path of the service's page that checks a code.
pub const VERIFICATION_PATH: &str = "/verifier";

/// Prefix of every signed message, so that a signature is valid for nothing else.
const CONTEXT: &[u8] = b"rent document attestation\0";
const SIGNATURE_BYTES: usize = 64;
/// Upper bound for the length of a code: all facts at their limits, and the signature.
const MAX_CHARACTERS: usize = 1_100;

/// Why a text cannot be read as a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AttestationFlaw {
    /// Something else, or a code that was altered.
    #[error("not a code of a rent document")]
    NotACode,
    /// A later version of the format, which this program cannot check.
    #[error("a code of a later version")]
    LaterVersion,
}

/// None of the keys signed the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("none of the landlord's keys signed this code")]
pub struct NotGenuine;

/// A readable code. Its facts are accessible only after its signature was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttestationCode {
    facts: Attestation,
    key: [u8; KEY_ID_BYTES],
    /// The signed bytes of the facts, then the signature.
    bytes: Vec<u8>,
}

impl AttestationCode {
    /// Makes the code of a document. `sign` signs with the private half of `key`.
    #[must_use]
    pub fn issue(
        facts: Attestation,
        key: &AttestationKey,
        sign: impl FnOnce(&[u8]) -> [u8; SIGNATURE_BYTES],
    ) -> Self {
        let mut bytes = encoding::encode(&facts, key.id());
        let signature = sign(&message(&bytes));
        bytes.extend(signature);
        Self {
            facts,
            key: key.id(),
            bytes,
        }
    }

    /// Reads a code as people submit it. White space, and a link before the code, are ignored.
    ///
    /// # Errors
    /// When the text is not a code, or one of a later version.
    pub fn read(text: &str) -> Result<Self, AttestationFlaw> {
        let code = text.rsplit('#').next().unwrap_or_default();
        let compact: String = code
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(MAX_CHARACTERS + 1)
            .collect();
        Self::parse(&compact)
    }

    /// Reads the text of a code. Each code has exactly one text.
    ///
    /// # Errors
    /// When the text is not a code, or one of a later version.
    pub fn parse(text: &str) -> Result<Self, AttestationFlaw> {
        if text.len() > MAX_CHARACTERS {
            return Err(AttestationFlaw::NotACode);
        }
        let bytes = base32::decode(text).ok_or(AttestationFlaw::NotACode)?;
        let (facts, _) = bytes
            .split_last_chunk::<SIGNATURE_BYTES>()
            .ok_or(AttestationFlaw::NotACode)?;
        let (facts, key) = encoding::decode(facts)?;
        Ok(Self { facts, key, bytes })
    }

    /// The text of the code.
    #[must_use]
    pub fn text(&self) -> String {
        base32::encode(&self.bytes)
    }

    /// The link to the page that checks the code; `service` is the address of the landlord's service. The code is
    /// in the fragment, which browsers leave out of the request for the page.
    #[must_use]
    pub fn link(&self, service: &str) -> String {
        let service = service.trim_end_matches('/');
        format!("{service}{VERIFICATION_PATH}#{}", self.text())
    }

    /// Whether these keys include the one that the code names. Without it the code cannot be checked.
    #[must_use]
    pub fn names_one_of(&self, keys: &[AttestationKey]) -> bool {
        keys.iter().any(|key| key.id() == self.key)
    }

    /// The facts, when one of these keys signed them.
    ///
    /// # Errors
    /// When none of these keys signed the code.
    pub fn signed_facts(&self, keys: &[AttestationKey]) -> Result<&Attestation, NotGenuine> {
        let (facts, signature) = self
            .bytes
            .split_last_chunk::<SIGNATURE_BYTES>()
            .ok_or(NotGenuine)?;
        let signed = keys.iter().filter(|key| key.id() == self.key).any(|key| {
            UnparsedPublicKey::new(&ED25519, key.bytes())
                .verify(&message(facts), signature)
                .is_ok()
        });
        if signed { Ok(&self.facts) } else { Err(NotGenuine) }
    }
}

fn message(facts: &[u8]) -> Vec<u8> {
    [CONTEXT, facts].concat()
}

/// The texts that follow `/verifier#` in a file: possible codes, each once, sorted.
#[must_use]
pub fn attestation_codes_in(file: &[u8]) -> Vec<String> {
    let mark = format!("{VERIFICATION_PATH}#").into_bytes();
    let places = file.windows(mark.len()).enumerate();
    let codes: BTreeSet<String> = places
        .filter(|(_, window)| *window == mark)
        .map(|(place, _)| {
            let code = file[place + mark.len()..].iter().copied();
            code.take_while(|byte| base32::is_symbol(*byte))
                .take(MAX_CHARACTERS + 1)
                .map(char::from)
                .collect()
        })
        .collect();
    codes.into_iter().collect()
}

#[cfg(test)]
mod tests {
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
}
