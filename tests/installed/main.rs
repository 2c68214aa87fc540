//! The package on a tenant's machine: its files, the window, a link from the browser, its next version, and what its
//! removal leaves. `cargo xtask bundle` builds and publishes it, and runs this test in a temporary root folder
//! (`packaging/clean-root.sh`).
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod apt;
mod signatures;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use apt::Apt;
use harness::{
    application::configuration,
    browser::{Browser, choose_at},
    computer::{Computer, Keyring},
    people,
    stage::{Stage, play},
};

const PACKAGE: &str = "espace-locataire";
const PROGRAM: &str = "/usr/bin/espace-locataire";
/// The folder of the administrator's policy.
const POLICY: &str = "/etc/espace-locataire";
/// Three times the size of a blank Tauri application's package.
const MAX_BYTES: u64 = 3 * 2_400_000;
/// Files that are installed besides the program.
const FILES: [&str; 5] = [
    "/usr/share/applications/espace-locataire.desktop",
    "/usr/share/metainfo/fr.habitathdf.espacelocataire.metainfo.xml",
    "/usr/share/man/man1/espace-locataire.1",
    "/usr/share/doc/espace-locataire/copyright",
    "/usr/share/icons/hicolor/scalable/apps/espace-locataire.svg",
];

/// The folder of the packages. A development build accepts a landlord on this machine, a tenant's build does not
/// (S19).
fn packages() -> PathBuf {
    PathBuf::from(env::var_os("PACKAGES").expect("cargo xtask bundle names the folder of the packages"))
}

/// The repositories of the packages: `first`, then `next` with a later version, signed also by the key that follows the
/// landlord's, and `foreign`, which is `next` signed by a stranger.
fn repositories() -> PathBuf {
    PathBuf::from(
        env::var_os("REPOSITORIES").expect("cargo xtask bundle names the folder of the repositories"),
    )
}

fn is_release() -> bool {
    packages().components().any(|part| part.as_os_str() == "release")
}

/// The only package of a kind.
fn package(kind: &str) -> PathBuf {
    let mut found = fs::read_dir(packages().join(kind))
        .expect("the packages")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == kind));
    let package = found.next().expect("a package");
    assert_eq!(found.next(), None, "one package");
    package
}

#[track_caller]
fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {told}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    told
}

/// Opens a link as a browser does: with the program that the desktop has registered.
async fn follow(computer: &Computer, link: &str) {
    let mut command = Command::new("/usr/bin/xdg-open");
    command.arg(link);
    computer.equip(&mut command);
    let ended = tokio::process::Command::from(command).status().await;
    assert!(ended.expect("xdg-open").success());
}

fn icons() -> impl Iterator<Item = String> {
    [
        "16x16", "32x32", "48x48", "64x64", "128x128", "256x256", "512x512",
    ]
    .into_iter()
    .map(|size| format!("/usr/share/icons/hicolor/{size}/apps/{PACKAGE}.png"))
}

fn installed_files() -> Vec<PathBuf> {
    let listed = run("dpkg", &["--listfiles", PACKAGE]);
    let files = listed.lines().map(PathBuf::from);
    files.filter(|path| path.is_file()).collect()
}

fn is_as_the_desktop_wants_it() {
    for file in FILES.into_iter().map(str::to_owned).chain(icons()) {
        assert!(Path::new(&file).is_file(), "{file}");
    }
    run("desktop-file-validate", &[FILES[0]]);
    run("appstreamcli", &["validate", "--no-net", FILES[1]]);
    let entry = fs::read_to_string(FILES[0]).expect("an entry");
    for line in [
        "Exec=espace-locataire %u",
        "Icon=espace-locataire",
        "MimeType=x-scheme-handler/espace-locataire;",
    ] {
        assert!(entry.lines().any(|one| one == line), "{line}: {entry}");
    }
    let status = run("dpkg", &["--status", PACKAGE]);
    assert!(
        status.contains("quittances de loyer, aussi sans internet"),
        "{status}"
    );
    assert!(status.contains("libwebkit2gtk-4.1-0"), "{status}");
}

fn is_small(package: &Path) {
    let bytes = fs::metadata(package).expect("there").len();
    assert!(bytes <= MAX_BYTES, "{}: {bytes} bytes", package.display());
}

/// Writes the administrator's policy, with the landlord on this machine.
fn put_policy(stage: &Stage) {
    let text = configuration(&format!("http://{}", stage.line.address())).replace("# logo =", "logo =");
    fs::create_dir_all(POLICY).expect("a folder");
    fs::write(format!("{POLICY}/landlord.toml"), text).expect("written");
    fs::write(format!("{POLICY}/logo.svg"), include_str!("../../icons/icon.svg")).expect("written");
}

async fn signs_up_pays_and_comes_back(stage: &mut Stage, nowhere: &Path) {
    put_policy(stage);
    let browser = Browser::install(&mut stage.computer);
    let window = stage.open_window_with_config(nowhere).await;
    window.find("img.brand-logo").await;
    people::sign_up(stage, people::other_tenant()).await;
    let window = stage.window();
    window.click("#back").await;
    window.click("#open-ways-to-pay").await;
    window.click("#open-card-payment").await;
    window.sees("paymentAmount").await;
    window.go_on().await;
    window.sees("paymentCheck").await;
    window.go_on().await;
    window.sees("cardPayment").await;
    let link = choose_at(&browser.opened().await, "accept").await;
    follow(&stage.computer, &link).await;
    window.reads("h1", "Votre paiement est confirmé").await;
    stage.picture("paid").await;
}

async fn opens_and_is_brought_forward(stage: &mut Stage, nowhere: &Path) {
    fs::write(nowhere, include_str!("../../landlord.toml")).expect("a configuration");
    let window = stage.open_window_with_config(nowhere).await;
    window.sees("welcome").await;
    follow(&stage.computer, "espace-locataire://paiement/x").await;
    stage.window().sees("welcome").await;
    stage.picture("welcome").await;
}

fn version() -> String {
    run(
        "dpkg-query",
        &["--show", "--showformat=${db:Status-Status} ${Version}", PACKAGE],
    )
}

/// All that a person has of the application: archives, preferences. Locks and sockets are the run's own.
fn kept(computer: &Computer) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut folders = vec![computer.application_folder()];
    let mut files = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.is_file() {
                files.insert(path.clone(), fs::read(&path).expect("read"));
            }
        }
    }
    files
}

/// Publishes a stranger's version, then the landlord's next one. APT installs the second.
async fn is_upgraded_by_the_landlord_alone(stage: &mut Stage, apt: &Apt, nowhere: &Path) {
    let (before, first) = (kept(&stage.computer), version());
    apt.publish("foreign");
    apt.update_and_upgrade();
    assert_eq!(version(), first, "what a stranger signed is not installed");
    apt.publish("next");
    apt.update_and_upgrade();
    assert_eq!(version(), format!("{first}.1"));
    assert_eq!(kept(&stage.computer), before);

    let window = stage.open_window_with_config(nowhere).await;
    if is_release() {
        window.sees("welcome").await;
    } else {
        // The keyring's session opens the archive, without a password.
        window.sees("home").await;
        window.reads("#freshness", "À jour au").await;
        people::reach_receipts(&window).await;
        window.find("[data-document-id]").await;
    }
    stage.picture("upgraded").await;
    stage.close_window().await;
}

#[tokio::test]
async fn apt_installs_and_upgrades_the_package_and_leaves_data_alone() {
    let name = "apt_installs_and_upgrades_the_package_and_leaves_data_alone";
    play(Path::new(PROGRAM), name, Keyring::Unlocked, async |stage| {
        let package = package("deb");
        let apt = Apt::new();
        apt.publish("first");
        apt.install();
        is_as_the_desktop_wants_it();
        let files = installed_files();
        // The machine's policy takes precedence over this file.
        let nowhere = stage.computer.home().join("nowhere.toml");
        if is_release() {
            is_small(&package);
            opens_and_is_brought_forward(stage, &nowhere).await;
        } else {
            signs_up_pays_and_comes_back(stage, &nowhere).await;
        }
        stage.close_window().await;
        is_upgraded_by_the_landlord_alone(stage, &apt, &nowhere).await;

        let files: Vec<PathBuf> = files.into_iter().chain(installed_files()).collect();
        run("dpkg", &["--purge", PACKAGE]);
        for file in files {
            assert!(!file.exists(), "{} is left", file.display());
        }
        assert!(
            stage.computer.application_folder().join("instance.lock").exists(),
            "what is the tenant's stays"
        );
        if !is_release() {
            assert!(stage.computer.archive().exists(), "the receipts stay");
            assert!(
                Path::new(POLICY).exists(),
                "what the administrator put there stays"
            );
        }
    })
    .await;
}

#[test]
fn the_other_package_holds_the_same_files() {
    let package = package("rpm");
    let listed = run(
        "rpm",
        &["--query", "--package", "--list", &package.to_string_lossy()],
    );
    for file in FILES
        .into_iter()
        .map(str::to_owned)
        .chain(icons())
        .chain([PROGRAM.to_owned()])
    {
        assert!(listed.lines().any(|line| line == file), "{file}: {listed}");
    }
    if is_release() {
        is_small(&package);
    }
}
