//! The counter as an agency uses it: incognito and without a WebDriver. The test sends keys from outside and looks
//! at the screen.

use std::time::Duration;

use harness::{
    MAX_WAIT,
    computer::Keyring,
    hands::{PlacedKey, press_in_window, type_in_window},
    login_daemon::OWN_SESSION,
    stage::Stage,
};
use landlord::demonstration::{COUNTER_PASSWORD, SHOWN_TENANTS};
use tokio::time::{sleep, timeout};

use super::steps::{assert_nothing_stays, claire};
use crate::play;

const PAGE_PROCESS: &str = "WebKitWebProcess";

/// A person at the keyboard who waits for each screen.
struct Typist<'a> {
    stage: &'a Stage,
    seen: Vec<u8>,
}

impl Typist<'_> {
    fn press(&self, keys: &[PlacedKey]) {
        press_in_window(self.stage.computer.display(), keys);
    }

    fn write(&self, text: &str) {
        type_in_window(self.stage.computer.display(), text);
    }

    /// Waits for a different screen, and keeps its picture.
    async fn look(&mut self, name: &str) {
        self.seen = self.stage.screen_at_rest(&self.seen).await;
        self.stage.keep_bytes(&format!("{name}.png"), &self.seen);
    }

    /// Waits until the landlord's journal has an action, then for the screen that follows.
    async fn look_once_recorded(&mut self, action: &str, name: &str) {
        recorded(self.stage, action).await;
        self.look(name).await;
    }
}

async fn recorded(stage: &Stage, action: &str) {
    recorded_so_often(stage, action, 1).await;
}

async fn recorded_so_often(stage: &Stage, action: &str, times: usize) {
    let recorded = timeout(MAX_WAIT, async {
        while stage.landlord.journal().await.matches(action).count() < times {
            sleep(Duration::from_millis(50)).await;
        }
    });
    recorded
        .await
        .unwrap_or_else(|_| panic!("{action} is not in the journal"));
}

#[tokio::test]
async fn r9_the_pages_process_ends_with_the_visit() {
    use PlacedKey::{Enter, Space, Tab};

    play("counter-undriven", Keyring::Unlocked, async |stage| {
        let tenant = &SHOWN_TENANTS[0];
        stage.computer.make_temporary_folder();
        let sessions = stage.computer.keep_sessions().await;
        let _application = stage.start_counter();
        stage.log_says("the page asks what to show").await;
        stage.log_says("the desktop's session is watched").await;
        let seen = Vec::new();
        let mut typist = Typist { stage, seen };
        typist.look("sign-in").await;
        typist.write(claire().login);
        typist.press(&[Tab]);
        typist.write(COUNTER_PASSWORD);
        typist.press(&[Tab, Tab]);
        typist.write(&stage.landlord.staff_code(claire().name).await.replace(' ', ""));
        typist.press(&[Enter]);
        typist.look_once_recorded("signedIn", "desk").await;
        typist.write(tenant.tenant_code);
        typist.press(&[Enter]);
        typist.look_once_recorded("searched", "found").await;
        typist.press(&[Tab, Enter]);
        typist.look("identity").await;
        typist.press(&[Tab, Space, Enter]);
        typist.look("consent").await;
        typist.press(&[Tab, Space, Enter]);
        typist.look_once_recorded("visitBegun", "visit").await;
        typist.press(&[Tab, Enter]);
        typist.look_once_recorded("signUpBegun", "hand-over").await;
        typist.press(&[Tab, Enter]);
        typist.look("phone").await;
        typist.write(&tenant.mobile.replace(' ', ""));
        let before = stage.computer.processes(PAGE_PROCESS);
        assert_eq!(before.len(), 1, "{before:?}");
        typist.press(&[Enter]);
        let code = stage.landlord.nth_sms_code(1).await;
        typist.look("sms-code").await;
        typist.write(&code);
        typist.press(&[Enter]);
        typist.look("signUpDetails").await;

        sessions.lock(OWN_SESSION).await;
        recorded(stage, "visitEnded").await;
        stage
            .log_says("the page's process has ended with the visit")
            .await;
        // A new page has started.
        stage.log_says_so_often("the page asks what to show", 2).await;
        typist.look("wiped").await;
        let after = stage.computer.processes(PAGE_PROCESS);
        assert!(after.len() == 1 && after != before, "{before:?} {after:?}");
        assert_nothing_stays(stage, tenant).await;
        assert!(!stage.computer.offers_a_copy());

        // The code field of the next visit has the focus.
        typist.write(&stage.landlord.staff_code(claire().name).await.replace(' ', ""));
        typist.press(&[Enter]);
        typist.look("desk-again").await;
        typist.write(tenant.tenant_code);
        typist.press(&[Enter]);
        recorded_so_often(stage, "searched", 2).await;
        typist.look("found-again").await;
    })
    .await;
}
