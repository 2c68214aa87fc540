//! Steps of staff and tenants at a counter.

use harness::{
    landlord::Landlord,
    people::{EMAIL, PASSWORD},
    stage::Stage,
    window::Window,
};
use landlord::demonstration::{COUNTER_PASSWORD, SHOWN_STAFF, ShownStaff, ShownTenant};

pub(crate) const NEW_PASSWORD: &str = "Prunier rouge 43";
pub(crate) const NEW_MOBILE: &str = "06 39 98 00 99";

pub(crate) fn claire() -> &'static ShownStaff {
    &SHOWN_STAFF[0]
}

pub(crate) fn nadia() -> &'static ShownStaff {
    &SHOWN_STAFF[1]
}

/// Asserts that the page has no accessibility fault and no sideways scroll, and keeps its picture.
pub(crate) async fn looked_at(stage: &Stage, name: &str) {
    stage.window().has_no_accessibility_fault(name).await;
    stage.window().has_no_sideways_scroll(name).await;
    stage.picture(name).await;
}

pub(crate) async fn sign_staff_in(stage: &Stage) {
    sign_in_as(stage, claire()).await;
}

pub(crate) async fn sign_in_as(stage: &Stage, staff: &ShownStaff) {
    let window = stage.window();
    window.sees("staffSignIn").await;
    prove(stage, staff).await;
    window.sees("counterDesk").await;
}

pub(crate) async fn prove(stage: &Stage, staff: &ShownStaff) {
    prove_to(stage, &stage.landlord, staff).await;
}

pub(crate) async fn prove_to(stage: &Stage, landlord: &Landlord, staff: &ShownStaff) {
    let window = stage.window();
    window.fill("#staff-login", staff.login).await;
    window.fill("#password", COUNTER_PASSWORD).await;
    window
        .fill("#staff-code", &landlord.staff_code(staff.name).await)
        .await;
    window.go_on().await;
}

pub(crate) async fn search(window: &Window, tenant: &ShownTenant) {
    window.sees("counterDesk").await;
    window.fill("#tenant-code", tenant.tenant_code).await;
    window.go_on().await;
    window.sees("tenantsFound").await;
}

/// Chooses the first tenant found, and gives a reason where the tenant has another agency.
pub(crate) async fn receive(window: &Window) {
    window.click("[data-tenant]").await;
    window.find("#visit-reason, #identity-document").await;
    if window.has("#visit-reason").await {
        window.click("#visit-reason").await;
        window.go_on().await;
    }
    window.sees("visitIdentity").await;
}

pub(crate) async fn begin_visit(stage: &Stage, tenant: &ShownTenant, purposes: &[&str]) {
    let window = stage.window();
    search(window, tenant).await;
    receive(window).await;
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
    let title = window.run("return document.title", vec![]).await;
    assert_eq!(
        title, "Visite — Espace Locataire",
        "it outlasts the visit: it names nobody"
    );
}

/// The number of identity documents that can be chosen without scrolling.
pub(crate) async fn documents_in_sight(window: &Window) -> u64 {
    let script = "const top = document.querySelector('.top-bar').getBoundingClientRect().bottom;
        const bottom = document.querySelector('.action-bar').getBoundingClientRect().top;
        const choices = [...document.querySelectorAll('.choice')].map((choice) => choice.getBoundingClientRect());
        return choices.filter((choice) => choice.top >= top && choice.bottom <= bottom).length;";
    let count = window.run(script, vec![]).await;
    count.as_u64().expect("a number")
}

pub(crate) async fn hand_over(stage: &Stage, purpose: &str) {
    let window = stage.window();
    window.click(&format!("[data-begin='{purpose}']")).await;
    window.sees("handOver").await;
    window.go_on().await;
    window.sees("phone").await;
}

pub(crate) async fn complete_number(stage: &Stage, mobile: &str) {
    let window = stage.window();
    let before = stage.landlord.messages();
    window.fill("#phone", mobile).await;
    window.go_on().await;
    window.sees("smsCode").await;
    let code = stage.landlord.nth_sms_code(before + 1).await;
    window.fill("#sms-code", &code).await;
    window.go_on().await;
}

pub(crate) async fn fill_sign_up_details(window: &Window) {
    window.sees("signUpDetails").await;
    window.fill("#email", EMAIL).await;
    window.click("#terms").await;
    window.go_on().await;
}

pub(crate) async fn choose_password(stage: &Stage, password: &str) {
    let window = stage.window();
    window.sees("password").await;
    window.fill("#password", password).await;
    window.go_on().await;
}

/// Staff type the new number, the tenant types its code.
pub(crate) async fn give_new_number(stage: &Stage) {
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
    let code = stage.landlord.nth_sms_code(before + 1).await;
    window.fill("#sms-code", &code).await;
    window.go_on().await;
}

/// *Terminer et effacer*: waits until the desk reports everything as wiped except the page's process, which the
/// driver needs. Opens the desk if the tenant had the keyboard.
pub(crate) async fn end_visit(stage: &Stage) {
    stage.window().click("#end-visit").await;
    wiped(stage).await;
    open_desk(stage, &stage.landlord).await;
}

/// The same where it asks first: somebody types, or the tenant has the computer.
pub(crate) async fn end_visit_under_way(stage: &Stage) {
    let window = stage.window();
    window.click("#end-visit").await;
    window.find("dialog[open]").await;
    looked_at(stage, "end-question").await;
    window.click("#end-confirmed").await;
    wiped(stage).await;
    open_desk(stage, &stage.landlord).await;
}

/// Opens the desk with the code on Claire's telephone, if it is locked.
pub(crate) async fn open_desk(stage: &Stage, landlord: &Landlord) {
    let window = stage.window();
    if window.has("main[data-screen='staffCheck']").await {
        let code = landlord.staff_code(claire().name).await;
        window.fill("#staff-code", &code).await;
        window.go_on().await;
    }
    window.sees("counterDesk").await;
}

/// Waits until the desk, open or locked, reports what [`end_visit`] expects.
pub(crate) async fn wiped(stage: &Stage) {
    let window = stage.window();
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

/// Searches all files of this computer and its keyring for everything that a tenant brought (R9).
pub(crate) async fn assert_nothing_stays(stage: &Stage, tenant: &ShownTenant) {
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
