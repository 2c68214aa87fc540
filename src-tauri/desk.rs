//! What the commands share: the tenant's end, or why there is none.

use std::{path::PathBuf, sync::Arc, time::Duration};

use tauri::async_runtime::{self, JoinHandle};
use tenant::{Config, ConfigError, Espace, Failure, FailureCode, Household, Keyrings, Opening};
use tokio::sync::Mutex;

/// The people of this computer and the opening, which starts before the window is there.
pub(crate) struct Desk {
    household: Result<Arc<Household>, Failure>,
    opening: Mutex<Option<JoinHandle<Result<Opening, Failure>>>>,
    check_every: Option<Duration>,
}

impl Desk {
    /// Starts the tenant's end, and reads keyring and archive while the webview loads.
    ///
    /// `link` is what a browser started the application with: then the payment that it leads back from is shown first.
    pub(crate) fn start(
        config: Result<Config, ConfigError>,
        archives: PathBuf,
        keyrings: Keyrings,
        link: Option<String>,
    ) -> Self {
        let check_every = config.as_ref().ok().map(|config| config.check_every);
        let household = config
            .map_err(|error| {
                tracing::error!(%error, "the configuration cannot be read");
                Failure::new(FailureCode::ConfigurationUnreadable).with_detail(error.to_string())
            })
            .and_then(|config| Household::new(config, archives, keyrings))
            .map(Arc::new);
        let opening = household.as_ref().ok().map(|household| {
            let household = Arc::clone(household);
            async_runtime::spawn(async move { open(&household, link).await })
        });
        Self {
            household,
            opening: Mutex::new(opening),
            check_every,
        }
    }

    /// The people of this computer.
    pub(crate) fn household(&self) -> Result<&Household, Failure> {
        self.household.as_deref().map_err(Clone::clone)
    }

    /// The one who is shown.
    pub(crate) fn espace(&self) -> Result<Arc<Espace>, Failure> {
        self.household().map(Household::espace)
    }

    /// How often new documents are looked for; none when the configuration cannot be read.
    pub(crate) fn check_every(&self) -> Option<Duration> {
        self.check_every
    }

    /// The first screen. Asked again (a reloaded page), it is found again.
    pub(crate) async fn opening(&self) -> Result<Opening, Failure> {
        let household = self.household()?;
        match self.opening.lock().await.take() {
            Some(started) => started.await.map_err(|error| {
                tracing::error!(%error, "the opening failed");
                Failure::new(FailureCode::Internal)
            })?,
            None => household.opening().await,
        }
    }
}

async fn open(household: &Household, link: Option<String>) -> Result<Opening, Failure> {
    let opening = household.opening().await?;
    let espace = household.espace();
    match link {
        Some(link) if espace.return_from_payment(&link).await => Ok(Opening {
            step: espace.read_page().await?,
            ..opening
        }),
        _ => Ok(opening),
    }
}
