//! An account that somebody else used: closed in a visit, and opened again by the manager (S25).

use harness::{computer::Keyring, people::PASSWORD, stage::Stage};
use landlord::demonstration::SHOWN_TENANTS;

use super::steps::{
    assert_nothing_stays, begin_visit, choose_password, complete_number, end_visit, fill_sign_up_details,
    hand_over, looked_at, nadia, search, sign_in_as, sign_staff_in,
};
use crate::{looks::in_every_look, play};

/// A manager closes the account of the visit and opens it again, and looks at each page on the way.
async fn close_and_reopen(stage: &Stage, look: &str) {
    let window = stage.window();
    window.click("#close-account").await;
    window.sees("visitClosing").await;
    looked_at(stage, &format!("closing-{look}")).await;
    assert!(!window.has("#closing:checked").await, "asked anew");
    window.click("#closing").await;
    window.go_on().await;
    window.find("#account-closed").await;
    looked_at(stage, &format!("closed-{look}")).await;
    window.click("#reopen-account").await;
    window.sees("visitReopening").await;
    looked_at(stage, &format!("reopening-{look}")).await;
    window.go_on().await;
    window.find("#account-reopened").await;
    looked_at(stage, &format!("reopened-{look}")).await;
}

#[tokio::test]
async fn s25_staff_close_an_account_and_the_manager_reopens_it() {
    play("counter-closing", Keyring::Unlocked, async |stage| {
        let tenant = &SHOWN_TENANTS[0];
        stage.computer.make_temporary_folder();
        stage.open_counter().await;
        sign_staff_in(stage).await;
        begin_visit(stage, tenant, &["signUp"]).await;
        let window = stage.window();
        assert!(!window.has("#close-account").await, "no account yet");
        hand_over(stage, "signUp").await;
        complete_number(stage, tenant.mobile).await;
        fill_sign_up_details(stage.window()).await;
        choose_password(stage, PASSWORD).await;
        let window = stage.window();
        window.sees("done").await;
        window.go_on().await;
        window.find("[data-purpose='signUp'][data-done='true']").await;
        looked_at(stage, "offered").await;

        // Two ways back, and a press too soon.
        window.click("#close-account").await;
        window.sees("visitClosing").await;
        let title = window.run("return document.title", vec![]).await;
        assert_eq!(title, "Visite — Espace Locataire", "it names nobody");
        looked_at(stage, "closing").await;
        window.click("#back").await;
        window.sees("visit").await;
        window.click("#close-account").await;
        window.click("#keep-account").await;
        window.sees("visit").await;
        window.click("#close-account").await;
        window.sees("visitClosing").await;
        window.go_on().await;
        window.find("#error-summary:focus").await;
        window
            .find("#closing[aria-invalid='true'][aria-describedby='closing-error']")
            .await;
        looked_at(stage, "closing-error").await;

        window.click("#closing").await;
        window.go_on().await;
        window.sees("visit").await;
        window
            .reads("#account-closed", "demandez à un responsable de l’agence")
            .await;
        for offered in [
            "#reopen-account",
            "#close-account",
            "#add-purpose",
            "[data-begin]",
        ] {
            assert!(!window.has(offered).await, "{offered} while it is closed");
        }
        looked_at(stage, "closed").await;
        end_visit(stage).await;
        assert_nothing_stays(stage, tenant).await;

        let window = stage.window();
        window.click("#staff-sign-out").await;
        sign_in_as(stage, nadia()).await;
        search(window, tenant).await;
        window.reads("[data-closed]", "Compte fermé depuis le").await;
        looked_at(stage, "found").await;
        window.click("#back").await;
        begin_visit(stage, tenant, &["passwordReset"]).await;
        let window = stage.window();
        window.find("#account-closed").await;
        looked_at(stage, "closed-to-manager").await;
        window.click("#reopen-account").await;
        window.sees("visitReopening").await;
        window.reads("#identity-seen", "Carte d’identité").await;
        looked_at(stage, "reopening").await;
        window.click("#back").await;
        window.sees("visit").await;
        window.click("#reopen-account").await;
        window.sees("visitReopening").await;
        window.go_on().await;
        window.sees("visit").await;
        window.reads("#account-reopened", "Le compte est rouvert").await;
        window.find("[data-begin='passwordReset']").await;
        window.find("#close-account").await;
        looked_at(stage, "reopened").await;
        in_every_look(stage, close_and_reopen).await;
        end_visit(stage).await;
        assert_nothing_stays(stage, tenant).await;

        stage.landlord.journal_is_whole().await;
        let actions = stage.landlord.journal().await;
        for action in ["accountClosed", "accountReopened"] {
            assert!(actions.contains(action), "{action} in {actions}");
        }
    })
    .await;
}
