//! Receipts: fetched once, available without a network, visible to their tenant only.

use landlord::figures::{ACCESS_MINUTES, DAY, MINUTE, SESSION_DAYS};
use tenant::{FailureCode, FreshnessState, PdfCode, Step};

use crate::{
    at_home::{Home, PASSWORD, assert_home, documents_shown, tenant},
    line::Line,
};

#[tokio::test]
async fn receipts_and_a_pdf_open_with_the_network_cut_after_a_restart() {
    let mut home = Home::new().await;
    home.sign_up().await;
    let online = home.espace.synchronise().await.expect("synchronised");
    assert_eq!(online.freshness.state, FreshnessState::UpToDate);
    let id = online.documents().next().expect("a receipt").id.0.clone();
    let pdf = home.espace.rent_document_pdf(id.clone()).await.expect("a PDF");
    assert!(pdf.starts_with(b"%PDF-"));

    home.cut_network().await;
    let first_screen = home.restart().await;
    assert_home(&first_screen.step);
    let offline = home.espace.rent_documents().await.expect("from the archive");
    assert_eq!(offline.years, online.years);
    assert_eq!(documents_shown(&first_screen), offline.count(), "there at once");
    assert_eq!(offline.freshness.state, FreshnessState::Stale);
    let receipt = home
        .espace
        .rent_document(id.clone())
        .await
        .expect("from the archive");
    assert_eq!(receipt.pdf.map(|facts| facts.size as usize), Some(pdf.len()));
    assert_eq!(home.espace.rent_document_pdf(id).await, Ok(pdf));
    let failure = home.espace.synchronise().await.expect_err("the landlord is gone");
    assert_eq!(failure.code, FailureCode::Unreachable);
}

#[tokio::test]
async fn the_code_of_a_pdf_is_checked_here_without_a_network() {
    let mut home = Home::new().await;
    home.sign_up().await;
    let list = home.espace.synchronise().await.expect("synchronised");
    let newest: Vec<_> = list.documents().take(3).collect();
    assert_eq!(newest.len(), 3);
    for summary in &newest {
        let id = summary.id.0.clone();
        home.espace.rent_document_pdf(id).await.expect("a PDF");
    }
    home.cut_network().await;
    home.restart().await;
    for summary in &newest {
        let receipt = home.espace.rent_document(summary.id.0.clone()).await;
        assert_eq!(receipt.expect("kept").pdf_code, PdfCode::Genuine, "{summary:?}");
    }
}

#[tokio::test]
async fn later_documents_are_news_once_and_a_first_list_is_none() {
    let home = Home::new().await;
    home.sign_up().await;
    assert_eq!(
        home.espace.look_for_new_documents().await,
        Ok(0),
        "all of them are new"
    );
    let before = home.espace.rent_documents().await.expect("kept").count();
    assert_eq!(home.espace.look_for_new_documents().await, Ok(0));
    home.a_document_comes().await;
    assert_eq!(home.espace.look_for_new_documents().await, Ok(1));
    assert_eq!(home.espace.look_for_new_documents().await, Ok(0), "reported once");
    let after = home.espace.rent_documents().await.expect("kept").count();
    assert_eq!(after, before + 1);
}

#[tokio::test]
async fn an_expired_access_token_is_refreshed_silently() {
    let home = Home::new().await;
    home.sign_up().await;
    home.wait(ACCESS_MINUTES * MINUTE + 1);
    let list = home
        .espace
        .synchronise()
        .await
        .expect("refreshed and synchronised");
    assert_eq!(list.count(), 240);
}

#[tokio::test]
async fn many_requests_at_once_refresh_once() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    for _ in 0..3 {
        home.wait(ACCESS_MINUTES * MINUTE + 1);
        let all = synchronise_four_times_at_once(&home).await;
        assert!(
            all.iter().all(Result::is_ok),
            "a second refresh would have ended the session: {all:?}"
        );
    }
}

async fn synchronise_four_times_at_once(home: &Home) -> [Result<(), FailureCode>; 4] {
    let once = async || {
        home.espace
            .synchronise()
            .await
            .map(|_| ())
            .map_err(|failure| failure.code)
    };
    let (a, b, c, d) = tokio::join!(once(), once(), once(), once());
    [a, b, c, d]
}

#[tokio::test]
async fn a_session_ended_by_the_landlord_leads_to_sign_in_and_keeps_the_archive() {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    home.wait((SESSION_DAYS + 1) * DAY);
    let failure = home
        .espace
        .synchronise()
        .await
        .expect_err("the session has reached its end");
    assert_eq!(failure.code, FailureCode::SessionEnded);
    assert!(matches!(
        home.restart().await.step,
        Step::SignIn {
            tenant_code_end: Some(_),
            pin_loss: None,
        }
    ));
    home.espace.sign_in(None, PASSWORD).await.expect("signs in");
    assert_eq!(
        home.espace.rent_documents().await.expect("the archive").count(),
        240
    );
}

#[tokio::test]
async fn nothing_is_shown_while_signed_out() {
    let home = Home::new().await;
    home.sign_up().await;
    let list = home.espace.synchronise().await.expect("synchronised");
    home.espace.sign_out().await;
    let ended = Some(FailureCode::SessionEnded);
    assert_eq!(
        home.espace
            .rent_documents()
            .await
            .err()
            .map(|failure| failure.code),
        ended
    );
    let id = list.documents().next().expect("a receipt").id.0.clone();
    assert_eq!(
        home.espace
            .rent_document(id.clone())
            .await
            .err()
            .map(|failure| failure.code),
        ended
    );
    assert_eq!(
        home.espace
            .rent_document_pdf(id)
            .await
            .err()
            .map(|failure| failure.code),
        ended
    );
}

#[tokio::test]
async fn s18_a_pdf_of_eleven_mebibytes_never_reaches_the_window() {
    let home = Home::new().await;
    home.sign_up().await;
    let line = Line::to(home.address).await;
    let espace = home.second_computer_at(line.address);
    espace
        .sign_in(Some(tenant().tenant_code), PASSWORD)
        .await
        .expect("signed in");
    let list = espace.synchronise().await.expect("synchronised");
    let id = list.documents().next().expect("a receipt").id.0.clone();
    // With and without a `content-length`.
    for head in ["content-length: 11534336\r\n", ""] {
        let mut answer = format!("HTTP/1.1 200 OK\r\ncontent-type: application/pdf\r\netag: \"a\"\r\n{head}connection: close\r\n\r\n%PDF-1.7\n").into_bytes();
        answer.resize(answer.len() + 11 * 1024 * 1024, b' ');
        line.answer("GET /v1/rent-documents/", answer);
        let failure = espace.rent_document_pdf(id.clone()).await.expect_err("refused");
        assert_eq!(failure.code, FailureCode::PdfUnreadable);
    }
    line.mend();
    let pdf = espace.rent_document_pdf(id).await.expect("the landlord's own");
    assert!(pdf.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn a_subject_without_a_mark_is_not_fetched() {
    let home = Home::new().await;
    home.sign_up().await;
    let line = Line::to(home.address).await;
    let espace = home.second_computer_at(line.address);
    let signed_in = espace.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    signed_in.expect("signed in");
    // The marks of a service that knows another subject, and none of ours.
    let body = r#"{"marks":{"meters":"m1"}}"#;
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
    let answer = format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    line.answer("GET /v1/changes ", answer.into_bytes());
    let list = espace.synchronise().await.expect("nothing to ask for");
    assert_eq!(list.count(), 0);
    line.mend();
    let list = espace.synchronise().await.expect("synchronised");
    assert_eq!(list.count(), 240);
}
