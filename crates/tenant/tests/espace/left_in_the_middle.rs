//! The window closed in the middle of an enrolment, and opened again.

use contract::EnrolmentPurpose;
use landlord::figures::{ENROLMENT_MINUTES, MINUTE, SMS_CODE_SECONDS};
use tenant::{FailureCode, SecretName, Step};

use crate::at_home::{Home, PASSWORD, assert_home, sign_up_details, tenant};

fn asked_to_resume(step: &Step) -> bool {
    matches!(step, Step::ResumeEnrolment { .. })
}

#[tokio::test]
async fn the_code_is_still_pending_and_nothing_is_sent_again() {
    let mut home = Home::new().await;
    home.go_to_phone().await;
    home.espace.submit_phone(tenant().mobile).await.expect("sent");
    home.wait(40);
    let tenant_code_end = tenant().tenant_code[12..].to_owned();
    let purpose = EnrolmentPurpose::SignUp;
    assert_eq!(
        home.restart().await.step,
        Step::ResumeEnrolment {
            purpose,
            tenant_code_end
        }
    );
    let resumed = home.espace.resume_enrolment().await.expect("still valid");
    let Step::SmsCode {
        resend_after_seconds,
        expires_in_seconds,
        messages_sent,
        ..
    } = resumed
    else {
        panic!("the code is waited for: {resumed:?}");
    };
    assert_eq!((resend_after_seconds, messages_sent), (0, 1));
    assert!(
        i64::from(expires_in_seconds) <= SMS_CODE_SECONDS - 40,
        "{expires_in_seconds}"
    );
    assert_eq!(home.sms_capture.taken(), 1);

    let back = home.espace.go_back().await;
    assert!(matches!(&back, Step::Phone { typed, .. } if typed == tenant().mobile));
    home.espace.submit_phone(tenant().mobile).await.expect("goes on");
    assert_eq!(home.sms_capture.taken(), 1, "the message is still the one");
    let code = home.nth_sms_code(1).await;
    home.espace.submit_sms_code(&code).await.expect("the right code");
    home.espace
        .submit_sign_up_details(sign_up_details())
        .await
        .expect("valid details");
    home.espace.submit_password(PASSWORD).await.expect("signed up");
    assert_home(&home.restart().await.step);
}

#[tokio::test]
async fn the_masked_number_is_asked_for_again() {
    let mut home = Home::new().await;
    let before = home.go_to_phone().await;
    assert!(asked_to_resume(&home.restart().await.step));
    assert_eq!(home.espace.resume_enrolment().await, Ok(before));
}

#[tokio::test]
async fn a_verified_number_and_the_details_are_not_asked_for_again() {
    let mut home = Home::new().await;
    let details_step = home.go_to_sign_up_details().await;
    home.restart().await;
    assert_eq!(home.espace.resume_enrolment().await, Ok(details_step));
    home.espace
        .submit_sign_up_details(sign_up_details())
        .await
        .expect("valid details");
    home.restart().await;
    let resumed = home.espace.resume_enrolment().await;
    assert!(matches!(resumed, Ok(Step::Password { .. })), "{resumed:?}");
    home.espace.submit_password(PASSWORD).await.expect("signed up");
}

#[tokio::test]
async fn the_use_of_a_letter_is_remembered_but_not_its_code() {
    let mut home = Home::new().await;
    let letter = home.letter().await;
    home.go_to_phone().await;
    home.espace.contact_agency().await.expect("an agency");
    home.espace.open_letter().await.expect("accepted");
    let mobile = "06 39 98 00 64";
    home.espace.submit_letter(&letter, mobile).await.expect("sent");
    home.restart().await;
    let resumed = home.espace.resume_enrolment().await.expect("still valid");
    assert!(matches!(&resumed, Step::SmsCode { mobile: number, on_file: false, .. } if number == mobile));
    let back = home.espace.go_back().await;
    assert!(
        matches!(&back, Step::Letter { typed_code, typed_phone, .. } if typed_code.is_empty() && typed_phone == mobile)
    );
    home.espace.submit_letter(&letter, mobile).await.expect("goes on");
    let code = home.nth_sms_code(home.sms_capture.taken()).await;
    let step = home.espace.submit_sms_code(&code).await.expect("the right code");
    assert!(matches!(step, Step::SignUpDetails { .. }));
}

#[tokio::test]
async fn an_expired_enrolment_is_dropped_and_starts_again() {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.espace.sign_out().await;
    home.espace.start_password_reset().await.expect("asked");
    home.wait((ENROLMENT_MINUTES + 1) * MINUTE);
    assert!(asked_to_resume(&home.restart().await.step));
    let failure = home.espace.resume_enrolment().await.expect_err("ended");
    assert_eq!(failure.code, FailureCode::EnrolmentEnded);
    let again = home.espace.restart_enrolment().await.expect("begins again");
    assert!(
        matches!(
            again,
            Step::Phone {
                purpose: EnrolmentPurpose::PasswordReset,
                ..
            }
        ),
        "{again:?}"
    );
}

#[tokio::test]
async fn without_a_network_the_enrolment_is_kept_for_later() {
    let mut home = Home::new().await;
    home.go_to_phone().await;
    home.cut_network().await;
    assert!(asked_to_resume(&home.restart().await.step));
    let failure = home.espace.resume_enrolment().await.expect_err("no network");
    assert_eq!(failure.code, FailureCode::Unreachable);
    assert!(asked_to_resume(&home.restart().await.step));
}

#[tokio::test]
async fn an_abandoned_enrolment_is_not_offered_again() {
    let mut home = Home::new().await;
    home.go_to_phone().await;
    home.restart().await;
    assert_eq!(home.espace.abandon_enrolment().await, Step::Welcome);
    assert_eq!(home.restart().await.step, Step::Welcome);
}

#[tokio::test]
async fn the_keyring_entry_is_small_and_deleted_after_the_sign_up() {
    let home = Home::new().await;
    let kept = || home.secrets.get(SecretName::Enrolment).expect("readable");
    assert!(kept().is_none());
    home.go_to_sign_up_details().await;
    home.espace
        .submit_sign_up_details(sign_up_details())
        .await
        .expect("valid details");
    let secret = kept().expect("kept");
    let length = secrecy::ExposeSecret::expose_secret(&secret).len();
    assert!(length < 1_200, "a Windows credential holds 2,560 bytes: {length}");
    home.espace.submit_password(PASSWORD).await.expect("signed up");
    assert!(kept().is_none());
}
