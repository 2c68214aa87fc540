//! The answer to a request: the landlord's content, its problem, or something from elsewhere.

use std::{error::Error, io};

use contract::Problem;
use reqwest::{
    RequestBuilder, Response, StatusCode,
    header::{self, HeaderValue},
};
use serde::de::DeserializeOwned;

use super::{ClientError, MAX_JSON_BYTES, names::Unresolved, proxy_password};
use crate::core::proxy::takes_password;

pub(super) async fn send(request: RequestBuilder) -> Result<Response, ClientError> {
    request.send().await.map_err(|error| {
        // An address may hold a mark or the id of a document (S20).
        let error = error.without_url();
        if proxy_password::is_wanted(&error) {
            ClientError::ProxyPasswordRequired
        } else if is_untrusted(&error) {
            ClientError::Untrusted(error)
        } else if has_no_network(&error) {
            ClientError::NoNetwork(error)
        } else {
            ClientError::Unreachable(error)
        }
    })
}

/// Whether nobody could be reached: the name is not resolved, or no way leads out of this computer.
fn has_no_network(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        let io = error.downcast_ref::<io::Error>().map(io::Error::kind);
        let no_way_out = matches!(
            io,
            Some(io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown)
        );
        if no_way_out || error.is::<Unresolved>() {
            return true;
        }
        cause = error.source();
    }
    false
}

/// Whether a certificate was refused. Anyone between here and the landlord may show one.
fn is_untrusted(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        // An I/O error hides its inner error from its own chain.
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let tls = inner
            .and_then(|inner| inner.downcast_ref::<rustls::Error>())
            .or_else(|| error.downcast_ref::<rustls::Error>());
        if matches!(tls, Some(rustls::Error::InvalidCertificate(_))) {
            return true;
        }
        cause = inner.map_or_else(|| error.source(), |inner| Some(inner as &dyn Error));
    }
    false
}

/// Whether a retry may succeed. A service that says when to come back is not asked before.
pub(super) fn is_passing(error: &ClientError) -> bool {
    match error {
        ClientError::Unreadable(_) => true,
        // No connection came about in time: a second wait would not fit into this deadline. One that died while an
        // answer was awaited is replaced.
        ClientError::Unreachable(error) | ClientError::NoNetwork(error) => {
            !(error.is_timeout() && error.is_connect())
        }
        ClientError::Fault { status, retry_after } => status.is_server_error() && retry_after.is_none(),
        ClientError::Problem(problem) => {
            matches!(problem.status, 500 | 502 | 503 | 504) && problem.retry_after.is_none()
        }
        ClientError::Slow
        | ClientError::ProxyPasswordRequired
        | ClientError::ProxyUnsupported
        | ClientError::ProxyChanged
        | ClientError::TooHeavy
        | ClientError::TooLarge
        | ClientError::PdfTooLarge
        | ClientError::VisitLeft
        | ClientError::Untrusted(_) => false,
    }
}

/// Returns an answer that is a success; otherwise the problem or fault in it.
pub(super) async fn checked(response: Response) -> Result<Response, ClientError> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    // Where requests are not tunnelled, the proxy answers itself.
    if status == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
        let methods = response.headers().get_all(header::PROXY_AUTHENTICATE);
        let methods = methods.iter().map(HeaderValue::as_bytes);
        return Err(match takes_password(methods) {
            true => ClientError::ProxyPasswordRequired,
            false => ClientError::ProxyUnsupported,
        });
    }
    // From a proxy it comes as a page, from the service as a problem: it means the same.
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        return Err(ClientError::TooHeavy);
    }
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("application/problem+json")) {
        let problem: Problem = decode(&body(response, MAX_JSON_BYTES).await?)?;
        return Err(ClientError::Problem(Box::new(problem)));
    }
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        let retry_after = response
            .headers()
            .get(header::RETRY_AFTER)
            .and_then(|seconds| seconds.to_str().ok()?.parse().ok());
        return Err(ClientError::Fault { status, retry_after });
    }
    Err(ClientError::Unreadable(format!("{status} without a problem")))
}

/// A completed write answers without content: a page with content comes from elsewhere.
pub(super) fn without_content(response: &Response) -> Result<(), ClientError> {
    match response.status() {
        StatusCode::NO_CONTENT => Ok(()),
        status => Err(ClientError::Unreadable(format!("{status} with content"))),
    }
}

pub(super) async fn body(response: Response, most: usize) -> Result<Vec<u8>, ClientError> {
    body_with(response, most, |_| {}).await
}

/// The content of an answer. `came` is told after each part how many bytes there are.
pub(super) async fn body_with(
    mut response: Response,
    most: usize,
    mut came: impl FnMut(usize) + Send,
) -> Result<Vec<u8>, ClientError> {
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() > most => return Err(ClientError::TooLarge),
            Ok(Some(chunk)) => {
                bytes.extend_from_slice(&chunk);
                came(bytes.len());
            }
            Ok(None) => return Ok(bytes),
            Err(error) => return Err(cut(error)),
        }
    }
}

/// An answer that broke off.
pub(super) fn cut(error: reqwest::Error) -> ClientError {
    ClientError::Unreadable(error.without_url().to_string())
}

pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ClientError> {
    serde_json::from_slice(bytes).map_err(|error| {
        // The words of `serde_json` quote what they find (S20).
        let (kind, line, column) = (error.classify(), error.line(), error.column());
        ClientError::Unreadable(format!("{kind:?}, line {line}, column {column}"))
    })
}

#[cfg(test)]
mod tests {
    use contract::RentAccount;

    use super::*;

    #[test]
    fn s20_an_answer_that_cannot_be_read_is_not_quoted() {
        let answer = br#"{ "balance": "LEFEBVRE" }"#;
        let error = decode::<RentAccount>(answer).expect_err("no account").to_string();
        assert!(error.contains("Data, line 1"), "{error}");
        assert!(
            !error.contains("LEFEBVRE") && !error.contains("balance"),
            "{error}"
        );
    }
}
