//! The tenant that this computer knows, and their archive.

mod forgetting;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use contract::{DocumentId, TenantCode};
use secrecy::ExposeSecret;
use tokio::{sync::RwLock, task::spawn_blocking};

use super::Core;
use crate::core::{
    archive::{Archive, ArchiveDisk, ArchiveFile, ArchiveKey},
    failure::{Failure, FailureCode},
    freshness::Synchronised,
    secrets::{SecretName, SecretStorage},
};

/// The known tenant, and whether they are signed in.
pub(super) struct KnownTenant {
    /// The folder of the archives.
    archives: PathBuf,
    tenant: RwLock<Option<Tenant>>,
    /// Somebody is signed in, and the archive may be shown. The navigator sets it.
    inside: AtomicBool,
}

struct Tenant {
    code: TenantCode,
    archive: Arc<Archive>,
    synchronised: Synchronised,
    /// The damaged records; none before this run has looked for them.
    set_aside: Option<Vec<DocumentId>>,
}

impl KnownTenant {
    pub(super) fn new(archives: PathBuf) -> Self {
        Self {
            archives,
            tenant: RwLock::new(None),
            inside: AtomicBool::new(false),
        }
    }
}

impl Core {
    /// Sets whether the archive may be shown.
    pub(crate) fn let_in(&self, inside: bool) {
        self.known.inside.store(inside, Ordering::Release);
    }

    /// The tenant that this computer knows, also while a PIN keeps the archive shut.
    pub(crate) async fn known_tenant(&self) -> Option<TenantCode> {
        if self.vault.is_locked() {
            return self.remembered().await;
        }
        let tenant = self.known.tenant.read().await;
        tenant.as_ref().map(|tenant| tenant.code.clone())
    }

    /// The tenant who is signed in here.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub(crate) async fn tenant_at_home(&self) -> Result<TenantCode, Failure> {
        let inside = self.known.inside.load(Ordering::Acquire);
        let tenant_code = self.known_tenant().await.filter(|_| inside);
        tenant_code.ok_or_else(|| Failure::new(FailureCode::SessionEnded))
    }

    /// The tenant whose seat this is, also while a PIN keeps the archive shut.
    pub(crate) async fn remembered(&self) -> Option<TenantCode> {
        let secret = self.vault.get(SecretName::TenantCode).await?;
        TenantCode::parse(secret.expose_secret()).ok()
    }

    /// Refuses another tenant: the entries of a seat belong to one tenant until that person leaves this computer,
    /// and are not overwritten by another's. [`crate::Household`] gives another person a seat of their own.
    pub(crate) async fn check_seat(&self, tenant_code: &TenantCode) -> Result<(), Failure> {
        match self.remembered().await {
            Some(known) if known != *tenant_code => {
                tracing::error!("another tenant was about to take somebody's seat");
                Err(Failure::new(FailureCode::Internal))
            }
            _ => Ok(()),
        }
    }

    /// Remembers the tenant who signed in, and opens the archive.
    pub(crate) async fn remember(&self, tenant_code: TenantCode) -> Result<(), Failure> {
        self.vault
            .set(SecretName::TenantCode, tenant_code.as_str().into())
            .await;
        self.know(tenant_code).await?;
        self.record_failure(None).await;
        Ok(())
    }

    /// Opens the archive of the known tenant.
    pub(crate) async fn know(&self, code: TenantCode) -> Result<(), Failure> {
        let mut tenant = self.known.tenant.write().await;
        if tenant.as_ref().is_some_and(|tenant| tenant.code == code) {
            return Ok(());
        }
        let archive = Arc::new(self.open_archive(code.clone()).await?);
        *tenant = Some(Tenant {
            code,
            archive,
            synchronised: Synchronised::default(),
            set_aside: None,
        });
        Ok(())
    }

    /// Opens the archive on disk, or in memory when its key cannot be kept (S13).
    async fn open_archive(&self, tenant_code: TenantCode) -> Result<Archive, Failure> {
        let kept = self
            .vault
            .get(SecretName::ArchiveKey)
            .await
            .and_then(|key| ArchiveKey::from_secret(&key));
        let key = match kept {
            Some(key) => {
                // An earlier version set the PIN and recorded no file.
                if self.vault.is_unlocked() {
                    self.record_archive(ArchiveFile::of(&key, &tenant_code)).await;
                }
                key
            }
            None if self.vault.is_locked() => return Err(Failure::new(FailureCode::SessionEnded)),
            None => {
                let key = ArchiveKey::make()?;
                self.record_archive(ArchiveFile::of(&key, &tenant_code)).await;
                self.vault.set(SecretName::ArchiveKey, key.to_secret()).await;
                key
            }
        };
        let folder = self.known.archives.clone();
        let on_disk = self.vault.storage() == SecretStorage::Keyring;
        let opened = spawn_blocking(move || {
            if on_disk {
                Archive::open(&folder, key, tenant_code)
            } else {
                Archive::in_memory(key, tenant_code)
            }
        });
        Ok(opened.await??)
    }

    /// Whether an archive is open.
    pub(crate) async fn is_known(&self) -> bool {
        self.known.tenant.read().await.is_some()
    }

    /// Closes the archive, and returns it.
    pub(crate) async fn let_go(&self) -> Option<Arc<Archive>> {
        let tenant = self.known.tenant.write().await.take();
        tenant.map(|tenant| tenant.archive)
    }

    pub(crate) async fn archive(&self) -> Option<Arc<Archive>> {
        let tenant = self.known.tenant.read().await;
        tenant.as_ref().map(|tenant| Arc::clone(&tenant.archive))
    }

    /// The folder of everybody's archives on this computer.
    pub(crate) fn archives_folder(&self) -> &Path {
        &self.known.archives
    }

    /// What the disk does for the open archive.
    pub(crate) async fn archive_disk(&self) -> ArchiveDisk {
        let archive = self.archive().await;
        archive.map_or(ArchiveDisk::Works, |archive| archive.disk())
    }

    /// The archive of the signed-in tenant.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub(crate) async fn signed_in_archive(&self) -> Result<Arc<Archive>, Failure> {
        let ended = || Failure::new(FailureCode::SessionEnded);
        if !self.known.inside.load(Ordering::Acquire) {
            return Err(ended());
        }
        self.archive().await.ok_or_else(ended)
    }

    /// What is known of the synchronisations of this run.
    pub(crate) async fn synchronised(&self) -> Synchronised {
        let tenant = self.known.tenant.read().await;
        tenant
            .as_ref()
            .map_or_else(Synchronised::default, |tenant| tenant.synchronised.clone())
    }

    /// Marks the archive as out of date: the next page asks the landlord.
    pub(crate) async fn ask_again(&self) {
        if let Some(tenant) = self.known.tenant.write().await.as_mut() {
            tenant.synchronised.up_to_date = false;
        }
    }

    /// Records whether a message could not leave.
    pub(crate) async fn record_unsent(&self, unsent: bool) {
        if let Some(tenant) = self.known.tenant.write().await.as_mut() {
            tenant.synchronised.unsent = unsent;
        }
    }

    /// Records why a synchronisation failed; none: it did not, or the tenant has mended the cause.
    pub(crate) async fn record_failure(&self, failure: Option<Failure>) {
        if let Some(tenant) = self.known.tenant.write().await.as_mut() {
            tenant.synchronised.failure = failure;
        }
    }

    /// Records what a request beside the synchronisation met: a page shows from the start what holds every request back,
    /// and no more what this one did not meet.
    pub(crate) async fn record_request(&self, failure: Option<&Failure>) {
        if let Some(tenant) = self.known.tenant.write().await.as_mut() {
            let known = &mut tenant.synchronised.failure;
            match failure {
                Some(failure) if failure.holds_everything_back() => *known = Some(failure.clone()),
                Some(_) => {}
                None => drop(known.take_if(|known| known.holds_everything_back())),
            }
        }
    }

    /// Records whether a synchronisation succeeded, and which records are still damaged.
    pub(crate) async fn record_synchronisation(&self, up_to_date: bool, set_aside: Vec<DocumentId>) {
        if let Some(tenant) = self.known.tenant.write().await.as_mut() {
            tenant.synchronised.up_to_date = up_to_date;
            tenant.set_aside = Some(set_aside);
        }
    }

    /// The damaged records; none before this run has looked for them.
    pub(crate) async fn known_set_aside(&self) -> Option<Vec<DocumentId>> {
        let tenant = self.known.tenant.read().await;
        tenant.as_ref().and_then(|tenant| tenant.set_aside.clone())
    }
}
