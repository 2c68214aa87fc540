//! The landlord's secrets that open the archive without the PIN (S12): a fresh password, and what a reset changes.

use landlord::figures::{MINUTE, REAUTHENTICATION_MINUTES};
use secrecy::ExposeSecret;
use tenant::figures::PIN_TRIES;
use tenant::{PinLoss, PinStatus, ProfileNews, ProfileQuestion, SecretName, Step};

use super::{PIN, locked, sign_in, with_pin};
use crate::at_home::{Home, PASSWORD, assert_home, tenant};

const NEW_PASSWORD: &str = "Prunier jaune 17";

impl Home {
    /// Sets another password by SMS code on another computer.
    async fn reset_elsewhere(&self) {
        let elsewhere = self.second_computer();
        elsewhere.open_sign_in().await;
        elsewhere.start_password_reset().await.expect("asked");
        let phone = elsewhere.submit_tenant_code(tenant().tenant_code).await;
        phone.expect("a tenant code");
        let before = self.sms_capture.taken();
        elsewhere.submit_phone(tenant().mobile).await.expect("a mobile");
        let code = self.nth_sms_code(before + 1).await;
        elsewhere.submit_sms_code(&code).await.expect("the right code");
        elsewhere.submit_password(NEW_PASSWORD).await.expect("changed");
    }

    /// What is sealed for the landlord's secret.
    fn by_recovery(&self) -> String {
        let envelope = self.secrets.get(SecretName::Pin).expect("works").expect("kept");
        let envelope: serde_json::Value =
            serde_json::from_str(envelope.expose_secret()).expect("an envelope");
        envelope["byRecovery"].as_str().expect("sealed").to_owned()
    }
}

#[tokio::test]
async fn a_first_pin_long_after_the_sign_in_needs_the_password() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    home.espace.open_profile().await.expect("signed in");
    home.espace.open_pin().await.expect("its page");
    home.wait(REAUTHENTICATION_MINUTES * MINUTE);
    let step = home.espace.submit_pin(None, PIN, PIN).await;
    assert_eq!(
        step,
        Ok(Step::ProfilePasswordAgain {
            question: ProfileQuestion::Pin
        })
    );
    assert!(!home.espace.is_lockable(), "nothing is set yet");
    let wrong = home.espace.submit_profile_password(NEW_PASSWORD).await;
    wrong.expect_err("not the password");
    let step = home.espace.submit_profile_password(PASSWORD).await;
    assert!(matches!(
        step,
        Ok(Step::Profile {
            news: Some(ProfileNews::PinChosen),
            pin: PinStatus::Set,
            ..
        })
    ));
    home.espace.lock(|| {}).await;
    assert_home(&home.espace.unlock(PIN).await);
}

#[tokio::test]
async fn a_pin_that_waits_for_the_password_is_dropped_by_retour() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.open_profile().await.expect("signed in");
    home.espace.open_pin().await.expect("its page");
    home.wait(REAUTHENTICATION_MINUTES * MINUTE);
    home.espace.submit_pin(None, PIN, PIN).await.expect("asked");
    assert!(matches!(home.espace.go_back().await, Step::Profile { .. }));
    home.espace
        .submit_profile_password(PASSWORD)
        .await
        .expect_err("nothing waits");
    assert!(!home.espace.is_lockable());
}

#[tokio::test]
async fn a_forgotten_pin_from_before_a_reset_keeps_the_archive() {
    let mut home = with_pin().await;
    home.reset_elsewhere().await;
    assert_eq!(home.restart().await.step, locked(PIN_TRIES));
    assert_eq!(home.espace.forget_pin().await, sign_in(Some(PinLoss::Forgotten)));
    let step = home.espace.sign_in(None, NEW_PASSWORD).await;
    assert_eq!(step, Ok(Step::PinOffer));
    home.cut_network().await;
    assert_eq!(home.espace.rent_documents().await.expect("kept").count(), 240);
}

#[tokio::test]
async fn a_sign_in_after_a_reset_locks_with_the_latest_secret() {
    let mut home = with_pin().await;
    home.espace.sign_out().await;
    let before = home.by_recovery();
    home.restart().await;
    assert_home(&home.espace.sign_in(None, PASSWORD).await);
    assert_eq!(home.by_recovery(), before, "the secret is the same");
    home.espace.sign_out().await;
    home.reset_elsewhere().await;
    home.restart().await;
    assert_home(&home.espace.sign_in(None, NEW_PASSWORD).await);
    assert_ne!(home.by_recovery(), before);
    home.espace.lock(|| {}).await;
    assert_home(&home.espace.unlock(PIN).await);
    assert_eq!(home.espace.rent_documents().await.expect("open").count(), 240);
}
