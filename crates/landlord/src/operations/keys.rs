//! `landlord key` and `landlord renew-key`: the keys are listed, rotated, revoked and, when one is lost, replaced. Each
//! change is in the journal (S22). A running service takes it within a minute, and goes on serving (S26).

use std::{fmt, iter, path::Path, time::Duration};

use contract::AttestationKey;
use jiff::Timestamp;
use strum::VariantArray;
use tokio::time::{MissedTickBehavior, interval};

use super::{
    data_folder::{self, DataFolderFlaw},
    event::Event,
    operator::Operator,
};
use crate::{
    clock::{self, Clock, SystemClock},
    config::Config,
    context::Context,
    counter::journal::{self as staff_journal, Deed, OperatorAction},
    figures::KEYS_READ_SECONDS,
    keys::{
        KeyId, ServiceKey, ServiceKeyError,
        key_file::{self, Secret},
        register::{self, KeyUse, KnownKey, Register},
        store as known_keys,
    },
    operator_words::say,
    refusal::Refusal,
    rent::attestation_keys::AttestationKeys,
    service::Service,
    store::{self, MigrateError, StoreError, Writing},
};

/// Why a command about keys failed. No key is lost.
#[derive(Debug, thiserror::Error)]
pub enum KeyCommandError {
    /// A key file cannot be used.
    #[error(transparent)]
    Key(#[from] ServiceKeyError),
    /// The data folder belongs to another user.
    #[error(transparent)]
    Folder(#[from] DataFolderFlaw),
    /// The database failed.
    #[error("{}", say("service-store", [("reason", .0.to_string())]))]
    Store(#[from] StoreError),
    /// A migration failed.
    #[error("{}", say("service-migration", [("reason", .0.to_string())]))]
    Migration(#[from] MigrateError),
    /// The journal could not be written.
    #[error("{}", say("service-store", [("reason", .0.to_string())]))]
    Journal(Refusal),
    /// No key that can be revoked has this id.
    #[error("{}", say("key-no-such", [("value", .0.to_string())]))]
    NoSuchKey(String),
    /// The key is in use: another one has to take its place first.
    #[error("{}", say(.0.in_use_sentence(), []))]
    InUse(KeyUse),
    /// No key file is missing.
    #[error("{}", say("key-nothing-lost", []))]
    NothingLost,
}

impl KeyUse {
    /// The sentence of a key that cannot be revoked yet.
    fn in_use_sentence(self) -> &'static str {
        match self {
            Self::Service => "key-in-use-service",
            Self::Documents => "key-in-use-documents",
        }
    }
}

/// A key, as `landlord key list` prints it.
#[derive(Debug)]
pub struct KeyOnList(KnownKey);

impl KeyOnList {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &KeyId {
        &self.0.id
    }
}

impl fmt::Display for KeyOnList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = &self.0;
        let usage = match key.usage {
            KeyUse::Service => "key-use-service",
            KeyUse::Documents => "key-use-documents",
        };
        let state = match (key.revoked_at, key.retired_at) {
            (Some(revoked_at), _) => say("key-revoked", [("day", day(revoked_at))]),
            (None, Some(retired_at)) => say("key-retired", [("day", day(retired_at))]),
            (None, None) => say("key-in-use", []),
        };
        let since = say("key-since", [("day", day(key.known_since))]);
        write!(f, "{}  {}  {since}  {state}", key.id, say(usage, []))
    }
}

/// A key that was revoked. Prints what ended with it.
#[derive(Debug)]
pub struct RevokedKey(KnownKey);

impl fmt::Display for RevokedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = &self.0;
        let id = key.id.to_string();
        f.write_str(&match key.usage {
            KeyUse::Service => {
                let day = day(key.retired_at.unwrap_or(key.known_since));
                say("key-revoked-service", [("id", id), ("day", day)])
            }
            KeyUse::Documents => say("key-revoked-documents", [("id", id)]),
        })
    }
}

/// A key that takes the place of a lost one. Prints what ended with that one.
#[derive(Debug)]
pub struct ReplacedKey(KnownKey);

impl fmt::Display for ReplacedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = match self.0.usage {
            KeyUse::Service => "key-replaced-service",
            KeyUse::Documents => "key-replaced-documents",
        };
        f.write_str(&say(id, [("id", self.0.id.to_string())]))
    }
}

/// The day of a moment in Unix seconds.
fn day(at: i64) -> String {
    let day = Timestamp::from_second(at).map(clock::local_day);
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The operator's commands for the keys.
pub struct KeyAdmin<'a> {
    pub(crate) base: &'a Context,
    pub(crate) documents: &'a AttestationKeys,
    pub(crate) folder: &'a Path,
    pub(crate) operator: &'a Operator,
}

impl KeyAdmin<'_> {
    /// Lists the keys that the database knows, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self) -> Result<Vec<KeyOnList>, KeyCommandError> {
        let register = Register::read(&mut self.base.store.read().await?).await?;
        Ok(register.keys().iter().cloned().map(KeyOnList).collect())
    }

    /// Makes another key of the service. What was made with the earlier ones goes on.
    ///
    /// # Errors
    /// When a key file cannot be read or written, or the database fails.
    pub async fn rotate(&self) -> Result<KeyId, KeyCommandError> {
        let mut writing = self.base.store.write().await?;
        let register = Register::read(&mut writing).await?;
        let earlier = register.secrets(self.folder, KeyUse::Service)?;
        let earlier_ones = earlier.earlier.iter();
        let kept = earlier_ones.filter(|secret| register.believes(&KeyId::of_secret(secret)));
        let kept: Vec<&Secret> = iter::once(&earlier.in_use).chain(kept).collect();
        let known = self.take_over(&mut writing, KeyUse::Service, &kept).await?;
        self.record(&mut writing, OperatorAction::ServiceKeyRotated, &known.id)
            .await?;
        writing.commit().await?;
        self.reload().await?;
        Ok(known.id)
    }

    /// Makes another key that signs documents, for `landlord renew-key`. The public keys of the earlier ones stay
    /// published.
    ///
    /// # Errors
    /// When a key file cannot be read or written, or the database fails.
    pub async fn renew_document_key(&self) -> Result<AttestationKey, KeyCommandError> {
        let mut writing = self.base.store.write().await?;
        // Puts a key in place that a killed command left aside: it would be lost.
        let register = Register::read(&mut writing).await?;
        register.secrets(self.folder, KeyUse::Documents)?;
        let known = self.take_over(&mut writing, KeyUse::Documents, &[]).await?;
        self.record(&mut writing, OperatorAction::DocumentKeyRenewed, &known.id)
            .await?;
        writing.commit().await?;
        self.reload().await?;
        let damaged = || ServiceKeyError::Damaged(KeyUse::Documents.file(self.folder));
        Ok(known.public.ok_or_else(damaged)?)
    }

    /// Revokes a key that is no longer in use: after a theft, nothing that it made is believed any more.
    ///
    /// # Errors
    /// [`KeyCommandError::NoSuchKey`] when no key has this id or it was revoked before, and is in no file;
    /// [`KeyCommandError::InUse`] when it is in use; else as [`Self::rotate`].
    pub async fn revoke(&self, id: &str) -> Result<RevokedKey, KeyCommandError> {
        let no_such = || KeyCommandError::NoSuchKey(id.to_owned());
        let wanted = KeyId::parse(id).ok_or_else(no_such)?;
        let now = self.base.clock.seconds();
        let mut writing = self.base.store.write().await?;
        let register = Register::read(&mut writing).await?;
        let key = register.find(&wanted).ok_or_else(no_such)?.clone();
        if key.revoked_at.is_some() {
            drop(writing);
            // A command that was killed may have left it in the file.
            let forgotten = key.usage == KeyUse::Service && self.forget_secret(&key.id).await?;
            return forgotten.then_some(RevokedKey(key)).ok_or_else(no_such);
        }
        if key.retired_at.is_none() {
            return Err(KeyCommandError::InUse(key.usage));
        }
        known_keys::revoke(&mut writing, &key.id, now).await?;
        self.record(&mut writing, OperatorAction::KeyRevoked, &key.id)
            .await?;
        writing.commit().await?;
        if key.usage == KeyUse::Service {
            self.forget_secret(&key.id).await?;
        }
        self.reload().await?;
        Ok(RevokedKey(key))
    }

    /// Takes the keys as they are now in the files and in the database. Puts a key in place that the database knows and
    /// that is still aside: never one that another command has just written there.
    ///
    /// # Errors
    /// When they cannot be read, or are not those of the database. The keys that were in use stay.
    pub async fn reload(&self) -> Result<(), KeyCommandError> {
        let keys = register::load(self.folder, &self.base.store).await?;
        self.base.key.replace(keys.service);
        self.documents.replace(keys.documents);
        Ok(())
    }

    /// Makes a key and writes it aside, in front of those that are kept. The database knows it with the commit.
    async fn take_over(
        &self,
        writing: &mut Writing,
        usage: KeyUse,
        kept: &[&Secret],
    ) -> Result<KnownKey, KeyCommandError> {
        let (path, now) = (usage.file(self.folder), self.base.clock.seconds());
        let secret = key_file::make()?;
        key_file::write_aside(&path, iter::once(&secret).chain(kept.iter().copied()))?;
        let known = register::known_key(usage, &secret, &path, now)?;
        known_keys::retire(writing, usage, now).await?;
        known_keys::add(writing, &known).await?;
        Ok(known)
    }

    /// Takes a revoked key out of the service's key file; returns false when it is not there. The database does not believe
    /// it already.
    async fn forget_secret(&self, id: &KeyId) -> Result<bool, KeyCommandError> {
        // Under the lock: no rotation comes in between.
        let mut writing = self.base.store.write().await?;
        let register = Register::read(&mut writing).await?;
        let secrets = register.secrets(self.folder, KeyUse::Service)?;
        let earlier = secrets.earlier.iter();
        let kept: Vec<&Secret> = earlier.filter(|secret| KeyId::of_secret(secret) != *id).collect();
        if kept.len() == secrets.earlier.len() {
            return Ok(false);
        }
        let path = KeyUse::Service.file(self.folder);
        key_file::write_aside(&path, iter::once(&secrets.in_use).chain(kept))?;
        key_file::put_in_place(&path)?;
        Ok(true)
    }

    async fn record(
        &self,
        writing: &mut Writing,
        action: OperatorAction,
        id: &KeyId,
    ) -> Result<(), KeyCommandError> {
        let deed = (action, of_key(id));
        staff_journal::write_of_operator(writing, self.base, self.operator, deed)
            .await
            .map_err(KeyCommandError::Journal)
    }
}

fn of_key(id: &KeyId) -> Deed<'_> {
    Deed {
        detail: Some(id.as_str()),
        ..Deed::default()
    }
}

/// Makes keys in the place of those whose files are lost, for `landlord key replace --lost`. No service opens without
/// its keys, so this opens the database itself.
///
/// # Errors
/// [`KeyCommandError::NothingLost`] when there is no database or no key file is missing, and [`KeyCommandError::Key`] when
/// one is of another day than the database; else when a key file cannot be written, or the database fails.
pub async fn replace_lost(config: &Config) -> Result<Vec<ReplacedKey>, KeyCommandError> {
    let folder = &config.data;
    if let Some(owner) = data_folder::foreign_owner(folder) {
        let path = folder.clone();
        return Err(DataFolderFlaw::Foreign { path, owner }.into());
    }
    let path = data_folder::database(folder);
    if !path.exists() {
        return Err(KeyCommandError::NothingLost);
    }
    if data_folder::key_files(folder).all(|key| key.exists()) {
        return Err(why_nothing_is_lost(folder, &path).await);
    }
    let database = store::open(&path).await?;
    store::migrate(&database).await?;
    let now = SystemClock.seconds();
    let mut writing = database.write().await?;
    let register = Register::read(&mut writing).await?;
    let mut replaced = Vec::new();
    // What is aside may have been left by a command that the database never knew of, as this one when it fails.
    let lost = KeyUse::VARIANTS
        .iter()
        .filter(|usage| register.misses(folder, **usage));
    for usage in lost {
        let path = usage.file(folder);
        let secret = key_file::make()?;
        key_file::write_aside(&path, [&secret])?;
        let known = register::known_key(*usage, &secret, &path, now)?;
        match usage {
            // The lost file held the earlier ones, too.
            KeyUse::Service => {
                for key in register.keys().iter().filter(|key| key.usage == *usage) {
                    known_keys::revoke(&mut writing, &key.id, now).await?;
                }
            }
            // What the lost one signed stays genuine.
            KeyUse::Documents => register::learn_earlier(&mut writing, folder, &known).await?,
        }
        known_keys::retire(&mut writing, *usage, now).await?;
        known_keys::add(&mut writing, &known).await?;
        replaced.push(ReplacedKey(known));
    }
    if replaced.is_empty() {
        return Err(KeyCommandError::NothingLost);
    }
    let path = KeyUse::Service.file(folder);
    let path = if path.exists() {
        path
    } else {
        key_file::aside(&path)
    };
    let (key, operator) = (ServiceKey::load_or_make(&path)?, Operator::of_this_process());
    for ReplacedKey(known) in &replaced {
        let deed = (OperatorAction::KeyReplaced, of_key(&known.id));
        staff_journal::write_without_service(&mut writing, (&key, now), &operator, deed)
            .await
            .map_err(KeyCommandError::Journal)?;
    }
    writing.commit().await?;
    for ReplacedKey(known) in &replaced {
        key_file::put_in_place(&known.usage.file(folder))?;
    }
    Ok(replaced)
}

/// Why no key is replaced though every file is there: they may be newer than a database that was restored. One that cannot
/// be read here knows no keys yet.
async fn why_nothing_is_lost(folder: &Path, database: &Path) -> KeyCommandError {
    let register = async {
        let mut reading = store::look_at(database).await?.read().await?;
        Register::read(&mut reading).await
    };
    let flaw = register.await.ok().and_then(|register| register.flaw(folder));
    flaw.map_or(KeyCommandError::NothingLost, KeyCommandError::Key)
}

/// Takes what a command changed about the keys, for as long as the service runs.
pub(crate) async fn keep_reading(service: Service) {
    let mut ticks = interval(Duration::from_secs(KEYS_READ_SECONDS));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = service.key_admin().reload().await {
            service.base.traces.record(Event::KeysUnreadable);
            tracing::error!(%error, "the keys cannot be read again: those of the last time stay in use");
        }
    }
}
