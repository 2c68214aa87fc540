//! Computers whose clock is wrong by years, or jumps (R8). Durations are measured by the landlord, or by a clock
//! that never jumps.

use harness::{computer::Keyring, line::Condition, people};

use crate::play;

async fn is_lived_with(name: &str, before: &str, after: &str) {
    play(name, Keyring::Unlocked, async |stage| {
        stage.computer.set_clock(before);
        let tenant = people::other_tenant();
        let window = stage.open_window().await;
        people::go_to_sms_code(&window, tenant).await;

        // The window is closed in the middle, and the clock jumps meanwhile.
        stage.computer.set_clock(after);
        let window = stage.restart_window().await;
        window.sees("resumeEnrolment").await;
        window.go_on().await;
        window.sees("smsCode").await;
        // It jumps back while the window is open.
        stage.computer.set_clock(before);
        people::type_code(stage, 1).await;
        window.sees("signUpDetails").await;
        people::finish_sign_up(&window).await;
        stage.computer.set_clock(after);
        people::read_newest_receipt_and_pdf(&window).await;

        let window = stage.restart_window().await;
        people::reach_receipts(&window).await;
        window.reads("#freshness", "À jour").await;
        stage.picture("at-home").await;
        people::read_newest_receipt_and_pdf(&window).await;

        // Overdue amounts and the age of the list depend on the landlord's date, also when the landlord cannot be
        // asked.
        stage.line.set(Condition::Cut).await;
        let window = stage.restart_window().await;
        let year = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year();
        window
            .reads("#freshness", "Votre bailleur ne répond pas. Page du")
            .await;
        window.reads("#freshness", &format!(" {year} ")).await;
        window.reads(".owed-late", "retard").await;
        people::reach_receipts(&window).await;
        window.reads(".documents", "En retard").await;
        people::read_newest_receipt_and_pdf(&window).await;
    })
    .await;
}

#[tokio::test]
async fn a_clock_ten_years_ahead_or_behind_ends_nothing_before_its_time() {
    is_lived_with(
        "a_clock_ten_years_ahead_or_behind_ends_nothing_before_its_time",
        "-10y",
        "+10y",
    )
    .await;
}

#[tokio::test]
async fn a_clock_that_goes_back_by_years_prolongs_nothing() {
    is_lived_with("a_clock_that_goes_back_by_years_prolongs_nothing", "+10y", "-10y").await;
}
