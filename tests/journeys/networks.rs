//! Computers behind a proxy, a real squid: it is found where the desktop is set to it, and its password is asked for.

use harness::{
    computer::{Desktop, Keyring},
    people,
    stage::Stage,
    window::Window,
};
use squid::{NAME, PASSWORD, Squid};

use crate::{
    counter::steps::prove,
    looks::{in_every_look, is_readable},
    play,
};

const ASKED: &str = "demande un nom et un mot de passe";

/// Types the tenant code, up to where the landlord is asked.
async fn submit_tenant_code(window: &Window) {
    people::go_to_tenant_code(window).await;
    window
        .fill("#tenant-code", people::long_standing_tenant().tenant_code)
        .await;
    window.go_on().await;
}

async fn enter(window: &Window, name: &str, password: &str) {
    window.fill("#proxy-name", name).await;
    window.fill("#proxy-password", password).await;
    window.click("#enter-proxy").await;
}

/// No file, and no line of the log, holds the password in clear.
fn assert_password_is_nowhere(stage: &Stage) {
    assert_eq!(
        stage.computer.files_that_tell(&[PASSWORD]),
        Vec::<std::path::PathBuf>::new()
    );
    assert_eq!(stage.log_counts(PASSWORD), 0, "in the log");
}

#[tokio::test]
async fn the_password_of_a_proxy_is_asked_for_once_and_kept() {
    let name = "the_password_of_a_proxy_is_asked_for_once_and_kept";
    play(name, Keyring::Unlocked, async |stage| {
        let squid = Squid::with_password().await;
        stage.computer.set_proxy(Desktop::Gnome, squid.port());
        let window = stage.open_window().await;
        submit_tenant_code(&window).await;
        window.reads("#error-summary", ASKED).await;
        stage.picture("refused").await;
        window.click("#proxy").await;
        window
            .reads(".panel", &format!("127.0.0.1:{}", squid.port()))
            .await;
        stage.picture("question").await;
        window.click("#enter-proxy").await;
        window.find("#proxy-name-error").await;
        window.find("#proxy-password-error").await;
        enter(&window, NAME, "Pluie").await;
        window.reads("#proxy-password-error", "Votre réseau refuse").await;
        assert_eq!(window.value("#proxy-password").await, "", "it is typed again");
        window.has_no_accessibility_fault("wrong").await;
        stage.picture("wrong").await;
        enter(&window, NAME, PASSWORD).await;
        window.sees("phone").await;

        let secrets = stage.computer.keyring().secrets().await;
        assert!(
            secrets.iter().any(|secret| secret.contains(PASSWORD)),
            "it is kept"
        );
        let window = stage.restart_window().await;
        window.sees("resumeEnrolment").await;
        window.go_on().await;
        window.sees("phone").await;
        stage.close_window().await;
        assert_password_is_nowhere(stage);
    })
    .await;
}

#[tokio::test]
async fn the_question_of_a_proxy_is_readable_in_every_look() {
    let name = "the_question_of_a_proxy_is_readable_in_every_look";
    play(name, Keyring::Unlocked, async |stage| {
        let squid = Squid::with_password().await;
        stage.computer.set_proxy(Desktop::Kde, squid.port());
        let window = stage.open_window().await;
        submit_tenant_code(&window).await;
        window.reads("#error-summary", ASKED).await;
        in_every_look(stage, async |stage, look| {
            let window = stage.window();
            window.click("#proxy").await;
            window.find("#enter-proxy").await;
            is_readable(stage, "question", look).await;
            window.fill("#proxy-password", "Pluie").await;
            window.click("#enter-proxy").await;
            window.find("#proxy-name-error").await;
            is_readable(stage, "empty-name", look).await;
            window.click("#close-panel").await;
            window.gone("#enter-proxy").await;
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_proxy_of_the_environment_comes_before_the_desktops() {
    let name = "a_proxy_of_the_environment_comes_before_the_desktops";
    play(name, Keyring::Unlocked, async |stage| {
        let (asking, open) = (Squid::with_password().await, Squid::open().await);
        stage.computer.set_proxy(Desktop::Kde, asking.port());
        stage.computer.set_proxy_variable(&open.url());
        let window = stage.open_window().await;
        submit_tenant_code(&window).await;
        window.sees("phone").await;
    })
    .await;
}

#[tokio::test]
async fn s21_the_counter_goes_through_the_proxy_of_the_desktop() {
    let name = "s21_the_counter_goes_through_the_proxy_of_the_desktop";
    play(name, Keyring::Unlocked, async |stage| {
        let squid = Squid::with_password().await;
        stage.computer.set_proxy(Desktop::Gnome, squid.port());
        let window = stage.open_counter().await;
        let staff = crate::counter::steps::claire();
        window.sees("staffSignIn").await;
        prove(stage, staff).await;
        window.reads("#error-summary", ASKED).await;
        window.click("#proxy").await;
        window.reads(".panel", "oubliés quand la fenêtre se ferme").await;
        stage.picture("question").await;
        enter(&window, NAME, PASSWORD).await;
        window.sees("counterDesk").await;
        stage.close_window().await;
        assert_password_is_nowhere(stage);
        let kept = stage.computer.keyring().secrets().await;
        assert!(kept.is_empty(), "a counter keeps nothing: {}", kept.len());
    })
    .await;
}
