//! A service with the demonstration's data.

use std::{fs, io, path::Path};

use super::write_exports;
use crate::{
    clock::Clock,
    config::Config,
    import::{ImportError, ImportSummary, import_directory},
    service::{Service, ServiceError},
    sms::SmsGateway,
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
    clock: Box<dyn Clock>,
    sms: Box<dyn SmsGateway>,
) -> Result<(Service, ImportSummary), DemonstrationError> {
    let config = Config::demonstration(folder.join("data"));
    let exports = folder.join("exports");
    fs::create_dir_all(&exports)?;
    write_exports(&exports, clock.today())?;
    let landlord = config.issuing_landlord();
    let service = Service::open_with(config, clock, sms, true).await?;
    let summary = import_directory(service.pool(), &landlord, &exports).await?;
    Ok((service, summary))
}
