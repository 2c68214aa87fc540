//! Password guessing (S7).

use std::net::IpAddr;

use axum::http::StatusCode;
use landlord::figures::{
    DAY, DEVICE_DAYS, FIRST_PAUSE_MINUTES, HOUR, MINUTE, SIGN_IN_CODE_MINUTES, SMS_CODE_TRIES,
    SMS_PER_NUMBER, SMS_RESEND_SECONDS, WRONG_PASSWORDS_BEFORE_PAUSE, WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES,
    WRONG_SMS_CODES_PER_TENANT,
};
use serde_json::{Value, json};

use crate::service::{Answer, DURAND, DURAND_MOBILE, LEFEBVRE_MOBILE, Landlord, PASSWORD, UNKNOWN};

pub const WRONG: &str = "Prunier jaune 17";

pub async fn sign_in_with(landlord: &Landlord, code: &str, password: &str, more: Value) -> Answer {
    let mut opening = json!({ "tenantCode": code, "password": password });
    let fields = more.as_object().expect("fields").clone();
    opening.as_object_mut().expect("fields").extend(fields);
    landlord.post("/v1/sessions", None, opening).await
}

/// The attacker's `n`th address.
pub fn address(n: u8) -> IpAddr {
    IpAddr::from([203, 0, 113, n])
}

#[tokio::test]
async fn s7_pauses_double_for_known_and_unknown_accounts_alike() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let mut seen = Vec::new();
    for code in [DURAND, UNKNOWN] {
        for _ in 0..WRONG_PASSWORDS_BEFORE_PAUSE {
            assert_eq!(landlord.sign_in(code, WRONG).await.problem(), "credentials-wrong");
        }
        let mut answers = Vec::new();
        for pause in [1, 2, 4].map(|times| times * FIRST_PAUSE_MINUTES * MINUTE) {
            let refused = landlord.sign_in(code, PASSWORD).await;
            assert_eq!(refused.problem(), "too-many-attempts");
            assert_eq!(refused.headers["retry-after"], pause.to_string().as_str());
            answers.push(refused.bytes);
            landlord.wait(pause);
            assert_eq!(landlord.sign_in(code, WRONG).await.problem(), "credentials-wrong");
        }
        seen.push(answers);
    }
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn s7_a_right_password_resets_the_count() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    for _ in 0..3 {
        for _ in 1..WRONG_PASSWORDS_BEFORE_PAUSE {
            landlord.sign_in(DURAND, WRONG).await;
        }
        assert_eq!(
            landlord.sign_in(DURAND, PASSWORD).await.status,
            StatusCode::CREATED
        );
    }
}

#[tokio::test]
async fn s7_parallel_tries_are_counted_like_tries_in_a_row() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let landlord = &landlord;
    let mut tried = 0;
    // More at once are refused as busy: an address has few turns (S6).
    for _ in 0..2 {
        let tries = tokio::join!(
            landlord.sign_in(DURAND, WRONG),
            landlord.sign_in(DURAND, WRONG),
            landlord.sign_in(DURAND, WRONG),
            landlord.sign_in(DURAND, WRONG),
        );
        tried += [tries.0, tries.1, tries.2, tries.3]
            .iter()
            .filter(|answer| answer.problem() == "credentials-wrong")
            .count();
    }
    assert_eq!(tried, WRONG_PASSWORDS_BEFORE_PAUSE as usize);
}

#[tokio::test]
async fn s7_a_known_device_signs_in_after_a_day_of_attack() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let device = json!({ "deviceToken": tokens["deviceToken"] });
    let home = landlord.address;
    for hour in 0..24 {
        for n in 0..6 {
            landlord.address = address(n);
            landlord.sign_in(DURAND, WRONG).await;
        }
        // The attack also comes from the tenant's own network.
        landlord.address = home;
        landlord.sign_in(DURAND, WRONG).await;
        if hour % 8 == 7 {
            let at_home = sign_in_with(&landlord, DURAND, PASSWORD, device.clone()).await;
            assert_eq!(at_home.status, StatusCode::CREATED, "hour {hour}");
            assert_eq!(
                at_home.json().get("deviceToken"),
                None,
                "the device is known already"
            );
        }
        landlord.wait(HOUR);
    }

    landlord.address = address(200);
    let elsewhere = landlord.sign_in(DURAND, PASSWORD).await;
    assert_eq!(
        (elsewhere.status, elsewhere.problem().as_str()),
        (StatusCode::UNAUTHORIZED, "sms-code-required")
    );
    let message = landlord.sms().await;
    assert_eq!(message.to.national(), DURAND_MOBILE);
    let again = landlord.sign_in(DURAND, PASSWORD).await;
    assert_eq!(again.problem(), "sms-code-required");
    assert_eq!(
        again.json()["retryAfter"],
        SMS_RESEND_SECONDS,
        "no second message at once"
    );
    let code = contract::SmsCode::parse(&message.text).expect("a code");
    let wrong = json!({ "smsCode": wrong_code(code.expose()) });
    let refused = sign_in_with(&landlord, DURAND, PASSWORD, wrong).await;
    assert_eq!(refused.problem(), "sms-code-wrong");
    let code = json!({ "smsCode": code.expose() });
    let without_password = sign_in_with(&landlord, DURAND, WRONG, code.clone()).await;
    assert_eq!(without_password.problem(), "credentials-wrong");
    let signed_in = sign_in_with(&landlord, DURAND, PASSWORD, code).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);

    landlord.wait(SMS_RESEND_SECONDS + 1);
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    assert_eq!(
        landlord.reset_password(&enrolment, WRONG).await.status,
        StatusCode::CREATED,
        "the reset stays open"
    );
}

#[tokio::test]
async fn s7_a_device_stays_known_until_it_expires_or_a_reset() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let device = json!({ "deviceToken": tokens["deviceToken"] });
    let knows = async |landlord: &Landlord| {
        let answer = sign_in_with(landlord, DURAND, PASSWORD, device.clone()).await;
        answer.json().get("deviceToken").is_none()
    };
    assert!(knows(&landlord).await);
    landlord.wait((DEVICE_DAYS - 1) * DAY);
    assert!(knows(&landlord).await);
    landlord.wait(2 * DAY);
    assert!(!knows(&landlord).await);

    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let other = sign_in_with(&landlord, DURAND, PASSWORD, device.clone()).await;
    assert!(
        other.json()["deviceToken"].is_string(),
        "the old token is worth nothing"
    );
    assert!(tokens["deviceToken"].is_string());
}

#[tokio::test]
async fn s7_s8_a_sign_in_code_sent_to_the_old_number_ends_with_a_new_number() {
    let mut landlord = guessed().await;
    asks_for_sms(&landlord).await;
    let code = json!({ "smsCode": landlord.sms_code().await });
    let letter = landlord.letter(DURAND).await;
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord
        .complete_letter(&enrolment, &letter, "06 39 98 00 64")
        .await;
    let new = landlord.sms_code().await;
    assert_eq!(landlord.try_code(&enrolment, &new).await.status, StatusCode::OK);
    let answer = sign_in_with(&landlord, DURAND, PASSWORD, code).await;
    assert_eq!(answer.problem(), "sms-code-expired");
}

#[tokio::test]
async fn s7_the_request_for_an_sms_code_starts_no_pause() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    guess_from_everywhere(&mut landlord).await;
    for _ in 0..WRONG_PASSWORDS_BEFORE_PAUSE {
        landlord.sign_in(DURAND, WRONG).await;
    }
    landlord.wait(FIRST_PAUSE_MINUTES * MINUTE);
    let asked = landlord.sign_in(DURAND, PASSWORD).await;
    assert_eq!(asked.problem(), "sms-code-required");
    let message = landlord.sms().await;
    let code = contract::SmsCode::parse(&message.text).expect("a code");
    let code = json!({ "smsCode": code.expose() });
    let signed_in = sign_in_with(&landlord, DURAND, PASSWORD, code).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
}

/// A wrong code.
fn wrong_code(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

/// Sends enough wrong passwords from unknown devices that these need an SMS code for a day.
pub async fn guess_from_everywhere(landlord: &mut Landlord) {
    let home = landlord.address;
    for n in 0..=WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES[0].events {
        landlord.address = address(n.try_into().expect("an octet"));
        landlord.sign_in(DURAND, WRONG).await;
    }
    landlord.address = home;
}

/// A tenant whose password is being guessed, seen from an unknown device.
pub async fn guessed() -> Landlord {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    guess_from_everywhere(&mut landlord).await;
    landlord.address = address(200);
    landlord
}

/// The right password alone is not enough.
pub async fn asks_for_sms(landlord: &Landlord) {
    let answer = landlord.sign_in(DURAND, PASSWORD).await;
    assert_eq!(answer.problem(), "sms-code-required");
}

#[tokio::test]
async fn s7_wrong_codes_in_sign_up_do_not_block_the_sign_in_code() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(HOUR);
    for _ in 0..WRONG_SMS_CODES_PER_TENANT[0].events / SMS_CODE_TRIES {
        let enrolment = landlord.enrolment(DURAND).await;
        landlord.complete_phone(&enrolment, LEFEBVRE_MOBILE).await;
        for _ in 0..SMS_CODE_TRIES {
            landlord.try_code(&enrolment, "123456").await;
        }
        landlord.wait(SMS_PER_NUMBER[0].window / SMS_PER_NUMBER[0].events + 1);
    }
    landlord.wait(HOUR);
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, LEFEBVRE_MOBILE).await;
    let sign_up = landlord.try_code(&enrolment, "123456").await;
    assert_eq!(
        sign_up.problem(),
        "too-many-attempts",
        "the day's codes of sign-up"
    );

    guess_from_everywhere(&mut landlord).await;
    asks_for_sms(&landlord).await;
    let code = json!({ "smsCode": landlord.sms_code().await });
    let signed_in = sign_in_with(&landlord, DURAND, PASSWORD, code).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
}

#[tokio::test]
async fn s7_wrong_sign_in_codes_are_limited_and_a_reset_still_works() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    guess_from_everywhere(&mut landlord).await;
    for _ in 0..WRONG_SMS_CODES_PER_TENANT[0].events / SMS_CODE_TRIES {
        landlord.wait(SMS_PER_NUMBER[0].window + 1);
        landlord.sign_in(DURAND, PASSWORD).await;
        let code = landlord.sms_code().await;
        let wrong = json!({ "smsCode": wrong_code(&code) });
        for _ in 0..SMS_CODE_TRIES {
            sign_in_with(&landlord, DURAND, PASSWORD, wrong.clone()).await;
        }
    }
    landlord.wait(SMS_PER_NUMBER[0].window + 1);
    landlord.sign_in(DURAND, PASSWORD).await;
    let code = json!({ "smsCode": landlord.sms_code().await });
    let refused = sign_in_with(&landlord, DURAND, PASSWORD, code).await;
    assert_eq!(refused.problem(), "too-many-attempts");

    landlord.wait(SMS_PER_NUMBER[0].window + 1);
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    assert_eq!(landlord.try_code(&enrolment, &code).await.status, StatusCode::OK);
}

#[tokio::test]
async fn s7_without_a_number_a_known_device_or_a_letter_still_signs_in() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.import_with_durand_mobile("").await;
    guess_from_everywhere(&mut landlord).await;
    let wrong = landlord.sign_in(DURAND, WRONG).await;
    let unknown = landlord.sign_in(UNKNOWN, WRONG).await;
    assert_eq!(wrong.bytes, unknown.bytes, "without the password nothing is told");

    for _ in 0..2 {
        let asked = landlord.sign_in(DURAND, PASSWORD).await;
        assert_eq!(asked.problem(), "sms-code-required");
        assert_eq!(asked.json()["retryAfter"], SIGN_IN_CODE_MINUTES * MINUTE);
    }
    assert_eq!(
        landlord.service.sms_captured().len(),
        1,
        "the code of sign-up, no other"
    );
    let device = json!({ "deviceToken": tokens["deviceToken"] });
    let at_home = sign_in_with(&landlord, DURAND, PASSWORD, device).await;
    assert_eq!(at_home.status, StatusCode::CREATED);

    let letter = landlord.letter(DURAND).await;
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord
        .complete_letter(&enrolment, &letter, "06 39 98 00 64")
        .await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    let reset = landlord.reset_password(&enrolment, WRONG).await;
    assert_eq!(reset.status, StatusCode::CREATED);
}
