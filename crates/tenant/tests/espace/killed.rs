//! The application killed at any moment (R1): no receipt that was committed is lost, and nobody is signed
//! out.

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};

use secrecy::{ExposeSecret, SecretString};
use tempfile::NamedTempFile;
use tenant::{KeepingState, SecretName, SecretStore, SecretsError};

use crate::at_home::{self, Home, assert_home, documents_shown};

/// Names the landlord's address, the computer's folder and that of its secrets to the process that is killed.
pub const ADDRESS: &str = "KILLED_ADDRESS";
pub const FOLDER: &str = "KILLED_FOLDER";
pub const SECRETS: &str = "KILLED_SECRETS";
/// The test that is that process.
const VICTIM: &str = "killed::lives_in_a_process_of_its_own";
/// In milliseconds.
const LONGEST_LIFE: u64 = 400;
/// In milliseconds: what is not met by then is not met at all.
const LONGEST_OF_ALL: u64 = 300_000;

/// Secrets that outlive the process, each written whole or not at all, as a keyring does.
pub struct SecretsInFiles(pub PathBuf);

/// Moments by chance, the same for each seed.
struct Chance(u64);

impl Chance {
    /// A number below another one.
    fn below(&mut self, most: u64) -> u64 {
        // Numerical Recipes' generator.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// How long each life is: so many by chance, then longer ones until what they are for was met, however slow the
/// machine is.
pub struct Lives {
    chance: Chance,
    left: u64,
    longest: u64,
}

impl Lives {
    /// `longest` is in milliseconds.
    pub fn of(seed: u64, left: u64, longest: u64) -> Self {
        Self {
            chance: Chance(seed),
            left,
            longest,
        }
    }

    /// The next one; none when there were enough, and all was met.
    pub fn next(&mut self, all_met: bool) -> Option<Duration> {
        match self.left {
            0 if all_met => return None,
            0 => self.longest += self.longest / 2,
            _ => self.left -= 1,
        }
        assert!(self.longest < LONGEST_OF_ALL, "lives of minutes do not reach it");
        Some(Duration::from_millis(self.chance.below(self.longest)))
    }
}

impl SecretsInFiles {
    fn refused(error: impl std::fmt::Display) -> SecretsError {
        SecretsError::Refused(error.to_string())
    }

    fn file(&self, name: SecretName) -> PathBuf {
        self.0.join(format!("{name:?}"))
    }
}

impl SecretStore for SecretsInFiles {
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
        match fs::read_to_string(self.file(name)) {
            Ok(secret) => Ok(Some(secret.into())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Self::refused(error)),
        }
    }

    fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        let mut file = NamedTempFile::new_in(&self.0).map_err(Self::refused)?;
        file.write_all(secret.expose_secret().as_bytes())
            .map_err(Self::refused)?;
        file.persist(self.file(name)).map_err(Self::refused)?;
        Ok(())
    }

    fn delete(&self, name: SecretName) -> Result<(), SecretsError> {
        match fs::remove_file(self.file(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Self::refused(error)),
            _ => Ok(()),
        }
    }
}

/// A life that ends by SIGKILL; gives how many receipts it said were there.
fn live_and_die(address: SocketAddr, folder: &Path, secrets: &Path, after: Duration) -> u32 {
    let mut victim = Command::new(env::current_exe().expect("this test"))
        .args([VICTIM, "--exact", "--ignored", "--nocapture"])
        .env(ADDRESS, address.to_string())
        .env(FOLDER, folder)
        .env(SECRETS, secrets)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let lines = BufReader::new(victim.stdout.take().expect("piped")).lines();
    let told = thread::spawn(move || {
        let mut last = 0;
        for line in lines.map_while(Result::ok) {
            // The runner of tests writes before it on the same line.
            if let Some((_, count)) = line.rsplit_once("kept ") {
                last = count.trim().parse().expect("a number");
            }
            assert!(!line.contains("signed out"), "{line}");
        }
        last
    });
    // The moment is chance's: nothing is waited for.
    thread::sleep(after);
    victim.kill().expect("killed");
    victim.wait().expect("ended");
    told.join().expect("read to its end")
}

async fn kill(times: u64, seed: u64) {
    let secrets = tempfile::tempdir().expect("a folder");
    let mut home = Home::with_secrets(Arc::new(SecretsInFiles(secrets.path().to_owned()))).await;
    home.sign_up().await;
    let mut lives = Lives::of(seed, times, LONGEST_LIFE);
    let (mut most, mut life) = (0, 0);
    while let Some(after) = lives.next(most == 240) {
        life += 1;
        let address = home.address;
        let (folder, secrets) = (home.computer().to_owned(), secrets.path().to_owned());
        let told = tokio::task::spawn_blocking(move || live_and_die(address, &folder, &secrets, after));
        most = most.max(told.await.expect("lived"));

        let what = format!("life {life} of seed {seed}, {after:?} long");
        let opening = home.restart().await;
        assert_home(&opening.step);
        let kept = documents_shown(&opening);
        assert!(kept >= most, "{what}: {kept} of {most} receipts are left");
    }
    let list = home.espace.synchronise().await.expect("still signed in");
    assert_eq!(list.count(), 240);
    assert_eq!(list.set_aside, 0);
    let pdfs = home.espace.keep_pdfs(false, |_| {}).await.expect("signed in");
    assert_eq!((pdfs.state, pdfs.kept), (KeepingState::Done, 240));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r1_fifty_kills_lose_no_receipt_and_sign_nobody_out() {
    kill(50, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes: cargo xtask test --long"]
async fn long_r1_a_thousand_kills_lose_no_receipt_and_sign_nobody_out() {
    kill(1_000, 2).await;
}

/// Not a test by itself: the process that is killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the test of the kills"]
async fn lives_in_a_process_of_its_own() {
    let (Ok(address), Some(folder), Some(secrets)) =
        (env::var(ADDRESS), env::var_os(FOLDER), env::var_os(SECRETS))
    else {
        return;
    };
    let secrets: Arc<dyn SecretStore> = Arc::new(SecretsInFiles(secrets.into()));
    loop {
        // Each round is a start: its access token is refreshed.
        let espace = at_home::espace(address.parse().expect("an address"), folder.as_ref(), &secrets);
        let opening = espace.opening().await.expect("opens");
        if !opening.step.is_home() {
            println!("signed out: {:?}", opening.step);
            return;
        }
        let list = espace.synchronise().await.expect("synchronised");
        println!("kept {}", list.count());
        espace.keep_pdfs(false, |_| {}).await.expect("signed in");
    }
}
