//! The devices that are signed in.

use harness::computer::Keyring;

use super::{check, go_to_profile, signed_in_elsewhere, type_password};
use crate::play;

#[tokio::test]
async fn another_device_is_signed_out_and_so_is_this_one() {
    play(
        "another_device_is_signed_out_and_so_is_this_one",
        Keyring::Unlocked,
        async |stage| {
            go_to_profile(stage).await;
            let elsewhere = signed_in_elsewhere(stage).await;
            let window = stage.window();
            window
                .reads("li:has(#change-devices)", "Cet ordinateur seulement")
                .await;
            window.click("#change-devices").await;
            window.sees("profileDevices").await;
            window.reads("main", "Cet ordinateur").await;
            window.reads("[data-device-id]", "Utilisé aujourd’hui à").await;
            check(stage, "devices").await;
            window.click("#back").await;
            window
                .reads("li:has(#change-devices)", "2 appareils, dont cet ordinateur")
                .await;
            window.click("#change-devices").await;
            window.sees("profileDevices").await;
            window.click(".sign-device-out").await;
            type_password(window).await;
            window.reads("#signed-out", "L’appareil est déconnecté").await;
            window.gone("[data-device-id]").await;
            check(stage, "signed-out").await;
            elsewhere.synchronise().await.expect_err("signed out");

            window.click("#sign-out").await;
            window.sees("signIn").await;
        },
    )
    .await;
}
