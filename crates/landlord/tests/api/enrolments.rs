//! Sign-up (S1, S2, S3, S5, S6).

use axum::http::StatusCode;
use landlord::figures::{
    ENROLMENT_MINUTES, MINUTE, PHONE_NUMBERS_PER_TENANT, PROFILE_MINUTES, SMS_CODE_SECONDS, SMS_CODE_TRIES,
    SMS_PER_NUMBER, SMS_RESEND_SECONDS, WRONG_SMS_CODES_PER_TENANT,
};
use serde_json::{Value, json};

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE_MOBILE, Landlord, PASSWORD, PETIT, UNKNOWN};

#[tokio::test]
async fn a_tenant_signs_up_with_the_mobile_on_file() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let access = tokens["accessToken"].as_str().expect("a token");
    let tenancy = landlord.get("/v1/tenancy", Some(access)).await.json();
    assert_eq!(tenancy["tenants"], json!(["Mme Jeanne DURAND"]));
    assert_eq!(tenancy["agency"]["name"], "Agence de Lens");
    assert_eq!(
        landlord.sign_in(DURAND, PASSWORD).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn s1_s2_only_the_number_on_file_gets_an_sms_and_answers_match() {
    let mut landlord = Landlord::open().await;
    let right = landlord.enrolment(DURAND).await;
    let wrong = landlord.enrolment(DURAND).await;
    let to_wrong = landlord.complete_phone(&wrong, LEFEBVRE_MOBILE).await;
    let to_right = landlord.complete_phone(&right, DURAND_MOBILE).await;
    assert_eq!(to_right.status, StatusCode::ACCEPTED);
    assert_eq!(
        (to_right.status, &to_right.bytes),
        (to_wrong.status, &to_wrong.bytes)
    );
    let message = landlord.sms().await;
    assert_eq!(message.to.national(), DURAND_MOBILE);
    assert_eq!(
        landlord.service.sms_captured().len(),
        1,
        "nothing went to the other number"
    );
}

#[tokio::test]
async fn s2_an_unknown_code_gets_a_stable_decoy_that_looks_like_a_tenant() {
    let landlord = Landlord::open().await;
    let mut seen = Vec::new();
    for code in [DURAND, PETIT, UNKNOWN, UNKNOWN] {
        let robot_check = landlord.solved_robot_check(code).await;
        let opening = json!({ "tenantCode": code, "robotCheck": robot_check });
        let answer = landlord.post("/v1/enrolments", None, opening).await;
        let body = answer.json();
        assert_eq!(answer.status, StatusCode::CREATED);
        let mask = body["maskedPhone"]["display"]
            .as_str()
            .expect("a mask")
            .to_owned();
        assert_eq!((mask.len(), &mask[2..7]), (9, "*****"), "{mask}");
        assert_eq!(body["agency"]["name"], "Agence de Lens");
        seen.push((mask, answer.bytes.len()));
    }
    assert_eq!(seen[0].0, "06*****61");
    assert_eq!(seen[2].0, seen[3].0, "the decoy is stable");
    assert!(
        seen.iter().all(|(_, length)| *length == seen[0].1),
        "same length: {seen:?}"
    );
}

#[tokio::test]
async fn s5_a_code_dies_after_its_wrong_tries_and_a_new_one_works() {
    let mut landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 1..SMS_CODE_TRIES {
        assert_eq!(
            landlord.try_code(&enrolment, wrong).await.problem(),
            "sms-code-wrong"
        );
    }
    assert_eq!(
        landlord.try_code(&enrolment, wrong).await.problem(),
        "sms-code-expired"
    );
    assert_eq!(
        landlord.try_code(&enrolment, &code).await.problem(),
        "sms-code-expired",
        "even the right one"
    );

    landlord.wait(SMS_RESEND_SECONDS + 1);
    let resent = landlord
        .post("/v1/enrolments/current/messages", Some(&enrolment), json!({}))
        .await;
    assert_eq!(resent.json()["messagesSent"], 2);
    let code = landlord.sms_code().await;
    assert_eq!(landlord.try_code(&enrolment, &code).await.status, StatusCode::OK);
}

#[tokio::test]
async fn s5_an_expired_code_is_refused_and_a_new_one_replaces_the_old() {
    let mut landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let first = landlord.sms_code().await;
    landlord.wait(SMS_CODE_SECONDS + 1);
    assert_eq!(
        landlord.try_code(&enrolment, &first).await.problem(),
        "sms-code-expired"
    );
    landlord
        .post("/v1/enrolments/current/messages", Some(&enrolment), json!({}))
        .await;
    let message = landlord.sms().await;
    assert!(
        message.text.contains("(2e SMS)"),
        "the message says which it is: {}",
        message.text
    );
    let second = contract::SmsCode::parse(&message.text).expect("a code");
    // One time in a million the two codes are equal.
    if first != second.expose() {
        assert_eq!(
            landlord.try_code(&enrolment, &first).await.problem(),
            "sms-code-wrong"
        );
    }
    assert_eq!(
        landlord.try_code(&enrolment, second.expose()).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn s5_a_code_belongs_to_one_enrolment() {
    let mut landlord = Landlord::open().await;
    let own = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&own, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    let other = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&other, LEFEBVRE_MOBILE).await;
    assert_eq!(landlord.try_code(&other, &code).await.problem(), "sms-code-wrong");
}

#[tokio::test]
async fn s5_messages_are_limited_and_the_answer_says_when_to_retry() {
    let mut landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let again = landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    assert_eq!(
        again.json()["messagesSent"],
        1,
        "the same number at once sends nothing more"
    );

    let resend = async || {
        landlord
            .post("/v1/enrolments/current/messages", Some(&enrolment), json!({}))
            .await
    };
    let too_soon = resend().await;
    assert_eq!(
        (too_soon.status, too_soon.problem().as_str()),
        (StatusCode::TOO_MANY_REQUESTS, "resend-too-soon")
    );
    assert_eq!(
        too_soon.headers["retry-after"],
        SMS_RESEND_SECONDS.to_string().as_str()
    );
    for _ in 1..SMS_PER_NUMBER[0].events {
        landlord.wait(SMS_RESEND_SECONDS + 1);
        assert_eq!(resend().await.status, StatusCode::ACCEPTED);
    }
    landlord.wait(SMS_RESEND_SECONDS + 1);
    let one_more = resend().await;
    assert_eq!(one_more.problem(), "too-many-attempts");
    let seconds = one_more.json()["retryAfter"].as_i64().expect("seconds");
    landlord.wait(seconds + 1);
    assert_eq!(
        resend().await.status,
        StatusCode::ACCEPTED,
        "there is room when it said so"
    );
    landlord.sms().await;
}

#[tokio::test]
async fn s5_wrong_codes_are_limited_per_day_across_enrolments() {
    let mut landlord = Landlord::open().await;
    for round in 0..WRONG_SMS_CODES_PER_TENANT[0].events / SMS_CODE_TRIES {
        let enrolment = landlord.enrolment(DURAND).await;
        assert_eq!(
            landlord.complete_phone(&enrolment, DURAND_MOBILE).await.status,
            StatusCode::ACCEPTED,
            "{round}"
        );
        let code = landlord.sms_code().await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for _ in 0..SMS_CODE_TRIES {
            landlord.try_code(&enrolment, wrong).await;
        }
        // Each round uses one of the hour's `PHONE_NUMBERS_PER_TENANT`.
        landlord.wait(PHONE_NUMBERS_PER_TENANT[0].window / PHONE_NUMBERS_PER_TENANT[0].events + 100);
    }
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let right = landlord.sms_code().await;
    let refused = landlord.try_code(&enrolment, &right).await;
    assert_eq!(refused.problem(), "too-many-attempts");
}

#[tokio::test]
async fn steps_cannot_be_skipped() {
    let landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    assert_eq!(
        landlord.try_code(&enrolment, "123456").await.problem(),
        "enrolment-ended"
    );
    assert_eq!(
        landlord.create_account(&enrolment, PASSWORD).await.problem(),
        "enrolment-ended"
    );
    assert_eq!(
        landlord.create_account("made-up", PASSWORD).await.problem(),
        "enrolment-ended"
    );
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    assert_eq!(
        landlord.create_account(&enrolment, PASSWORD).await.problem(),
        "enrolment-ended"
    );
}

#[tokio::test]
async fn s6_the_service_checks_the_password_rule_itself() {
    let mut landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    for password in ["court1A", "Motdepasse1", "Aa204518730961245", "toutenminuscules1"] {
        let refused = landlord.create_account(&enrolment, password).await;
        assert_eq!(refused.json()["fields"][0]["field"], "password", "{password}");
    }
    assert_eq!(
        landlord.create_account(&enrolment, PASSWORD).await.status,
        StatusCode::CREATED
    );
    let again = landlord.create_account(&enrolment, PASSWORD).await;
    assert_eq!(
        again.problem(),
        "enrolment-ended",
        "an enrolment makes one account"
    );
}

#[tokio::test]
async fn s3_a_registered_tenant_gets_the_same_answers_but_another_sms() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(SMS_RESEND_SECONDS + 1);
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let message = landlord.sms().await;
    assert!(
        message.text.contains("vous avez déjà un compte"),
        "{}",
        message.text
    );
    let code = contract::SmsCode::parse(&message.text).expect("a code");
    landlord.try_code(&enrolment, code.expose()).await;
    assert_eq!(
        landlord
            .create_account(&enrolment, "Prunier jaune 17")
            .await
            .status,
        StatusCode::CREATED
    );
    let access = tokens["accessToken"].as_str().expect("a token");
    assert_eq!(
        landlord.get("/v1/tenancy", Some(access)).await.problem(),
        "session-ended",
        "all sessions end"
    );
    assert_eq!(
        landlord.sign_in(DURAND, PASSWORD).await.problem(),
        "credentials-wrong"
    );
}

#[tokio::test]
async fn s6_s9_no_token_or_password_is_stored_in_clear() {
    let mut landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    let tokens = landlord.create_account(&enrolment, PASSWORD).await.json();
    landlord.service.pool().close().await;
    let mut searched = 0;
    for entry in std::fs::read_dir(landlord.data()).expect("listed") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("read");
        searched += bytes.len();
        for secret in [
            PASSWORD,
            &enrolment,
            tokens["accessToken"].as_str().expect("a token"),
            tokens["refreshToken"].as_str().expect("a token"),
        ] {
            assert!(
                !bytes
                    .windows(secret.len())
                    .any(|window| window == secret.as_bytes())
            );
        }
    }
    assert!(searched > 50_000, "the database was searched");
}

#[tokio::test]
async fn a_new_address_is_notified() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let mail = landlord.mail(1).await;
    assert_eq!(mail.to.as_str(), "jeanne.durand@exemple.fr");
    assert_eq!(mail.subject, "Votre adresse e-mail à confirmer");
    assert!(mail.text.contains("03 53 01 00 01"), "{}", mail.text);
    assert!(!mail.text.contains(DURAND), "{}", mail.text);
}

#[tokio::test]
async fn an_enrolment_reports_its_progress() {
    let mut landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    let opened = landlord.under_way(&enrolment).await.json();
    assert_eq!(opened["maskedPhone"]["display"], "06*****61");
    assert_eq!(opened["agency"]["name"], "Agence de Lens");
    assert_eq!(opened["expiresIn"], ENROLMENT_MINUTES * MINUTE);
    assert_eq!(
        (&opened["message"], &opened["verified"]),
        (&Value::Null, &Value::Null)
    );

    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    landlord.wait(40);
    let waiting = landlord.under_way(&enrolment).await.json();
    assert_eq!(
        waiting["message"],
        json!({ "resendAfter": 0, "expiresIn": SMS_CODE_SECONDS - 40, "messagesSent": 1 })
    );

    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    landlord.wait(60);
    let verified = landlord.under_way(&enrolment).await.json();
    assert_eq!(verified["message"], Value::Null);
    assert_eq!(verified["verified"]["mobile"], "+33639980061");
    assert_eq!(verified["verified"]["registered"], false);
    assert_eq!(verified["expiresIn"], PROFILE_MINUTES * MINUTE - 60);

    landlord.create_account(&enrolment, PASSWORD).await;
    assert_eq!(
        landlord.under_way(&enrolment).await.problem(),
        "enrolment-ended",
        "an account was made"
    );
}

#[tokio::test]
async fn s2_the_progress_of_an_enrolment_does_not_reveal_who_is_on_file() {
    let landlord = Landlord::open().await;
    let mut answers = Vec::new();
    for code in [DURAND, PETIT, UNKNOWN] {
        let enrolment = landlord.enrolment(code).await;
        landlord.complete_phone(&enrolment, LEFEBVRE_MOBILE).await;
        let answer = landlord.under_way(&enrolment).await;
        let mut body = answer.json();
        body["maskedPhone"] = Value::Null;
        answers.push((answer.status, answer.bytes.len(), body));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
}
