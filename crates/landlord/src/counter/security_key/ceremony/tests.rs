//! The vectors of WebAuthn Level 3, section 16.2 (an ES256 credential without attestation), and what differs from them.

use super::*;

const ATTESTATION: &str = "a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8\
     edd46592a5e0f01452b2e4b559000000008446ccb9ab1db374750b2367ff6f3a1f0020f91f391db4c9b2fde0ea70189cba3f\
     b63f579ba6122b33ad94ff3ec330084be4a5010203262001215820afefa16f97ca9b2d23eb86ccb64098d20db90856062eb2\
     49c33a9b672f26df61225820930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220";
const CREDENTIAL_ID: &str = "f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4";
const MADE_FOR: &str = r#"{"type":"webauthn.create","challenge":"AMMPt4UxxGTStncdq417YDwBFi8vpIa-pw8oOuVW4TA","origin":"https://example.org","crossOrigin":false,"extraData":"clientDataJSON may be extended with additional fields in the future, such as this: BkQeDjdcTBrXBiAwJTLE5Q"}"#;
const SIGNED_FOR: &str = r#"{"type":"webauthn.get","challenge":"OcDnUhQXulTUPo3JUXT0I97pvzzYBP9tZchXyav01Ag","origin":"https://example.org","crossOrigin":false}"#;
const AUTHENTICATOR_DATA: &str = "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000";
const SIGNATURE: &str = "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f5\
     75bf11a1dd5d78c6e486013f937295ea13653e331e87";
/// Where the flags stand in the attestation object.
const FLAGS: usize = 62;
/// Its owner touched the key and proved who they are, and a credential follows.
const VERIFIED: u8 = 0b0100_0101;

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal"))
        .collect()
}

fn example() -> RelyingParty {
    RelyingParty {
        id: "example.org".to_owned(),
        origin: "https://example.org".to_owned(),
    }
}

/// The vector's attestation object, of a key that verified its owner: nothing signs its flags.
fn attestation() -> Vec<u8> {
    let mut object = bytes(ATTESTATION);
    object[FLAGS] = VERIFIED;
    object
}

fn assertion() -> SecurityKeyAssertion {
    SecurityKeyAssertion {
        credential_id: bytes(CREDENTIAL_ID).into(),
        client_data_json: SIGNED_FOR.as_bytes().to_vec().into(),
        authenticator_data: bytes(AUTHENTICATOR_DATA).into(),
        signature: bytes(SIGNATURE).into(),
    }
}

#[test]
fn s21_the_vectors_of_the_specification_are_read_and_verified() {
    let made = example()
        .check_made(MADE_FOR.as_bytes(), &attestation())
        .expect("a credential");
    assert_eq!(made.challenge, "AMMPt4UxxGTStncdq417YDwBFi8vpIa-pw8oOuVW4TA");
    assert_eq!(made.counter, 0);
    assert_eq!(made.credential.id, bytes(CREDENTIAL_ID));
    let key = made.credential.public_key;
    let message = [bytes(AUTHENTICATOR_DATA), Sha256::digest(SIGNED_FOR).to_vec()].concat();
    assert!(key.signed(&message, &bytes(SIGNATURE)));
    assert!(!key.signed(&message[1..], &bytes(SIGNATURE)));
    // The vector's key verified nobody when it signed.
    assert_eq!(
        example().check_signed(&key, &assertion()),
        Err(CeremonyFlaw::NotVerified)
    );
}

#[test]
fn s21_a_key_has_to_be_touched_and_to_verify_its_owner() {
    let made = |flags: u8| {
        let mut object = attestation();
        object[FLAGS] = flags;
        let made = example().check_made(MADE_FOR.as_bytes(), &object);
        made.map(|made| made.counter)
    };
    assert_eq!(made(VERIFIED), Ok(0));
    assert_eq!(made(VERIFIED & !1), Err(CeremonyFlaw::NotTouched));
    assert_eq!(made(VERIFIED & !4), Err(CeremonyFlaw::NotVerified));
    assert_eq!(made(VERIFIED & !64), Err(CeremonyFlaw::Credential));
}

#[test]
fn s21_a_key_signs_for_one_purpose_page_and_relying_party() {
    let made = |relying_party: &RelyingParty, client_data: &str| {
        let made = relying_party.check_made(client_data.as_bytes(), &attestation());
        made.map(|made| made.counter)
    };
    assert_eq!(
        made(&example(), &MADE_FOR.replace("webauthn.create", "webauthn.get")),
        Err(CeremonyFlaw::Purpose)
    );
    for origin in [
        "https://example.org.evil.example",
        "https://www.example.org",
        "null",
    ] {
        let elsewhere = MADE_FOR.replace("https://example.org", origin);
        assert_eq!(
            made(&example(), &elsewhere),
            Err(CeremonyFlaw::Origin),
            "{origin}"
        );
    }
    let framed = MADE_FOR.replace("false", "true");
    assert_eq!(made(&example(), &framed), Err(CeremonyFlaw::Origin));
    let other = RelyingParty {
        id: "example.com".to_owned(),
        ..example()
    };
    assert_eq!(made(&other, MADE_FOR), Err(CeremonyFlaw::RelyingParty));
    assert_eq!(made(&example(), "{}"), Err(CeremonyFlaw::ClientData));
}

#[test]
fn s21_what_a_key_made_is_read_whole_or_refused() {
    let whole = attestation();
    let refused = |object: &[u8]| example().check_made(MADE_FOR.as_bytes(), object).is_err();
    for end in 0..whole.len() {
        assert!(refused(&whole[..end]), "{end}");
    }
    let mut longer = whole.clone();
    longer.push(0);
    assert!(refused(&longer));
    // Another format, another algorithm, another curve.
    let changed = |from: &str, to: &str| {
        let hex = ATTESTATION.replace(from, to);
        assert_ne!(hex, ATTESTATION);
        let mut object = bytes(&hex);
        object[FLAGS] = VERIFIED;
        object
    };
    assert!(refused(&changed("646e6f6e65", "646e756e65")));
    assert!(refused(&changed("a5010203262001", "a5010203252001")));
    assert!(refused(&changed("a5010203262001", "a5010203262002")));
}

#[test]
fn s21_the_relying_party_is_the_host_of_the_public_address() {
    let at = |address: &str| {
        let address = PublicAddress::try_from(address.to_owned()).expect("an address");
        RelyingParty::at(Some(&address))
    };
    let party = at("https://espace.habitat.example/locataires");
    assert_eq!(party.id, "espace.habitat.example");
    assert_eq!(party.origin, "https://espace.habitat.example");
    assert!(!party.is_own("tauri://localhost"));
    assert_eq!(at("https://h.example:8443").origin, "https://h.example:8443");
}

#[test]
fn s21_a_service_of_this_machine_only_is_its_own_page_on_any_port() {
    let party = RelyingParty::at(None);
    assert_eq!(party.id, "localhost");
    for own in ["http://localhost", "http://localhost:8080"] {
        assert!(party.is_own(own), "{own}");
    }
    for other in [
        "https://localhost",
        "http://localhost.evil.example",
        "http://localhost:8080.evil.example",
        "http://localhost:",
    ] {
        assert!(!party.is_own(other), "{other}");
    }
}
