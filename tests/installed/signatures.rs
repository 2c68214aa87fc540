//! What is published is signed: packages, lists and checksums.

use std::{fs, path::Path, process::Command};

use crate::{repositories, run};

/// Whether gpg, with the landlord's key alone, takes this signature of a file.
fn is_signed(keys: &Path, arguments: &[&Path]) -> bool {
    let mut verify = Command::new("gpg");
    verify.env("GNUPGHOME", keys).args(["--batch", "--verify"]);
    verify.args(arguments).status().expect("gpg starts").success()
}

#[test]
fn packages_lists_and_checksums_are_signed_by_the_landlords_key() {
    let published = repositories().join("first");
    let key = published.join("espace-locataire.asc");
    let keys = tempfile::tempdir().expect("a folder");
    let home = keys.path();
    let imported = Command::new("gpg")
        .env("GNUPGHOME", home)
        .args(["--batch", "--import"])
        .arg(&key)
        .status();
    assert!(imported.expect("gpg starts").success());
    for file in ["SHA256SUMS", "rpm/repodata/repomd.xml"] {
        let file = published.join(file);
        let signature = file.with_added_extension("asc");
        assert!(is_signed(home, &[&signature, &file]), "{}", file.display());
    }
    assert!(is_signed(home, &[&published.join("apt/InRelease")]));
    let foreign = repositories().join("foreign/apt/InRelease");
    assert!(!is_signed(home, &[&foreign]));

    let database = format!("--dbpath={}", home.join("rpm").display());
    run("rpmkeys", &[&database, "--import", &key.to_string_lossy()]);
    let packages = fs::read_dir(published.join("rpm")).expect("listed");
    let mut packages = packages.map(|entry| entry.expect("an entry").path());
    let package = packages
        .find(|path| path.extension().is_some_and(|ending| ending == "rpm"))
        .expect("a package");
    let checked = run("rpmkeys", &[&database, "--checksig", &package.to_string_lossy()]);
    assert!(checked.contains("digests signatures OK"), "{checked}");
}

#[test]
fn the_checksums_are_those_of_every_package_and_its_bill() {
    let published = repositories().join("first");
    let listed = fs::read_to_string(published.join("SHA256SUMS")).expect("checksums");
    let files: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.split("  ").nth(1))
        .collect();
    for ending in [".deb", ".rpm", ".deb.cdx.json", ".rpm.cdx.json"] {
        let of_kind = files.iter().filter(|file| file.ends_with(ending));
        assert_eq!(of_kind.count(), 1, "{ending}: {files:?}");
    }
    let checked = Command::new("sha256sum")
        .current_dir(&published)
        .args(["--check", "--strict", "SHA256SUMS"])
        .status();
    assert!(checked.expect("sha256sum starts").success());
}
