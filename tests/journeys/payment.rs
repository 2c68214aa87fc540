//! *Payer par carte*, in the window and in the browser, with and without a network, and with the window closed in
//! between.

use std::{os::unix::fs::PermissionsExt, path::PathBuf, rc::Rc};

use fantoccini::key::Key;
use harness::{
    browser::{Browser, choose_at},
    computer::Keyring,
    line::Condition,
    people,
    stage::Stage,
    window::Window,
};
use landlord::figures::PROVIDER_ASKED_EVERY_SECONDS;

use crate::{
    looks::{in_every_look, is_readable},
    one_window, play,
};

/// Signs a tenant with an open amount up, and opens *Payer mon loyer*.
async fn reach_ways_to_pay(stage: &mut Stage) -> (Rc<Window>, Browser) {
    let browser = Browser::install(&mut stage.computer);
    let window = stage.open_window().await;
    people::sign_up(stage, people::other_tenant()).await;
    window.click("#back").await;
    window.sees("home").await;
    window.click("#open-ways-to-pay").await;
    window.sees("waysToPay").await;
    (window, browser)
}

/// All that is owed: the sum in large type, unless more sums follow it.
async fn total_owed(window: &Window) -> String {
    if !window.has(".owed-total").await {
        return window.text(".owed-amount").await;
    }
    let total = window.text(".owed-total").await;
    let (_, amount) = total.split_once(": ").expect("an amount");
    amount.trim_end_matches('.').to_owned()
}

/// From *Payer mon loyer* to the confirmation of another amount.
async fn choose_amount(window: &Window, amount: &str) {
    window.click("#open-card-payment").await;
    window.sees("paymentAmount").await;
    window.click("[name='payment-amount'][value='other']").await;
    window.fill("#amount", amount).await;
    window.go_on().await;
    window.sees("paymentCheck").await;
}

/// *Aller à la page de paiement*: returns the page that opens.
async fn begin_payment(window: &Window, browser: &Browser) -> String {
    window.go_on().await;
    window.sees("cardPayment").await;
    browser.opened().await
}

#[tokio::test]
async fn a_tenant_pays_by_card_and_comes_back_by_the_link() {
    let name = "a_tenant_pays_by_card_and_comes_back_by_the_link";
    play(name, Keyring::Unlocked, async |stage| {
        let (window, browser) = reach_ways_to_pay(stage).await;
        stage.picture("ways-to-pay").await;
        let owed = window.text(".owed-amount").await;
        let total = total_owed(&window).await;
        window.click("#open-card-payment").await;
        window.sees("paymentAmount").await;
        stage.picture("amount").await;
        window.click("[name='payment-amount'][value='other']").await;
        window.go_on().await;
        window.reads("#error-summary", "Tapez le montant").await;
        window.fill("#amount", "100000").await;
        window.go_on().await;
        window.reads("#error-summary", &format!("{total} au plus")).await;
        stage.picture("amount-too-large").await;
        window.fill("#amount", "12,50").await;
        window.go_on().await;
        window.sees("paymentCheck").await;
        window.reads(".owed-amount", "12,50\u{a0}€").await;
        window.reads("#main-action", "Aller à la page de paiement").await;
        stage.picture("check").await;
        window.go_on().await;
        window.sees("cardPayment").await;
        window.reads("h1", "en attente").await;
        stage.picture("waiting").await;

        let link = choose_at(&browser.opened().await, "accept").await;
        one_window::ends(&mut one_window::start(stage, &[&link])).await;
        window.reads("h1", "Votre paiement est confirmé").await;
        stage.picture("confirmed").await;
        window.click("#open-receipts").await;
        window.sees("receipts").await;
        window.reads(".documents", "Reçu").await;
        window.click("#back").await;
        window.sees("home").await;
        assert_ne!(window.text(".owed-amount").await, owed);
        assert!(!window.has(".payment-callout").await, "it was seen");
    })
    .await;
}

#[tokio::test]
async fn a_payment_waits_while_window_and_browser_are_closed() {
    let name = "a_payment_waits_while_window_and_browser_are_closed";
    play(name, Keyring::Unlocked, async |stage| {
        let (window, browser) = reach_ways_to_pay(stage).await;
        choose_amount(&window, "20").await;
        let page = begin_payment(&window, &browser).await;
        stage.close_window().await;

        stage.line.set(Condition::Cut).await;
        let window = stage.open_window().await;
        window.reads(".payment-callout", "est en attente").await;
        stage.picture("home-waiting").await;
        window.click("#follow-payment").await;
        window.sees("cardPayment").await;
        window
            .reads("#payment-asking", "Ne payez pas une deuxième fois")
            .await;
        stage.picture("waiting-offline").await;
        choose_at(&page, "accept").await;
        stage.close_window().await;

        stage.line.set(Condition::Open).await;
        let window = stage.open_window().await;
        window.reads(".payment-callout", "est confirmé").await;
        stage.picture("home-confirmed").await;
        window.click("#payment-seen").await;
        window.gone(".payment-callout").await;
    })
    .await;
}

#[tokio::test]
async fn a_link_opens_the_application_on_its_payment() {
    let name = "a_link_opens_the_application_on_its_payment";
    play(name, Keyring::Unlocked, async |stage| {
        let (window, browser) = reach_ways_to_pay(stage).await;
        choose_amount(&window, "20").await;
        let page = begin_payment(&window, &browser).await;
        stage.close_window().await;
        let link = choose_at(&page, "refuse").await;

        let launcher = launcher(stage, &link);
        let config = stage.computer.home().join("landlord.toml");
        let window = Window::open_program(&launcher, &stage.computer, &config).await;
        window.sees("cardPayment").await;
        window.reads("h1", "La banque a refusé").await;
        window.screenshot(&stage.computer.log("refused.png")).await;
        window.close().await;
    })
    .await;
}

/// Writes a program that starts the application with a link, as a browser does.
fn launcher(stage: &Stage, link: &str) -> PathBuf {
    let path = stage.computer.home().join("launcher");
    let script = format!(
        "#!/bin/sh\nexec '{}' '{link}' \"$@\"\n",
        stage.computer.application().display()
    );
    std::fs::write(&path, script).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).expect("runs");
    path
}

#[tokio::test]
async fn a_payment_without_a_network_or_a_browser_says_what_to_do() {
    let name = "a_payment_without_a_network_or_a_browser_says_what_to_do";
    play(name, Keyring::Unlocked, async |stage| {
        let (window, browser) = reach_ways_to_pay(stage).await;
        choose_amount(&window, "20").await;
        stage.line.set(Condition::Cut).await;
        window.go_on().await;
        window.reads("#error-summary", "connexion").await;
        stage.picture("no-network").await;
        stage.line.set(Condition::Hung).await;
        window.click("#retry").await;
        window.reads(".under-way", "Préparation").await;
        assert!(!window.has("#error-summary").await, "it is tried again");
        stage.line.set(Condition::Cut).await;
        window.reads("#error-summary", "connexion").await;
        stage.line.set(Condition::Open).await;
        window.click("#retry").await;
        window.sees("cardPayment").await;
        browser.opened().await;
        stage.line.set(Condition::Hung).await;
        window.click("#open-payment-page").await;
        window
            .reads(".under-way", "Préparation de la page de paiement")
            .await;
        stage.picture("under-way").await;
        stage.line.set(Condition::Open).await;
        // Leave the page while the request is under way.
        window.click("#back").await;
        window.sees("waysToPay").await;
        window.click("#follow-payment").await;
        window.sees("cardPayment").await;
        window.click("#give-payment-up").await;
        window.reads("h1", "Ce paiement est abandonné").await;
        stage.picture("given-up").await;
        window.click("#pay-again").await;
        window.sees("paymentAmount").await;

        window.click("#back").await;
        window.sees("waysToPay").await;
        stage.computer.uninstall_other_programs();
        let window = stage.restart_window().await;
        window.click("#open-ways-to-pay").await;
        choose_amount(&window, "20").await;
        window.go_on().await;
        window.sees("cardPayment").await;
        window
            .reads("h1", "La page de paiement ne s’est pas ouverte")
            .await;
        window.find(".transfer-code svg path").await;
        window.has_no_accessibility_fault("no-browser").await;
        stage.picture("no-browser").await;
        window.click("#copy-page").await;
        window.reads("#copy-page", "Copié").await;
        let page = window.text("#payment-page").await;
        window.click("#finish-payment").await;
        window.sees("home").await;
        assert!(!window.has(".payment-callout").await, "nothing waits");

        // The tenant pays with the address, on a telephone.
        choose_at(&page, "accept").await;
        let window = stage.restart_window().await;
        window.reads(".payment-callout", "est confirmé").await;
    })
    .await;
}

#[tokio::test]
async fn a_payment_is_begun_without_a_mouse() {
    let name = "a_payment_is_begun_without_a_mouse";
    play(name, Keyring::Unlocked, async |stage| {
        let (window, browser) = reach_ways_to_pay(stage).await;
        window.tab_to("#open-card-payment").await;
        window.press(Key::Enter).await;
        window.sees("paymentAmount").await;
        window.find("h1:focus").await;
        window.tab_to("[name='payment-amount'][value='all']").await;
        window.press(Key::Enter).await;
        window.sees("paymentCheck").await;
        window.reads(".owed", "vous n’aurez plus rien à payer").await;
        window.tab_to("#main-action").await;
        window.press(Key::Enter).await;
        window.sees("cardPayment").await;
        choose_at(&browser.opened().await, "later").await;
        stage.landlord.wait(PROVIDER_ASKED_EVERY_SECONDS + 1);
        // The page updates by itself.
        window.reads("h1", "Votre paiement est confirmé").await;
        window.find("h1:focus").await;
        window.tab_to("#finish-payment").await;
        window.press(Key::Enter).await;
        window.sees("home").await;
        window.reads(".owed", "Vous êtes à jour").await;
    })
    .await;
}

#[tokio::test]
async fn the_pages_of_a_payment_are_readable_in_every_look() {
    let name = "the_pages_of_a_payment_are_readable_in_every_look";
    play(name, Keyring::Unlocked, async |stage| {
        let (_, browser) = reach_ways_to_pay(stage).await;
        in_every_look(stage, async |stage, look| {
            let window = stage.window();
            window.click("#open-card-payment").await;
            window.sees("paymentAmount").await;
            is_readable(stage, "amount", look).await;
            window.click("[name='payment-amount'][value='other']").await;
            window.fill("#amount", "20").await;
            window.go_on().await;
            window.sees("paymentCheck").await;
            is_readable(stage, "check", look).await;
            window.go_on().await;
            window.sees("cardPayment").await;
            is_readable(stage, "waiting", look).await;
            choose_at(&browser.opened().await, "accept").await;
            window.reads("h1", "Votre paiement est confirmé").await;
            is_readable(stage, "confirmed", look).await;
            window.click("#back").await;
            window.sees("waysToPay").await;
        })
        .await;
    })
    .await;
}
