//! A service with a small landlord, a clock that moves only on request, and a telephone.

mod exports;
mod signing_in;

use std::{
    fs,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Method, Request, StatusCode, header, request},
};
use landlord::{
    card::{CardProvider, CardProviders, Sandbox},
    clock::StillClock,
    config::{ApplicationSection, Config, PublicAddress},
    figures::{DAY, HOUR},
    import::import_directory,
    mail::{Mail, MailCapture},
    router,
    service::{Service, Surroundings},
    sms::{Sms, SmsCapture},
};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

use self::exports::write_exports;

/// Mme Durand, with a mobile on file.
pub const DURAND: &str = "204518730961245";
pub const DURAND_MOBILE: &str = "06 39 98 00 61";
/// M. Lefebvre, on another lease.
pub const LEFEBVRE: &str = "204518730961246";
pub const LEFEBVRE_MOBILE: &str = "06 39 98 00 62";
/// Mme Petit, without a mobile on file.
pub const PETIT: &str = "204518730961247";
/// A tenant code that is not on file.
pub const UNKNOWN: &str = "999999999999999";

pub const PASSWORD: &str = "Cerisier bleu 42";
/// Where tenants reach a service that has a public address.
pub const PUBLIC_ADDRESS: &str = "https://espace.habitat.example";

pub struct Landlord {
    router: Router,
    pub service: Service,
    clock: StillClock,
    sms_capture: Arc<SmsCapture>,
    mail_capture: Arc<MailCapture>,
    cards: CardProviders,
    config: Config,
    /// The address that requests come from.
    pub address: IpAddr,
    /// What requests say of the reader's language (`Accept-Language`).
    pub language: Option<&'static str>,
    read: usize,
    folder: TempDir,
}

/// An answer of the API.
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("JSON")
    }

    /// The last part of the problem's type.
    pub fn problem(&self) -> String {
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
        let kind = self.json()["type"].as_str().expect("a type").to_owned();
        kind.rsplit(':').next().expect("a last word").to_owned()
    }
}

impl Landlord {
    pub async fn open() -> Self {
        Self::taking_cards(Arc::new(Sandbox::default())).await
    }

    /// A landlord with this card provider.
    pub async fn taking_cards(cards: Arc<dyn CardProvider>) -> Self {
        Self::configured(cards, |_| ()).await
    }

    /// A landlord whose service listens and trusts proxies as in this configuration.
    pub async fn behind_the_proxies_of(configuration: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("landlord.toml");
        fs::write(&path, configuration).expect("written");
        let read = Config::read(&path).expect("a configuration");
        Self::configured(Arc::new(Sandbox::default()), |config| {
            config.listen = read.listen;
            config.trusted_proxies = read.trusted_proxies;
        })
        .await
    }

    /// A landlord whose service has a public address, so that notices have a link (S25).
    pub async fn published() -> Self {
        let address = PublicAddress::try_from(PUBLIC_ADDRESS.to_owned()).expect("an address");
        Self::configured(Arc::new(Sandbox::default()), |config| {
            config.public_address = Some(address);
        })
        .await
    }

    /// A landlord that announces these versions of the application.
    pub async fn announcing(versions: &str) -> Self {
        let section = application_section(versions);
        Self::configured(Arc::new(Sandbox::default()), |config| {
            config.application = Some(section);
        })
        .await
    }

    /// Restarts the service with other versions of the application.
    pub async fn announce(&mut self, versions: &str) {
        self.config.application = Some(application_section(versions));
        self.restart().await;
    }

    async fn configured(cards: Arc<dyn CardProvider>, set: impl FnOnce(&mut Config)) -> Self {
        let cards = CardProviders::of(cards);
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config::demonstration(folder.path().join("data"));
        set(&mut config);
        let clock = StillClock::at_present();
        let sms_capture = Arc::new(SmsCapture::new(None));
        let mail_capture = Arc::new(MailCapture::new(None));
        let service = serving(&config, &clock, (&sms_capture, &mail_capture), &cards).await;
        let exports = folder.path().join("exports");
        write_exports(&exports);
        let issuing = config.issuing_landlord();
        import_directory(service.pool(), &issuing, &exports)
            .await
            .expect("imported");
        Self {
            router: router(service.clone()),
            service,
            clock,
            sms_capture,
            mail_capture,
            cards,
            config,
            address: IpAddr::from([198, 51, 100, 7]),
            language: None,
            read: 0,
            folder,
        }
    }

    /// Stops the service and starts another one on the same data.
    pub async fn restart(&mut self) {
        self.service.pool().close().await;
        self.service = serving(
            &self.config,
            &self.clock,
            (&self.sms_capture, &self.mail_capture),
            &self.cards,
        )
        .await;
        self.router = router(self.service.clone());
    }

    /// Restarts the service on the same data, with other card providers.
    pub async fn take_cards(&mut self, cards: CardProviders) {
        self.cards = cards;
        self.restart().await;
    }

    /// The folder of the database and the service's key.
    pub fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// Writes a configuration with these sections, for a service in its own process on the same data.
    pub fn configuration(&self, sections: &str) -> std::path::PathBuf {
        let path = self.folder.path().join("landlord.toml");
        let text = format!(
            "listen = \"127.0.0.1:0\"\ndata = {:?}\n[landlord]\nname = \"Habitat Test\"\ntelephone = \"03 53 01 00 00\"\n\
             email = \"contact@habitat.example\"\nwebsite = \"https://www.habitat.example\"\naddress = [\"62300 Lens\"]\n\
             siret = \"00000000000000\"\n[sms]\ngateway = \"outbox\"\n[mail]\ngateway = \"outbox\"\n{sections}",
            self.data().display().to_string(),
        );
        fs::write(&path, text).expect("written");
        path
    }

    /// The time of the service's clock, in Unix seconds.
    pub fn seconds(&self) -> i64 {
        landlord::clock::Clock::seconds(&self.clock)
    }

    /// Moves the clock to the next morning, so that what is counted per day does not cross midnight.
    pub fn wait_for_morning(&self) {
        self.wait(DAY - self.seconds() % DAY + 9 * HOUR);
    }

    pub fn wait(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// Deletes what has expired, as a running server does by itself.
    pub async fn purge(&self) {
        self.service.purge().await.expect("purged");
    }

    pub async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.ask(Method::GET, path, token, &[], None).await
    }

    pub async fn post(&self, path: &str, token: Option<&str>, body: Value) -> Answer {
        self.ask(Method::POST, path, token, &[], Some(body)).await
    }

    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        headers: &[(header::HeaderName, &str)],
        body: Option<Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let body = match body {
            Some(json) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(json.to_string())
            }
            None => Body::empty(),
        };
        self.answer(request, body).await
    }

    /// Posts what a browser's form or a provider's notification sends.
    pub async fn hand_in(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(Method::POST).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.answer(request, Body::from(body.to_owned())).await
    }

    async fn answer(&self, request: request::Builder, body: Body) -> Answer {
        let peer = SocketAddr::new(self.address, 40_000);
        let request = match self.language {
            Some(language) => request.header(header::ACCEPT_LANGUAGE, language),
            None => request,
        };
        let mut request = request.body(body).expect("a request");
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.router.clone().oneshot(request).await;
        let response = response.expect("infallible");
        Answer {
            status: response.status(),
            headers: response.headers().clone(),
            bytes: to_bytes(response.into_body(), 20_000_000)
                .await
                .expect("a body")
                .to_vec(),
        }
    }

    /// Returns the next message, except notices of a letter and of guessing: tests of other rules cause many.
    pub async fn sms(&mut self) -> Sms {
        loop {
            let message = self.any_sms().await;
            let passed_over = [
                "un courrier avec un code a été demandé",
                "deviner votre mot de passe",
            ];
            if !passed_over.iter().any(|text| message.text.contains(text)) {
                return message;
            }
        }
    }

    /// Returns the next message, whatever it is about.
    pub async fn any_sms(&mut self) -> Sms {
        self.read += 1;
        self.sms_capture.message(self.read).await.expect("a message")
    }

    /// Every mail so far, in order.
    pub async fn mails(&self) -> Vec<Mail> {
        self.service.messages_handed_over().await;
        let mut mails = self.service.mails_captured();
        mails.reverse();
        mails
    }

    /// The last mail to an address.
    pub async fn mail_to(&self, address: &str) -> Mail {
        let mut mails = self.mails().await;
        mails.retain(|mail| mail.to.as_str() == address);
        mails.pop().expect("a mail")
    }

    /// Returns the `number`th mail, counted from 1.
    pub async fn mail(&self, number: usize) -> Mail {
        self.mail_capture.message(number).await.expect("a mail")
    }

    /// Returns the code of the next message that has one: a notice has none.
    pub async fn sms_code(&mut self) -> String {
        loop {
            let message = self.sms().await;
            if let Ok(code) = contract::SmsCode::parse(&message.text) {
                return code.expose().to_owned();
            }
        }
    }
}

fn application_section(versions: &str) -> ApplicationSection {
    let section = format!("address = \"https://www.habitathdf.example/application\"\n{versions}");
    toml::from_str(&section).expect("a section")
}

async fn serving(
    config: &Config,
    clock: &StillClock,
    (sms_capture, mail_capture): (&Arc<SmsCapture>, &Arc<MailCapture>),
    cards: &CardProviders,
) -> Service {
    let mut config = config.clone();
    // `robot_checks.rs` tests the proof of work; here it only has to be present.
    config.robot_check_cost = 1;
    let surroundings = Surroundings {
        clock: Box::new(clock.clone()),
        sms: sms_capture.clone(),
        mail: mail_capture.clone(),
        cards: cards.clone(),
    };
    let service = Service::open_with(config, surroundings, false).await;
    service.expect("the service opens")
}
