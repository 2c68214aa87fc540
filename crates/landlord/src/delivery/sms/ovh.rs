//! Text messages through the OVHcloud API. A message is sent at most once: it is retried only when it was
//! certainly not accepted.

use crate::operator_words::say;
use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use backon::{ConstantBuilder, Retryable};
use reqwest::{Method, RequestBuilder, Response, StatusCode, Url, header, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};
use tokio::sync::Mutex;

use super::{Sms, is_in_gsm_alphabet};
use crate::{
    config::{OvhSection, SecretFileError},
    delivery::carrier::{Carrier, DeliveryError, Handover},
};

const ENDPOINT: &str = "https://eu.api.ovh.com/1.0";
/// Maximum number of retries for a message that was certainly not accepted.
const RETRIES: usize = 2;
/// How long the gateway's time is used before it is fetched again: clocks drift, machines sleep.
const TIME_KEPT: Duration = Duration::from_secs(60 * 60);
/// Longest pause before a retry. After a longer one, a code is of no use.
const MAX_PAUSE: Duration = Duration::from_secs(10);

/// The gateway cannot be set up from its configuration.
#[derive(Debug, thiserror::Error)]
pub enum OvhSetupError {
    /// A secret cannot be read.
    #[error(transparent)]
    Secret(#[from] SecretFileError),
    /// The name of the SMS account, or the endpoint, does not give a valid URL.
    #[error("{}", say("ovh-setup-service-name", [("reason", .0.to_string())]))]
    ServiceName(String),
    /// The HTTP client cannot be created.
    #[error("{}", say("ovh-setup-http", [("reason", .0.to_string())]))]
    Http(#[from] reqwest::Error),
}

/// Timeouts of the gateway.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Timeout of one request.
    pub answer: Duration,
    /// Pause before a retry, unless the gateway asks for another one.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(15),
            pause: Duration::from_secs(1),
        }
    }
}

/// Sends text messages through OVHcloud.
pub struct OvhGateway {
    http: reqwest::Client,
    jobs: Url,
    time: Url,
    credential: Url,
    application_key: String,
    application_secret: SecretString,
    consumer_key: SecretString,
    sender: String,
    pause: Duration,
    /// The gateway's time in Unix seconds, and when it was fetched.
    asked_time: Mutex<Option<(i64, Instant)>>,
}

/// `sms.SmsJob`, the API's request body.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Job<'a> {
    charset: &'static str,
    /// `7bit` for the GSM alphabet, `8bit` for UCS-2.
    coding: &'static str,
    message: &'a str,
    no_stop_clause: bool,
    priority: &'static str,
    receivers: [&'a str; 1],
    sender: &'a str,
    sender_for_response: bool,
    /// In minutes.
    validity_period: u32,
}

/// `sms.SmsSendingReport`, the API's response.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    #[serde(default)]
    invalid_receivers: Vec<String>,
    #[serde(default)]
    valid_receivers: Vec<String>,
}

/// A failed try, and the pause before a retry; none when there must be no retry.
struct Failed {
    error: DeliveryError,
    next: Option<Duration>,
}

impl Failed {
    fn for_good(error: DeliveryError) -> Self {
        Self { error, next: None }
    }
}

impl OvhGateway {
    /// A gateway for one SMS account.
    ///
    /// # Errors
    /// When a secret cannot be read, the account's name or the endpoint is not valid, or the HTTP client cannot be
    /// created.
    pub fn new(section: &OvhSection, patience: Patience) -> Result<Self, OvhSetupError> {
        // Fails only when a provider is already installed, which is just as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let base = section
            .endpoint
            .as_ref()
            .map_or(ENDPOINT, |endpoint| endpoint.url().as_str());
        let base = base.trim_end_matches('/');
        let name = &section.service_name;
        let address = |path: &str| {
            Url::parse(&format!("{base}/{path}")).map_err(|_| OvhSetupError::ServiceName(name.clone()))
        };
        if name.is_empty()
            || !name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            return Err(OvhSetupError::ServiceName(name.clone()));
        }
        Ok(Self {
            http: reqwest::Client::builder()
                .user_agent(concat!("EspaceLocataire/", env!("CARGO_PKG_VERSION")))
                .timeout(patience.answer)
                .connect_timeout(patience.answer)
                .redirect(redirect::Policy::none())
                .build()?,
            jobs: address(&format!("sms/{name}/jobs"))?,
            time: address("auth/time")?,
            credential: address("auth/currentCredential")?,
            application_key: section.application_key.clone(),
            application_secret: section.application_secret_file.read()?,
            consumer_key: section.consumer_key_file.read()?,
            sender: section.sender.clone(),
            pause: patience.pause,
            asked_time: Mutex::default(),
        })
    }

    /// Asks for the gateway's time, and whether it knows the account, without sending anything. Returns the time in
    /// Unix seconds.
    ///
    /// # Errors
    /// When the gateway cannot be reached, or refuses the account.
    pub async fn try_account(&self) -> Result<i64, DeliveryError> {
        let time = self.time().await.map_err(|failed| failed.error)?;
        let request = self.signed(Method::GET, &self.credential, String::new(), time);
        let response = request.send().await.map_err(|error| self.unsent(&error).error)?;
        let status = response.status();
        if status.is_success() {
            return Ok(time);
        }
        // A key that may only send is known all the same: its signature is checked before its rights.
        let words = response.text().await.unwrap_or_default();
        if status == StatusCode::FORBIDDEN && words.contains("NOT_GRANTED_CALL") {
            return Ok(time);
        }
        Err(DeliveryError::Refused(format!("HTTP {}", status.as_u16())))
    }

    async fn send(&self, sms: Sms) -> Result<(), DeliveryError> {
        let pauses = ConstantBuilder::default()
            .with_delay(self.pause)
            .with_max_times(RETRIES);
        (|| self.try_once(&sms))
            .retry(pauses)
            .when(|failed| failed.next.is_some())
            .adjust(|failed, pause| pause.map(|pause| failed.next.unwrap_or(pause)))
            .await
            .map_err(|failed| failed.error)
    }

    async fn try_once(&self, sms: &Sms) -> Result<(), Failed> {
        let job = Job {
            charset: "UTF-8",
            coding: if is_in_gsm_alphabet(&sms.text) {
                "7bit"
            } else {
                "8bit"
            },
            message: &sms.text,
            no_stop_clause: true,
            priority: "high",
            receivers: [sms.to.e164()],
            sender: &self.sender,
            sender_for_response: false,
            validity_period: sms.valid_minutes,
        };
        let body = serde_json::to_string(&job)
            .map_err(|error| Failed::for_good(DeliveryError::Refused(error.to_string())))?;
        let time = self.time().await?;
        let request = self.signed(Method::POST, &self.jobs, body, time);
        let response = request.send().await.map_err(|error| self.unsent(&error))?;
        self.read(response).await
    }

    /// Signs a request as OVHcloud documents it: SHA-1 of the secret, the consumer key and the whole request.
    fn signed(&self, method: Method, url: &Url, body: String, time: i64) -> RequestBuilder {
        let mut hash = Sha1::new();
        let time = time.to_string();
        for (position, part) in [
            self.application_secret.expose_secret(),
            self.consumer_key.expose_secret(),
            method.as_str(),
            url.as_str(),
            &body,
            &time,
        ]
        .into_iter()
        .enumerate()
        {
            if position > 0 {
                hash.update("+");
            }
            hash.update(part);
        }
        let mut signature = "$1$".to_owned();
        for byte in hash.finalize() {
            // Writing into a string never fails.
            let _ = write!(signature, "{byte:02x}");
        }
        self.http
            .request(method, url.clone())
            .header(header::CONTENT_TYPE, "application/json")
            .header("X-Ovh-Application", &self.application_key)
            .header("X-Ovh-Consumer", self.consumer_key.expose_secret())
            .header("X-Ovh-Timestamp", time)
            .header("X-Ovh-Signature", signature)
            .body(body)
    }

    /// The gateway's time in Unix seconds: it refuses signatures made with a wrong clock. The message is not sent
    /// yet, so a failure here can always be retried.
    async fn time(&self) -> Result<i64, Failed> {
        let mut asked = self.asked_time.lock().await;
        if let Some((time, at)) = *asked
            && at.elapsed() < TIME_KEPT
        {
            return Ok(time.saturating_add_unsigned(at.elapsed().as_secs()));
        }
        let not_told = |error: reqwest::Error| Failed {
            error: DeliveryError::Unreachable(reason(&error)),
            next: Some(self.pause),
        };
        let response = self.http.get(self.time.clone()).send().await;
        let response = response.and_then(Response::error_for_status).map_err(not_told)?;
        let time = response.json().await.map_err(not_told)?;
        *asked = Some((time, Instant::now()));
        Ok(time)
    }

    /// The failure of a request without a response. Only without a connection was it certainly not accepted.
    fn unsent(&self, error: &reqwest::Error) -> Failed {
        if error.is_connect() {
            Failed {
                error: DeliveryError::Unreachable(reason(error)),
                next: Some(self.pause),
            }
        } else {
            Failed::for_good(DeliveryError::Uncertain(reason(error)))
        }
    }

    async fn read(&self, response: Response) -> Result<(), Failed> {
        let status = response.status();
        if status.is_success() {
            let report = response.json().await;
            let report: Report =
                report.map_err(|error| Failed::for_good(DeliveryError::Uncertain(reason(&error))))?;
            return if report.invalid_receivers.is_empty() && !report.valid_receivers.is_empty() {
                Ok(())
            } else {
                Err(Failed::for_good(DeliveryError::Recipient))
            };
        }
        let refused = DeliveryError::Refused(format!("HTTP {}", status.as_u16()));
        if matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
        ) {
            let seconds = response.headers().get(header::RETRY_AFTER);
            let seconds = seconds.and_then(|value| value.to_str().ok()?.parse().ok());
            let next = seconds
                .map(Duration::from_secs)
                .filter(|pause| *pause <= MAX_PAUSE);
            return Err(Failed { error: refused, next });
        }
        if status == StatusCode::PAYMENT_REQUIRED {
            return Err(Failed::for_good(DeliveryError::Credit));
        }
        if status.is_server_error() {
            return Err(Failed::for_good(DeliveryError::Uncertain(format!(
                "HTTP {}",
                status.as_u16()
            ))));
        }
        // The API documents no code for missing credit, so the text of the refusal decides. The text may repeat
        // the number, so it is not logged (S20).
        let words = response.text().await.unwrap_or_default().to_lowercase();
        Err(Failed::for_good(if words.contains("credit") {
            DeliveryError::Credit
        } else {
            refused
        }))
    }
}

impl Carrier<Sms> for OvhGateway {
    fn carry(&self, message: Sms) -> Handover<'_> {
        Box::pin(self.send(message))
    }
}

/// The error as it is logged: without the URL, which names the landlord's account.
fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else if error.is_decode() {
        "an answer that cannot be read"
    } else if error.is_status() {
        "an answer that is an error"
    } else {
        "the connection was lost"
    }
    .to_owned()
}
