//! The application in a process that is killed at any moment (R1): this test binary, started again with a test
//! function as the victim. The keyring and the computer outlive it, and the survivor opens on them.

use std::{
    env,
    fmt::Display,
    fs,
    io::{self, BufRead, BufReader, Write},
    net::SocketAddr,
    path::PathBuf,
    process::{Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};

use secrecy::{ExposeSecret, SecretString};
use tempfile::{NamedTempFile, TempDir};
use tenant::{Espace, SecretName, SecretStore, SecretsError};

use crate::at_home::{self, Home};

/// Give the landlord's address, the computer's folder and the folder of its secrets to the victim.
const ADDRESS: &str = "VICTIM_ADDRESS";
const FOLDER: &str = "VICTIM_FOLDER";
const SECRETS: &str = "VICTIM_SECRETS";
/// Prefix of the victim's reports; the test runner writes before it on the same line.
const REPORT: &str = "victim: ";
/// In milliseconds: what a life of this length does not reach is not reached at all.
const MAX_LIFE_OF_ANY: u64 = 300_000;

/// Where the application is killed: a landlord, and the tenant's computer, on which `home.restart()` opens the
/// survivor.
pub struct Scene {
    pub home: Home,
    secrets: TempDir,
    victim: &'static str,
}

impl Scene {
    /// `victim` is the path of the test function that runs in the killed process.
    pub async fn of(victim: &'static str) -> Self {
        let secrets = tempfile::tempdir().expect("a folder");
        let keyring = SecretsInFiles(secrets.path().to_owned());
        Self {
            home: Home::with_secrets(Arc::new(keyring)).await,
            secrets,
            victim,
        }
    }

    /// Starts a victim and kills it (SIGKILL) after this time, unless it has ended; returns its reports.
    pub fn live_and_die(&self, after: Duration) -> Vec<String> {
        tokio::task::block_in_place(|| {
            let complaint = NamedTempFile::new().expect("a file");
            let mut victim = Command::new(env::current_exe().expect("this test"))
                .args([self.victim, "--exact", "--ignored", "--nocapture"])
                .env(ADDRESS, self.home.address.to_string())
                .env(FOLDER, self.home.computer())
                .env(SECRETS, self.secrets.path())
                .stdout(Stdio::piped())
                .stderr(complaint.reopen().expect("opened"))
                .spawn()
                .expect("started");
            let lines = BufReader::new(victim.stdout.take().expect("piped")).lines();
            let reported = thread::spawn(|| -> Vec<String> {
                let lines = lines.map_while(Result::ok);
                lines
                    .filter_map(|line| line.rsplit_once(REPORT).map(|(_, report)| report.to_owned()))
                    .collect()
            });
            // The moment is random: nothing is awaited.
            thread::sleep(after);
            victim.kill().expect("killed");
            let ended = victim.wait().expect("ended");
            let reported = reported.join().expect("read to its end");
            assert!(
                ended.code().is_none_or(|code| code == 0),
                "the victim failed by itself ({ended}), after {reported:?}: {}",
                fs::read_to_string(complaint.path()).expect("read")
            );
            reported
        })
    }
}

/// The computer that a victim runs on.
pub struct VictimsComputer {
    address: SocketAddr,
    folder: PathBuf,
    secrets: Arc<dyn SecretStore>,
}

impl VictimsComputer {
    /// Reads it from the environment; `None` in a process that is no victim, as when all ignored tests are run.
    pub fn of_this_process() -> Option<Self> {
        let (address, folder, secrets) = (
            env::var(ADDRESS).ok()?,
            env::var_os(FOLDER)?,
            env::var_os(SECRETS)?,
        );
        Some(Self {
            address: address.parse().expect("an address"),
            folder: folder.into(),
            secrets: Arc::new(SecretsInFiles(secrets.into())),
        })
    }

    /// Starts the application.
    pub fn start(&self) -> Espace {
        at_home::espace(self.address, &self.folder, &self.secrets)
    }
}

/// Reports the victim's progress to the process that kills it.
#[allow(clippy::print_stdout, reason = "it is read by whoever kills")]
pub fn report(progress: impl Display) {
    println!("{REPORT}{progress}");
}

/// Lengths of the lives: `left` random ones, then longer ones until their goals were met, however slow the machine
/// is.
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

    /// The next life; none when there were enough, and all goals were met.
    pub fn next(&mut self, all_met: bool) -> Option<Duration> {
        match self.left {
            0 if all_met => return None,
            0 => self.longest += self.longest / 2,
            _ => self.left -= 1,
        }
        assert!(self.longest < MAX_LIFE_OF_ANY, "lives of minutes do not reach it");
        Some(Duration::from_millis(self.chance.below(self.longest)))
    }
}

/// Random numbers, the same for each seed.
struct Chance(u64);

impl Chance {
    /// A number below `most`.
    fn below(&mut self, most: u64) -> u64 {
        // Numerical Recipes' generator.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Secrets that outlive the process, each written completely or not at all, as by a keyring.
struct SecretsInFiles(PathBuf);

impl SecretsInFiles {
    fn refused(error: impl Display) -> SecretsError {
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
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
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
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Self::refused(error)),
            _ => Ok(()),
        }
    }
}
