//! A disk that takes nothing more: what writes is refused as busy, reading goes on, and it ends with the fault.

use axum::http::{HeaderName, Method, StatusCode};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;
use sqlx::{Sqlite, pool::PoolConnection};

use crate::{
    service::{Answer, DURAND, DURAND_MOBILE, Landlord},
    traces::{counted, monitored},
};

/// A file of a message that needs many pages of the database.
const FILE_BYTES: usize = 200_000;

/// Every connection of the service.
async fn connections(landlord: &Landlord) -> Vec<PoolConnection<Sqlite>> {
    let pool = landlord.service.pool();
    let mut connections = Vec::new();
    for _ in 0..pool.options().get_max_connections() {
        connections.push(pool.acquire().await.expect("a connection"));
    }
    connections
}

/// Lets the database file grow no further, and fills what is free in it.
async fn fill(landlord: &Landlord) {
    let mut connections = connections(landlord).await;
    let filler = "CREATE TABLE filler (bytes BLOB)";
    let made = sqlx::query(filler).execute(&mut *connections[0]).await;
    made.expect("there is room yet");
    for connection in &mut connections {
        // As little as it can be: what there is.
        let bounded = sqlx::query("PRAGMA max_page_count = 1").execute(&mut **connection);
        bounded.await.expect("bounded");
    }
    let filled = "INSERT INTO filler VALUES (zeroblob(3000))";
    while sqlx::query(filled).execute(&mut *connections[0]).await.is_ok() {}
}

async fn make_room(landlord: &Landlord) {
    for connection in &mut connections(landlord).await {
        let freed = sqlx::query("PRAGMA max_page_count = 1000000").execute(&mut **connection);
        freed.await.expect("freed");
    }
}

async fn send(landlord: &Landlord, token: &str, number: u32) -> Answer {
    let mut file = b"%PDF-1.7 ".to_vec();
    file.resize(FILE_BYTES, b'0');
    let body = json!({
        "subject": "repair",
        "text": "Bonjour",
        "attachments": [BASE64_STANDARD.encode(&file)],
    });
    let key = format!("7c9e6679-7425-40de-944b-{number:012x}");
    let header = [(HeaderName::from_static("idempotency-key"), key.as_str())];
    landlord
        .ask(Method::POST, "/v1/messages", Some(token), &header, Some(body))
        .await
}

#[tokio::test]
async fn a_full_disk_is_busy_to_writers_and_readers_go_on() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    fill(&landlord).await;
    for number in 1..=3 {
        let refused = send(&landlord, &durand, number).await;
        assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(refused.problem(), "busy");
        assert!(refused.headers.contains_key("retry-after"));
        let read = landlord.get("/v1/tenancy", Some(&durand)).await;
        assert_eq!(read.status, StatusCode::OK);
    }
    assert_eq!(counted(&landlord, "database", "unwritable").await, 3);
    assert_eq!(counted(&landlord, "service", "failed").await, 0);
}

#[tokio::test]
async fn s27_a_full_disk_is_not_ready_until_there_is_room_again() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    fill(&landlord).await;
    send(&landlord, &durand, 1).await;
    let unwritable = "the database cannot be written\n".to_owned();
    assert_eq!(
        monitored(&landlord, "/readyz").await,
        (StatusCode::SERVICE_UNAVAILABLE, unwritable)
    );
    make_room(&landlord).await;
    assert_eq!(monitored(&landlord, "/readyz").await.0, StatusCode::OK);
    // Each connection writes again, also those whose transaction the disk ended.
    for number in 1..=9 {
        let sent = send(&landlord, &durand, number).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{number}");
    }
}
