//! Registration letters (S1).

use std::net::IpAddr;

use axum::http::StatusCode;
use contract::SmsCode;
use landlord::figures::{
    DAY, HOUR, LETTER_CODE_TRIES, LETTER_DAYS, PHONE_NUMBERS_PER_TENANT, SMS_RESEND_SECONDS,
};

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, Landlord, PASSWORD, PETIT, UNKNOWN};

const NEW_MOBILE: &str = "06 39 98 00 64";
const WRONG_LETTER: &str = "0000-0000-0000-0000";

#[tokio::test]
async fn s1_s8_a_letter_puts_a_new_number_on_file_and_notifies_the_old_one() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(SMS_RESEND_SECONDS + 1);
    let letter = landlord.letter(DURAND).await;
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    let typed = letter.to_lowercase().replace('-', " ");
    let sent = landlord.complete_letter(&enrolment, &typed, NEW_MOBILE).await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
    let message = landlord.sms().await;
    assert_eq!(message.to.national(), NEW_MOBILE);
    let code = contract::SmsCode::parse(&message.text).expect("a code");
    let accepted = landlord.try_code(&enrolment, code.expose()).await;
    assert_eq!(accepted.json()["registered"], true);

    let sms = landlord.sms().await;
    assert_eq!(sms.to.national(), DURAND_MOBILE);
    assert!(
        sms.text.contains("portable de votre compte a changé"),
        "{}",
        sms.text
    );
    // After the code of the address, and the notice of the letter.
    let mail = landlord.mail(3).await;
    assert_eq!(mail.subject, "Votre numéro de portable a changé");
    assert_eq!(
        landlord.reset_password(&enrolment, PASSWORD).await.status,
        StatusCode::CREATED
    );
    let sms = landlord.sms().await;
    assert_eq!(
        sms.to.national(),
        NEW_MOBILE,
        "the reset is reported to the new number"
    );

    landlord.wait(HOUR);
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    landlord.complete_phone(&enrolment, NEW_MOBILE).await;
    assert_eq!(
        landlord.sms().await.to.national(),
        NEW_MOBILE,
        "the old number gets no code any more"
    );
}

#[tokio::test]
async fn s1_a_letter_is_spent_only_once_the_sms_code_is_right() {
    let mut landlord = Landlord::open().await;
    let letter = landlord.letter(PETIT).await;
    let abandoned = landlord.enrolment(PETIT).await;
    landlord.complete_letter(&abandoned, &letter, NEW_MOBILE).await;
    let first = landlord.sms_code().await;
    landlord.wait(SMS_RESEND_SECONDS + 1);
    let enrolment = landlord.enrolment(PETIT).await;
    landlord.complete_letter(&enrolment, &letter, NEW_MOBILE).await;
    let code = landlord.sms_code().await;
    assert_eq!(landlord.try_code(&enrolment, &code).await.status, StatusCode::OK);
    assert_eq!(
        landlord.try_code(&abandoned, &first).await.problem(),
        "enrolment-ended",
        "of two enrolments with one letter, one goes on"
    );
    let later = landlord.enrolment(PETIT).await;
    let refused = landlord.complete_letter(&later, &letter, NEW_MOBILE).await;
    assert_eq!(
        (refused.status, refused.problem().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "letter-code-wrong")
    );
    assert_eq!(
        landlord.create_account(&enrolment, PASSWORD).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn s1_a_letter_expires_after_its_days_or_with_the_next_one() {
    let landlord = Landlord::open().await;
    let replaced = landlord.letter(DURAND).await;
    let letter = landlord.letter(DURAND).await;
    let enrolment = landlord.enrolment(DURAND).await;
    let refused = landlord.complete_letter(&enrolment, &replaced, NEW_MOBILE).await;
    assert_eq!(refused.problem(), "letter-code-wrong");
    landlord.wait(LETTER_DAYS * DAY - 60);
    let enrolment = landlord.enrolment(DURAND).await;
    let sent = landlord.complete_letter(&enrolment, &letter, NEW_MOBILE).await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
    landlord.wait(120);
    let refused = landlord.complete_letter(&enrolment, &letter, NEW_MOBILE).await;
    assert_eq!(refused.problem(), "letter-code-wrong");
}

#[tokio::test]
async fn s1_s2_wrong_letter_codes_get_one_answer_and_end_the_enrolment() {
    let landlord = Landlord::open().await;
    let of_another = landlord.letter(LEFEBVRE).await;
    landlord.letter(DURAND).await;
    let mut answers = Vec::new();
    for code in [DURAND, PETIT, UNKNOWN] {
        let enrolment = landlord.enrolment(code).await;
        for n in 0..LETTER_CODE_TRIES {
            let letter = if n == 1 { of_another.as_str() } else { WRONG_LETTER };
            let refused = landlord.complete_letter(&enrolment, letter, NEW_MOBILE).await;
            assert_eq!(refused.problem(), "letter-code-wrong");
            answers.push((refused.status, refused.bytes));
        }
        let ended = landlord
            .complete_letter(&enrolment, WRONG_LETTER, NEW_MOBILE)
            .await;
        assert_eq!(ended.problem(), "enrolment-ended");
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let sent = landlord.service.sms_captured();
    assert!(
        sent.iter().all(|sms| SmsCode::parse(&sms.text).is_err()),
        "no code"
    );
}

#[tokio::test]
async fn s1_s23_wrong_letter_codes_and_numbers_of_strangers_stop_no_letter() {
    let mut landlord = Landlord::open().await;
    let home = landlord.address;
    for stranger in 1..=6 {
        landlord.address = IpAddr::from([203, 0, 113, stranger]);
        let enrolment = landlord.enrolment(DURAND).await;
        for n in 0..PHONE_NUMBERS_PER_TENANT[0].events {
            let mobile = format!("06 39 98 01 {n:02}");
            landlord.complete_phone(&enrolment, &mobile).await;
        }
        for _ in 0..LETTER_CODE_TRIES {
            landlord
                .complete_letter(&enrolment, WRONG_LETTER, NEW_MOBILE)
                .await;
        }
    }
    landlord.address = home;
    let letter = landlord.letter(DURAND).await;
    let enrolment = landlord.enrolment(DURAND).await;
    let sent = landlord.complete_letter(&enrolment, &letter, NEW_MOBILE).await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
    let code = landlord.sms_code().await;
    assert_eq!(landlord.try_code(&enrolment, &code).await.status, StatusCode::OK);
}

#[tokio::test]
async fn s1_a_confirmed_number_stands_until_the_rent_system_changes_it() {
    let mut landlord = Landlord::open().await;
    let letter = landlord.letter(DURAND).await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_letter(&enrolment, &letter, NEW_MOBILE).await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    landlord.sms().await;

    let on_file = async |landlord: &Landlord| {
        let robot_check = landlord.solved_robot_check(DURAND).await;
        let opening = serde_json::json!({ "tenantCode": DURAND, "robotCheck": robot_check });
        let body = landlord.post("/v1/enrolments", None, opening).await.json();
        body["maskedPhone"]["display"]
            .as_str()
            .expect("a mask")
            .to_owned()
    };
    landlord.import_with_durand_mobile(DURAND_MOBILE).await;
    assert_eq!(on_file(&landlord).await, "06*****64", "the same export again");
    landlord.import_with_durand_mobile("06 39 98 00 65").await;
    assert_eq!(on_file(&landlord).await, "06*****65", "a new number");
    landlord.import_with_durand_mobile(DURAND_MOBILE).await;
    assert_eq!(
        on_file(&landlord).await,
        "06*****61",
        "and back: the export's word"
    );
}

#[tokio::test]
async fn s2_a_letter_sends_codes_to_a_limited_number_of_phones() {
    let landlord = Landlord::open().await;
    let letter = landlord.letter(DURAND).await;
    let enrolment = landlord.enrolment(DURAND).await;
    for last in 64..64 + PHONE_NUMBERS_PER_TENANT[0].events {
        let mobile = format!("06 39 98 00 {last}");
        let sent = landlord.complete_letter(&enrolment, &letter, &mobile).await;
        assert_eq!(sent.status, StatusCode::ACCEPTED);
    }
    let refused = landlord
        .complete_letter(&enrolment, &letter, "06 39 98 00 99")
        .await;
    assert_eq!(refused.problem(), "too-many-attempts");
}
