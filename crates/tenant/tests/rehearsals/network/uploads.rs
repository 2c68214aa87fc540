//! Messages with files over slow lines (R5): what moves leaves, however long it takes; what stands still is cut.

use std::time::Duration;

use contract::{MAX_ATTACHED_BYTES, MessageSubject};
use tenant::{Espace, FreshnessState, MessageStatus, Step, figures::SLOWEST_UPLOAD};
use tokio::time::Instant;

use super::fault::LIMITS;
use crate::rehearsal::Rehearsal;

/// A tenant with the largest message that the application sends, which has not left yet.
async fn with_the_largest_message() -> Rehearsal {
    let rehearsal = Rehearsal::begin().await;
    rehearsal.sign_up().await;
    rehearsal.espace.synchronise().await.expect("synchronised");
    let opened = rehearsal.espace.open_new_message(MessageSubject::Repair).await;
    opened.expect("a page");
    let mut devis = b"%PDF-1.7 ".to_vec();
    devis.resize(MAX_ATTACHED_BYTES, b'x');
    rehearsal.espace.attach(devis).await.expect("a PDF");
    let written = rehearsal
        .espace
        .submit_message(MessageSubject::Repair, "Une fuite")
        .await;
    written.expect("kept");
    rehearsal
}

async fn status(espace: &Espace) -> MessageStatus {
    match espace.open_messages().await {
        Ok(Step::Messages { messages, .. }) => messages[0].status,
        other => panic!("no messages: {other:?}"),
    }
}

/// Synchronises as the page does while a message is leaving. Returns how long that took.
async fn until_it_rests(espace: &Espace) -> Duration {
    let began = Instant::now();
    loop {
        let asked = Instant::now();
        let list = espace.synchronise().await.expect("the receipts are fetched");
        assert!(asked.elapsed() <= 2 * LIMITS.whole, "{:?}", asked.elapsed());
        assert_eq!(list.freshness.state, FreshnessState::UpToDate);
        if status(espace).await != MessageStatus::Leaving {
            return began.elapsed();
        }
    }
}

/// How long the files of the largest message take, written in Base64, and a little beside them.
fn largest_over_the_slowest_line() -> Duration {
    let bytes = MAX_ATTACHED_BYTES.div_ceil(3) * 4 + 4_096;
    Duration::from_secs(bytes as u64) / SLOWEST_UPLOAD
}

#[tokio::test]
async fn the_largest_message_leaves_over_a_line_of_256_kbit_s() {
    let mut rehearsal = with_the_largest_message().await;
    rehearsal.line.slow_down(256).await;
    let took = until_it_rests(&rehearsal.espace).await;
    assert!(took > 2 * LIMITS.whole, "the line is slow: {took:?}");
    assert_eq!(status(&rehearsal.espace).await, MessageStatus::Sent);
    assert_eq!(rehearsal.count_received_messages().await, 1);
    assert_eq!(rehearsal.line.asked("POST /v1/messages"), 1, "sent once");
}

#[tokio::test]
async fn an_upload_that_moves_outlasts_every_timeout() {
    let mut rehearsal = with_the_largest_message().await;
    rehearsal.line.slow_down(64).await;
    let took = until_it_rests(&rehearsal.espace).await;
    assert!(took > 2 * LIMITS.upload_stall, "the line is slow: {took:?}");
    assert_eq!(status(&rehearsal.espace).await, MessageStatus::Sent);
    assert_eq!(rehearsal.count_received_messages().await, 1);
}

#[tokio::test]
async fn an_upload_that_stands_still_is_cut_and_sent_another_time() {
    let mut rehearsal = with_the_largest_message().await;
    rehearsal.line.stall_after(256 * 1024).await;
    let began = Instant::now();
    // It is sent again only once it was cut.
    while rehearsal.line.stalled() < 2 {
        rehearsal
            .espace
            .synchronise()
            .await
            .expect("the receipts are fetched");
    }
    let took = began.elapsed();
    // All that the system took may still be on its way, over the slowest line.
    let longest = LIMITS.upload_stall + largest_over_the_slowest_line() + 2 * LIMITS.whole;
    assert!(took <= longest, "{took:?}");
    rehearsal.line.speed_up().await;
    until_it_rests(&rehearsal.espace).await;
    assert_eq!(status(&rehearsal.espace).await, MessageStatus::Sent);
    assert_eq!(rehearsal.count_received_messages().await, 1);
}
