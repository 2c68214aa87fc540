//! A security key in software, with the program that asks it (CTAP 2 and WebAuthn).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use ciborium::Value as Cbor;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Its owner touched it.
pub const TOUCHED: u8 = 1;
/// It verified its owner.
pub const VERIFIED: u8 = 4;
const CREDENTIAL_FOLLOWS: u8 = 64;

enum Pair {
    Es256(Box<EcdsaKeyPair>),
    EdDsa(Ed25519KeyPair),
}

pub struct Authenticator {
    pair: Pair,
    credential_id: Vec<u8>,
    /// Counts what it signs; a key that does not count stays at 0.
    pub counter: u32,
    counts: bool,
    /// What it does for its owner.
    pub flags: u8,
    /// The page that its program names.
    pub origin: &'static str,
    /// The relying party, in place of the one that asks.
    pub elsewhere: Option<&'static str>,
}

impl Authenticator {
    fn of(pair: Pair, credential_id: &str, counts: bool) -> Self {
        Self {
            pair,
            credential_id: credential_id.as_bytes().to_vec(),
            counter: 0,
            counts,
            flags: TOUCHED | VERIFIED,
            origin: "http://localhost",
            elsewhere: None,
        }
    }

    /// A key with ES256, which counts.
    pub fn es256(credential_id: &str) -> Self {
        let (random, algorithm) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        let made = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("made");
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, made.as_ref(), &random).expect("a pair");
        Self::of(Pair::Es256(Box::new(pair)), credential_id, true)
    }

    /// A key with EdDSA, which does not count.
    pub fn eddsa(credential_id: &str) -> Self {
        let made = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).expect("made");
        let pair = Ed25519KeyPair::from_pkcs8(made.as_ref()).expect("a pair");
        Self::of(Pair::EdDsa(pair), credential_id, false)
    }

    /// The public key in COSE.
    fn public_key(&self) -> Vec<u8> {
        let of = |label: i64, value: Cbor| (Cbor::from(label), value);
        let members = match &self.pair {
            Pair::Es256(pair) => {
                let point: &[u8] = pair.public_key().as_ref();
                vec![
                    of(1, Cbor::from(2)),
                    of(3, Cbor::from(-7)),
                    of(-1, Cbor::from(1)),
                    of(-2, Cbor::from(&point[1..33])),
                    of(-3, Cbor::from(&point[33..])),
                ]
            }
            Pair::EdDsa(pair) => {
                let point: &[u8] = pair.public_key().as_ref();
                vec![
                    of(1, Cbor::from(1)),
                    of(3, Cbor::from(-8)),
                    of(-1, Cbor::from(6)),
                    of(-2, Cbor::from(point)),
                ]
            }
        };
        written(&Cbor::Map(members))
    }

    fn client_data(&self, purpose: &str, asked: &Value) -> Vec<u8> {
        let data = json!({ "type": purpose, "challenge": asked["challenge"], "origin": self.origin });
        data.to_string().into_bytes()
    }

    fn data(&self, asked: &Value, more_flags: u8) -> Vec<u8> {
        let relying_party = self
            .elsewhere
            .or(asked["rpId"].as_str())
            .expect("a relying party");
        let mut data = Sha256::digest(relying_party).to_vec();
        data.push(self.flags | more_flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Makes a credential, and returns what the page hands in.
    pub fn make(&self, asked: &Value) -> Value {
        let mut data = self.data(asked, CREDENTIAL_FOLLOWS);
        data.extend([0; 16]);
        let length = u16::try_from(self.credential_id.len()).expect("short");
        data.extend(length.to_be_bytes());
        data.extend(&self.credential_id);
        data.extend(self.public_key());
        let object = Cbor::Map(vec![
            (Cbor::from("fmt"), Cbor::from("none")),
            (Cbor::from("attStmt"), Cbor::Map(Vec::new())),
            (Cbor::from("authData"), Cbor::from(data)),
        ]);
        json!({ "made": {
            "clientDataJson": text(&self.client_data("webauthn.create", asked)),
            "attestationObject": text(&written(&object)),
        } })
    }

    /// Signs, and returns what the page hands in.
    pub fn sign(&mut self, asked: &Value) -> Value {
        self.counter += u32::from(self.counts);
        let client_data = self.client_data("webauthn.get", asked);
        let data = self.data(asked, 0);
        let message = [data.clone(), Sha256::digest(&client_data).to_vec()].concat();
        let signature = match &self.pair {
            Pair::Es256(pair) => pair
                .sign(&SystemRandom::new(), &message)
                .expect("signed")
                .as_ref()
                .to_vec(),
            Pair::EdDsa(pair) => pair.sign(&message).as_ref().to_vec(),
        };
        json!({ "signed": {
            "credentialId": text(&self.credential_id),
            "clientDataJson": text(&client_data),
            "authenticatorData": text(&data),
            "signature": text(&signature),
        } })
    }
}

fn written(value: &Cbor) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("written");
    bytes
}

fn text(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}
