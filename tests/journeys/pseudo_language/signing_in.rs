//! Signing up, a forgotten password, a PIN, a locked keyring, signing in.

use harness::{computer::Keyring, people, prompter};

use super::{Reader, open_window};
use crate::play;

pub(super) const SCREENS: [&str; 17] = [
    "welcome",
    "beforeYouStart",
    "tenantCode",
    "phone",
    "contactAgency",
    "letter",
    "smsCode",
    "resumeEnrolment",
    "signUpDetails",
    "password",
    "done",
    "pinOffer",
    "pinChoice",
    "locked",
    "keyringLocked",
    "signIn",
    "signInCode",
];

const PIN: &str = "407395";

#[tokio::test]
async fn signing_up_and_in_fits_another_language() {
    let name = "signing_up_and_in_fits_another_language";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let mut reader = Reader::start(stage).await;
        open_window(stage).await;
        reader.reads(stage, "welcome").await;
        stage.window().click("#start-enrolment").await;
        reader.reads(stage, "beforeYouStart").await;
        stage.window().go_on().await;
        stage.window().sees("tenantCode").await;
        stage.window().go_on().await;
        stage.window().find("#tenant-code-error").await;
        reader.reads(stage, "tenantCode").await;
        stage.window().fill("#tenant-code", tenant.tenant_code).await;
        stage.window().go_on().await;
        reader.reads(stage, "phone").await;
        stage.window().click("#unknown-number").await;
        reader.reads(stage, "contactAgency").await;
        stage.window().click("#open-letter").await;
        stage.window().sees("letter").await;
        stage.window().go_on().await;
        stage.window().find("#error-summary").await;
        reader.reads(stage, "letter").await;
        stage.window().click("#back").await;
        stage.window().sees("contactAgency").await;
        stage.window().click("#back").await;
        stage.window().sees("phone").await;
        stage.window().fill("#phone", tenant.mobile).await;
        stage.window().go_on().await;
        reader.reads(stage, "smsCode").await;

        stage.restart_window().await;
        reader.reads(stage, "resumeEnrolment").await;
        stage.window().go_on().await;
        stage.window().sees("smsCode").await;
        people::type_code(stage, 1).await;
        stage.window().sees("signUpDetails").await;
        stage.window().go_on().await;
        stage.window().find("#error-summary").await;
        reader.reads(stage, "signUpDetails").await;
        people::fill_sign_up_details(stage.window()).await;
        stage.window().fill("#password", "court").await;
        stage.window().go_on().await;
        stage.window().find("#password-error").await;
        reader.reads(stage, "password").await;
        stage.window().fill("#password", people::PASSWORD).await;
        stage.window().go_on().await;
        reader.reads(stage, "done").await;
        stage.window().go_on().await;
        stage.window().sees("receipts").await;
        stage.window().click("#back").await;
        reader.reads(stage, "pinOffer").await;
        stage.window().click("#choose-pin").await;
        reader.reads(stage, "pinChoice").await;
        stage.window().fill("#pin", PIN).await;
        stage.window().fill("#pin-again", PIN).await;
        stage.window().go_on().await;
        stage.window().sees("home").await;
        stage.window().click("#lock").await;
        reader.reads(stage, "locked").await;
        stage.close_window().await;
        stage.computer.keyring().lock().await;
        open_window(stage).await;
        reader.reads(stage, "keyringLocked").await;
        prompter::dismiss(stage.computer.display()).await;
        stage.window().find("#ask-keyring-again").await;
        reader.reads_page(stage, "keyringDismissed").await;

        stage.landlord.suffer_guesses(tenant.tenant_code).await;
        stage.change_computer().await;
        stage.close_window().await;
        reader.change_computer(stage).await;
        open_window(stage).await;
        stage.window().sees("welcome").await;
        stage.window().click("#open-sign-in").await;
        reader.reads(stage, "signIn").await;
        stage.window().fill("#tenant-code", tenant.tenant_code).await;
        stage.window().fill("#password", people::PASSWORD).await;
        stage.window().go_on().await;
        reader.reads(stage, "signInCode").await;
        reader.has_read(&SCREENS);
    })
    .await;
}
