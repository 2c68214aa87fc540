//! One keyring for all questions of a process (S13): what fails for one person is asked nothing more for the others.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use secrecy::{ExposeSecret, SecretString};
use tenant::{Household, Limits, MemorySecrets, SecretName, SecretStorage, SecretStore, SecretsError, Step};
use tokio::{
    runtime::Handle,
    time::{Instant, advance},
};

use crate::{
    at_home,
    household::{OTHER, household, known_to_two, people},
};

/// A keyring without entries, which freezes for every seat at once.
#[derive(Default)]
struct Freezing {
    frozen: AtomicBool,
    /// Calls that never returned.
    unanswered: AtomicUsize,
    thawed: Mutex<bool>,
    thaw: Condvar,
}

/// The entries of a seat in it.
struct Seat {
    keyring: Arc<Freezing>,
    entries: MemorySecrets,
    runtime: Handle,
}

impl Seat {
    fn entries(&self) -> &MemorySecrets {
        if self.keyring.frozen.load(Ordering::Acquire) {
            self.keyring.unanswered.fetch_add(1, Ordering::AcqRel);
            self.runtime.spawn(advance(Limits::default().keyring));
            let thawed = self.keyring.thawed.lock().expect("not poisoned");
            let waited = self.keyring.thaw.wait_while(thawed, |thawed| !*thawed);
            drop(waited.expect("not poisoned"));
        }
        &self.entries
    }
}

impl SecretStore for Seat {
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
        self.entries().get(name)
    }

    fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.entries().set(name, secret)
    }

    fn delete(&self, name: SecretName) -> Result<(), SecretsError> {
        self.entries().delete(name)
    }

    fn is_locked(&self) -> Result<bool, SecretsError> {
        self.entries();
        Ok(false)
    }
}

/// Releases the threads that wait, also when a test fails: the runtime waits for them.
struct Thaw(Arc<Freezing>);

impl Drop for Thaw {
    fn drop(&mut self) {
        if let Ok(mut thawed) = self.0.thawed.lock() {
            *thawed = true;
        }
        self.0.thaw.notify_all();
    }
}

#[tokio::test(start_paused = true)]
async fn s13_a_keyring_that_freezes_makes_the_people_wait_once() {
    for frozen_at_start in [true, false] {
        let keyring = Arc::new(Freezing::default());
        let _thaw = Thaw(Arc::clone(&keyring));
        let (of_seats, runtime) = (Arc::clone(&keyring), Handle::current());
        let keyrings = Box::new(move |_: tenant::Seat| {
            Arc::new(Seat {
                keyring: Arc::clone(&of_seats),
                entries: MemorySecrets::default(),
                runtime: runtime.clone(),
            }) as Arc<dyn SecretStore>
        });
        let nobody = SocketAddr::from(([127, 0, 0, 1], 9));
        let folder = tempfile::tempdir().expect("a folder");
        let opened = Household::new(at_home::config(nobody), folder.path().to_owned(), keyrings);
        let household = opened.expect("opens");

        let before = Instant::now();
        keyring.frozen.store(frozen_at_start, Ordering::Release);
        household.first_screen().await.expect("opens");
        keyring.frozen.store(true, Ordering::Release);
        assert!(people(household.people().await).is_empty());
        assert_eq!(household.add_person().await, Ok(Step::Welcome));
        household.people().await;
        assert_eq!(before.elapsed(), Limits::default().keyring, "one wait");
        assert_eq!(keyring.unanswered.load(Ordering::Acquire), 1);
        assert_eq!(household.espace().secrets_kept(), SecretStorage::Memory);
    }
}

/// Entries whose order of the people cannot be read.
struct Unreadable(Arc<dyn SecretStore>);

impl SecretStore for Unreadable {
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
        match name {
            SecretName::People => Err(SecretsError::Refused("the entry cannot be read".to_owned())),
            name => self.0.get(name),
        }
    }

    fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.0.set(name, secret)
    }

    fn delete(&self, name: SecretName) -> Result<(), SecretsError> {
        self.0.delete(name)
    }
}

#[tokio::test]
async fn s13_an_order_that_could_not_be_read_is_not_overwritten() {
    let (home, entries, former) = known_to_two().await;
    former.people().await;
    drop(former);
    let of_first = entries.of(0);
    let order = || {
        let order = of_first.get(SecretName::People).expect("works");
        order.map(|order| order.expose_secret().to_owned())
    };
    let kept = order().expect("an order");
    assert!(kept.contains(OTHER.name), "{kept}");

    entries.put(0, Arc::new(Unreadable(Arc::clone(&of_first))));
    let household = household(&home, &entries);
    household.first_screen().await.expect("opens");
    household.people().await;
    household.add_person().await.expect("a free seat");
    household.people().await;
    assert_eq!(order(), Some(kept));
}
