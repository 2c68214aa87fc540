//! Changes that the landlord made, but whose answer was lost: a retry reports them as done.

use landlord::figures::{DAY, HOUR, SESSION_DAYS, SESSION_IDLE_DAYS, SMS_RESEND_SECONDS};
use tenant::{Espace, FailureCode, ProfileNews, ProfileQuestion, Step};

use crate::{
    at_home::{self, Home, PASSWORD, assert_home, sign_up_details, tenant},
    line::Line,
};

const NEW_PASSWORD: &str = "Prunier jaune 17";

/// A tenant in *Mon profil*, behind a line.
async fn signed_in_through_line() -> (Home, Line, Espace) {
    let home = Home::new().await;
    home.sign_up().await;
    let line = Line::to(home.address).await;
    let espace = home.second_computer_at(line.address);
    let step = espace.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    assert_eq!(step, Ok(Step::PinOffer));
    espace.decline_pin().await;
    espace.open_profile().await.expect("the device is signed in");
    (home, line, espace)
}

#[tokio::test]
async fn a_retried_deletion_is_done_when_the_session_ended_with_it() {
    let (home, line, espace) = signed_in_through_line().await;
    espace
        .ask_profile(ProfileQuestion::Deletion)
        .await
        .expect("the page of the deletion");
    espace
        .continue_profile_deletion()
        .await
        .expect("the page of its password");
    line.lose_answers_to("DELETE /v1/account ");
    espace
        .submit_profile_password(PASSWORD)
        .await
        .expect_err("the answer is lost");
    line.mend();
    let step = espace.submit_profile_password(PASSWORD).await;
    assert_eq!(step, Ok(Step::AccountDeleted { files_stay: false }));
    let signed_in = home.espace.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    signed_in.expect_err("the account is deleted");
}

#[tokio::test]
async fn an_account_signed_out_elsewhere_is_not_taken_for_a_deleted_one() {
    let (home, _line, espace) = signed_in_through_line().await;
    espace
        .ask_profile(ProfileQuestion::Deletion)
        .await
        .expect("the page of the deletion");
    espace
        .continue_profile_deletion()
        .await
        .expect("the page of its password");
    home.espace.open_profile().await.expect("the device is signed in");
    let devices = home
        .espace
        .refresh_profile()
        .await
        .expect("the list of devices")
        .devices;
    home.espace
        .sign_device_out(&devices[1].id)
        .await
        .expect("the page of the password");
    home.espace
        .submit_profile_password(PASSWORD)
        .await
        .expect("the device is signed out");
    let refused = espace.submit_profile_password(PASSWORD).await;
    assert_eq!(
        refused.expect_err("the device is signed out").code,
        FailureCode::SessionEnded
    );
}

#[tokio::test]
async fn a_retried_password_change_is_done_when_the_new_one_works() {
    let (_home, line, espace) = signed_in_through_line().await;
    espace
        .ask_profile(ProfileQuestion::Password)
        .await
        .expect("the page of the current password");
    espace
        .submit_profile_password(PASSWORD)
        .await
        .expect("the current password is accepted");
    line.lose_answers_to("PUT /v1/account/password ");
    espace
        .submit_profile_new_password(NEW_PASSWORD)
        .await
        .expect_err("the answer is lost");
    line.mend();
    let step = espace.submit_profile_new_password(NEW_PASSWORD).await;
    assert!(matches!(
        step,
        Ok(Step::Profile {
            news: Some(ProfileNews::PasswordChanged),
            ..
        })
    ));
}

/// A new tenant behind a line, with the right SMS code to type.
async fn enrolment_with_sms_code_sent() -> (Home, Line, Espace, String) {
    let home = Home::new().await;
    let line = Line::to(home.address).await;
    let espace = home.second_computer_at(line.address);
    espace.start_enrolment().await;
    espace.continue_enrolment().await;
    let step = espace.submit_tenant_code(tenant().tenant_code).await;
    step.expect("the tenant code is accepted");
    espace
        .submit_phone(tenant().mobile)
        .await
        .expect("the SMS is sent");
    let code = home.nth_sms_code(1).await;
    (home, line, espace, code)
}

#[tokio::test]
async fn a_retried_sms_code_that_was_accepted_leads_on() {
    let (home, line, espace, code) = enrolment_with_sms_code_sent().await;
    line.lose_answers_to("POST /v1/enrolments/current/code ");
    espace
        .submit_sms_code(&code)
        .await
        .expect_err("the answer is lost");
    line.mend();
    let step = espace.submit_sms_code(&code).await;
    assert!(matches!(step, Ok(Step::SignUpDetails { .. })), "{step:?}");
    assert_eq!(home.sms_capture.taken(), 1, "no other message was needed");
}

#[tokio::test]
async fn a_retried_sign_up_signs_in_to_the_account() {
    let (_home, line, espace, code) = enrolment_with_sms_code_sent().await;
    espace
        .submit_sms_code(&code)
        .await
        .expect("the SMS code is accepted");
    espace
        .submit_sign_up_details(sign_up_details())
        .await
        .expect("the details are accepted");
    line.lose_answers_to("POST /v1/enrolments/current/account ");
    espace
        .submit_password(PASSWORD)
        .await
        .expect_err("the answer is lost");
    line.mend();
    let step = espace.submit_password(PASSWORD).await;
    assert!(matches!(step, Ok(Step::Done { .. })), "{step:?}");
    assert_eq!(espace.finish_enrolment().await, Step::Receipts);
    espace.synchronise().await.expect("the device is signed in");
}

#[tokio::test]
async fn a_retried_reset_signs_in_with_the_accepted_password_only() {
    let home = Home::new().await;
    home.sign_up().await;
    home.wait(SMS_RESEND_SECONDS + 1);
    let line = Line::to(home.address).await;
    let espace = home.second_computer_at(line.address);
    espace.open_sign_in().await;
    espace.start_password_reset().await.expect("the reset starts");
    let step = espace.submit_tenant_code(tenant().tenant_code).await;
    step.expect("the tenant code is accepted");
    let before = home.sms_capture.taken();
    espace
        .submit_phone(tenant().mobile)
        .await
        .expect("the SMS is sent");
    let code = home.nth_sms_code(before + 1).await;
    espace
        .submit_sms_code(&code)
        .await
        .expect("the SMS code is accepted");
    line.lose_answers_to("POST /v1/enrolments/current/password ");
    espace
        .submit_password(NEW_PASSWORD)
        .await
        .expect_err("the answer is lost");
    line.mend();
    let other = espace.submit_password("Abricot mauve 23").await;
    assert_eq!(
        other.expect_err("another password is not the one in force").code,
        FailureCode::EnrolmentEnded
    );
    let step = espace.submit_password(NEW_PASSWORD).await;
    assert!(matches!(step, Ok(Step::Done { .. })), "{step:?}");
}

#[tokio::test]
async fn a_cut_list_resumes_after_its_last_page() {
    let (_home, line, espace) = signed_in_through_line().await;
    espace.go_back().await;
    line.lose_answers_to("GET /v1/rent-documents?cursor=");
    espace.synchronise().await.expect_err("the second page is lost");
    let first_page = espace
        .rent_documents()
        .await
        .expect("the archive is readable")
        .count();
    assert_eq!(first_page, 100);

    line.lose_answers_to("GET /v1/rent-documents ");
    let list = espace
        .synchronise()
        .await
        .expect("the first page is not asked for again");
    assert_eq!(list.count(), 240);
}

/// Starts the application behind a line that loses the answer to its refresh, and closes it again.
async fn refresh_and_lose_the_answer(home: &mut Home, line: &Line) {
    line.lose_answers_to("POST /v1/sessions/refresh ");
    home.espace = at_home::espace(line.address, home.computer(), &home.secrets);
    assert_home(&home.espace.first_screen().await.expect("opens").step);
    home.espace.synchronise().await.expect_err("the answer is lost");
}

#[tokio::test]
async fn r1_a_refresh_cut_by_a_kill_signs_nobody_out_hours_later() {
    let mut home = Home::new().await;
    home.sign_up().await;
    let line = Line::to(home.address).await;
    refresh_and_lose_the_answer(&mut home, &line).await;
    home.wait(HOUR);
    assert_home(&home.restart().await.step);
    home.espace.synchronise().await.expect("still signed in");
}

#[tokio::test]
async fn r1_refreshes_cut_by_kills_sign_nobody_out_before_the_last_day() {
    let mut home = Home::new().await;
    home.sign_up().await;
    let line = Line::to(home.address).await;
    let mut left = SESSION_DAYS;
    while left > SESSION_IDLE_DAYS {
        home.wait((SESSION_IDLE_DAYS - 1) * DAY);
        left -= SESSION_IDLE_DAYS - 1;
        refresh_and_lose_the_answer(&mut home, &line).await;
    }
    home.wait((left - 1) * DAY);
    assert_home(&home.restart().await.step);
    home.espace.synchronise().await.expect("still signed in");
}
