//! HTTP to the landlord's service: time limits, retries of reads, decoding of problems (R5).

mod answer;
mod counter;
mod deadline;
mod download;
mod enrolment;
mod error;
mod failing;
mod messages;
mod names;
mod payments;
mod pdf;
mod profile;
mod proxy_password;
mod session;
mod sync;
mod upload;

use std::{
    sync::{Arc, Once},
    time::Duration,
};

use backon::{ExponentialBuilder, Retryable};
use contract::{APPLICATION_VERSION_HEADER, MAX_PDF_BYTES, Password, STAFF_DEVICE_HEADER, WireSecret};
use reqwest::{
    Method, RequestBuilder, Response, Url,
    header::{self, HeaderMap, HeaderName, HeaderValue},
    redirect,
};
use serde::{Serialize, de::DeserializeOwned};
use tokio::sync::watch;
use uuid::Uuid;

use self::{
    answer::{body, checked, decode, is_passing, send, without_content},
    names::Names,
};
#[cfg(feature = "rehearsal")]
use crate::core::rehearsal::Rehearsed;
use crate::{
    core::{
        clock::LandlordClock,
        current_language::CurrentLanguage,
        limits::Limits,
        pdf::is_whole_pdf,
        proxy::{Proxies, ProxyRoute},
    },
    figures::{PING_SECONDS, PONG_SECONDS},
};
pub(crate) use error::ClientError;
pub(crate) use pdf::PdfUnderWay;
pub(crate) use profile::Sensitive;

/// Connections idle for longer are not reused: a machine that slept, or a proxy in between, may have dropped them
/// silently.
const MAX_IDLE: Duration = Duration::from_secs(20);
/// While an answer is awaited and nothing comes, the other end is pinged after this time, and the connection is dead when
/// it does not answer within the next one (HTTP/2). A retry over another connection still fits into the wait.
const PING_AFTER: Duration = Duration::from_secs(PING_SECONDS);
const PONG_WITHIN: Duration = Duration::from_secs(PONG_SECONDS);
const RETRIES: usize = 3;
/// Where the routes of staff begin.
const STAFF_PATH: &str = "v1/staff/";
/// No JSON answer of the contract comes near this size, except a copy of all data.
const MAX_JSON_BYTES: usize = 8 * 1024 * 1024;

/// Client of one landlord's service.
#[derive(Debug, Clone)]
pub(crate) struct LandlordClient {
    http: reqwest::Client,
    uploading: reqwest::Client,
    base: Url,
    limits: Limits,
    route: Arc<ProxyRoute>,
    clock: Arc<LandlordClock>,
    /// In which the landlord answers and writes.
    language: CurrentLanguage,
    /// The token of the enrolled device, which goes with each request of staff; none at home.
    device: Option<WireSecret>,
    /// The token of the visit that this client asks for; none for other clients.
    visit: Option<WireSecret>,
    /// Whether that visit has ended.
    visit_left: Option<watch::Receiver<bool>>,
}

impl LandlordClient {
    pub(crate) fn new(base: Url, language: CurrentLanguage, proxies: &Proxies) -> Result<Self, ClientError> {
        Self::build(base, language, proxies, Limits::default(), |builder| builder)
    }

    #[cfg(feature = "rehearsal")]
    pub(crate) fn rehearsed(
        base: Url,
        proxies: &Proxies,
        rehearsed: &Rehearsed,
    ) -> Result<Self, ClientError> {
        Self::build(
            base,
            CurrentLanguage::default(),
            proxies,
            rehearsed.limits,
            |builder| {
                builder
                    .dns_resolver(Names::rehearsed(Arc::clone(&rehearsed.names)))
                    .tls_certs_merge([rehearsed.authority.clone()])
            },
        )
    }

    fn build(
        base: Url,
        language: CurrentLanguage,
        proxies: &Proxies,
        limits: Limits,
        equip: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, ClientError> {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Fails only when a provider is already installed, which serves as well.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let route = Arc::new(ProxyRoute::to(base.clone(), proxies));
        let common = || {
            let route = Arc::clone(&route);
            reqwest::Client::builder()
                // In place of the environment's, which the route knows.
                .proxy(reqwest::Proxy::custom(move |_| route.server()))
                .user_agent(concat!("EspaceLocataire/", env!("CARGO_PKG_VERSION")))
                .default_headers(HeaderMap::from_iter([(
                    HeaderName::from_static(APPLICATION_VERSION_HEADER),
                    HeaderValue::from_static(env!("CARGO_PKG_VERSION")),
                )]))
                .dns_resolver(Names::of_system())
                .connect_timeout(limits.connect)
                .pool_idle_timeout(MAX_IDLE)
                .redirect(redirect::Policy::none())
        };
        let http = equip(common())
            .http2_keep_alive_interval(PING_AFTER)
            .http2_keep_alive_timeout(PONG_WITHIN)
            .build()
            .map_err(ClientError::Unreachable)?;
        let uploading = upload::connection(equip(common()))?;
        Ok(Self {
            http,
            route,
            uploading,
            base,
            limits,
            clock: Arc::default(),
            language,
            device: None,
            visit: None,
            visit_left: None,
        })
    }

    /// The same client on an enrolled device.
    pub(crate) fn on_device(self, device: WireSecret) -> Self {
        Self {
            device: Some(device),
            ..self
        }
    }

    /// The same client for a tenant at the counter: what they sign in to ends with the visit of this token.
    pub(crate) fn in_visit(self, token: WireSecret) -> Self {
        Self {
            visit: Some(token),
            ..self
        }
    }

    /// The same client for one visit: once the visit is left, each request ends at once.
    pub(crate) fn of_visit(self, left: watch::Receiver<bool>) -> Self {
        Self {
            visit_left: Some(left),
            ..self
        }
    }

    /// Waits until the visit is left.
    async fn visit_left(&self) {
        match self.visit_left.clone() {
            // The sender is dropped with the visit.
            Some(mut left) => {
                let _ = left.wait_for(|left| *left).await;
            }
            None => std::future::pending().await,
        }
    }

    /// The landlord's clock.
    pub(crate) fn clock(&self) -> Arc<LandlordClock> {
        Arc::clone(&self.clock)
    }

    /// Sends a request, and receives the head of its answer.
    async fn send(&self, request: RequestBuilder) -> Result<Response, ClientError> {
        match send(request).await {
            Err(ClientError::ProxyPasswordRequired) if self.route.takes_no_password().await => {
                Err(ClientError::ProxyUnsupported)
            }
            sent => sent,
        }
    }

    /// A write is sent once: only the landlord knows whether it took effect.
    async fn send_once(&self, request: RequestBuilder) -> Result<Response, ClientError> {
        checked(self.send(request).await?).await
    }

    /// A read, retried with growing, jittered pauses, all within one deadline.
    async fn get<T: DeserializeOwned>(&self, path: &str, token: &WireSecret) -> Result<T, ClientError> {
        decode(&self.read(path, Some(token), MAX_JSON_BYTES).await?)
    }

    async fn get_pdf(&self, path: &str, token: &WireSecret) -> Result<Vec<u8>, ClientError> {
        whole_pdf(self.read(path, Some(token), MAX_PDF_BYTES).await?)
    }

    async fn read(
        &self,
        path: &str,
        token: Option<&WireSecret>,
        most: usize,
    ) -> Result<Vec<u8>, ClientError> {
        let attempt = || async {
            let request = self.request(Method::GET, path, token)?;
            let answer = checked(self.send(request).await?).await?;
            self.clock.observe(&answer);
            body(answer, most).await
        };
        self.in_time(attempt.retry(self.pauses()).when(is_passing).into_future())
            .await
    }

    /// Pauses between the attempts of a read.
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

    /// A write that takes effect once, however often it is sent with the same key (S16).
    async fn post_once<T: DeserializeOwned>(
        &self,
        path: &str,
        access: &WireSecret,
        key: Uuid,
        content: &(impl Serialize + Sync),
    ) -> Result<T, ClientError> {
        let request = self.request_with(Method::POST, path, Some(access), Some(content))?;
        self.answer_once(request, key).await
    }

    async fn answer_once<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        key: Uuid,
    ) -> Result<T, ClientError> {
        let request = request.header("Idempotency-Key", key.to_string());
        self.in_time(async {
            let answer = self.send_once(request).await?;
            decode(&body(answer, MAX_JSON_BYTES).await?)
        })
        .await
    }

    async fn delete(&self, path: &str, token: &WireSecret) -> Result<(), ClientError> {
        self.change(Method::DELETE, path, token, None::<&()>).await
    }

    /// A write whose answer has content.
    async fn write<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        token: Option<&WireSecret>,
        content: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, ClientError> {
        let request = self.request_with(method, path, token, content)?;
        self.in_time(async {
            let answer = self.send_once(request).await?;
            decode(&body(answer, MAX_JSON_BYTES).await?)
        })
        .await
    }

    /// A write whose answer has no content.
    async fn change(
        &self,
        method: Method,
        path: &str,
        token: &WireSecret,
        content: Option<&(impl Serialize + Sync)>,
    ) -> Result<(), ClientError> {
        let request = self.request_with(method, path, Some(token), content)?;
        self.in_time(async { without_content(&self.send_once(request).await?) })
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
        self.request_over(&self.http, method, path, token)
    }

    fn request_over(
        &self,
        http: &reqwest::Client,
        method: Method,
        path: &str,
        token: Option<&WireSecret>,
    ) -> Result<RequestBuilder, ClientError> {
        let url = self
            .base
            .join(path)
            .map_err(|error| ClientError::Unreadable(error.to_string()))?;
        let language = self.language.get().subtag();
        let mut request = http
            .request(method, url)
            .header(header::ACCEPT_LANGUAGE, language);
        if let Some(token) = token {
            request = request.bearer_auth(token.expose());
        }
        if let Some(device) = self.device.as_ref().filter(|_| path.starts_with(STAFF_PATH)) {
            request = request.header(STAFF_DEVICE_HEADER, device.expose());
        }
        Ok(request)
    }
}

/// The PDF, if it is one to its end.
fn whole_pdf(bytes: Vec<u8>) -> Result<Vec<u8>, ClientError> {
    if is_whole_pdf(&bytes) {
        Ok(bytes)
    } else {
        Err(ClientError::Unreadable("not a whole PDF".to_owned()))
    }
}

/// The password for a request; `WireSecret` wipes it when dropped.
pub(crate) fn on_the_wire(password: &Password) -> WireSecret {
    password.expose().to_owned().into()
}

#[cfg(test)]
mod tests {
    use contract::Language;

    use super::*;

    #[test]
    fn each_request_asks_for_the_language_in_force() {
        let nobody = "http://127.0.0.1:9/".parse().expect("an address");
        let language = CurrentLanguage::default();
        let client = LandlordClient::new(nobody, language.clone(), &Proxies::default());
        // What signs in at a counter has a client of its own.
        let client = client.expect("a client").in_visit("visit".to_owned().into());
        for chosen in Language::ALL {
            language.set(*chosen);
            let request = client.request(Method::GET, "v1/landlord", None);
            let request = request.expect("a request").build().expect("complete");
            assert_eq!(request.headers()[header::ACCEPT_LANGUAGE], chosen.subtag());
        }
    }
}
