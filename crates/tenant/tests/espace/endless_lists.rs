//! A list of documents that never ends, by a fault of the landlord's service.

use tenant::FailureCode;

use crate::{
    at_home::{Home, PASSWORD, tenant, without_pin},
    line::Line,
};

/// The same tenant on another computer, whose line answers requests that begin like this with this JSON.
async fn synchronised_with(request: &'static str, status: &str, kind: &str, json: &str) -> FailureCode {
    let home = Home::new().await;
    home.sign_up().await;
    let line = Line::to(home.address).await;
    let espace = home.second_computer_at(line.address);
    let step = espace.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    without_pin(&espace, step.expect("signed in")).await;
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\nconnection: close");
    let answer = format!("{head}\r\ncontent-length: {}\r\n\r\n{json}", json.len());
    line.answer(request, answer.into_bytes());
    let failure = espace.synchronise().await.expect_err("no list");
    line.mend();
    espace.synchronise().await.expect("once the service is mended");
    failure.code
}

#[tokio::test]
async fn a_service_that_repeats_a_cursor_is_reported_as_faulty() {
    let page = r#"{"documents":[],"syncMark":"bWFyaw","nextCursor":"YWdhaW4"}"#;
    let code = synchronised_with("GET /v1/rent-documents", "200 OK", "application/json", page).await;
    assert_eq!(code, FailureCode::LandlordFault);
}

#[tokio::test]
async fn a_service_that_forgets_each_list_it_begins_is_reported_as_faulty() {
    let problem = r#"{"type":"urn:espace-locataire:problem:sync-mark-unknown","title":"x","status":400}"#;
    let request = "GET /v1/rent-documents?cursor=";
    let code = synchronised_with(request, "400 Bad Request", "application/problem+json", problem).await;
    assert_eq!(code, FailureCode::LandlordFault);
}
