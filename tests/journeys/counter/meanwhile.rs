//! The end of a visit and the lock of the desk while something is open or under way (S21): they come within a second.

use std::time::Duration;

use harness::{
    MAX_WAIT,
    computer::Keyring,
    hands,
    line::Condition,
    login_daemon::{LoginDaemon, OWN_SESSION},
    stage::Stage,
};
use landlord::demonstration::{SHOWN_TENANTS, ShownTenant};
use serde_json::json;
use tenant::figures::{COUNTDOWN_SECONDS, COUNTER_IDLE_MINUTES};

use super::steps::{
    assert_nothing_stays, begin_visit, claire, end_visit, hand_over, open_desk, prove, search, sign_staff_in,
    wiped,
};
use crate::{looks::choose, play, waited_for_nothing};

/// What the application logs once memory, clipboard, folder and page are wiped.
const WIPED: &str = "the counter is wiped";

/// A counter whose desktop reports locks, with staff at the desk.
async fn at_the_desk(stage: &mut Stage) -> LoginDaemon {
    let sessions = stage.computer.keep_sessions().await;
    stage.open_counter().await;
    stage.log_says("the desktop's session is watched").await;
    sign_staff_in(stage).await;
    sessions
}

async fn lock(stage: &Stage, sessions: &LoginDaemon) {
    let took = stage.log_says_after(WIPED, sessions.lock(OWN_SESSION)).await;
    assert!(waited_for_nothing(took));
    hands::dialogs_close(stage.computer.display()).await;
}

#[tokio::test]
async fn r9_a_visit_ends_at_once_while_the_print_dialog_is_open() {
    play("counter-lock-while-printing", Keyring::Unlocked, async |stage| {
        let tenant = &SHOWN_TENANTS[0];
        stage.computer.make_temporary_folder();
        let printer = stage.computer.connect_printer().await;
        let sessions = at_the_desk(stage).await;
        let display = stage.computer.display().to_owned();
        begin_visit(stage, tenant, &["signUp"]).await;
        stage.window().click("#print-consent").await;
        hands::dialogs_open(&display, 1).await;
        sessions.is_delayed().await;
        lock(stage, &sessions).await;
        wiped(stage).await;
        sessions.is_let_go().await;
        assert_nothing_stays(stage, tenant).await;

        open_desk(stage, &stage.landlord).await;
        begin_visit(stage, tenant, &["signUp"]).await;
        stage.window().click("#print-consent").await;
        hands::print_in_dialog(&display).await;
        printer.printed(1).await;
        printer.jobs_kept().await;
        assert_eq!(printer.count_printed(), 1, "the second attempt alone");
    })
    .await;
}

/// Goes to where the tenant has sent a number, and the landlord does not answer.
async fn send_a_number(stage: &mut Stage, tenant: &ShownTenant) {
    begin_visit(stage, tenant, &["signUp"]).await;
    hand_over(stage, "signUp").await;
    stage.line.set(Condition::Hung).await;
    let window = stage.window();
    window.fill("#phone", tenant.mobile).await;
    window.go_on().await;
}

#[tokio::test]
async fn s21_a_visit_ends_at_once_while_the_landlord_is_asked() {
    play("counter-lock-while-asking", Keyring::Unlocked, async |stage| {
        let tenant = &SHOWN_TENANTS[0];
        stage.computer.make_temporary_folder();
        let sessions = at_the_desk(stage).await;
        send_a_number(stage, tenant).await;
        stage.log_says_command("submit_phone").await;
        lock(stage, &sessions).await;
        wiped(stage).await;
        assert_nothing_stays(stage, tenant).await;
        let asked = stage.commands_asked();
        let sent = asked.iter().filter(|asked| *asked == "submit_phone").count();
        assert_eq!(sent, 1, "the page that went did not send it again");

        // So does one that ends in the hands of the tenant.
        stage.line.set(Condition::Open).await;
        open_desk(stage, &stage.landlord).await;
        send_a_number(stage, tenant).await;
        let wipes = stage.log_counts(WIPED);
        stage.window().click("#end-visit").await;
        stage.window().click("#end-confirmed").await;
        stage.log_says_so_often(WIPED, wipes + 1).await;
        stage.window().sees("staffCheck").await;
        wiped(stage).await;
    })
    .await;
}

#[tokio::test]
async fn s21_a_sign_in_of_staff_under_way_is_wiped_with_the_lock() {
    play(
        "counter-lock-while-signing-in",
        Keyring::Unlocked,
        async |stage| {
            let sessions = stage.computer.keep_sessions().await;
            stage.open_counter().await;
            stage.log_says("the desktop's session is watched").await;
            stage.line.set(Condition::Hung).await;
            prove(stage, claire()).await;
            stage.log_says_command("sign_staff_in").await;
            lock(stage, &sessions).await;
            let window = stage.window();
            window.sees("staffSignIn").await;
            for field in ["#password", "#staff-code"] {
                assert_eq!(window.value(field).await, "", "{field}");
            }
            stage.line.set(Condition::Open).await;
            sign_staff_in(stage).await;
        },
    )
    .await;
}

#[tokio::test]
async fn s21_what_is_typed_and_found_before_a_visit_goes_with_the_lock() {
    play("counter-lock-before-a-visit", Keyring::Unlocked, async |stage| {
        let tenant = &SHOWN_TENANTS[0];
        let sessions = at_the_desk(stage).await;
        let window = stage.window();
        window.click("#search-by-name").await;
        window.fill("#name", "LEFEBVRE").await;
        lock(stage, &sessions).await;
        window.sees("staffCheck").await;
        assert!(!window.source().await.contains("LEFEBVRE"));
        open_desk(stage, &stage.landlord).await;

        search(window, tenant).await;
        let wipes = stage.log_counts(WIPED);
        window.click("#back").await;
        stage.log_says_so_often(WIPED, wipes + 1).await;
        wiped(stage).await;
        window.sees("counterDesk").await;
        assert_eq!(window.value("#tenant-code").await, "");
        assert!(!window.source().await.contains(tenant.name));
    })
    .await;
}

#[tokio::test]
async fn s21_a_visitors_display_settings_end_with_the_visit() {
    play("counter-display", Keyring::Unlocked, async |stage| {
        stage.open_counter().await;
        sign_staff_in(stage).await;
        let look = async || {
            let script = "const { appearance, textSize } = document.documentElement.dataset; return [appearance, textSize]";
            stage.window().run(script, vec![]).await
        };
        choose(stage.window(), "appearance", "dark").await;
        let of_staff = look().await;
        begin_visit(stage, &SHOWN_TENANTS[0], &["signUp"]).await;
        choose(stage.window(), "text-size", "200").await;
        choose(stage.window(), "appearance", "light").await;
        assert_eq!(look().await, json!(["light", "200"]));
        end_visit(stage).await;
        assert_eq!(look().await, of_staff);
    })
    .await;
}

#[tokio::test]
#[ignore = "waits for the real idle time in the real window: cargo xtask test --long"]
async fn long_r9_an_idle_visit_ends_while_the_print_dialog_is_open() {
    play("counter-idle-while-printing", Keyring::Unlocked, async |stage| {
        let tenant = &SHOWN_TENANTS[0];
        stage.computer.make_temporary_folder();
        let printer = stage.computer.connect_printer().await;
        stage.open_counter().await;
        sign_staff_in(stage).await;
        begin_visit(stage, tenant, &["signUp"]).await;
        let window = stage.window();
        window.click("#print-consent").await;
        hands::dialogs_open(stage.computer.display(), 1).await;
        let idle = Duration::from_secs(60 * COUNTER_IDLE_MINUTES + COUNTDOWN_SECONDS);
        window.find_within("#wiped", idle + MAX_WAIT).await;
        hands::dialogs_close(stage.computer.display()).await;
        wiped(stage).await;
        assert_nothing_stays(stage, tenant).await;
        assert_eq!(printer.count_printed(), 0);
    })
    .await;
}
