//! A person known here keeps their seat: through a reset, a new beginning, *Retour* and a mistyped code.

use tenant::{Step, figures::PIN_TRIES};

use super::{Computer, NEW_PASSWORD, PIN};
use crate::{
    at_home::{assert_home, tenant, without_pin},
    household::{OTHER, people, person},
};

#[tokio::test]
async fn a_reset_by_the_same_tenant_keeps_seat_archive_and_messages() {
    for pin in [false, true] {
        let computer = Computer::signed_out(pin).await;
        let espace = computer.household.espace();
        espace.start_password_reset().await.expect("asked");
        computer.verify_number(tenant()).await;
        espace.submit_password(NEW_PASSWORD).await.expect("a password");
        let done = espace.finish_enrolment().await;
        assert_home(&without_pin(&espace, done).await);
        computer.check_archive().await;
        assert_eq!(people(computer.household.people().await).len(), 1);
        if pin {
            computer.household.espace().lock(|| {}).await;
            assert_home(&computer.household.espace().unlock(PIN).await);
        }
    }
}

#[tokio::test]
async fn a_known_tenant_who_starts_anew_returns_to_their_own_seat() {
    let computer = Computer::signed_out(true).await;
    computer.household.people().await;
    assert_eq!(computer.household.add_person().await, Ok(Step::Welcome));
    let step = computer.household.espace().open_sign_in().await;
    assert!(
        matches!(
            step,
            Step::SignIn {
                tenant_code_end: None,
                ..
            }
        ),
        "{step:?}"
    );
    let begun = computer.household.espace().start_password_reset().await;
    assert!(matches!(begun, Ok(Step::TenantCode { .. })), "{begun:?}");
    let typed = computer.household.submit_tenant_code(tenant().tenant_code).await;
    assert!(matches!(typed, Ok(Step::Phone { .. })), "{typed:?}");
    computer.verify_number(tenant()).await;
    let espace = computer.household.espace();
    espace.submit_password(NEW_PASSWORD).await.expect("a password");
    let done = espace.finish_enrolment().await;
    assert_home(&without_pin(&espace, done).await);
    computer.check_archive().await;
    assert_eq!(
        people(computer.household.people().await).len(),
        1,
        "nobody is here twice"
    );
}

#[tokio::test]
async fn retour_from_a_new_seat_returns_to_the_earlier_person() {
    let computer = Computer::locked().await;
    computer.household.espace().forget_pin().await;
    computer.go_to_phone(OTHER).await;
    let typed = computer.household.go_back().await;
    assert!(matches!(typed, Step::TenantCode { .. }), "{typed:?}");
    assert_eq!(computer.household.go_back().await, Step::BeforeYouStart);
    assert_eq!(computer.household.go_back().await, Step::Welcome);
    assert_eq!(
        people(computer.household.go_back().await),
        [person(0, tenant(), None)]
    );
    let locked = computer.household.choose_person(0).await;
    assert_eq!(
        locked,
        Ok(Step::Locked {
            tries_left: PIN_TRIES
        }),
        "as it was left"
    );
}

#[tokio::test]
async fn mistyping_ones_own_tenant_code_changes_no_seat() {
    let computer = Computer::signed_out(false).await;
    computer.household.espace().start_enrolment().await;
    computer.household.espace().continue_enrolment().await;
    let refused = computer.household.submit_tenant_code("12345").await;
    refused.expect_err("too short");
    assert!(!computer.household.has_others().await);
    let typed = computer.household.submit_tenant_code(tenant().tenant_code).await;
    assert!(matches!(typed, Ok(Step::Phone { .. })), "{typed:?}");
    assert!(!computer.household.has_others().await);
}
