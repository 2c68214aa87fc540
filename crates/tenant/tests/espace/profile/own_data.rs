//! A copy of all data, and deleting the account (RGPD).

use std::{fs, sync::Arc};

use tenant::{
    ExportFormat, FailureCode, MemorySecrets, ProfileNews, ProfileQuestion, SecretName, SecretStore, Step,
};

use super::{NEW_PASSWORD, field_code, news};
use crate::{
    at_home::{Home, PASSWORD, tenant},
    clock::at_any_speed,
};

#[tokio::test]
async fn s8_the_export_is_json_and_a_pdf_and_needs_password_and_landlord() {
    let mut home = Home::in_profile().await;
    for format in [ExportFormat::Json, ExportFormat::Pdf] {
        let refused = home.espace.profile_export(format).await;
        assert_eq!(
            refused.expect_err("first the password").code,
            FailureCode::PasswordWanted
        );
    }
    let question = ProfileQuestion::Export;
    assert_eq!(home.ask(question).await, Step::ProfilePasswordAgain { question });
    assert_eq!(
        news(&home.type_password().await),
        Some(ProfileNews::ExportAllowed)
    );
    let json = home
        .espace
        .profile_export(ExportFormat::Json)
        .await
        .expect("reported");
    let export: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(export["tenantCode"], tenant().tenant_code);
    assert_eq!(export["account"]["email"], "jeanne.durand@exemple.fr");
    assert!(
        export["rentDocuments"]
            .as_array()
            .is_some_and(|all| all.len() > 200)
    );
    // A development build takes seconds to draw.
    let pdf = at_any_speed(home.espace.profile_export(ExportFormat::Pdf)).await;
    let pdf = pdf.expect("reported");
    assert!(pdf.starts_with(b"%PDF-"));
    home.cut_network().await;
    for format in [ExportFormat::Json, ExportFormat::Pdf] {
        let refused = home.espace.profile_export(format).await;
        assert_eq!(
            refused.expect_err("nobody answers").code,
            FailureCode::Unreachable
        );
    }
}

#[tokio::test]
async fn a_deleted_account_leaves_nothing_on_this_computer() {
    let store = Arc::new(MemorySecrets::default());
    let mut home = Home::with_secrets(Arc::clone(&store) as Arc<dyn SecretStore>).await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("signed in");
    home.espace.open_profile().await.expect("signed in");
    home.refreshed().await;

    assert_eq!(home.ask(ProfileQuestion::Deletion).await, Step::ProfileDeletion);
    assert_eq!(
        home.espace.continue_profile_deletion().await,
        Ok(Step::ProfilePasswordAgain {
            question: ProfileQuestion::Deletion
        })
    );
    let wrong = home.espace.submit_profile_password(NEW_PASSWORD).await;
    assert_eq!(
        field_code(&wrong.expect_err("wrong")).1,
        FailureCode::CurrentPasswordWrong
    );
    assert_eq!(
        home.type_password().await,
        Step::AccountDeleted { files_stay: false }
    );

    for name in [
        SecretName::TenantCode,
        SecretName::RefreshToken,
        SecretName::ArchiveKey,
        SecretName::DeviceToken,
        SecretName::Enrolment,
    ] {
        assert!(store.get(name).expect("works").is_none(), "{name:?}");
    }
    let left: Vec<_> = fs::read_dir(home.archives()).expect("a folder").collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(home.restart().await.step, Step::Welcome);
    let gone = home
        .espace
        .sign_in(Some(tenant().tenant_code), PASSWORD)
        .await
        .expect_err("there is no account");
    assert_eq!(field_code(&gone).1, FailureCode::CredentialsWrong);
}

#[tokio::test]
async fn deletion_asks_for_the_password_even_when_it_was_just_typed() {
    let home = Home::in_profile().await;
    home.ask(ProfileQuestion::Landline).await;
    home.espace
        .submit_profile_landline("03 21 45 67 89")
        .await
        .expect("a landline");
    home.type_password().await;
    home.ask(ProfileQuestion::Deletion).await;
    let step = home.espace.continue_profile_deletion().await;
    assert!(matches!(step, Ok(Step::ProfilePasswordAgain { .. })));
    home.refreshed().await;
}
