//! What the commands share: the tenant's end, or why there is none.

use std::{path::PathBuf, sync::Arc, time::Duration};

use tauri::async_runtime::{self, JoinHandle};
use tenant::{Config, ConfigError, Espace, Failure, FailureCode, Opening, SecretStore};
use tokio::sync::Mutex;

/// The tenant's end and its opening, which starts before the window is there.
pub(crate) struct Desk {
    espace: Result<Arc<Espace>, Failure>,
    opening: Mutex<Option<JoinHandle<Result<Opening, Failure>>>>,
    check_every: Option<Duration>,
}

impl Desk {
    /// Starts the tenant's end, and reads keyring and archive while the webview loads.
    pub(crate) fn start(
        config: Result<Config, ConfigError>,
        archives: PathBuf,
        secrets: Arc<dyn SecretStore>,
    ) -> Self {
        let check_every = config.as_ref().ok().map(|config| config.check_every);
        let espace = config
            .map_err(|error| {
                tracing::error!(%error, "the configuration cannot be read");
                Failure::new(FailureCode::ConfigurationUnreadable).with_detail(error.to_string())
            })
            .and_then(|config| Espace::new(config, archives, secrets))
            .map(Arc::new);
        let opening = espace.as_ref().ok().map(|espace| {
            let espace = Arc::clone(espace);
            async_runtime::spawn(async move { espace.opening().await })
        });
        Self {
            espace,
            opening: Mutex::new(opening),
            check_every,
        }
    }

    pub(crate) fn espace(&self) -> Result<&Espace, Failure> {
        self.espace.as_deref().map_err(Clone::clone)
    }

    /// How often new documents are looked for; none when the configuration cannot be read.
    pub(crate) fn check_every(&self) -> Option<Duration> {
        self.check_every
    }

    /// The first screen. Asked again (a reloaded page), it is found again.
    pub(crate) async fn opening(&self) -> Result<Opening, Failure> {
        let espace = self.espace()?;
        match self.opening.lock().await.take() {
            Some(started) => started.await.map_err(|error| {
                tracing::error!(%error, "the opening failed");
                Failure::new(FailureCode::Internal)
            })?,
            None => espace.opening().await,
        }
    }
}
