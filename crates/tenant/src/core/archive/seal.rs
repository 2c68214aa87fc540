//! Sealing of one record (S11): XChaCha20-Poly1305, with the record's address as associated data.

use base64::{Engine, prelude::BASE64_STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use contract::TenantCode;
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretBox, SecretString};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Format version; part of the associated data.
const FORMAT: u8 = 1;
const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;
/// Bytes that sealing adds to a record.
pub(crate) const OVERHEAD: usize = 1 + NONCE_BYTES + TAG_BYTES;

/// The 32-byte key that seals an archive.
pub(crate) struct ArchiveKey(SecretBox<[u8; 32]>);

/// A record cannot be opened: damaged, moved, or sealed with another key.
#[derive(Debug, thiserror::Error)]
#[error("a record cannot be opened")]
pub(crate) struct DamagedRecord;

/// The address of a record. A record that was moved does not open. An earlier one that is put back, with its row, does:
/// nothing here tells which one is the newest (S11).
#[derive(Clone, Copy)]
pub(crate) struct RecordAddress<'a> {
    pub(crate) kind: &'a str,
    pub(crate) id: &'a str,
    pub(crate) revision: i64,
}

impl ArchiveKey {
    /// A new random key.
    pub(crate) fn make() -> Result<Self, getrandom::Error> {
        let mut key = SecretBox::new(Box::new([0; 32]));
        getrandom::fill(secrecy::ExposeSecretMut::expose_secret_mut(&mut key))?;
        Ok(Self(key))
    }

    /// The key as the keyring holds it.
    pub(crate) fn to_secret(&self) -> SecretString {
        BASE64_STANDARD.encode(self.0.expose_secret()).into()
    }

    /// The key from the keyring; none when the entry is not a key.
    pub(crate) fn from_secret(secret: &SecretString) -> Option<Self> {
        let bytes = Zeroizing::new(BASE64_STANDARD.decode(secret.expose_secret()).ok()?);
        let key: [u8; 32] = bytes.as_slice().try_into().ok()?;
        Some(Self(SecretBox::new(Box::new(key))))
    }

    /// A name for the archive's file that reveals nothing without the key. HMAC and the cipher may share a key: neither
    /// says anything of it, and no input of one is an input of the other.
    pub(crate) fn derive_name(&self, label: &str, text: &str) -> String {
        // HMAC takes a key of any length (RFC 2104), so this never fails.
        let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(self.0.expose_secret()) else {
            return String::new();
        };
        mac.update(label.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        let bytes = mac.finalize().into_bytes();
        bytes[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(crate) fn seal(
        &self,
        tenant: &TenantCode,
        address: RecordAddress<'_>,
        content: &[u8],
    ) -> Result<Vec<u8>, getrandom::Error> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce)?;
        let associated = associated(tenant, address);
        let payload = Payload {
            msg: content,
            aad: &associated,
        };
        // Fails only for content above 256 GiB, which no record is.
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .unwrap_or_default();
        let mut record = Vec::with_capacity(OVERHEAD + content.len());
        record.push(FORMAT);
        record.extend_from_slice(&nonce);
        record.extend_from_slice(&sealed);
        Ok(record)
    }

    pub(crate) fn open(
        &self,
        tenant: &TenantCode,
        address: RecordAddress<'_>,
        record: &[u8],
    ) -> Result<Vec<u8>, DamagedRecord> {
        let Some(([FORMAT, nonce @ ..], sealed)) = record.split_first_chunk::<{ 1 + NONCE_BYTES }>() else {
            return Err(DamagedRecord);
        };
        let associated = associated(tenant, address);
        let payload = Payload {
            msg: sealed,
            aad: &associated,
        };
        self.cipher()
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| DamagedRecord)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.0.expose_secret().into())
    }
}

fn associated(tenant: &TenantCode, address: RecordAddress<'_>) -> Vec<u8> {
    let mut bytes = vec![FORMAT];
    for part in [tenant.as_str(), address.kind, address.id] {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    bytes.extend_from_slice(&address.revision.to_be_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: RecordAddress<'static> = RecordAddress {
        kind: "document",
        id: "d1",
        revision: 7,
    };

    fn tenant(end: &str) -> TenantCode {
        TenantCode::parse(&format!("204518730961{end}")).expect("fifteen digits")
    }

    #[test]
    fn a_record_opens_only_whole_in_its_place_and_with_its_key() {
        let key = ArchiveKey::make().expect("random");
        let record = key.seal(&tenant("245"), ADDRESS, b"41237").expect("sealed");
        assert_eq!(
            key.open(&tenant("245"), ADDRESS, &record).expect("opens"),
            b"41237"
        );

        assert!(
            key.open(&tenant("246"), ADDRESS, &record).is_err(),
            "another tenant"
        );
        for moved in [
            RecordAddress {
                kind: "pdf",
                ..ADDRESS
            },
            RecordAddress { id: "d2", ..ADDRESS },
            RecordAddress {
                revision: 6,
                ..ADDRESS
            },
        ] {
            assert!(
                key.open(&tenant("245"), moved, &record).is_err(),
                "another address"
            );
        }
        let other = ArchiveKey::make().expect("random");
        assert!(
            other.open(&tenant("245"), ADDRESS, &record).is_err(),
            "another key"
        );
        for at in 0..record.len() {
            let mut flipped = record.clone();
            flipped[at] ^= 1;
            assert!(
                key.open(&tenant("245"), ADDRESS, &flipped).is_err(),
                "byte {at} flipped"
            );
            assert!(
                key.open(&tenant("245"), ADDRESS, &record[..at]).is_err(),
                "cut at {at}"
            );
        }
    }

    /// Made with libsodium and Python's `hmac`.
    #[test]
    fn a_record_that_another_library_sealed_opens() {
        let key =
            ArchiveKey::from_secret(&"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=".into()).expect("a key");
        let record = BASE64_STANDARD
            .decode("AUBBQkNERUZHSElKS0xNTk9QUVJTVFVWV+AIN0PnqCxVQXj15kLG7hJYDamIsw==")
            .expect("bytes");
        assert_eq!(
            key.open(&tenant("245"), ADDRESS, &record).expect("opens"),
            b"41237"
        );
        assert_eq!(
            key.derive_name("tenant", tenant("245").as_str()),
            "f476dfff7642b378"
        );
    }

    #[test]
    fn the_key_survives_the_keyring() {
        let key = ArchiveKey::make().expect("random");
        let again = ArchiveKey::from_secret(&key.to_secret()).expect("a key");
        assert_eq!(key.derive_name("x", "y"), again.derive_name("x", "y"));
        assert!(ArchiveKey::from_secret(&"not a key".into()).is_none());
    }
}
