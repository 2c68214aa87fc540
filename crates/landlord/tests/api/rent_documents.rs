//! Rent documents: tenants see their own only.

use axum::http::{Method, StatusCode, header};

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord};

#[tokio::test]
async fn a_tenant_lists_their_documents_and_then_only_what_changed() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let page = landlord.get("/v1/rent-documents", Some(&durand)).await.json();
    let kinds: Vec<&str> = page["documents"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|d| d["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["avis", "quittance"]);
    assert_eq!(page["documents"][0]["amount"], 30_400);
    assert_eq!(page["documents"][0]["paid"], 30_400);
    assert!(page["nextCursor"].is_null());

    let mark = page["syncMark"].as_str().expect("a mark");
    let since = landlord
        .get(&format!("/v1/rent-documents?since={mark}"), Some(&durand))
        .await
        .json();
    assert_eq!(since["documents"], serde_json::json!([]));
    assert_eq!(since["syncMark"], page["syncMark"]);
}

#[tokio::test]
async fn an_unknown_stored_kind_is_an_internal_error() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    sqlx::query("UPDATE rent_documents SET kind = 'aviss' WHERE kind = 'avis'")
        .execute(landlord.service.pool())
        .await
        .expect("damaged");
    for path in ["/v1/rent-documents", "/v1/rent-account"] {
        let answer = landlord.get(path, Some(&durand)).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
    }
}

#[tokio::test]
async fn no_tenant_reaches_another_tenants_document_by_its_id() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let list = landlord.get("/v1/rent-documents", Some(&durand)).await.json();
    let id = list["documents"][0]["id"].as_str().expect("an id");
    for path in [
        format!("/v1/rent-documents/{id}"),
        format!("/v1/rent-documents/{id}/pdf"),
    ] {
        assert_eq!(landlord.get(&path, Some(&durand)).await.status, StatusCode::OK);
        let refused = landlord.get(&path, Some(&lefebvre)).await;
        let missing = landlord.get(&path.replace(id, "made-up"), Some(&lefebvre)).await;
        assert_eq!(refused.problem(), "not-found");
        assert_eq!(refused.bytes, missing.bytes, "not even that it exists");
        assert_eq!(landlord.get(&path, None).await.problem(), "session-ended");
    }
}

#[tokio::test]
async fn a_pdf_that_the_client_already_has_is_not_sent_again() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let list = landlord.get("/v1/rent-documents", Some(&durand)).await.json();
    let path = format!(
        "/v1/rent-documents/{}/pdf",
        list["documents"][1]["id"].as_str().expect("an id")
    );
    let pdf = landlord.get(&path, Some(&durand)).await;
    assert_eq!(pdf.headers[header::CONTENT_TYPE], "application/pdf");
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let etag = pdf.headers[header::ETAG].to_str().expect("text").to_owned();
    let held = landlord
        .ask(
            Method::GET,
            &path,
            Some(&durand),
            &[(header::IF_NONE_MATCH, &etag)],
            None,
        )
        .await;
    assert_eq!((held.status, held.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
}

#[tokio::test]
async fn an_unknown_sync_mark_is_reported_as_such() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    // 2^63 - 1, which no service has reached; of another length; malformed.
    for mark in ["f_________8", "bWFyaw", "!!"] {
        let path = format!("/v1/rent-documents?since={mark}");
        let refused = landlord.get(&path, Some(&durand)).await;
        assert_eq!(refused.status, StatusCode::GONE, "{mark}");
        assert_eq!(refused.problem(), "sync-mark-unknown", "{mark}");
    }
}

#[tokio::test]
async fn an_interrupted_fetch_of_a_pdf_resumes_where_it_stopped() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let list = landlord.get("/v1/rent-documents", Some(&durand)).await.json();
    let id = list["documents"][1]["id"].as_str().expect("an id");
    let path = format!("/v1/rent-documents/{id}/pdf");
    let whole = landlord.get(&path, Some(&durand)).await;
    assert_eq!(whole.headers[header::ACCEPT_RANGES], "bytes");
    let etag = whole.headers[header::ETAG].to_str().expect("text").to_owned();
    let ask = async |range: &str, held: &str| {
        let headers = [(header::RANGE, range), (header::IF_RANGE, held)];
        landlord
            .ask(Method::GET, &path, Some(&durand), &headers, None)
            .await
    };

    let length = whole.bytes.len();
    let rest = ask("bytes=1000-", &etag).await;
    assert_eq!(rest.status, StatusCode::PARTIAL_CONTENT);
    let range = format!("bytes 1000-{}/{length}", length - 1);
    assert_eq!(rest.headers[header::CONTENT_RANGE], range);
    assert_eq!(rest.bytes, whole.bytes[1000..]);

    let other = ask("bytes=1000-", "\"another content\"").await;
    assert_eq!((other.status, other.bytes.len()), (StatusCode::OK, length));
    for unknown in ["bytes=-500", "bytes=1-2", "bytes=1-2,5-6", "lines=1-", "bytes=x-"] {
        let answer = ask(unknown, &etag).await;
        assert_eq!(
            (answer.status, answer.bytes.len()),
            (StatusCode::OK, length),
            "{unknown}"
        );
    }
    let nothing_left = ask(&format!("bytes={length}-"), &etag).await;
    assert_eq!(nothing_left.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(
        nothing_left.headers[header::CONTENT_RANGE],
        format!("bytes */{length}")
    );
}
