//! A service with the demonstration's data.

use std::{fs, io, path::Path};

use super::write_exports;
use crate::{
    config::Config,
    import::{ImportError, ImportSummary, import_directory},
    service::{Service, ServiceError, Surroundings},
};

/// The demonstration cannot start.
#[derive(Debug, thiserror::Error)]
pub enum DemonstrationError {
    /// The exports cannot be written.
    #[error("les données de démonstration ne peuvent pas être écrites : {0}")]
    Exports(#[from] io::Error),
    /// The service cannot start.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The exports were refused.
    #[error(transparent)]
    Import(#[from] ImportError),
}

/// Opens a demonstration service in an empty folder; its data come in through the landlord's own
/// import.
///
/// # Errors
/// [`DemonstrationError`].
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
    Ok((service, summary))
}
