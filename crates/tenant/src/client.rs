//! HTTP to the landlord service: time limits, retries of reads, problems decoded (R5).

mod account;
mod enrolment;
mod pdf;

use std::{error::Error, io, sync::Once, time::Duration};

use backon::{ExponentialBuilder, Retryable};
use contract::{
    DocumentId, DocumentPage, LandlordProfile, Password, Problem, ProblemKind, RentDocument, SessionOpening,
    SessionRefreshing, SessionTokens, Tenancy, WireSecret,
};
use reqwest::{Method, RequestBuilder, Response, StatusCode, Url, header, redirect};
use serde::{Serialize, de::DeserializeOwned};
use tokio::time::{Instant, timeout_at};

use crate::limits::Limits;
#[cfg(feature = "rehearsal")]
use crate::rehearsal::Rehearsed;
pub(crate) use account::Sensitive;
pub(crate) use pdf::{PartialPdf, PdfUnderWay};
/// A connection left idle for longer is not used again: a machine that slept, or a proxy in between,
/// may have dropped it without a word.
const LONGEST_IDLE: Duration = Duration::from_secs(20);
const RETRIES: usize = 3;
/// No JSON answer of the contract comes near this many bytes.
const MOST_JSON_BYTES: usize = 8 * 1024 * 1024;
/// A larger PDF is refused (S18).
pub(crate) const MOST_PDF_BYTES: usize = 10 * 1024 * 1024;
/// The last mark of a PDF stands in so many bytes before its end.
const PDF_TRAILER_BYTES: usize = 1_024;

tokio::task_local! {
    /// When all that a command asks has to be answered.
    static WAIT_ENDS: Instant;
}

/// The landlord could not be asked, or answered something else.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ClientError {
    /// The landlord said no, and why.
    #[error("the landlord refused: {:?}", .0.kind)]
    Problem(Box<Problem>),
    /// No way to the landlord.
    #[error("the landlord cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// Whoever answers does not prove to be the landlord; nothing was sent.
    #[error("the certificate is not the landlord's")]
    Untrusted(#[source] reqwest::Error),
    /// No answer in time.
    #[error("no answer in time")]
    Slow,
    /// The landlord's service failed without saying why.
    #[error("the landlord's service failed with {status}")]
    Fault {
        /// The HTTP status.
        status: StatusCode,
        /// After how many seconds to ask again, when it was said.
        retry_after: Option<u64>,
    },
    /// The answer is not the contract's: another site, a captive portal, a cut.
    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
    /// The answer is larger than anything of the contract.
    #[error("the answer is too large")]
    TooLarge,
    /// A PDF of more bytes than the window takes (S18).
    #[error("the PDF is too large")]
    PdfTooLarge,
}

impl ClientError {
    /// Whether the landlord answered with this problem.
    pub(crate) fn is(&self, kind: ProblemKind) -> bool {
        matches!(self, Self::Problem(problem) if problem.kind == kind)
    }

    /// The landlord's own word, not a wait, a cut or somebody else's answer.
    pub(crate) fn is_an_answer(&self) -> bool {
        matches!(self, Self::Problem(_))
    }
}

/// The service of one landlord.
#[derive(Debug, Clone)]
pub(crate) struct LandlordClient {
    http: reqwest::Client,
    base: Url,
    limits: Limits,
}

impl LandlordClient {
    pub(crate) fn new(base: Url) -> Result<Self, ClientError> {
        Self::build(base, Limits::default(), |builder| builder)
    }

    #[cfg(feature = "rehearsal")]
    pub(crate) fn rehearsed(base: Url, rehearsed: Rehearsed) -> Result<Self, ClientError> {
        Self::build(base, rehearsed.limits, |builder| {
            builder
                .dns_resolver(rehearsed.names)
                .tls_certs_merge([rehearsed.authority])
        })
    }

    fn build(
        base: Url,
        limits: Limits,
        equip: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, ClientError> {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Fails only when a provider is already installed, which serves as well.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let builder = reqwest::Client::builder()
            .user_agent(concat!("EspaceLocataire/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(limits.connect)
            .pool_idle_timeout(LONGEST_IDLE)
            .redirect(redirect::Policy::none());
        let http = equip(builder).build().map_err(ClientError::Unreachable)?;
        Ok(Self { http, base, limits })
    }

    /// Several questions of one command: together they take no longer than one.
    pub(crate) async fn in_one_wait<T>(&self, questions: impl Future<Output = T>) -> T {
        WAIT_ENDS.scope(self.wait_ends(), questions).await
    }

    fn wait_ends(&self) -> Instant {
        let under_way = WAIT_ENDS.try_with(|ends| *ends);
        under_way.unwrap_or_else(|_| Instant::now() + self.limits.whole)
    }

    /// Cuts what takes longer than the longest wait. Only for what may be cut anywhere.
    pub(crate) async fn in_time<T, E: From<ClientError>>(
        &self,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        timeout_at(self.wait_ends(), work)
            .await
            .unwrap_or_else(|_| Err(ClientError::Slow.into()))
    }

    pub(crate) async fn sign_in(&self, opening: &SessionOpening) -> Result<SessionTokens, ClientError> {
        self.post("v1/sessions", None, Some(opening)).await
    }

    pub(crate) async fn refresh(&self, refresh_token: WireSecret) -> Result<SessionTokens, ClientError> {
        self.post(
            "v1/sessions/refresh",
            None,
            Some(&SessionRefreshing { refresh_token }),
        )
        .await
    }

    pub(crate) async fn sign_out(&self, access: &WireSecret) -> Result<(), ClientError> {
        self.delete("v1/sessions/current", access).await
    }

    pub(crate) async fn tenancy(&self, access: &WireSecret) -> Result<Tenancy, ClientError> {
        self.get("v1/tenancy", access).await
    }

    pub(crate) async fn landlord_profile(&self, access: &WireSecret) -> Result<LandlordProfile, ClientError> {
        self.get("v1/landlord", access).await
    }

    pub(crate) async fn documents(
        &self,
        access: &WireSecret,
        mark: Option<(&str, &str)>,
    ) -> Result<DocumentPage, ClientError> {
        let path = match mark {
            // Marks are base64url: nothing in them needs escaping.
            Some((name, mark)) => format!("v1/rent-documents?{name}={mark}"),
            None => "v1/rent-documents".to_owned(),
        };
        self.get(&path, access).await
    }

    pub(crate) async fn document(
        &self,
        access: &WireSecret,
        id: &DocumentId,
    ) -> Result<RentDocument, ClientError> {
        self.get(&format!("v1/rent-documents/{}", id.0), access).await
    }

    /// A read, tried again with growing, jittered pauses, within the longest wait as a whole.
    async fn get<T: DeserializeOwned>(&self, path: &str, token: &WireSecret) -> Result<T, ClientError> {
        decode(&self.read(path, token, MOST_JSON_BYTES).await?)
    }

    async fn get_pdf(&self, path: &str, token: &WireSecret) -> Result<Vec<u8>, ClientError> {
        let bytes = self.read(path, token, MOST_PDF_BYTES).await?;
        if is_whole_pdf(&bytes) {
            Ok(bytes)
        } else {
            Err(ClientError::Unreadable("not a whole PDF".to_owned()))
        }
    }

    async fn read(&self, path: &str, token: &WireSecret, most: usize) -> Result<Vec<u8>, ClientError> {
        let attempt = || async {
            let request = self.request(Method::GET, path, Some(token))?;
            body(checked(send(request).await?).await?, most).await
        };
        self.in_time(attempt.retry(self.pauses()).when(is_passing).into_future())
            .await
    }

    /// Between the attempts of a read.
    fn pauses(&self) -> ExponentialBuilder {
        ExponentialBuilder::default()
            .with_min_delay(self.limits.pause)
            .with_max_delay(10 * self.limits.pause)
            .with_max_times(RETRIES)
            .with_jitter()
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&WireSecret>,
        content: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, ClientError> {
        self.write(Method::POST, path, token, content).await
    }

    async fn delete(&self, path: &str, token: &WireSecret) -> Result<(), ClientError> {
        self.change(Method::DELETE, path, token, None::<&()>).await
    }

    /// A write that is answered with what it made.
    async fn write<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        token: Option<&WireSecret>,
        content: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, ClientError> {
        let request = self.request_with(method, path, token, content)?;
        self.in_time(async {
            let answer = send_once(request).await?;
            decode(&body(answer, MOST_JSON_BYTES).await?)
        })
        .await
    }

    /// A write that is only said to be done.
    async fn change(
        &self,
        method: Method,
        path: &str,
        token: &WireSecret,
        content: Option<&(impl Serialize + Sync)>,
    ) -> Result<(), ClientError> {
        let request = self.request_with(method, path, Some(token), content)?;
        self.in_time(async { without_content(&send_once(request).await?) })
            .await
    }

    fn request_with(
        &self,
        method: Method,
        path: &str,
        token: Option<&WireSecret>,
        content: Option<&(impl Serialize + Sync)>,
    ) -> Result<RequestBuilder, ClientError> {
        let request = self.request(method, path, token)?;
        Ok(match content {
            Some(content) => request.json(content),
            None => request,
        })
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        token: Option<&WireSecret>,
    ) -> Result<RequestBuilder, ClientError> {
        let url = self
            .base
            .join(path)
            .map_err(|error| ClientError::Unreadable(error.to_string()))?;
        let mut request = self.http.request(method, url);
        if let Some(token) = token {
            request = request.bearer_auth(token.expose());
        }
        Ok(request)
    }
}

/// The password on its way; it is wiped with the message.
pub(crate) fn on_the_wire(password: &Password) -> WireSecret {
    password.expose().to_owned().into()
}

async fn send(request: RequestBuilder) -> Result<Response, ClientError> {
    request.send().await.map_err(|error| {
        if error.is_timeout() && !error.is_connect() {
            ClientError::Slow
        } else if is_untrusted(&error) {
            ClientError::Untrusted(error)
        } else {
            ClientError::Unreachable(error)
        }
    })
}

/// A write is sent once: only the landlord knows whether it took it.
async fn send_once(request: RequestBuilder) -> Result<Response, ClientError> {
    checked(send(request).await?).await
}

/// Whether a certificate was refused; anybody between here and the landlord may show one.
fn is_untrusted(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        // An I/O error hides the error in it from its own chain.
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

/// A fault that may have passed at the next attempt. Who says when to come back is not asked before.
fn is_passing(error: &ClientError) -> bool {
    match error {
        ClientError::Unreadable(_) => true,
        // Nobody took the connection in time: a second wait would not fit into this one.
        ClientError::Unreachable(error) => !error.is_timeout(),
        ClientError::Fault { status, retry_after } => status.is_server_error() && retry_after.is_none(),
        ClientError::Problem(problem) => {
            matches!(problem.status, 500 | 502 | 503 | 504) && problem.retry_after.is_none()
        }
        ClientError::Slow | ClientError::TooLarge | ClientError::PdfTooLarge | ClientError::Untrusted(_) => {
            false
        }
    }
}

/// The answer when it is a success; the problem or fault it tells otherwise.
async fn checked(response: Response) -> Result<Response, ClientError> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("application/problem+json")) {
        let problem: Problem = decode(&body(response, MOST_JSON_BYTES).await?)?;
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

/// What is done has no content to answer with: a page with some comes from elsewhere.
fn without_content(response: &Response) -> Result<(), ClientError> {
    match response.status() {
        StatusCode::NO_CONTENT => Ok(()),
        status => Err(ClientError::Unreadable(format!("{status} with content"))),
    }
}

async fn body(mut response: Response, most: usize) -> Result<Vec<u8>, ClientError> {
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() > most => return Err(ClientError::TooLarge),
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => return Ok(bytes),
            Err(error) => return Err(ClientError::Unreadable(error.to_string())),
        }
    }
}

/// A PDF from its first mark to its last: what the archive keeps is never fetched again.
fn is_whole_pdf(bytes: &[u8]) -> bool {
    let last = &bytes[bytes.len().saturating_sub(PDF_TRAILER_BYTES)..];
    bytes.starts_with(b"%PDF-") && last.windows(5).any(|mark| mark == b"%%EOF")
}

fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ClientError> {
    serde_json::from_slice(bytes).map_err(|error| ClientError::Unreadable(error.to_string()))
}
