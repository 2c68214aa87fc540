//! A computer whose keyring is another one at each start: of GNOME, of KDE, none, and back (S13). Nothing is lost, and
//! nothing is written in clear.

use std::{fs, path::Path, sync::Arc};

use secrecy::ExposeSecret;
use tenant::{MemorySecrets, SecretName, SecretStorage, SecretStore, Step, figures::PIN_TRIES};

use crate::{
    at_home::{Home, PASSWORD, assert_home, documents_shown, tenant, without_pin},
    secrets::Locked,
};

const PIN: &str = "407395";

impl Home {
    /// Starts with this keyring, where the tenant is not known yet, and signs in.
    async fn sign_in_with(&mut self, keyring: &Arc<dyn SecretStore>, kept: SecretStorage) {
        self.secrets = Arc::clone(keyring);
        let first_screen = self.restart().await;
        assert_eq!(first_screen.step, Step::Welcome);
        assert_eq!(first_screen.secrets_kept, kept);
        self.espace.open_sign_in().await;
        let step = self.espace.sign_in(Some(tenant().tenant_code), PASSWORD).await;
        assert_home(&without_pin(&self.espace, step.expect("the right password")).await);
        let list = self.espace.synchronise().await.expect("signed in");
        assert_eq!(list.count(), 240);
    }
}

/// Asserts that no file holds what the keyrings hold, or the tenant.
fn check_nothing_in_clear(folder: &Path, keyrings: &[&Arc<dyn SecretStore>]) {
    let secrets = keyrings.iter().flat_map(|keyring| {
        SecretName::ALL
            .into_iter()
            .filter_map(|name| keyring.get(name).expect("works"))
    });
    let mut hunted = vec![tenant().tenant_code.to_owned(), tenant().name.to_owned()];
    hunted.extend(secrets.map(|secret| secret.expose_secret().to_owned()));
    let mut searched = 0;
    for file in fs::read_dir(folder).expect("the archives") {
        let bytes = fs::read(file.expect("a file").path()).expect("read");
        searched += bytes.len();
        for secret in &hunted {
            let mut parts = bytes.windows(secret.len());
            assert!(!parts.any(|part| part == secret.as_bytes()), "« {secret} »");
        }
    }
    assert!(searched > 100_000, "{searched} bytes");
}

#[tokio::test]
async fn s13_each_keyring_finds_its_own_again_after_a_switch() {
    let gnome: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
    let kde: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
    let none: Arc<dyn SecretStore> = Arc::new(Locked);
    let mut home = Home::with_secrets(Arc::clone(&gnome)).await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    home.espace.open_profile().await.expect("signed in");
    home.espace.open_pin().await.expect("its page");
    home.espace.submit_pin(None, PIN, PIN).await.expect("a PIN");

    home.sign_in_with(&kde, SecretStorage::Keyring).await;
    home.sign_in_with(&none, SecretStorage::Memory).await;
    check_nothing_in_clear(&home.archives(), &[&gnome, &kde]);

    home.cut_network().await;
    home.secrets = Arc::clone(&gnome);
    let locked = Step::Locked {
        tries_left: PIN_TRIES,
    };
    assert_eq!(home.restart().await.step, locked, "the PIN is still asked for");
    assert_home(&home.espace.unlock(PIN).await);
    assert_eq!(home.espace.rent_documents().await.expect("kept").count(), 240);
    home.secrets = Arc::clone(&kde);
    assert_eq!(documents_shown(&home.restart().await), 240);

    home.mend_network().await;
    for keyring in [&gnome, &kde] {
        home.secrets = Arc::clone(keyring);
        home.restart().await;
        if keyring.get(SecretName::Pin).expect("works").is_some() {
            assert_home(&home.espace.unlock(PIN).await);
        }
        home.espace.synchronise().await.expect("still signed in");
    }
    check_nothing_in_clear(&home.archives(), &[&gnome, &kde]);
}
