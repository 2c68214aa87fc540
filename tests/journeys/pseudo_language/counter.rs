//! The screens of a counter.

use harness::{computer::Keyring, people::PASSWORD, stage::Stage};
use landlord::{
    demonstration::{COUNTER_PASSWORD, SHOWN_TENANTS, ShownTenant},
    figures::{MINUTE, STAFF_IDLE_MINUTES},
};
use totp_rs::{Builder, Secret};

use super::{LANGUAGE, Reader};
use crate::{
    counter::steps::{
        self, NEW_MOBILE, NEW_PASSWORD, choose_password, claire, complete_number, fill_sign_up_details,
        hand_over, search, wiped,
    },
    play,
};

pub(super) const SCREENS: [&str; 19] = [
    "staffSignIn",
    "staffActivation",
    "staffSecondFactor",
    "staffRecoveryCodes",
    "staffCheck",
    "staffPassword",
    "securityKeys",
    "counterDesk",
    "tenantsFound",
    "visitReason",
    "visitIdentity",
    "visitConsent",
    "visit",
    "visitNewNumber",
    "visitApproval",
    "visitClosing",
    "visitReopening",
    "handOver",
    "numberConfirmed",
];

async fn begin_visit(stage: &Stage, reader: &mut Reader, tenant: &ShownTenant, purposes: &[&str]) {
    let window = stage.window();
    search(window, tenant).await;
    reader.reads(stage, "tenantsFound").await;
    window.click("[data-tenant]").await;
    reader.reads(stage, "visitIdentity").await;
    window.click("#identity-document").await;
    window.go_on().await;
    reader.reads(stage, "visitConsent").await;
    for purpose in purposes {
        window.click(&format!("#purpose-{purpose}")).await;
    }
    window.go_on().await;
    reader.reads(stage, "visit").await;
}

#[tokio::test]
async fn the_counter_fits_another_language() {
    let name = "the_counter_fits_another_language";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = &SHOWN_TENANTS[0];
        let mut reader = Reader::start(stage).await;
        stage.computer.make_temporary_folder();
        stage.computer.speak(LANGUAGE);
        stage.open_counter().await;
        reader.reads(stage, "staffSignIn").await;

        let window = stage.window();
        window.click("#open-activation").await;
        reader.reads(stage, "staffActivation").await;
        let code = stage.landlord.add_manager("anne.petit", "Anne PETIT").await;
        window.fill("#staff-login", "anne.petit").await;
        window.fill("#activation-code", &code).await;
        window.go_on().await;
        reader.reads(stage, "staffSecondFactor").await;
        let key = window.text(".factor-key").await.replace(' ', "");
        let secret = Secret::try_from_base32(key).expect("base 32");
        let telephone = Builder::new().with_secret(secret).build().expect("a telephone");
        let type_code = async || {
            // Each code works once.
            stage.landlord.wait(30);
            let shown = telephone.generate(stage.landlord.seconds()).to_string();
            stage.window().fill("#staff-code", &shown).await;
            stage.window().go_on().await;
        };
        let prove = async || {
            stage.window().fill("#password", COUNTER_PASSWORD).await;
            type_code().await;
        };
        let open_desk = async || {
            stage.window().sees("staffCheck").await;
            type_code().await;
            stage.window().sees("counterDesk").await;
        };
        let end_visit = async || {
            stage.window().click("#end-visit").await;
            wiped(stage).await;
        };
        prove().await;
        reader.reads(stage, "staffRecoveryCodes").await;
        window.go_on().await;
        window.sees("staffSignIn").await;
        prove().await;
        window.find(".counter-figures").await;
        reader.reads(stage, "counterDesk").await;

        begin_visit(stage, &mut reader, tenant, &["signUp", "receipts"]).await;
        hand_over(stage, "signUp").await;
        complete_number(stage, tenant.mobile).await;
        fill_sign_up_details(window).await;
        choose_password(stage, PASSWORD).await;
        window.sees("done").await;
        window.go_on().await;
        window.find("[data-purpose='signUp'][data-done='true']").await;
        window.click("#add-purpose").await;
        window.sees("visitConsent").await;
        reader.reads_page(stage, "more-consent").await;
        window.click("#back").await;
        window.sees("visit").await;
        reader.reads_page(stage, "visit-done").await;
        end_visit().await;
        reader.reads_page(stage, "locked").await;
        open_desk().await;
        reader.reads_page(stage, "wiped").await;

        begin_visit(stage, &mut reader, tenant, &["passwordReset"]).await;
        hand_over(stage, "passwordReset").await;
        complete_number(stage, tenant.mobile).await;
        choose_password(stage, NEW_PASSWORD).await;
        window.sees("done").await;
        window.go_on().await;
        window.sees("visit").await;
        end_visit().await;
        open_desk().await;

        begin_visit(stage, &mut reader, tenant, &["newNumber"]).await;
        window.click("[data-begin='newNumber']").await;
        reader.reads(stage, "visitApproval").await;
        steps::prove(stage, claire()).await;
        reader.reads(stage, "visitNewNumber").await;
        let messages = stage.landlord.messages();
        window.fill("#phone", NEW_MOBILE).await;
        window.go_on().await;
        reader.reads(stage, "handOver").await;
        window.click("#end-visit").await;
        window.find("dialog[open]").await;
        reader.reads_page(stage, "end-question").await;
        window.click("#end-not-yet").await;
        window.gone("dialog[open]").await;
        window.go_on().await;
        window.sees("smsCode").await;
        let code = stage.landlord.nth_sms_code(messages + 1).await;
        window.fill("#sms-code", &code).await;
        window.go_on().await;
        reader.reads(stage, "numberConfirmed").await;
        window.go_on().await;
        window.sees("visit").await;
        window.click("#close-account").await;
        reader.reads(stage, "visitClosing").await;
        window.click("#closing").await;
        window.go_on().await;
        window.find("#account-closed").await;
        reader.reads_page(stage, "visit-closed").await;
        window.click("#reopen-account").await;
        reader.reads(stage, "visitReopening").await;
        window.go_on().await;
        window.find("#account-reopened").await;
        end_visit().await;
        open_desk().await;

        search(window, &SHOWN_TENANTS[1]).await;
        window.click("[data-tenant]").await;
        reader.reads(stage, "visitReason").await;
        window.click("[name='visit-reason'][value='other']").await;
        window.find("#visit-note").await;
        window.click("#visit-reason").await;
        window.gone("#visit-note").await;
        window.go_on().await;
        window.sees("visitIdentity").await;
        for before in ["visitReason", "tenantsFound", "counterDesk"] {
            window.click("#back").await;
            window.sees(before).await;
        }

        window.click("#open-staff-password").await;
        reader.reads(stage, "staffPassword").await;
        window.click("#back").await;
        window.sees("counterDesk").await;
        window.click("#open-security-keys").await;
        reader.reads(stage, "securityKeys").await;
        window.click("#back").await;
        window.sees("counterDesk").await;
        stage.landlord.wait((STAFF_IDLE_MINUTES + 1) * MINUTE);
        window.fill("#tenant-code", tenant.tenant_code).await;
        window.go_on().await;
        reader.reads(stage, "staffCheck").await;
        reader.has_read(&SCREENS);
    })
    .await;
}
