//! Storage of passwords (S6).

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use axum::http::StatusCode;

use crate::service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD};

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
