//! Printing at a counter, on a real spooler.

use std::path::PathBuf;

use harness::{
    computer::Keyring, hands, line::Condition, people::PASSWORD, print_spooler::PrintSpooler, stage::Stage,
};
use landlord::{
    demonstration::SHOWN_TENANTS,
    figures::{AGENCY_MONTH_DAYS, MINUTE, STAFF_IDLE_MINUTES},
};

use super::steps::{
    NEW_PASSWORD, assert_nothing_stays, begin_visit, choose_password, complete_number, end_visit,
    end_visit_under_way, fill_sign_up_details, hand_over, looked_at, nadia, prove, search, sign_in_as,
    sign_staff_in,
};
use crate::{looks::in_every_look, play};

/// Prints with a button of the page on the only printer, and asserts that the title names no tenant. Returns the
/// number of pages.
async fn print(stage: &Stage, printer: &PrintSpooler, button: &str, number: usize) -> usize {
    stage.window().click(button).await;
    let dialog = hands::print_in_dialog(stage.computer.display()).await;
    stage.keep_bytes(&format!("dialog-{number}.png"), &dialog);
    let printed = printer.printed(number).await;
    for name in SHOWN_TENANTS[0].name.split_whitespace() {
        assert!(!printed.title.contains(name), "{}", printed.title);
    }
    printed.paper.get_pages().len()
}

#[tokio::test]
async fn r9_printing_leaves_nothing_but_paper() {
    play("counter-printing", Keyring::Unlocked, async |stage| {
        let tenant = &SHOWN_TENANTS[0];
        stage.computer.make_temporary_folder();
        let printer = stage.computer.connect_printer().await;
        stage.open_counter().await;
        sign_staff_in(stage).await;
        begin_visit(stage, tenant, &["signUp", "newNumber", "receipts"]).await;
        assert_eq!(
            print(stage, &printer, "#print-consent", 1).await,
            2,
            "in two copies"
        );
        stage.window().reads(".success", "L’accord est imprimé").await;
        stage.picture("consent-printed").await;
        stage.window().click("#approve-letter").await;
        stage.window().sees("visitApproval").await;
        looked_at(stage, "letter-approval").await;
        prove(stage, nadia()).await;
        stage.window().sees("visit").await;
        assert_eq!(print(stage, &printer, "#print-letter", 2).await, 1);
        stage.window().reads(".success", "Le courrier est imprimé").await;
        hand_over(stage, "signUp").await;
        complete_number(stage, tenant.mobile).await;
        fill_sign_up_details(stage.window()).await;
        choose_password(stage, PASSWORD).await;
        let window = stage.window();
        window.sees("done").await;
        window.go_on().await;
        window.click("[data-begin='receipts']").await;
        window.click("[data-document-id]").await;
        window.click("#open-pdf").await;
        assert!(print(stage, &printer, "#print-pdf", 3).await > 0);
        window.reads(".pdf-state", "parti à l’imprimante").await;
        stage.picture("receipt-printed").await;
        end_visit_under_way(stage).await;

        assert_nothing_stays(stage, tenant).await;
        assert_eq!(printer.jobs_kept().await, Vec::<PathBuf>::new());
        // Compressed data cannot be searched for words, so no file may be left at all.
        assert_eq!(stage.computer.temporary_files(), Vec::<PathBuf>::new());
    })
    .await;
}

#[tokio::test]
async fn without_a_network_staff_can_print_the_blank_form_and_end_visits() {
    play("counter-offline", Keyring::Unlocked, async |stage| {
        let tenant = &SHOWN_TENANTS[0];
        let printer = stage.computer.connect_printer().await;
        stage.open_counter().await;
        sign_staff_in(stage).await;
        // The page requests the blank form together with the figures.
        stage.window().find(".counter-figures").await;
        stage.line.set(Condition::Cut).await;
        let window = stage.window();
        window.fill("#tenant-code", tenant.tenant_code).await;
        window.go_on().await;
        window
            .reads("#without-network", "Le service du bailleur ne répond pas")
            .await;
        looked_at(stage, "offline").await;
        assert_eq!(print(stage, &printer, "#print-form", 1).await, 2, "in two copies");
        window.reads(".success", "L’accord à remplir est imprimé").await;

        stage.line.set(Condition::Open).await;
        let window = stage.window();
        window.go_on().await;
        window.sees("tenantsFound").await;
        window.click("#back").await;
        window.sees("counterDesk").await;
        assert!(!window.has("#without-network").await);

        // During a visit, failed actions report the missing network, and the visit still ends on this machine.
        begin_visit(stage, tenant, &["signUp"]).await;
        stage.line.set(Condition::Cut).await;
        let window = stage.window();
        window.click("[data-begin='signUp']").await;
        window
            .reads(
                "#error-summary",
                "Nous n’arrivons pas à joindre le service du bailleur",
            )
            .await;
        looked_at(stage, "visit-offline").await;
        stage.line.set(Condition::Hung).await;
        let window = stage.window();
        window.click("[data-begin='signUp']").await;
        window.reads("main", "C’est plus long que d’habitude").await;
        looked_at(stage, "slow").await;
        // Either failure: on a slow machine the request has expired by now.
        stage.line.set(Condition::Cut).await;
        // The summary of the request before stays until then.
        stage.window().gone(".under-way p").await;
        stage.window().find("#error-summary").await;
        end_visit(stage).await;
        stage.window().reads("#wiped", "n’est pas encore prévenu").await;
        stage.window().find("#without-network").await;
        looked_at(stage, "wiped-offline").await;
        assert_nothing_stays(stage, tenant).await;
        in_every_look(stage, async |stage, look| {
            looked_at(stage, &format!("wiped-offline-{look}")).await;
        })
        .await;
        stage.line.set(Condition::Open).await;
        search(stage.window(), tenant).await;
    })
    .await;
}

#[tokio::test]
async fn s22_the_manager_sees_the_agency_and_prints_its_visits() {
    play("counter-manager", Keyring::Unlocked, async |stage| {
        let printer = stage.computer.connect_printer().await;
        stage.open_counter().await;
        sign_staff_in(stage).await;
        assert!(
            !stage.window().has("#print-week").await,
            "a helper prints no journal"
        );
        begin_visit(stage, &SHOWN_TENANTS[0], &["receipts"]).await;
        stage.landlord.wait(7 * 60);
        end_visit(stage).await;
        stage.window().click("#staff-sign-out").await;
        sign_in_as(stage, nadia()).await;
        let window = stage.window();
        window
            .reads("main", &format!("L’agence, {AGENCY_MONTH_DAYS} derniers jours"))
            .await;
        looked_at(stage, "desk").await;
        assert_eq!(print(stage, &printer, "#print-week", 1).await, 1);
        window.reads(".success", "Gardez ce papier").await;
        looked_at(stage, "printed").await;
        assert!(stage.landlord.journal().await.contains("journalExported"));

        // After the idle time of staff, printing needs the second factor again.
        stage.landlord.wait((STAFF_IDLE_MINUTES + 1) * MINUTE);
        window.click("#print-month").await;
        window.sees("staffCheck").await;
        looked_at(stage, "check").await;
        let code = stage.landlord.staff_code(nadia().name).await;
        window.fill("#staff-code", &code).await;
        window.go_on().await;
        window.sees("counterDesk").await;

        window.click("#open-staff-password").await;
        window.sees("staffPassword").await;
        window.fill("#password", NEW_PASSWORD).await;
        let code = stage.landlord.staff_code(nadia().name).await;
        window.fill("#staff-code", &code).await;
        looked_at(stage, "own-password").await;
        window.go_on().await;
        window.sees("counterDesk").await;
        window.reads(".success", "Votre mot de passe est changé").await;
        in_every_look(stage, async |stage, look| {
            let window = stage.window();
            looked_at(stage, &format!("desk-{look}")).await;
            window.click("#open-staff-password").await;
            window.sees("staffPassword").await;
            looked_at(stage, &format!("own-password-{look}")).await;
            window.click("#back").await;
            window.sees("counterDesk").await;
        })
        .await;
    })
    .await;
}
