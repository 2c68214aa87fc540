//! Security keys of staff, as a second factor (S21).

mod attempts;
mod authenticator;

use axum::http::{Method, StatusCode};
use contract::{StaffLogin, StaffRole};
use landlord::figures::{MAX_SECURITY_KEYS, MINUTE, STAFF_IDLE_MINUTES};
use serde_json::{Value, json};

use self::authenticator::{Authenticator, TOUCHED, VERIFIED};
use crate::{
    counter::{CLAIRE, Counter, Helper, NADIA, STAFF_PASSWORD},
    service::{Answer, DURAND},
};

const KEYS: &str = "/v1/staff/security-keys";
const ATTEMPTS: &str = "/v1/staff/security-key-attempts";
const REQUESTS: &str = "/v1/security-key-requests";
const ANSWERS: &str = "/v1/security-key-answers";

/// An attempt that a window began, and the page that it opened.
struct Attempt {
    begun: Value,
    /// What the page asks the key for.
    asked: Value,
}

impl Attempt {
    async fn begun(counter: &Counter, path: &str, token: Option<&str>) -> Self {
        let begun = counter.ask(Method::POST, path, token, None).await;
        assert_eq!(begun.status, StatusCode::CREATED, "{:?}", begun.json());
        let begun = begun.json();
        let page = json!({ "token": begun["pageToken"] });
        let asked = counter.landlord.post(REQUESTS, None, page).await;
        assert_eq!(asked.status, StatusCode::OK, "{:?}", asked.json());
        let asked = asked.json();
        Self { begun, asked }
    }

    /// For a second factor.
    async fn to_sign(counter: &Counter) -> Self {
        Self::begun(counter, ATTEMPTS, None).await
    }

    /// To add a key.
    async fn to_add(counter: &Counter, token: &str) -> Self {
        Self::begun(counter, &format!("{KEYS}/attempts"), Some(token)).await
    }

    /// What stands for a typed code.
    fn proof(&self) -> Value {
        json!({ "attempt": self.begun["attempt"] })
    }

    /// The page hands in what a key did.
    async fn hand_in(&self, counter: &Counter, answer: &Value) -> Answer {
        let body = json!({ "token": self.begun["pageToken"], "answer": answer });
        counter.landlord.post(ANSWERS, None, body).await
    }

    /// What the window learns.
    async fn state(&self, counter: &Counter) -> Answer {
        counter
            .post(&format!("{ATTEMPTS}/state"), None, self.proof())
            .await
    }
}

#[track_caller]
fn is_taken(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
}

/// A key signs in an attempt, which then stands for a typed code.
async fn signed(counter: &Counter, key: &mut Authenticator) -> Value {
    let attempt = Attempt::to_sign(counter).await;
    is_taken(&attempt.hand_in(counter, &key.sign(&attempt.asked)).await);
    attempt.proof()
}

/// A key makes a credential in an attempt of this session.
async fn made(counter: &Counter, token: &str, key: &Authenticator) -> Attempt {
    let attempt = Attempt::to_add(counter, token).await;
    let made = key.make(&attempt.asked);
    is_taken(&attempt.hand_in(counter, &made).await);
    attempt
}

/// Adds the key of an attempt, by this second factor.
async fn add_made(counter: &Counter, token: &str, attempt: &Attempt, code: Value) -> Answer {
    let mut body = attempt.proof();
    body["name"] = json!("clé bleue");
    body["code"] = code;
    counter.post(KEYS, Some(token), body).await
}

/// Adds a key by the code of the telephone. Moves on to its next code.
async fn add(counter: &Counter, helper: &Helper, token: &str, key: &Authenticator) -> Answer {
    let attempt = made(counter, token, key).await;
    let answer = add_made(counter, token, &attempt, json!(counter.code(helper))).await;
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

/// Signs in by a key.
async fn sign_in(counter: &Counter, login: &str, code: &Value) -> Answer {
    let credentials = json!({ "login": login, "password": STAFF_PASSWORD, "code": code });
    counter.post("/v1/staff/sessions", None, credentials).await
}

#[track_caller]
fn is_refused(answer: &Answer) {
    assert_eq!(answer.problem(), "credentials-wrong");
}

/// A key that is on file no more is refused where it is handed in, and its attempt stands for nothing.
async fn signs_nobody_in(counter: &Counter, key: &mut Authenticator) {
    let attempt = Attempt::to_sign(counter).await;
    let answer = attempt.hand_in(counter, &key.sign(&attempt.asked)).await;
    assert_eq!(answer.problem(), "invalid-request");
    is_refused(&sign_in(counter, CLAIRE, &attempt.proof()).await);
}

#[tokio::test]
async fn s21_a_security_key_is_a_second_factor_beside_the_telephone() {
    for mut key in [Authenticator::es256("one"), Authenticator::eddsa("one")] {
        let counter = Counter::open().await;
        let (claire, _) = with_key(&counter, CLAIRE, &key).await;
        for _ in 0..2 {
            let proof = signed(&counter, &mut key).await;
            let answer = sign_in(&counter, CLAIRE, &proof).await;
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
async fn s21_a_copy_of_a_security_key_that_counts_less_is_refused() {
    let counter = Counter::open().await;
    let mut key = Authenticator::es256("one");
    with_key(&counter, CLAIRE, &key).await;
    key.counter = 40;
    let proof = signed(&counter, &mut key).await;
    assert_eq!(
        sign_in(&counter, CLAIRE, &proof).await.status,
        StatusCode::CREATED
    );
    for shown in [40, 41] {
        key.counter = shown - 1;
        let proof = signed(&counter, &mut key).await;
        is_refused(&sign_in(&counter, CLAIRE, &proof).await);
    }
    let proof = signed(&counter, &mut key).await;
    assert_eq!(
        sign_in(&counter, CLAIRE, &proof).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn s21_a_key_signs_only_for_its_owner_and_the_services_page() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let changes: [fn(&mut Authenticator); 5] = [
        |key| key.flags = VERIFIED,
        |key| key.flags = TOUCHED,
        |key| key.origin = "https://espace.evil.example",
        |key| key.origin = "tauri://localhost",
        |key| key.elsewhere = Some("espace.evil.example"),
    ];
    let attempt = Attempt::to_sign(&counter).await;
    for change in changes {
        let before = (key.flags, key.origin);
        change(&mut key);
        let refused = attempt.hand_in(&counter, &key.sign(&attempt.asked)).await;
        assert_eq!(refused.problem(), "invalid-request");
        (key.flags, key.origin) = before;
        key.elsewhere = None;
    }
    let forged = Authenticator::eddsa("one").sign(&attempt.asked);
    let refused = attempt.hand_in(&counter, &forged).await;
    assert_eq!(refused.problem(), "invalid-request");
    let unknown = Authenticator::eddsa("two").sign(&attempt.asked);
    let alike = attempt.hand_in(&counter, &unknown).await;
    assert_eq!(
        alike.bytes, refused.bytes,
        "nobody learns which credentials are on file"
    );
    is_refused(&sign_in(&counter, CLAIRE, &attempt.proof()).await);
}

#[tokio::test]
async fn s21_a_wrong_password_is_refused_as_a_wrong_key_is() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let proof = signed(&counter, &mut key).await;
    let credentials = json!({ "login": CLAIRE, "password": "Comptoir de Lens 63", "code": proof });
    is_refused(&counter.post("/v1/staff/sessions", None, credentials).await);
    is_refused(&sign_in(&counter, CLAIRE, &proof).await);
    let proof = signed(&counter, &mut key).await;
    is_refused(&sign_in(&counter, "nobody", &proof).await);
}

#[tokio::test]
async fn s21_a_security_key_is_added_by_another_second_factor() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let token = counter.sign_in(&claire).await;
    let key = Authenticator::es256("one");
    let attempt = made(&counter, &token, &key).await;
    let wrong = add_made(&counter, &token, &attempt, json!("000000")).await;
    assert_eq!(wrong.problem(), "sms-code-wrong");
    let actions = counter.actions().await;
    assert_eq!(actions.last().map(String::as_str), Some("proofFailed"));
    let signed_out = add_made(&counter, "made-up", &attempt, json!(counter.code(&claire))).await;
    assert_eq!(signed_out.problem(), "session-ended");

    // A key that has not answered costs no code.
    let silent = Attempt::to_add(&counter, &token).await;
    let damaged = json!({ "made": { "clientDataJson": "e30", "attestationObject": "oA" } });
    let refused = silent.hand_in(&counter, &damaged).await;
    assert_eq!(refused.problem(), "invalid-request");
    let refused = add_made(&counter, &token, &silent, json!(counter.code(&claire))).await;
    assert_eq!(refused.problem(), "not-found");
    let added = add_made(&counter, &token, &attempt, json!(counter.code(&claire))).await;
    assert_eq!(added.status, StatusCode::CREATED, "{:?}", added.json());

    counter.landlord.wait(30);
    let again = add_made(&counter, &token, &attempt, json!(counter.code(&claire))).await;
    assert_eq!(again.problem(), "not-found", "the attempt was spent");
}

#[tokio::test]
async fn s21_a_security_key_adds_the_next_one() {
    let counter = Counter::open().await;
    let mut key = Authenticator::es256("one");
    let (_, token) = with_key(&counter, CLAIRE, &key).await;
    let attempt = made(&counter, &token, &Authenticator::eddsa("two")).await;
    assert_eq!(
        attempt.asked["creation"]["excluded"],
        json!(["b25l"]),
        "the first key's credential"
    );
    let code = signed(&counter, &mut key).await;
    let added = add_made(&counter, &token, &attempt, code).await;
    assert_eq!(added.status, StatusCode::CREATED, "{:?}", added.json());
}

#[tokio::test]
async fn s21_a_credential_belongs_to_one_member_of_staff() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    let of_nadia = counter.sign_in(&nadia).await;
    let proof = signed(&counter, &mut key).await;
    is_refused(&sign_in(&counter, NADIA, &proof).await);
    let taken = add(&counter, &nadia, &of_nadia, &Authenticator::eddsa("one")).await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    assert_eq!(taken.problem(), "taken");
    let proof = signed(&counter, &mut key).await;
    assert_eq!(
        sign_in(&counter, CLAIRE, &proof).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn s21_nobody_has_more_security_keys_than_the_limit() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let token = counter.sign_in(&claire).await;
    for number in 1..MAX_SECURITY_KEYS {
        let key = Authenticator::eddsa(&number.to_string());
        let added = add(&counter, &claire, &token, &key).await;
        assert_eq!(added.status, StatusCode::CREATED, "{number}");
    }
    let [last, one_more] = ["last", "more"].map(Authenticator::eddsa);
    let (last, one_more) = (
        made(&counter, &token, &last).await,
        made(&counter, &token, &one_more).await,
    );
    let added = add_made(&counter, &token, &last, json!(counter.code(&claire))).await;
    assert_eq!(added.status, StatusCode::CREATED);
    counter.landlord.wait(30);
    let full = add_made(&counter, &token, &one_more, json!(counter.code(&claire))).await;
    assert_eq!(full.problem(), "not-allowed");
    let path = format!("{KEYS}/attempts");
    let full = counter.ask(Method::POST, &path, Some(&token), None).await;
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
    signs_nobody_in(&counter, &mut key).await;
}

#[tokio::test]
async fn s21_a_reset_and_a_closed_account_remove_the_security_keys() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    let (_, token) = with_key(&counter, CLAIRE, &key).await;
    let late = made(&counter, &token, &Authenticator::eddsa("two")).await;
    let login = StaffLogin::parse(CLAIRE).expect("a name");
    let anew = counter.admin().begin_staff_anew(&login).await.expect("a code");
    let claire = counter.begin(CLAIRE, &anew.grouped()).await;
    signs_nobody_in(&counter, &mut key).await;
    let late = add_made(&counter, &token, &late, json!(counter.code(&claire))).await;
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
async fn s21_a_security_key_opens_the_desk_and_approves_for_a_colleague() {
    let counter = Counter::open().await;
    let (mut key, mut of_nadia) = (Authenticator::es256("one"), Authenticator::eddsa("two"));
    let (_, token) = with_key(&counter, CLAIRE, &key).await;
    with_key(&counter, NADIA, &of_nadia).await;
    counter.landlord.wait(STAFF_IDLE_MINUTES * MINUTE + 1);
    let visit = counter.visit(&token, DURAND, &["newNumber"]).await;
    assert_eq!(visit.problem(), "staff-check-required");
    let code = signed(&counter, &mut key).await;
    let path = "/v1/staff/sessions/current/check";
    let checked = counter.post(path, Some(&token), json!({ "code": code })).await;
    assert_eq!(checked.status, StatusCode::NO_CONTENT);

    let visit = counter.visit(&token, DURAND, &["newNumber"]).await;
    assert_eq!(visit.status, StatusCode::CREATED, "{:?}", visit.json());
    let code = signed(&counter, &mut of_nadia).await;
    let credentials = json!({ "login": NADIA, "password": STAFF_PASSWORD, "code": code });
    let path = "/v1/staff/visits/current/approval";
    let approved = counter.post(path, Some(&token), credentials).await;
    assert_eq!(approved.status, StatusCode::NO_CONTENT);
}
