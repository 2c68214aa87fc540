//! What a person is told when no window opens, or when its page dies again and again: a message of the system's own,
//! with a way out.

use std::{
    fs::{self, File},
    path::Path,
    process::Stdio,
};

use harness::{
    application::start_offline,
    computer::Keyring,
    hands::{PlacedKey, press_in_window},
    process::start_as_is,
    stage::Stage,
};

use crate::{
    APPLICATION,
    one_window::{exit_code, launch, start},
    play,
};

const PAGE_PROCESS: &str = "WebKitWebProcess";
const ASKED: &str = "the page asks what to show";

/// Waits for a message, keeps its picture, and closes it with *Entrée*.
async fn is_told(stage: &Stage, heading: &str) {
    stage.window_is_titled(heading).await;
    stage.picture_of_the_screen("message");
    press_in_window(stage.computer.display(), &[PlacedKey::Enter]);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_told() {
    play(
        "a_folder_that_cannot_be_made_is_told",
        Keyring::None,
        async |stage| {
            // A file stands where the folder would be: nothing is kept there that could be shown.
            fs::write(stage.computer.application_folder(), "").expect("written");
            let mut launched = start(stage, &[]);
            is_told(stage, "L’application ne peut pas s’ouvrir").await;
            assert_eq!(exit_code(&mut launched).await, Some(1));
        },
    )
    .await;
}

#[tokio::test]
async fn a_second_launch_without_an_answer_says_so() {
    play(
        "a_second_launch_without_an_answer_says_so",
        Keyring::None,
        async |stage| {
            let folder = stage.computer.application_folder();
            fs::create_dir_all(&folder).expect("a folder");
            let hanging = File::create(folder.join("instance.lock")).expect("a file");
            hanging.lock().expect("locked");
            let mut second = start(stage, &[]);
            is_told(stage, "L’application est déjà ouverte, mais ne répond pas").await;
            assert_eq!(exit_code(&mut second).await, Some(1));
        },
    )
    .await;
}

#[tokio::test]
async fn without_a_display_a_launch_says_so_and_does_not_panic() {
    let name = "without_a_display_a_launch_says_so_and_does_not_panic";
    play(name, Keyring::None, async |stage| {
        let mut command = launch(stage, &[]);
        command.env_remove("DISPLAY").stderr(Stdio::piped());
        let ended = start_as_is(command).wait_with_output().await.expect("waited for");
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(1), "{told}");
        assert!(
            told.contains("Aucun écran") && !told.contains("panicked"),
            "{told}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_version_is_told_before_anything_starts() {
    play(
        "the_version_is_told_before_anything_starts",
        Keyring::None,
        async |stage| {
            let mut command = launch(stage, &["--version"]);
            command.env_remove("DISPLAY").stdout(Stdio::piped());
            let ended = start_as_is(command).wait_with_output().await.expect("waited for");
            assert_eq!(ended.status.code(), Some(0));
            let version = format!("espace-locataire {}\n", env!("CARGO_PKG_VERSION"));
            assert_eq!(String::from_utf8_lossy(&ended.stdout), version);
            assert!(
                !stage.computer.application_folder().exists(),
                "nothing is written"
            );
        },
    )
    .await;
}

/// Lets the page die until the person is asked. It was opened this many times before.
async fn page_dies_thrice(stage: &Stage, opened: usize) {
    for deaths in 0..3 {
        stage.log_says_so_often(ASKED, opened + deaths).await;
        stage.computer.signal(PAGE_PROCESS, "-KILL");
    }
    stage.window_is_titled("La page s’arrête sans cesse").await;
    assert_eq!(
        stage.log_counts(ASKED),
        opened + 2,
        "it is not loaded a third time"
    );
}

#[tokio::test]
async fn a_page_that_dies_at_once_is_loaded_when_the_person_wants() {
    let name = "a_page_that_dies_at_once_is_loaded_when_the_person_wants";
    play(name, Keyring::None, async |stage| {
        let mut application = start_offline(Path::new(APPLICATION), &stage.computer);
        page_dies_thrice(stage, 1).await;
        stage.picture_of_the_screen("message");
        press_in_window(stage.computer.display(), &[PlacedKey::Enter]);
        page_dies_thrice(stage, 4).await;
        press_in_window(stage.computer.display(), &[PlacedKey::Escape]);
        assert_eq!(exit_code(&mut application).await, Some(0));
    })
    .await;
}
