//! The counter of an agency: staff help one tenant after another, and nothing of a tenant stays (S21, R9).

use landlord::demonstration::{COUNTER_PASSWORD, SHOWN_STAFF, SHOWN_TENANTS, ShownStaff, ShownTenant};

use crate::{
    harness::{
        computer::Keyring,
        stage::{Stage, play},
        window::Window,
    },
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
        stage.picture("sign-in").await;
        sign_staff_in(stage).await;
        stage.picture("desk").await;

        // A tenant signs up, sees a receipt, and leaves.
        begin_visit(stage, signs_up, &["signUp", "receipts"]).await;
        stage.picture("visit").await;
        hand_over(stage, "signUp").await;
        stage.picture("hand-over-taken").await;
        complete_number(stage, signs_up.mobile).await;
        fill_profile(stage.window()).await;
        choose_password(stage, PASSWORD).await;
        let window = stage.window();
        window.sees("done").await;
        stage.picture("done").await;
        window.go_on().await;
        window.find("[data-purpose='signUp'][data-done='true']").await;
        window.click("[data-begin='receipts']").await;
        window.find("[data-document-id]").await;
        window.reads("#freshness", "À jour au").await;
        for saving in ["#save-dossier", "#open-account", "#sign-out"] {
            assert!(!window.has(saving).await, "{saving} at a counter");
        }
        stage.picture("receipts").await;
        end_visit(stage).await;
        stage.picture("wiped").await;
        assert_nothing_stays(stage, signs_up).await;

        // The helper takes the wrong way, and comes back. The next tenant's number is another by now.
        let window = stage.window();
        window.click("#search-by-name").await;
        window.fill("#name", "personne").await;
        window.fill("#birth-date", "31/02/1958").await;
        window.go_on().await;
        window.find("#birth-date-error").await;
        stage.picture("search-error").await;
        window.click("#search-by-code").await;
        search(window, signs_up).await;
        window.click("[data-tenant]").await;
        window.sees("visitIdentity").await;
        stage.picture("identity").await;
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
        stage.picture("approval").await;
        prove(stage, nadia()).await;
        window.sees("visitNewNumber").await;
        window.click("#back").await;
        give_new_number(stage).await;
        window.sees("numberConfirmed").await;
        stage.picture("number-confirmed").await;
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
    stage.picture("consent").await;
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
    stage.picture("new-number").await;
    let before = stage.landlord.messages();
    window.fill("#phone", NEW_MOBILE).await;
    window.go_on().await;
    window.sees("handOver").await;
    stage.picture("hand-over").await;
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
