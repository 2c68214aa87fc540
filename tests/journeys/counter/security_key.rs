//! Staff add a security key at the desk, and sign in with it: a browser asks the key (S21).

use harness::{
    browser::{Browser, post},
    computer::Keyring,
};
use landlord::demonstration::COUNTER_PASSWORD;
use serde_json::{Value, json};

use self::authenticator::Authenticator;
use super::steps::{claire, looked_at, sign_staff_in};
use crate::play;

#[path = "../../../crates/landlord/tests/api/security_keys/authenticator.rs"]
#[allow(dead_code, reason = "the tests of the service use all of it")]
mod authenticator;

/// Does what the page does in a browser whose owner touches the key. Returns the number that the page shows.
async fn touch(page: &str, key: &mut Authenticator) -> String {
    let (place, token) = page.split_once('#').expect("a token");
    let service = place.strip_suffix("/cle-de-securite").expect("the page of a key");
    let body = json!({ "token": token }).to_string();
    let asked = post(&format!("{service}/v1/security-key-requests"), &body).await;
    let (_, asked) = asked.split_once("\r\n\r\n").expect("an answer");
    let asked: Value = serde_json::from_str(asked).expect("JSON");
    let answer = if asked.get("creation").is_some() {
        key.make(&asked)
    } else {
        key.sign(&asked)
    };
    let body = json!({ "token": token, "answer": answer }).to_string();
    let taken = post(&format!("{service}/v1/security-key-answers"), &body).await;
    assert!(taken.starts_with("HTTP/1.1 204"), "{taken}");
    asked["number"].as_str().expect("a number").to_owned()
}

#[tokio::test]
async fn s21_a_security_key_is_added_and_signs_in_through_the_browser() {
    play("security-key", Keyring::Unlocked, async |stage| {
        let browser = Browser::install(&mut stage.computer);
        let mut key = Authenticator::es256("one");
        stage.computer.make_temporary_folder();
        let window = stage.open_counter().await;
        sign_staff_in(stage).await;
        window.click("#open-security-keys").await;
        window.sees("securityKeys").await;
        looked_at(stage, "no-security-key").await;

        window.click("#add-security-key").await;
        let page = browser.opened().await;
        window.find("#asked-key").await;
        looked_at(stage, "security-key-asked").await;
        let on_window = window.text("#asked-key").await;
        let on_page = touch(&page, &mut key).await;
        assert!(on_window.contains(&on_page), "{on_page}: {on_window}");
        window.find("#name").await;
        window.fill("#name", "clé bleue").await;
        let code = stage.landlord.staff_code(claire().name).await;
        window.fill("#staff-code", &code).await;
        looked_at(stage, "security-key-named").await;
        window.go_on().await;
        window.reads(".security-keys", "clé bleue").await;
        window.reads(".success", "La clé est ajoutée").await;
        looked_at(stage, "security-keys").await;

        window.click("#staff-sign-out").await;
        window.sees("staffSignIn").await;
        window.fill("#staff-login", claire().login).await;
        window.fill("#password", COUNTER_PASSWORD).await;
        window.click("#use-security-key").await;
        let page = browser.opened().await;
        touch(&page, &mut key).await;
        window.sees("counterDesk").await;
        assert!(stage.landlord.journal().await.contains("signedInBySecurityKey"));
    })
    .await;
}
