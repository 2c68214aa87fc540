//! *Mon profil* (S7, S8, RGPD).

use axum::http::{Method, StatusCode};
use landlord::figures::{
    DRAWINGS_QUEUED, MINUTE, REAUTHENTICATION_MINUTES, SMS_RESEND_SECONDS, WRONG_PASSWORDS_BEFORE_PAUSE,
};
use serde_json::{Value, json};

use crate::service::{Answer, DURAND, DURAND_MOBILE, Landlord, PASSWORD};

const NEW_MOBILE: &str = "06 39 98 00 64";
const OTHER_PASSWORD: &str = "Prunier jaune 17";

/// A signed-in tenant and the service.
pub struct SignedIn {
    pub landlord: Landlord,
    pub access: String,
}

impl SignedIn {
    pub async fn open() -> Self {
        let mut landlord = Landlord::open().await;
        let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
        let access = tokens["accessToken"].as_str().expect("a token").to_owned();
        landlord.wait(SMS_RESEND_SECONDS + 1);
        Self { landlord, access }
    }

    pub async fn ask(&self, method: Method, path: &str, body: Value) -> Answer {
        let path = format!("/v1/account{path}");
        self.landlord
            .ask(method, &path, Some(&self.access), &[], Some(body))
            .await
    }

    pub async fn read(&self, path: &str) -> Value {
        let answer = self
            .landlord
            .get(&format!("/v1/account{path}"), Some(&self.access))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer.json()
    }

    pub async fn type_password(&self, password: &str) -> Answer {
        let body = json!({ "password": password });
        self.ask(Method::POST, "/reauthentication", body).await
    }
}

#[tokio::test]
async fn a_tenant_reads_their_account_with_the_mobile_masked() {
    let tenant = SignedIn::open().await;
    let account = tenant.read("").await;
    assert_eq!(account["email"], "jeanne.durand@exemple.fr");
    assert_eq!(account["landline"], Value::Null);
    assert_eq!(account["mobile"]["display"], "06*****61");
    assert_eq!(account["consents"]["mails"]["given"], false);
    assert_eq!(account["consents"]["electronicReceipts"]["given"], true);
    assert_eq!(
        account["consents"]["electronicReceipts"]["since"],
        account["createdAt"]
    );
}

#[tokio::test]
async fn s8_sensitive_changes_need_the_password_typed_recently() {
    let tenant = SignedIn::open().await;
    let refused = async |tenant: &SignedIn| {
        for (method, path, body) in [
            (Method::PUT, "/email", json!({ "email": "autre@exemple.fr" })),
            (Method::PUT, "/landline", json!({ "landline": null })),
            (Method::POST, "/mobile", json!({ "mobile": NEW_MOBILE })),
            (Method::DELETE, "", json!({})),
            (Method::GET, "/export", json!({})),
            (Method::GET, "/export/pdf", json!({})),
        ] {
            let answer = tenant.ask(method, path, body).await;
            assert_eq!(
                (answer.status, answer.problem().as_str()),
                (StatusCode::FORBIDDEN, "reauthentication-required"),
                "{path}"
            );
        }
    };
    refused(&tenant).await;
    assert_eq!(
        tenant.type_password(OTHER_PASSWORD).await.problem(),
        "credentials-wrong"
    );
    refused(&tenant).await;
    let within = REAUTHENTICATION_MINUTES * MINUTE;
    assert_eq!(tenant.type_password(PASSWORD).await.json()["expiresIn"], within);
    tenant.landlord.wait(within);
    refused(&tenant).await;
    tenant.type_password(PASSWORD).await;
    tenant.landlord.wait(within - MINUTE);
    let landline = json!({ "landline": "03 21 45 67 89" });
    assert_eq!(
        tenant.ask(Method::PUT, "/landline", landline).await.status,
        StatusCode::NO_CONTENT
    );
    assert_ne!(tenant.read("").await["landline"], Value::Null);
}

#[tokio::test]
async fn s7_wrong_passwords_in_a_session_do_not_slow_sign_in() {
    let tenant = SignedIn::open().await;
    for _ in 0..WRONG_PASSWORDS_BEFORE_PAUSE {
        tenant.type_password(OTHER_PASSWORD).await;
    }
    assert_eq!(
        tenant.type_password(PASSWORD).await.problem(),
        "too-many-attempts"
    );
    assert_eq!(
        tenant.landlord.sign_in(DURAND, PASSWORD).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn s8_a_new_address_counts_once_its_code_came_back() {
    let tenant = SignedIn::open().await;
    tenant.type_password(PASSWORD).await;
    let asked = tenant
        .ask(Method::PUT, "/email", json!({ "email": "autre@exemple.fr" }))
        .await;
    assert_eq!(asked.status, StatusCode::NO_CONTENT);
    let account = tenant.read("").await;
    assert_eq!(account["email"], "jeanne.durand@exemple.fr");
    let pending = json!({
        "email": "autre@exemple.fr", "codeWanted": true, "countsFrom": null, "oldAddressDecides": false,
    });
    assert_eq!(account["pendingEmail"], pending);

    let mail = tenant.landlord.mail_to("autre@exemple.fr").await;
    assert_eq!(mail.subject, "Votre adresse e-mail à confirmer");
    let code = contract::SmsCode::parse(&mail.text).expect("a code");
    let wrong = if code.expose() == "000000" {
        "000001"
    } else {
        "000000"
    };
    let refused = tenant
        .ask(Method::POST, "/changes/code", json!({ "code": wrong }))
        .await;
    assert_eq!(refused.problem(), "sms-code-wrong");
    let code = json!({ "code": code.expose() });
    let taken = tenant.ask(Method::POST, "/changes/code", code.clone()).await;
    assert_eq!(taken.status, StatusCode::NO_CONTENT);
    let account = tenant.read("").await;
    assert_eq!(account["email"], "autre@exemple.fr");
    assert_eq!(
        (&account["emailConfirmed"], &account["pendingEmail"]),
        (&json!(true), &Value::Null)
    );
    let old = tenant.landlord.mail_to("jeanne.durand@exemple.fr").await;
    assert_eq!(old.subject, "Votre adresse e-mail a changé");
    let again = tenant.ask(Method::POST, "/changes/code", code).await;
    assert_eq!(again.problem(), "sms-code-expired");
}

#[tokio::test]
async fn s8_the_address_given_at_sign_up_is_confirmed_by_its_code() {
    let tenant = SignedIn::open().await;
    assert_eq!(tenant.read("").await["emailConfirmed"], false);
    let mail = tenant.landlord.mail_to("jeanne.durand@exemple.fr").await;
    let code = contract::SmsCode::parse(&mail.text).expect("a code");
    tenant
        .ask(Method::POST, "/changes/code", json!({ "code": code.expose() }))
        .await;
    assert_eq!(tenant.read("").await["emailConfirmed"], true);
    assert_eq!(
        tenant.landlord.mails().await.len(),
        1,
        "nobody else has to hear of it"
    );
}

#[tokio::test]
async fn s8_a_change_that_does_not_count_yet_can_be_dropped() {
    let tenant = SignedIn::open().await;
    tenant.type_password(PASSWORD).await;
    tenant
        .ask(Method::PUT, "/email", json!({ "email": "autre@exemple.fr" }))
        .await;
    let dropped = tenant.ask(Method::DELETE, "/changes/email", json!({})).await;
    assert_eq!(dropped.status, StatusCode::NO_CONTENT);
    assert_eq!(tenant.read("").await["pendingEmail"], Value::Null);
    for kind in ["email", "mobile", "landline"] {
        let path = format!("/changes/{kind}");
        let nothing = tenant.ask(Method::DELETE, &path, json!({})).await;
        assert_eq!(nothing.problem(), "not-found", "{kind}");
    }
}

#[tokio::test]
async fn s8_a_new_mobile_needs_its_code_and_notifies_the_old_one() {
    let mut tenant = SignedIn::open().await;
    tenant.type_password(PASSWORD).await;
    let sent = tenant
        .ask(Method::POST, "/mobile", json!({ "mobile": NEW_MOBILE }))
        .await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
    let message = tenant.landlord.sms().await;
    assert_eq!(message.to.national(), NEW_MOBILE);
    assert_eq!(tenant.read("").await["mobile"]["display"], "06*****61");
    let code = contract::SmsCode::parse(&message.text).expect("a code");
    let wrong = if code.expose() == "000000" {
        "000001"
    } else {
        "000000"
    };
    let refused = tenant
        .ask(Method::POST, "/mobile/code", json!({ "code": wrong }))
        .await;
    assert_eq!(refused.problem(), "sms-code-wrong");
    let code = json!({ "code": code.expose() });
    let confirmed = tenant.ask(Method::POST, "/mobile/code", code.clone()).await;
    assert_eq!(confirmed.status, StatusCode::NO_CONTENT);
    assert_eq!(tenant.read("").await["mobile"]["display"], "06*****64");
    assert_eq!(tenant.landlord.sms().await.to.national(), DURAND_MOBILE);
    assert_eq!(
        tenant.landlord.mail(2).await.subject,
        "Votre numéro de portable a changé"
    );
    let again = tenant.ask(Method::POST, "/mobile/code", code).await;
    assert_eq!(again.problem(), "sms-code-expired");
}

#[tokio::test]
async fn s8_a_new_password_ends_other_sessions_and_notifies() {
    let mut tenant = SignedIn::open().await;
    let elsewhere = tenant.landlord.sign_in(DURAND, PASSWORD).await.json();
    let wrong = json!({ "currentPassword": OTHER_PASSWORD, "newPassword": OTHER_PASSWORD });
    assert_eq!(
        tenant.ask(Method::PUT, "/password", wrong).await.problem(),
        "credentials-wrong"
    );
    for weak in ["court1A", "0639980061Aa!", "Jeanne.Durand62", "730961245Aa!"] {
        let change = json!({ "currentPassword": PASSWORD, "newPassword": weak });
        let refused = tenant.ask(Method::PUT, "/password", change).await;
        assert_eq!(refused.json()["fields"][0]["field"], "password", "{weak}");
    }
    let change = json!({ "currentPassword": PASSWORD, "newPassword": OTHER_PASSWORD });
    let changed = tenant.ask(Method::PUT, "/password", change).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    tenant.read("").await;
    let other = tenant
        .landlord
        .get("/v1/account", elsewhere["accessToken"].as_str())
        .await;
    assert_eq!(other.problem(), "session-ended");
    assert!(tenant.landlord.sms().await.text.contains("mot de passe a changé"));
    // After the code of the address, and the notice of the other device.
    let mail = tenant.landlord.mail(3).await;
    assert_eq!(mail.to.as_str(), "jeanne.durand@exemple.fr");
    assert_eq!(mail.subject, "Votre mot de passe a changé");
    assert!(
        mail.text.contains("Vos autres appareils ont été déconnectés"),
        "the one that asked stays: {}",
        mail.text
    );
    assert_eq!(
        tenant.landlord.sign_in(DURAND, OTHER_PASSWORD).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn devices_are_listed_with_their_names_and_signed_out_one_by_one() {
    let tenant = SignedIn::open().await;
    let opening = json!({
        "tenantCode": DURAND, "password": PASSWORD, "deviceName": "Ordinateur\n \u{202e}du salon",
    });
    let elsewhere = tenant.landlord.post("/v1/sessions", None, opening).await.json();
    let devices = tenant.read("/devices").await["devices"].clone();
    assert_eq!(devices[0]["name"], "Ordinateur du salon");
    assert_eq!(devices[0]["current"], false);
    assert_eq!(devices[1]["current"], true);
    let id = devices[0]["id"].as_str().expect("an id");
    let path = format!("/devices/{id}");
    let asked = tenant.ask(Method::DELETE, &path, json!({})).await;
    assert_eq!(asked.problem(), "reauthentication-required");
    tenant.type_password(PASSWORD).await;
    let out = tenant.ask(Method::DELETE, &path, json!({})).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    let gone = tenant
        .landlord
        .get("/v1/account", elsewhere["accessToken"].as_str())
        .await;
    assert_eq!(gone.problem(), "session-ended");
    assert_eq!(
        tenant.ask(Method::DELETE, &path, json!({})).await.problem(),
        "not-found"
    );
}

#[tokio::test]
async fn the_export_holds_what_the_service_holds_and_no_secret() {
    let tenant = SignedIn::open().await;
    tenant.type_password(PASSWORD).await;
    let export = tenant.read("/export").await;
    assert_eq!(export["tenantCode"], DURAND);
    assert_eq!(export["account"]["email"], "jeanne.durand@exemple.fr");
    assert_eq!(export["mobile"], "+33639980061");
    assert_eq!(export["tenancy"]["tenants"], json!(["Mme Jeanne DURAND"]));
    assert_eq!(export["devices"].as_array().map(Vec::len), Some(1));
    assert_eq!(export["rentDocuments"].as_array().map(Vec::len), Some(2));
    assert_eq!(export["rentAccount"]["entries"].as_array().map(Vec::len), Some(2));
    assert!(!export.to_string().contains("argon2"));
}

#[tokio::test]
async fn the_export_for_reading_is_a_pdf_of_the_same_data() {
    let tenant = SignedIn::open().await;
    tenant.type_password(PASSWORD).await;
    let answer = tenant
        .landlord
        .get("/v1/account/export/pdf", Some(&tenant.access))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let text = pdf_extract::extract_text_from_mem(&answer.bytes).expect("a PDF");
    assert!(text.contains("jeanne.durand@exemple.fr"), "{text}");
    let nobody = tenant.landlord.get("/v1/account/export/pdf", None).await;
    assert_eq!(nobody.problem(), "session-ended");
}

#[tokio::test]
async fn a_deleted_account_is_gone_and_the_tenant_may_sign_up_again() {
    let mut tenant = SignedIn::open().await;
    tenant.type_password(PASSWORD).await;
    let deleted = tenant.ask(Method::DELETE, "", json!({})).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    let after = tenant.landlord.get("/v1/account", Some(&tenant.access)).await;
    assert_eq!(after.problem(), "session-ended");
    assert_eq!(
        tenant.landlord.sign_in(DURAND, PASSWORD).await.problem(),
        "credentials-wrong"
    );
    let tokens = tenant.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let documents = tenant
        .landlord
        .get("/v1/rent-documents", tokens["accessToken"].as_str())
        .await;
    assert_eq!(
        documents.json()["documents"].as_array().map(Vec::len),
        Some(2),
        "the lease's documents stay"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn parallel_exports_are_drawn_in_turn_or_asked_to_retry() {
    let tenant = SignedIn::open().await;
    tenant.type_password(PASSWORD).await;
    let mut exports = tokio::task::JoinSet::new();
    let tenant = std::sync::Arc::new(tenant);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let places = cores.div_ceil(2) + DRAWINGS_QUEUED;
    for _ in 0..3 * places {
        let tenant = std::sync::Arc::clone(&tenant);
        exports.spawn(async move {
            tenant
                .landlord
                .get("/v1/account/export/pdf", Some(&tenant.access))
                .await
        });
    }
    let answers = exports.join_all().await;
    let (drawn, refused): (Vec<_>, Vec<_>) =
        answers.iter().partition(|answer| answer.status == StatusCode::OK);
    assert!(!drawn.is_empty());
    assert!(!refused.is_empty(), "one tenant asks for more than they may");
    for answer in drawn {
        assert!(answer.bytes.starts_with(b"%PDF"));
    }
    for answer in refused {
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.problem(), "busy");
        assert_eq!(answer.headers["retry-after"], "5");
    }
}
