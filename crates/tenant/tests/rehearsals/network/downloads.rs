//! The export of *Mon profil* over a slow line (R5): what moves comes, however long it takes.

use tenant::ExportFormat;
use tokio::time::Instant;

use super::fault::LIMITS;
use crate::rehearsal::Rehearsal;

#[tokio::test]
async fn an_export_that_moves_outlasts_the_timeout_of_an_answer() {
    let mut rehearsal = Rehearsal::begin().await;
    rehearsal.sign_up().await;
    rehearsal.allow_export().await;
    rehearsal.line.slow_answers_down(4).await;
    let began = Instant::now();
    let json = rehearsal.espace.profile_export(ExportFormat::Json).await;
    json.expect("all of it");
    let pdf = rehearsal.espace.profile_export(ExportFormat::Pdf).await;
    assert!(pdf.expect("all of it").starts_with(b"%PDF-"));
    let took = began.elapsed();
    assert!(took > 2 * LIMITS.whole, "the line is slow: {took:?}");
}
