//! The secret that opens an archive whose PIN was forgotten (S12).

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PASSWORD};

#[tokio::test]
async fn an_archive_recovery_secret_outlives_sessions_and_restarts() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.sign_up(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let path = "/v1/archive-recovery";
    let first = landlord.get(path, durand["accessToken"].as_str()).await.json();
    let secret = first["secret"].as_str().expect("a secret");
    assert_eq!(secret.len(), 43, "256 bits");
    let other = landlord.get(path, lefebvre["accessToken"].as_str()).await.json();
    assert_ne!(first, other, "each tenant has another");
    assert_eq!(landlord.get(path, None).await.problem(), "session-ended");

    landlord.restart().await;
    let again = landlord.sign_in(DURAND, PASSWORD).await.json();
    let again = landlord.get(path, again["accessToken"].as_str()).await.json();
    assert_eq!(first, again);
}
