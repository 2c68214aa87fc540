//! `landlord check` finds each misconfiguration, in a line that says what to do. `landlord serve` refuses the fatal ones.

mod carriers;

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use landlord::{config::Config, service::Service};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::io::{AsyncBufReadExt, BufReader};

use super::{Ended, Machine};

const PUBLIC: &str = "public-address = \"https://espace.habitat.example\"";

/// A machine without a fault, which has a database.
async fn sound() -> Machine {
    let machine = Machine::new();
    machine.configure(PUBLIC);
    let imported = machine.import().await;
    assert_eq!(imported.code, Some(0), "{}", imported.errors);
    machine
}

/// The only line of a check that stays on the machine.
async fn fault(machine: &Machine) -> String {
    only_line(&machine.run_line("check|--offline").await)
}

fn only_line(ended: &Ended) -> String {
    assert_eq!(ended.code, Some(1), "{}{}", ended.output, ended.errors);
    assert_eq!(ended.output.lines().count(), 1, "{}", ended.output);
    ended.output.trim_end().to_owned()
}

/// Asserts that the service does not start, and says so in the same line.
async fn assert_refused(machine: &Machine, line: &str) {
    assert!(line.starts_with("bloquant"), "{line}");
    let mut serving = machine.command(&["serve".as_ref()]).spawn().expect("started");
    let mut errors = BufReader::new(serving.stderr.take().expect("a log")).lines();
    let mut found = false;
    while let Some(error) = errors.next_line().await.expect("read") {
        assert!(!error.contains("address="), "it serves with: {line}");
        found |= error == line;
    }
    assert_eq!(serving.wait().await.expect("ended").code(), Some(1));
    assert!(found, "{line}");
}

/// Asserts that a fault is found, says this, and keeps the service from starting.
async fn assert_fatal(machine: &Machine, says: &str) {
    let line = fault(machine).await;
    assert!(line.contains(says), "{line}");
    assert_refused(machine, &line).await;
}

/// Asserts that a fault is found, says this, and lets the service start.
fn assert_bearable(line: &str, says: &str) {
    assert!(line.starts_with("à corriger") && line.contains(says), "{line}");
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
}

#[tokio::test]
async fn a_machine_in_order_has_nothing_to_correct() {
    let machine = Machine::new();
    machine.configure(PUBLIC);
    assert_bearable(&fault(&machine).await, "landlord import");
    assert_eq!(machine.import().await.code, Some(0));
    for line in ["check", "check|--offline"] {
        let ended = machine.run_line(line).await;
        assert_eq!(ended.code, Some(0), "{line}: {}{}", ended.output, ended.errors);
    }
    assert_eq!(machine.run_line("check").await.output, "Rien à corriger.\n");
}

#[tokio::test]
async fn a_public_service_that_names_no_proxy_is_refused() {
    let machine = sound().await;
    machine.reconfigure("127.0.0.1:0", "0.0.0.0:0");
    assert_fatal(&machine, "trusted-proxies").await;
    machine.configure("trusted-proxies = []");
    let ended = machine.run_line("check|--offline").await;
    assert_eq!(ended.code, Some(0), "{}", ended.output);
}

#[tokio::test]
async fn a_service_for_others_without_a_public_address_is_refused() {
    let machine = sound().await;
    machine.reconfigure(PUBLIC, "");
    assert_bearable(&fault(&machine).await, "public-address");
    machine.configure("trusted-proxies = [\"10.0.0.5\"]");
    assert_fatal(&machine, "public-address").await;
}

#[tokio::test]
async fn s21_an_address_for_which_no_security_key_signs_is_a_fault() {
    let machine = sound().await;
    machine.reconfigure(PUBLIC, "public-address = \"https://192.0.2.7\"");
    let line = fault(&machine).await;
    assert_bearable(&line, "public-address");
    assert!(line.contains("clés de sécurité"), "{line}");
}

#[tokio::test]
async fn a_missing_key_is_refused_and_no_command_makes_another() {
    for key in ["service.key", "attestation.key"] {
        let machine = sound().await;
        let path = machine.data().join(key);
        fs::remove_file(&path).expect("removed");
        assert_fatal(&machine, key).await;
        for line in ["payments", "staff|list", "renew-key"] {
            let ended = machine.run_line(line).await;
            assert_eq!(ended.code, Some(1), "{line}");
            assert!(ended.errors.contains(key), "{line}: {}", ended.errors);
        }
        assert!(!path.exists(), "{key}");
    }
}

#[tokio::test]
async fn s26_a_key_of_another_machine_is_refused_by_every_command() {
    let (machine, other) = (sound().await, sound().await);
    for key in ["service.key", "attestation.key"] {
        let path = machine.data().join(key);
        let own = fs::read(&path).expect("read");
        fs::copy(other.data().join(key), &path).expect("copied");
        let line = fault(&machine).await;
        assert!(line.starts_with("bloquant") && line.contains(key), "{line}");
        for command in ["serve", "payments", "staff|list", "key|rotate"] {
            let ended = machine.run_line(command).await;
            assert_eq!(ended.code, Some(1), "{command}");
            assert!(ended.errors.contains(key), "{command}: {}", ended.errors);
        }
        fs::write(&path, own).expect("written");
        assert_eq!(machine.run_line("check|--offline").await.code, Some(0));
    }
}

#[tokio::test]
async fn a_key_that_is_missing_is_found_whatever_lies_beside_it() {
    let machine = sound().await;
    let path = machine.data().join("service.key");
    fs::rename(&path, machine.data().join("service.key.new")).expect("renamed");
    assert_eq!(
        machine.run_line("check|--offline").await.code,
        Some(0),
        "put in place at the start"
    );
    fs::write(machine.data().join("service.key.new"), "half a li").expect("written");
    let line = fault(&machine).await;
    assert!(
        line.starts_with("bloquant") && line.contains("service.key"),
        "{line}"
    );
}

#[tokio::test]
async fn messages_that_nothing_sends_are_refused() {
    for section in ["[sms]", "[mail]"] {
        let machine = sound().await;
        machine.reconfigure(&format!("{section}\ngateway = \"outbox\"\n"), "");
        assert_fatal(&machine, section).await;
    }
}

#[tokio::test]
async fn a_secret_that_is_not_there_is_refused() {
    let machine = sound().await;
    let secret = machine.0.path().join("mail-password");
    let mail = format!(
        "[mail]\nserver = \"smtp://127.0.0.1:1\"\nfrom = \"a@habitat.example\"\n\
         account = {{ username = \"a\", password-file = '{}' }}\n",
        secret.display()
    );
    machine.reconfigure("[mail]\ngateway = \"outbox\"\n", &mail);
    assert_fatal(&machine, "mail-password").await;
    fs::write(&secret, "cerisier").expect("written");
    set_mode(&secret, 0o644);
    // Never the group's rights: a secret of root:landlord, mode 640, would be one that the service cannot read.
    assert_bearable(&fault(&machine).await, "chmod o=");
    // A group of the service's own may read it.
    set_mode(&secret, 0o640);
    assert_eq!(machine.run_line("check|--offline").await.code, Some(0));
}

#[tokio::test]
async fn a_card_provider_that_cannot_be_set_up_is_refused() {
    let machine = sound().await;
    let card = "[card]\nprovider = \"stripe\"\nsecret-key-file = '/nowhere/stripe-key'\n";
    machine.reconfigure("[mail]\n", &format!("{card}[mail]\n"));
    assert_fatal(&machine, "signing-secret-file").await;
    machine.reconfigure(card, &format!("{card}signing-secret-file = '/nowhere/signing'\n"));
    assert_fatal(&machine, "/nowhere/stripe-key").await;
}

#[tokio::test]
async fn a_list_of_passwords_that_cannot_be_used_is_refused() {
    let machine = sound().await;
    let list = machine.0.path().join("passwords.txt");
    machine.configure(&format!("password-list = '{}'", list.display()));
    assert_fatal(&machine, "passwords.txt").await;
    fs::write(&list, "# no password yet\n").expect("written");
    assert_fatal(&machine, "passwords.txt").await;
    fs::write(&list, "cerisier\n").expect("written");
    assert_eq!(machine.run_line("check|--offline").await.code, Some(0));
}

#[tokio::test]
async fn a_file_in_place_of_the_database_is_refused() {
    let machine = sound().await;
    let path = machine.data().join("landlord.sqlite");
    for content in ["", "a note that is longer than the head of a database\n"] {
        fs::write(&path, content).expect("written");
        assert_fatal(&machine, "base de données").await;
        let imported = machine.import().await;
        assert_eq!(imported.code, Some(1));
        assert!(imported.errors.contains("landlord.sqlite"), "{}", imported.errors);
    }
}

#[tokio::test]
async fn a_database_of_another_program_is_refused() {
    let machine = sound().await;
    let path = machine.data().join("landlord.sqlite");
    fs::remove_file(&path).expect("removed");
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true);
    let mut other = SqliteConnection::connect_with(&options).await.expect("opened");
    sqlx::query("CREATE TABLE notes (text TEXT)")
        .execute(&mut other)
        .await
        .expect("made");
    other.close().await.expect("closed");
    assert_fatal(&machine, "base de données").await;
}

#[tokio::test]
async fn a_database_that_is_gone_while_its_keys_stayed_is_refused() {
    let machine = sound().await;
    fs::remove_file(machine.data().join("landlord.sqlite")).expect("removed");
    assert_fatal(&machine, "base de données").await;
}

#[tokio::test]
async fn a_service_with_no_export_is_told_that_a_disk_may_be_missing() {
    let machine = Machine::new();
    machine.configure(PUBLIC);
    assert_bearable(&fault(&machine).await, "disque");
    // A command begins an empty database.
    assert_eq!(machine.run_line("staff|list").await.code, Some(0));
    assert_bearable(&fault(&machine).await, "disque");
}

#[tokio::test]
async fn a_data_folder_that_is_a_file_is_refused() {
    let machine = Machine::new();
    machine.configure(PUBLIC);
    fs::write(machine.data(), "").expect("written");
    assert_fatal(&machine, "nommez un dossier").await;
}

#[tokio::test]
async fn s27_counters_at_the_address_of_tenants_are_refused() {
    let machine = sound().await;
    machine.reconfigure("127.0.0.1:0", "127.0.0.1:18320");
    machine.configure("metrics-listen = \"127.0.0.1:18320\"");
    assert_fatal(&machine, "metrics-listen").await;
}

#[tokio::test]
async fn s2_a_network_that_holds_clients_is_no_network_of_proxies() {
    for (network, found) in [("0.0.0.0/0", true), ("::/0", true), ("10.0.0.0/8", false)] {
        let machine = sound().await;
        machine.configure(&format!("trusted-proxies = [\"{network}\"]"));
        if found {
            assert_bearable(&fault(&machine).await, network);
        } else {
            assert_eq!(machine.run_line("check|--offline").await.code, Some(0));
        }
    }
}

#[tokio::test]
async fn a_data_folder_that_others_can_read_is_refused() {
    for mode in [0o755, 0o750, 0o701] {
        let machine = sound().await;
        set_mode(&machine.data(), mode);
        assert_fatal(&machine, "chmod 700").await;
    }
}

#[tokio::test]
async fn a_key_that_others_can_read_is_found() {
    let machine = sound().await;
    set_mode(&machine.data().join("service.key"), 0o640);
    assert_bearable(&fault(&machine).await, "service.key");
}

#[tokio::test]
async fn a_folder_of_another_user_is_refused_by_every_command() {
    let machine = sound().await;
    // Only root can give it away. Others take a folder of root's.
    if std::os::unix::fs::chown(machine.data(), Some(65_534), None).is_err() {
        machine.reconfigure(&machine.data().display().to_string(), "/root");
    }
    let checked = machine.run_line("check|--offline").await;
    assert!(checked.output.contains("sudo -u"), "{}", checked.output);
    for line in ["serve", "payments", "staff|list"] {
        let ended = machine.run_line(line).await;
        assert_eq!(ended.code, Some(1), "{line}");
        assert!(ended.errors.contains("sudo -u"), "{line}: {}", ended.errors);
    }
}

#[tokio::test]
async fn a_file_of_another_user_is_found() {
    let machine = sound().await;
    let path = machine.data().join("copie.sqlite");
    fs::write(&path, "").expect("written");
    // Only root can give it away. Others lead to a file of root's.
    if std::os::unix::fs::chown(&path, Some(65_534), None).is_err() {
        fs::remove_file(&path).expect("removed");
        std::os::unix::fs::symlink("/etc/passwd", &path).expect("made");
    }
    let line = fault(&machine).await;
    assert_bearable(&line, "chown");
    assert!(line.contains("copie.sqlite"), "{line}");
}

#[tokio::test]
async fn a_system_without_the_time_zone_of_paris_is_refused() {
    let machine = sound().await;
    let zones = tempfile::tempdir().expect("a folder");
    fs::copy("/usr/share/zoneinfo/UTC", zones.path().join("UTC")).expect("copied");
    let with_zones = async |command: &str| {
        let mut command = machine.command(&[command.as_ref()]);
        let output = command.env("TZDIR", zones.path()).output().await.expect("run");
        String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
    };
    for command in ["check", "serve"] {
        let told = with_zones(command).await;
        assert!(
            told.starts_with("bloquant") && told.contains("Europe/Paris"),
            "{told}"
        );
    }
}

/// Executes statements on the database of a machine.
pub async fn execute(machine: &Machine, statement: &'static str) {
    let config = Config::read(&machine.config()).expect("read");
    let service = Service::open(config).await.expect("opens");
    sqlx::query(statement)
        .execute(service.pool())
        .await
        .expect("done");
    service.pool().close().await;
}

#[tokio::test]
async fn a_clock_behind_the_journal_is_found() {
    let machine = sound().await;
    let entry = "INSERT INTO staff_journal (number, at, login, device, action, previous, hash)
                 SELECT max(number) + 1, unixepoch() + 100000000, 'a', '-', 'x', x'', x'' FROM staff_journal";
    execute(&machine, entry).await;
    assert_bearable(&fault(&machine).await, "NTP");
}

#[tokio::test]
async fn a_database_of_a_later_version_is_found_and_not_opened() {
    let machine = sound().await;
    let migrated = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                    VALUES (9999, 'later', 1, x'', 0)";
    execute(&machine, migrated).await;
    let line = fault(&machine).await;
    assert!(line.starts_with("bloquant") && line.contains("version"), "{line}");
    assert_eq!(machine.run_line("serve").await.code, Some(1));
}
