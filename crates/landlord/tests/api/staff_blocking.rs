//! An operator keeps a member of staff out for a while (S25).

use axum::http::StatusCode;
use contract::{StaffLogin, StaffRole};
use landlord::figures::SMS_RESEND_SECONDS;
use serde_json::json;

use crate::{
    counter::{CLAIRE, Counter},
    service::{DURAND, DURAND_MOBILE},
};

fn login() -> StaffLogin {
    StaffLogin::parse(CLAIRE).expect("a login")
}

#[tokio::test]
async fn s25_a_blocked_member_of_staff_is_out_until_let_in_again() {
    let mut counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    counter.landlord.wait(SMS_RESEND_SECONDS + 1);
    counter.visit(&staff, DURAND, &["passwordReset"]).await;

    counter.admin().block_staff(&login()).await.expect("blocked");
    let search = json!({ "tenantCode": DURAND });
    let refused = counter.post("/v1/staff/searches", Some(&staff), search).await;
    assert_eq!(refused.problem(), "session-ended");
    // A time code works once.
    counter.landlord.wait(SMS_RESEND_SECONDS + 1);
    let credentials = counter.credentials(&claire);
    let refused = counter.post("/v1/staff/sessions", None, credentials).await;
    assert_eq!(refused.problem(), "credentials-wrong", "as of somebody unknown");
    let shown = counter
        .admin()
        .show_staff(&login())
        .await
        .expect("shown")
        .to_string();
    assert!(shown.contains("bloqué depuis"), "{shown}");
    assert!(
        counter
            .actions()
            .await
            .iter()
            .any(|action| action == "visitEnded")
    );

    counter.admin().unblock_staff(&login()).await.expect("let in");
    counter.landlord.wait(SMS_RESEND_SECONDS + 1);
    let credentials = counter.credentials(&claire);
    let signed_in = counter.post("/v1/staff/sessions", None, credentials).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
}

#[tokio::test]
async fn s25_a_reset_of_blocked_staff_says_how_to_let_them_in() {
    let counter = Counter::open().await;
    counter.helper(CLAIRE, StaffRole::Helper).await;
    counter.admin().block_staff(&login()).await.expect("blocked");
    let refused = counter.admin().begin_staff_anew(&login()).await;
    let told = refused.expect_err("blocked").to_string();
    assert!(
        told.contains(&format!("landlord staff unblock {CLAIRE}")),
        "{told}"
    );
    counter.admin().unblock_staff(&login()).await.expect("let in");
    let reset = counter.admin().begin_staff_anew(&login()).await;
    assert!(reset.is_ok());
    let closed = counter.admin().close_staff(&login()).await;
    closed.expect("closed");
    let refused = counter.admin().begin_staff_anew(&login()).await;
    let told = refused.expect_err("closed").to_string();
    assert!(told.contains("n’est pas dans la base"), "{told}");
}

#[tokio::test]
async fn s25_an_operator_signs_staff_out_and_ends_their_visit() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    counter.visit(&staff, DURAND, &["signUp"]).await;
    counter
        .admin()
        .sign_staff_out(&login())
        .await
        .expect("signed out");
    let refused = counter.enrol(&staff, "signUp", None).await;
    assert_eq!(refused.problem(), "session-ended");
    let actions = counter.actions().await;
    assert!(actions.iter().any(|action| action == "visitEnded"), "{actions:?}");
    let journal = counter.journal().await;
    assert!(journal.contains("staffSignedOut"), "{journal}");
    let nobody = StaffLogin::parse("nobody.here").expect("a login");
    assert!(counter.admin().sign_staff_out(&nobody).await.is_err());
}
