//! Changes that the landlord has taken and whose answer was lost: doing them again says that they are
//! done.

use tenant::{AccountNews, AccountQuestion, Espace, FailureCode, Step};

use crate::{
    at_home::{Home, PASSWORD, tenant},
    line::Line,
};

const NEW_PASSWORD: &str = "Prunier jaune 17";

/// A tenant in *Mon profil* at the end of a line.
async fn at_the_end_of_a_line() -> (Home, Line, Espace) {
    let home = Home::new().await;
    home.sign_up().await;
    let line = Line::to(home.address).await;
    let espace = home.elsewhere_by(line.address);
    let step = espace.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    assert_eq!(step, Ok(Step::Receipts));
    espace.open_account().await.expect("signed in");
    (home, line, espace)
}

#[tokio::test]
async fn a_deletion_is_done_when_the_session_has_ended_with_the_account() {
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
    let devices = home.espace.refresh_account().await.expect("told").devices;
    home.espace.sign_device_out(&devices[1].id).await.expect("out");
    let refused = espace.submit_account_password(PASSWORD).await;
    assert_eq!(refused.expect_err("signed out").code, FailureCode::SessionEnded);
}

#[tokio::test]
async fn a_new_password_is_in_force_when_it_is_the_right_one() {
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
