//! « Ce n’est pas moi » (S25): the link of a notice closes the account to everybody, until the agency opens it again.

mod at_counter;
mod tried_codes;

use std::net::IpAddr;

use axum::http::{Method, StatusCode, header};
use contract::TenantCode;
use landlord::figures::{
    CLOSING_LINK_DAYS, CLOSURES_PER_SOURCE, DAY, HOUR, SMS_RESEND_SECONDS,
    WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES,
};
use serde_json::json;

use crate::{
    account::SignedIn,
    service::{
        Answer, DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PASSWORD, PUBLIC_ADDRESS, UNKNOWN,
    },
};

const OTHER_PASSWORD: &str = "Prunier jaune 17";
const NEW_MOBILE: &str = "06 39 98 00 64";

/// The token of the link in a message.
fn token_in(text: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("{PUBLIC_ADDRESS}/ce-n-est-pas-moi#"))?;
    let token: String = rest
        .chars()
        .take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '-' || *sign == '_')
        .collect();
    Some(token)
}

async fn use_link(landlord: &Landlord, token: &str) -> Answer {
    landlord
        .post("/v1/closures", None, json!({ "token": token }))
        .await
}

/// A registered tenant whose address is confirmed, and the link of the notice of another password.
async fn with_link() -> (SignedIn, String) {
    let mut landlord = Landlord::published().await;
    let access = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let mail = landlord.mail_to("jeanne.durand@exemple.fr").await;
    let code = contract::SmsCode::parse(&mail.text).expect("a code");
    landlord.wait(SMS_RESEND_SECONDS + 1);
    let mut tenant = SignedIn { landlord, access };
    tenant
        .ask(Method::POST, "/changes/code", json!({ "code": code.expose() }))
        .await;
    let change = json!({ "currentPassword": PASSWORD, "newPassword": OTHER_PASSWORD });
    tenant.ask(Method::PUT, "/password", change).await;
    let notice = tenant.landlord.sms().await;
    let token = token_in(&notice.text).expect("a link");
    (tenant, token)
}

fn code_of(tenant_code: &str) -> TenantCode {
    TenantCode::parse(tenant_code).expect("a tenant code")
}

#[tokio::test]
async fn s25_the_link_of_a_notice_closes_the_account_to_everybody() {
    let (mut tenant, token) = with_link().await;
    let enrolment = tenant.landlord.enrolment_for("passwordReset", DURAND).await;
    tenant.landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = tenant.landlord.sms_code().await;
    let letter = tenant.landlord.letter(DURAND).await;

    let closed = use_link(&tenant.landlord, &token).await;
    assert_eq!(closed.status, StatusCode::NO_CONTENT);

    // Whoever was in is out.
    let session = tenant.landlord.get("/v1/account", Some(&tenant.access)).await;
    assert_eq!(session.problem(), "session-ended");
    // What was under way has ended.
    let tried = tenant.landlord.try_code(&enrolment, &code).await;
    assert_eq!(tried.problem(), "enrolment-ended");
    let by_letter = tenant.landlord.enrolment_for("passwordReset", DURAND).await;
    let tried = tenant
        .landlord
        .complete_letter(&by_letter, &letter, NEW_MOBILE)
        .await;
    assert_eq!(tried.problem(), "letter-code-wrong");
    // Nobody comes in again.
    let wrong = tenant.landlord.sign_in(DURAND, PASSWORD).await;
    assert_eq!(wrong.problem(), "credentials-wrong");
    let right = tenant.landlord.sign_in(DURAND, OTHER_PASSWORD).await;
    assert_eq!(
        (right.status, right.problem().as_str()),
        (StatusCode::FORBIDDEN, "account-closed")
    );
    assert_eq!(right.json()["telephone"], "03 53 01 00 01");
    let letter = tenant
        .landlord
        .service
        .letter_admin()
        .issue(&code_of(DURAND))
        .await;
    assert!(letter.is_err(), "no letter either");
}

#[tokio::test]
async fn s25_a_closing_is_told_to_the_tenant_and_to_the_agency() {
    let (mut tenant, token) = with_link().await;
    use_link(&tenant.landlord, &token).await;
    let sms = tenant.landlord.sms().await;
    assert_eq!(sms.to.national(), DURAND_MOBILE);
    assert!(sms.text.contains("votre compte est fermé"), "{}", sms.text);
    assert_eq!(token_in(&sms.text), None);
    let mail = tenant.landlord.mail_to("jeanne.durand@exemple.fr").await;
    assert_eq!(mail.subject, "Votre compte est fermé");
    let agency = tenant.landlord.mail_to("lens@exemple.fr").await;
    assert!(agency.text.contains("Jeanne DURAND"), "{}", agency.text);
    assert!(!agency.text.contains(DURAND), "{}", agency.text);
}

#[tokio::test]
async fn s25_a_closed_account_gets_no_code_and_strangers_see_no_difference() {
    let (mut tenant, token) = with_link().await;
    use_link(&tenant.landlord, &token).await;
    tenant.landlord.sms().await;
    let mut answers = Vec::new();
    for (code, mobile) in [(DURAND, DURAND_MOBILE), (UNKNOWN, "06 39 98 00 63")] {
        let enrolment = tenant.landlord.enrolment(code).await;
        let sent = tenant.landlord.complete_phone(&enrolment, mobile).await;
        answers.push((sent.status, sent.bytes));
    }
    assert_eq!(answers[0], answers[1]);
    // The next message is for somebody else.
    let enrolment = tenant.landlord.enrolment(LEFEBVRE).await;
    tenant.landlord.complete_phone(&enrolment, LEFEBVRE_MOBILE).await;
    assert_eq!(tenant.landlord.sms().await.to.national(), LEFEBVRE_MOBILE);
}

#[tokio::test]
async fn s25_a_link_works_once_for_a_month_and_an_unknown_one_looks_alike() {
    let (tenant, token) = with_link().await;
    let unknown = use_link(&tenant.landlord, "AAAAAAAAAAAAAA").await;
    assert_eq!(unknown.status, StatusCode::NO_CONTENT);
    tenant.landlord.wait(CLOSING_LINK_DAYS * DAY);
    let late = use_link(&tenant.landlord, &token).await;
    assert_eq!((late.status, late.bytes), (unknown.status, unknown.bytes));
    assert_eq!(
        tenant.landlord.sign_in(DURAND, OTHER_PASSWORD).await.status,
        StatusCode::CREATED
    );

    let (tenant, token) = with_link().await;
    use_link(&tenant.landlord, &token).await;
    let admin = tenant.landlord.service.tenant_admin();
    admin.unblock(&code_of(DURAND)).await.expect("opened");
    use_link(&tenant.landlord, &token).await;
    let again = tenant.landlord.sign_in(DURAND, OTHER_PASSWORD).await;
    assert_eq!(again.problem(), "sms-code-required", "the link is spent");
}

#[tokio::test]
async fn s25_what_opens_the_link_of_a_mail_closes_nothing() {
    let (tenant, token) = with_link().await;
    let mail = tenant.landlord.mail_to("jeanne.durand@exemple.fr").await;
    assert_eq!(token_in(&mail.text), Some(token));
    let page = tenant.landlord.get("/ce-n-est-pas-moi", None).await;
    assert_eq!(page.status, StatusCode::OK);
    let policy = page.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .expect("text");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    let html = String::from_utf8(page.bytes).expect("UTF-8");
    assert!(html.contains("\"ce-n-est-pas-moi/page.js\"") && html.contains("id=\"closing\""));
    assert!(!html.contains('{'), "{html}");
    let script = tenant.landlord.get("/ce-n-est-pas-moi/page.js", None).await;
    assert_eq!(script.status, StatusCode::OK);
    let got = tenant.landlord.get("/v1/closures", None).await;
    assert_eq!(got.status, StatusCode::METHOD_NOT_ALLOWED);
    tenant.read("").await;
}

#[tokio::test]
async fn s25_a_source_closes_a_few_accounts_an_hour() {
    let mut landlord = Landlord::published().await;
    let [hourly] = CLOSURES_PER_SOURCE;
    for _ in 0..hourly.events {
        assert_eq!(
            use_link(&landlord, "AAAAAAAAAAAAAA").await.status,
            StatusCode::NO_CONTENT
        );
    }
    assert_eq!(
        use_link(&landlord, "AAAAAAAAAAAAAA").await.problem(),
        "too-many-attempts"
    );
    landlord.address = IpAddr::from([198, 51, 100, 8]);
    assert_eq!(
        use_link(&landlord, "AAAAAAAAAAAAAA").await.status,
        StatusCode::NO_CONTENT
    );
    landlord.address = IpAddr::from([198, 51, 100, 7]);
    landlord.wait(HOUR);
    assert_eq!(
        use_link(&landlord, "AAAAAAAAAAAAAA").await.status,
        StatusCode::NO_CONTENT
    );
}

#[tokio::test]
async fn s25_an_address_that_is_not_confirmed_gets_no_link() {
    let mut landlord = Landlord::published().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(SMS_RESEND_SECONDS + 1);
    landlord.sign_in(DURAND, PASSWORD).await;
    let mail = landlord.mail_to("jeanne.durand@exemple.fr").await;
    assert_eq!(mail.subject, "Un nouvel appareil s’est connecté");
    assert_eq!(token_in(&mail.text), None, "{}", mail.text);
}

/// Comes back an hour later, when text messages may leave again, and types the password.
async fn come_back(tenant: &mut SignedIn) {
    tenant.landlord.wait(HOUR);
    let tokens = tenant.landlord.sign_in(DURAND, OTHER_PASSWORD).await.json();
    tenant.access = tokens["accessToken"].as_str().expect("a token").to_owned();
    tenant.type_password(OTHER_PASSWORD).await;
}

#[tokio::test]
async fn s25_each_of_these_is_told() {
    let (mut tenant, _) = with_link().await;
    tenant.type_password(OTHER_PASSWORD).await;
    tenant
        .ask(Method::PUT, "/landline", json!({ "landline": "03 21 45 67 89" }))
        .await;
    come_back(&mut tenant).await;
    tenant.landlord.letter(DURAND).await;
    come_back(&mut tenant).await;
    tenant.ask(Method::DELETE, "", json!({})).await;
    let mails = tenant.landlord.mails().await;
    for subject in [
        "Votre mot de passe a changé",
        "Votre téléphone fixe a changé",
        "Un nouvel appareil s’est connecté",
        "Un courrier avec un code a été demandé pour vous",
        "Votre compte est supprimé",
    ] {
        assert!(mails.iter().any(|mail| mail.subject == subject), "{subject}");
    }
    // By SMS as well, but for the landline and the device: the letter and the deletion.
    let letter = tenant.landlord.any_sms().await;
    assert!(
        letter.text.contains("un courrier avec un code"),
        "{}",
        letter.text
    );
    let deleted = tenant.landlord.any_sms().await;
    assert!(
        deleted.text.contains("votre compte a été supprimé"),
        "{}",
        deleted.text
    );
    // Deleting the account does not take the link's power.
    use_link(&tenant.landlord, &token_in(&deleted.text).expect("a link")).await;
    let closed = tenant.landlord.any_sms().await;
    assert!(closed.text.contains("votre compte est fermé"), "{}", closed.text);
    let shown = tenant
        .landlord
        .service
        .tenant_admin()
        .show(&code_of(DURAND))
        .await;
    let shown = shown.expect("shown").to_string();
    assert!(
        shown.contains("Aucun compte") && shown.contains("Fermé à tous"),
        "{shown}"
    );
}

#[tokio::test]
async fn s7_guessing_is_told_once_a_day() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let [daily] = WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES;
    for guess in 0..daily.events + 3 {
        landlord.address = IpAddr::from([203, 0, 113, u8::try_from(guess).expect("small")]);
        landlord.sign_in(DURAND, OTHER_PASSWORD).await;
    }
    let mails = landlord.mails().await;
    let told = mails
        .iter()
        .filter(|mail| mail.subject.contains("deviner votre mot de passe"));
    assert_eq!(told.count(), 1);
    assert!(
        landlord
            .any_sms()
            .await
            .text
            .contains("deviner votre mot de passe")
    );
}

#[tokio::test]
async fn s25_an_operator_closes_opens_and_signs_out() {
    let (mut tenant, _) = with_link().await;
    let code = code_of(DURAND);
    let admin = tenant.landlord.service.tenant_admin();
    admin.sign_out(&code).await.expect("signed out");
    let out = tenant.landlord.get("/v1/account", Some(&tenant.access)).await;
    assert_eq!(out.problem(), "session-ended");
    admin.block(&code).await.expect("closed");
    let shown = admin.show(&code).await.expect("shown").to_string();
    assert!(shown.contains("Fermé à tous"), "{shown}");
    assert!(
        !shown.contains("jeanne.durand") && !shown.contains("39 98"),
        "{shown}"
    );
    let refused = tenant.landlord.sign_in(DURAND, OTHER_PASSWORD).await;
    assert_eq!(refused.problem(), "account-closed");
    // Text messages may leave again.
    tenant.landlord.wait(HOUR);
    admin.unblock(&code).await.expect("open");
    // Whoever had the password may still have it.
    let asked = tenant.landlord.sign_in(DURAND, OTHER_PASSWORD).await;
    assert_eq!(asked.problem(), "sms-code-required");
    tenant.landlord.sms().await;
    let reopened = tenant.landlord.sms().await;
    assert!(reopened.text.contains("rouvert"), "{}", reopened.text);
    let unknown = tenant
        .landlord
        .service
        .tenant_admin()
        .block(&code_of(UNKNOWN))
        .await;
    assert!(unknown.is_err());
}
