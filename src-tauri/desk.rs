//! What the commands share: the tenant's end, or why there is none.

use std::{path::PathBuf, sync::Arc, time::Duration};

use contract::LandlordProfile;
use tauri::async_runtime::{self, JoinHandle};
use tenant::{Config, ConfigError, Counter, Espace, Failure, FailureCode, Household, Keyrings, Step};
use tokio::sync::Mutex;

/// The people of this computer and the opening, which starts before the window is there.
pub(crate) struct Desk {
    household: Result<Arc<Household>, Failure>,
    /// Of a machine of an agency, which nobody's home is on.
    counter: Option<Arc<Counter>>,
    opening: Mutex<Option<JoinHandle<Result<Step, Failure>>>>,
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
        let household = readable(config)
            .and_then(|config| Household::new(config, archives, keyrings))
            .map(Arc::new);
        let opening = household.as_ref().ok().map(|household| {
            let household = Arc::clone(household);
            async_runtime::spawn(async move { open(&household, link).await })
        });
        Self {
            household,
            counter: None,
            opening: Mutex::new(opening),
            check_every,
        }
    }

    /// The desk of a counter.
    pub(crate) fn at_a_counter(config: Result<Config, ConfigError>) -> Self {
        let counter = readable(config).and_then(Counter::new);
        let failure = counter.as_ref().err().cloned();
        Self {
            // Nobody is at home here.
            household: Err(failure.unwrap_or_else(|| Failure::new(FailureCode::SessionEnded))),
            counter: counter.ok().map(Arc::new),
            opening: Mutex::new(None),
            check_every: None,
        }
    }

    /// The counter that this machine is, when it is one.
    pub(crate) fn counter(&self) -> Option<&Counter> {
        self.counter.as_deref()
    }

    /// The same, for what is asked at a counter alone.
    pub(crate) fn at_counter(&self) -> Result<&Counter, Failure> {
        let not_allowed = || Failure::new(FailureCode::NotAllowed);
        self.counter().ok_or_else(not_allowed)
    }

    /// Who the landlord is; none when the configuration cannot be read.
    pub(crate) fn landlord_profile(&self) -> Option<LandlordProfile> {
        match self.counter() {
            Some(counter) => Some(counter.landlord_profile()),
            None => self.household().ok().map(Household::landlord_profile),
        }
    }

    /// The people of this computer.
    pub(crate) fn household(&self) -> Result<&Household, Failure> {
        self.household.as_deref().map_err(Clone::clone)
    }

    /// The one who is shown.
    pub(crate) fn espace(&self) -> Result<Arc<Espace>, Failure> {
        match self.counter() {
            Some(counter) => Ok(counter.espace()),
            None => self.household().map(Household::espace),
        }
    }

    /// How often new documents are looked for; none when the configuration cannot be read.
    pub(crate) fn check_every(&self) -> Option<Duration> {
        self.check_every
    }

    /// The first screen. Asked again (a reloaded page), it is found again.
    pub(crate) async fn opening(&self) -> Result<Step, Failure> {
        if let Some(counter) = self.counter() {
            return Ok(counter.opening().await.step);
        }
        let household = self.household()?;
        match self.opening.lock().await.take() {
            Some(started) => started.await.map_err(|error| {
                tracing::error!(%error, "the opening failed");
                Failure::new(FailureCode::Internal)
            })?,
            None => Ok(household.opening().await?.step),
        }
    }
}

fn readable(config: Result<Config, ConfigError>) -> Result<Config, Failure> {
    config.map_err(|error| {
        tracing::error!(%error, "the configuration cannot be read");
        Failure::new(FailureCode::ConfigurationUnreadable).with_detail(error.to_string())
    })
}

async fn open(household: &Household, link: Option<String>) -> Result<Step, Failure> {
    let opening = household.opening().await?;
    let espace = household.espace();
    match link {
        Some(link) if espace.return_from_payment(&link).await => espace.read_page().await,
        _ => Ok(opening.step),
    }
}
