//! The password in force, while a new one is chosen (S10).

use std::time::Duration;

use contract::FieldName;
use tenant::{FailureCode, ProfileNews, ProfileQuestion, Step, figures::CODE_WAIT_MINUTES};

use super::{NEW_PASSWORD, field_code, news};
use crate::at_home::Home;

#[tokio::test]
async fn s10_a_password_held_for_its_successor_is_asked_for_again() {
    let home = Home::in_profile().await;
    home.ask(ProfileQuestion::Password).await;
    assert_eq!(home.type_password().await, Step::ProfileNewPassword);
    tokio::time::pause();
    tokio::time::sleep(Duration::from_secs(60 * CODE_WAIT_MINUTES + 1)).await;
    tokio::time::resume();
    let again = Step::ProfilePasswordAgain {
        question: ProfileQuestion::Password,
    };
    let late = home.espace.submit_profile_new_password(NEW_PASSWORD).await;
    assert_eq!(late, Ok(again));
    assert_eq!(home.type_password().await, Step::ProfileNewPassword);
    let chosen = home.espace.submit_profile_new_password(NEW_PASSWORD).await;
    assert_eq!(news(&chosen.expect("chosen")), Some(ProfileNews::PasswordChanged));
}

#[tokio::test]
async fn s6_a_new_password_is_not_made_of_the_number_or_the_address() {
    let home = Home::in_profile().await;
    home.ask(ProfileQuestion::Password).await;
    home.type_password().await;
    // This computer knows the address, and the service the number.
    let hint = home.espace.read_password("Jeanne.Durand62").await;
    assert!(!hint.is_accepted(), "{hint:?}");
    assert!(
        !home
            .espace
            .is_mended(FieldName::Password, "Jeanne.Durand62")
            .await
    );
    assert!(home.espace.is_mended(FieldName::Password, NEW_PASSWORD).await);
    for own in ["Jeanne.Durand62", "0639980061Aa!"] {
        let refused = home.espace.submit_profile_new_password(own).await;
        let failure = refused.expect_err("made of what is known of the person");
        let expected = (FieldName::Password, FailureCode::PasswordTooCommon);
        assert_eq!(field_code(&failure), expected, "{own}");
    }
    let chosen = home.espace.submit_profile_new_password(NEW_PASSWORD).await;
    assert_eq!(news(&chosen.expect("chosen")), Some(ProfileNews::PasswordChanged));
}
