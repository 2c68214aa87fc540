//! Forgets the tenant of a seat: session, archive, keyring entries.

use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

use crate::core::{
    Core,
    archive::{Archive, ArchiveFile, ArchiveKey, erase_files, with_archive},
    failure::{Failure, FailureCode},
    secrets::SecretName,
};

impl Core {
    /// Deletes everything of this seat's tenant from this computer, and nothing of another tenant. The tenant code
    /// goes last: after a kill, and while a file stays, the person is still listed and can be removed again.
    ///
    /// # Errors
    /// `FilesNotDeleted`, when a file of the archive cannot be deleted. Nothing opens it any more, unless the folder
    /// cannot be read.
    pub(crate) async fn forget_tenant(&self) -> Result<(), Failure> {
        self.session.discard().await;
        if self.vault.is_unlocked() {
            // Other tenants' archives may need the key that the PIN seals.
            self.session.unseal().await;
        }
        let files = self.files_of_tenant().await;
        if let Some(archive) = self.let_go().await
            && let Err(failure) = with_archive(&archive, Archive::end).await
        {
            tracing::warn!(code = ?failure.code, "an archive that is deleted was not closed");
        }
        let Erased {
            files_stay,
            key_is_needed,
        } = self.erase(files).await;
        if key_is_needed && !files_stay && self.vault.is_locked() {
            // Nobody here can type the PIN that seals it, and the next person needs a key.
            self.vault.set_sealed_aside().await;
        }
        self.vault.protect_no_more();
        for name in SecretName::ALL.into_iter().rev() {
            let stays = match name {
                SecretName::ArchiveKey | SecretName::Pin | SecretName::SetAside => key_is_needed,
                SecretName::TenantCode | SecretName::ArchiveFiles => files_stay,
                _ => false,
            };
            if !stays {
                self.vault.delete(name).await;
            }
        }
        match files_stay {
            true => Err(Failure::new(FailureCode::FilesNotDeleted)),
            false => Ok(()),
        }
    }

    /// Lists a person no more whose account is deleted. [`Self::finish_forgetting`] deletes the files that stay.
    pub(crate) async fn list_no_more(&self) {
        let to_delete = self.recorded_archives().await;
        self.write_record(&Record::ToDelete { to_delete }).await;
        self.vault.delete(SecretName::TenantCode).await;
    }

    /// Deletes the files that stayed when the account of this seat's last tenant was deleted. Without a tenant code
    /// alone nothing is deleted: a keyring may lose an entry.
    pub(crate) async fn finish_forgetting(&self) {
        if let Some(Record::ToDelete { to_delete }) = self.record().await
            && !self.erase(to_delete).await.files_stay
        {
            self.vault.delete(SecretName::ArchiveFiles).await;
        }
    }

    /// Records the file of the open archive.
    pub(crate) async fn record_open_archive(&self) {
        if let Some(archive) = self.archive().await {
            self.record_archive(archive.file_name()).await;
        }
    }

    /// Records a file of this tenant's archives: while a PIN or a lost key keeps its name secret, it can still be
    /// deleted.
    pub(super) async fn record_archive(&self, file: ArchiveFile) {
        let mut files = self.recorded_archives().await;
        if files.contains(&file) {
            return;
        }
        files.push(file);
        self.write_record(&Record::OfTenant(files)).await;
    }

    async fn recorded_archives(&self) -> Vec<ArchiveFile> {
        match self.record().await {
            Some(Record::OfTenant(files) | Record::ToDelete { to_delete: files }) => files,
            None => Vec::new(),
        }
    }

    async fn record(&self) -> Option<Record> {
        let secret = self.vault.get(SecretName::ArchiveFiles).await?;
        let record = serde_json::from_str(secret.expose_secret());
        if record.is_err() {
            tracing::warn!("the record of the archives' files cannot be read");
        }
        record.ok()
    }

    async fn write_record(&self, record: &Record) {
        // Texts can always be written.
        let record = serde_json::to_string(record).unwrap_or_default();
        self.vault.set(SecretName::ArchiveFiles, record.into()).await;
    }

    /// The files of this tenant's archives: those recorded, and the one that the key names. None is opened: a
    /// damaged one goes as well.
    async fn files_of_tenant(&self) -> Vec<ArchiveFile> {
        let mut files = self.recorded_archives().await;
        match self.archive().await {
            Some(archive) => files.push(archive.file_name()),
            None => {
                let key = self.vault.get(SecretName::ArchiveKey).await;
                let key = key.and_then(|key| ArchiveKey::from_secret(&key));
                let named = key.zip(self.remembered().await);
                files.extend(named.map(|(key, tenant_code)| ArchiveFile::of(&key, &tenant_code)));
            }
        }
        files
    }

    async fn erase(&self, files: Vec<ArchiveFile>) -> Erased {
        let folder = self.known.archives.clone();
        match spawn_blocking(move || erase_files(&folder, &files)).await {
            Ok(Ok(remains)) => {
                if let Some(error) = &remains.failure {
                    tracing::warn!(%error, "a file of an archive stays");
                }
                Erased {
                    files_stay: remains.failure.is_some(),
                    key_is_needed: remains.of_others,
                }
            }
            // Whether others need the key is not known.
            failed => {
                tracing::warn!(?failed, "the files of an archive stay");
                Erased {
                    files_stay: true,
                    key_is_needed: true,
                }
            }
        }
    }
}

/// What the keyring holds of a seat's archives.
#[derive(Serialize, Deserialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum Record {
    /// The files of the seat's tenant.
    OfTenant(Vec<ArchiveFile>),
    /// The files that stayed when the tenant's account was deleted.
    ToDelete { to_delete: Vec<ArchiveFile> },
}

/// What came of deleting files.
struct Erased {
    files_stay: bool,
    /// Other tenants' archives are sealed with the same key.
    key_is_needed: bool,
}
