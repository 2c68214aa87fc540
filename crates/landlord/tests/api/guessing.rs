//! Guessing passwords over days, addresses and accounts (S7).

use std::net::{IpAddr, Ipv6Addr};

use axum::http::StatusCode;
use landlord::figures::{DAY, SMS_RESEND_SECONDS, WRONG_PASSWORDS_PER_ACCOUNT, WRONG_PASSWORDS_PER_ADDRESS};
use serde_json::json;

use crate::{
    service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD, UNKNOWN},
    sign_in_attacks::{WRONG, address, asks_for_sms, guess_from_everywhere, guessed, sign_in_with},
};

#[tokio::test]
async fn s7_a_password_that_was_guessed_needs_the_sms_the_day_after_too() {
    let mut landlord = guessed().await;
    // The thief knows now that the password is right, and waits.
    asks_for_sms(&landlord).await;
    landlord.wait(3 * DAY);
    asks_for_sms(&landlord).await;

    landlord.sms().await;
    let code = json!({ "smsCode": landlord.sms_code().await });
    let with_code = sign_in_with(&landlord, DURAND, PASSWORD, code).await;
    assert_eq!(with_code.status, StatusCode::CREATED);
    landlord.address = address(201);
    assert_eq!(
        landlord.sign_in(DURAND, PASSWORD).await.status,
        StatusCode::CREATED,
        "a right code ends the question"
    );
}

#[tokio::test]
async fn s7_the_question_stays_where_no_sms_could_be_sent() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.import_with_durand_mobile("").await;
    guess_from_everywhere(&mut landlord).await;
    landlord.address = address(200);
    for _ in 0..2 {
        asks_for_sms(&landlord).await;
        landlord.wait(2 * DAY);
    }
}

#[tokio::test]
async fn s7_another_password_ends_the_question_for_an_sms_code() {
    let mut landlord = guessed().await;
    landlord.sign_in(DURAND, PASSWORD).await;
    landlord.sms().await;
    landlord.wait(DAY);
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    landlord.reset_password(&enrolment, WRONG).await;
    assert_eq!(landlord.sign_in(DURAND, WRONG).await.status, StatusCode::CREATED);
}

/// Sends as many wrong passwords for a tenant code as an account has, each from another address.
async fn fill_account(landlord: &mut Landlord, code: &str) {
    for n in 0..WRONG_PASSWORDS_PER_ACCOUNT[0].events {
        landlord.address = address(n.try_into().expect("an octet"));
        assert_eq!(landlord.sign_in(code, WRONG).await.problem(), "credentials-wrong");
    }
}

#[tokio::test]
async fn s7_an_account_has_a_maximum_over_all_addresses_and_no_device_waits() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let mut refusals = Vec::new();
    for code in [DURAND, UNKNOWN] {
        fill_account(&mut landlord, code).await;
        landlord.address = address(200);
        let refused = landlord.sign_in(code, PASSWORD).await;
        assert_eq!(refused.problem(), "too-many-attempts");
        refusals.push(refused.bytes);
    }
    assert_eq!(refusals[0], refusals[1], "nobody looks like a tenant");

    let device = json!({ "deviceToken": tokens["deviceToken"] });
    let at_home = sign_in_with(&landlord, DURAND, PASSWORD, device).await;
    assert_eq!(at_home.status, StatusCode::CREATED);
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.wait(SMS_RESEND_SECONDS + 1);
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    assert_eq!(
        landlord.try_code(&enrolment, &code).await.status,
        StatusCode::OK,
        "the reset stays open"
    );
}

/// Tries a password on the `n`th of many tenant codes.
async fn spray(landlord: &Landlord, n: i64) -> String {
    let code = format!("{:015}", 300_000_000_000_000 + n);
    landlord.sign_in(&code, WRONG).await.problem()
}

#[tokio::test]
async fn s7_an_address_has_a_maximum_over_all_accounts_and_right_ones_cost_none() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let [most] = WRONG_PASSWORDS_PER_ADDRESS;
    for n in 0..most.events {
        assert_eq!(spray(&landlord, n).await, "credentials-wrong", "{n}");
        if n % 10 == 0 {
            let right = landlord.sign_in(DURAND, PASSWORD).await;
            assert_eq!(right.status, StatusCode::CREATED);
        }
    }
    assert_eq!(spray(&landlord, most.events).await, "too-many-attempts");
    let device = json!({ "deviceToken": tokens["deviceToken"] });
    let known = sign_in_with(&landlord, DURAND, PASSWORD, device).await;
    assert_eq!(known.status, StatusCode::CREATED, "a known device does not wait");
    landlord.address = address(1);
    assert_eq!(spray(&landlord, most.events).await, "credentials-wrong");
    landlord.address = IpAddr::from([198, 51, 100, 7]);
    landlord.wait(most.window);
    assert_eq!(spray(&landlord, most.events).await, "credentials-wrong");
}

#[tokio::test]
async fn s7_a_network_of_ipv6_has_a_maximum_over_all_its_addresses() {
    let mut landlord = Landlord::open().await;
    let at = |site: u16, network: u16| {
        IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 7, (site << 8) | network, 0, 0, 0, 1))
    };
    let [most] = WRONG_PASSWORDS_PER_ADDRESS;
    let mut n = 0;
    // A /56 has twice as many as a /64, and a /48 twice as many as that (S23).
    for of_customer in 0..2 {
        for tried in 0..2 * most.events {
            landlord.address = at(of_customer, u16::try_from(tried).expect("few"));
            assert_eq!(spray(&landlord, n).await, "credentials-wrong", "{n}");
            n += 1;
        }
        landlord.address = at(of_customer, 0xff);
        assert_eq!(spray(&landlord, n).await, "too-many-attempts", "the /56");
    }
    landlord.address = at(0xff, 0);
    assert_eq!(spray(&landlord, n).await, "too-many-attempts", "the /48");
    landlord.address = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 8, 0, 0, 0, 0, 1));
    assert_eq!(spray(&landlord, n).await, "credentials-wrong");
}
