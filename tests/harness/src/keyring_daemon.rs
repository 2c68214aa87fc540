//! gnome-keyring, and its failures (R6).

use std::{
    collections::HashMap,
    fs,
    path::Path,
    process::{Command, Stdio},
};

use serde::{Serialize, de::DeserializeOwned};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::Child,
};
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Type, Value};

use crate::process::{dependent, start_as_is};

/// The password of the keyring.
pub(crate) const PASSWORD: &str = "journey";

/// A keyring on its session bus, used through the Secret Service API.
pub struct KeyringDaemon {
    bus: zbus::Connection,
    process: Child,
}

impl KeyringDaemon {
    /// Starts the keyring, unlocked. `equip` sets the environment, whose home stores the secrets.
    pub async fn start(bus: &str, equip: impl FnOnce(&mut Command), log: &Path) -> Self {
        let bus = zbus::connection::Builder::address(bus).expect("an address");
        let mut command = dependent("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command.stderr(fs::File::create(log).expect("a log file"));
        equip(&mut command);
        let mut process = start_as_is(command);
        let mut input = process.stdin.take().expect("piped");
        input
            .write_all(PASSWORD.as_bytes())
            .await
            .expect("the password of the keyring");
        drop(input);
        // It prints its first line once it is on the bus.
        let output = process.stdout.take().expect("piped");
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .await
            .expect("the keyring's answer");
        Self {
            bus: bus.build().await.expect("the bus"),
            process,
        }
    }

    /// Locks all items of the application.
    pub async fn lock(&self) {
        let (unlocked, _) = self.search().await;
        let (locked, _): (Vec<OwnedObjectPath>, OwnedObjectPath) = self.ask("Lock", &(unlocked,)).await;
        assert!(!locked.is_empty(), "the keyring locked what it holds");
        let (unlocked, _) = self.search().await;
        assert!(unlocked.is_empty(), "nothing can be read: {unlocked:?}");
    }

    /// Stops the process (SIGSTOP): every call hangs.
    pub fn freeze(&self) {
        self.signal("-STOP");
    }

    /// Resumes the process (SIGCONT).
    pub fn thaw(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let id = self.process.id().expect("it runs").to_string();
        let sent = Command::new("kill").args([signal, &id]).status();
        assert!(sent.expect("kill").success(), "{signal} sent");
    }

    /// The application's secrets in the keyring.
    pub async fn secrets(&self) -> Vec<String> {
        let plain = ("plain", Value::from(""));
        let (_, session): (OwnedValue, OwnedObjectPath) = self.ask("OpenSession", &plain).await;
        let (unlocked, _) = self.search().await;
        let secrets: HashMap<OwnedObjectPath, (OwnedObjectPath, Vec<u8>, Vec<u8>, String)> =
            self.ask("GetSecrets", &(unlocked, &session)).await;
        secrets
            .into_values()
            .map(|(_, _, secret, _)| String::from_utf8(secret).expect("text"))
            .collect()
    }

    /// Adds an entry to the default collection, also beside another one of the same name.
    pub async fn add_beside(&self, service: &str, name: &str, secret: &str) {
        self.add("/org/freedesktop/secrets/aliases/default", service, name, secret)
            .await;
    }

    /// Adds an entry to the collection of the session.
    pub async fn add_to_session(&self, service: &str, name: &str, secret: &str) {
        self.add(
            "/org/freedesktop/secrets/collection/session",
            service,
            name,
            secret,
        )
        .await;
    }

    async fn add(&self, collection: &str, service: &str, name: &str, secret: &str) {
        let plain = ("plain", Value::from(""));
        let (_, session): (OwnedValue, OwnedObjectPath) = self.ask("OpenSession", &plain).await;
        let attributes = HashMap::from([("service", service), ("username", name)]);
        let properties = HashMap::from([
            ("org.freedesktop.Secret.Item.Label", Value::from(name)),
            ("org.freedesktop.Secret.Item.Attributes", Value::from(attributes)),
        ]);
        let secret = (&session, Vec::<u8>::new(), secret.as_bytes(), "text/plain");
        let entry = (properties, secret, false);
        let created = self.bus.call_method(
            Some("org.freedesktop.secrets"),
            collection,
            Some("org.freedesktop.Secret.Collection"),
            "CreateItem",
            &entry,
        );
        created.await.expect("an entry");
    }

    /// The application's items, unlocked and locked.
    async fn search(&self) -> (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) {
        let wanted = HashMap::from([("service", "fr.habitathdf.espacelocataire")]);
        self.ask("SearchItems", &wanted).await
    }

    async fn ask<Answer: DeserializeOwned + Type>(
        &self,
        method: &str,
        question: &(impl Serialize + DynamicType),
    ) -> Answer {
        let answer = self.bus.call_method(
            Some("org.freedesktop.secrets"),
            "/org/freedesktop/secrets",
            Some("org.freedesktop.Secret.Service"),
            method,
            question,
        );
        let answer = answer.await.unwrap_or_else(|error| panic!("{method}: {error}"));
        answer.body().deserialize().expect("the answer of the API")
    }
}
