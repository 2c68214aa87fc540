//! The keys of the service (S26): what was made with one goes on after a rotation and ends when it is revoked, and no
//! service starts with other keys than those of its database.

use std::{fs, path::PathBuf};

use axum::http::StatusCode;
use contract::{StaffRole, TenantCode};
use landlord::{
    AttestationKeys,
    config::Config,
    figures::WRONG_PASSWORDS_BEFORE_PAUSE,
    operations::keys::{KeyCommandError, replace_lost},
    service::Service,
};
use serde_json::json;

use crate::{
    counter::{CLAIRE, Counter, STAFF_PASSWORD},
    service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD, PETIT, UNKNOWN},
};

const NEW_MOBILE: &str = "06 39 98 00 64";

/// Rotates the service's key, as `landlord key rotate` does, and returns the id of the one before.
async fn rotate(landlord: &Landlord) -> String {
    let admin = landlord.service.key_admin();
    let keys = admin.list().await.expect("listed");
    let service = keys.iter().rfind(|key| key.to_string().contains("  service  "));
    let before = service.expect("a key").id().to_string();
    let new = admin.rotate().await.expect("rotated");
    assert_ne!(new.as_str(), before);
    before
}

async fn revoke(landlord: &Landlord, id: &str) {
    landlord.service.key_admin().revoke(id).await.expect("revoked");
}

fn service_key(landlord: &Landlord) -> PathBuf {
    landlord.data().join("service.key")
}

/// Why a service does not start on the data of a landlord.
async fn refused(landlord: &Landlord) -> String {
    let opened = Service::open(Config::demonstration(landlord.data())).await;
    opened.err().expect("refused").to_string()
}

#[tokio::test]
async fn s26_a_code_that_was_sent_before_a_rotation_is_right() {
    let mut landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    rotate(&landlord).await;
    landlord.restart().await;
    assert_eq!(landlord.try_code(&enrolment, &code).await.status, StatusCode::OK);
}

#[tokio::test]
async fn s26_a_letter_from_before_a_rotation_works_until_its_key_is_revoked() {
    let mut landlord = Landlord::open().await;
    let letter = landlord.letter(PETIT).await;
    let first = rotate(&landlord).await;
    rotate(&landlord).await;
    let enrolment = landlord.enrolment(PETIT).await;
    let sent = landlord.complete_letter(&enrolment, &letter, NEW_MOBILE).await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
    let code = landlord.sms_code().await;
    let accepted = landlord.try_code(&enrolment, &code).await;
    assert_eq!(
        accepted.status,
        StatusCode::OK,
        "the letter is spent by its own hash"
    );

    let other = landlord.letter(DURAND).await;
    revoke(&landlord, &first).await;
    let enrolment = landlord.enrolment(DURAND).await;
    let sent = landlord
        .complete_letter(&enrolment, &other, "06 39 98 00 65")
        .await;
    assert_eq!(sent.status, StatusCode::ACCEPTED, "it is of the key in use");
}

#[tokio::test]
async fn s26_a_revoked_key_ends_its_letters_and_second_factors() {
    let counter = Counter::open().await;
    let landlord = &counter.landlord;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let letter = landlord.letter(PETIT).await;
    let first = rotate(landlord).await;
    counter.sign_in(&claire).await;
    revoke(landlord, &first).await;
    let enrolment = landlord.enrolment(PETIT).await;
    let sent = landlord.complete_letter(&enrolment, &letter, NEW_MOBILE).await;
    assert_eq!(sent.problem(), "letter-code-wrong");
    let by_recovery = json!({
        "login": CLAIRE, "password": STAFF_PASSWORD, "code": claire.recovery_codes[0],
    });
    for credentials in [counter.credentials(&claire), by_recovery] {
        let answer = counter.post("/v1/staff/sessions", None, credentials).await;
        assert_eq!(answer.problem(), "credentials-wrong");
    }
    let file = fs::read_to_string(service_key(landlord)).expect("read");
    assert_eq!(file.lines().count(), 1, "the file no longer holds it");
}

#[tokio::test]
async fn s26_staff_sign_in_as_before_after_a_rotation() {
    let mut counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let code = counter.add("nadia.benali", StaffRole::Helper).await;
    rotate(&counter.landlord).await;
    counter.landlord.restart().await;
    counter.sign_in(&claire).await;
    let by_recovery = json!({
        "login": CLAIRE, "password": STAFF_PASSWORD, "code": claire.recovery_codes[0],
    });
    let answer = counter
        .post("/v1/staff/sessions", None, by_recovery.clone())
        .await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let again = counter.post("/v1/staff/sessions", None, by_recovery).await;
    assert_eq!(again.problem(), "credentials-wrong", "it works once");
    // A code of the administrator from before, and a telephone that learns the new key.
    let nadia = counter.begin("nadia.benali", &code).await;
    counter.sign_in(&nadia).await;
}

#[tokio::test]
async fn s26_tenants_still_see_what_staff_did_before_a_rotation() {
    let mut counter = Counter::open().await;
    let tokens = counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    counter.visit(&staff, DURAND, &["receipts"]).await;
    rotate(&counter.landlord).await;
    counter.end(&staff).await;
    let token = tokens["accessToken"].as_str();
    let seen = counter.landlord.get("/v1/account/staff-actions", token).await;
    let actions = seen.json()["actions"].clone();
    let names: Vec<_> = actions.as_array().expect("a list").iter().collect();
    let names: Vec<_> = names.iter().map(|entry| entry["action"].as_str()).collect();
    assert_eq!(names, [Some("visitEnded"), Some("visitBegun")], "newest first");
}

#[tokio::test]
async fn s2_s26_a_rotation_does_not_tell_who_is_nobody() {
    let landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(UNKNOWN).await;
    let before = landlord.under_way(&enrolment).await.json();
    rotate(&landlord).await;
    let after = landlord.under_way(&enrolment).await.json();
    for fact in ["maskedPhone", "agency"] {
        assert!(!before[fact].is_null(), "{before}");
        assert_eq!(after[fact], before[fact], "{fact}");
    }
}

#[tokio::test]
async fn s7_s26_a_rotation_ends_no_pause_after_wrong_passwords() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    for _ in 0..WRONG_PASSWORDS_BEFORE_PAUSE {
        landlord.sign_in(DURAND, "Prunier jaune 18").await;
    }
    rotate(&landlord).await;
    let paused = landlord.sign_in(DURAND, PASSWORD).await;
    assert_eq!(paused.problem(), "too-many-attempts");
}

#[tokio::test]
async fn s9_s26_an_answer_that_is_lost_across_a_rotation_comes_again() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let refreshing = json!({ "refreshToken": tokens["refreshToken"] });
    let path = "/v1/sessions/refresh";
    let lost = landlord.post(path, None, refreshing.clone()).await.json();
    rotate(&landlord).await;
    let again = landlord.post(path, None, refreshing).await.json();
    assert!(again["refreshToken"].is_string(), "{again}");
    assert_eq!(again["refreshToken"], lost["refreshToken"]);
}

#[tokio::test]
async fn s26_a_service_starts_only_with_the_keys_of_its_database() {
    let landlord = Landlord::open().await;
    let elsewhere = tempfile::tempdir().expect("a folder");
    AttestationKeys::load_or_make(elsewhere.path()).expect("a key");
    let other = elsewhere.path().join("attestation.key");
    for name in ["service.key", "attestation.key"] {
        let path = landlord.data().join(name);
        let own = fs::read(&path).expect("read");
        fs::copy(&other, &path).expect("copied");
        assert!(refused(&landlord).await.contains(name), "another key");
        fs::remove_file(&path).expect("removed");
        assert!(refused(&landlord).await.contains(name), "no key");
        assert!(!path.exists(), "none was made");
        fs::write(&path, own).expect("written");
    }
    // The key from before a rotation, from an earlier backup.
    let before = fs::read(service_key(&landlord)).expect("read");
    rotate(&landlord).await;
    fs::write(service_key(&landlord), before).expect("written");
    assert!(refused(&landlord).await.contains("service.key"));
}

#[tokio::test]
async fn s26_a_rotation_that_was_killed_is_finished_by_the_next_start() {
    let mut landlord = Landlord::open().await;
    let (path, letter) = (service_key(&landlord), landlord.letter(PETIT).await);
    let before = fs::read(&path).expect("read");
    rotate(&landlord).await;
    let after = fs::read(&path).expect("read");
    // Killed after the database knew the new key, before the file took its place.
    let aside = landlord.data().join("service.key.new");
    fs::rename(&path, &aside).expect("renamed");
    fs::write(&path, &before).expect("written");
    landlord.restart().await;
    assert_eq!(fs::read(&path).expect("read"), after);
    assert!(!aside.exists());
    // Killed before the database knew it.
    fs::write(&aside, "half a li").expect("written");
    landlord.restart().await;
    assert_eq!(fs::read(&path).expect("read"), after);
    rotate(&landlord).await;
    let enrolment = landlord.enrolment(PETIT).await;
    let sent = landlord.complete_letter(&enrolment, &letter, NEW_MOBILE).await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn s26_a_running_service_takes_what_a_command_changed() {
    let mut landlord = Landlord::open().await;
    let token = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let command = Service::open(Config::demonstration(landlord.data()))
        .await
        .expect("opens");
    command.key_admin().rotate().await.expect("rotated");
    let documents = command.key_admin().renew_document_key().await.expect("renewed");
    let tenant_code = TenantCode::parse(PETIT).expect("a tenant code");
    let letter = command
        .letter_admin()
        .issue(&tenant_code)
        .await
        .expect("a letter");
    landlord.service.key_admin().reload().await.expect("read again");
    let tenancy = landlord.get("/v1/tenancy", Some(&token)).await;
    assert_eq!(tenancy.status, StatusCode::OK, "nobody is signed out");
    assert_eq!(landlord.service.profile().attestation_keys[0], documents);
    let enrolment = landlord.enrolment(PETIT).await;
    let sent = landlord
        .complete_letter(&enrolment, &letter.grouped(), NEW_MOBILE)
        .await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn s26_a_key_in_use_and_an_unknown_one_are_not_revoked() {
    let landlord = Landlord::open().await;
    let admin = landlord.service.key_admin();
    let keys = admin.list().await.expect("listed");
    assert_eq!(keys.len(), 2);
    for key in &keys {
        let refused = admin.revoke(key.id().as_str()).await;
        assert!(matches!(refused, Err(KeyCommandError::InUse(_))), "{key}");
    }
    let first = rotate(&landlord).await;
    revoke(&landlord, &first).await;
    for id in ["00000000", "half a key", "", first.as_str()] {
        let refused = admin.revoke(id).await;
        assert!(matches!(refused, Err(KeyCommandError::NoSuchKey(_))), "{id}");
    }
}

#[tokio::test]
async fn s26_earlier_public_keys_of_a_file_go_into_the_database() {
    let mut landlord = Landlord::open().await;
    let own = landlord.service.profile().attestation_keys.remove(0);
    let earlier = ["a1", "b2"].map(|byte| byte.repeat(32));
    let file = landlord.data().join("attestation.earlier-keys");
    fs::write(&file, format!("{}\n{}\n{own}\n", earlier[0], earlier[1])).expect("written");
    // As a database was before it knew the keys.
    sqlx::query("DELETE FROM service_keys")
        .execute(landlord.service.pool())
        .await
        .expect("deleted");
    let published = |landlord: &Landlord| {
        let keys = landlord.service.profile().attestation_keys;
        keys.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    for _ in 0..2 {
        landlord.restart().await;
        assert_eq!(
            published(&landlord),
            [own.to_string(), earlier[1].clone(), earlier[0].clone()]
        );
        let _ = fs::remove_file(&file);
    }
}

#[tokio::test]
async fn s26_a_lost_key_is_replaced_only_on_purpose() {
    let mut landlord = Landlord::open().await;
    let config = Config::demonstration(landlord.data());
    let nothing = replace_lost(&config).await;
    assert!(matches!(nothing, Err(KeyCommandError::NothingLost)));
    let signed = landlord.service.profile().attestation_keys;
    let letter = landlord.letter(PETIT).await;
    for name in ["service.key", "attestation.key"] {
        fs::remove_file(landlord.data().join(name)).expect("removed");
    }
    assert_eq!(replace_lost(&config).await.expect("replaced").len(), 2);
    landlord.restart().await;
    let published = landlord.service.profile().attestation_keys;
    assert_eq!(published.len(), 2);
    assert_eq!(published[1], signed[0], "what it signed stays genuine");
    let enrolment = landlord.enrolment(PETIT).await;
    let sent = landlord.complete_letter(&enrolment, &letter, NEW_MOBILE).await;
    assert_eq!(sent.problem(), "letter-code-wrong");
    let journal = landlord.service.counter_admin().journal_csv().await;
    let journal = journal.expect("written");
    assert_eq!(journal.matches(";keyReplaced;").count(), 2, "{journal}");
}

#[tokio::test]
async fn s26_a_key_of_another_day_than_the_database_says_what_to_do() {
    let landlord = Landlord::open().await;
    let config = Config::demonstration(landlord.data());
    let elsewhere = tempfile::tempdir().expect("a folder");
    AttestationKeys::load_or_make(elsewhere.path()).expect("a key");
    let path = service_key(&landlord);
    // As after the database alone was restored.
    fs::copy(elsewhere.path().join("attestation.key"), &path).expect("copied");
    let told = replace_lost(&config).await.expect_err("none is missing");
    let told = told.to_string();
    assert!(
        told.contains("service.key") && told.contains("key replace --lost"),
        "{told}"
    );
    fs::remove_file(&path).expect("moved away");
    assert_eq!(replace_lost(&config).await.expect("replaced").len(), 1);
}

#[tokio::test]
async fn s26_a_replacement_that_was_killed_can_be_asked_for_again() {
    let mut landlord = Landlord::open().await;
    let config = Config::demonstration(landlord.data());
    let path = service_key(&landlord);
    // Killed before the database knew the new key, which is left aside.
    let never_known = fs::read(landlord.data().join("attestation.key")).expect("read");
    fs::remove_file(&path).expect("removed");
    fs::write(landlord.data().join("service.key.new"), never_known).expect("written");
    assert!(refused(&landlord).await.contains("service.key"));
    assert_eq!(replace_lost(&config).await.expect("replaced").len(), 1);
    landlord.restart().await;
    let nothing = replace_lost(&config).await;
    assert!(matches!(nothing, Err(KeyCommandError::NothingLost)));
}

#[tokio::test]
async fn s26_a_revocation_that_was_killed_is_finished_when_asked_again() {
    let landlord = Landlord::open().await;
    let path = service_key(&landlord);
    let first = rotate(&landlord).await;
    let with_it = fs::read(&path).expect("read");
    revoke(&landlord, &first).await;
    let without = fs::read(&path).expect("read");
    assert_ne!(without, with_it);
    // Killed after the database knew of it, before the file changed.
    fs::write(&path, with_it).expect("written");
    revoke(&landlord, &first).await;
    assert_eq!(fs::read(&path).expect("read"), without, "no copy of it is left");
}
