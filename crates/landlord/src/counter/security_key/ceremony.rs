//! What has to hold of what a security key made or signed (WebAuthn, sections 7.1 and 7.2), apart from the challenge
//! and the counter, which the database knows.

use ciborium::Value;
use contract::SecurityKeyAssertion;
use reqwest::Url;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::authenticator_data::{AuthenticatorData, NewCredential, PublicKey, entry};
use crate::config::PublicAddress;

/// The relying party of a service that is used on its own machine only.
const THIS_MACHINE: &str = "localhost";

/// Who asks a key to sign. A key made for one relying party signs for no other.
pub(super) struct RelyingParty {
    /// The host of the service's public address.
    pub(super) id: String,
    /// The page that asks is the service's own. Only on its own machine any port is right.
    origin: String,
}

/// Why something that a key made or signed does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum CeremonyFlaw {
    #[error("the client's data cannot be read")]
    ClientData,
    #[error("the client's data is for another purpose")]
    Purpose,
    #[error("another page asked")]
    Origin,
    #[error("the attestation cannot be read, or is not of the format none")]
    Attestation,
    #[error("the authenticator's data cannot be read")]
    AuthenticatorData,
    #[error("it is for another relying party")]
    RelyingParty,
    #[error("the key was not touched")]
    NotTouched,
    #[error("the key did not verify its owner")]
    NotVerified,
    #[error("the credential cannot be read, or is of another algorithm")]
    Credential,
    #[error("the signature is wrong")]
    Signature,
}

/// The client's data (WebAuthn, section 5.8.1). It may have further members.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    #[serde(rename = "type")]
    purpose: String,
    /// In base64url.
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// A credential that was made, and the challenge that it answers.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) challenge: String,
    pub(super) credential: NewCredential,
    pub(super) counter: u32,
}

impl RelyingParty {
    pub(super) fn at(address: Option<&PublicAddress>) -> Self {
        let url = address.and_then(|address| Url::parse(&address.to_string()).ok());
        let (id, origin) = match &url {
            Some(url) => (
                url.host_str().unwrap_or(THIS_MACHINE).to_owned(),
                url.origin().ascii_serialization(),
            ),
            None => (THIS_MACHINE.to_owned(), format!("http://{THIS_MACHINE}")),
        };
        Self { id, origin }
    }

    /// Checks a new credential.
    pub(super) fn check_made(&self, client_data: &[u8], attestation: &[u8]) -> Result<Made, CeremonyFlaw> {
        let challenge = self.check_client(client_data, "webauthn.create")?;
        let written = without_attestation(attestation).ok_or(CeremonyFlaw::Attestation)?;
        let data = self.check_authenticator(&written)?;
        Ok(Made {
            challenge,
            credential: data.new_credential().ok_or(CeremonyFlaw::Credential)?,
            counter: data.counter,
        })
    }

    /// Checks what a credential signed, and returns its counter.
    pub(super) fn check_signed(
        &self,
        public_key: &PublicKey,
        assertion: &SecurityKeyAssertion,
    ) -> Result<u32, CeremonyFlaw> {
        let client_data = assertion.client_data_json.bytes();
        let written = assertion.authenticator_data.bytes();
        self.check_client(client_data, "webauthn.get")?;
        let data = self.check_authenticator(written)?;
        let message = [written, Sha256::digest(client_data).as_slice()].concat();
        let signed = public_key.signed(&message, assertion.signature.bytes());
        signed.then_some(data.counter).ok_or(CeremonyFlaw::Signature)
    }

    /// Checks the client's data and returns the challenge.
    fn check_client(&self, client_data: &[u8], purpose: &str) -> Result<String, CeremonyFlaw> {
        let client: ClientData = serde_json::from_slice(client_data).map_err(|_| CeremonyFlaw::ClientData)?;
        if client.purpose != purpose {
            return Err(CeremonyFlaw::Purpose);
        }
        if client.cross_origin || !self.is_own(&client.origin) {
            return Err(CeremonyFlaw::Origin);
        }
        Ok(client.challenge)
    }

    fn is_own(&self, origin: &str) -> bool {
        if self.id != THIS_MACHINE {
            return origin == self.origin;
        }
        let port = origin.strip_prefix(&self.origin);
        port.is_some_and(|port| {
            port.is_empty()
                || port
                    .strip_prefix(':')
                    .is_some_and(|port| port.parse::<u16>().is_ok())
        })
    }

    fn check_authenticator<'a>(&self, written: &'a [u8]) -> Result<AuthenticatorData<'a>, CeremonyFlaw> {
        let data = AuthenticatorData::read(written).ok_or(CeremonyFlaw::AuthenticatorData)?;
        if data.rp_id_hash.as_slice() != Sha256::digest(&self.id).as_slice() {
            return Err(CeremonyFlaw::RelyingParty);
        }
        if !data.user_is_present() {
            return Err(CeremonyFlaw::NotTouched);
        }
        if !data.user_is_verified() {
            return Err(CeremonyFlaw::NotVerified);
        }
        Ok(data)
    }
}

/// The challenge that the client's data names, whatever else it says.
pub(super) fn challenge_of(client_data: &[u8]) -> Option<String> {
    let client: ClientData = serde_json::from_slice(client_data).ok()?;
    Some(client.challenge)
}

/// The authenticator's data in an attestation object of the format `none`.
fn without_attestation(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let object: Value = ciborium::from_reader(&mut bytes).ok()?;
    let none = entry(&object, &"fmt".into())?.as_text()? == "none";
    let empty = entry(&object, &"attStmt".into())?.as_map()?.is_empty();
    let written = entry(&object, &"authData".into())?.as_bytes()?.clone();
    (none && empty && bytes.is_empty()).then_some(written)
}

#[cfg(test)]
mod tests;
