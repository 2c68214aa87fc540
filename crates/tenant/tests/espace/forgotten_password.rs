//! *J'ai oublié mon mot de passe*.

use std::sync::Arc;

use contract::EnrolmentPurpose;
use landlord::figures::SMS_PER_NUMBER;
use tenant::{FailureCode, MemorySecrets, SecretStore, Step};

use crate::at_home::{Home, PASSWORD, assert_home, espace, tenant};

const NEW_PASSWORD: &str = "Prunier jaune 17";

#[tokio::test]
async fn a_remembered_tenant_types_the_number_the_code_and_a_new_password() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.sign_out().await;

    let purpose = EnrolmentPurpose::PasswordReset;
    let step = home.espace.start_password_reset().await.expect("asked");
    assert!(
        matches!(
            step,
            Step::Phone {
                tenant_code: None,
                ..
            }
        ),
        "the tenant code is known, and was not typed: {step:?}"
    );
    assert_eq!(home.verify_number().await, Step::Password { purpose });
    let done = home.espace.submit_password(NEW_PASSWORD).await.expect("changed");
    let tenant_code_end = tenant().tenant_code[12..].to_owned();
    assert_eq!(
        done,
        Step::Done {
            purpose,
            tenant_code_end
        }
    );
    assert_eq!(home.espace.finish_enrolment().await, Step::Receipts);
    home.espace.synchronise().await.expect("signed in");

    home.espace.sign_out().await;
    let old = home.espace.sign_in(None, PASSWORD).await.expect_err("changed");
    assert_eq!(old.fields[0].code, FailureCode::CredentialsWrong);
    let new = home.espace.sign_in(None, NEW_PASSWORD).await;
    assert_home(&new);
}

#[tokio::test]
async fn s23_what_strangers_ask_for_stops_no_reset_at_home() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.sign_out().await;

    let folder = tempfile::tempdir().expect("a folder");
    let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
    let stranger = espace(home.address, folder.path(), &secrets);
    let mut last = None;
    for _ in 0..=SMS_PER_NUMBER[0].events {
        stranger.open_sign_in().await;
        stranger.start_password_reset().await.expect("asked");
        let typed = stranger.submit_tenant_code(tenant().tenant_code).await;
        typed.expect("a tenant code");
        last = Some(stranger.submit_phone(tenant().mobile).await);
    }
    let refused = last.expect("asked").expect_err("too many");
    assert_eq!(refused.code, FailureCode::TooManyAttempts);
    // That of the sign-up and the stranger's: the next one is that of the reset.
    let sent = usize::try_from(SMS_PER_NUMBER[0].events).expect("few");
    home.sms_capture.message(sent).await.expect("a message");

    home.espace.start_password_reset().await.expect("asked");
    let purpose = EnrolmentPurpose::PasswordReset;
    assert_eq!(home.verify_number().await, Step::Password { purpose });
}

#[tokio::test]
async fn retour_from_the_number_leads_to_the_sign_in() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.sign_out().await;
    home.espace.start_password_reset().await.expect("asked");
    assert!(matches!(home.espace.go_back().await, Step::SignIn { .. }));
}

#[tokio::test]
async fn a_tenant_without_an_account_continues_with_sign_up() {
    let home = Home::new().await;
    home.espace.open_sign_in().await;
    let step = home.espace.start_password_reset().await.expect("asked");
    assert!(matches!(step, Step::TenantCode { .. }));
    home.espace
        .submit_tenant_code(tenant().tenant_code)
        .await
        .expect("a tenant code");
    assert!(matches!(home.verify_number().await, Step::SignUpDetails { .. }));
}
