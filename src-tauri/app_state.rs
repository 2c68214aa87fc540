//! The state that the commands share: the tenant's end, or the failure that prevents it.

use std::{path::PathBuf, sync::Arc, time::Duration};

use contract::LandlordProfile;
use tauri::async_runtime::{self, JoinHandle};
use tenant::{
    Config, ConfigError, Counter, Espace, Failure, FailureCode, FirstScreen, Household, Keyrings, Step,
};
use tokio::sync::Mutex;

/// The people of this computer, or its counter, and the first screen, which is prepared before the window exists.
pub(crate) struct AppState {
    household: Result<Arc<Household>, Failure>,
    /// Set on an agency's machine, which has no household.
    counter: Option<Arc<Counter>>,
    first_screen: Mutex<Option<JoinHandle<Result<FirstScreen, Failure>>>>,
    check_every: Option<Duration>,
    /// Host of the landlord's service; none if the configuration cannot be read.
    service: Option<String>,
}

impl AppState {
    /// Starts the tenant's end, and reads keyring and archive while the webview loads.
    ///
    /// `link` is the link that a browser started the application with: the payment that it belongs to is shown
    /// first.
    pub(crate) fn start(
        config: Result<Config, ConfigError>,
        archives: PathBuf,
        keyrings: Keyrings,
        link: Option<String>,
    ) -> Self {
        let check_every = config.as_ref().ok().map(|config| config.check_every);
        let service = service_of(&config);
        let household = readable(config)
            .and_then(|config| Household::new(config, archives, keyrings))
            .map(Arc::new);
        let first_screen = household.as_ref().ok().map(|household| {
            let household = Arc::clone(household);
            async_runtime::spawn(async move {
                if let Some(link) = link {
                    household.return_from_payment(link).await;
                }
                household.first_screen().await
            })
        });
        Self {
            household,
            counter: None,
            first_screen: Mutex::new(first_screen),
            check_every,
            service,
        }
    }

    /// The state of a counter.
    pub(crate) fn at_a_counter(config: Result<Config, ConfigError>) -> Self {
        let service = service_of(&config);
        let counter = readable(config).and_then(Counter::new);
        let failure = counter.as_ref().err().cloned();
        Self {
            // A counter has no household.
            household: Err(failure.unwrap_or_else(|| Failure::new(FailureCode::SessionEnded))),
            counter: counter.ok().map(Arc::new),
            first_screen: Mutex::new(None),
            check_every: None,
            service,
        }
    }

    /// The counter, if this machine is one.
    pub(crate) fn counter(&self) -> Option<&Counter> {
        self.counter.as_deref()
    }

    /// The counter, for commands that exist only there; [`FailureCode::NotAllowed`] elsewhere.
    pub(crate) fn at_counter(&self) -> Result<&Counter, Failure> {
        let not_allowed = || Failure::new(FailureCode::NotAllowed);
        self.counter().ok_or_else(not_allowed)
    }

    /// The landlord's profile; none if the configuration cannot be read.
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

    /// The person who is shown: of the household, or of the visit.
    pub(crate) fn espace(&self) -> Result<Arc<Espace>, Failure> {
        match self.counter() {
            Some(counter) => Ok(counter.espace()),
            None => self.household().map(Household::espace),
        }
    }

    /// Records that somebody used the keyboard or the pointer (S12, S21).
    pub(crate) fn touched(&self) {
        match (self.counter(), self.espace()) {
            (Some(counter), _) => counter.touched(),
            (None, Ok(espace)) => espace.reset_idle_timer(),
            // Nothing is there to lock.
            (None, Err(_)) => {}
        }
    }

    /// Host of the landlord's service; none if the configuration cannot be read.
    pub(crate) fn service(&self) -> Option<String> {
        self.service.clone()
    }

    /// Interval of the checks for new documents; none at a counter, or if the configuration cannot be read.
    pub(crate) fn check_every(&self) -> Option<Duration> {
        self.check_every
    }

    /// Returns the first step. A reloaded page asks again, and the step is determined anew.
    pub(crate) async fn first_step(&self) -> Result<Step, Failure> {
        if let Some(counter) = self.counter() {
            return Ok(counter.first_screen().await.step);
        }
        let household = self.household()?;
        let first_screen = match self.first_screen.lock().await.take() {
            Some(started) => started.await.map_err(|error| {
                tracing::error!(%error, "the opening failed");
                Failure::new(FailureCode::Internal)
            })?,
            None => household.first_screen().await,
        };
        household.first_step(first_screen?).await
    }

    /// Returns the first step once the prompt of the keyring is answered, as long as that takes.
    pub(crate) async fn first_step_once_unlocked(&self) -> Result<Step, Failure> {
        self.household()?.keyring_answered().await;
        self.first_step().await
    }
}

fn service_of(config: &Result<Config, ConfigError>) -> Option<String> {
    let config = config.as_ref().ok()?;
    config.service.host_str().map(str::to_owned)
}

fn readable(config: Result<Config, ConfigError>) -> Result<Config, Failure> {
    config.map_err(|error| {
        tracing::error!(%error, "the configuration cannot be read");
        Failure::new(FailureCode::ConfigurationUnreadable).with_detail(error.to_string())
    })
}
