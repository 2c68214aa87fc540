//! The data taken along, and the account deleted.

use std::fs;

use fantoccini::key::Key;
use harness::computer::{Computer, Keyring};

use super::{check, go_to_profile, type_password};
use crate::play;

#[tokio::test]
async fn the_data_can_be_taken_along_and_the_account_deleted() {
    let name = "the_data_can_be_taken_along_and_the_account_deleted";
    play(name, Keyring::Unlocked, async |stage| {
        go_to_profile(stage).await;
        let window = stage.window();
        // No further: the system's dialog comes next, where the driver cannot reach.
        window.tab_to("#export-pdf").await;
        window.tab_to("#export-others").await;
        window.press(Key::Enter).await;
        window.tab_to("#export-json").await;
        stage.picture("export").await;
        window.click("#export-pdf").await;
        window.sees("profilePasswordAgain").await;
        check(stage, "export-password").await;
        type_password(window).await;
        window.sees("profile").await;
        window
            .reads("#profile-news", "Vous pouvez maintenant enregistrer vos données")
            .await;
        window.click("#delete-account").await;
        window.sees("profileDeletion").await;
        check(stage, "deletion").await;
        window.click("#keep-account").await;
        window.sees("profile").await;
        window.click("#delete-account").await;
        window.sees("profileDeletion").await;
        window.go_on().await;
        window.sees("profilePasswordAgain").await;
        check(stage, "deletion-password").await;
        type_password(window).await;
        window.sees("accountDeleted").await;
        window
            .reads("#account-deleted", "Votre compte est supprimé")
            .await;
        check(stage, "deleted").await;
        let window = stage.restart_window().await;
        window.sees("welcome").await;
        stage.close_window().await;

        assert_eq!(stage.computer.keyring().secrets().await, Vec::<String>::new());
        assert_eq!(archives(&stage.computer), Vec::<String>::new());
    })
    .await;
}

fn archives(computer: &Computer) -> Vec<String> {
    let names = fs::read_dir(computer.archives()).expect("the archives");
    names
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect()
}
