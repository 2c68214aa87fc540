//! The people of the journeys, and the steps that several journeys share.

use landlord::demonstration::{SHOWN_TENANTS, ShownTenant};

use crate::{stage::Stage, window::Window};

/// A password that meets the rules.
pub const PASSWORD: &str = "Cerisier bleu 42";

/// The e-mail address given at sign-up.
pub const EMAIL: &str = "jeanne.durand@exemple.fr";

/// The tenant with twenty years of documents.
pub fn long_standing_tenant() -> &'static ShownTenant {
    &SHOWN_TENANTS[0]
}

/// Another tenant.
pub fn other_tenant() -> &'static ShownTenant {
    &SHOWN_TENANTS[1]
}

/// From *Bienvenue* to the tenant code.
pub async fn go_to_tenant_code(window: &Window) {
    window.sees("welcome").await;
    window.click("#start-enrolment").await;
    window.sees("beforeYouStart").await;
    window.go_on().await;
    window.sees("tenantCode").await;
}

/// From *Bienvenue* to the telephone number.
pub async fn go_to_phone(window: &Window, tenant: &ShownTenant) {
    go_to_tenant_code(window).await;
    window.fill("#tenant-code", tenant.tenant_code).await;
    window.go_on().await;
    window.sees("phone").await;
}

/// From *Bienvenue* to the SMS code.
pub async fn go_to_sms_code(window: &Window, tenant: &ShownTenant) {
    go_to_phone(window, tenant).await;
    window.fill("#phone", tenant.mobile).await;
    window.go_on().await;
    window.sees("smsCode").await;
}

/// Types the code of the `number`th text message, from 1, and submits it.
pub async fn type_code(stage: &Stage, number: usize) {
    let code = stage.landlord.nth_sms_code(number).await;
    let window = stage.window();
    window.fill("#sms-code", &code).await;
    window.go_on().await;
}

/// From the details to the receipts.
pub async fn finish_sign_up(window: &Window) {
    fill_sign_up_details(window).await;
    window.fill("#password", PASSWORD).await;
    window.go_on().await;
    window.sees("done").await;
    window.go_on().await;
    window.sees("receipts").await;
    // *Accueil* is reached for the first time, and a PIN is offered before.
    window.click("#back").await;
    without_pin(window).await;
    window.find("[data-document-id]").await;
    window.reads("#freshness", "À jour au").await;
}

/// Declines a PIN with *Plus tard* if it is offered, then opens the receipts.
pub async fn without_pin(window: &Window) {
    window
        .find("main[data-screen='pinOffer'], main[data-screen='home']")
        .await;
    if window.has("main[data-screen='pinOffer']").await {
        window.click("#decline-pin").await;
    }
    reach_receipts(window).await;
}

/// From *Accueil*, where a signed-in tenant arrives, to the receipts.
pub async fn reach_receipts(window: &Window) {
    window
        .find("main[data-screen='home'], main[data-screen='receipts']")
        .await;
    if window.has("main[data-screen='home']").await {
        window.click("#open-receipts").await;
    }
    window.sees("receipts").await;
}

/// From *Bienvenue* to the details of a sign-up.
pub async fn go_to_sign_up_details(stage: &Stage, tenant: &ShownTenant) {
    let window = stage.window();
    let messages = stage.landlord.messages();
    go_to_sms_code(window, tenant).await;
    type_code(stage, messages + 1).await;
    window.sees("signUpDetails").await;
}

/// From the details of a sign-up to the password.
pub async fn fill_sign_up_details(window: &Window) {
    window.fill("#email", EMAIL).await;
    window.click("#terms").await;
    window.go_on().await;
    window.sees("password").await;
}

/// The whole sign-up, to the receipts.
pub async fn sign_up(stage: &Stage, tenant: &ShownTenant) {
    go_to_sign_up_details(stage, tenant).await;
    finish_sign_up(stage.window()).await;
}

/// Opens the newest receipt and its PDF, and comes back to the list. Returns the receipt's heading.
pub async fn read_newest_receipt_and_pdf(window: &Window) -> String {
    window.click("[data-document-id]").await;
    window.find("#open-pdf").await;
    let heading = window.text("h1").await;
    window.click("#open-pdf").await;
    window.find("#pdf-frame[data-state='shown']").await;
    window.click("#back").await;
    window.find("#open-pdf").await;
    window.click("#back").await;
    window.find("[data-document-id]").await;
    heading
}
