//! Runs axe-core on every screen, in the real webview.

use fantoccini::key::Key;
use harness::{computer::Keyring, people};
use serde_json::json;

use crate::play;

#[tokio::test]
async fn no_screen_has_an_accessibility_fault() {
    play(
        "no_screen_has_an_accessibility_fault",
        Keyring::Unlocked,
        async |stage| {
            let tenant = people::long_standing_tenant();
            let window = stage.open_window().await;
            let check = async |screen: &str| {
                stage.window().has_no_accessibility_fault(screen).await;
                stage.picture(screen).await;
            };
            window.sees("welcome").await;
            check("welcome").await;
            window.click("#start-enrolment").await;
            window.sees("beforeYouStart").await;
            check("beforeYouStart").await;
            window.go_on().await;
            window.sees("tenantCode").await;
            check("tenantCode").await;
            window.click("#help").await;
            window.find("[role='dialog'], dialog[open]").await;
            check("help").await;
            window.press(Key::Escape).await;
            window.go_on().await;
            window.find("#tenant-code-error").await;
            check("tenantCode-error").await;
            window.fill("#tenant-code", tenant.tenant_code).await;
            window.go_on().await;
            window.sees("phone").await;
            check("phone").await;
            window.click("#unknown-number").await;
            window.sees("contactAgency").await;
            check("contactAgency").await;
            window.click("#back").await;
            window.sees("phone").await;
            window.fill("#phone", tenant.mobile).await;
            window.go_on().await;
            window.sees("smsCode").await;
            check("smsCode").await;
            let code = stage.landlord.nth_sms_code(1).await;
            window.fill("#sms-code", &code).await;
            window.go_on().await;
            window.sees("signUpDetails").await;
            check("sign-up-details").await;
            window.go_on().await;
            window.find("#error-summary").await;
            check("sign-up-details-errors").await;
            people::fill_sign_up_details(&window).await;
            check("password").await;
            window.fill("#password", people::PASSWORD).await;
            window.go_on().await;
            window.sees("done").await;
            check("done").await;
            window.go_on().await;
            window.sees("receipts").await;
            window.click("#back").await;
            window.sees("pinOffer").await;
            check("pinOffer").await;
            window.click("#decline-pin").await;
            window.sees("home").await;
            window.reads("#freshness", "À jour au").await;
            check("home").await;
            for screen in ["rent-account", "ways-to-pay", "dwelling", "landlord"] {
                window.click(&format!("#open-{screen}")).await;
                window.find("#back").await;
                window.find("#freshness").await;
                check(screen).await;
                window.click("#back").await;
                window.sees("home").await;
            }
            people::reach_receipts(&window).await;
            window.reads("#freshness", "À jour au").await;
            check("receipts").await;
            // The engine drops the spaces between the parts of a row, and shows a button with a popup as a combo box.
            let row = "return document.querySelector('[data-document-id]').textContent.split(',').length";
            assert_eq!(
                window.run(row, vec![]).await,
                json!(5),
                "month, kind, amount with cents, status"
            );
            assert!(!window.has("[aria-haspopup]").await);
            window.click("[data-document-id]").await;
            window.find("#open-pdf").await;
            check("receipt").await;
            window.click("#open-pdf").await;
            window.find("#pdf-frame[data-state='shown']").await;
            check("pdf").await;
            window.click("#back").await;
            window.find("#open-pdf").await;
            window.click("#back").await;
            window.click("#sign-out").await;
            window.sees("signIn").await;
            window.reads("#signed-out", "C’est fait").await;
            check("signIn").await;
        },
    )
    .await;
}

#[tokio::test]
async fn nothing_scrolls_sideways_and_the_main_button_is_in_sight() {
    play(
        "nothing_scrolls_sideways_and_the_main_button_is_in_sight",
        Keyring::Unlocked,
        async |stage| {
            let window = stage.open_window().await;
            people::go_to_tenant_code(&window).await;
            window.go_on().await;
            window.find("#tenant-code-error").await;
            let in_sight = "const box = document.getElementById('main-action').getBoundingClientRect();
            return box.top >= 0 && box.bottom <= window.innerHeight;";
            assert_eq!(
                window.run(in_sight, vec![]).await,
                json!(true),
                "960 × 720, with an error"
            );
            let sideways = "return document.documentElement.scrollWidth > window.innerWidth";
            window.resize(447, 720).await;
            assert_eq!(window.run(sideways, vec![]).await, json!(false), "447 px");
            window.resize(960, 720).await;
            window.click("#display").await;
            window.click("[name='text-size'][value='200']").await;
            window.find("html[data-text-size='200']").await;
            let circle = "return document.querySelector('[name=text-size]').getBoundingClientRect().width";
            assert_eq!(
                window.run(circle, vec![]).await,
                json!(52),
                "it grows with the text"
            );
            stage.picture("double-choices").await;
            window.press(Key::Escape).await;
            let size = "return getComputedStyle(document.documentElement).fontSize";
            assert_eq!(window.run(size, vec![]).await, json!("40px"), "200 % of 20 px");
            assert_eq!(window.run(sideways, vec![]).await, json!(false), "200 %");
            stage.picture("double-text").await;

            let window = stage.restart_window().await;
            window.sees("welcome").await;
            assert_eq!(
                window.run(size, vec![]).await,
                json!("40px"),
                "the preference is kept"
            );
        },
    )
    .await;
}

#[tokio::test]
async fn the_dark_and_the_strong_look_have_no_accessibility_fault() {
    let name = "the_dark_and_the_strong_look_have_no_accessibility_fault";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::go_to_tenant_code(&window).await;
        window.go_on().await;
        window.find("#tenant-code-error").await;
        for (appearance, contrast) in [("dark", "normal"), ("dark", "strong"), ("light", "strong")] {
            window.click("#display").await;
            window
                .click(&format!("[name='appearance'][value='{appearance}']"))
                .await;
            window
                .click(&format!("[name='contrast'][value='{contrast}']"))
                .await;
            window.has_no_accessibility_fault("display").await;
            window.press(Key::Escape).await;
            window.gone("dialog[open]").await;
            let look = format!("{appearance}-{contrast}");
            window.has_no_accessibility_fault(&look).await;
            stage.picture(&look).await;
        }
    })
    .await;
}

/// How many pixels of the screen a pixel of the page takes, its contrast, and whether it moves little.
const LOOK: &str = "
    const { contrast } = document.documentElement.dataset;
    return [outerWidth / innerWidth, contrast, matchMedia('(prefers-reduced-motion: reduce)').matches];";

#[tokio::test]
async fn the_first_start_looks_as_the_desktop_until_somebody_chooses() {
    play("desktop-look", Keyring::Unlocked, async |stage| {
        for setting in ["gtk-theme-name=HighContrast", "gtk-enable-animations=0"] {
            stage.computer.set_desktop(setting);
        }
        let window = stage.open_window().await;
        window.sees("welcome").await;
        assert_eq!(window.run(LOOK, vec![]).await, json!([1, "strong", true]));
        stage.picture("welcome").await;
        window.click("#display").await;
        window.find("[name='contrast'][value='strong']:checked").await;
        window.click("[name='contrast'][value='normal']").await;
        stage.log_says_command("set_preferences").await;
        let window = stage.restart_window().await;
        window.sees("welcome").await;
        assert_eq!(window.run(LOOK, vec![]).await, json!([1, "normal", true]));
    })
    .await;
}

#[tokio::test]
async fn text_is_as_large_as_the_desktop_asks() {
    play("desktop-text", Keyring::Unlocked, async |stage| {
        stage.computer.scale_text("1.5");
        let window = stage.open_window().await;
        window.sees("welcome").await;
        assert_eq!(window.run(LOOK, vec![]).await, json!([1.5, "normal", false]));
        window.has_no_sideways_scroll("welcome").await;
        stage.picture("welcome").await;
    })
    .await;
}
