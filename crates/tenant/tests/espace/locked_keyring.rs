//! A keyring that is locked when the window opens (S13): its prompt is awaited, and nothing is read or written before.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use secrecy::{ExposeSecret, SecretString};
use tenant::{
    FailureCode, Household, ProfileQuestion, PromptAnswer, SecretName, SecretStorage, SecretStore,
    SecretsError, Step, figures::MAX_PEOPLE,
};
use tokio::{runtime::Handle, sync::watch};

use crate::{
    at_home::{Home, PASSWORD, assert_home, documents_shown, tenant},
    household::{Entries, household, known_to_one},
};

pub const PROMPTING: Step = Step::KeyringLocked { dismissed: false };
const DISMISSED: Step = Step::KeyringLocked { dismissed: true };

/// The lock and the prompt over the entries of every seat.
#[derive(Clone, Default)]
struct Prompt {
    unlocked: watch::Sender<bool>,
    /// How often the prompt was opened.
    opened: watch::Sender<usize>,
    /// The answers so far.
    answers: watch::Sender<Vec<PromptAnswer>>,
    /// How often an entry was read or written while it was locked.
    asked_too_early: Arc<AtomicUsize>,
}

impl Prompt {
    /// Answers the prompt that is open.
    async fn answer(&self, answer: PromptAnswer) {
        self.is_open().await;
        self.answers.send_modify(|answers| answers.push(answer));
    }

    /// Waits until a prompt is open that has no answer.
    async fn is_open(&self) {
        let answered = self.answers.borrow().len();
        let mut opened = self.opened.subscribe();
        opened
            .wait_for(|opened| *opened > answered)
            .await
            .expect("a prompt");
    }

    fn over(&self, entries: Arc<dyn SecretStore>) -> Arc<Locked> {
        Arc::new(Locked {
            prompt: self.clone(),
            entries,
            deleted: watch::Sender::default(),
        })
    }
}

/// The entries of a seat, behind a lock.
struct Locked {
    prompt: Prompt,
    entries: Arc<dyn SecretStore>,
    deleted: watch::Sender<Vec<SecretName>>,
}

impl Locked {
    fn entries(&self) -> Result<&Arc<dyn SecretStore>, SecretsError> {
        if *self.prompt.unlocked.borrow() {
            return Ok(&self.entries);
        }
        self.prompt.asked_too_early.fetch_add(1, Ordering::Relaxed);
        Err(SecretsError::Locked)
    }
}

impl SecretStore for Locked {
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
        self.entries()?.get(name)
    }

    fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.entries()?.set(name, secret)
    }

    fn delete(&self, name: SecretName) -> Result<(), SecretsError> {
        self.entries()?.delete(name)?;
        self.deleted.send_modify(|deleted| deleted.push(name));
        Ok(())
    }

    fn is_locked(&self) -> Result<bool, SecretsError> {
        Ok(!*self.prompt.unlocked.borrow())
    }

    fn unlock(&self) -> Result<PromptAnswer, SecretsError> {
        let mut answers = self.prompt.answers.subscribe();
        self.prompt.opened.send_modify(|opened| *opened += 1);
        let opened = *self.prompt.opened.borrow();
        let answered = answers.wait_for(|answers| answers.len() >= opened);
        let answers = Handle::current().block_on(answered).expect("the prompt is open");
        let answer = answers[opened - 1];
        if answer == PromptAnswer::Unlocked {
            self.prompt.unlocked.send_replace(true);
        }
        Ok(answer)
    }
}

/// A tenant with an archive, whose keyring was locked when the window opened.
pub struct Computer {
    home: Home,
    pub household: Household,
    prompt: Prompt,
    of_first: Arc<Locked>,
    /// The entries themselves.
    kept: Arc<dyn SecretStore>,
}

impl Computer {
    async fn locked() -> Self {
        let (home, entries) = known_to_one().await;
        Self::of(home, &entries)
    }

    /// The computer of a tenant who has an archive there.
    pub fn of(home: Home, entries: &Entries) -> Self {
        let (prompt, kept) = (Prompt::default(), entries.of(0));
        let of_first = prompt.over(Arc::clone(&kept));
        entries.put(0, Arc::clone(&of_first) as Arc<dyn SecretStore>);
        for number in 1..MAX_PEOPLE {
            let of_other = prompt.over(entries.of(number));
            entries.put(number, of_other);
        }
        let household = household(&home, entries);
        Self {
            home,
            household,
            prompt,
            of_first,
            kept,
        }
    }

    async fn step(&self) -> Step {
        self.household.first_screen().await.expect("opens").step
    }

    /// Answers the prompt with the password of the keyring.
    pub async fn unlock(&self) {
        tokio::join!(
            self.household.keyring_answered(),
            self.prompt.answer(PromptAnswer::Unlocked),
        );
    }

    fn secret(&self, name: SecretName) -> Option<String> {
        let secret = self.kept.get(name).expect("works");
        secret.map(|secret| secret.expose_secret().to_owned())
    }
}

/// Releases the thread that waits for an answer, also when a test fails: the runtime waits for it.
impl Drop for Computer {
    fn drop(&mut self) {
        let opened = *self.prompt.opened.borrow();
        let dismissed = |answers: &mut Vec<_>| answers.resize(opened + 1, PromptAnswer::Dismissed);
        self.prompt.answers.send_modify(dismissed);
    }
}

#[tokio::test]
async fn s13_the_start_waits_for_no_prompt_and_reads_nothing_before() {
    let computer = Computer::locked().await;
    assert_eq!(computer.step().await, PROMPTING);
    assert_eq!(computer.step().await, PROMPTING, "a page that is loaded again");
    computer
        .household
        .espace()
        .open_home()
        .await
        .expect_err("nobody is inside");
    computer.prompt.is_open().await;
    assert_eq!(*computer.prompt.opened.borrow(), 1, "one prompt");
    assert_eq!(computer.prompt.asked_too_early.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn s13_an_answered_prompt_opens_the_archive_as_any_start_does() {
    let mut computer = Computer::locked().await;
    let device = computer.secret(SecretName::DeviceToken).expect("a known device");
    assert_eq!(computer.step().await, PROMPTING);
    computer.home.cut_network().await;
    computer.unlock().await;
    let first_screen = computer.household.first_screen().await.expect("opens");
    assert_home(&first_screen.step);
    assert_eq!(documents_shown(&first_screen), 240, "from the archive");
    assert_eq!(first_screen.secrets_kept, SecretStorage::Keyring);

    computer.home.mend_network().await;
    let espace = computer.household.espace();
    espace.synchronise().await.expect("the same session");
    espace.open_profile().await.expect("signed in");
    espace.refresh_profile().await.expect("reported");
    let asked = espace.ask_profile(ProfileQuestion::Devices).await;
    let Ok(Step::ProfileDevices { devices, .. }) = asked else {
        panic!("{asked:?}");
    };
    assert_eq!(devices.len(), 1, "no other device");
    assert_eq!(computer.secret(SecretName::DeviceToken), Some(device));
    assert_eq!(computer.prompt.asked_too_early.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn s13_a_dismissed_prompt_is_told_and_opens_again_when_asked() {
    let computer = Computer::locked().await;
    assert_eq!(computer.step().await, PROMPTING);
    for _ in 0..2 {
        tokio::join!(
            computer.household.keyring_answered(),
            computer.prompt.answer(PromptAnswer::Dismissed),
        );
        assert_eq!(computer.step().await, DISMISSED);
        computer.household.ask_keyring_again();
        assert_eq!(computer.step().await, PROMPTING);
    }
    computer.unlock().await;
    assert_home(&computer.step().await);
}

#[tokio::test]
async fn s13_without_the_locked_keyring_the_session_is_in_memory() {
    let computer = Computer::locked().await;
    let key = computer.secret(SecretName::ArchiveKey);
    assert_eq!(computer.step().await, PROMPTING);
    computer.household.do_without_keyring();
    let first_screen = computer.household.first_screen().await.expect("opens");
    assert_eq!(first_screen.step, Step::Welcome);
    assert_eq!(first_screen.secrets_kept, SecretStorage::Memory);
    computer.household.espace().open_sign_in().await;
    let signed_in = computer
        .household
        .sign_in(Some(tenant().tenant_code), PASSWORD)
        .await;
    assert_home(&signed_in);
    let list = computer
        .household
        .espace()
        .synchronise()
        .await
        .expect("signed in");
    assert_eq!(list.count(), 240);

    // Whoever signs out is signed out, also of what the keyring still holds.
    computer.household.espace().sign_out().await;
    let mut deleted = computer.of_first.deleted.subscribe();
    computer.prompt.answer(PromptAnswer::Unlocked).await;
    let forgotten = deleted.wait_for(|deleted| deleted.contains(&SecretName::RefreshToken));
    drop(forgotten.await.expect("the keyring is there"));
    assert_eq!(computer.secret(SecretName::RefreshToken), None);
    assert_eq!(computer.secret(SecretName::ArchiveKey), key, "the archive stays");
    assert_eq!(
        computer.household.espace().secrets_kept(),
        SecretStorage::Memory,
        "until the window closes"
    );
    let refused = computer
        .household
        .espace()
        .open_home()
        .await
        .expect_err("signed out");
    assert_eq!(refused.code, FailureCode::SessionEnded);
}
