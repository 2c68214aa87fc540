//! The PIN and the lock (S12).

use std::{fs, path::Path, time::Duration};

use fantoccini::key::Key;
use harness::{
    MAX_WAIT, computer::Keyring, line::Condition, login_daemon::OWN_SESSION, people, stage::Stage,
    window::Window,
};

use tenant::figures::{IDLE_MINUTES, PIN_TRIES};

use crate::{looks::in_every_look, play};

pub(crate) const PIN: &str = "407395";
const WRONG: &str = "550127";

/// The script by which the shell starts the countdown.
pub(crate) const NOBODY_IS_THERE: &str =
    "window.dispatchEvent(new CustomEvent('countdown', { detail: { seconds: 30, messageIsLost: false } }))";

/// The message after this many wrong tries in a row.
fn tries_left(wrong: u8) -> String {
    match PIN_TRIES - wrong {
        1 => "Il vous reste 1 essai. Ensuite, vous vous connecterez avec votre mot de passe.".to_owned(),
        left => format!("Il vous reste {left} essais."),
    }
}

/// From *Bienvenue* to the page that offers a PIN.
async fn go_to_offer(stage: &mut Stage) {
    let window = stage.open_window().await;
    people::go_to_sign_up_details(stage, people::long_standing_tenant()).await;
    people::fill_sign_up_details(&window).await;
    window.fill("#password", people::PASSWORD).await;
    window.go_on().await;
    window.sees("done").await;
    window.go_on().await;
    window.sees("receipts").await;
    window.click("#back").await;
    window.sees("pinOffer").await;
}

/// Signs a tenant up and sets a PIN.
pub(crate) async fn choose_pin(stage: &mut Stage) {
    go_to_offer(stage).await;
    let window = stage.window();
    window.click("#choose-pin").await;
    window.sees("pinChoice").await;
    window.fill("#pin", PIN).await;
    window.fill("#pin-again", PIN).await;
    window.go_on().await;
    people::reach_receipts(window).await;
    window.reads("#freshness", "À jour au").await;
}

pub(crate) async fn unlock(window: &Window) {
    window.sees("locked").await;
    window.fill("#pin", PIN).await;
    window.go_on().await;
    people::reach_receipts(window).await;
}

/// Asserts that the screen has no accessibility fault, and keeps its picture.
async fn check(stage: &Stage, screen: &str) {
    stage.window().has_no_accessibility_fault(screen).await;
    stage.picture(screen).await;
}

/// Asserts that the page holds no data of the tenant.
async fn tells_nothing(window: &Window, amount: &str) {
    let tenant = people::long_standing_tenant();
    let page = window.source().await;
    for private in [tenant.name, tenant.tenant_code, people::EMAIL, amount] {
        assert!(!page.contains(private), "« {private} » is in the page");
    }
}

#[tokio::test]
async fn a_pin_is_chosen_and_asked_for_at_the_next_start_by_keyboard_alone() {
    let name = "a_pin_is_chosen_and_asked_for_at_the_next_start_by_keyboard_alone";
    play(name, Keyring::Unlocked, async |stage| {
        go_to_offer(stage).await;
        check(stage, "offer").await;
        let window = stage.window();
        window.find("h1:focus").await;
        window.tab_to("#choose-pin").await;
        window.press(Key::Enter).await;
        window.sees("pinChoice").await;
        check(stage, "choice").await;

        window.tab_to("#pin").await;
        window.type_keys("123456").await;
        window.press(Key::Enter).await;
        window.reads("#pin-error", "les chiffres se suivent").await;
        window
            .reads("#pin-again-error", "Tapez les 6 chiffres du code")
            .await;
        check(stage, "choice-wrong").await;

        window.fill("#pin", "").await;
        window.tab_to("#pin").await;
        window.type_keys(PIN).await;
        window.tab_to("#pin-again").await;
        // The digits of a French keyboard without the shift key.
        window.type_keys("'àè\"ç(").await;
        window.press(Key::Enter).await;
        window.reads("#pin-chosen", "Votre code est enregistré").await;
        people::reach_receipts(window).await;
        window.find("#lock").await;
        let amount = window.text("[data-document-id] .document-amount").await;

        stage.line.set(Condition::Cut).await;
        let window = stage.restart_window().await;
        window.sees("locked").await;
        tells_nothing(&window, &amount).await;
        check(stage, "locked").await;
        window.type_keys(WRONG).await;
        window.press(Key::Enter).await;
        window.reads("#pin-error", &tries_left(1)).await;
        // What is typed at once is the next try.
        window.find("#pin:focus").await;
        check(stage, "locked-wrong").await;
        window.tab_to("#pin").await;
        window.type_keys(PIN).await;
        window.press(Key::Enter).await;
        people::reach_receipts(&window).await;
        window.reads("#freshness", "Votre bailleur ne répond pas").await;
    })
    .await;
}

#[tokio::test]
async fn a_locked_window_tells_nothing_and_comes_back_to_the_list() {
    let name = "a_locked_window_tells_nothing_and_comes_back_to_the_list";
    play(name, Keyring::Unlocked, async |stage| {
        choose_pin(stage).await;
        let window = stage.window();
        let amount = window.text("[data-document-id] .document-amount").await;
        window.click("[data-document-id]").await;
        window.find("#open-pdf").await;
        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;
        window.click("#back").await;
        window.click("#back").await;
        stage.picture("lockable").await;
        window.click("#lock").await;
        window.sees("locked").await;
        assert!(!window.has("iframe").await);
        tells_nothing(window, &amount).await;
        let kept = window
            .run(
                "return JSON.stringify({ ...localStorage, ...sessionStorage, ...history.state })",
                vec![],
            )
            .await;
        assert_eq!(kept, "{}");
        unlock(window).await;
        people::read_newest_receipt_and_pdf(window).await;
    })
    .await;
}

#[tokio::test]
async fn a_tenant_who_forgot_the_pin_signs_in_and_is_offered_another_one() {
    let name = "a_tenant_who_forgot_the_pin_signs_in_and_is_offered_another_one";
    play(name, Keyring::Unlocked, async |stage| {
        choose_pin(stage).await;
        stage.window().click("#lock").await;
        let window = stage.window();
        window.sees("locked").await;
        window.click("#forget-pin").await;
        window.sees("signIn").await;
        window.reads("#pin-loss", "Vos documents restent").await;
        check(stage, "forgotten").await;
        window.click("#back").await;
        window.sees("locked").await;
        for wrong in 1..PIN_TRIES {
            window.fill("#pin", WRONG).await;
            window.go_on().await;
            window.reads("#pin-error", &tries_left(wrong)).await;
        }
        check(stage, "last-try").await;
        window.fill("#pin", WRONG).await;
        window.go_on().await;
        window.sees("signIn").await;
        window.reads("#pin-loss", "il n’est plus valable").await;
        check(stage, "spent").await;
        window.fill("#password", people::PASSWORD).await;
        window.go_on().await;
        window.sees("pinOffer").await;
        window.click("#decline-pin").await;
        people::reach_receipts(window).await;
        let window = stage.restart_window().await;
        people::reach_receipts(&window).await;
    })
    .await;
}

#[tokio::test]
async fn a_pin_is_changed_and_given_up_in_the_profile() {
    let name = "a_pin_is_changed_and_given_up_in_the_profile";
    play(name, Keyring::Unlocked, async |stage| {
        choose_pin(stage).await;
        let window = stage.window();
        window.click("#open-profile").await;
        window.reads("#freshness", "À jour au").await;
        check(stage, "profile").await;
        window.click("#open-pin").await;
        window.sees("pinChoice").await;
        check(stage, "change").await;
        window.fill("#current-pin", WRONG).await;
        window.fill("#pin", "918273").await;
        window.fill("#pin-again", "918273").await;
        window.go_on().await;
        window.reads("#current-pin-error", &tries_left(1)).await;
        window.fill("#current-pin", PIN).await;
        window.fill("#pin", "918273").await;
        window.fill("#pin-again", "918273").await;
        window.go_on().await;
        window.reads("#profile-news", "Votre code est changé").await;
        window.click("#open-pin-removal").await;
        window.sees("pinRemoval").await;
        check(stage, "removal").await;
        window.fill("#current-pin", "918273").await;
        window.go_on().await;
        window
            .reads("#profile-news", "L’application s’ouvre maintenant sans code")
            .await;
        assert!(!window.has("#open-pin-removal").await);
        let window = stage.restart_window().await;
        people::reach_receipts(&window).await;
        assert!(!window.has("#lock").await);
    })
    .await;
}

#[tokio::test]
async fn s17_opened_copies_go_with_the_last_wrong_pin_in_the_profile() {
    let name = "s17_opened_copies_go_with_the_last_wrong_pin_in_the_profile";
    play(name, Keyring::Unlocked, async |stage| {
        let told = stage.computer.home().join("opened");
        stage
            .computer
            .install("xdg-open", &format!("printf '%s' \"$1\" > '{}'", told.display()));
        choose_pin(stage).await;
        let window = stage.window();
        window.click("[data-document-id]").await;
        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;
        window.click("#open-elsewhere").await;
        window.reads(".pdf-state", "Un autre programme").await;
        let copy = fs::read_to_string(&told).expect("the program was started");
        assert!(Path::new(&copy).exists());
        window.click("#back").await;
        window.find("#open-pdf").await;
        window.click("#back").await;
        window.sees("receipts").await;

        window.click("#open-profile").await;
        window.click("#open-pin-removal").await;
        window.sees("pinRemoval").await;
        for wrong in 1..=PIN_TRIES {
            window.fill("#current-pin", WRONG).await;
            window.go_on().await;
            if wrong < PIN_TRIES {
                window.reads("#current-pin-error", &tries_left(wrong)).await;
            }
        }
        window.sees("signIn").await;
        assert!(!Path::new(&copy).exists(), "the stay has ended");
    })
    .await;
}

#[tokio::test]
async fn the_window_locks_with_the_session_and_before_the_machine_sleeps() {
    let name = "the_window_locks_with_the_session_and_before_the_machine_sleeps";
    play(name, Keyring::Unlocked, async |stage| {
        let sessions = stage.computer.keep_sessions().await;
        choose_pin(stage).await;
        stage.log_says("the desktop's session is watched").await;
        sessions.is_delayed().await;
        let window = stage.window();
        sessions.lock("8").await;
        sessions.sleep(false).await;
        sessions.lock(OWN_SESSION).await;
        window.sees("locked").await;
        sessions.is_let_go().await;
        let heeded = "the session locks, or the machine is about to sleep";
        assert_eq!(stage.log_counts(heeded), 1, "its own session's only");
        unlock(window).await;
        sessions.is_delayed().await;
        sessions.sleep(true).await;
        // The machine sleeps now: the page is another one.
        sessions.is_let_go().await;
        window.sees("locked").await;
        unlock(window).await;
    })
    .await;
}

#[tokio::test]
#[ignore = "waits for the real idle time in the real window: cargo xtask test --long"]
async fn long_s12_an_idle_window_says_so_and_locks() {
    let name = "long_s12_an_idle_window_says_so_and_locks";
    play(name, Keyring::Unlocked, async |stage| {
        choose_pin(stage).await;
        let window = stage.window();
        let idle = Duration::from_secs(60 * IDLE_MINUTES);
        window.find_within("#still-here", idle + MAX_WAIT).await;
        window.press(Key::Shift).await;
        window.gone("#still-here").await;
        window.find_within("#still-here", idle + MAX_WAIT).await;
        stage.picture("countdown").await;
        window.sees("locked").await;
    })
    .await;
}

#[tokio::test]
async fn without_a_keyring_no_pin_is_offered_and_the_profile_says_why() {
    let name = "without_a_keyring_no_pin_is_offered_and_the_profile_says_why";
    play(name, Keyring::None, async |stage| {
        let window = stage.open_window().await;
        people::go_to_sign_up_details(stage, people::other_tenant()).await;
        people::fill_sign_up_details(&window).await;
        window.fill("#password", people::PASSWORD).await;
        window.go_on().await;
        window.sees("done").await;
        window.go_on().await;
        people::reach_receipts(&window).await;
        window.click("#open-profile").await;
        window.reads("main", "ne peut pas garder de code").await;
        assert!(!window.has("#open-pin").await);
    })
    .await;
}

#[tokio::test]
async fn the_pages_of_the_pin_are_readable_in_every_look() {
    let name = "the_pages_of_the_pin_are_readable_in_every_look";
    play(name, Keyring::Unlocked, async |stage| {
        choose_pin(stage).await;
        in_every_look(stage, async |stage, look| {
            let window = stage.window();
            let readable = async |screen: &str| {
                let what = format!("{screen}-{look}");
                window.has_no_accessibility_fault(&what).await;
                window.has_no_sideways_scroll(&what).await;
                stage.picture(&what).await;
            };
            readable("list").await;
            window.click("#open-profile").await;
            window.sees("profile").await;
            window.click("#open-pin").await;
            window.sees("pinChoice").await;
            window.go_on().await;
            window.find("#error-summary").await;
            readable("choice").await;
            window.fill("#pin", "1").await;
            window.run(NOBODY_IS_THERE, vec![]).await;
            window.reads("dialog", "Ce que vous êtes en train d’écrire").await;
            readable("countdown").await;
            window.click("#still-here").await;
            window.gone("#still-here").await;
            window.click("#back").await;
            window.sees("profile").await;
            window.click("#back").await;
            window.click("#lock").await;
            // The reloaded page keeps the look of the tenant.
            window.sees("locked").await;
            window.find("html[data-appearance='dark']").await;
            window.fill("#pin", "1").await;
            window.go_on().await;
            window.find("#pin-error").await;
            readable("locked").await;
            unlock(window).await;
        })
        .await;
    })
    .await;
}
