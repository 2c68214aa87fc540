//! Searches a computer for everything that tenants brought (R9).

use fantoccini::key::Key;
use harness::{computer::Keyring, screen, stage::Stage};
use landlord::demonstration::{COUNTER_DEVICE, SHOWN_TENANTS};

use super::steps::{
    begin_visit, complete_number, end_visit, end_visit_under_way, hand_over, receive, sign_staff_in,
};
use crate::play;

/// A tenant of the demonstration, with data that only this tenant types.
struct Canary {
    tenant_code: String,
    mobile: String,
    email: String,
    landline: String,
    password: String,
}

impl Canary {
    /// The same tenant for the same number. Skips a tenant without a mobile on file.
    fn of(number: usize) -> Self {
        // Follows the numbering of the demonstration, after its three shown tenants.
        const WITHOUT_MOBILE: usize = 13;
        let position = 3 + number % 38;
        let position = if position >= WITHOUT_MOBILE {
            position + 1
        } else {
            position
        } * 10;
        Self {
            tenant_code: format!("20451874{:07}", 1_000_000 + position * 1_237),
            mobile: format!("0639981{position:03}"),
            landline: format!("0321{:06}", 900_000 + position),
            email: format!("canari.{number}.{position}@exemple.fr"),
            password: format!("Canari vert {number} et {position}"),
        }
    }

    fn texts(&self) -> [&str; 5] {
        [
            &self.tenant_code,
            &self.mobile,
            &self.email,
            &self.landline,
            &self.password,
        ]
    }
}

/// The number of steps in [`visit_up_to`].
const STEPS: usize = 9;

/// In seconds. Long enough that the hourly quotas of searches and messages are never used up.
const BETWEEN_VISITS: i64 = 120;

/// Runs a visit up to a step; [`STEPS`] is the whole visit. A tenant without an account signs up, one with an
/// account resets the password.
async fn visit_up_to(stage: &Stage, canary: &Canary, step: usize) {
    let window = stage.window();
    window.sees("counterDesk").await;
    let mut purpose = "signUp";
    for done in 0..step {
        match done {
            0 => window.fill("#tenant-code", &canary.tenant_code).await,
            1 => {
                window.go_on().await;
                window.sees("tenantsFound").await;
                receive(window).await;
            }
            2 => {
                window.click("#identity-document").await;
                window.go_on().await;
                window.sees("visitConsent").await;
                if window.has("#purpose-passwordReset").await {
                    purpose = "passwordReset";
                }
                window.click(&format!("#purpose-{purpose}")).await;
                window.go_on().await;
                window.sees("visit").await;
            }
            3 => hand_over(stage, purpose).await,
            4 => complete_number(stage, &canary.mobile).await,
            5 if purpose == "signUp" => {
                window.sees("signUpDetails").await;
                window.fill("#email", &canary.email).await;
                window.fill("#landline", &canary.landline).await;
                window.click("#terms").await;
                window.go_on().await;
            }
            5 => {}
            6 => {
                window.sees("password").await;
                window.fill("#password", &canary.password).await;
            }
            7 => {
                window.go_on().await;
                window.sees("done").await;
            }
            _ => {
                window.go_on().await;
                let told = format!("[data-purpose='{purpose}'][data-done='true']");
                window.find(&told).await;
            }
        }
    }
}

async fn tenants_in_a_row(name: &str, count: usize) {
    play(name, Keyring::Unlocked, async |stage| {
        stage.computer.make_temporary_folder();
        stage.open_counter().await;
        let configured = stage.computer.files_that_tell(&[COUNTER_DEVICE]);
        assert!(!configured.is_empty(), "what is there is found");
        sign_staff_in(stage).await;
        for number in 0..count {
            stage.landlord.wait(BETWEEN_VISITS);
            let canary = Canary::of(number);
            visit_up_to(stage, &canary, STEPS).await;
            end_visit(stage).await;
            let found = stage.computer.files_that_tell(&canary.texts());
            assert!(found.is_empty(), "tenant {number}: {found:?}");
        }
        assert!(stage.computer.keyring().secrets().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn r9_twenty_tenants_in_a_row_leave_nothing() {
    tenants_in_a_row("counter-row", 20).await;
}

#[tokio::test]
#[ignore = "a hundred tenants: cargo xtask test --long"]
async fn long_r9_a_hundred_tenants_in_a_row_leave_nothing() {
    tenants_in_a_row("counter-long-row", 100).await;
}

async fn kills(name: &str, count: usize) {
    play(name, Keyring::Unlocked, async |stage| {
        stage.computer.make_temporary_folder();
        for number in 0..count {
            stage.landlord.wait(BETWEEN_VISITS);
            stage.open_counter().await;
            sign_staff_in(stage).await;
            let canary = Canary::of(number);
            visit_up_to(stage, &canary, 1 + number % STEPS).await;
            stage.kill_window().await;
            let found = stage.computer.files_that_tell(&canary.texts());
            assert!(found.is_empty(), "kill {number}: {found:?}");
        }
        assert!(stage.computer.keyring().secrets().await.is_empty());
        stage.landlord.journal_is_whole().await;
    })
    .await;
}

#[tokio::test]
async fn r9_twenty_kills_in_the_middle_of_visits_leave_nothing() {
    kills("counter-kills", 20).await;
}

#[tokio::test]
#[ignore = "two hundred kills: cargo xtask test --long"]
async fn long_r9_two_hundred_kills_in_the_middle_of_visits_leave_nothing() {
    kills("counter-long-kills", 200).await;
}

#[tokio::test]
async fn r9_the_clipboard_is_empty_after_the_visit() {
    play("counter-clipboard", Keyring::Unlocked, async |stage| {
        stage.open_counter().await;
        sign_staff_in(stage).await;
        begin_visit(stage, &SHOWN_TENANTS[0], &["newNumber"]).await;
        let window = stage.window();
        window.click("[data-begin='newNumber']").await;
        window.fill("#phone", "06 39 98 00 98").await;
        window.click("#phone").await;
        let control = char::from(Key::Control);
        window
            .type_keys(&format!("{control}a{control}{control}c{control}"))
            .await;
        stage.computer.holds_a_copy().await;
        end_visit_under_way(stage).await;
        assert!(!stage.computer.offers_a_copy());
    })
    .await;
}

#[tokio::test]
async fn r9_the_clipboard_is_empty_once_the_counters_window_is_closed() {
    play("counter-clipboard-closed", Keyring::Unlocked, async |stage| {
        stage.open_counter().await;
        sign_staff_in(stage).await;
        begin_visit(stage, &SHOWN_TENANTS[0], &["signUp"]).await;
        // What the page copied ends with its process; what a program beside it took over does not.
        let _other = screen::offer_a_copy(stage.computer.display());
        assert!(stage.computer.offers_a_copy());
        stage.close_window_by_its_cross().await;
        assert!(!stage.computer.offers_a_copy());
    })
    .await;
}
