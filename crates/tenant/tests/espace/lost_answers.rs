//! Changes that the landlord made, but whose answer was lost: a retry reports them as done.

use landlord::figures::SMS_RESEND_SECONDS;
use tenant::{AccountNews, AccountQuestion, Espace, FailureCode, Step};

use crate::{
    at_home::{Home, PASSWORD, profile, tenant},
    line::Line,
};

const NEW_PASSWORD: &str = "Prunier jaune 17";

/// A tenant in *Mon profil*, behind a line.
async fn at_the_end_of_a_line() -> (Home, Line, Espace) {
    let home = Home::new().await;
    home.sign_up().await;
    let line = Line::to(home.address).await;
    let espace = home.elsewhere_by(line.address);
    let step = espace.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    assert_eq!(step, Ok(Step::PinOffer));
    espace.decline_pin().await;
    espace.open_account().await.expect("signed in");
    (home, line, espace)
}

#[tokio::test]
async fn a_retried_deletion_is_done_when_the_session_ended_with_it() {
    let (home, line, espace) = at_the_end_of_a_line().await;
    espace
        .ask_account(AccountQuestion::Deletion)
        .await
        .expect("asked");
    espace.continue_account_deletion().await.expect("asked");
    line.lose_answers_to("DELETE /v1/account ");
    espace
        .submit_account_password(PASSWORD)
        .await
        .expect_err("no answer");
    line.mend();
    let step = espace.submit_account_password(PASSWORD).await;
    assert_eq!(step, Ok(Step::AccountDeleted));
    let gone = home.espace.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    gone.expect_err("there is no account");
}

#[tokio::test]
async fn an_account_signed_out_elsewhere_is_not_taken_for_a_deleted_one() {
    let (home, _line, espace) = at_the_end_of_a_line().await;
    espace
        .ask_account(AccountQuestion::Deletion)
        .await
        .expect("asked");
    espace.continue_account_deletion().await.expect("asked");
    home.espace.open_account().await.expect("signed in");
    let devices = home.espace.refresh_account().await.expect("reported").devices;
    home.espace.sign_device_out(&devices[1].id).await.expect("out");
    let refused = espace.submit_account_password(PASSWORD).await;
    assert_eq!(refused.expect_err("signed out").code, FailureCode::SessionEnded);
}

#[tokio::test]
async fn a_retried_password_change_is_done_when_the_new_one_works() {
    let (_home, line, espace) = at_the_end_of_a_line().await;
    espace
        .ask_account(AccountQuestion::Password)
        .await
        .expect("asked");
    espace.submit_account_password(PASSWORD).await.expect("right");
    line.lose_answers_to("PUT /v1/account/password ");
    espace
        .submit_new_account_password(NEW_PASSWORD)
        .await
        .expect_err("no answer");
    line.mend();
    let step = espace.submit_new_account_password(NEW_PASSWORD).await;
    assert!(matches!(
        step,
        Ok(Step::Account {
            news: Some(AccountNews::PasswordChanged),
            ..
        })
    ));
}

/// A new tenant behind a line, with the right SMS code to type.
async fn before_the_sms_code() -> (Home, Line, Espace, String) {
    let home = Home::new().await;
    let line = Line::to(home.address).await;
    let espace = home.elsewhere_by(line.address);
    espace.start_enrolment().await;
    espace.continue_enrolment().await;
    let step = espace.submit_tenant_code(tenant().tenant_code).await;
    step.expect("a tenant code");
    espace.submit_phone(tenant().mobile).await.expect("a mobile");
    let code = home.sms_code(1).await;
    (home, line, espace, code)
}

#[tokio::test]
async fn a_retried_sms_code_that_was_accepted_leads_on() {
    let (home, line, espace, code) = before_the_sms_code().await;
    line.lose_answers_to("POST /v1/enrolments/current/code ");
    espace.submit_sms_code(&code).await.expect_err("no answer");
    line.mend();
    let step = espace.submit_sms_code(&code).await;
    assert!(matches!(step, Ok(Step::Profile { .. })), "{step:?}");
    assert_eq!(home.sms_capture.taken(), 1, "no other message was needed");
}

#[tokio::test]
async fn a_retried_sign_up_signs_in_to_the_account() {
    let (_home, line, espace, code) = before_the_sms_code().await;
    espace.submit_sms_code(&code).await.expect("the right code");
    espace.submit_profile(profile()).await.expect("a profile");
    line.lose_answers_to("POST /v1/enrolments/current/account ");
    espace.submit_password(PASSWORD).await.expect_err("no answer");
    line.mend();
    let step = espace.submit_password(PASSWORD).await;
    assert!(matches!(step, Ok(Step::Done { .. })), "{step:?}");
    assert_eq!(espace.finish_enrolment().await, Step::PinOffer);
    espace.synchronise().await.expect("signed in");
}

#[tokio::test]
async fn a_lost_answer_signs_in_with_the_accepted_password_only() {
    let home = Home::new().await;
    home.sign_up().await;
    home.wait(SMS_RESEND_SECONDS + 1);
    let line = Line::to(home.address).await;
    let espace = home.elsewhere_by(line.address);
    espace.open_sign_in().await;
    espace.start_password_reset().await.expect("asked");
    let step = espace.submit_tenant_code(tenant().tenant_code).await;
    step.expect("a tenant code");
    let before = home.sms_capture.taken();
    espace.submit_phone(tenant().mobile).await.expect("a mobile");
    let code = home.sms_code(before + 1).await;
    espace.submit_sms_code(&code).await.expect("the right code");
    line.lose_answers_to("POST /v1/enrolments/current/password ");
    espace.submit_password(NEW_PASSWORD).await.expect_err("no answer");
    line.mend();
    let other = espace.submit_password("Abricot mauve 23").await;
    assert_eq!(
        other.expect_err("not the one in force").code,
        FailureCode::EnrolmentEnded
    );
    let step = espace.submit_password(NEW_PASSWORD).await;
    assert!(matches!(step, Ok(Step::Done { .. })), "{step:?}");
}

#[tokio::test]
async fn a_cut_list_resumes_after_its_last_page() {
    let (_home, line, espace) = at_the_end_of_a_line().await;
    espace.go_back().await;
    line.lose_answers_to("GET /v1/rent-documents?cursor=");
    espace.synchronise().await.expect_err("the second page is lost");
    let first_page = espace.rent_documents().await.expect("the archive").count();
    assert_eq!(first_page, 100);

    line.lose_answers_to("GET /v1/rent-documents ");
    let list = espace
        .synchronise()
        .await
        .expect("the first page is not asked for again");
    assert_eq!(list.count(), 240);
}
