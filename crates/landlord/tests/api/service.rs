//! A service with a small landlord, a clock that moves only on request, and a telephone.

use std::{
    fs,
    net::{IpAddr, SocketAddr},
    path::Path,
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
    config::Config,
    figures::{DAY, HOUR},
    import::import_directory,
    mail::{Mail, MailCapture},
    router,
    service::{Service, Surroundings},
    sms::{Sms, SmsCapture},
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

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
             siret = \"00000000000000\"\n{sections}",
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

    /// Returns a solved robot check.
    pub async fn solved_robot_check(&self, tenant_code: &str) -> Value {
        let request = json!({ "purpose": "enrolment", "tenantCode": tenant_code });
        let answer = self.post("/v1/robot-checks", None, request).await;
        let challenge = serde_json::from_value(answer.json()["challenge"].clone()).expect("a challenge");
        let solution = altcha::solve_challenge(altcha::SolveChallengeOptions::new(&challenge));
        let solution = solution.expect("solvable").expect("solved");
        serde_json::to_value(altcha::Payload { challenge, solution }).expect("JSON")
    }

    /// Opens an enrolment for sign-up and returns its token.
    pub async fn enrolment(&self, tenant_code: &str) -> String {
        self.enrolment_for("signUp", tenant_code).await
    }

    /// Opens an enrolment and returns its token.
    pub async fn enrolment_for(&self, purpose: &str, tenant_code: &str) -> String {
        let robot_check = self.solved_robot_check(tenant_code).await;
        let opening = json!({ "tenantCode": tenant_code, "robotCheck": robot_check, "purpose": purpose });
        let answer = self.post("/v1/enrolments", None, opening).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        answer.json()["enrolmentToken"]
            .as_str()
            .expect("a token")
            .to_owned()
    }

    pub async fn under_way(&self, enrolment: &str) -> Answer {
        self.get("/v1/enrolments/current", Some(enrolment)).await
    }

    pub async fn complete_phone(&self, enrolment: &str, phone: &str) -> Answer {
        self.post(
            "/v1/enrolments/current/phone",
            Some(enrolment),
            json!({ "phone": phone }),
        )
        .await
    }

    pub async fn try_code(&self, enrolment: &str, code: &str) -> Answer {
        self.post(
            "/v1/enrolments/current/code",
            Some(enrolment),
            json!({ "code": code }),
        )
        .await
    }

    pub async fn create_account(&self, enrolment: &str, password: &str) -> Answer {
        let account = json!({
            "email": "jeanne.durand@exemple.fr", "landline": null, "termsAccepted": true,
            "mailsAccepted": false, "electronicReceiptsAccepted": true, "password": password,
        });
        self.post("/v1/enrolments/current/account", Some(enrolment), account)
            .await
    }

    pub async fn reset_password(&self, enrolment: &str, password: &str) -> Answer {
        let reset = json!({ "password": password });
        self.post("/v1/enrolments/current/password", Some(enrolment), reset)
            .await
    }

    pub async fn complete_letter(&self, enrolment: &str, letter_code: &str, phone: &str) -> Answer {
        let completion = json!({ "letterCode": letter_code, "phone": phone });
        self.post("/v1/enrolments/current/letter", Some(enrolment), completion)
            .await
    }

    /// Issues a tenant's registration letter and returns its code, as printed.
    pub async fn letter(&self, tenant_code: &str) -> String {
        let tenant_code = contract::TenantCode::parse(tenant_code).expect("a tenant code");
        let letter = self.service.letter_admin().issue(&tenant_code).await;
        letter.expect("a letter").grouped()
    }

    /// Imports the exports again, with another mobile of Mme Durand.
    pub async fn import_with_durand_mobile(&self, mobile: &str) {
        let exports = self.folder.path().join("exports");
        let file = exports.join("locataires.csv");
        let tenants = fs::read_to_string(&file).expect("read");
        let tenants: Vec<String> = tenants
            .lines()
            .map(|line| match line.rsplit_once(';') {
                Some((start, _)) if line.starts_with(DURAND) => format!("{start};{mobile}"),
                _ => line.to_owned(),
            })
            .collect();
        fs::write(&file, tenants.join("\n")).expect("written");
        let issuing = Config::demonstration(self.data()).issuing_landlord();
        import_directory(self.service.pool(), &issuing, &exports)
            .await
            .expect("imported");
    }

    /// Returns the next message.
    pub async fn sms(&mut self) -> Sms {
        self.read += 1;
        self.sms_capture.message(self.read).await.expect("a message")
    }

    /// Returns the `number`th mail, counted from 1.
    pub async fn mail(&self, number: usize) -> Mail {
        self.mail_capture.message(number).await.expect("a mail")
    }

    /// Returns the code of the next message.
    pub async fn sms_code(&mut self) -> String {
        let message = self.sms().await;
        contract::SmsCode::parse(&message.text)
            .expect("a code")
            .expose()
            .to_owned()
    }

    /// Signs a tenant up and returns the tokens.
    pub async fn sign_up(&mut self, tenant_code: &str, mobile: &str) -> Value {
        let enrolment = self.enrolment(tenant_code).await;
        self.complete_phone(&enrolment, mobile).await;
        let code = self.sms_code().await;
        assert_eq!(self.try_code(&enrolment, &code).await.status, StatusCode::OK);
        let answer = self.create_account(&enrolment, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        answer.json()
    }

    /// Signs a tenant up and returns the access token.
    pub async fn signed_in(&mut self, tenant_code: &str, mobile: &str) -> String {
        let tokens = self.sign_up(tenant_code, mobile).await;
        tokens["accessToken"].as_str().expect("a token").to_owned()
    }

    pub async fn sign_in(&self, tenant_code: &str, password: &str) -> Answer {
        let opening = json!({ "tenantCode": tenant_code, "password": password });
        self.post("/v1/sessions", None, opening).await
    }
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

fn write_exports(folder: &Path) {
    fs::create_dir(folder).expect("a folder");
    for (file, text) in [
        (
            "agences.csv",
            "agence;nom;adresse;code_postal;ville;telephone;email\n\
             A1;Agence de Lens;2 rue du Puits;62300;Lens;03 53 01 00 01;lens@exemple.fr\n",
        ),
        (
            "logements.csv",
            "logement;type;adresse;code_postal;ville;agence\n\
             L1;T3;12 rue des Lilas;62300;Lens;A1\nL2;T2;14 rue des Lilas;62300;Lens;A1\n\
             L3;T2;16 rue des Lilas;62300;Lens;A1\n",
        ),
        (
            "locataires.csv",
            "code_locataire;bail;date_debut_bail;logement;civilite;nom;prenom;date_naissance;portable\n\
             204518730961245;B1;01/03/2020;L1;Mme;DURAND;Jeanne;12/03/1958;06 39 98 00 61\n\
             204518730961246;B2;01/03/2020;L2;M.;LEFEBVRE;Paul;;06 39 98 00 62\n\
             204518730961247;B3;01/03/2020;L3;Mme;PETIT;Anne;12/03/1958;\n",
        ),
        (
            "documents.csv",
            "reference;bail;type;terme;date_emission;date_echeance\n\
             D1;B1;avis d’échéance;06/2026;25/06/2026;05/07/2026\nD2;B1;quittance;06/2026;08/07/2026;\n\
             D3;B2;avis d’échéance;06/2026;25/06/2026;05/07/2026\n",
        ),
        (
            "lignes.csv",
            "document;nature;libelle;montant\nD1;loyer;Loyer;400,00\nD1;APL;APL;-96,00\n\
             D2;loyer;Loyer;400,00\nD2;APL;APL;-96,00\nD3;loyer;Loyer;380,00\n",
        ),
        (
            "paiements.csv",
            "reference;bail;document;date;montant;mode\nP1;B1;D1;07/07/2026;304,00;virement\n",
        ),
    ] {
        fs::write(folder.join(file), text).expect("written");
    }
}
