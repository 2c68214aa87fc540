//! Each wrong input gets its own message: at the field, which has the focus where it is all that is asked for;
//! elsewhere in the summary as well, which then has the focus.

use fantoccini::key::Key;
use harness::{computer::Keyring, people, window::Window};

use crate::play;

/// Types into a field, submits, and expects the message at the field, and in the summary where there is one.
pub async fn refused(window: &Window, field: &str, text: &str, message: &str) {
    window.fill(field, text).await;
    window.go_on().await;
    // The same message may still be there from the previous try: the focus shows that this is the answer.
    window
        .find(&format!(
            "#error-summary:focus, {field}[aria-invalid='true']:focus"
        ))
        .await;
    window.reads(&format!("{field}-error"), message).await;
    if window.has("#error-summary").await {
        window.reads("#error-summary", message).await;
    } else {
        window.find(&format!("{field}-error[role='alert']")).await;
    }
    let title = window.run("return document.title", vec![]).await;
    assert!(
        title.as_str().is_some_and(|title| title.starts_with("Erreur")),
        "{title}"
    );
}

#[tokio::test]
async fn each_wrong_input_of_sign_up_has_its_message() {
    play(
        "each_wrong_input_of_sign_up_has_its_message",
        Keyring::Unlocked,
        async |stage| {
            let tenant = people::long_standing_tenant();
            let window = stage.open_window().await;
            people::go_to_tenant_code(&window).await;
            refused(&window, "#tenant-code", "", "Tapez votre code locataire").await;
            refused(
                &window,
                "#tenant-code",
                "204 518 730 961 2",
                "Il manque 2 chiffres. Le code locataire a 15 chiffres",
            )
            .await;
            refused(
                &window,
                "#tenant-code",
                "2045187309612459",
                "Il y a 1 chiffre en trop",
            )
            .await;
            refused(&window, "#tenant-code", "Mme Durand", "15 chiffres").await;
            stage.picture("tenant-code").await;
            window.fill("#tenant-code", tenant.tenant_code).await;
            window.go_on().await;
            window.sees("phone").await;

            refused(&window, "#phone", "", "Tapez votre numéro en entier").await;
            refused(
                &window,
                "#phone",
                "03 21 45 67 89",
                "Un numéro de portable a 10 chiffres et commence par 06 ou 07",
            )
            .await;
            stage.picture("phone").await;
            window.fill("#phone", tenant.mobile).await;
            window.go_on().await;
            window.sees("smsCode").await;

            let code = stage.landlord.nth_sms_code(1).await;
            let wrong = if code == "000000" { "000001" } else { "000000" };
            refused(&window, "#sms-code", "", "6 chiffres").await;
            refused(
                &window,
                "#sms-code",
                "40281",
                "Le code a 6 chiffres. Vous en avez tapé 5",
            )
            .await;
            refused(
                &window,
                "#sms-code",
                wrong,
                "Ce code n’est pas le bon. Tapez les 6 chiffres du SMS",
            )
            .await;
            stage.picture("sms-code").await;
            for _ in 0..3 {
                refused(&window, "#sms-code", wrong, "Ce code n’est pas le bon").await;
            }
            refused(
                &window,
                "#sms-code",
                wrong,
                "Ce code n’est plus valable. Demandez un nouveau code",
            )
            .await;
        },
    )
    .await;
}

#[tokio::test]
async fn each_wrong_input_of_the_details_and_password_has_its_message() {
    play(
        "each_wrong_input_of_the_details_and_password_has_its_message",
        Keyring::Unlocked,
        async |stage| {
            stage.open_window().await;
            people::go_to_sign_up_details(stage, people::long_standing_tenant()).await;
            let window = stage.window();
            window.fill("#landline", "12").await;
            refused(
                window,
                "#email",
                "jeanne.durand",
                "Cette adresse n’est pas complète : il manque @",
            )
            .await;
            window.reads("#landline-error", "10 chiffres").await;
            window.reads("#terms-error", "conditions d’utilisation").await;
            stage.picture("sign-up-details").await;
            window.fill("#landline", "").await;
            window.click("#terms").await;
            refused(window, "#email", "", "Tapez votre adresse e-mail").await;
            refused(
                window,
                "#email",
                "jeanne@orange",
                "Cette adresse n’est pas complète",
            )
            .await;
            refused(window, "#email", "jeanne@orage.fr", "Vouliez-vous dire").await;
            window.go_on().await;
            window.sees("password").await;

            refused(window, "#password", "", "Tapez un mot de passe").await;
            refused(window, "#password", "Cerise4", "8 caractères").await;
            refused(
                window,
                "#password",
                "cerisier42",
                "Il manque une majuscule, comme A",
            )
            .await;
            refused(window, "#password", "CERISIER42", "Il manque une minuscule").await;
            refused(window, "#password", "CerisierBleu", "Il manque un chiffre").await;
            refused(
                window,
                "#password",
                "Motdepasse1",
                "Ce mot de passe est trop facile à deviner. Choisissez-en un autre",
            )
            .await;
            refused(
                window,
                "#password",
                &format!("Aa{}", people::long_standing_tenant().tenant_code),
                "Choisissez autre chose",
            )
            .await;
            stage.picture("password").await;
            window.fill("#password", people::PASSWORD).await;
            window.go_on().await;
            window.sees("done").await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_message_goes_once_its_field_is_right() {
    let name = "a_message_goes_once_its_field_is_right";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let window = stage.open_window().await;
        people::go_to_tenant_code(&window).await;
        refused(&window, "#tenant-code", "Mme Durand", "15 chiffres").await;
        let (start, rest) = tenant.tenant_code.split_at(14);
        window.fill("#tenant-code", start).await;
        window.reads(".code-echo", "14 chiffres sur 15").await;
        window.find("#tenant-code-error").await;
        window.press_at("#tenant-code", Key::End).await;
        window.type_keys(rest).await;
        window.gone("#error-summary").await;
        window.gone("#tenant-code-error").await;
        let title = window.run("return document.title", vec![]).await;
        assert_eq!(
            title.as_str().map(|title| title.starts_with("Quel est")),
            Some(true),
            "{title}"
        );
        window.go_on().await;
        window.sees("phone").await;
        window.fill("#phone", tenant.mobile).await;
        window.go_on().await;
        window.sees("smsCode").await;
        people::type_code(stage, 1).await;
        window.sees("signUpDetails").await;
        window.fill("#email", "jeanne.durand@orage.fr").await;
        window.go_on().await;
        window.find("#terms-error").await;
        window.click("#terms").await;
        window.gone("#terms-error").await;
        window.reads("#error-summary", "Vouliez-vous dire").await;
        stage.picture("one-of-two-corrected").await;
        window.click("#use-suggestion").await;
        window.gone("#error-summary").await;
    })
    .await;
}
