//! The PDF of a rent document, resumed where an earlier attempt was cut (RFC 9110, section 14).

use std::sync::{Mutex, MutexGuard, PoisonError};

use backon::Retryable;
use contract::{DocumentId, MAX_PDF_BYTES, WireSecret};
use reqwest::{Method, Response, StatusCode, header};

use super::{
    ClientError, LandlordClient,
    answer::{checked, cut, is_passing},
};

use crate::core::pdf::{PartialPdf, is_whole_pdf};

/// The part of a PDF received so far; it outlives an attempt that is cut.
#[derive(Debug, Default)]
pub(crate) struct PdfUnderWay(Mutex<PartialPdf>);

impl PdfUnderWay {
    pub(crate) fn from(partial: Option<PartialPdf>) -> Self {
        Self(Mutex::new(partial.unwrap_or_default()))
    }

    /// The part worth keeping for the next attempt; none without an `ETag` or bytes.
    pub(crate) fn partial(&self) -> Option<PartialPdf> {
        let partial = self.lock().clone();
        (!partial.etag.is_empty() && !partial.bytes.is_empty()).then_some(partial)
    }

    fn lock(&self) -> MutexGuard<'_, PartialPdf> {
        // Each change leaves bytes of one content, even if something after it panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin_again(&self, etag: String) {
        *self.lock() = PartialPdf {
            etag,
            bytes: Vec::new(),
        };
    }

    fn take_in(&self, chunk: &[u8]) -> Result<(), ClientError> {
        let mut partial = self.lock();
        if partial.bytes.len() + chunk.len() > MAX_PDF_BYTES {
            *partial = PartialPdf::default();
            return Err(ClientError::PdfTooLarge);
        }
        partial.bytes.extend_from_slice(chunk);
        Ok(())
    }

    /// Takes the complete PDF. Bytes that are no PDF are dropped, not resumed.
    fn take_whole(&self) -> Result<Vec<u8>, ClientError> {
        let bytes = std::mem::take(&mut *self.lock()).bytes;
        if is_whole_pdf(&bytes) {
            Ok(bytes)
        } else {
            Err(ClientError::Unreadable("not a whole PDF".to_owned()))
        }
    }
}

impl LandlordClient {
    /// Fetches the rest of a document's PDF, and returns the whole.
    pub(crate) async fn document_pdf(
        &self,
        access: &WireSecret,
        id: &DocumentId,
        under_way: &PdfUnderWay,
    ) -> Result<Vec<u8>, ClientError> {
        let path = format!("v1/rent-documents/{}/pdf", id.0);
        let attempt = || self.fetch_what_is_left(&path, access, under_way);
        self.in_time(attempt.retry(self.pauses()).when(is_passing).into_future())
            .await?;
        under_way.take_whole()
    }

    async fn fetch_what_is_left(
        &self,
        path: &str,
        access: &WireSecret,
        under_way: &PdfUnderWay,
    ) -> Result<(), ClientError> {
        let mut request = self.request(Method::GET, path, Some(access))?;
        let held = under_way.partial();
        if let Some(held) = &held {
            request = request
                .header(header::RANGE, format!("bytes={}-", held.bytes.len()))
                .header(header::IF_RANGE, &held.etag);
        }
        let response = self.send(request).await?;
        if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
            under_way.begin_again(String::new());
            return Err(ClientError::Unreadable("nothing is left of it".to_owned()));
        }
        let mut response = checked(response).await?;
        let goes_on = response.status() == StatusCode::PARTIAL_CONTENT;
        match held {
            Some(held) if goes_on && goes_on_from(&response, held.bytes.len()) => {}
            _ if goes_on => {
                under_way.begin_again(String::new());
                return Err(ClientError::Unreadable("another part of it".to_owned()));
            }
            _ => under_way.begin_again(etag_of(&response)),
        }
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) => under_way.take_in(&chunk)?,
                Ok(None) => return Ok(()),
                Err(error) => return Err(cut(error)),
            }
        }
    }
}

/// The strong `ETag` of the content, or an empty text. A weak one does not guarantee equal bytes.
fn etag_of(response: &Response) -> String {
    let etag = response.headers().get(header::ETAG);
    let strong = etag
        .and_then(|etag| etag.to_str().ok())
        .filter(|etag| !etag.starts_with("W/"));
    strong.unwrap_or_default().to_owned()
}

fn goes_on_from(response: &Response, place: usize) -> bool {
    let range = response.headers().get(header::CONTENT_RANGE);
    range
        .and_then(|range| range.to_str().ok())
        .is_some_and(|range| range.starts_with(&format!("bytes {place}-")))
}
