//! What has expired is deleted in the background, a bounded number of rows at a time, and never by a request.

use std::{fs, time::Duration};

use axum::http::StatusCode;
use landlord::figures::{DAY, PURGE_BATCHES, PURGED_ROWS, TENANT_CODES_PER_ADDRESS, VISIT_KEPT_DAYS};
use serde_json::json;
use sqlx::AssertSqlSafe;

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, Landlord, PASSWORD, UNKNOWN};

/// Writes expired sessions, each with this many refresh tokens.
pub async fn write_expired_sessions(landlord: &Landlord, sessions: i64, tokens: i64) {
    let pool = landlord.service.pool();
    sqlx::query(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
         INSERT INTO sessions (id, tenant_code, started_at, ends_at)
         SELECT 'expired-' || n, ?, 0, n FROM numbers",
    )
    .bind(sessions)
    .bind(DURAND)
    .execute(pool)
    .await
    .expect("written");
    sqlx::query(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
         INSERT INTO refresh_tokens (token_hash, session, expires_at)
         SELECT randomblob(32), sessions.id, 0 FROM sessions, numbers WHERE sessions.id LIKE 'expired-%'",
    )
    .bind(tokens)
    .execute(pool)
    .await
    .expect("written");
}

async fn count(landlord: &Landlord, rows: &str) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {rows}")))
        .fetch_one(landlord.service.pool())
        .await
        .expect("counted")
}

const EXPIRED: &str = "sessions WHERE id LIKE 'expired-%'";
const TOKENS: &str = "refresh_tokens WHERE session LIKE 'expired-%'";

#[tokio::test]
async fn a_sign_in_deletes_no_expired_session() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    write_expired_sessions(&landlord, 60, 2).await;
    let signed_in = landlord.sign_in(DURAND, PASSWORD).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
    assert_eq!(count(&landlord, EXPIRED).await, 60);
    assert_eq!(count(&landlord, TOKENS).await, 120);
}

#[tokio::test]
async fn the_purge_deletes_expired_sessions_and_leaves_the_others() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    write_expired_sessions(&landlord, 450, 3).await;
    landlord.purge().await;
    assert_eq!(count(&landlord, EXPIRED).await, 0);
    assert_eq!(count(&landlord, TOKENS).await, 0);
    let body = json!({ "refreshToken": tokens["refreshToken"] });
    let refreshed = landlord.post("/v1/sessions/refresh", None, body).await;
    assert_eq!(refreshed.status, StatusCode::OK);
}

#[tokio::test]
async fn a_round_of_the_purge_deletes_a_bounded_number_of_tokens() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let most = PURGED_ROWS * i64::try_from(PURGE_BATCHES).expect("small");
    write_expired_sessions(&landlord, 1, most + 1).await;
    landlord.purge().await;
    assert_eq!(count(&landlord, TOKENS).await, 1);
    assert_eq!(count(&landlord, EXPIRED).await, 1);
    landlord.purge().await;
    assert_eq!(count(&landlord, TOKENS).await, 0);
    assert_eq!(count(&landlord, EXPIRED).await, 0);
}

#[tokio::test]
async fn the_purge_empties_the_log_which_holds_what_was_deleted() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let log = landlord.data().join("landlord.sqlite-wal");
    assert!(fs::metadata(&log).expect("a log").len() > 0);
    landlord.purge().await;
    assert_eq!(fs::metadata(&log).map_or(0, |log| log.len()), 0);
}

/// Other tables with rows that expire, and how a row that has expired comes into being without a request.
const OTHERS: [(&str, &str); 8] = [
    ("devices", "INSERT INTO devices VALUES (x'00', ?1, 0)"),
    (
        "enrolments",
        "INSERT INTO enrolments (token_hash, tenant_code, purpose, expires_at) VALUES (x'00', ?1, 'signUp', 0)",
    ),
    ("spent_robot_checks", "INSERT INTO spent_robot_checks VALUES (?1, 0)"),
    (
        "sms_challenges",
        "INSERT INTO sms_challenges (subject, phone, code_hash, code_expires_at, last_message_at, ends_at, tenant_code)
         VALUES (x'00', '', x'00', 0, 0, 0, ?1)",
    ),
    ("sign_in_failures", "INSERT INTO sign_in_failures VALUES (CAST(?1 AS BLOB), 1, 0)"),
    ("counted_events", "INSERT INTO counted_events VALUES ('test', CAST(?1 AS BLOB), 0)"),
    (
        "codes_of_addresses",
        "INSERT INTO codes_of_addresses VALUES (x'00', CAST(?1 AS BLOB), 0)",
    ),
    (
        "consent_entries",
        "INSERT INTO consent_entries (tenant_code, consent, given, at) VALUES (?1, 'mails', 0, 0)",
    ),
];

#[tokio::test]
async fn the_purge_deletes_what_has_expired_from_every_table() {
    let landlord = Landlord::open().await;
    for (table, insert) in OTHERS {
        sqlx::query(insert)
            .bind(LEFEBVRE)
            .execute(landlord.service.pool())
            .await
            .unwrap_or_else(|error| panic!("{table}: {error}"));
    }
    landlord.purge().await;
    for (table, _) in OTHERS {
        assert_eq!(count(&landlord, table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn s2_codes_of_an_address_count_for_a_day_without_a_purge() {
    let landlord = Landlord::open().await;
    for code in 0..TENANT_CODES_PER_ADDRESS.events {
        landlord
            .enrolment(&format!("{:015}", 300_000_000_000_000 + code))
            .await;
    }
    let robot_check = landlord.solved_robot_check(UNKNOWN).await;
    let opening = json!({ "tenantCode": UNKNOWN, "robotCheck": robot_check, "purpose": "signUp" });
    let refused = landlord.post("/v1/enrolments", None, opening).await;
    assert_eq!(refused.problem(), "too-many-attempts");
    landlord.wait(TENANT_CODES_PER_ADDRESS.window + 1);
    landlord.enrolment(UNKNOWN).await;
}

#[tokio::test]
async fn a_running_server_purges_by_itself() {
    let landlord = Landlord::open().await;
    write_expired_sessions(&landlord, 3, 1).await;
    let server = landlord::server::Server::bind(
        landlord.service.clone(),
        "127.0.0.1:0".parse().expect("an address"),
    );
    let server = server.await.expect("bound");
    let running = tokio::spawn(server.run(std::future::pending()));
    let gone = async {
        while count(&landlord, EXPIRED).await > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), gone)
        .await
        .expect("purged");
    running.abort();
}

#[tokio::test]
async fn visits_are_kept_for_the_figures_of_a_month_and_then_deleted() {
    let landlord = Landlord::open().await;
    let now = landlord.seconds();
    let pool = landlord.service.pool();
    sqlx::query(
        "INSERT INTO staff (login, name, role, agency, totp_salt, created_at)
         SELECT 'claire.martin', '', 'helper', reference, x'00', 0 FROM agencies LIMIT 1",
    )
    .execute(pool)
    .await
    .expect("written");
    sqlx::query(
        "INSERT INTO visits (id, session, login, device, tenant_code, identity_document, purposes, began_at, expires_at)
         VALUES ('old', x'00', 'claire.martin', '', ?1, '', '[]', ?2 - 1, 0),
                ('young', x'01', 'claire.martin', '', ?1, '', '[]', ?2, 0)",
    )
    .bind(DURAND)
    .bind(now - VISIT_KEPT_DAYS * DAY)
    .execute(pool)
    .await
    .expect("written");
    landlord.purge().await;
    assert_eq!(count(&landlord, "visits WHERE id = 'old'").await, 0);
    assert_eq!(count(&landlord, "visits WHERE id = 'young'").await, 1);
}
