//! The counter of an agency: staff help one tenant after another, and nothing of a tenant stays (S21, R9).

use landlord::demonstration::{
    COUNTER_DEVICE, COUNTER_PASSWORD, SHOWN_STAFF, SHOWN_TENANTS, ShownStaff, ShownTenant,
};

use crate::{
    harness::{
        computer::Keyring,
        stage::{Stage, play},
        window::Window,
    },
    looks::{in_every_look, is_readable},
    people::{EMAIL, PASSWORD},
};

const NEW_PASSWORD: &str = "Prunier rouge 43";
const NEW_MOBILE: &str = "06 39 98 00 99";

fn claire() -> &'static ShownStaff {
    &SHOWN_STAFF[0]
}

fn nadia() -> &'static ShownStaff {
    &SHOWN_STAFF[1]
}

#[tokio::test]
async fn a_day_at_the_counter() {
    play("counter-day", Keyring::Unlocked, async |stage| {
        let [signs_up, moved, _] = &SHOWN_TENANTS;
        stage.computer.make_temporary_folder();
        stage.open_counter().await;
        looked_at(stage, "sign-in").await;
        sign_staff_in(stage).await;
        looked_at(stage, "desk").await;

        // A tenant signs up, sees a receipt, and leaves.
        begin_visit(stage, signs_up, &["signUp", "receipts"]).await;
        looked_at(stage, "visit").await;
        hand_over(stage, "signUp").await;
        looked_at(stage, "hand-over-taken").await;
        complete_number(stage, signs_up.mobile).await;
        fill_profile(stage.window()).await;
        choose_password(stage, PASSWORD).await;
        let window = stage.window();
        window.sees("done").await;
        looked_at(stage, "done").await;
        window.go_on().await;
        window.find("[data-purpose='signUp'][data-done='true']").await;
        window.click("[data-begin='receipts']").await;
        window.find("[data-document-id]").await;
        window.reads("#freshness", "À jour au").await;
        for saving in ["#save-dossier", "#open-account", "#sign-out"] {
            assert!(!window.has(saving).await, "{saving} at a counter");
        }
        looked_at(stage, "receipts").await;
        end_visit(stage).await;
        looked_at(stage, "wiped").await;
        assert_nothing_stays(stage, signs_up).await;

        // The helper takes the wrong way, and comes back. The next tenant's number is another by now.
        let window = stage.window();
        window.click("#search-by-name").await;
        window.fill("#name", "personne").await;
        window.fill("#birth-date", "31/02/1958").await;
        window.go_on().await;
        window.find("#birth-date-error").await;
        looked_at(stage, "search-error").await;
        window.click("#search-by-code").await;
        search(window, signs_up).await;
        window.click("[data-tenant]").await;
        window.sees("visitIdentity").await;
        looked_at(stage, "identity").await;
        window.click("#back").await;
        window.sees("tenantsFound").await;
        window.click("#back").await;
        window.sees("counterDesk").await;
        begin_visit(stage, moved, &["signUp", "newNumber"]).await;
        give_new_number(stage).await;
        fill_profile(stage.window()).await;
        choose_password(stage, PASSWORD).await;
        let window = stage.window();
        window.sees("done").await;
        window.go_on().await;
        window.find("[data-purpose='newNumber'][data-done='true']").await;
        window.find("[data-purpose='signUp'][data-done='true']").await;
        end_visit(stage).await;
        assert_nothing_stays(stage, moved).await;

        // The first one comes back: the password is forgotten.
        begin_visit(stage, signs_up, &["passwordReset"]).await;
        hand_over(stage, "passwordReset").await;
        complete_number(stage, signs_up.mobile).await;
        choose_password(stage, NEW_PASSWORD).await;
        let window = stage.window();
        window.sees("done").await;
        window.go_on().await;
        window
            .find("[data-purpose='passwordReset'][data-done='true']")
            .await;
        end_visit(stage).await;
        assert_nothing_stays(stage, signs_up).await;

        // And once more: the number is another too. So soon after a new password, that is a matter for two.
        begin_visit(stage, signs_up, &["newNumber"]).await;
        let window = stage.window();
        window.click("[data-begin='newNumber']").await;
        window.sees("visitApproval").await;
        looked_at(stage, "approval").await;
        prove(stage, nadia()).await;
        window.sees("visitNewNumber").await;
        window.click("#back").await;
        give_new_number(stage).await;
        window.sees("numberConfirmed").await;
        looked_at(stage, "number-confirmed").await;
        window.go_on().await;
        window.find("[data-purpose='newNumber'][data-done='true']").await;
        end_visit(stage).await;
        assert_nothing_stays(stage, signs_up).await;
        stage.window().reads(".counter-figures", "visites 4").await;

        stage.window().click("#staff-sign-out").await;
        stage.window().sees("staffSignIn").await;
        stage.landlord.journal_is_whole().await;
        let actions = stage.landlord.journal().await;
        for action in [
            "signedUp",
            "passwordReset",
            "approved",
            "newNumberConfirmed",
            "visitEnded",
            "signedOut",
        ] {
            assert!(actions.contains(action), "{action} in {actions}");
        }
        for tenant in &SHOWN_TENANTS {
            assert!(!actions.contains(tenant.tenant_code), "{actions}");
        }
    })
    .await;
}

/// A tenant of the demonstration, and what they alone type.
struct Canary {
    tenant_code: String,
    mobile: String,
    email: String,
    password: String,
}

impl Canary {
    /// The same for a number each time; some tenants have no mobile on file.
    fn of(number: usize) -> Self {
        // As the demonstration numbers the tenants after the three that it shows.
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
            email: format!("canari.{number}.{position}@exemple.fr"),
            password: format!("Canari vert {number} et {position}"),
        }
    }

    fn texts(&self) -> [&str; 4] {
        [&self.tenant_code, &self.mobile, &self.email, &self.password]
    }
}

/// So many things are done in a visit of [`visit_up_to`].
const STEPS: usize = 9;

/// A sign-up at the counter, up to one of its steps; the whole of it with [`STEPS`].
async fn visit_up_to(stage: &Stage, canary: &Canary, step: usize) {
    let window = stage.window();
    window.sees("counterDesk").await;
    for done in 0..step {
        match done {
            0 => window.fill("#tenant-code", &canary.tenant_code).await,
            1 => {
                window.go_on().await;
                window.sees("tenantsFound").await;
                window.click("[data-tenant]").await;
                window.sees("visitIdentity").await;
            }
            2 => {
                window.click("#identity-document").await;
                window.go_on().await;
                window.sees("visitConsent").await;
                window.click("#purpose-signUp").await;
                window.go_on().await;
                window.sees("visit").await;
            }
            3 => hand_over(stage, "signUp").await,
            4 => complete_number(stage, &canary.mobile).await,
            5 => {
                window.sees("profile").await;
                window.fill("#email", &canary.email).await;
                window.click("#terms").await;
            }
            6 => {
                window.go_on().await;
                window.sees("password").await;
                window.fill("#password", &canary.password).await;
            }
            7 => {
                window.go_on().await;
                window.sees("done").await;
            }
            _ => {
                window.go_on().await;
                window.find("[data-purpose='signUp'][data-done='true']").await;
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
            // An hour's searches and messages are never used up.
            stage.landlord.wait(120);
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

/// A page that anybody can read; its picture is kept.
async fn looked_at(stage: &Stage, name: &str) {
    stage.window().has_no_accessibility_fault(name).await;
    stage.window().has_no_sideways_scroll(name).await;
    stage.picture(name).await;
}

#[tokio::test]
async fn the_counter_can_be_read_in_every_look() {
    play("counter-looks", Keyring::Unlocked, async |stage| {
        stage.open_counter().await;
        sign_staff_in(stage).await;
        begin_visit(stage, &SHOWN_TENANTS[0], &["signUp", "newNumber", "receipts"]).await;
        in_every_look(stage, async |stage, look| {
            is_readable(stage, "visit", look).await;
            let window = stage.window();
            window.click("[data-begin='signUp']").await;
            window.sees("handOver").await;
            is_readable(stage, "hand-over", look).await;
            window.click("#back").await;
            window.sees("visit").await;
        })
        .await;
        end_visit(stage).await;
        is_readable(stage, "desk", "double").await;
    })
    .await;
}

async fn sign_staff_in(stage: &Stage) {
    let window = stage.window();
    window.sees("staffSignIn").await;
    prove(stage, claire()).await;
    window.sees("counterDesk").await;
}

async fn prove(stage: &Stage, staff: &ShownStaff) {
    let window = stage.window();
    window.fill("#staff-login", staff.login).await;
    window.fill("#password", COUNTER_PASSWORD).await;
    window
        .fill("#staff-code", &stage.landlord.staff_code(staff.name).await)
        .await;
    window.go_on().await;
}

async fn search(window: &Window, tenant: &ShownTenant) {
    window.sees("counterDesk").await;
    window.fill("#tenant-code", tenant.tenant_code).await;
    window.go_on().await;
    window.sees("tenantsFound").await;
}

async fn begin_visit(stage: &Stage, tenant: &ShownTenant, purposes: &[&str]) {
    let window = stage.window();
    search(window, tenant).await;
    window.click("[data-tenant]").await;
    window.sees("visitIdentity").await;
    window.click("#identity-document").await;
    window.go_on().await;
    window.sees("visitConsent").await;
    for purpose in purposes {
        window.click(&format!("#purpose-{purpose}")).await;
    }
    looked_at(stage, "consent").await;
    window.go_on().await;
    window.sees("visit").await;
    window.reads("h1", tenant.name).await;
}

async fn hand_over(stage: &Stage, purpose: &str) {
    let window = stage.window();
    window.click(&format!("[data-begin='{purpose}']")).await;
    window.sees("handOver").await;
    window.go_on().await;
    window.sees("phone").await;
}

async fn complete_number(stage: &Stage, mobile: &str) {
    let window = stage.window();
    let before = stage.landlord.messages();
    window.fill("#phone", mobile).await;
    window.go_on().await;
    window.sees("smsCode").await;
    let code = stage.landlord.sms_code(before + 1).await;
    window.fill("#sms-code", &code).await;
    window.go_on().await;
}

async fn fill_profile(window: &Window) {
    window.sees("profile").await;
    window.fill("#email", EMAIL).await;
    window.click("#terms").await;
    window.go_on().await;
}

async fn choose_password(stage: &Stage, password: &str) {
    let window = stage.window();
    window.sees("password").await;
    window.fill("#password", password).await;
    window.go_on().await;
}

/// Staff type the new number; the tenant types its code.
async fn give_new_number(stage: &Stage) {
    let window = stage.window();
    window.click("[data-begin='newNumber']").await;
    window.sees("visitNewNumber").await;
    looked_at(stage, "new-number").await;
    let before = stage.landlord.messages();
    window.fill("#phone", NEW_MOBILE).await;
    window.go_on().await;
    window.sees("handOver").await;
    looked_at(stage, "hand-over").await;
    window.go_on().await;
    window.sees("smsCode").await;
    let code = stage.landlord.sms_code(before + 1).await;
    window.fill("#sms-code", &code).await;
    window.go_on().await;
}

/// *Terminer et effacer*, until the desk says that everything is wiped, but for the page's process: whoever drives it would lose it.
async fn end_visit(stage: &Stage) {
    let window = stage.window();
    window.click("#end-visit").await;
    window.sees("counterDesk").await;
    window.find("#wiped").await;
    for (place, clean) in [
        ("memory", true),
        ("folder", true),
        ("clipboard", true),
        ("page", false),
    ] {
        window
            .find(&format!("[data-place='{place}'][data-clean='{clean}']"))
            .await;
    }
}

/// Looks for everything that a tenant brought, everywhere that this computer keeps something.
async fn assert_nothing_stays(stage: &Stage, tenant: &ShownTenant) {
    let traces = [
        tenant.tenant_code,
        tenant.name,
        tenant.mobile,
        PASSWORD,
        NEW_PASSWORD,
        NEW_MOBILE,
        EMAIL,
    ];
    let found = stage.computer.files_that_tell(&traces);
    assert!(found.is_empty(), "{found:?}");
    let kept = stage.computer.keyring().secrets().await;
    assert!(kept.is_empty(), "no keyring is asked");
}
