//! The keyring of a Linux desktop: gnome-keyring, KWallet or KeePassXC, over the Secret Service API.
//!
//! The entries of a seat are those of one collection. Where several collections hold some, the default one goes first,
//! and the others stay as they are. Of two entries of the same name in it, the one written last counts.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use secrecy::{ExposeSecret, SecretString};
use secret_service::{Collection, EncryptionType, Error, Item, SecretService};
use tokio::{runtime::Handle, sync::OnceCell, time::timeout};
use zbus::connection::Builder;

use super::{PromptAnswer, SecretName, SecretStore, SecretsError};
use crate::core::limits::Limits;

/// What earlier versions wrote as well: entries are found by these attributes.
const SERVICE: &str = "service";
const NAME: &str = "username";
const CONTENT_TYPE: &str = "application/octet-stream";

/// Keeps secrets in the system's keyring under one service name. Its calls need the runtime of a blocking thread.
#[derive(Clone)]
pub struct OsKeyring {
    service: String,
    connection: Arc<Connection>,
}

/// The connection that the seats share, opened by the first call.
#[derive(Default)]
struct Connection {
    /// None for the session's own bus.
    bus: Option<String>,
    opened: OnceCell<SecretService<'static>>,
}

impl OsKeyring {
    /// The keyring entries of one service name.
    #[must_use]
    pub fn new(service: impl Into<String>) -> Self {
        Self {
            service: service.into(),
            connection: Arc::default(),
        }
    }

    /// Same as [`Self::new`], on another bus than the session's.
    #[must_use]
    pub fn on_bus(bus: impl Into<String>, service: impl Into<String>) -> Self {
        let connection = Connection {
            bus: Some(bus.into()),
            opened: OnceCell::new(),
        };
        Self {
            service: service.into(),
            connection: Arc::new(connection),
        }
    }

    /// The keyring entries of another service name, over the same connection.
    #[must_use]
    pub fn beside(&self, service: impl Into<String>) -> Self {
        Self {
            service: service.into(),
            connection: Arc::clone(&self.connection),
        }
    }

    async fn opened(&self) -> Result<&SecretService<'static>, SecretsError> {
        let address = self.connection.bus.as_deref();
        let open = || async move {
            let bus = match address {
                None => Builder::session()?,
                Some(address) => Builder::address(address)?,
            };
            SecretService::connect_with_existing(EncryptionType::Dh, bus.build().await?).await
        };
        self.connection
            .opened
            .get_or_try_init(open)
            .await
            .map_err(refused)
    }

    /// The collection of this seat's entries; the default one where it has none yet.
    async fn collection(&self) -> Result<Collection<'_>, SecretsError> {
        let opened = self.opened().await?;
        let wanted = HashMap::from([(SERVICE, self.service.as_str())]);
        let found = opened.search_items(wanted).await.map_err(refused)?;
        let holding: BTreeSet<String> = found
            .unlocked
            .iter()
            .chain(&found.locked)
            .filter_map(|item| Some(item.item_path.as_str().rsplit_once('/')?.0.to_owned()))
            .collect();
        let default = match opened.get_default_collection().await {
            Ok(default) => Some(default),
            Err(Error::NoResult) => None,
            Err(error) => return Err(refused(error)),
        };
        let is_default = |path: &String| {
            let default = default.as_ref();
            default.is_some_and(|default| default.collection_path.as_str() == path)
        };
        if holding.len() > 1 {
            tracing::warn!(collections = holding.len(), "several collections hold entries");
        }
        let Some(other) = holding.first().filter(|_| !holding.iter().any(is_default)) else {
            return default.ok_or_else(|| refused(Error::NoResult));
        };
        let all = opened.get_all_collections().await.map_err(refused)?;
        let other = all
            .into_iter()
            .find(|collection| collection.collection_path.as_str() == other);
        other.ok_or_else(|| refused(Error::NoResult))
    }

    fn attributes(&self, name: SecretName) -> HashMap<&str, &str> {
        HashMap::from([(SERVICE, self.service.as_str()), (NAME, name.entry())])
    }

    async fn read(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
        let collection = self.collection().await?;
        ensure_unlocked(&collection).await?;
        let found = collection.search_items(self.attributes(name)).await;
        let Some(item) = newest(found.map_err(refused)?).await? else {
            return Ok(None);
        };
        let secret = item.get_secret().await.map_err(refused)?;
        let unreadable = |_| SecretsError::Refused("the entry cannot be read".to_owned());
        Ok(Some(String::from_utf8(secret).map_err(unreadable)?.into()))
    }

    async fn write(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        let secret = secret.expose_secret().as_bytes();
        let collection = self.collection().await?;
        // Creating an entry in a locked collection opens the prompt.
        ensure_unlocked(&collection).await?;
        let found = collection.search_items(self.attributes(name)).await;
        if let Some(item) = newest(found.map_err(refused)?).await? {
            return item.set_secret(secret, CONTENT_TYPE).await.map_err(refused);
        }
        let label = format!("keyring:{}@{}", name.entry(), self.service);
        let created = collection
            .create_item(&label, self.attributes(name), secret, true, CONTENT_TYPE)
            .await;
        created.map(drop).map_err(refused)
    }

    /// Deletes every entry of this name: an earlier one must not come back.
    async fn remove(&self, name: SecretName) -> Result<(), SecretsError> {
        let collection = self.collection().await?;
        ensure_unlocked(&collection).await?;
        let found = collection.search_items(self.attributes(name)).await;
        for item in found.map_err(refused)? {
            item.delete().await.map_err(refused)?;
        }
        Ok(())
    }

    async fn unlock_collection(&self) -> Result<PromptAnswer, SecretsError> {
        let collection = self.collection().await?;
        if collection.is_locked().await.map_err(refused)? {
            match collection.unlock().await {
                Ok(()) => {}
                Err(Error::Prompt) => return Ok(PromptAnswer::Dismissed),
                Err(error) => return Err(refused(error)),
            }
        }
        // Some keyrings show what a collection holds only once it is unlocked.
        ensure_unlocked(&self.collection().await?).await?;
        Ok(PromptAnswer::Unlocked)
    }
}

/// Waits for a call without limit.
fn wait<T>(call: impl Future<Output = Result<T, SecretsError>>) -> Result<T, SecretsError> {
    let runtime = Handle::try_current().map_err(|error| SecretsError::Refused(error.to_string()))?;
    runtime.block_on(call)
}

/// Waits for a call as long as its caller does, then drops it: once a frozen keyring answers again, it asks nothing
/// more, and nothing is written late.
fn wait_in_time<T>(call: impl Future<Output = Result<T, SecretsError>>) -> Result<T, SecretsError> {
    let limit = Limits::default().keyring;
    wait(async { timeout(limit, call).await.unwrap_or(Err(SecretsError::Frozen)) })
}

async fn ensure_unlocked(collection: &Collection<'_>) -> Result<(), SecretsError> {
    match collection.is_locked().await {
        Ok(false) => Ok(()),
        Ok(true) => Err(SecretsError::Locked),
        Err(error) => Err(refused(error)),
    }
}

/// The entry that was written last; the last by its path among those of the same second.
async fn newest(mut items: Vec<Item<'_>>) -> Result<Option<Item<'_>>, SecretsError> {
    if items.len() < 2 {
        return Ok(items.pop());
    }
    tracing::warn!(
        entries = items.len(),
        "the keyring holds several entries of one name"
    );
    let mut newest: Option<(u64, Item<'_>)> = None;
    for item in items {
        let written = item.get_modified().await.map_err(refused)?;
        let is_newer = newest.as_ref().is_none_or(|(latest, other)| {
            (written, item.item_path.as_str()) > (*latest, other.item_path.as_str())
        });
        if is_newer {
            newest = Some((written, item));
        }
    }
    Ok(newest.map(|(_, item)| item))
}

// None of these errors carries a secret (S20).
fn refused(error: Error) -> SecretsError {
    match error {
        Error::Locked => SecretsError::Locked,
        other => SecretsError::Refused(other.to_string()),
    }
}

impl SecretStore for OsKeyring {
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
        wait_in_time(self.read(name))
    }

    fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        wait_in_time(self.write(name, secret))
    }

    /// Without limit: what is to be forgotten is forgotten once a frozen keyring answers again.
    fn delete(&self, name: SecretName) -> Result<(), SecretsError> {
        wait(self.remove(name))
    }

    fn is_locked(&self) -> Result<bool, SecretsError> {
        wait_in_time(async {
            let collection = self.collection().await?;
            collection.is_locked().await.map_err(refused)
        })
    }

    fn unlock(&self) -> Result<PromptAnswer, SecretsError> {
        wait(self.unlock_collection())
    }
}
