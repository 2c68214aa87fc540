//! A person who is removed, or deletes the account, leaves no file: behind a PIN, with lost keys, on a full disk.
//! What other people need stays.

use std::fs;

use secrecy::ExposeSecret;
use tenant::{Failure, FailureCode, Household, ProfileQuestion, SecretName, Step};

use crate::{
    at_home::{Home, PASSWORD, assert_home, tenant},
    household::{Entries, OTHER, household, household_at, known_to_one, known_to_two, people, person},
    line::Line,
    writing::archive_of,
};

const PIN: &str = "407395";

/// The files of the archives.
fn files(home: &Home) -> Vec<String> {
    let entries = fs::read_dir(home.archives()).expect("listed");
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string());
    let mut names: Vec<String> = names.map(|name| name.expect("ASCII")).collect();
    names.sort();
    names
}

/// The names of the archives, without their journals.
fn archives(home: &Home) -> Vec<String> {
    let mut names = files(home);
    names.retain(|name| name.ends_with(".sqlite"));
    names
}

fn kept(entries: &Entries, number: u8, name: SecretName) -> Option<String> {
    let secret = entries.of(number).get(name).expect("works");
    secret.map(|secret| secret.expose_secret().to_owned())
}

fn check_no_entry_is_left(entries: &Entries, number: u8) {
    for name in SecretName::ALL {
        assert_eq!(kept(entries, number, name), None, "{name:?}");
    }
}

async fn choose_pin(household: &Household) {
    let espace = household.espace();
    espace.open_profile().await.expect("signed in");
    espace.open_pin().await.expect("its page");
    espace.submit_pin(None, PIN, PIN).await.expect("a PIN");
}

/// A computer that one person uses with a PIN; the window was opened again.
async fn locked() -> (Home, Entries, Household) {
    let (home, entries) = known_to_one().await;
    let household = household(&home, &entries);
    assert_home(&household.first_screen().await.expect("opens").step);
    choose_pin(&household).await;
    let household = open_again(&home, &entries).await;
    (home, entries, household)
}

async fn open_again(home: &Home, entries: &Entries) -> Household {
    let household = household(home, entries);
    let step = household.first_screen().await.expect("opens").step;
    assert!(matches!(step, Step::Locked { .. }), "{step:?}");
    household
}

/// Removes the person of a seat, up to the answer to the confirmation.
async fn remove(household: &Household, number: u8) -> Result<Step, FailureCode> {
    household.people().await;
    household.ask_person_removal(number).await.expect("asked");
    household.remove_person().await.map_err(|failure| failure.code)
}

/// Goes from *Mon profil* to the deletion of the account.
async fn delete_account(household: &Household) -> Result<Step, Failure> {
    let espace = household.espace();
    espace.open_profile().await.expect("signed in");
    espace.refresh_profile().await.expect("reported");
    let asked = espace.ask_profile(ProfileQuestion::Deletion).await;
    asked.expect("its page");
    espace.continue_profile_deletion().await.expect("asked");
    household.submit_profile_password(PASSWORD).await
}

#[tokio::test]
async fn removing_a_person_behind_a_pin_leaves_no_file() {
    let (home, entries, household) = locked().await;
    assert_eq!(archives(&home).len(), 1);
    assert_eq!(remove(&household, 0).await, Ok(Step::Welcome));
    assert!(files(&home).is_empty(), "{:?}", files(&home));
    check_no_entry_is_left(&entries, 0);
}

#[tokio::test]
async fn s12_a_removal_behind_a_pin_says_that_the_session_stays_open() {
    let (home, entries, household) = locked().await;
    assert!(session_stays(&household).await, "nothing here reads its token");
    let household = open_again(&home, &entries).await;
    assert_home(&household.espace().unlock(PIN).await);
    assert!(!session_stays(&household).await, "the PIN was typed");
    household.espace().sign_out().await;
    assert!(!session_stays(&household).await, "there is no session");
}

/// Whether the confirmation of a removal says that the session stays open.
async fn session_stays(household: &Household) -> bool {
    household.people().await;
    match household.ask_person_removal(0).await {
        Ok(Step::PersonRemoval { session_stays, .. }) => session_stays,
        other => panic!("not asked: {other:?}"),
    }
}

#[tokio::test]
async fn an_archive_sealed_before_files_were_recorded_goes_once_unlocked() {
    let (home, entries, household) = locked().await;
    let deleted = entries.of(0).delete(SecretName::ArchiveFiles);
    deleted.expect("works");
    assert_home(&household.espace().unlock(PIN).await);
    let household = open_again(&home, &entries).await;
    assert_eq!(remove(&household, 0).await, Ok(Step::Welcome));
    assert!(files(&home).is_empty(), "{:?}", files(&home));
}

#[tokio::test]
async fn removing_a_person_who_was_not_shown_leaves_no_file() {
    let (home, entries, household) = known_to_two().await;
    household.people().await;
    assert_home(&household.choose_person(0).await);
    let household = self::household(&home, &entries);
    assert_home(&household.first_screen().await.expect("opens").step);
    assert_eq!(archives(&home).len(), 2);
    let left = remove(&household, 1).await.expect("removed");
    assert_eq!(people(left), [person(0, tenant(), Some(tenant().name))]);
    assert_eq!(archives(&home).len(), 1);
    check_no_entry_is_left(&entries, 1);
    assert_home(&household.choose_person(0).await);
    let receipts = household.espace().rent_documents().await.expect("kept");
    assert_eq!(receipts.count(), 240);
}

#[tokio::test]
async fn removing_a_person_on_a_full_disk_leaves_no_file() {
    let (home, entries) = known_to_one().await;
    let household = household(&home, &entries);
    assert_home(&household.first_screen().await.expect("opens").step);
    let filled = archive_of(&home).execute_batch(
        "CREATE TRIGGER fails BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'a full disk'); END",
    );
    filled.expect("made");
    assert_eq!(remove(&household, 0).await, Ok(Step::Welcome));
    assert!(files(&home).is_empty(), "{:?}", files(&home));
    check_no_entry_is_left(&entries, 0);
}

#[tokio::test]
async fn a_person_whose_files_stay_is_listed_and_can_be_removed_again() {
    let (home, entries, household) = locked().await;
    let stays = format!("{}.damaged-1", archives(&home)[0]);
    // Nothing deletes a folder in the place of a file.
    fs::create_dir(home.archives().join(&stays)).expect("made");
    assert_eq!(remove(&household, 0).await, Err(FailureCode::FilesNotDeleted));
    assert_eq!(
        files(&home),
        std::slice::from_ref(&stays),
        "all the others are deleted"
    );
    assert_eq!(kept(&entries, 0, SecretName::ArchiveKey), None);
    assert_eq!(people(household.go_back().await).len(), 1, "still listed");

    fs::remove_dir(home.archives().join(&stays)).expect("out of the way");
    fs::write(home.archives().join(&stays), "sealed").expect("written");
    assert_eq!(remove(&household, 0).await, Ok(Step::Welcome));
    assert!(files(&home).is_empty(), "{:?}", files(&home));
    check_no_entry_is_left(&entries, 0);
}

#[tokio::test]
async fn a_deleted_account_takes_the_archives_of_lost_keys_along() {
    let (home, entries, household) = locked().await;
    drop(household);
    let damaged = entries.of(0).set(SecretName::Pin, &"{}".into());
    damaged.expect("works");
    let household = household_of(&home, &entries).await;
    assert_eq!(household.sign_in(None, PASSWORD).await, Ok(Step::PinOffer));
    household.espace().decline_pin().await;
    assert_eq!(archives(&home).len(), 2, "a new one beside that of the lost key");
    let deleted = delete_account(&household).await;
    assert_eq!(deleted, Ok(Step::AccountDeleted { files_stay: false }));
    assert!(files(&home).is_empty(), "{:?}", files(&home));
    check_no_entry_is_left(&entries, 0);
}

#[tokio::test]
async fn files_that_stay_after_a_deleted_account_go_at_the_next_start() {
    let (home, entries) = known_to_one().await;
    let household = household(&home, &entries);
    assert_home(&household.first_screen().await.expect("opens").step);
    let stays = home.archives().join(format!("{}.damaged-1", archives(&home)[0]));
    // Nothing deletes a folder in the place of a file.
    fs::create_dir(&stays).expect("made");
    let deleted = delete_account(&household).await;
    assert_eq!(deleted, Ok(Step::AccountDeleted { files_stay: true }));
    assert_eq!(kept(&entries, 0, SecretName::ArchiveKey), None);
    let household = self::household(&home, &entries);
    assert_eq!(household.first_screen().await.expect("opens").step, Step::Welcome);
    assert!(stays.exists(), "tried again, in vain");

    fs::remove_dir(&stays).expect("out of the way");
    fs::write(&stays, "sealed").expect("written");
    let household = self::household(&home, &entries);
    assert_eq!(household.first_screen().await.expect("opens").step, Step::Welcome);
    assert!(files(&home).is_empty(), "{:?}", files(&home));
    check_no_entry_is_left(&entries, 0);
}

#[tokio::test]
async fn files_that_stay_go_at_the_next_start_also_at_a_later_seat() {
    let (home, entries, household) = known_to_two().await;
    let record = kept(&entries, 1, SecretName::ArchiveFiles).expect("recorded");
    let mut of_both = archives(&home).into_iter();
    let archive = of_both.find(|name| record.contains(name.as_str()));
    let stays = home
        .archives()
        .join(format!("{}.damaged-1", archive.expect("an archive")));
    // Nothing deletes a folder in the place of a file.
    fs::create_dir(&stays).expect("made");
    let deleted = delete_account(&household).await;
    assert_eq!(deleted, Ok(Step::AccountDeleted { files_stay: true }));

    fs::remove_dir(&stays).expect("out of the way");
    fs::write(&stays, "sealed").expect("written");
    let household = self::household(&home, &entries);
    assert_home(&household.first_screen().await.expect("opens").step);
    assert!(!stays.exists());
    assert_eq!(archives(&home).len(), 1, "the other person's");
    check_no_entry_is_left(&entries, 1);
}

#[tokio::test]
async fn a_tenant_code_that_the_keyring_lost_deletes_no_archive() {
    let (home, entries) = known_to_one().await;
    let lost = entries.of(0).delete(SecretName::TenantCode);
    lost.expect("works");
    let household = household(&home, &entries);
    assert_eq!(household.first_screen().await.expect("opens").step, Step::Welcome);
    assert_eq!(archives(&home).len(), 1, "nobody asked to delete it");
}

async fn household_of(home: &Home, entries: &Entries) -> Household {
    let household = household(home, entries);
    let step = household.first_screen().await.expect("opens").step;
    assert!(matches!(step, Step::SignIn { .. }), "{step:?}");
    household
}

#[tokio::test]
async fn a_key_that_seals_anothers_archive_stays_when_a_person_is_removed() {
    for pin in [false, true] {
        let (home, entries) = known_to_one().await;
        let key = kept(&entries, 0, SecretName::ArchiveKey).expect("kept");
        let of_key = archives(&home)[0][..16].to_owned();
        // As of a version that knew several tenants under one key.
        let others = format!("{of_key}-0123456789abcdef.sqlite");
        fs::write(home.archives().join(&others), "sealed").expect("written");
        let mut household = household(&home, &entries);
        assert_home(&household.first_screen().await.expect("opens").step);
        if pin {
            choose_pin(&household).await;
            household = open_again(&home, &entries).await;
        }
        assert_eq!(remove(&household, 0).await, Ok(Step::Welcome));
        assert_eq!(files(&home), [others]);
        if pin {
            assert_eq!(
                kept(&entries, 0, SecretName::ArchiveKey),
                None,
                "free for the next person"
            );
            assert!(kept(&entries, 0, SecretName::SetAside).is_some());
        } else {
            assert_eq!(kept(&entries, 0, SecretName::ArchiveKey), Some(key));
        }
    }
}

#[tokio::test]
async fn the_name_of_a_deleted_account_leaves_the_keyring() {
    let (home, entries) = known_to_one().await;
    let household = household(&home, &entries);
    assert_home(&household.first_screen().await.expect("opens").step);
    let surname = tenant().name.rsplit(' ').next().expect("a name");
    let is_named = || kept(&entries, 0, SecretName::People).is_some_and(|order| order.contains(surname));
    assert_eq!(people(household.people().await).len(), 1);
    assert!(is_named());
    assert_home(&household.go_back().await);
    delete_account(&household).await.expect("deleted");
    assert!(!is_named());
}

#[tokio::test]
async fn retour_waits_for_no_session_of_a_person_who_was_removed() {
    let (home, entries, household) = known_to_two().await;
    drop(household);
    let line = Line::to(home.address).await;
    let household = household_at(line.address, &home, &entries);
    assert_home(&household.first_screen().await.expect("opens").step);
    household.people().await;
    household.ask_person_removal(0).await.expect("asked");
    line.hold_answer_to("DELETE /v1/sessions/current ");
    let removing = household.remove_person();
    tokio::pin!(removing);
    let back = tokio::select! {
        removed = &mut removing => panic!("the landlord has not answered: {removed:?}"),
        back = async {
            line.holds().await;
            household.go_back().await
        } => back,
    };
    assert_home(&back);
    line.release();
    let left = people(removing.await.expect("removed"));
    assert_eq!(left, [person(1, OTHER, Some(OTHER.name))]);
    check_no_entry_is_left(&entries, 0);
}

#[tokio::test]
async fn the_seat_of_a_removed_person_serves_the_next_one() {
    let (home, entries, household) = locked().await;
    crate::household::sign_up_elsewhere(&home).await;
    assert_eq!(remove(&household, 0).await, Ok(Step::Welcome));
    household.espace().open_sign_in().await;
    let step = household.sign_in(Some(OTHER.tenant_code), PASSWORD).await;
    assert_eq!(step, Ok(Step::PinOffer));
    assert_home(&household.espace().decline_pin().await);
    assert_eq!(archives(&home).len(), 1);
    let code = kept(&entries, 0, SecretName::TenantCode);
    assert_eq!(code.as_deref(), Some(OTHER.tenant_code));
}
