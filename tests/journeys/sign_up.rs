//! Sign-up, in the words of the guide.

use fantoccini::key::Key;
use harness::{computer::Keyring, people};
use serde_json::json;

use crate::play;

#[tokio::test]
async fn a_tenant_signs_up_and_reads_a_receipt_and_its_pdf() {
    play(
        "a_tenant_signs_up_and_reads_a_receipt_and_its_pdf",
        Keyring::Unlocked,
        async |stage| {
            stage.open_window().await;
            people::sign_up(stage, people::long_standing_tenant()).await;
            let heading = people::read_newest_receipt_and_pdf(stage.window()).await;
            assert!(heading.contains("20"), "the receipt names its month: {heading}");
        },
    )
    .await;
}

#[tokio::test]
async fn going_back_keeps_what_was_typed_and_sends_no_second_message() {
    play(
        "going_back_keeps_what_was_typed_and_sends_no_second_message",
        Keyring::Unlocked,
        async |stage| {
            let tenant = people::long_standing_tenant();
            let window = stage.open_window().await;
            people::go_to_sms_code(&window, tenant).await;
            let code = stage.landlord.nth_sms_code(1).await;
            let window = stage.window();
            window.click("#back").await;
            window.sees("phone").await;
            assert_eq!(window.value("#phone").await, tenant.mobile);
            window.click("#back").await;
            window.sees("tenantCode").await;
            assert_eq!(window.value("#tenant-code").await, tenant.tenant_code);
            window.go_on().await;
            window.sees("phone").await;
            window.go_on().await;
            window.sees("smsCode").await;
            window.fill("#sms-code", &code).await;
            window.go_on().await;
            window.sees("signUpDetails").await;
            assert_eq!(stage.landlord.messages(), 1, "one message in all");
            window.fill("#email", "jeanne.durand@exemple.fr").await;
            window.click("#terms").await;
            window.click("#back").await;
            window.sees("tenantCode").await;
            window.go_on().await;
            window.sees("signUpDetails").await;
            assert_eq!(
                window.value("#email").await,
                "jeanne.durand@exemple.fr",
                "typed, and not sent yet"
            );
            window.go_on().await;
            window.sees("password").await;
            window.click("#back").await;
            window.sees("signUpDetails").await;
            assert_eq!(window.value("#email").await, "jeanne.durand@exemple.fr");
        },
    )
    .await;
}

#[tokio::test]
async fn each_screen_says_what_to_do_in_the_words_of_the_guide() {
    let name = "each_screen_says_what_to_do_in_the_words_of_the_guide";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let window = stage.open_window().await;
        window.sees("welcome").await;
        window.click("#start-enrolment").await;
        window.sees("beforeYouStart").await;
        let prepare = "Préparez votre quittance de loyer et votre téléphone portable.";
        window.reads("main", prepare).await;
        window.go_on().await;

        window.sees("tenantCode").await;
        window
            .reads(".stage", "Étape 1 sur 5 Ensuite : votre téléphone")
            .await;
        window.find(".drawing svg[role='img']").await;
        // Pasted text: with its label, no-break spaces, and digits of another script.
        let pasted = format!("N° {}\u{a0}٢٤٥", &tenant.tenant_code[..12]);
        window.fill("#tenant-code", &pasted).await;
        let echo = format!("{} — 15 chiffres sur 15", in_threes(tenant.tenant_code));
        window.reads(".code-echo", &echo).await;
        window
            .reads(".robot-check", "Vérification de sécurité faite")
            .await;
        assert_eq!(
            window.value("#tenant-code").await,
            pasted,
            "the field is never rewritten"
        );
        window.go_on().await;

        window.sees("phone").await;
        window
            .reads(".stage", "Étape 2 sur 5 Ensuite : le code reçu par SMS")
            .await;
        let (first, last) = (&tenant.mobile[..2], &tenant.mobile[12..]);
        window
            .reads("#phone-mask", &format!("{first} •• •• •• {last}"))
            .await;
        let heard = "return document.querySelector('#phone-mask .visually-hidden').textContent";
        let aloud = format!("numéro qui commence par {first} et finit par {last}");
        assert_eq!(window.run(heard, vec![]).await, json!(aloud));
        let abroad = format!("+33 {}", &tenant.mobile[1..]);
        window.fill("#phone", &abroad).await;
        window.go_on().await;

        window.sees("smsCode").await;
        window
            .reads(".stage", "Étape 3 sur 5 Ensuite : vos coordonnées")
            .await;
        let sent = format!(
            "Si le {} est bien le numéro de votre dossier, un SMS y arrive.",
            tenant.mobile
        );
        window.reads("main", &sent).await;
        window.reads("main", "Cela peut prendre quelques minutes.").await;
        window.reads("main", "Ne donnez ce code à personne.").await;
        people::type_code(stage, 1).await;

        window.sees("signUpDetails").await;
        window
            .reads(".stage", "Étape 4 sur 5 Ensuite : votre mot de passe")
            .await;
        window
            .reads(".verified-mobile", &format!("{} vérifié par SMS", tenant.mobile))
            .await;
        window.click("#terms-of-use").await;
        window.reads("dialog[open] h2", "Conditions d’utilisation").await;
        window.reads("dialog[open]", "Votre bail ne change pas.").await;
        window.has_no_accessibility_fault("terms-of-use").await;
        stage.picture("terms-of-use").await;
        window.press(Key::Escape).await;
        window.find("#terms-of-use:focus").await;
        window.click("#personal-data").await;
        window
            .reads(
                "dialog[open]",
                "Habitat Hauts-de-France est responsable de vos données",
            )
            .await;
        window.reads("dialog[open]", "contact@habitathdf.example").await;
        stage.picture("personal-data").await;
        window.click("#close-panel").await;
        window.gone("dialog[open]").await;
        window.click("#no-email").await;
        window.sees("contactAgency").await;
        window.reads("main", "Je n’ai pas d’adresse e-mail.").await;
        assert!(!window.has("#open-letter").await);
        window.click("#back").await;
        window.sees("signUpDetails").await;
        window.fill("#email", "jeanne.durand@orage.fr").await;
        window
            .reads(".email-echo", "Nous vous écrirons à : jeanne.durand@orage.fr")
            .await;
        window.click("#terms").await;
        window.go_on().await;
        window
            .reads("#email-error", "Vouliez-vous dire jeanne.durand@orange.fr")
            .await;
        window.click("#use-suggestion").await;
        assert_eq!(window.value("#email").await, "jeanne.durand@orange.fr");
        window.go_on().await;

        window.sees("password").await;
        window
            .reads(".stage", "Étape 5 sur 5 C’est la dernière étape")
            .await;
        window.fill("#password", "cerisier").await;
        window.reads("#password-rules .met", "8 caractères ou plus").await;
        assert!(!window.has("#password-rules li:nth-child(3).met").await);
        let caps = "document.getElementById('password')
            .dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true }))";
        window.run(caps, vec![]).await;
        window.reads("main", "La touche Majuscules est bloquée.").await;
        window.click("#show-password").await;
        window.reads("#show-password", "Cacher").await;
        stage.picture("password-shown").await;
        window.fill("#password", people::PASSWORD).await;
        window
            .reads("#password-rules li.met:nth-child(3)", "Un chiffre")
            .await;
        window.reads(".strength", "mot de passe").await;
        window.go_on().await;
        window.sees("done").await;
        window.reads("h1", "Votre compte est prêt.").await;
        window.reads("main", "La prochaine fois, il vous faudra :").await;
        window.reads("main", &tenant.tenant_code[12..]).await;
    })
    .await;
}

#[tokio::test]
async fn a_tenant_without_a_receipt_is_sent_to_the_agency() {
    play(
        "a_tenant_without_a_receipt_is_sent_to_the_agency",
        Keyring::Unlocked,
        async |stage| {
            let window = stage.open_window().await;
            people::go_to_tenant_code(&window).await;
            window.fill("#tenant-code", "204 518").await;
            window.click("#no-receipt").await;
            window.sees("contactAgency").await;
            window
                .reads("main", "Dites : « Je ne connais pas mon code locataire. »")
                .await;
            assert!(!window.has("#open-letter").await, "a letter needs the code too");
            window.has_no_accessibility_fault("no-receipt").await;
            stage.picture("no-receipt").await;
            window.click("#back").await;
            window.sees("tenantCode").await;
            assert_eq!(window.value("#tenant-code").await, "204 518");
            window.reads(".code-echo", "6 chiffres sur 15").await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_mistyped_code_is_seen_beside_the_invented_number_and_corrected() {
    let name = "a_mistyped_code_is_seen_beside_the_invented_number_and_corrected";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let mistyped = format!("{}6", &tenant.tenant_code[..14]);
        let window = stage.open_window().await;
        people::go_to_tenant_code(&window).await;
        window.fill("#tenant-code", &mistyped).await;
        window.go_on().await;
        window.sees("phone").await;
        window
            .reads(".typed-code", "Ce n’est pas la fin de votre numéro ?")
            .await;
        window.reads(".typed-code", &in_threes(&mistyped)).await;
        window.has_no_accessibility_fault("phone-mistyped-code").await;
        stage.picture("invented-number").await;
        window.click("#unknown-number").await;
        window.sees("contactAgency").await;
        window.reads(".typed-code", &in_threes(&mistyped)).await;
        stage.picture("invented-agency").await;
        window.click("#correct-tenant-code").await;
        window.sees("tenantCode").await;
        assert_eq!(window.value("#tenant-code").await, mistyped);
        window.click("#no-receipt").await;
        window.sees("contactAgency").await;
        assert!(!window.has(".typed-code").await);
        window.click("#back").await;
        window.sees("tenantCode").await;
        window.fill("#tenant-code", tenant.tenant_code).await;
        window.go_on().await;
        window.sees("phone").await;
        window.reads("#phone-mask", &tenant.mobile[12..]).await;
        window.reads(".typed-code", &in_threes(tenant.tenant_code)).await;
    })
    .await;
}

/// « 204 518 730 961 245 »
fn in_threes(code: &str) -> String {
    let groups: Vec<&str> = (0..code.len()).step_by(3).map(|at| &code[at..at + 3]).collect();
    groups.join(" ")
}
