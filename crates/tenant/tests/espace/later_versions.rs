//! An archive that a later version of the application has written: refused, and in nobody's way.

use std::{fs, path::PathBuf};

use rusqlite::Connection;
use tenant::{FailureCode, SecretName, Step};

use crate::{
    at_home::{Home, PASSWORD},
    household::{household, known_to_two},
};

const PIN: &str = "407395";

fn archives(home: &Home) -> Vec<PathBuf> {
    let entries = fs::read_dir(home.archives()).expect("listed");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "sqlite"));
    paths
}

/// Makes archives of a later version, whose tables this one does not know.
fn make_later(paths: &[PathBuf]) {
    for path in paths {
        let made = Connection::open(path)
            .expect("opened")
            .execute_batch("ALTER TABLE records RENAME TO later_records; PRAGMA user_version = 9");
        made.expect("made");
    }
}

/// A tenant who is signed in, with the application closed.
async fn closed() -> Home {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    home.close_and_open();
    home
}

#[tokio::test]
async fn a_sign_in_over_a_later_archive_leaves_no_session() {
    let mut home = closed().await;
    home.espace.first_screen().await.expect("opens");
    home.espace.sign_out().await;
    home.close_and_open();
    make_later(&archives(&home));
    let refused = home.espace.sign_in(None, PASSWORD).await;
    assert_eq!(
        refused.expect_err("later").code,
        FailureCode::ArchiveOfLaterVersion
    );
    let kept = home.secrets.get(SecretName::RefreshToken).expect("works");
    assert!(kept.is_none());
}

#[tokio::test]
async fn a_right_pin_over_a_later_archive_says_so_each_time() {
    let mut home = closed().await;
    home.espace.first_screen().await.expect("opens");
    home.espace.open_profile().await.expect("signed in");
    home.espace.open_pin().await.expect("its page");
    home.espace.submit_pin(None, PIN, PIN).await.expect("a PIN");
    home.close_and_open();
    make_later(&archives(&home));
    let first_screen = home.espace.first_screen().await.expect("opens");
    assert!(matches!(first_screen.step, Step::Locked { .. }));
    for _ in 0..2 {
        let refused = home.espace.unlock(PIN).await;
        assert_eq!(
            refused.expect_err("later").code,
            FailureCode::ArchiveOfLaterVersion
        );
        assert!(!home.espace.is_lockable(), "the key is wiped");
    }
}

#[tokio::test]
async fn a_later_archive_does_not_keep_the_others_out() {
    let (home, entries, shown) = known_to_two().await;
    drop(shown);
    make_later(&archives(&home));
    let household = household(&home, &entries);
    let first_screen = household.first_screen().await.expect("the choice");
    let Step::People { people, .. } = first_screen.step else {
        panic!("{:?}", first_screen.step);
    };
    assert_eq!(people.len(), 2);
}
