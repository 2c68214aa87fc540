//! *Je ne connais pas ce numéro*, and the way back with a registration letter.

use contract::{EnrolmentPurpose, FieldName};
use tenant::{FailureCode, Step};

use crate::at_home::Home;

const NEW_MOBILE: &str = "06 39 98 00 64";

/// Goes from the masked number to the letter.
async fn go_to_letter(home: &Home) -> Step {
    home.go_to_phone().await;
    let contact = home.espace.contact_agency().await.expect("an agency");
    assert!(matches!(
        contact,
        Step::ContactAgency {
            letter_accepted: true,
            ..
        }
    ));
    home.espace.open_letter().await.expect("a letter is accepted")
}

#[tokio::test]
async fn a_letter_and_a_new_number_lead_on_to_the_details() {
    let home = Home::new().await;
    let letter = home.letter().await;
    go_to_letter(&home).await;
    let waiting = home
        .espace
        .submit_letter(&letter.to_lowercase(), NEW_MOBILE)
        .await;
    let Ok(Step::SmsCode { mobile, on_file, .. }) = waiting else {
        panic!("the code is waited for: {waiting:?}");
    };
    assert_eq!((mobile.as_str(), on_file), (NEW_MOBILE, false));
    assert_eq!(
        // The first one tells the number on file that a letter was asked for.
        home.sms_capture.message(2).await.expect("sent").to.national(),
        NEW_MOBILE
    );
    let code = home.nth_sms_code(2).await;
    let step = home.espace.submit_sms_code(&code).await.expect("the right code");
    let Step::SignUpDetails { mobile, .. } = step else {
        panic!("the details follow: {step:?}");
    };
    assert_eq!(mobile, NEW_MOBILE);
}

#[tokio::test]
async fn back_from_the_sms_code_keeps_the_letter_and_sends_nothing() {
    let home = Home::new().await;
    let letter = home.letter().await;
    go_to_letter(&home).await;
    home.espace
        .submit_letter(&letter, NEW_MOBILE)
        .await
        .expect("sent");
    let purpose = EnrolmentPurpose::SignUp;
    assert_eq!(
        home.espace.go_back().await,
        Step::Letter {
            typed_code: letter.clone(),
            typed_phone: NEW_MOBILE.to_owned(),
            purpose
        }
    );
    home.espace
        .submit_letter(&letter, NEW_MOBILE)
        .await
        .expect("goes on");
    home.messages_arrived().await;
    assert_eq!(
        home.sms_capture.taken(),
        2,
        "the notice of the letter, and the code"
    );
    home.espace.go_back().await;
    assert!(matches!(home.espace.go_back().await, Step::ContactAgency { .. }));
    assert!(matches!(home.espace.go_back().await, Step::Phone { .. }));
}

#[tokio::test]
async fn a_mistyped_letter_and_number_are_reported_together_offline() {
    let home = Home::new().await;
    go_to_letter(&home).await;
    let failure = home
        .espace
        .submit_letter("7QKM 2F0H VD31 8XTT", "03 20 00 00 00")
        .await
        .expect_err("both are wrong");
    let reported: Vec<_> = failure
        .fields
        .iter()
        .map(|field| (field.field, field.code))
        .collect();
    assert_eq!(
        reported,
        [
            (FieldName::LetterCode, FailureCode::LetterCodeMistyped),
            (FieldName::Phone, FailureCode::PhoneNotMobile)
        ]
    );
    let foreign = home.espace.submit_letter("7QKM é", NEW_MOBILE).await;
    let foreign = foreign.expect_err("no such character");
    assert_eq!(foreign.fields[0].suggestion.as_deref(), Some("é"));
}

#[tokio::test]
async fn a_replaced_letter_is_rejected_and_sends_nothing() {
    let home = Home::new().await;
    let replaced = home.letter().await;
    home.letter().await;
    go_to_letter(&home).await;
    let failure = home
        .espace
        .submit_letter(&replaced, NEW_MOBILE)
        .await
        .expect_err("another letter replaced it");
    assert_eq!(failure.fields[0].code, FailureCode::LetterCodeWrong);
    home.messages_arrived().await;
    assert_eq!(
        home.sms_capture.taken(),
        1,
        "the notice of the letters, and no code"
    );
}

#[tokio::test]
async fn without_a_tenant_code_no_letter_is_requested() {
    let home = Home::new().await;
    home.espace.start_enrolment().await;
    home.espace.continue_enrolment().await;
    let contact = home.espace.contact_agency().await.expect("the head office");
    assert!(matches!(
        contact,
        Step::ContactAgency {
            letter_accepted: false,
            ..
        }
    ));
    assert!(home.espace.open_letter().await.is_err());
    assert!(matches!(home.espace.go_back().await, Step::TenantCode { .. }));
}
