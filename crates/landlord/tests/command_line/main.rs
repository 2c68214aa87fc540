//! `landlord import`, `landlord letter`, `landlord serve` and the other commands, run as processes.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod check;
mod foreign_text;
mod journal;
mod payments;
mod serving;
mod unit_file;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Stdio,
};

use jiff::civil::date;
use landlord::demonstration::{SHOWN_TENANTS, write_exports};
use sqlx::{Connection, SqliteConnection, migrate::Migrator, sqlite::SqliteConnectOptions};
use tempfile::TempDir;
use tokio::process::Command;

/// A landlord's machine: a configuration, a data folder, and a rent system's exports.
struct Machine(TempDir);

/// The result of a command.
struct Ended {
    code: Option<i32>,
    output: String,
    errors: String,
}

impl Machine {
    fn new() -> Self {
        let machine = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(machine.exports()).expect("a folder");
        write_exports(&machine.exports(), date(2026, 11, 23)).expect("written");
        let config = format!(
            "listen = \"127.0.0.1:0\"\ndata = '{}'\n[landlord]\nname = \"Habitat Test\"\n\
             telephone = \"03 53 01 00 00\"\nemail = \"contact@habitat.example\"\n\
             website = \"https://www.habitat.example\"\naddress = [\"62300 Lens\"]\nsiret = \"00000000000000\"\n\
             [sms]\ngateway = \"outbox\"\n[mail]\ngateway = \"outbox\"\n",
            machine.data().display()
        );
        fs::write(machine.config(), config).expect("written");
        machine
    }

    fn exports(&self) -> PathBuf {
        self.0.path().join("exports")
    }

    fn config(&self) -> PathBuf {
        self.0.path().join("landlord.toml")
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// Adds lines at the top of the configuration.
    fn configure(&self, lines: &str) {
        let config = fs::read_to_string(self.config()).expect("read");
        fs::write(self.config(), format!("{lines}\n{config}")).expect("written");
    }

    /// Replaces a part of the configuration.
    fn reconfigure(&self, part: &str, by: &str) {
        let config = fs::read_to_string(self.config()).expect("read");
        assert!(config.contains(part), "{config}");
        fs::write(self.config(), config.replacen(part, by, 1)).expect("written");
    }

    /// Runs a command whose words are separated by `|`.
    async fn run_line(&self, line: &str) -> Ended {
        let words: Vec<&Path> = line.split('|').map(Path::new).collect();
        self.run(&words).await
    }

    fn command(&self, arguments: &[&Path]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_landlord"));
        command
            .args(arguments)
            .arg("--config")
            .arg(self.config())
            .env("NO_COLOR", "1")
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }

    async fn run(&self, arguments: &[&Path]) -> Ended {
        let output = self.command(arguments).output().await.expect("run");
        Ended {
            code: output.status.code(),
            output: String::from_utf8(output.stdout).expect("UTF-8"),
            errors: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    async fn import(&self) -> Ended {
        self.run(&["import".as_ref(), &self.exports()]).await
    }
}

#[tokio::test]
async fn an_import_reports_what_is_new_and_nothing_the_second_time() {
    let machine = Machine::new();
    let first = machine.import().await;
    assert_eq!(first.code, Some(0), "{}", first.errors);
    assert!(first.output.contains("en plus") && !first.output.contains("rien\u{202f};"));
    let second = machine.import().await;
    assert_eq!(second.code, Some(0));
    assert_eq!(
        second.output,
        "en plus\u{a0}: rien\u{202f}; modifiés\u{a0}: rien\n"
    );
}

#[tokio::test]
async fn an_import_with_a_bad_line_fails_and_names_it() {
    let machine = Machine::new();
    let path = machine.exports().join("agences.csv");
    let lines = fs::read(&path)
        .expect("read")
        .iter()
        .filter(|byte| **byte == b'\n')
        .count();
    let mut file = fs::File::options().append(true).open(&path).expect("opened");
    file.write_all(b"nothing of an agency\n").expect("written");
    let ended = machine.import().await;
    assert_eq!((ended.code, ended.output.as_str()), (Some(1), ""));
    let place = format!("agences.csv, ligne {}", lines + 1);
    assert!(ended.errors.contains(&place), "{place}: {}", ended.errors);
    assert!(ended.errors.contains("rien n’a été écrit"), "{}", ended.errors);
}

#[tokio::test]
async fn a_letter_is_written_for_a_known_tenant_and_never_overwrites_one() {
    let machine = Machine::new();
    assert_eq!(machine.import().await.code, Some(0));
    let out = machine.0.path().join("courrier.pdf");
    let letter_to = |tenant: &'static str| {
        let (machine, out) = (&machine, out.as_path());
        async move {
            machine
                .run(&["letter".as_ref(), tenant.as_ref(), "--out".as_ref(), out])
                .await
        }
    };
    let unknown = letter_to("999999999999999").await;
    assert_eq!(unknown.code, Some(1));
    assert!(!out.exists(), "nothing is left of a letter to nobody");

    let tenant = &SHOWN_TENANTS[0];
    let written = letter_to(tenant.tenant_code).await;
    assert_eq!(written.code, Some(0), "{}", written.errors);
    let pdf = fs::read(&out).expect("a letter");
    let text = pdf_extract::extract_text_from_mem(&pdf).expect("text");
    let text: String = text.split_whitespace().collect();
    let name: String = tenant.name.split_whitespace().collect();
    assert!(text.contains(&name), "{text}");
    // The code is for the tenant only: it appears on the paper and nowhere else.
    let printed = text.split("Lecodedececourrier").nth(1).expect("a code");
    let code = contract::LetterCode::parse(&printed[..contract::LetterCode::CHARACTERS]);
    let code = code.expect("a right code");
    assert!(!written.output.contains(&code.grouped()) && !written.errors.contains(&code.grouped()));

    let again = letter_to(tenant.tenant_code).await;
    assert_eq!(again.code, Some(1));
    assert!(again.errors.contains("courrier.pdf"), "{}", again.errors);
    assert_eq!(fs::read(&out).expect("a letter"), pdf);
}

#[tokio::test]
async fn without_messages_none_is_listed_and_an_unknown_one_is_named() {
    let machine = Machine::new();
    let listed = machine.run(&["messages".as_ref()]).await;
    assert_eq!(
        (listed.code, listed.output.as_str()),
        (Some(0), ""),
        "{}",
        listed.errors
    );
    for id in ["m1", "-bqEIHIZ27", "--qEIHIZ27"] {
        for arguments in [
            &["messages", "show", id] as &[&str],
            &["messages", "show", id, "--attachments", "files"],
            &["messages", "answer", id, "--text", "Oui"],
        ] {
            let arguments: Vec<&Path> = arguments.iter().map(Path::new).collect();
            let ended = machine.run(&arguments).await;
            assert_eq!(ended.code, Some(1), "{}", ended.errors);
            assert!(
                ended.errors.contains(&format!("«\u{a0}{id}\u{a0}»")),
                "{}",
                ended.errors
            );
        }
    }
}

#[tokio::test]
async fn staff_and_devices_are_added_listed_closed_and_journalled() {
    let machine = Machine::new();
    assert_eq!(machine.import().await.code, Some(0));
    let run = async |line: &str| machine.run_line(line).await;
    let nowhere = run("staff|add|claire.martin|--name|Claire MARTIN|--agency|Nulle part").await;
    assert_eq!(nowhere.code, Some(1));
    assert!(
        nowhere.errors.contains("«\u{a0}Nulle part\u{a0}»") && nowhere.errors.contains("LENS"),
        "{}",
        nowhere.errors
    );
    let added = run("staff|add|Claire.Martin|--name|Claire MARTIN|--agency|LENS|--manager").await;
    assert_eq!(added.code, Some(0), "{}", added.errors);
    let code = added
        .output
        .lines()
        .next()
        .and_then(|line| line.rsplit(' ').next());
    assert!(
        contract::LetterCode::parse(code.expect("a code")).is_ok(),
        "{}",
        added.output
    );
    let again = run("staff|add|claire.martin|--name|Claire DUPONT|--agency|LENS").await;
    assert!(
        again.errors.contains("«\u{a0}claire.martin\u{a0}» est déjà pris"),
        "{}",
        again.errors
    );
    let listed = run("staff|list").await.output;
    assert!(
        listed.contains("claire.martin  Claire MARTIN") && listed.contains("responsable  à activer"),
        "{listed}"
    );
    assert_ne!(run("staff|reset|claire.martin").await.output, added.output);
    assert_eq!(run("staff|close|claire.martin").await.code, Some(0));
    assert_eq!(run("staff|list").await.output, "");
    assert!(
        run("staff|close|claire.martin")
            .await
            .errors
            .contains("«\u{a0}claire.martin\u{a0}» n’est pas dans la base")
    );

    let device = run("device|add|Lens, guichet 2").await.output;
    assert!(device.contains("[assisted]\ndevice = \""), "{device}");
    assert_eq!(run("device|list").await.output, "Lens, guichet 2\n");
    assert_eq!(run("device|close|Lens, guichet 2").await.code, Some(0));
    assert_eq!(run("device|list").await.output, "");

    let check = run("journal|verify").await;
    assert_eq!(check.code, Some(0));
    assert!(
        check.output.starts_with("6 entrées en ordre.\nEmpreinte\u{a0}: "),
        "{}",
        check.output
    );
    let made_up = run("journal|verify|--head|00ff").await;
    assert_eq!(made_up.code, Some(1));
    assert!(
        run("journal|export")
            .await
            .output
            .starts_with("numero;date;personne;poste;action;")
    );
}

#[tokio::test]
async fn an_unreadable_configuration_is_named_with_its_line() {
    let machine = Machine::new();
    fs::write(machine.config(), "listen = \"127.0.0.1:0\"\ndata = 12\n").expect("written");
    for ended in [machine.run(&["serve".as_ref()]).await, machine.import().await] {
        assert_eq!((ended.code, ended.output.as_str()), (Some(1), ""));
        assert!(
            ended.errors.contains("landlord.toml") && ended.errors.contains("line 2"),
            "{}",
            ended.errors
        );
    }
    fs::remove_file(machine.config()).expect("removed");
    let ended = machine.run(&["serve".as_ref()]).await;
    assert_eq!(ended.code, Some(1));
    assert!(ended.errors.contains("landlord.toml"), "{}", ended.errors);
}

#[tokio::test]
async fn a_command_leaves_the_database_of_an_earlier_version_as_it_is() {
    let machine = Machine::new();
    assert_eq!(machine.import().await.code, Some(0));
    let path = machine.data().join("landlord.sqlite");
    for ending in ["", "-wal", "-shm"] {
        // The log may be gone with the process.
        let _ = fs::remove_file(format!("{}{ending}", path.display()));
    }
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"));
    let migrator = Migrator::new(folder).await.expect("migrations");
    let newest = migrator.iter().map(|migration| migration.version).max();
    let before = newest.expect("a migration") - 1;
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true);
    let mut database = SqliteConnection::connect_with(&options).await.expect("opened");
    migrator.run_to(before, &mut database).await.expect("as it was");
    for line in ["payments", "staff|list", "key|list"] {
        let ended = machine.run_line(line).await;
        assert_eq!(ended.code, Some(1), "{line}");
        assert!(
            ended.errors.contains("version antérieure"),
            "{line}: {}",
            ended.errors
        );
    }
    let version: i64 = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(&mut database)
        .await
        .expect("read");
    assert_eq!(version, before);
}
