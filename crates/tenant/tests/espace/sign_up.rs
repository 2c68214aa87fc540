//! Sign-up and sign-in, step by step.

use contract::FieldName;
use landlord::figures::SMS_RESEND_SECONDS;
use tenant::{FailureCode, Step};

use crate::at_home::{Home, PASSWORD, assert_home, sign_up_details, tenant};

#[tokio::test]
async fn a_newcomer_is_welcomed_signs_up_and_sees_the_receipts() {
    let home = Home::new().await;
    assert_eq!(
        home.espace.first_screen().await.expect("opens").step,
        Step::Welcome
    );
    home.sign_up().await;
    let list = home.espace.synchronise().await.expect("synchronised");
    assert_eq!(list.count(), 240);
}

#[tokio::test]
async fn each_step_follows_the_one_before_and_back_keeps_what_was_typed() {
    let home = Home::new().await;
    let Step::SignUpDetails { mobile, typed: None } = home.go_to_sign_up_details().await else {
        panic!("the code leads to the details");
    };
    assert_eq!(mobile, tenant().mobile, "the number that was verified");
    home.espace
        .submit_sign_up_details(sign_up_details())
        .await
        .expect("valid details");
    let Step::SignUpDetails { typed, .. } = home.espace.go_back().await else {
        panic!("back from the password are the details");
    };
    assert_eq!(typed, Some(sign_up_details()));
    let Step::TenantCode { typed, .. } = home.espace.go_back().await else {
        panic!("back from the details is the tenant code: the number is verified");
    };
    assert_eq!(typed, tenant().tenant_code);
    let next = home
        .espace
        .submit_tenant_code(&typed)
        .await
        .expect("the same code");
    assert!(
        matches!(next, Step::SignUpDetails { .. }),
        "nothing is asked again"
    );
    assert_eq!(home.sms_capture.taken(), 1, "one message in all");
}

#[tokio::test]
async fn s6_the_hint_below_the_password_knows_the_person() {
    let home = Home::new().await;
    home.go_to_sign_up_details().await;
    home.espace
        .submit_sign_up_details(sign_up_details())
        .await
        .expect("valid details");
    for own in ["204 518 730 961 245 Aa", "0639980061Aa!", "Jeanne.Durand62"] {
        let hint = home.espace.read_password(own).await;
        assert!(!hint.is_accepted(), "{own}: {hint:?}");
        assert!(!home.espace.is_mended(FieldName::Password, own).await, "{own}");
        let refused = home.espace.submit_password(own).await;
        assert!(refused.is_err(), "{own}: {refused:?}");
    }
    assert!(home.espace.read_password(PASSWORD).await.is_accepted());
    assert!(home.espace.is_mended(FieldName::Password, PASSWORD).await);
}

#[tokio::test]
async fn another_tenant_code_begins_another_enrolment() {
    let home = Home::new().await;
    home.go_to_sign_up_details().await;
    home.espace.go_back().await;
    let next = home
        .espace
        .submit_tenant_code("999 999 999 999 999")
        .await
        .expect("a decoy");
    assert!(matches!(next, Step::Phone { typed, .. } if typed.is_empty()));
}

#[tokio::test]
async fn a_mistyped_code_is_shown_beside_its_invented_number_and_agency() {
    let home = Home::new().await;
    home.espace.start_enrolment().await;
    home.espace.continue_enrolment().await;
    let mistyped = "204 518 730 961 246";
    let opened = home.espace.submit_tenant_code(mistyped).await;
    assert!(
        matches!(&opened, Ok(Step::Phone { tenant_code: Some(code), .. }) if code == mistyped),
        "{opened:?}"
    );
    let contact = home.espace.contact_agency().await;
    assert!(
        matches!(&contact, Ok(Step::ContactAgency { tenant_code: Some(code), .. }) if code == mistyped),
        "{contact:?}"
    );
    // *Corriger*, then *Je n'ai pas ma quittance*: the invented agency is not shown any more.
    let corrected = home.espace.continue_enrolment().await;
    assert!(matches!(&corrected, Step::TenantCode { typed, .. } if typed == mistyped));
    assert_eq!(home.espace.agency().await, Ok(None));
    let contact = home.espace.contact_agency().await;
    assert!(
        matches!(
            &contact,
            Ok(Step::ContactAgency {
                tenant_code: None,
                letter_accepted: false,
                ..
            })
        ),
        "{contact:?}"
    );
    assert!(matches!(home.espace.go_back().await, Step::TenantCode { .. }));
    home.espace
        .submit_tenant_code(tenant().tenant_code)
        .await
        .expect("known");
    assert!(home.espace.agency().await.expect("readable").is_some());
}

#[tokio::test]
async fn a_number_unlike_the_mask_is_refused_on_the_spot_for_a_decoy_too() {
    let home = Home::new().await;
    let unknown = "999 999 999 999 999";
    for tenant_code in [tenant().tenant_code, unknown] {
        home.espace.start_enrolment().await;
        home.espace.continue_enrolment().await;
        let opened = home.espace.submit_tenant_code(tenant_code).await;
        let Ok(Step::Phone { mask, .. }) = opened else {
            panic!("the mask is shown: {opened:?}");
        };
        let number = |last| format!("{} 39 98 00 {last}", mask.first_digits);
        let unlike = if mask.last_digits == "99" { "98" } else { "99" };
        let failure = home
            .espace
            .submit_phone(&number(unlike))
            .await
            .expect_err("unlike");
        assert_eq!(failure.fields[0].code, FailureCode::PhoneUnlikeMask);
        // Whether it is the number on file shows nowhere.
        let step = home.espace.submit_phone(&number(&mask.last_digits)).await;
        assert!(matches!(step, Ok(Step::SmsCode { .. })), "{step:?}");
    }
    assert_eq!(home.sms_capture.taken(), 1);
}

#[tokio::test]
async fn all_fields_of_the_details_are_checked_at_once() {
    let home = Home::new().await;
    home.go_to_sign_up_details().await;
    let mut wrong = sign_up_details();
    wrong.email = "jeanne".to_owned();
    wrong.landline = "12".to_owned();
    wrong.terms_accepted = false;
    let failure = home
        .espace
        .submit_sign_up_details(wrong)
        .await
        .expect_err("three mistakes");
    let fields: Vec<_> = failure
        .fields
        .iter()
        .map(|field| (field.field, field.code))
        .collect();
    assert_eq!(
        fields,
        [
            (FieldName::Email, FailureCode::EmailMissingAt),
            (FieldName::Landline, FailureCode::LandlineInvalid),
            (FieldName::Terms, FailureCode::TermsNotAccepted),
        ]
    );
}

#[tokio::test]
async fn a_tenant_without_email_is_sent_to_the_agency_and_comes_back() {
    let home = Home::new().await;
    home.go_to_sign_up_details().await;
    let contact = home.espace.contact_agency().await;
    assert!(
        matches!(
            &contact,
            Ok(Step::ContactAgency {
                tenant_code: None,
                letter_accepted: false,
                ..
            })
        ),
        "{contact:?}"
    );
    let back = home.espace.go_back().await;
    assert!(matches!(back, Step::SignUpDetails { .. }), "{back:?}");
}

#[tokio::test]
async fn a_likely_typo_in_the_email_is_questioned_once() {
    let home = Home::new().await;
    home.go_to_sign_up_details().await;
    let mut likely = sign_up_details();
    likely.email = "jeanne@orage.fr".to_owned();
    let failure = home
        .espace
        .submit_sign_up_details(likely.clone())
        .await
        .expect_err("asked");
    assert_eq!(failure.fields[0].suggestion.as_deref(), Some("jeanne@orange.fr"));
    let next = home
        .espace
        .submit_sign_up_details(likely)
        .await
        .expect("it is meant");
    assert!(matches!(next, Step::Password { .. }));
}

#[tokio::test]
async fn a_retry_during_a_lost_answer_finds_the_account() {
    let home = Home::new().await;
    home.go_to_sign_up_details().await;
    home.espace
        .submit_sign_up_details(sign_up_details())
        .await
        .expect("valid details");
    let (first, second) = tokio::join!(
        home.espace.submit_password(PASSWORD),
        home.espace.submit_password(PASSWORD)
    );
    assert!(matches!(first, Ok(Step::Done { .. })));
    assert_eq!(first, second);
}

#[tokio::test]
async fn a_wrong_password_is_a_field_error_and_the_right_one_signs_in() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.sign_out().await;
    let failure = home
        .espace
        .sign_in(None, "Prunier jaune 17")
        .await
        .expect_err("wrong");
    assert_eq!(
        (failure.fields[0].field, failure.fields[0].code),
        (FieldName::Password, FailureCode::CredentialsWrong)
    );
    assert_home(&home.espace.sign_in(None, PASSWORD).await);
}

#[tokio::test]
async fn an_unreachable_landlord_is_reported_and_typed_text_is_kept() {
    let mut home = Home::new().await;
    home.cut_network().await;
    home.espace.start_enrolment().await;
    home.espace.continue_enrolment().await;
    let failure = home
        .espace
        .submit_tenant_code(tenant().tenant_code)
        .await
        .expect_err("gone");
    assert_eq!(failure.code, FailureCode::Unreachable);
    assert_eq!(home.espace.go_back().await, Step::BeforeYouStart);
    let Step::TenantCode { typed, .. } = home.espace.continue_enrolment().await else {
        panic!("the tenant code comes next");
    };
    assert_eq!(typed, tenant().tenant_code, "what was typed is kept");
}

#[tokio::test]
async fn going_back_does_not_wait_for_a_landlord_that_hangs() {
    let mut home = Home::new().await;
    home.hang_network().await;
    home.espace.start_enrolment().await;
    home.espace.continue_enrolment().await;
    let asked = home.espace.submit_tenant_code(tenant().tenant_code);
    let back = async {
        home.asked().await;
        home.espace.go_back().await
    };
    let (given_up, step) = tokio::join!(asked, back);
    assert_eq!(step, Step::BeforeYouStart);
    assert_eq!(
        given_up.expect_err("given up").code,
        FailureCode::Busy,
        "and not the slowness of the landlord"
    );
}

#[tokio::test]
async fn a_resent_sms_whose_answer_was_lost_counts() {
    let home = Home::new().await;
    home.go_to_phone().await;
    home.espace.submit_phone(tenant().mobile).await.expect("sent");
    let too_soon = home.espace.resend_sms_code().await.expect_err("too soon");
    assert_eq!(too_soon.code, FailureCode::ResendTooSoon);
    home.wait(SMS_RESEND_SECONDS + 1);
    home.resend_and_lose_the_answer().await;
    let step = home.espace.resend_sms_code().await.expect("the second message");
    assert!(
        matches!(&step, Step::SmsCode { messages_sent: 2, on_file: true, mobile, .. } if mobile == tenant().mobile),
        "{step:?}"
    );
    assert_eq!(home.sms_capture.taken(), 2);
}
