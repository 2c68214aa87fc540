//! The devices that an account knows, and its sessions (S7, S9).

use axum::http::{Method, StatusCode};
use landlord::figures::{MAX_DEVICES_PER_TENANT, MAX_SESSIONS_PER_TENANT};
use serde_json::{Value, json};

use crate::{
    account::SignedIn,
    service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD},
    sign_in_attacks::{address, guess_from_everywhere, sign_in_with},
};

#[tokio::test]
async fn s7_a_device_that_was_signed_out_is_no_longer_known() {
    assert_that_a_stolen_device_is_forgotten(false).await;
}

#[tokio::test]
async fn s7_so_is_the_device_of_a_session_of_an_earlier_version() {
    assert_that_a_stolen_device_is_forgotten(true).await;
}

async fn assert_that_a_stolen_device_is_forgotten(of_earlier_version: bool) {
    let mut tenant = SignedIn::open().await;
    let stolen = tenant.landlord.sign_in(DURAND, PASSWORD).await.json();
    if of_earlier_version {
        // As migration 0020 leaves them.
        let forget = sqlx::query("UPDATE sessions SET device = NULL").execute(tenant.landlord.service.pool());
        forget.await.expect("written");
    }
    let device = json!({ "deviceToken": stolen["deviceToken"] });
    let devices = tenant.read("/devices").await["devices"].clone();
    let path = format!("/devices/{}", devices[0]["id"].as_str().expect("an id"));
    tenant.type_password(PASSWORD).await;
    let out = tenant.ask(Method::DELETE, &path, json!({})).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);

    guess_from_everywhere(&mut tenant.landlord).await;
    tenant.landlord.address = address(200);
    let with_it = sign_in_with(&tenant.landlord, DURAND, PASSWORD, device).await;
    assert_eq!(with_it.problem(), "sms-code-required");
}

#[tokio::test]
async fn s7_another_password_leaves_the_device_known_that_it_was_chosen_on() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let elsewhere = landlord.sign_in(DURAND, PASSWORD).await.json();
    let access = tokens["accessToken"].as_str().expect("a token").to_owned();
    let tenant = SignedIn { landlord, access };
    let change = json!({ "currentPassword": PASSWORD, "newPassword": "Prunier jaune 17" });
    let changed = tenant.ask(Method::PUT, "/password", change).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    for (device, is_known) in [(&tokens, true), (&elsewhere, false)] {
        let device = json!({ "deviceToken": device["deviceToken"] });
        let answer = sign_in_with(&tenant.landlord, DURAND, "Prunier jaune 17", device).await;
        assert_eq!(answer.json().get("deviceToken").is_none(), is_known);
    }
}

#[tokio::test]
async fn s7_signing_a_device_out_ends_all_sessions_on_it_and_not_ones_own() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let access = tokens["accessToken"].as_str().expect("a token").to_owned();
    let tenant = SignedIn { landlord, access };
    tenant.landlord.wait(1);
    let elsewhere = tenant.landlord.sign_in(DURAND, PASSWORD).await.json();
    let again = async |device: &Value| {
        tenant.landlord.wait(1);
        let device = json!({ "deviceToken": device });
        let answer = sign_in_with(&tenant.landlord, DURAND, PASSWORD, device).await;
        answer.json()["accessToken"].as_str().expect("a token").to_owned()
    };
    let second_elsewhere = again(&elsewhere["deviceToken"]).await;
    let earlier_here = tenant.access.clone();
    let here = again(&tokens["deviceToken"]).await;
    let tenant = SignedIn {
        landlord: tenant.landlord,
        access: here,
    };
    tenant.type_password(PASSWORD).await;
    let is_in = async |access: &str| {
        let answer = tenant.landlord.get("/v1/account", Some(access)).await;
        answer.status == StatusCode::OK
    };
    assert!(is_in(&earlier_here).await && is_in(&second_elsewhere).await);
    // The earlier session here, then the first one elsewhere: the list has the latest sign-in first.
    for _ in 0..2 {
        let devices = tenant.read("/devices").await["devices"].clone();
        let devices = devices.as_array().expect("devices").clone();
        let other = devices.iter().rfind(|device| device["current"] == false);
        let id = other.expect("another one")["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let out = tenant
            .ask(Method::DELETE, &format!("/devices/{id}"), json!({}))
            .await;
        assert_eq!(out.status, StatusCode::NO_CONTENT);
    }
    assert!(
        !is_in(&second_elsewhere).await,
        "on the device that was signed out"
    );
    assert!(!is_in(&earlier_here).await);
    assert!(is_in(&tenant.access).await);
    let device = json!({ "deviceToken": tokens["deviceToken"] });
    let known = sign_in_with(&tenant.landlord, DURAND, PASSWORD, device).await;
    assert_eq!(
        known.json().get("deviceToken"),
        None,
        "ones own device stays known"
    );
}

#[tokio::test]
async fn s7_s9_an_account_has_a_maximum_of_devices_and_of_sessions() {
    let mut landlord = Landlord::open().await;
    let first = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let mut newest = Value::Null;
    for _ in 0..MAX_SESSIONS_PER_TENANT.max(MAX_DEVICES_PER_TENANT) {
        landlord.wait(1);
        newest = landlord.sign_in(DURAND, PASSWORD).await.json();
    }
    let access = first["accessToken"].as_str();
    assert_eq!(
        landlord.get("/v1/account", access).await.problem(),
        "session-ended",
        "the oldest one ended"
    );
    let devices = landlord.get("/v1/account/devices", newest["accessToken"].as_str());
    let listed = devices.await.json()["devices"].as_array().map(Vec::len);
    let most = usize::try_from(MAX_SESSIONS_PER_TENANT).expect("few");
    assert_eq!(listed, Some(most));
    let known: i64 = sqlx::query_scalar("SELECT count(*) FROM devices")
        .fetch_one(landlord.service.pool())
        .await
        .expect("counted");
    assert_eq!(known, MAX_DEVICES_PER_TENANT);
    let oldest = json!({ "deviceToken": first["deviceToken"] });
    let answer = sign_in_with(&landlord, DURAND, PASSWORD, oldest).await;
    assert!(
        answer.json()["deviceToken"].is_string(),
        "the oldest is forgotten"
    );
}

#[tokio::test]
async fn s7_a_device_name_of_invisible_signs_is_none() {
    let tenant = SignedIn::open().await;
    let name = json!({ "deviceName": "\u{202e}\u{200b}\n \u{2066}" });
    sign_in_with(&tenant.landlord, DURAND, PASSWORD, name).await;
    let devices = tenant.read("/devices").await;
    assert_eq!(devices["devices"][0]["name"], Value::Null);
}
