//! `/v1/rent-documents`: the list, one document, its PDF.

use axum::{
    Json,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{DocumentId, DocumentPage, Language, RentDocument};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::store as rent_documents;
use crate::{
    http::{
        bearer::ReadingTenant,
        problem_response::{AnyProblem, NoSession, NoSuchThing, NoVisit},
        reader_language::ReaderLanguage,
    },
    refusal::Refusal,
    service::Service,
    typesetting::{self, document_pdf},
};

const PAGE: usize = 100;

/// Parameters of the list.
#[derive(Deserialize, utoipa::IntoParams)]
pub(crate) struct ListQuery {
    /// `nextCursor` of the previous page.
    cursor: Option<String>,
    /// `syncMark` of an earlier list, to get only what changed after it.
    since: Option<String>,
}

/// The tenant's rent documents in the order in which they changed, 100 to a page. A mark that this service never
/// gave (its records were restored to an earlier day, or the mark is malformed) is refused: the application then
/// reads the list from its beginning.
#[utoipa::path(get, path = "/v1/rent-documents", tag = "rent documents", params(ListQuery), security(("session" = [])),
    responses((status = 200, body = DocumentPage), NoSession, NoVisit, AnyProblem))]
pub(crate) async fn list(
    State(service): State<Service>,
    tenant: ReadingTenant,
    query: Result<Query<ListQuery>, QueryRejection>,
) -> Result<Json<DocumentPage>, Refusal> {
    let Query(query) = query.map_err(|rejection| Refusal::InvalidRequest(rejection.body_text()))?;
    let mark = query.cursor.or(query.since);
    let after = mark.map_or(Ok(0), |mark| read_mark(&mark))?;
    let mut reading = service.base.store.read().await?;
    if after > rent_documents::last_revision(&mut reading).await? {
        return Err(Refusal::SyncMarkUnknown);
    }
    let tenant_code = &tenant.tenant_code;
    let mut documents =
        rent_documents::changed_after(&mut reading, tenant_code, after, PAGE as i64 + 1).await?;
    let more = documents.len() > PAGE;
    documents.truncate(PAGE);
    let last = documents.last().map_or(after, |document| document.revision);
    Ok(Json(DocumentPage {
        documents,
        next_cursor: more.then(|| write_mark(last)),
        sync_mark: write_mark(last),
    }))
}

/// One rent document.
#[utoipa::path(get, path = "/v1/rent-documents/{id}", tag = "rent documents", security(("session" = [])),
    params(("id" = String, Path, description = "The document's id")),
    responses((status = 200, body = RentDocument), NoSession, NoVisit, NoSuchThing, AnyProblem))]
pub(crate) async fn read(
    State(service): State<Service>,
    tenant: ReadingTenant,
    Path(id): Path<String>,
) -> Result<Json<RentDocument>, Refusal> {
    rent_documents::find(
        &mut service.base.store.read().await?,
        &tenant.tenant_code,
        &DocumentId(id),
    )
    .await
    .map(Json)
}

/// The document as a tagged PDF (PDF/UA-1 and PDF/A-2a). The `ETag` changes when its content does. An interrupted
/// download resumes with one range of bytes to the end (RFC 9110, section 14).
#[utoipa::path(get, path = "/v1/rent-documents/{id}/pdf", tag = "rent documents", security(("session" = [])),
    params(
        ("id" = String, Path, description = "The document's id"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of a copy already held"),
        ("Range" = Option<String>, Header, description = "`bytes=1000-`: what is left of the file"),
        ("If-Range" = Option<String>, Header, description = "The `ETag` of the bytes already held: of another content, all of it is sent"),
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/pdf", headers(("ETag" = String, description = "Names this content"))),
        (status = 206, body = Vec<u8>, content_type = "application/pdf", description = "What is left of the file"),
        (status = 416, description = "Nothing is left of it"),
        (status = 304, description = "The copy already held is the current one"),
        NoSession, NoVisit, NoSuchThing, AnyProblem,
    ))]
pub(crate) async fn pdf(
    State(service): State<Service>,
    tenant: ReadingTenant,
    Path(id): Path<String>,
    ReaderLanguage(language): ReaderLanguage,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let document = rent_documents::find(
        &mut service.base.store.read().await?,
        &tenant.tenant_code,
        &DocumentId(id),
    )
    .await?;
    let link = service.verification_link(&document);
    let etag = etag(&document, link.as_deref(), language)?;
    let private = [
        (header::ETAG, etag.clone()),
        (header::VARY, HeaderValue::from_static("accept-language")),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        ),
    ];
    if headers.get(header::IF_NONE_MATCH) == Some(&etag) {
        return Ok((StatusCode::NOT_MODIFIED, private).into_response());
    }
    let tenant_code = tenant.tenant_code.clone();
    let draw = move || document_pdf::render(&document, Some(&tenant_code), link.as_deref(), language);
    let bytes = service.drawings.draw(tenant.tenant_code.as_str(), draw).await?;
    let kind = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
    ];
    Ok(match range_to_the_end(&headers, &etag) {
        None => (private, kind, bytes).into_response(),
        Some(start) if start < bytes.len() => {
            let range = format!("bytes {start}-{}/{}", bytes.len() - 1, bytes.len());
            let rest = [(header::CONTENT_RANGE, range)];
            let bytes = bytes[start..].to_vec();
            (StatusCode::PARTIAL_CONTENT, private, kind, rest, bytes).into_response()
        }
        Some(_) => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{}", bytes.len()))];
            (StatusCode::RANGE_NOT_SATISFIABLE, range).into_response()
        }
    })
}

/// Where an interrupted download resumes. Other ranges are ignored, as a server may (RFC 9110, section 14.2), and
/// so are ranges of another content.
fn range_to_the_end(headers: &HeaderMap, etag: &HeaderValue) -> Option<usize> {
    if headers.get(header::IF_RANGE).is_some_and(|held| held != etag) {
        return None;
    }
    let range = headers.get(header::RANGE)?.to_str().ok()?;
    let start = range.strip_prefix("bytes=")?.strip_suffix('-')?;
    start.parse().ok()
}

/// A hash of what a PDF is made of, so that an unchanged PDF is neither drawn nor sent again.
fn etag(
    document: &RentDocument,
    verification_link: Option<&str>,
    language: Language,
) -> Result<HeaderValue, Refusal> {
    let content = serde_json::to_vec(document).map_err(|error| Refusal::Stored(error.to_string()))?;
    let hash = Sha256::new()
        .chain_update(document_pdf::TEMPLATE)
        .chain_update(typesetting::COMMON)
        .chain_update(content)
        .chain_update(verification_link.unwrap_or_default())
        .chain_update(document_pdf::sentences(language))
        .finalize();
    let text = format!("\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(&hash[..16]));
    HeaderValue::try_from(text).map_err(|error| Refusal::Stored(error.to_string()))
}

fn write_mark(revision: i64) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(revision.to_be_bytes())
}

fn read_mark(mark: &str) -> Result<i64, Refusal> {
    let bytes = BASE64_URL_SAFE_NO_PAD
        .decode(mark)
        .ok()
        .and_then(|bytes| bytes.try_into().ok());
    bytes
        .map(i64::from_be_bytes)
        .filter(|revision| *revision >= 0)
        .ok_or(Refusal::SyncMarkUnknown)
}
