//! The keys that the database knows. It was made with them: a key file that is missing, or holds another key, is a copy
//! of the wrong machine or of the wrong day, and with it documents would be called false and staff shut out (S26).

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use contract::AttestationKey;
use ring::signature::Ed25519KeyPair;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::{
    KeyId, Ring, ServiceKeyError,
    key_file::{self, Secret, Secrets, file_error},
    public_half, store,
};
use crate::{
    rent::attestation_keys::Signing,
    store::{Database, Reading, StoreError, Writing},
};

/// The earlier public keys of a data folder from before the database knew them, one a line.
const EARLIER_FILE: &str = "attestation.earlier-keys";

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum KeyUse {
    /// It keys what the service stores: [`super::ServiceKey`].
    Service,
    /// It signs documents.
    Documents,
}

impl KeyUse {
    /// Its file in the data folder.
    pub(crate) fn file(self, folder: &Path) -> PathBuf {
        folder.join(match self {
            Self::Service => "service.key",
            Self::Documents => "attestation.key",
        })
    }

    /// The id of a key, and its public half; `None` when 32 bytes are no such key.
    fn identify(self, secret: &Secret) -> Option<(KeyId, Option<AttestationKey>)> {
        match self {
            Self::Service => Some((KeyId::of_secret(secret), None)),
            Self::Documents => {
                let pair = Ed25519KeyPair::from_seed_unchecked(secret.expose_secret()).ok()?;
                let public = public_half(&pair)?;
                Some((KeyId::of_public(&public), Some(public)))
            }
        }
    }
}

/// A key that the database knows. Times are Unix seconds.
#[derive(Debug, Clone)]
pub(crate) struct KnownKey {
    pub(crate) id: KeyId,
    pub(crate) usage: KeyUse,
    /// Of a key that signs documents.
    pub(crate) public: Option<AttestationKey>,
    pub(crate) known_since: i64,
    pub(crate) retired_at: Option<i64>,
    pub(crate) revoked_at: Option<i64>,
}

/// All keys that the database knows, in the order in which they came.
#[derive(Debug)]
pub(crate) struct Register(Vec<KnownKey>);

impl Register {
    pub(crate) async fn read(reading: &mut Reading) -> Result<Self, StoreError> {
        store::all(reading).await.map(Self)
    }

    pub(crate) fn keys(&self) -> &[KnownKey] {
        &self.0
    }

    pub(crate) fn find(&self, id: &KeyId) -> Option<&KnownKey> {
        self.0.iter().find(|key| key.id == *id)
    }

    fn in_use(&self, usage: KeyUse) -> Option<&KnownKey> {
        let mut keys = self.0.iter();
        keys.find(|key| key.usage == usage && key.retired_at.is_none())
    }

    /// Whether a key is known, and was not revoked.
    pub(crate) fn believes(&self, id: &KeyId) -> bool {
        self.find(id).is_some_and(|key| key.revoked_at.is_none())
    }

    /// The public keys of documents that are no longer in use and were not revoked, latest first.
    pub(crate) fn earlier_public_keys(&self) -> Vec<AttestationKey> {
        let earlier = self.0.iter().rev();
        let earlier = earlier.filter(|key| key.retired_at.is_some() && key.revoked_at.is_none());
        earlier.filter_map(|key| key.public.clone()).collect()
    }

    /// The secrets of a key file whose first key is the one in use. Finishes a rotation that was killed after the
    /// database knew the new key.
    pub(crate) fn secrets(&self, folder: &Path, usage: KeyUse) -> Result<Secrets, ServiceKeyError> {
        let path = usage.file(folder);
        match self.place(&path, usage)? {
            (secrets, Place::OfTheFile) => Ok(secrets),
            (secrets, Place::Aside) => {
                key_file::put_in_place(&path)?;
                Ok(secrets)
            }
        }
    }

    /// The secrets whose first key is the one in use, and where they are.
    fn place(&self, path: &Path, usage: KeyUse) -> Result<(Secrets, Place), ServiceKeyError> {
        let in_use = |secrets: &Secrets| {
            let found = usage.identify(&secrets.in_use).map(|(id, _)| id);
            found.is_some() && found.as_ref() == self.in_use(usage).map(|key| &key.id)
        };
        let of_the_file = key_file::read(path)?;
        let refused = match of_the_file {
            Some(secrets) if in_use(&secrets) => return Ok((secrets, Place::OfTheFile)),
            Some(_) => ServiceKeyError::Unknown(path.to_owned()),
            None => ServiceKeyError::Missing(path.to_owned()),
        };
        // What is aside may also have been left by a rotation that the database never knew, in the middle of a line.
        match key_file::read(&key_file::aside(path)) {
            Ok(Some(secrets)) if in_use(&secrets) => Ok((secrets, Place::Aside)),
            _ => Err(refused),
        }
    }

    /// Whether a key file is gone, and no command that was killed left the key in use aside.
    pub(crate) fn misses(&self, folder: &Path, usage: KeyUse) -> bool {
        let placed = self.place(&usage.file(folder), usage);
        matches!(placed, Err(ServiceKeyError::Missing(_)))
    }

    /// Why the key files are not those of this database, if they are not. Changes nothing.
    pub(crate) fn flaw(&self, folder: &Path) -> Option<ServiceKeyError> {
        let known = KeyUse::VARIANTS
            .iter()
            .filter(|usage| self.in_use(**usage).is_some());
        let mut flaws = known.filter_map(|usage| self.place(&usage.file(folder), *usage).err());
        flaws.next()
    }
}

/// Where the secrets in use are.
enum Place {
    OfTheFile,
    Aside,
}

/// The keys of a running service.
pub(crate) struct Keys {
    pub(crate) service: Ring,
    pub(crate) documents: Signing,
}

/// Makes the key files of a data folder that has no database yet.
pub(crate) fn make_files(folder: &Path) -> Result<(), ServiceKeyError> {
    for usage in KeyUse::VARIANTS {
        key_file::load_or_make(&usage.file(folder))?;
    }
    Ok(())
}

/// Reads the keys, which have to be those that the database knows. One that knows none yet learns those of the files.
pub(crate) async fn open(folder: &Path, database: &Database, now: i64) -> Result<Keys, ServiceKeyError> {
    let register = Register::read(&mut database.read().await?).await?;
    if KeyUse::VARIANTS
        .iter()
        .any(|usage| register.in_use(*usage).is_none())
    {
        let mut writing = database.write().await?;
        let register = Register::read(&mut writing).await?;
        for usage in KeyUse::VARIANTS {
            // Another command may have come first.
            if register.in_use(*usage).is_none() {
                learn(&mut writing, folder, *usage, now).await?;
            }
        }
        writing.commit().await?;
    }
    load(folder, database).await
}

/// Reads the keys, which have to be those that the database knows.
pub(crate) async fn load(folder: &Path, database: &Database) -> Result<Keys, ServiceKeyError> {
    match load_once(folder, database).await {
        // A command may have put another key in place since the database was read.
        Err(ServiceKeyError::Unknown(_)) => load_once(folder, database).await,
        loaded => loaded,
    }
}

async fn load_once(folder: &Path, database: &Database) -> Result<Keys, ServiceKeyError> {
    let register = Register::read(&mut database.read().await?).await?;
    let documents = register.secrets(folder, KeyUse::Documents)?.in_use;
    let damaged = || ServiceKeyError::Damaged(KeyUse::Documents.file(folder));
    Ok(Keys {
        service: Ring::known(register.secrets(folder, KeyUse::Service)?, &register),
        documents: Signing::of(&documents, register.earlier_public_keys()).ok_or_else(damaged)?,
    })
}

/// Writes into the database which keys a file holds.
async fn learn(writing: &mut Writing, folder: &Path, usage: KeyUse, now: i64) -> Result<(), ServiceKeyError> {
    let path = usage.file(folder);
    let secrets = key_file::read(&path)?.ok_or_else(|| ServiceKeyError::Missing(path.clone()))?;
    // Oldest first, as they came.
    for secret in secrets.earlier.iter().rev() {
        let known = known_key(usage, secret, &path, now)?;
        retired(writing, known, now).await?;
    }
    let in_use = known_key(usage, &secrets.in_use, &path, now)?;
    if usage == KeyUse::Documents {
        learn_earlier(writing, folder, &in_use).await?;
    }
    Ok(store::add(writing, &in_use).await?)
}

/// Writes into the database the earlier public keys of a data folder from before it knew them.
pub(crate) async fn learn_earlier(
    writing: &mut Writing,
    folder: &Path,
    in_use: &KnownKey,
) -> Result<(), ServiceKeyError> {
    for public in earlier_of_file(&folder.join(EARLIER_FILE))? {
        let id = KeyId::of_public(&public);
        if id != in_use.id {
            let known = KnownKey {
                id,
                public: Some(public),
                ..in_use.clone()
            };
            retired(writing, known, in_use.known_since).await?;
        }
    }
    Ok(())
}

async fn retired(writing: &mut Writing, known: KnownKey, now: i64) -> Result<(), StoreError> {
    let known = KnownKey {
        retired_at: Some(now),
        ..known
    };
    store::add(writing, &known).await
}

/// What the database has to know of a key in use.
pub(crate) fn known_key(
    usage: KeyUse,
    secret: &Secret,
    path: &Path,
    now: i64,
) -> Result<KnownKey, ServiceKeyError> {
    let identified = usage.identify(secret);
    let (id, public) = identified.ok_or_else(|| ServiceKeyError::Damaged(path.to_owned()))?;
    Ok(KnownKey {
        id,
        usage,
        public,
        known_since: now,
        retired_at: None,
        revoked_at: None,
    })
}

/// The public keys of the file of an earlier version of the service, oldest first.
fn earlier_of_file(path: &Path) -> Result<Vec<AttestationKey>, ServiceKeyError> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(file_error(path))?,
    };
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| AttestationKey::parse(line).map_err(|_| ServiceKeyError::Damaged(path.to_owned())))
        .collect()
}
