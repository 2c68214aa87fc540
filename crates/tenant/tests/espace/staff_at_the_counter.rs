//! What staff do for themselves at the counter (S21).

use contract::{FieldName, VisitPurpose};
use landlord::figures::{HOUR, MINUTE, STAFF_IDLE_MINUTES, STAFF_SESSION_HOURS};
use tenant::{Counter, FailureCode, Step, WipeReason};

use crate::{
    at_home::{config, tenant},
    at_the_counter::{Agency, CLAIRE, code_of, view},
    clock::at_any_speed,
};

/// The service asks for the second factor again.
const CHECK: Step = Step::StaffCheck {
    locked: false,
    wiped: None,
};

#[tokio::test]
async fn s21_idle_staff_type_the_second_factor_and_resume() {
    let agency = Agency::open().await;
    agency.sign_in().await;
    let counter = &agency.counter;
    agency.visit(&[VisitPurpose::SignUp]).await;
    agency.home.wait((STAFF_IDLE_MINUTES + 1) * MINUTE);
    assert_eq!(counter.begin_purpose(VisitPurpose::SignUp).await, Ok(CHECK));
    assert_eq!(
        code_of(counter.check_staff("000000").await),
        FailureCode::StaffCodeWrong
    );
    let code = agency.code("Claire MARTIN").await;
    view(counter.check_staff(&code).await);
    let handed = counter.begin_purpose(VisitPurpose::SignUp).await;
    assert!(matches!(handed, Ok(Step::HandOver { .. })), "{handed:?}");

    // A PDF is no screen, so the counter shows that the second factor comes first.
    counter.go_back().await;
    agency.home.wait((STAFF_IDLE_MINUTES + 1) * MINUTE);
    let refused = counter.consent_pdf().await.map_err(|failure| failure.code);
    assert_eq!(refused, Err(FailureCode::StaffCheckRequired));
    assert_eq!(counter.first_screen().await.step, CHECK);
    let code = agency.code("Claire MARTIN").await;
    view(counter.check_staff(&code).await);
    assert!(at_any_speed(counter.consent_pdf()).await.is_ok());
}

#[tokio::test]
async fn s21_tenants_found_are_wiped_when_the_session_of_staff_ends() {
    let agency = Agency::open().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    let found = counter.search_by_code(tenant().tenant_code).await;
    assert!(matches!(found, Ok(Step::TenantsFound { .. })), "{found:?}");
    agency.home.wait(STAFF_SESSION_HOURS * HOUR + 1);
    let ended = counter.search_by_code(tenant().tenant_code).await;
    assert!(matches!(ended, Ok(Step::StaffSignIn { .. })), "{ended:?}");
    counter.somebody_is_left_behind().await;
    assert_eq!(code_of(counter.choose_tenant(0).await), FailureCode::VisitEnded);
    let traces = counter.end_visit(WipeReason::Ended).await;
    let traces = traces.expect("somebody was here");
    assert!(traces.are_in(tenant().tenant_code.as_bytes()));
    counter.something_to_wipe_becomes(false).await;
    agency.sign_in().await;
}

#[tokio::test]
async fn the_consent_form_is_fetched_ahead_and_prints_without_a_network() {
    let mut agency = Agency::open().await;
    assert!(!agency.counter.prepare().await, "nobody is signed in");
    agency.sign_in().await;
    assert!(at_any_speed(agency.counter.prepare()).await);
    agency.home.cut_network().await;
    assert!(agency.counter.prepare().await, "it is here");
    let form = agency.counter.consent_form().await.expect("got ready");
    assert!(form.starts_with(b"%PDF-"));
    let refused = agency.counter.search_by_code(tenant().tenant_code).await;
    assert_eq!(
        refused.map_err(|failure| failure.code),
        Err(FailureCode::Unreachable)
    );
    agency.counter.sign_staff_out().await;
    assert!(!agency.counter.prepare().await, "it goes with who got it");
}

#[tokio::test]
async fn s21_staff_choose_another_password_of_their_own() {
    let agency = Agency::open().await;
    let counter = &agency.counter;
    assert_eq!(
        code_of(counter.open_own_password().await),
        FailureCode::SessionEnded
    );
    agency.sign_in().await;
    assert_eq!(counter.open_own_password().await, Ok(Step::StaffPassword));
    assert!(matches!(counter.go_back().await, Step::CounterDesk { .. }));
    counter.open_own_password().await.expect("opened");
    let refused = counter
        .submit_own_password("claire", "12")
        .await
        .expect_err("both");
    let reported: Vec<_> = refused.fields.iter().map(|field| field.code).collect();
    assert_eq!(
        reported,
        [
            FailureCode::PasswordTooShort,
            FailureCode::PasswordNoUpper,
            FailureCode::PasswordNoDigit,
            FailureCode::StaffCodeMalformed
        ]
    );
    let wrong = counter.submit_own_password("Pommier jaune 57", "000000").await;
    assert_eq!(code_of(wrong), FailureCode::StaffCodeWrong);
    assert!(!counter.read_password("Pommier claire 57").await.is_accepted());
    assert!(counter.is_mended(FieldName::Password, "Pommier jaune 57").await);
    let code = agency.code("Claire MARTIN").await;
    let changed = counter.submit_own_password("Pommier jaune 57", &code).await;
    assert!(matches!(changed, Ok(Step::CounterDesk { .. })), "{changed:?}");
    counter.sign_staff_out().await;
    let code = agency.code("Claire MARTIN").await;
    let refused = counter.sign_staff_in(CLAIRE, "Pommier jaune 58", &code).await;
    assert_eq!(
        code_of(refused),
        FailureCode::StaffCredentialsWrong,
        "of no tenant code"
    );
    let code = agency.code("Claire MARTIN").await;
    let signed_in = counter.sign_staff_in(CLAIRE, "Pommier jaune 57", &code).await;
    assert!(matches!(signed_in, Ok(Step::CounterDesk { .. })), "{signed_in:?}");
}

#[tokio::test]
async fn staff_activate_with_a_code_a_password_and_a_telephone() {
    let agency = Agency::open().await;
    let counter = &agency.counter;
    assert!(matches!(
        counter.open_activation().await,
        Step::StaffActivation { .. }
    ));
    let nothing = counter.begin_activation("", "").await.expect_err("nothing typed");
    let codes: Vec<FailureCode> = nothing.fields.iter().map(|field| field.code).collect();
    assert_eq!(
        codes,
        [FailureCode::StaffLoginEmpty, FailureCode::LetterCodeEmpty]
    );
    let code = agency.home.staff_begins_anew(CLAIRE).await;
    let wrong = counter.begin_activation(CLAIRE, "0000-0000-0000-0000").await;
    assert_eq!(code_of(wrong), FailureCode::ActivationCodeWrong);
    let factor = counter.begin_activation(CLAIRE, &code).await;
    assert!(
        matches!(&factor, Ok(Step::StaffSecondFactor { factor }) if factor.name == "Claire MARTIN" && factor.drawing.modules > 20),
        "{factor:?}"
    );
    let weak = counter
        .confirm_activation("claire.martin", "12")
        .await
        .expect_err("both wrong");
    assert_eq!(weak.fields.len(), 3, "no upper case, no digit, no code");
    let own = "Guichet Claire 59";
    assert!(!counter.read_password(own).await.is_accepted());
    assert!(!counter.is_mended(FieldName::Password, own).await);
    let telephone = agency.code("Claire MARTIN").await;
    let codes = counter
        .confirm_activation("Guichet de Lille 59", &telephone)
        .await;
    assert!(
        matches!(&codes, Ok(Step::StaffRecoveryCodes { codes }) if codes.len() == 8),
        "{codes:?}"
    );
    assert!(matches!(
        counter.finish_activation().await,
        Step::StaffSignIn { .. }
    ));
    let telephone = agency.code("Claire MARTIN").await;
    let step = counter
        .sign_staff_in(CLAIRE, "Guichet de Lille 59", &telephone)
        .await;
    assert!(matches!(step, Ok(Step::CounterDesk { .. })), "{step:?}");
    assert!(matches!(counter.sign_staff_out().await, Step::StaffSignIn { .. }));
}

#[tokio::test]
async fn s21_retour_from_an_activation_drops_its_secrets() {
    let agency = Agency::open().await;
    let counter = &agency.counter;
    let code = agency.home.staff_begins_anew(CLAIRE).await;
    for wiped in [true, false] {
        assert!(!counter.is_wiped_by_retour());
        counter.open_activation().await;
        let factor = counter.begin_activation(CLAIRE, &code).await;
        assert!(matches!(factor, Ok(Step::StaffSecondFactor { .. })), "{factor:?}");
        assert!(counter.is_wiped_by_retour(), "the key is on screen");
        if wiped {
            let tenant = counter.end_visit(WipeReason::Ended).await;
            assert!(tenant.is_none(), "no tenant was here");
        } else {
            counter.go_back().await;
        }
        let step = counter.first_screen().await.step;
        assert!(matches!(step, Step::StaffSignIn { .. }), "{step:?}");
        let late = counter.confirm_activation("Guichet de Lille 59", "123456").await;
        assert_eq!(code_of(late), FailureCode::SessionEnded);
    }
}

#[test]
fn s21_a_machine_without_a_device_is_no_counter() {
    let nobody = config(([127, 0, 0, 1], 1).into());
    assert_eq!(
        Counter::new(nobody).err().map(|failure| failure.code),
        Some(FailureCode::DeviceNotEnrolled)
    );
}
