//! *Je ne connais pas ce numéro*: the agency, and the return with a registration letter.

use harness::{computer::Keyring, people};

use crate::{messages::refused, play};

const NEW_MOBILE: &str = "06 39 98 00 64";

#[tokio::test]
async fn a_tenant_whose_number_changed_signs_up_with_a_letter() {
    let name = "a_tenant_whose_number_changed_signs_up_with_a_letter";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let letter = stage.landlord.letter(tenant.tenant_code).await;
        let window = stage.open_window().await;
        people::go_to_phone(&window, tenant).await;
        window.click("#unknown-number").await;
        window.sees("contactAgency").await;
        window
            .reads("main", "Dites : « Mon numéro de téléphone a changé. »")
            .await;
        window.has_no_accessibility_fault("contactAgency").await;
        window.click("#copy-agency").await;
        window.reads("main", "C’est copié").await;
        stage.picture("agency").await;

        window.click("#open-letter").await;
        window.sees("letter").await;
        window.find("#letter-code:focus").await;
        window.has_no_accessibility_fault("letter").await;
        stage.picture("letter").await;
        window.fill("#phone", NEW_MOBILE).await;
        refused(&window, "#letter-code", "", "Tapez le code du courrier").await;
        refused(
            &window,
            "#letter-code",
            "7QKM-2F0H-VD31",
            "Il manque 4 caractères. Le code du courrier en a 16",
        )
        .await;
        refused(
            &window,
            "#letter-code",
            "7QKM 7QKM 7QKM 7QKM 22",
            "Il y a 2 caractères en trop",
        )
        .await;
        refused(
            &window,
            "#letter-code",
            "7QKM è",
            "Le code du courrier n’a jamais de « è »",
        )
        .await;
        let mistyped = exchanged(&letter);
        refused(
            &window,
            "#letter-code",
            &mistyped,
            "Il y a une erreur dans ce code. Comparez-le au courrier",
        )
        .await;
        refused(
            &window,
            "#letter-code",
            "0000-0000-0000-0000",
            "Ce code n’est pas valable. Prenez votre dernier courrier",
        )
        .await;
        window.has_no_accessibility_fault("letter-errors").await;
        stage.picture("letter-refused").await;

        // The letter itself was told to the number on file (S25).
        let before = stage.landlord.messages();
        let typed = letter.to_lowercase().replace('-', " ");
        window.fill("#letter-code", &typed).await;
        window.reads(".code-echo", "16 caractères sur 16").await;
        window.go_on().await;
        window.sees("smsCode").await;
        window
            .reads("main", &format!("Un SMS arrive au {NEW_MOBILE}"))
            .await;
        stage.picture("new-number").await;
        window.click("#back").await;
        window.sees("letter").await;
        assert_eq!(window.value("#letter-code").await, typed);
        window.go_on().await;
        window.sees("smsCode").await;
        let sent = stage.landlord.messages() - before;
        assert_eq!(sent, 1, "going back sends nothing again");
        people::type_code(stage, before + 1).await;
        window.sees("signUpDetails").await;
        window.reads("main", NEW_MOBILE).await;
        people::finish_sign_up(&window).await;
    })
    .await;
}

#[tokio::test]
async fn a_letter_resets_the_password_after_a_change_of_number() {
    let name = "a_letter_resets_the_password_after_a_change_of_number";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        stage.open_window().await;
        people::sign_up(stage, tenant).await;
        let window = stage.window();
        window.click("#sign-out").await;
        window.sees("signIn").await;
        window.click("#forgotten-password").await;
        window.sees("phone").await;
        window.click("#unknown-number").await;
        window.sees("contactAgency").await;
        let letter = stage.landlord.letter(tenant.tenant_code).await;
        window.click("#open-letter").await;
        window.sees("letter").await;
        window.reads(".stage", "Étape 2 sur 4").await;
        window.fill("#letter-code", &letter).await;
        window.fill("#phone", NEW_MOBILE).await;
        let messages = stage.landlord.messages();
        window.go_on().await;
        window.sees("smsCode").await;
        people::type_code(stage, messages + 1).await;
        window.sees("password").await;
        window.fill("#password", "Prunier jaune 17").await;
        window.go_on().await;
        window.sees("done").await;
        window.reads("h1", "Votre mot de passe est changé").await;
    })
    .await;
}

/// Swaps the first two different neighbours of a code, a typical typing error.
fn exchanged(letter: &str) -> String {
    let mut characters: Vec<char> = letter.chars().filter(|c| *c != '-').collect();
    let place = characters.windows(2).position(|pair| pair[0] != pair[1]);
    let place = place.expect("not all the same");
    characters.swap(place, place + 1);
    characters.into_iter().collect()
}
