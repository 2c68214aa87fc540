//! Notices and mails: whoever changes something again and again sends few of them.

use axum::http::{Method, StatusCode};
use landlord::figures::{
    EMAIL_CHANGES_PER_TENANT, FREQUENT_NOTICES, GUESSING_NOTICES_OF_SERVICE, HOUR, MAILS_PER_TENANT,
    SMS_RESEND_SECONDS, WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES,
};
use serde_json::{Value, json};

use super::{ask_for_code, multiply};
use crate::{
    account::SignedIn,
    service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PASSWORD},
    sign_in_attacks::{WRONG, address},
};

#[tokio::test]
async fn s23_a_password_changed_in_a_loop_sends_one_text_message_an_hour() {
    let mut tenant = SignedIn::open().await;
    let change = json!({ "currentPassword": PASSWORD, "newPassword": PASSWORD });
    for mail in 2..=5 {
        let changed = tenant.ask(Method::PUT, "/password", change.clone()).await;
        assert_eq!(changed.status, StatusCode::NO_CONTENT);
        tenant.landlord.mail(mail).await;
    }
    let notice = tenant.landlord.sms().await;
    assert!(notice.text.contains("mot de passe a changé"), "{}", notice.text);
    // The next message is another one.
    ask_for_code(&tenant.landlord, LEFEBVRE, LEFEBVRE_MOBILE).await;
    assert_eq!(tenant.landlord.sms().await.to.national(), LEFEBVRE_MOBILE);

    tenant.landlord.wait(HOUR);
    let again = tenant.landlord.enrolment_for("passwordReset", DURAND).await;
    tenant.landlord.complete_phone(&again, DURAND_MOBILE).await;
    let code = tenant.landlord.sms_code().await;
    tenant.landlord.try_code(&again, &code).await;
    tenant.landlord.reset_password(&again, "Prunier jaune 17").await;
    let notice = tenant.landlord.sms().await;
    assert!(notice.text.contains("mot de passe a changé"), "{}", notice.text);
}

#[tokio::test]
async fn s23_an_address_changes_a_few_times_a_day() {
    let tenant = SignedIn::open().await;
    tenant.type_password(PASSWORD).await;
    let [daily] = EMAIL_CHANGES_PER_TENANT;
    for n in 0..daily.events {
        let email = json!({ "email": format!("autre{n}@exemple.fr") });
        let changed = tenant.ask(Method::PUT, "/email", email).await;
        assert_eq!(changed.status, StatusCode::NO_CONTENT, "{n}");
    }
    let email = json!({ "email": "encore@exemple.fr" });
    let refused = tenant.ask(Method::PUT, "/email", email).await;
    assert_eq!(refused.problem(), "too-many-attempts");
    let kept = tenant.read("").await;
    assert_eq!(kept["email"], "jeanne.durand@exemple.fr");
    assert_eq!(
        kept["pendingEmail"]["email"],
        format!("autre{}@exemple.fr", daily.events - 1)
    );
    let mails = tenant.landlord.mails().await;
    let to_strangers = mails.iter().filter(|mail| mail.to.as_str().starts_with("autre"));
    let asked = usize::try_from(daily.events).expect("small");
    assert_eq!(to_strangers.count(), asked, "one each");
}

#[tokio::test]
async fn s23_a_notice_with_a_link_counts_as_two_messages() {
    for (mut landlord, notices) in [(Landlord::open().await, 3), (Landlord::published().await, 2)] {
        let access = landlord.signed_in(DURAND, DURAND_MOBILE).await;
        landlord.wait(SMS_RESEND_SECONDS + 1);
        let tenant = SignedIn { landlord, access };
        let change = json!({ "currentPassword": PASSWORD, "newPassword": PASSWORD });
        tenant.ask(Method::PUT, "/password", change).await;
        tenant.landlord.letter(DURAND).await;
        tenant.type_password(PASSWORD).await;
        tenant.ask(Method::DELETE, "", json!({})).await;
        // The mail always leaves.
        let deleted = tenant.landlord.mail_to("jeanne.durand@exemple.fr").await;
        assert_eq!(deleted.subject, "Votre compte est supprimé");
        let sent = tenant.landlord.service.sms_captured().len();
        assert_eq!(sent, 1 + notices, "and the code of the sign-up");
    }
}

#[tokio::test]
async fn s23_signing_in_in_a_loop_leaves_mails_for_what_is_worse() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let [daily] = MAILS_PER_TENANT;
    for _ in 0..daily.events {
        landlord.sign_in(DURAND, PASSWORD).await;
    }
    let devices = landlord.mails().await;
    let told = devices
        .iter()
        .filter(|mail| mail.subject.contains("nouvel appareil"));
    let [frequent] = FREQUENT_NOTICES;
    assert_eq!(told.count(), usize::try_from(frequent.events).expect("small"));
    landlord.letter(DURAND).await;
    let last = landlord.mail_to("jeanne.durand@exemple.fr").await;
    assert_eq!(last.subject, "Un courrier avec un code a été demandé pour vous");
}

/// Changes something as often as a tenant has mails a day.
async fn change_in_a_loop(tenant: &SignedIn, path: &str, change: impl Fn(i64) -> Value) {
    tenant.type_password(PASSWORD).await;
    let [daily] = MAILS_PER_TENANT;
    for n in 0..daily.events {
        let changed = tenant.ask(Method::PUT, path, change(n)).await;
        assert_eq!(changed.status, StatusCode::NO_CONTENT, "{n}");
    }
}

#[tokio::test]
async fn s23_landlines_in_a_loop_leave_mails_for_what_is_worse() {
    let tenant = SignedIn::open().await;
    let landline = |n| json!({ "landline": format!("03 21 45 67 {n:02}") });
    change_in_a_loop(&tenant, "/landline", landline).await;
    let change = json!({ "currentPassword": PASSWORD, "newPassword": PASSWORD });
    tenant.ask(Method::PUT, "/password", change).await;
    let last = tenant.landlord.mail_to("jeanne.durand@exemple.fr").await;
    assert_eq!(last.subject, "Votre mot de passe a changé");
}

#[tokio::test]
async fn s25_a_notice_that_is_withheld_leaves_no_link_behind() {
    let mut landlord = Landlord::published().await;
    let access = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let tenant = SignedIn { landlord, access };
    let same = |_| json!({ "currentPassword": PASSWORD, "newPassword": PASSWORD });
    change_in_a_loop(&tenant, "/password", same).await;
    let count = "SELECT count(*) FROM closing_links";
    let links = async || -> i64 {
        let counted = sqlx::query_scalar(count).fetch_one(tenant.landlord.service.pool());
        counted.await.expect("a number")
    };
    let kept = links().await;
    tenant.ask(Method::PUT, "/password", same(0)).await;
    assert_eq!(links().await, kept);
}

#[tokio::test]
async fn s23_who_names_an_address_does_not_use_up_the_mails_of_its_owner() {
    let mut owner = SignedIn::open().await;
    let address = "jeanne.durand@exemple.fr";
    let code = contract::SmsCode::parse(&owner.landlord.mail_to(address).await.text).expect("a code");
    let confirmed = json!({ "code": code.expose() });
    let confirmed = owner.ask(Method::POST, "/changes/code", confirmed).await;
    assert_eq!(confirmed.status, StatusCode::NO_CONTENT);

    // Signs up with the same address, whose code never comes back.
    let access = owner.landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let stranger = SignedIn {
        landlord: owner.landlord,
        access,
    };
    let same = json!({ "currentPassword": PASSWORD, "newPassword": PASSWORD });
    change_in_a_loop(&stranger, "/password", |_| same.clone()).await;
    owner.landlord = stranger.landlord;
    owner.type_password(PASSWORD).await;
    owner
        .ask(Method::PUT, "/landline", json!({ "landline": "03 21 45 67 89" }))
        .await;
    let last = owner.landlord.mail_to(address).await;
    assert_eq!(last.subject, "Votre téléphone fixe a changé");
}

/// Sends so many wrong passwords from everywhere that their tenant is told.
async fn guess(landlord: &mut Landlord, code: &str) {
    let home = landlord.address;
    for n in 0..=WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES[0].events {
        landlord.address = address(n.try_into().expect("an octet"));
        landlord.sign_in(code, WRONG).await;
    }
    landlord.address = home;
}

/// Who was told by text message that somebody guesses.
async fn told_of_guessing(landlord: &Landlord) -> Vec<String> {
    landlord.service.messages_handed_over().await;
    let mut sent = landlord.service.sms_captured();
    sent.reverse();
    sent.retain(|sms| sms.text.contains("deviner votre mot de passe"));
    sent.iter().map(|sms| sms.to.national()).collect()
}

#[tokio::test]
async fn s23_guessing_does_not_use_up_the_messages_about_what_is_worse() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.sign_up(LEFEBVRE, LEFEBVRE_MOBILE).await;
    guess(&mut landlord, DURAND).await;
    let [hourly] = GUESSING_NOTICES_OF_SERVICE;
    multiply(&landlord, "any-guessing-notice", hourly.events).await;
    guess(&mut landlord, LEFEBVRE).await;
    assert_eq!(told_of_guessing(&landlord).await, [DURAND_MOBILE]);

    landlord.wait(hourly.window);
    landlord.address = address(200);
    landlord.sign_in(LEFEBVRE, WRONG).await;
    assert_eq!(
        told_of_guessing(&landlord).await,
        [DURAND_MOBILE, LEFEBVRE_MOBILE],
        "told later"
    );
}
