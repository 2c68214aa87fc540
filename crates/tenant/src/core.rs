//! The machinery below every feature: the client of the landlord's service, session, keyring, archive and its
//! synchronisation, clock. It imports no feature.

pub(crate) mod archive;
pub(crate) mod client;
pub(crate) mod clock;
pub(crate) mod config;
pub(crate) mod current_language;
pub(crate) mod failure;
pub(crate) mod freshness;
pub(crate) mod idle;
mod known;
pub(crate) mod limits;
pub(crate) mod logo;
pub(crate) mod outbox;
pub(crate) mod pdf;
pub(crate) mod proxy;
pub(crate) mod qr_drawing;
#[cfg(feature = "rehearsal")]
pub(crate) mod rehearsal;
pub(crate) mod request_key;
pub(crate) mod secrets;
pub(crate) mod session;
pub(crate) mod sms;
pub(crate) mod suggestions;
pub(crate) mod sync;
pub(crate) mod unopened_page;

use std::{path::PathBuf, sync::Arc};

use contract::{LandlordProfile, Tenancy};
use jiff::civil::Date;

use self::{
    archive::{Archive, ArchiveError, TENANCY, with_archive},
    client::LandlordClient,
    clock::LandlordClock,
    failure::Failure,
    freshness::{Freshness, freshness},
    known::KnownTenant,
    secrets::Vault,
    session::Session,
    sync::Synchronisation,
};

/// State that every feature of a person's `Espace` shares.
pub(crate) struct Core {
    /// The landlord's profile from the configuration, available offline.
    pub(crate) landlord: LandlordProfile,
    pub(crate) client: LandlordClient,
    pub(crate) vault: Vault,
    pub(crate) session: Arc<Session>,
    known: KnownTenant,
}

impl Core {
    pub(crate) fn new(
        landlord: LandlordProfile,
        client: LandlordClient,
        vault: Vault,
        archives: PathBuf,
    ) -> Self {
        Self {
            landlord,
            session: Arc::new(Session::new(client.clone(), vault.clone())),
            client,
            vault,
            known: KnownTenant::new(archives),
        }
    }

    /// The landlord's clock, estimated from its answers.
    pub(crate) fn clock(&self) -> Arc<LandlordClock> {
        self.client.clock()
    }

    /// Reads what a screen shows of the signed-in tenant: `read` gets the archive, today's date at the landlord's,
    /// and how fresh the data is.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn read_archived<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Archive, Date, Freshness) -> Result<T, ArchiveError> + Send + 'static,
    ) -> Result<T, Failure> {
        let archive = self.signed_in_archive().await?;
        let (clock, synchronised) = (self.clock(), self.synchronised().await);
        with_archive(&archive, move |archive| {
            let freshness = freshness(archive, synchronised)?;
            read(archive, archive.today(&clock)?, freshness)
        })
        .await
    }

    /// The tenancy; none when no archive is open, or it holds no readable one.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub(crate) async fn tenancy(&self) -> Result<Option<Tenancy>, Failure> {
        match self.archive().await {
            Some(archive) => with_archive(&archive, |archive| archive.note(TENANCY)).await,
            None => Ok(None),
        }
    }

    /// A synchronisation of the signed-in tenant's archive.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub(crate) async fn sync(&self) -> Result<Synchronisation, Failure> {
        Ok(Synchronisation {
            client: self.client.clone(),
            session: Arc::clone(&self.session),
            archive: self.signed_in_archive().await?,
        })
    }
}
