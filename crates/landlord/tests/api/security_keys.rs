//! Security keys of staff, as a second factor (S21).

mod authenticator;

use axum::http::{Method, StatusCode};
use contract::{StaffLogin, StaffRole};
use landlord::figures::{
    MAX_SECURITY_KEY_CHALLENGES, MAX_SECURITY_KEYS, MINUTE, SECURITY_KEY_CHALLENGE_MINUTES,
    STAFF_IDLE_MINUTES,
};
use serde_json::{Value, json};

use self::authenticator::{Authenticator, TOUCHED, VERIFIED};
use crate::{
    counter::{CLAIRE, Counter, Helper, NADIA, STAFF_PASSWORD},
    service::{Answer, DURAND},
};

const KEYS: &str = "/v1/staff/security-keys";

/// What a key is asked to sign as a second factor.
async fn challenge(counter: &Counter) -> Value {
    let path = "/v1/staff/security-key-challenges";
    let answer = counter.ask(Method::POST, path, None, None).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{:?}", answer.json());
    answer.json()
}

/// What a key is asked to sign when it is added.
async fn creation(counter: &Counter, token: &str) -> Value {
    let path = format!("{KEYS}/creation");
    let answer = counter.ask(Method::POST, &path, Some(token), None).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{:?}", answer.json());
    answer.json()
}

/// Adds what a key made, by this second factor.
async fn add_made(counter: &Counter, token: &str, made: &Value, code: Value) -> Answer {
    let mut body = made.clone();
    body["name"] = json!("clé bleue");
    body["code"] = code;
    counter.post(KEYS, Some(token), body).await
}

/// Adds a key by the code of the telephone. Moves on to its next code.
async fn add(counter: &Counter, helper: &Helper, token: &str, key: &Authenticator) -> Answer {
    let made = key.make(&creation(counter, token).await);
    let answer = add_made(counter, token, &made, json!(counter.code(helper))).await;
    counter.landlord.wait(30);
    answer
}

/// A member of staff, signed in, with a key.
async fn with_key(counter: &Counter, login: &'static str, key: &Authenticator) -> (Helper, String) {
    let helper = counter.helper(login, StaffRole::Helper).await;
    let token = counter.sign_in(&helper).await;
    let added = add(counter, &helper, &token, key).await;
    assert_eq!(added.status, StatusCode::CREATED, "{:?}", added.json());
    (helper, token)
}

/// Signs in with what a key signed.
async fn sign_in(counter: &Counter, login: &str, code: &Value) -> Answer {
    let credentials = json!({ "login": login, "password": STAFF_PASSWORD, "code": code });
    counter.post("/v1/staff/sessions", None, credentials).await
}

#[track_caller]
fn is_refused(answer: &Answer) {
    assert_eq!(answer.problem(), "credentials-wrong");
}

#[tokio::test]
async fn s21_a_security_key_is_a_second_factor_beside_the_telephone() {
    for mut key in [Authenticator::es256("one"), Authenticator::eddsa("one")] {
        let counter = Counter::open().await;
        let (claire, _) = with_key(&counter, CLAIRE, &key).await;
        for _ in 0..2 {
            let signed = key.sign(&challenge(&counter).await);
            let answer = sign_in(&counter, CLAIRE, &signed).await;
            assert_eq!(answer.status, StatusCode::CREATED, "{:?}", answer.json());
        }
        counter.sign_in(&claire).await;
        let actions = counter.actions().await;
        let recorded = [
            "securityKeyAdded",
            "signedInBySecurityKey",
            "signedInBySecurityKey",
            "signedIn",
        ];
        assert!(actions.ends_with(&recorded.map(str::to_owned)), "{actions:?}");
        assert!(!counter.journal().await.contains("clé bleue"));
    }
}

#[tokio::test]
async fn s21_what_a_security_key_signed_works_once_and_in_time() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let signed = key.sign(&challenge(&counter).await);
    let signed_in = sign_in(&counter, CLAIRE, &signed).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
    is_refused(&sign_in(&counter, CLAIRE, &signed).await);

    let late = key.sign(&challenge(&counter).await);
    counter.landlord.wait(SECURITY_KEY_CHALLENGE_MINUTES * MINUTE);
    is_refused(&sign_in(&counter, CLAIRE, &late).await);
    let made_up = json!({ "challenge": "AAAA", "rpId": "localhost" });
    is_refused(&sign_in(&counter, CLAIRE, &key.sign(&made_up)).await);
}

#[tokio::test]
async fn s21_a_copy_of_a_security_key_that_counts_less_is_refused() {
    let counter = Counter::open().await;
    let mut key = Authenticator::es256("one");
    with_key(&counter, CLAIRE, &key).await;
    key.counter = 40;
    let signed = key.sign(&challenge(&counter).await);
    assert_eq!(
        sign_in(&counter, CLAIRE, &signed).await.status,
        StatusCode::CREATED
    );
    for shown in [40, 41] {
        key.counter = shown - 1;
        let signed = key.sign(&challenge(&counter).await);
        is_refused(&sign_in(&counter, CLAIRE, &signed).await);
    }
    let signed = key.sign(&challenge(&counter).await);
    assert_eq!(
        sign_in(&counter, CLAIRE, &signed).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn s21_a_key_signs_only_for_its_owner_and_the_counters_page() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let changes: [fn(&mut Authenticator); 4] = [
        |key| key.flags = VERIFIED,
        |key| key.flags = TOUCHED,
        |key| key.origin = "https://espace.evil.example",
        |key| key.elsewhere = Some("espace.evil.example"),
    ];
    for change in changes {
        let before = (key.flags, key.origin);
        change(&mut key);
        let signed = key.sign(&challenge(&counter).await);
        is_refused(&sign_in(&counter, CLAIRE, &signed).await);
        (key.flags, key.origin) = before;
        key.elsewhere = None;
    }
    let mut forged = key.sign(&challenge(&counter).await);
    forged["signature"] = Authenticator::eddsa("one").sign(&challenge(&counter).await)["signature"].clone();
    is_refused(&sign_in(&counter, CLAIRE, &forged).await);
}

#[tokio::test]
async fn s21_a_wrong_password_is_refused_as_a_wrong_key_is() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let signed = key.sign(&challenge(&counter).await);
    let credentials = json!({ "login": CLAIRE, "password": "Comptoir de Lens 63", "code": signed });
    is_refused(&counter.post("/v1/staff/sessions", None, credentials).await);
    is_refused(&sign_in(&counter, "nobody", &signed).await);
}

#[tokio::test]
async fn s21_a_security_key_is_added_by_another_second_factor() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let token = counter.sign_in(&claire).await;
    let key = Authenticator::es256("one");
    let made = key.make(&creation(&counter, &token).await);
    let wrong = add_made(&counter, &token, &made, json!("000000")).await;
    assert_eq!(wrong.problem(), "sms-code-wrong");
    let actions = counter.actions().await;
    assert_eq!(actions.last().map(String::as_str), Some("proofFailed"));
    let signed_out = add_made(&counter, "made-up", &made, json!(counter.code(&claire))).await;
    assert_eq!(signed_out.problem(), "session-ended");

    // A key that cannot be added costs no code.
    let mut elsewhere = made.clone();
    elsewhere["attestationObject"] = json!("oA");
    let refused = add_made(&counter, &token, &elsewhere, json!(counter.code(&claire))).await;
    assert_eq!(refused.problem(), "invalid-request");
    let added = add_made(&counter, &token, &made, json!(counter.code(&claire))).await;
    assert_eq!(added.status, StatusCode::CREATED, "{:?}", added.json());

    counter.landlord.wait(30);
    let again = add_made(&counter, &token, &made, json!(counter.code(&claire))).await;
    assert_eq!(again.problem(), "sms-code-expired", "the challenge was spent");
}

#[tokio::test]
async fn s21_a_security_key_adds_the_next_one() {
    let counter = Counter::open().await;
    let mut key = Authenticator::es256("one");
    let (_, token) = with_key(&counter, CLAIRE, &key).await;
    let other = Authenticator::eddsa("two");
    let asked = creation(&counter, &token).await;
    assert_eq!(asked["excluded"], json!(["b25l"]), "the first key's credential");
    let code = key.sign(&challenge(&counter).await);
    let added = add_made(&counter, &token, &other.make(&asked), code).await;
    assert_eq!(added.status, StatusCode::CREATED, "{:?}", added.json());
}

#[tokio::test]
async fn s21_a_challenge_serves_what_it_was_made_for() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    let (claire, token) = with_key(&counter, CLAIRE, &key).await;
    let nadia = counter.helper(NADIA, StaffRole::Helper).await;
    let of_nadia = counter.sign_in(&nadia).await;

    let signed = key.sign(&creation(&counter, &token).await);
    is_refused(&sign_in(&counter, CLAIRE, &signed).await);
    for asked in [challenge(&counter).await, creation(&counter, &of_nadia).await] {
        let made = Authenticator::eddsa("two").make(&asked);
        let answer = add_made(&counter, &token, &made, json!(counter.code(&claire))).await;
        assert_eq!(answer.problem(), "sms-code-expired");
        counter.landlord.wait(30);
    }
}

#[tokio::test]
async fn s21_a_credential_belongs_to_one_member_of_staff() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    let of_nadia = counter.sign_in(&nadia).await;
    let signed = key.sign(&challenge(&counter).await);
    is_refused(&sign_in(&counter, NADIA, &signed).await);
    let taken = add(&counter, &nadia, &of_nadia, &Authenticator::eddsa("one")).await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    let signed = key.sign(&challenge(&counter).await);
    assert_eq!(
        sign_in(&counter, CLAIRE, &signed).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn s21_nobody_has_more_security_keys_than_the_limit() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let token = counter.sign_in(&claire).await;
    let before = creation(&counter, &token).await;
    for number in 0..MAX_SECURITY_KEYS {
        let key = Authenticator::eddsa(&number.to_string());
        let added = add(&counter, &claire, &token, &key).await;
        assert_eq!(added.status, StatusCode::CREATED, "{number}");
    }
    let path = format!("{KEYS}/creation");
    let full = counter.ask(Method::POST, &path, Some(&token), None).await;
    assert_eq!(full.problem(), "not-allowed");
    let made = Authenticator::eddsa("last").make(&before);
    let full = add_made(&counter, &token, &made, json!(counter.code(&claire))).await;
    assert_eq!(full.problem(), "not-allowed");
}

#[tokio::test]
async fn s21_staff_list_and_remove_their_own_security_keys() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    let (claire, token) = with_key(&counter, CLAIRE, &key).await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    let of_nadia = counter.sign_in(&nadia).await;
    let list = async |token: &str| {
        let answer = counter.ask(Method::GET, KEYS, Some(token), None).await;
        assert_eq!(answer.status, StatusCode::OK);
        answer.json()["keys"].as_array().expect("keys").clone()
    };
    let keys = list(&token).await;
    assert_eq!(keys.len(), 1);
    assert_eq!(keys[0]["name"], "clé bleue");
    assert!(keys[0]["addedAt"].is_string() && keys[0]["usedAt"].is_null());
    assert!(list(&of_nadia).await.is_empty());

    let path = format!("{KEYS}/{}/removal", keys[0]["id"].as_str().expect("an id"));
    let remove = async |token: &str, code: Value| {
        let answer = counter.post(&path, Some(token), json!({ "code": code })).await;
        counter.landlord.wait(30);
        answer
    };
    let wrong = remove(&token, json!("000000")).await;
    assert_eq!(wrong.problem(), "sms-code-wrong");
    let of_another = remove(&of_nadia, json!(counter.code(&nadia))).await;
    assert_eq!(of_another.problem(), "not-found");
    let removed = remove(&token, json!(counter.code(&claire))).await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT);
    assert!(list(&token).await.is_empty());
    assert!(counter.actions().await.contains(&"securityKeyRemoved".to_owned()));
    let signed = key.sign(&challenge(&counter).await);
    is_refused(&sign_in(&counter, CLAIRE, &signed).await);
}

#[tokio::test]
async fn s21_a_reset_and_a_closed_account_remove_the_security_keys() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    let (_, token) = with_key(&counter, CLAIRE, &key).await;
    let asked = creation(&counter, &token).await;
    let login = StaffLogin::parse(CLAIRE).expect("a name");
    let anew = counter.admin().begin_staff_anew(&login).await.expect("a code");
    let claire = counter.begin(CLAIRE, &anew.grouped()).await;
    let signed = key.sign(&challenge(&counter).await);
    is_refused(&sign_in(&counter, CLAIRE, &signed).await);
    let made = Authenticator::eddsa("two").make(&asked);
    let late = add_made(&counter, &token, &made, json!(counter.code(&claire))).await;
    assert_eq!(
        late.problem(),
        "session-ended",
        "the session that began it has ended"
    );

    // The same key can be added again.
    let token = counter.sign_in(&claire).await;
    let added = add(&counter, &claire, &token, &key).await;
    assert_eq!(added.status, StatusCode::CREATED);
    counter.admin().close_staff(&login).await.expect("closed");
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM staff_security_keys")
        .fetch_one(counter.landlord.service.pool())
        .await
        .expect("counted");
    assert_eq!(left, 0);
}

#[tokio::test]
async fn s21_challenges_are_for_enrolled_devices_and_few_wait() {
    let mut counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let first = challenge(&counter).await;
    let mut newest = first.clone();
    for _ in 0..MAX_SECURITY_KEY_CHALLENGES {
        newest = challenge(&counter).await;
    }
    let members = |asked: &Value| asked.as_object().expect("an object").len();
    assert_eq!(members(&first), 3, "a challenge names nobody: {first}");
    is_refused(&sign_in(&counter, CLAIRE, &key.sign(&first)).await);
    let signed_in = sign_in(&counter, CLAIRE, &key.sign(&newest)).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);

    counter.landlord.wait(SECURITY_KEY_CHALLENGE_MINUTES * MINUTE);
    counter.landlord.purge().await;
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM staff_challenges")
        .fetch_one(counter.landlord.service.pool())
        .await
        .expect("counted");
    assert_eq!(left, 0);
    counter.device = "made-up".to_owned();
    let path = "/v1/staff/security-key-challenges";
    let elsewhere = counter.ask(Method::POST, path, None, None).await;
    assert_eq!(elsewhere.problem(), "device-not-enrolled");
}

#[tokio::test]
async fn s21_a_security_key_opens_the_desk_and_approves_for_a_colleague() {
    let counter = Counter::open().await;
    let (mut key, mut of_nadia) = (Authenticator::es256("one"), Authenticator::eddsa("two"));
    let (_, token) = with_key(&counter, CLAIRE, &key).await;
    with_key(&counter, NADIA, &of_nadia).await;
    counter.landlord.wait(STAFF_IDLE_MINUTES * MINUTE + 1);
    let visit = counter.visit(&token, DURAND, &["newNumber"]).await;
    assert_eq!(visit.problem(), "staff-check-required");
    let code = key.sign(&challenge(&counter).await);
    let path = "/v1/staff/sessions/current/check";
    let checked = counter.post(path, Some(&token), json!({ "code": code })).await;
    assert_eq!(checked.status, StatusCode::NO_CONTENT);

    let visit = counter.visit(&token, DURAND, &["newNumber"]).await;
    assert_eq!(visit.status, StatusCode::CREATED, "{:?}", visit.json());
    let code = of_nadia.sign(&challenge(&counter).await);
    let credentials = json!({ "login": NADIA, "password": STAFF_PASSWORD, "code": code });
    let path = "/v1/staff/visits/current/approval";
    let approved = counter.post(path, Some(&token), credentials).await;
    assert_eq!(approved.status, StatusCode::NO_CONTENT);
}
