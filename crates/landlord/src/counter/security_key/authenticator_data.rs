//! What an authenticator writes (WebAuthn, section 6.1), and the public key in it (RFC 9052, section 7).

use ciborium::Value;
use ring::signature::{ECDSA_P256_SHA256_ASN1, ED25519, UnparsedPublicKey, VerificationAlgorithm};

/// Maximum length of a credential's id in bytes (WebAuthn, section 4).
const MAX_CREDENTIAL_ID_BYTES: usize = 1_023;

/// Its owner touched the key.
const USER_PRESENT: u8 = 1;
/// The key verified its owner, by PIN or fingerprint.
const USER_VERIFIED: u8 = 1 << 2;
/// A new credential follows.
const CREDENTIAL_FOLLOWS: u8 = 1 << 6;
/// Extensions follow.
const EXTENSIONS_FOLLOW: u8 = 1 << 7;

/// The beginning of an authenticator's data, and what follows it.
pub(super) struct AuthenticatorData<'a> {
    pub(super) rp_id_hash: &'a [u8; 32],
    flags: u8,
    pub(super) counter: u32,
    rest: &'a [u8],
}

/// A credential that an authenticator made.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NewCredential {
    pub(super) id: Vec<u8>,
    pub(super) public_key: PublicKey,
}

impl<'a> AuthenticatorData<'a> {
    /// Reads the data; `None` when it is too short.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (rp_id_hash, rest) = bytes.split_first_chunk::<32>()?;
        let (flags, rest) = rest.split_first()?;
        let (counter, rest) = rest.split_first_chunk::<4>()?;
        Some(Self {
            rp_id_hash,
            flags: *flags,
            counter: u32::from_be_bytes(*counter),
            rest,
        })
    }

    pub(super) fn user_is_present(&self) -> bool {
        self.flags & USER_PRESENT != 0
    }

    pub(super) fn user_is_verified(&self) -> bool {
        self.flags & USER_VERIFIED != 0
    }

    /// Reads the credential that was made; `None` when there is none, or none that this service knows.
    pub(super) fn new_credential(&self) -> Option<NewCredential> {
        if self.flags & CREDENTIAL_FOLLOWS == 0 {
            return None;
        }
        // The model of the authenticator: without attestation, anybody can claim any.
        let (_, rest) = self.rest.split_first_chunk::<16>()?;
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        if !(1..=MAX_CREDENTIAL_ID_BYTES).contains(&length) {
            return None;
        }
        let (id, mut rest) = rest.split_at_checked(length)?;
        let public_key = PublicKey::read(&mut rest)?;
        // Extensions are not asked for. Those that a key adds by itself are part of what it signs later, nothing more.
        if !rest.is_empty() && self.flags & EXTENSIONS_FOLLOW == 0 {
            return None;
        }
        Some(NewCredential {
            id: id.to_vec(),
            public_key,
        })
    }
}

/// A signature algorithm that the service knows, by its number in COSE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    /// ECDSA on P-256 with SHA-256: each key has it.
    Es256,
    /// Ed25519.
    EdDsa,
}

impl Algorithm {
    /// All of them, the preferred one first.
    pub(super) const ALL: [Self; 2] = [Self::EdDsa, Self::Es256];

    /// The number in the registry of COSE.
    pub(super) fn number(self) -> i64 {
        match self {
            Self::Es256 => -7,
            Self::EdDsa => -8,
        }
    }

    /// The algorithm of a number.
    pub(super) fn of_number(number: i64) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|algorithm| algorithm.number() == number)
    }

    fn verification(self) -> &'static dyn VerificationAlgorithm {
        match self {
            Self::Es256 => &ECDSA_P256_SHA256_ASN1,
            Self::EdDsa => &ED25519,
        }
    }
}

/// The public key of a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PublicKey {
    pub(super) algorithm: Algorithm,
    /// An uncompressed point of P-256, or the 32 bytes of Ed25519.
    pub(super) bytes: Vec<u8>,
}

// Labels and values of COSE (RFC 9053).
const KEY_TYPE: i64 = 1;
const ALGORITHM: i64 = 3;
const CURVE: i64 = -1;
const X: i64 = -2;
const Y: i64 = -3;
const OCTET_KEY_PAIR: i64 = 1;
const ELLIPTIC_CURVE: i64 = 2;
const P256: i64 = 1;
const CURVE_ED25519: i64 = 6;

impl PublicKey {
    /// Reads a key, and leaves what follows it; `None` when it is damaged or of another algorithm.
    fn read(rest: &mut &[u8]) -> Option<Self> {
        let key: Value = ciborium::from_reader(rest).ok()?;
        let number = |label: i64| -> Option<i64> {
            let number = entry(&key, &label.into())?.as_integer()?;
            number.try_into().ok()
        };
        let coordinate = |label: i64| -> Option<Vec<u8>> {
            let bytes = entry(&key, &label.into())?.as_bytes()?;
            (bytes.len() == 32).then(|| bytes.clone())
        };
        let algorithm = Algorithm::of_number(number(ALGORITHM)?)?;
        let (kind, curve) = (number(KEY_TYPE)?, number(CURVE)?);
        let bytes = match algorithm {
            Algorithm::Es256 if (kind, curve) == (ELLIPTIC_CURVE, P256) => {
                [vec![4], coordinate(X)?, coordinate(Y)?].concat()
            }
            Algorithm::EdDsa if (kind, curve) == (OCTET_KEY_PAIR, CURVE_ED25519) => coordinate(X)?,
            _ => return None,
        };
        Some(Self { algorithm, bytes })
    }

    /// Whether this key signed the message.
    pub(super) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(self.algorithm.verification(), &self.bytes)
            .verify(message, signature)
            .is_ok()
    }
}

/// The value of a label in a map of CBOR.
pub(super) fn entry<'a>(map: &'a Value, label: &Value) -> Option<&'a Value> {
    let entries = map.as_map()?;
    entries
        .iter()
        .find(|(named, _)| named == label)
        .map(|(_, value)| value)
}
