//! A tenant with an account is told that strangers try the SMS codes of a reset (S25).

use std::net::IpAddr;

use axum::http::StatusCode;
use landlord::figures::{DAY, GUESSING_NOTICES_OF_SERVICE, SMS_CODE_TRIES, WRONG_SMS_CODES_PER_TENANT};

use super::{OTHER_PASSWORD, token_in, use_link, with_link};
use crate::{
    budgets::{enrolment_at_home, multiply},
    enumeration::{Looks, looks},
    service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PETIT, UNKNOWN},
    sign_in_attacks::guess_from_everywhere,
};

/// Rounds of wrong codes that a day takes for one number.
const ROUNDS: i64 = WRONG_SMS_CODES_PER_TENANT[0].events / SMS_CODE_TRIES;

/// Tries wrong codes in an enrolment of a stranger at the `n`th address. Returns what the answers look like.
async fn try_codes(landlord: &mut Landlord, n: u8, (code, mobile): (&str, &str), tries: i64) -> Vec<Looks> {
    let home = landlord.address;
    landlord.address = IpAddr::from([203, 0, 113, n]);
    let enrolment = landlord.enrolment_for("passwordReset", code).await;
    let asked = landlord.complete_phone(&enrolment, mobile).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED);
    let mut seen = Vec::new();
    for _ in 0..tries {
        seen.push(looks(&landlord.try_code(&enrolment, "000000").await));
    }
    landlord.address = home;
    seen
}

/// The texts of the mails that tell of tried codes.
async fn told(landlord: &Landlord) -> Vec<String> {
    let mails = landlord.mails().await.into_iter();
    let told = mails.filter(|mail| mail.subject.contains("deviner vos codes SMS"));
    told.map(|mail| mail.text).collect()
}

#[tokio::test]
async fn s25_tried_codes_are_told_once_a_day_by_mail_with_the_link() {
    let (tenant, _) = with_link().await;
    let mut landlord = tenant.landlord;
    let durand = (DURAND, DURAND_MOBILE);
    landlord.wait(DAY);
    try_codes(&mut landlord, 1, durand, SMS_CODE_TRIES - 1).await;
    assert_eq!(told(&landlord).await.len(), 0, "as somebody who mistypes");
    for n in 2..=u8::try_from(ROUNDS).expect("few") {
        try_codes(&mut landlord, n, durand, SMS_CODE_TRIES).await;
        assert_eq!(told(&landlord).await.len(), 1);
    }
    landlord.wait(DAY);
    try_codes(&mut landlord, 1, durand, SMS_CODE_TRIES).await;
    let mails = told(&landlord).await;
    assert_eq!(mails.len(), 2);
    // The telephone has had the codes: nothing more makes it ring.
    let sent = landlord.service.sms_captured();
    assert!(sent.iter().all(|sms| !sms.text.contains("deviner")));

    let link = token_in(&mails[1]).expect("a link");
    assert_eq!(use_link(&landlord, &link).await.status, StatusCode::NO_CONTENT);
    let closed = landlord.sign_in(DURAND, OTHER_PASSWORD).await;
    assert_eq!(closed.problem(), "account-closed");
}

#[tokio::test]
async fn s25_codes_for_another_number_alarm_nobody() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(DAY);
    try_codes(&mut landlord, 1, (DURAND, LEFEBVRE_MOBILE), SMS_CODE_TRIES).await;
    // Nothing of somebody without an account is at stake yet.
    try_codes(&mut landlord, 2, (LEFEBVRE, LEFEBVRE_MOBILE), SMS_CODE_TRIES).await;
    assert_eq!(told(&landlord).await.len(), 0);
    // It uses up nothing of the notice that is worth something.
    try_codes(&mut landlord, 3, (DURAND, DURAND_MOBILE), SMS_CODE_TRIES).await;
    assert_eq!(told(&landlord).await.len(), 1);
}

#[tokio::test]
async fn s25_wrong_codes_on_a_known_device_alarm_nobody() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(DAY);
    let at_home = enrolment_at_home(&landlord, &tokens["deviceToken"]).await;
    landlord.complete_phone(&at_home, DURAND_MOBILE).await;
    for _ in 0..SMS_CODE_TRIES {
        landlord.try_code(&at_home, "000000").await;
    }
    assert_eq!(told(&landlord).await.len(), 0);
}

#[tokio::test]
async fn s2_s25_tried_codes_look_alike_whoever_is_told() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(DAY);
    let mut seen = Vec::new();
    for (n, person) in [
        (1, (DURAND, DURAND_MOBILE)),
        (2, (DURAND, LEFEBVRE_MOBILE)),
        (3, (LEFEBVRE, LEFEBVRE_MOBILE)),
        (4, (PETIT, "06 39 98 00 63")),
        (5, (UNKNOWN, "06 39 98 00 64")),
    ] {
        seen.push(try_codes(&mut landlord, n, person, SMS_CODE_TRIES).await);
        // The same count is kept for everybody.
        landlord.service.messages_handed_over().await;
        let counted = "SELECT count(*) FROM counted_events WHERE kind = 'guessing-notice'";
        let counted = sqlx::query_scalar::<_, i64>(counted).fetch_one(landlord.service.pool());
        assert_eq!(counted.await.expect("a number"), i64::from(n));
    }
    assert!(seen.iter().all(|looks| *looks == seen[0]));
    assert_eq!(told(&landlord).await.len(), 1);
}

#[tokio::test]
async fn s23_s25_tried_codes_use_up_no_notice_of_guessed_passwords() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.sign_up(LEFEBVRE, LEFEBVRE_MOBILE).await;
    landlord.wait(DAY);
    try_codes(&mut landlord, 1, (DURAND, DURAND_MOBILE), SMS_CODE_TRIES).await;
    assert_eq!(told(&landlord).await.len(), 1);
    let [hourly] = GUESSING_NOTICES_OF_SERVICE;
    multiply(&landlord, "any-guessing-notice", hourly.events).await;
    try_codes(&mut landlord, 2, (LEFEBVRE, LEFEBVRE_MOBILE), SMS_CODE_TRIES).await;
    assert_eq!(told(&landlord).await.len(), 1, "withheld");
    guess_from_everywhere(&mut landlord).await;
    let mails = landlord.mails().await;
    let passwords = mails
        .iter()
        .filter(|mail| mail.subject.contains("deviner votre mot de passe"));
    assert_eq!(passwords.count(), 1);

    landlord.wait(hourly.window);
    try_codes(&mut landlord, 3, (LEFEBVRE, LEFEBVRE_MOBILE), 1).await;
    assert_eq!(told(&landlord).await.len(), 2, "told later");
}
