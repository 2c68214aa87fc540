//! The counter of an agency: staff help one tenant after another, and nothing of a tenant stays (S21, R9).

mod closing;
mod ends;
mod meanwhile;
mod papers;
mod practice;
mod security_key;
pub(crate) mod steps;
mod traces;
mod undriven;

use harness::{computer::Keyring, people::PASSWORD, stage::Stage};
use landlord::demonstration::{SHOWN_TENANTS, ShownTenant};

use self::steps::{
    NEW_PASSWORD, assert_nothing_stays, begin_visit, choose_password, complete_number, documents_in_sight,
    end_visit, end_visit_under_way, fill_sign_up_details, give_new_number, hand_over, looked_at, nadia,
    open_desk, prove, search, sign_staff_in, wiped,
};
use crate::{
    looks::{in_every_look, is_readable},
    play,
};

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
        begin_visit(stage, signs_up, &["signUp"]).await;
        looked_at(stage, "visit").await;
        stage.window().click("#add-purpose").await;
        stage.window().sees("visitConsent").await;
        assert!(!stage.window().has("#purpose-signUp").await, "agreed to already");
        stage.window().click("#purpose-receipts").await;
        looked_at(stage, "more-consent").await;
        stage.window().go_on().await;
        stage.window().sees("visit").await;
        assert!(
            !stage.window().has("[data-begin='receipts']").await,
            "no account yet"
        );
        hand_over(stage, "signUp").await;
        looked_at(stage, "hand-over-taken").await;
        complete_number(stage, signs_up.mobile).await;
        fill_sign_up_details(stage.window()).await;
        choose_password(stage, PASSWORD).await;
        let window = stage.window();
        window.sees("done").await;
        assert!(
            !window.has("#secrets-in-memory").await,
            "no computer of the tenant's"
        );
        looked_at(stage, "done").await;
        window.go_on().await;
        window.find("[data-purpose='signUp'][data-done='true']").await;
        window.click("[data-begin='receipts']").await;
        window.find("[data-document-id]").await;
        window.reads("#freshness", "À jour au").await;
        for saving in ["#save-dossier", "#open-profile", "#sign-out"] {
            assert!(!window.has(saving).await, "{saving} at a counter");
        }
        looked_at(stage, "receipts").await;
        window.click("#end-visit").await;
        window.click("#end-not-yet").await;
        window.gone("dialog[open]").await;
        window.find("#end-visit:focus").await;
        window.click("#hand-back").await;
        window.reads(".visit-end", "Tout est fait").await;
        looked_at(stage, "all-done").await;
        window.click("[data-begin='receipts']").await;
        window.find("[data-document-id]").await;
        end_visit_under_way(stage).await;
        looked_at(stage, "wiped").await;
        assert_nothing_stays(stage, signs_up).await;

        // The member of staff takes a wrong turn and comes back. The next tenant has a new number.
        let window = stage.window();
        window.find("#tenant-code:focus").await;
        window.click("#search-by-name").await;
        window.find("#name:focus").await;
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
        assert_eq!(documents_in_sight(window).await, 4);
        window.go_on().await;
        window
            .find("[role='radiogroup'][aria-invalid='true'][aria-describedby='identity-document-error']")
            .await;
        window.find("#identity-document-error").await;
        looked_at(stage, "identity-error").await;
        assert_eq!(documents_in_sight(window).await, 4, "below an error");
        window.click("#back").await;
        window.sees("tenantsFound").await;
        window.click("#back").await;
        window.sees("counterDesk").await;
        asks_why_another_agency_is_visited(stage, moved).await;
        begin_visit(stage, moved, &["signUp", "newNumber"]).await;
        give_new_number(stage).await;
        fill_sign_up_details(stage.window()).await;
        choose_password(stage, PASSWORD).await;
        let window = stage.window();
        window.sees("done").await;
        window.go_on().await;
        window.find("[data-purpose='newNumber'][data-done='true']").await;
        window.find("[data-purpose='signUp'][data-done='true']").await;
        end_visit(stage).await;
        assert_nothing_stays(stage, moved).await;

        // The first tenant comes back: the password is forgotten.
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

        // The first tenant comes back again with a new number. So soon after a password reset, a second member of
        // staff has to approve.
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
        // All is done: the main button ends the visit.
        window.go_on().await;
        wiped(stage).await;
        open_desk(stage, &stage.landlord).await;
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

/// A tenant of another agency: staff give the reason, and say it themselves where the list has none.
async fn asks_why_another_agency_is_visited(stage: &Stage, tenant: &ShownTenant) {
    let window = stage.window();
    search(window, tenant).await;
    window.click("[data-tenant]").await;
    window.sees("visitReason").await;
    assert!(!window.has("#visit-note").await, "asked for another reason alone");
    looked_at(stage, "reason").await;
    window.go_on().await;
    window.find("#visit-reason-error").await;
    window.click("[name='visit-reason'][value='other']").await;
    window.find("#visit-note").await;
    window.go_on().await;
    window.find("#visit-note-error").await;
    looked_at(stage, "reason-error").await;
    window.fill("#visit-note", "Sa fille habite en face").await;
    window.go_on().await;
    window.sees("visitIdentity").await;
    for before in ["visitReason", "tenantsFound", "counterDesk"] {
        window.click("#back").await;
        window.sees(before).await;
    }
}

/// Asserts that the bars leave most of the window to the page.
async fn leaves_room(stage: &Stage, name: &str) {
    stage.picture(name).await;
    let script = "return document.querySelector('.top-bar').offsetHeight / window.innerHeight";
    let share = stage.window().run(script, vec![]).await;
    assert!(share.as_f64().is_some_and(|share| share < 0.3), "{name}: {share}");
}

#[tokio::test]
async fn the_counter_is_readable_in_every_look() {
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
        let window = stage.window();
        window.resize(960, 720).await;
        leaves_room(stage, "visit-double-wide").await;
        window.click("[data-begin='signUp']").await;
        window.sees("handOver").await;
        leaves_room(stage, "hand-over-double-wide").await;
        window.click("#back").await;
        window.sees("visit").await;
        end_visit(stage).await;
        is_readable(stage, "desk", "double").await;
    })
    .await;
}
