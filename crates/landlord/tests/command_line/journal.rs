//! Each command that changes something is in the journal, with the system's user (S22). What the commands create is
//! for that user alone.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use landlord::{demonstration::SHOWN_TENANTS, operations::operator::Operator};
use tokio::process::Command;

use super::Machine;

/// The actions of operators in the journal, each with its detail.
async fn deeds(machine: &Machine) -> Vec<(String, String)> {
    let journal = machine.run_line("journal|export").await.output;
    let by = Operator::PREFIX;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(journal.as_bytes());
    let entries = reader.records().map(|entry| entry.expect("an entry"));
    let deeds = entries.map(|entry| {
        assert!(entry[2].starts_with(by) && entry[2].len() > by.len(), "{entry:?}");
        assert_eq!(&entry[3], "-");
        (entry[4].to_owned(), entry[7].to_owned())
    });
    deeds.collect()
}

/// The ids of the keys, oldest first.
async fn key_ids(machine: &Machine) -> Vec<String> {
    let listed = machine.run_line("key|list").await.output;
    let ids = listed.lines().filter_map(|line| line.split(' ').next());
    ids.map(ToOwned::to_owned).collect()
}

/// Runs each command that changes the keys, and returns what the journal has to say of it.
async fn change_the_keys(machine: &Machine) -> Vec<(String, String)> {
    let first = key_ids(machine).await.remove(0);
    let mut expected = Vec::new();
    let revoke = format!("key|revoke|{first}");
    for (line, action) in [
        ("renew-key", "documentKeyRenewed"),
        ("key|rotate", "serviceKeyRotated"),
        (revoke.as_str(), "keyRevoked"),
        ("key|replace|--lost", "keyReplaced"),
    ] {
        if action == "keyReplaced" {
            fs::remove_file(machine.data().join("service.key")).expect("removed");
        }
        let ended = machine.run_line(line).await;
        assert_eq!(ended.code, Some(0), "{line}: {}", ended.errors);
        let newest = key_ids(machine).await.pop().expect("a key");
        let id = if action == "keyRevoked" { &first } else { &newest };
        assert!(ended.output.contains(id.as_str()), "{line}: {}", ended.output);
        expected.push((action.to_owned(), id.clone()));
    }
    expected
}

#[tokio::test]
async fn s22_each_command_that_changes_something_is_journalled() {
    let machine = Machine::new();
    let imported = machine.import().await;
    assert_eq!(imported.code, Some(0), "{}", imported.errors);
    let counts = imported.output.lines().next().expect("a line").to_owned();
    let tenant = SHOWN_TENANTS[0].tenant_code;
    let letter = format!("letter|{tenant}");
    let [show, block, unblock, sign_out] =
        ["show", "block", "unblock", "sign-out"].map(|deed| format!("tenant|{deed}|{tenant}"));
    let mut expected = vec![("imported".to_owned(), counts)];
    for (line, action, detail) in [
        (letter.as_str(), "letterIssued", ""),
        (
            "staff|add|claire.martin|--name|Claire MARTIN|--agency|LENS",
            "staffAdded",
            "claire.martin",
        ),
        ("staff|reset|claire.martin", "staffReset", "claire.martin"),
        ("staff|show|claire.martin", "staffShown", "claire.martin"),
        ("staff|block|claire.martin", "staffBlocked", "claire.martin"),
        ("staff|unblock|claire.martin", "staffUnblocked", "claire.martin"),
        ("staff|sign-out|claire.martin", "staffSignedOut", "claire.martin"),
        (block.as_str(), "tenantBlocked", ""),
        (show.as_str(), "tenantShown", ""),
        (unblock.as_str(), "tenantUnblocked", ""),
        (sign_out.as_str(), "tenantSignedOut", ""),
        ("staff|close|claire.martin", "staffClosed", "claire.martin"),
        ("device|add|Lens, guichet 2", "deviceAdded", "Lens, guichet 2"),
        ("device|close|Lens, guichet 2", "deviceClosed", "Lens, guichet 2"),
    ] {
        let ended = machine.run_line(line).await;
        assert_eq!(ended.code, Some(0), "{line}: {}", ended.errors);
        expected.push((action.to_owned(), detail.to_owned()));
    }
    expected.extend(change_the_keys(&machine).await);
    for line in [
        "messages",
        "letter|--waiting",
        "payments",
        "staff|list",
        "device|list",
        "key|list",
        "journal|verify",
        "check|--offline",
    ] {
        machine.run_line(line).await;
    }
    // One that changes nothing, and one that fails.
    machine.import().await;
    machine.run_line("staff|close|claire.martin").await;
    assert_eq!(deeds(&machine).await, expected);
    let journal = machine.run_line("journal|export").await.output;
    assert!(
        !journal.contains(tenant) && !journal.contains(SHOWN_TENANTS[0].name),
        "{journal}"
    );
    assert_eq!(machine.run_line("journal|verify").await.code, Some(0));
}

#[tokio::test]
async fn what_a_command_creates_is_for_its_user_alone() {
    let machine = Machine::new();
    // The umask of most systems lets everybody read.
    let import = format!(
        "umask 022 && exec {} import '{}' --config '{}'",
        env!("CARGO_BIN_EXE_landlord"),
        machine.exports().display(),
        machine.config().display()
    );
    let imported = Command::new("sh").args(["-c", &import]).status().await;
    assert!(imported.expect("run").success());
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&machine.data()), 0o700);
    let mut files = 0;
    for file in fs::read_dir(machine.data()).expect("listed") {
        let path = file.expect("a file").path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        files += 1;
    }
    assert!(files > 2, "{files}");
}
