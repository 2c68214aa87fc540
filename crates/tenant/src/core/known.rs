//! The tenant whom this computer knows, and their archive.

use std::{
    path::PathBuf,
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
    archive::{Archive, ArchiveKey},
    failure::{Failure, FailureCode},
    secrets::{SecretName, SecretsKept},
};

/// The tenant who is known, and whether they are signed in.
pub(super) struct KnownTenant {
    /// The folder of the archives.
    archives: PathBuf,
    tenant: RwLock<Option<Tenant>>,
    /// Somebody is signed in, and what is here may be shown. The navigator says so.
    inside: AtomicBool,
}

struct Tenant {
    code: TenantCode,
    archive: Arc<Archive>,
    up_to_date: bool,
    /// The records found damaged; none before this run has looked.
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
    /// From now on, what is here may be shown, or may not.
    pub(crate) fn let_in(&self, inside: bool) {
        self.known.inside.store(inside, Ordering::Release);
    }

    /// Whom this computer knows, also while a PIN keeps the archive shut.
    pub(crate) async fn known_tenant(&self) -> Option<TenantCode> {
        if self.vault.is_locked() {
            return self.remembered().await;
        }
        let tenant = self.known.tenant.read().await;
        tenant.as_ref().map(|tenant| tenant.code.clone())
    }

    /// Who is signed in here.
    ///
    /// # Errors
    /// When nobody is.
    pub(crate) async fn tenant_at_home(&self) -> Result<TenantCode, Failure> {
        let inside = self.known.inside.load(Ordering::Acquire);
        let tenant_code = self.known_tenant().await.filter(|_| inside);
        tenant_code.ok_or_else(|| Failure::new(FailureCode::SessionEnded))
    }

    /// Whose seat this is, also while a PIN keeps the archive shut.
    pub(crate) async fn remembered(&self) -> Option<TenantCode> {
        let secret = self.vault.get(SecretName::TenantCode).await?;
        TenantCode::parse(secret.expose_secret()).ok()
    }

    /// The entries of a seat are one tenant's, until that person leaves this computer: nobody else's are written over
    /// them. [`crate::Household`] gives who turns out to be another a seat of their own.
    pub(crate) async fn check_seat(&self, tenant_code: &TenantCode) -> Result<(), Failure> {
        match self.remembered().await {
            Some(known) if known != *tenant_code => {
                tracing::error!("another tenant was about to take somebody's seat");
                Err(Failure::new(FailureCode::Internal))
            }
            _ => Ok(()),
        }
    }

    /// Remembers who signed in, and opens the archive.
    pub(crate) async fn remember(&self, tenant_code: TenantCode) -> Result<(), Failure> {
        self.vault
            .set(SecretName::TenantCode, tenant_code.as_str().into())
            .await;
        self.know(tenant_code).await
    }

    /// Opens the archive of the tenant who is known.
    pub(crate) async fn know(&self, code: TenantCode) -> Result<(), Failure> {
        let mut tenant = self.known.tenant.write().await;
        if tenant.as_ref().is_some_and(|tenant| tenant.code == code) {
            return Ok(());
        }
        let archive = Arc::new(self.open_archive(code.clone()).await?);
        *tenant = Some(Tenant {
            code,
            archive,
            up_to_date: false,
            set_aside: None,
        });
        Ok(())
    }

    /// The archive on disk, or in memory when its key cannot be kept (S13).
    async fn open_archive(&self, tenant_code: TenantCode) -> Result<Archive, Failure> {
        let kept = self
            .vault
            .get(SecretName::ArchiveKey)
            .await
            .and_then(|key| ArchiveKey::from_secret(&key));
        let key = match kept {
            Some(key) => key,
            None if self.vault.is_locked() => return Err(Failure::new(FailureCode::SessionEnded)),
            None => {
                let key = ArchiveKey::make()?;
                self.vault.set(SecretName::ArchiveKey, key.to_secret()).await;
                key
            }
        };
        let folder = self.known.archives.clone();
        let on_disk = self.vault.kept() == SecretsKept::Keyring;
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

    /// Lets go of the archive; gives it to who erases it.
    pub(crate) async fn let_go(&self) -> Option<Arc<Archive>> {
        let tenant = self.known.tenant.write().await.take();
        tenant.map(|tenant| tenant.archive)
    }

    pub(crate) async fn archive(&self) -> Option<Arc<Archive>> {
        let tenant = self.known.tenant.read().await;
        tenant.as_ref().map(|tenant| Arc::clone(&tenant.archive))
    }

    /// The archive of who is signed in.
    ///
    /// # Errors
    /// When nobody is.
    pub(crate) async fn signed_in_archive(&self) -> Result<Arc<Archive>, Failure> {
        let ended = || Failure::new(FailureCode::SessionEnded);
        if !self.known.inside.load(Ordering::Acquire) {
            return Err(ended());
        }
        self.archive().await.ok_or_else(ended)
    }

    /// Whether the landlord was asked since what is here last changed.
    pub(crate) async fn is_up_to_date(&self) -> bool {
        let tenant = self.known.tenant.read().await;
        tenant.as_ref().is_some_and(|tenant| tenant.up_to_date)
    }

    /// What is shown is not of now any more: the next page asks for it.
    pub(crate) async fn ask_again(&self) {
        if let Some(tenant) = self.known.tenant.write().await.as_mut() {
            tenant.up_to_date = false;
        }
    }

    /// A synchronisation came to its end, or did not: then these records are damaged still.
    pub(crate) async fn note_synchronised(&self, up_to_date: bool, set_aside: Vec<DocumentId>) {
        if let Some(tenant) = self.known.tenant.write().await.as_mut() {
            tenant.up_to_date = up_to_date;
            tenant.set_aside = Some(set_aside);
        }
    }

    /// The records found damaged; none before this run has looked.
    pub(crate) async fn known_set_aside(&self) -> Option<Vec<DocumentId>> {
        let tenant = self.known.tenant.read().await;
        tenant.as_ref().and_then(|tenant| tenant.set_aside.clone())
    }
}
