//! A service with the demonstration's data.

use crate::operator_words::say;
use std::{fs, io, path::Path};

use contract::StaffLogin;

use super::{COUNTER_DEVICE, COUNTER_PASSWORD, SHOWN_STAFF, write_exports};
use crate::{
    config::Config,
    counter::staff,
    import::{ImportError, ImportSummary, import_directory},
    refusal::Refusal,
    service::{Service, ServiceError, Surroundings},
};

/// The demonstration cannot start.
#[derive(Debug, thiserror::Error)]
pub enum DemonstrationError {
    /// The exports cannot be written.
    #[error("{}", say("demonstration-exports", [("reason", .0.to_string())]))]
    Exports(#[from] io::Error),
    /// The service cannot start.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The exports cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The counter cannot be opened.
    #[error("{}", say("demonstration-counter", [("reason", .0.to_string())]))]
    Counter(Refusal),
}

/// Opens a demonstration service in an empty folder. Its data comes in through the landlord's own import.
///
/// # Errors
/// When the exports cannot be written or imported, or the service or its counter cannot be opened.
pub async fn open_service(
    folder: &Path,
    surroundings: Surroundings,
) -> Result<(Service, ImportSummary), DemonstrationError> {
    let config = Config::demonstration(folder.join("data"));
    let exports = folder.join("exports");
    fs::create_dir_all(&exports)?;
    write_exports(&exports, surroundings.clock.today())?;
    let landlord = config.issuing_landlord();
    let service = Service::open_with(config, surroundings, true).await?;
    let summary = import_directory(service.pool(), &landlord, &exports).await?;
    open_counter(&service)
        .await
        .map_err(DemonstrationError::Counter)?;
    Ok((service, summary))
}

/// Adds the staff of the demonstration and enrols the device that they sign in from.
async fn open_counter(service: &Service) -> Result<(), Refusal> {
    for shown in SHOWN_STAFF {
        let login = StaffLogin::parse(shown.login).map_err(|flaw| Refusal::Stored(flaw.to_string()))?;
        let who = (shown.name, shown.role, shown.agency);
        staff::make_ready(&service.people(), &login, who, COUNTER_PASSWORD).await?;
    }
    staff::enrol_known_device(&service.people(), "Guichet de démonstration", COUNTER_DEVICE).await
}
