//! The name and the password that a proxy takes. They are kept in the keyring, and handed to that proxy alone.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use contract::WireSecret;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::ProxyServer;
use crate::core::secrets::{SecretName, Vault};

/// A name and a password for one proxy.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProxyCredentials {
    /// Its address. Another proxy may be anybody's.
    pub(crate) server: String,
    pub(crate) name: String,
    pub(crate) password: WireSecret,
}

/// The credentials in use. All clients of a computer share them.
#[derive(Default)]
pub(crate) struct ProxyKeys {
    /// None at a counter, which keeps nothing.
    vault: Option<Vault>,
    in_use: RwLock<Option<ProxyCredentials>>,
    /// Whether the keyring was read. One caller reads at a time.
    read: Mutex<bool>,
}

impl ProxyKeys {
    pub(super) fn kept_in(vault: Vault) -> Self {
        Self {
            vault: Some(vault),
            ..Self::default()
        }
    }

    fn in_use(&self) -> RwLockReadGuard<'_, Option<ProxyCredentials>> {
        // They are whole, whatever panicked.
        self.in_use.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn in_use_mut(&self) -> RwLockWriteGuard<'_, Option<ProxyCredentials>> {
        self.in_use.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads what an earlier run kept, once in a run.
    pub(super) async fn read(&self) {
        let Some(vault) = &self.vault else { return };
        let mut read = self.read.lock().await;
        if *read {
            return;
        }
        let kept = vault.get(SecretName::ProxyPassword).await;
        let kept = kept.and_then(|kept| serde_json::from_str(kept.expose_secret()).ok());
        *read = true;
        let mut in_use = self.in_use_mut();
        // What was typed meanwhile is newer.
        if in_use.is_none() {
            *in_use = kept;
        }
    }

    /// The address of a proxy, with the name and the password in use for it.
    pub(super) fn open(&self, server: ProxyServer) -> ProxyServer {
        match &*self.in_use() {
            Some(known) if known.server == server.address() => {
                server.with(&known.name, known.password.expose())
            }
            _ => server,
        }
    }

    /// Uses these; returns those in use before.
    pub(super) fn replace(&self, credentials: Option<ProxyCredentials>) -> Option<ProxyCredentials> {
        std::mem::replace(&mut *self.in_use_mut(), credentials)
    }

    /// Keeps those in use, where a keyring keeps anything.
    pub(super) async fn keep(&self) {
        let in_use = self.in_use().clone();
        if let (Some(vault), Some(in_use)) = (&self.vault, in_use) {
            // Texts always serialise.
            let kept = serde_json::to_string(&in_use).unwrap_or_default();
            vault.set(SecretName::ProxyPassword, kept.into()).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(address: &str) -> ProxyServer {
        address.parse().expect("an address")
    }

    fn known() -> ProxyCredentials {
        ProxyCredentials {
            server: "http://proxy.example:3128".to_owned(),
            name: "agence".to_owned(),
            password: "a:b@c é".to_owned().into(),
        }
    }

    #[tokio::test]
    async fn s10_a_proxy_password_is_read_again_and_given_to_its_proxy_alone() {
        let vault = Vault::in_memory();
        let keys = ProxyKeys::kept_in(vault.clone());
        keys.replace(Some(known()));
        keys.keep().await;
        let later = ProxyKeys::kept_in(vault);
        later.read().await;
        let url = later.open(server("http://proxy.example:3128")).0;
        assert_eq!(url.username(), "agence");
        assert_eq!(url.password(), Some("a%3Ab%40c%20%C3%A9"));
        for other in [
            "http://other.example:3128",
            "http://proxy.example:3129",
            "https://proxy.example:3128",
        ] {
            assert_eq!(later.open(server(other)), server(other), "{other}");
        }
    }
}
