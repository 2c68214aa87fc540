//! Another person gets a seat of their own, from wherever they begin.

use std::sync::Arc;

use secrecy::SecretString;
use tenant::{FailureCode, MemorySecrets, PinLoss, SecretName, SecretStore, Step, figures::PIN_TRIES};

use super::{Computer, NEW_PASSWORD, keys};
use crate::{
    at_home::{self, Home, PASSWORD, assert_home, without_pin},
    household::{OTHER, sign_up_elsewhere},
};

const WRONG: &str = "550127";

/// The enrolment of the other tenant as a keyring holds it, up to the masked number.
async fn enrolment_of_other(home: &Home, reset: bool) -> SecretString {
    let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
    let espace = at_home::espace(home.address, &home.computer().join("elsewhere"), &secrets);
    if reset {
        sign_up_elsewhere(home).await;
        espace.start_password_reset().await.expect("begun");
    } else {
        espace.start_enrolment().await;
        espace.continue_enrolment().await;
    }
    let typed = espace.submit_tenant_code(OTHER.tenant_code).await;
    typed.expect("a tenant code");
    let kept = secrets.get(SecretName::Enrolment).expect("works");
    kept.expect("kept")
}

#[tokio::test]
async fn a_sign_up_at_anothers_sign_in_gets_its_own_seat() {
    for pin in [false, true] {
        let mut computer = Computer::signed_out(pin).await;
        computer.sign_up_other().await;
        computer.check_both().await;
    }
}

#[tokio::test]
async fn a_sign_up_after_a_forgotten_pin_gets_its_own_seat() {
    let mut computer = Computer::locked().await;
    let step = computer.household.espace().forget_pin().await;
    let forgotten = Some(PinLoss::Forgotten);
    assert!(matches!(step, Step::SignIn { pin_loss, .. } if pin_loss == forgotten));
    computer.sign_up_other().await;
    computer.check_both().await;
}

#[tokio::test]
async fn a_sign_up_after_a_spent_pin_gets_its_own_seat() {
    let mut computer = Computer::locked().await;
    let espace = computer.household.espace();
    for _ in 1..PIN_TRIES {
        espace.unlock(WRONG).await.expect_err("wrong");
    }
    let step = espace.unlock(WRONG).await.expect("spent");
    assert!(matches!(step, Step::SignIn { .. }), "{step:?}");
    computer.keys = keys(&computer.entries, 0);
    computer.sign_up_other().await;
    computer.check_both().await;
}

#[tokio::test]
async fn a_sign_up_resumed_after_a_restart_keeps_its_own_seat() {
    let mut computer = Computer::signed_out(true).await;
    computer.go_to_phone(OTHER).await;
    let step = computer.restart().await;
    assert!(matches!(step, Step::ResumeEnrolment { .. }), "{step:?}");
    let resumed = computer.household.resume_enrolment().await;
    assert!(matches!(resumed, Ok(Step::Phone { .. })), "{resumed:?}");
    computer.verify_number(OTHER).await;
    computer.end_sign_up().await;
    computer.check_both().await;
}

#[tokio::test]
async fn an_enrolment_in_anothers_seat_resumes_in_its_own() {
    for reset in [false, true] {
        let mut computer = Computer::signed_out(true).await;
        let enrolment = enrolment_of_other(&computer.home, reset).await;
        computer
            .entries
            .of(0)
            .set(SecretName::Enrolment, &enrolment)
            .expect("works");
        let step = computer.restart().await;
        assert!(matches!(step, Step::ResumeEnrolment { .. }), "{step:?}");
        let resumed = computer.household.resume_enrolment().await;
        assert!(matches!(resumed, Ok(Step::Phone { .. })), "{resumed:?}");
        computer.verify_number(OTHER).await;
        if reset {
            let espace = computer.household.espace();
            espace.submit_password(NEW_PASSWORD).await.expect("a password");
            let done = espace.finish_enrolment().await;
            assert_home(&without_pin(&espace, done).await);
        } else {
            computer.end_sign_up().await;
        }
        computer.check_both().await;
    }
}

#[tokio::test]
async fn a_sign_in_with_another_code_gets_its_own_seat() {
    for pin in [false, true] {
        let mut computer = Computer::signed_out(pin).await;
        sign_up_elsewhere(&computer.home).await;
        let step = computer
            .household
            .sign_in(Some(OTHER.tenant_code), PASSWORD)
            .await;
        assert_eq!(step, Ok(Step::PinOffer));
        computer.household.espace().decline_pin().await;
        computer.check_both().await;
    }
}

#[tokio::test]
async fn an_espace_refuses_to_overwrite_anothers_entries() {
    let computer = Computer::signed_out(true).await;
    sign_up_elsewhere(&computer.home).await;
    let espace = computer.household.espace();
    let signed_in = espace.sign_in(Some(OTHER.tenant_code), PASSWORD).await;
    assert_eq!(signed_in.expect_err("refused").code, FailureCode::Internal);
    espace.start_enrolment().await;
    espace.continue_enrolment().await;
    let typed = espace.submit_tenant_code(OTHER.tenant_code).await;
    assert_eq!(typed.expect_err("refused").code, FailureCode::Internal);
    assert_eq!(keys(&computer.entries, 0), computer.keys);
}
