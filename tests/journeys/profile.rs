//! *Mon profil* of a signed-in tenant.

mod changes;
mod deletion;
mod devices;
mod offline;

use std::sync::Arc;

use harness::{application::configuration, computer::Keyring, people, stage::Stage, window::Window};
use tenant::{Config, Espace, MemorySecrets};

use crate::{looks::choose, play};

/// Signs a tenant up and opens *Mon profil*.
async fn go_to_profile(stage: &mut Stage) {
    stage.open_window().await;
    people::sign_up(stage, people::long_standing_tenant()).await;
    open_profile(stage.window()).await;
    stage.window().reads("#freshness", "À jour au").await;
}

async fn open_profile(window: &Window) {
    window.click("#open-profile").await;
    window.sees("profile").await;
}

/// Asserts that the screen has no accessibility fault, and keeps its picture.
async fn check(stage: &Stage, screen: &str) {
    stage.window().has_no_accessibility_fault(screen).await;
    stage.picture(screen).await;
}

async fn type_password(window: &Window) {
    window.sees("profilePasswordAgain").await;
    window.fill("#password", people::PASSWORD).await;
    window.go_on().await;
}

/// Signs the same tenant in on another computer.
async fn signed_in_elsewhere(stage: &Stage) -> Espace {
    let text = configuration(&format!("http://{}", stage.landlord.address()));
    let config = Config::parse(&text, "landlord.toml").expect("a configuration");
    let folder = stage.computer.home().join("elsewhere");
    let elsewhere = Espace::new(config, folder, Arc::new(MemorySecrets::default())).expect("opens");
    let tenant_code = people::long_standing_tenant().tenant_code;
    elsewhere
        .sign_in(Some(tenant_code), people::PASSWORD)
        .await
        .expect("signed in");
    elsewhere
}

#[tokio::test]
async fn mon_profil_reads_well_in_every_look() {
    play(
        "mon_profil_reads_well_in_every_look",
        Keyring::Unlocked,
        async |stage| {
            go_to_profile(stage).await;
            let _elsewhere = signed_in_elsewhere(stage).await;
            for (look, setting, value) in [
                ("dark", "appearance", "dark"),
                ("strong", "contrast", "strong"),
                ("double-text", "text-size", "200"),
            ] {
                let window = stage.window();
                choose(window, setting, value).await;
                window.has_no_sideways_scroll(look).await;
                check(stage, look).await;
                window.click("#change-devices").await;
                window.sees("profileDevices").await;
                window.has_no_sideways_scroll(look).await;
                check(stage, &format!("{look}-devices")).await;
                window.click("#back").await;
                window.sees("profile").await;
                window.click("#delete-account").await;
                window.sees("profileDeletion").await;
                check(stage, &format!("{look}-deletion")).await;
                window.click("#back").await;
                window.sees("profile").await;
            }
            let window = stage.window();
            window.resize(447, 720).await;
            window.has_no_sideways_scroll("447 px").await;
            stage.picture("narrow-double-text").await;
            let window = stage.window();
            choose(window, "text-size", "100").await;
            stage.picture("narrow").await;
        },
    )
    .await;
}
