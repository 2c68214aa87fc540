//! HTTP to the landlord service: time limits, retries of reads, problems decoded (R5).

mod account;

use std::{sync::Once, time::Duration};

use backon::{ExponentialBuilder, Retryable};
use contract::{
    AccountCreation, DocumentId, DocumentPage, EnrolmentOpened, EnrolmentOpening, EnrolmentUnderWay,
    LetterCompletion, Password, PasswordReset, PhoneCompletion, Problem, RentDocument, RobotCheck,
    RobotCheckRequest, SessionOpening, SessionRefreshing, SessionTokens, SmsCode, SmsCodeAccepted,
    SmsCodeTry, SmsSent, Tenancy, WireSecret,
};
use reqwest::{Method, RequestBuilder, Response, StatusCode, Url, header, redirect};
use serde::{Serialize, de::DeserializeOwned};
use tokio::time::timeout;

pub(crate) use account::Sensitive;

/// No wait is longer without a word.
const LONGEST_WAIT: Duration = Duration::from_secs(15);
const CONNECT_WAIT: Duration = Duration::from_secs(8);
const RETRIES: usize = 3;
/// No JSON answer of the contract comes near this many bytes.
const MOST_JSON_BYTES: usize = 8 * 1024 * 1024;
/// A larger PDF is refused (S18).
const MOST_PDF_BYTES: usize = 10 * 1024 * 1024;

/// The landlord could not be asked, or answered something else.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ClientError {
    /// The landlord said no, and why.
    #[error("the landlord refused: {:?}", .0.kind)]
    Problem(Box<Problem>),
    /// No way to the landlord.
    #[error("the landlord cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// No answer in time.
    #[error("no answer in time")]
    Slow,
    /// The landlord's service failed without saying why.
    #[error("the landlord's service failed with {status}")]
    Fault {
        /// The HTTP status.
        status: StatusCode,
    },
    /// The answer is not the contract's: another site, a captive portal, a cut.
    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
    /// The answer is larger than anything of the contract.
    #[error("the answer is too large")]
    TooLarge,
}

impl ClientError {
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
}

impl LandlordClient {
    pub(crate) fn new(base: Url) -> Result<Self, ClientError> {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Fails only when a provider is already installed, which serves as well.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let http = reqwest::Client::builder()
            .user_agent(concat!("EspaceLocataire/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT_WAIT)
            .redirect(redirect::Policy::none())
            .build()
            .map_err(ClientError::Unreachable)?;
        Ok(Self { http, base })
    }

    pub(crate) async fn robot_check(&self, request: &RobotCheckRequest) -> Result<RobotCheck, ClientError> {
        self.post("v1/robot-checks", None, Some(request)).await
    }

    pub(crate) async fn open_enrolment(
        &self,
        opening: &EnrolmentOpening,
    ) -> Result<EnrolmentOpened, ClientError> {
        self.post("v1/enrolments", None, Some(opening)).await
    }

    pub(crate) async fn enrolment_under_way(
        &self,
        enrolment: &WireSecret,
    ) -> Result<EnrolmentUnderWay, ClientError> {
        self.get("v1/enrolments/current", enrolment).await
    }

    pub(crate) async fn complete_letter(
        &self,
        enrolment: &WireSecret,
        completion: &LetterCompletion,
    ) -> Result<SmsSent, ClientError> {
        self.post("v1/enrolments/current/letter", Some(enrolment), Some(completion))
            .await
    }

    pub(crate) async fn complete_phone(
        &self,
        enrolment: &WireSecret,
        completion: &PhoneCompletion,
    ) -> Result<SmsSent, ClientError> {
        self.post("v1/enrolments/current/phone", Some(enrolment), Some(completion))
            .await
    }

    pub(crate) async fn resend(&self, enrolment: &WireSecret) -> Result<SmsSent, ClientError> {
        self.post("v1/enrolments/current/messages", Some(enrolment), None::<&()>)
            .await
    }

    pub(crate) async fn try_code(
        &self,
        enrolment: &WireSecret,
        code: SmsCode,
    ) -> Result<SmsCodeAccepted, ClientError> {
        self.post(
            "v1/enrolments/current/code",
            Some(enrolment),
            Some(&SmsCodeTry { code }),
        )
        .await
    }

    pub(crate) async fn create_account(
        &self,
        enrolment: &WireSecret,
        account: &AccountCreation,
    ) -> Result<SessionTokens, ClientError> {
        self.post("v1/enrolments/current/account", Some(enrolment), Some(account))
            .await
    }

    pub(crate) async fn reset_password(
        &self,
        enrolment: &WireSecret,
        reset: &PasswordReset,
    ) -> Result<SessionTokens, ClientError> {
        self.post("v1/enrolments/current/password", Some(enrolment), Some(reset))
            .await
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

    pub(crate) async fn document_pdf(
        &self,
        access: &WireSecret,
        id: &DocumentId,
    ) -> Result<Vec<u8>, ClientError> {
        self.get_pdf(&format!("v1/rent-documents/{}/pdf", id.0), access)
            .await
    }

    /// A read, tried again with growing, jittered pauses, within the longest wait as a whole.
    async fn get<T: DeserializeOwned>(&self, path: &str, token: &WireSecret) -> Result<T, ClientError> {
        decode(&self.read(path, token, MOST_JSON_BYTES).await?)
    }

    async fn get_pdf(&self, path: &str, token: &WireSecret) -> Result<Vec<u8>, ClientError> {
        let bytes = self.read(path, token, MOST_PDF_BYTES).await?;
        if !bytes.starts_with(b"%PDF-") {
            return Err(ClientError::Unreadable("not a PDF".to_owned()));
        }
        Ok(bytes)
    }

    async fn read(&self, path: &str, token: &WireSecret, most: usize) -> Result<Vec<u8>, ClientError> {
        let attempt = || async {
            let request = self.request(Method::GET, path, Some(token))?;
            body(checked(send(request).await?).await?, most).await
        };
        let pauses = ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(200))
            .with_max_delay(Duration::from_secs(2))
            .with_max_times(RETRIES)
            .with_jitter();
        in_time(attempt.retry(pauses).when(is_passing).into_future()).await
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&WireSecret>,
        content: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, ClientError> {
        decode(&self.write(Method::POST, path, token, content).await?)
    }

    async fn delete(&self, path: &str, token: &WireSecret) -> Result<(), ClientError> {
        let answer = self.write(Method::DELETE, path, Some(token), None::<&()>).await;
        answer.map(|_| ())
    }

    /// A write is sent once: only the landlord knows whether it took it.
    async fn write(
        &self,
        method: Method,
        path: &str,
        token: Option<&WireSecret>,
        content: Option<&(impl Serialize + Sync)>,
    ) -> Result<Vec<u8>, ClientError> {
        let mut request = self.request(method, path, token)?;
        if let Some(content) = content {
            request = request.json(content);
        }
        in_time(async { body(checked(send(request).await?).await?, MOST_JSON_BYTES).await }).await
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

async fn in_time<T>(work: impl Future<Output = Result<T, ClientError>>) -> Result<T, ClientError> {
    timeout(LONGEST_WAIT, work)
        .await
        .unwrap_or(Err(ClientError::Slow))
}

async fn send(request: RequestBuilder) -> Result<Response, ClientError> {
    request.send().await.map_err(|error| {
        if error.is_timeout() && !error.is_connect() {
            ClientError::Slow
        } else {
            ClientError::Unreachable(error)
        }
    })
}

/// A fault that may have passed at the next attempt.
fn is_passing(error: &ClientError) -> bool {
    match error {
        ClientError::Unreachable(_) | ClientError::Fault { .. } | ClientError::Unreadable(_) => true,
        ClientError::Problem(problem) => matches!(problem.status, 500 | 502 | 503 | 504),
        ClientError::Slow | ClientError::TooLarge => false,
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
    if status.is_server_error() {
        return Err(ClientError::Fault { status });
    }
    Err(ClientError::Unreadable(format!("{status} without a problem")))
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

fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ClientError> {
    serde_json::from_slice(bytes).map_err(|error| ClientError::Unreadable(error.to_string()))
}
