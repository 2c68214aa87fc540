//! Storage of passwords (S6).

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use axum::http::StatusCode;

use crate::service::{Answer, DURAND, DURAND_MOBILE, Landlord, PASSWORD};

const TODAYS_PARAMETERS: &str = "$argon2id$v=19$m=47104,t=1,p=1$";

pub async fn stored(landlord: &Landlord) -> String {
    sqlx::query_scalar("SELECT password_hash FROM accounts")
        .fetch_one(landlord.service.pool())
        .await
        .expect("an account")
}

/// Stores a hash of [`PASSWORD`] made with outdated parameters, and returns it.
pub async fn store_earlier_hash(landlord: &Landlord) -> String {
    let params = Params::new(1_024, 2, 1, None).expect("parameters");
    let earlier = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(PASSWORD.as_bytes(), b"salt of the past")
        .expect("a hash")
        .to_string();
    sqlx::query("UPDATE accounts SET password_hash = ?")
        .bind(&earlier)
        .execute(landlord.service.pool())
        .await
        .expect("written");
    earlier
}

#[tokio::test]
async fn s6_a_hash_is_replaced_when_its_parameters_change() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    assert!(stored(&landlord).await.starts_with(TODAYS_PARAMETERS));

    let earlier = store_earlier_hash(&landlord).await;
    landlord.sign_in(DURAND, "Prunier jaune 17").await;
    assert_eq!(
        stored(&landlord).await,
        earlier,
        "a wrong password changes nothing"
    );
    for _ in 0..2 {
        assert_eq!(
            landlord.sign_in(DURAND, PASSWORD).await.status,
            StatusCode::CREATED
        );
        assert!(stored(&landlord).await.starts_with(TODAYS_PARAMETERS));
    }
}

#[tokio::test]
async fn s6_a_hash_with_todays_parameters_is_not_replaced() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let before = stored(&landlord).await;
    assert_eq!(
        landlord.sign_in(DURAND, PASSWORD).await.status,
        StatusCode::CREATED
    );
    assert_eq!(stored(&landlord).await, before);
}

/// Signs Mme Durand up with this password.
async fn sign_up_with(landlord: &mut Landlord, password: &str) -> Answer {
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    landlord.create_account(&enrolment, password).await
}

#[tokio::test]
async fn s6_accents_and_blanks_at_the_end_sign_in_however_they_are_typed() {
    let mut landlord = Landlord::open().await;
    let created = sign_up_with(&mut landlord, "Pre\u{301}vert et Lens 42 ").await;
    assert_eq!(created.status, StatusCode::CREATED);
    for typed in ["Pr\u{e9}vert et Lens 42", "Pre\u{301}vert et Lens 42\r\n"] {
        let answer = landlord.sign_in(DURAND, typed).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{typed:?}");
    }
    let other = landlord.sign_in(DURAND, " Pr\u{e9}vert et Lens 42").await;
    assert_eq!(other.problem(), "credentials-wrong", "blanks at the front count");
}

#[tokio::test]
async fn s6_a_password_of_before_the_form_goes_on_and_is_stored_in_it() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let as_typed = "Pre\u{301}vert 42 ";
    let hash = Argon2::default().hash_password_with_salt(as_typed.as_bytes(), b"salt of the past");
    sqlx::query("UPDATE accounts SET password_hash = ?")
        .bind(hash.expect("a hash").to_string())
        .execute(landlord.service.pool())
        .await
        .expect("written");
    let in_form = landlord.sign_in(DURAND, "Pr\u{e9}vert 42").await;
    assert_eq!(in_form.problem(), "credentials-wrong", "not known yet");
    for typed in [as_typed, "Pr\u{e9}vert 42"] {
        let answer = landlord.sign_in(DURAND, typed).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{typed:?}");
    }
}

#[tokio::test]
async fn s6_a_common_french_word_with_digits_is_no_password() {
    let mut landlord = Landlord::open().await;
    let refused = sign_up_with(&mut landlord, "Cuisinière1984!").await;
    assert_eq!(refused.problem(), "invalid-request");
    assert_eq!(refused.json()["fields"][0]["field"], "password");
}
