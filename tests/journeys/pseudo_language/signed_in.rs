//! The pages of a signed-in tenant.

use harness::{browser::Browser, computer::Keyring, line::Condition, people, stage::Stage};
use paper::pseudo;

use super::{Reader, sign_up};
use crate::play;

pub(super) const PAGES: [&str; 13] = [
    "home",
    "receipts",
    "rentAccount",
    "waysToPay",
    "paymentAmount",
    "paymentCheck",
    "cardPayment",
    "dwelling",
    "landlord",
    "messages",
    "newMessage",
    "signOutCheck",
    "profile",
];

pub(super) const PROFILE: [&str; 15] = [
    "profile",
    "profileEmail",
    "profilePasswordAgain",
    "profileMobile",
    "profileMobileCode",
    "profileMailCode",
    "profileLandline",
    "profileNewPassword",
    "profileConsent",
    "profileDevices",
    "people",
    "personRemoval",
    "pinRemoval",
    "profileDeletion",
    "accountDeleted",
];

const PIN: &str = "407395";

async fn back_to(stage: &Stage, screen: &str) {
    stage.window().click("#back").await;
    stage.window().sees(screen).await;
}

async fn type_password(stage: &Stage) {
    stage.window().sees("profilePasswordAgain").await;
    stage.window().fill("#password", people::PASSWORD).await;
    stage.window().go_on().await;
}

#[tokio::test]
async fn the_pages_of_a_tenant_fit_another_language() {
    let name = "the_pages_of_a_tenant_fit_another_language";
    play(name, Keyring::Unlocked, async |stage| {
        let browser = Browser::install(&mut stage.computer);
        let mut reader = Reader::start(stage).await;
        sign_up(stage, people::other_tenant()).await;
        reader.reads(stage, "home").await;
        stage.window().click("#open-receipts").await;
        stage.window().find("[data-document-id]").await;
        reader.reads(stage, "receipts").await;
        stage.window().click("[data-document-id]").await;
        stage.window().find("#open-pdf").await;
        reader.reads_page(stage, "receipt").await;
        stage.window().click("#open-pdf").await;
        stage.window().find("#pdf-frame[data-state='shown']").await;
        reader.reads_page(stage, "pdf").await;
        stage.window().click("#back").await;
        stage.window().find("#open-pdf").await;
        stage.window().click("#back").await;
        for (opener, sign) in [
            ("#open-choice", "[data-choose]"),
            ("#open-statements", "#save-amounts"),
        ] {
            stage.window().click(opener).await;
            stage.window().find(sign).await;
            reader.reads_page(stage, &opener[1..]).await;
            stage.window().click("#back").await;
            stage.window().find("[data-document-id]").await;
        }
        back_to(stage, "home").await;

        stage.window().click("#open-rent-account").await;
        reader.reads(stage, "rentAccount").await;
        stage.window().click("#ask-plan").await;
        reader.reads(stage, "newMessage").await;
        back_to(stage, "rentAccount").await;
        back_to(stage, "home").await;
        stage.window().click("#open-ways-to-pay").await;
        reader.reads(stage, "waysToPay").await;
        stage.window().click("#open-card-payment").await;
        stage.window().sees("paymentAmount").await;
        stage
            .window()
            .click("[name='payment-amount'][value='other']")
            .await;
        stage.window().fill("#amount", "100000").await;
        stage.window().go_on().await;
        stage.window().find("#error-summary").await;
        reader.reads(stage, "paymentAmount").await;
        stage.window().fill("#amount", "20").await;
        stage.window().go_on().await;
        reader.reads(stage, "paymentCheck").await;
        stage.window().go_on().await;
        stage.window().sees("cardPayment").await;
        browser.opened().await;
        reader.reads(stage, "cardPayment").await;
        back_to(stage, "waysToPay").await;
        back_to(stage, "home").await;

        stage.window().click("#open-dwelling").await;
        reader.reads(stage, "dwelling").await;
        back_to(stage, "home").await;
        stage.window().click("#open-landlord").await;
        reader.reads(stage, "landlord").await;
        stage.window().click("#write-message").await;
        stage.window().sees("newMessage").await;
        let message = "Bonjour, le robinet de la cuisine fuit.";
        stage.window().fill("#message", message).await;
        stage.window().go_on().await;
        stage.window().sees("messages").await;
        let sent = pseudo::text("Envoyé le");
        stage.window().reads(".message-status", &sent).await;
        stage.landlord.answer_first_message(message).await;
        reader.reads(stage, "messages").await;
        back_to(stage, "landlord").await;
        back_to(stage, "home").await;

        stage.line.set(Condition::Cut).await;
        stage.window().click("#open-landlord").await;
        stage.window().click("#write-message").await;
        stage.window().sees("newMessage").await;
        stage.window().fill("#message", message).await;
        stage.window().go_on().await;
        stage.window().sees("messages").await;
        back_to(stage, "landlord").await;
        back_to(stage, "home").await;
        stage.window().click("#sign-out").await;
        reader.reads(stage, "signOutCheck").await;
        stage.window().go_on().await;
        stage.window().sees("home").await;
        stage.line.set(Condition::Open).await;

        stage.window().click("#display").await;
        stage.window().find("dialog[open]").await;
        reader.reads_page(stage, "display").await;
        stage.window().press(fantoccini::key::Key::Escape).await;
        stage.window().click("#open-profile").await;
        reader.reads(stage, "profile").await;
        reader.has_read(&PAGES);
    })
    .await;
}

#[tokio::test]
async fn the_profile_of_a_tenant_fits_another_language() {
    let name = "the_profile_of_a_tenant_fits_another_language";
    play(name, Keyring::Unlocked, async |stage| {
        let mut reader = Reader::start(stage).await;
        sign_up(stage, people::long_standing_tenant()).await;
        stage.window().click("#open-profile").await;
        stage.window().sees("profile").await;
        stage.window().click("#change-email").await;
        reader.reads(stage, "profileEmail").await;
        stage.window().fill("#email", "autre@exemple.fr").await;
        stage.window().go_on().await;
        reader.reads(stage, "profilePasswordAgain").await;
        stage.window().fill("#password", people::PASSWORD).await;
        stage.window().go_on().await;
        stage.window().find("#profile-news").await;
        reader.reads(stage, "profile").await;
        stage.window().click("#mail-code-email").await;
        reader.reads(stage, "profileMailCode").await;
        back_to(stage, "profile").await;

        let messages = stage.landlord.messages();
        stage.window().click("#change-mobile").await;
        reader.reads(stage, "profileMobile").await;
        stage.window().fill("#phone", "06 39 98 00 64").await;
        stage.window().go_on().await;
        stage.landlord.nth_sms_code(messages + 1).await;
        reader.reads(stage, "profileMobileCode").await;
        stage.window().click("#back").await;
        stage.window().sees("profileMobile").await;
        back_to(stage, "profile").await;
        for (opener, screen) in [
            ("#change-landline", "profileLandline"),
            ("#change-mails", "profileConsent"),
            ("#change-devices", "profileDevices"),
            ("#open-people", "people"),
            ("#delete-account", "profileDeletion"),
        ] {
            stage.window().click(opener).await;
            reader.reads(stage, screen).await;
            back_to(stage, "profile").await;
        }
        stage.window().click("#change-password").await;
        type_password(stage).await;
        reader.reads(stage, "profileNewPassword").await;
        back_to(stage, "profilePasswordAgain").await;
        back_to(stage, "profile").await;
        stage.window().click("#open-people").await;
        stage.window().sees("people").await;
        stage.window().click("[data-remove-person]").await;
        reader.reads(stage, "personRemoval").await;
        stage.window().click("#cancel-removal").await;
        stage.window().sees("people").await;
        back_to(stage, "profile").await;

        stage.window().click("#open-pin").await;
        stage.window().sees("pinChoice").await;
        stage.window().fill("#pin", PIN).await;
        stage.window().fill("#pin-again", PIN).await;
        stage.window().go_on().await;
        stage.window().sees("profile").await;
        stage.window().click("#open-pin-removal").await;
        reader.reads(stage, "pinRemoval").await;
        back_to(stage, "profile").await;

        stage.window().click("#delete-account").await;
        stage.window().sees("profileDeletion").await;
        stage.window().go_on().await;
        type_password(stage).await;
        reader.reads(stage, "accountDeleted").await;
        reader.has_read(&PROFILE);
    })
    .await;
}
