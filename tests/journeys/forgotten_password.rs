//! *J'ai oublié mon mot de passe*, in the words of the guide.

use harness::{computer::Keyring, people};

use crate::play;

const NEW_PASSWORD: &str = "Prunier jaune 17";

#[tokio::test]
async fn a_tenant_who_forgot_the_password_chooses_another() {
    play(
        "a_tenant_who_forgot_the_password_chooses_another",
        Keyring::Unlocked,
        async |stage| {
            let tenant = people::long_standing_tenant();
            stage.open_window().await;
            people::sign_up(stage, tenant).await;
            let window = stage.window();
            window.click("#sign-out").await;
            window.sees("signIn").await;
            stage.picture("sign-in").await;
            window.click("#forgotten-password").await;

            window.sees("phone").await;
            window.reads(".stage", "Étape 2 sur 4").await;
            window.has_no_accessibility_fault("phone").await;
            let messages = stage.landlord.messages();
            window.fill("#phone", tenant.mobile).await;
            window.go_on().await;
            window.sees("smsCode").await;
            let code = stage.landlord.nth_sms_code(messages + 1).await;
            window.fill("#sms-code", &code).await;
            window.go_on().await;

            window.sees("password").await;
            window.reads("h1", "nouveau mot de passe").await;
            window.reads("main", "seront tous déconnectés").await;
            window.has_no_accessibility_fault("password").await;
            stage.picture("new-password").await;
            window.fill("#password", NEW_PASSWORD).await;
            window.go_on().await;
            window.sees("done").await;
            window.reads("h1", "Votre mot de passe est changé").await;
            window.has_no_accessibility_fault("done").await;
            stage.picture("changed").await;
            window.go_on().await;
            people::reach_receipts(window).await;
            window.reads("#freshness", "À jour au").await;

            window.click("#sign-out").await;
            window.sees("signIn").await;
            window.fill("#password", people::PASSWORD).await;
            window.go_on().await;
            window.reads("#password-error", "n’est pas le bon").await;
            window.fill("#password", NEW_PASSWORD).await;
            window.go_on().await;
            people::reach_receipts(window).await;
        },
    )
    .await;
}
