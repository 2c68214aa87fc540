//! The people of the journeys, and what they do more than once.

use landlord::demonstration::{SHOWN_TENANTS, ShownTenant};

use crate::harness::{stage::Stage, window::Window};

/// A password that keeps the rule.
pub const PASSWORD: &str = "Cerisier bleu 42";

/// The tenant with twenty years of documents.
pub fn long_standing_tenant() -> &'static ShownTenant {
    &SHOWN_TENANTS[0]
}

/// Another tenant.
pub fn other_tenant() -> &'static ShownTenant {
    &SHOWN_TENANTS[1]
}

/// From *Bienvenue* to the step of the tenant code.
pub async fn go_to_tenant_code(window: &Window) {
    window.sees("welcome").await;
    window.click("#start-enrolment").await;
    window.sees("beforeYouStart").await;
    window.go_on().await;
    window.sees("tenantCode").await;
}

/// From the tenant code to the step of the SMS code.
pub async fn go_to_sms_code(window: &Window, tenant: &ShownTenant) {
    go_to_tenant_code(window).await;
    window.fill("#tenant-code", tenant.tenant_code).await;
    window.go_on().await;
    window.sees("phone").await;
    window.fill("#phone", tenant.mobile).await;
    window.go_on().await;
    window.sees("smsCode").await;
}

/// From *Bienvenue* to *Mon profil*.
pub async fn go_to_profile(stage: &Stage, tenant: &ShownTenant) {
    let window = stage.window();
    let messages = stage.landlord.messages();
    go_to_sms_code(window, tenant).await;
    let code = stage.landlord.sms_code(messages + 1).await;
    window.fill("#sms-code", &code).await;
    window.go_on().await;
    window.sees("profile").await;
}

/// From *Mon profil* to the password.
pub async fn go_to_password(stage: &Stage, tenant: &ShownTenant) {
    go_to_profile(stage, tenant).await;
    let window = stage.window();
    window.fill("#email", "jeanne.durand@exemple.fr").await;
    window.click("#terms").await;
    window.go_on().await;
    window.sees("password").await;
}

/// The whole sign-up, to the receipts.
pub async fn sign_up(stage: &Stage, tenant: &ShownTenant) {
    go_to_password(stage, tenant).await;
    let window = stage.window();
    window.fill("#password", PASSWORD).await;
    window.go_on().await;
    window.sees("done").await;
    window.go_on().await;
    window.sees("receipts").await;
}
