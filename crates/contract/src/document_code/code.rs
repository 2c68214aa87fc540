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
mod tests;
