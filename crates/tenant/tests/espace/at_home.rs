//! A tenant at home: a landlord service on loopback whose clock moves only when told, and a computer with a secret
//! store and a folder.

// Where it is, also for who includes this file by its path.
#[path = "at_home/office.rs"]
mod office;

use std::{net::SocketAddr, path::Path, sync::Arc};

use contract::SmsCode;
use landlord::{
    clock::StillClock,
    config::Config as ServiceConfig,
    demonstration::{SHOWN_TENANTS, ShownTenant},
    server::Server,
    service::Service,
    sms::SmsCapture,
};
use secrecy::ExposeSecret;
use tempfile::TempDir;
use tenant::{
    Config, Espace, Failure, FirstScreen, MemorySecrets, SecretName, SecretStore, SignUpDetailsForm, Step,
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use reserved_port::Port;

pub const PASSWORD: &str = "Cerisier bleu 42";

/// Something that leads to a step.
pub trait Leads: std::fmt::Debug {
    /// Whether that step is *Accueil*.
    fn is_home(&self) -> bool;
}

impl Leads for Step {
    fn is_home(&self) -> bool {
        Self::is_home(self)
    }
}

impl Leads for Result<Step, Failure> {
    fn is_home(&self) -> bool {
        self.as_ref().is_ok_and(Step::is_home)
    }
}

/// Asserts that it leads to *Accueil*.
#[track_caller]
pub fn assert_home(led: &impl Leads) {
    assert!(led.is_home(), "{led:?}");
}

/// Number of documents that *Accueil* shows.
pub fn documents_shown(first_screen: &FirstScreen) -> u32 {
    match &first_screen.step {
        Step::Home { overview } => overview.documents,
        other => panic!("not at home: {other:?}"),
    }
}

/// A landlord and a tenant's computer.
pub struct Home {
    pub espace: Espace,
    pub secrets: Arc<dyn SecretStore>,
    pub sms_capture: Arc<SmsCapture>,
    service: Service,
    clock: StillClock,
    pub address: SocketAddr,
    port: Port,
    serving: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
    hanging: Option<TcpListener>,
    folder: TempDir,
}

impl Home {
    /// A home with a secret store that works.
    pub async fn new() -> Self {
        Self::with_secrets(Arc::new(MemorySecrets::default())).await
    }

    /// A home with this secret store.
    pub async fn with_secrets(secrets: Arc<dyn SecretStore>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sms_capture = Arc::new(SmsCapture::new(None));
        let clock = StillClock::at_present();
        let landlord = folder.path().join("landlord");
        let service = prepared_landlord::open_service(&landlord, &clock, &sms_capture, |_| ()).await;
        let (port, listener) = Port::free();
        let address = port.address;
        let serving = serve(&service, listener).await;
        Self {
            espace: espace(address, folder.path(), &secrets),
            secrets,
            sms_capture,
            service,
            clock,
            address,
            port,
            serving: Some(serving),
            hanging: None,
            folder,
        }
    }

    /// Closes the application, and opens it again on the same computer.
    pub async fn restart(&mut self) -> FirstScreen {
        self.close_and_open();
        self.espace.first_screen().await.expect("opens")
    }

    /// Closes the application and starts it again, up to before its first call.
    pub fn close_and_open(&mut self) {
        self.espace = espace(self.address, self.folder.path(), &self.secrets);
    }

    /// Brings the landlord back, at the same address and with the same records.
    pub async fn mend_network(&mut self) {
        let listener = self.port.listen(64);
        self.serving = Some(serve(&self.service, listener).await);
    }

    /// The landlord restarts its service with this section `[application]`.
    pub async fn announce(&mut self, section: &str) {
        self.cut_network().await;
        self.service.pool().close().await;
        let folder = self.folder.path().join("landlord");
        let section = toml::from_str(section).expect("a section");
        let configure = |config: &mut ServiceConfig| config.application = Some(section);
        self.service =
            prepared_landlord::reopen_service(&folder, &self.clock, &self.sms_capture, configure).await;
        self.mend_network().await;
    }

    /// Makes the landlord unreachable.
    pub async fn cut_network(&mut self) {
        let (end, serving) = self.serving.take().expect("still there");
        self.port.end();
        let _ = end.send(());
        // Kept connections would delay a graceful end.
        serving.abort();
        let _ = serving.await;
    }

    /// Makes the landlord accept connections and never answer.
    pub async fn hang_network(&mut self) {
        self.cut_network().await;
        self.hanging = Some(self.port.listen(8));
    }

    /// Waits until a request reaches the hanging landlord.
    pub async fn asked(&self) {
        let listener = self.hanging.as_ref().expect("the landlord hangs");
        let (connection, _) = listener.accept().await.expect("asked");
        // Kept open, and never answered.
        std::mem::forget(connection);
    }

    /// Advances the landlord's clock.
    pub fn wait(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// The folder of everything on the tenant's computer.
    pub fn computer(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of the archives.
    pub fn archives(&self) -> std::path::PathBuf {
        self.folder.path().join("archives")
    }

    /// The application of another person, on another computer.
    pub fn second_computer(&self) -> Espace {
        self.second_computer_at(self.address)
    }

    /// The same, with the landlord at another address.
    pub fn second_computer_at(&self, address: SocketAddr) -> Espace {
        let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
        espace(address, &self.folder.path().join("elsewhere"), &secrets)
    }

    /// Sends *Renvoyer le code* to the landlord, and loses its answer.
    pub async fn resend_and_lose_the_answer(&self) {
        let kept = self.secrets.get(SecretName::Enrolment).expect("readable");
        let kept = kept.expect("an enrolment under way");
        let kept: serde_json::Value = serde_json::from_str(kept.expose_secret()).expect("JSON");
        let answer = reqwest::Client::new()
            .post(format!("http://{}/v1/enrolments/current/messages", self.address))
            .bearer_auth(kept["token"].as_str().expect("a token"))
            .send();
        assert_eq!(answer.await.expect("an answer").status(), 202);
    }

    /// Waits for what is on its way, such as notices.
    pub async fn messages_arrived(&self) {
        self.service.messages_handed_over().await;
    }

    /// The code of the `number`th message, from 1.
    pub async fn nth_sms_code(&self, number: usize) -> String {
        let message = self.sms_capture.message(number).await.expect("a message");
        let code = SmsCode::parse(&message.text).expect("a code");
        code.expose().to_owned()
    }

    /// Goes from *Inscription* to the masked number.
    pub async fn go_to_phone(&self) -> Step {
        self.go_to_phone_as(tenant()).await
    }

    async fn go_to_phone_as(&self, who: &ShownTenant) -> Step {
        self.espace.start_enrolment().await;
        self.espace.continue_enrolment().await;
        let opened = self.espace.submit_tenant_code(who.tenant_code).await;
        opened.expect("a tenant code")
    }

    /// Submits the number and the code of the message.
    pub async fn verify_number(&self) -> Step {
        self.verify_number_of(tenant()).await
    }

    async fn verify_number_of(&self, who: &ShownTenant) -> Step {
        let before = self.sms_capture.taken();
        self.espace.submit_phone(who.mobile).await.expect("a mobile");
        let code = self.nth_sms_code(before + 1).await;
        self.espace.submit_sms_code(&code).await.expect("the right code")
    }

    /// Goes from *Inscription* to its details.
    pub async fn go_to_sign_up_details(&self) -> Step {
        self.go_to_phone().await;
        self.verify_number().await
    }

    /// Signs the tenant up.
    pub async fn sign_up(&self) {
        self.sign_up_as(tenant()).await;
    }

    /// Signs another of the landlord's tenants up.
    pub async fn sign_up_as(&self, who: &ShownTenant) {
        self.go_to_phone_as(who).await;
        self.verify_number_of(who).await;
        self.espace
            .submit_sign_up_details(sign_up_details())
            .await
            .expect("valid details");
        self.espace.submit_password(PASSWORD).await.expect("a password");
        let step = self.espace.finish_enrolment().await;
        assert_home(&without_pin(&self.espace, step).await);
    }
}

async fn serve(service: &Service, listener: TcpListener) -> (oneshot::Sender<()>, JoinHandle<()>) {
    let server = Server::on(service.clone(), listener).await.expect("begun");
    let (end, ended) = oneshot::channel();
    let serving = tokio::spawn(async move {
        let ended = async { ended.await.unwrap_or_default() };
        server.run(ended).await;
    });
    (end, serving)
}

/// From the end of a sign-up or a sign-in to *Accueil*. Declines an offered PIN with *Plus tard*.
pub async fn without_pin(espace: &Espace, step: Step) -> Step {
    let step = match step {
        Step::Receipts => espace.go_back().await,
        other => other,
    };
    match step {
        Step::PinOffer => espace.decline_pin().await,
        other => other,
    }
}

/// The tenant with twenty years of documents.
pub fn tenant() -> &'static ShownTenant {
    &SHOWN_TENANTS[0]
}

pub fn sign_up_details() -> SignUpDetailsForm {
    SignUpDetailsForm {
        email: "jeanne.durand@exemple.fr".to_owned(),
        landline: String::new(),
        terms_accepted: true,
        mails_accepted: false,
        electronic_receipts_accepted: true,
    }
}

pub fn espace(address: SocketAddr, folder: &Path, secrets: &Arc<dyn SecretStore>) -> Espace {
    Espace::new(config(address), folder.join("archives"), Arc::clone(secrets)).expect("opens")
}

/// The configuration for a landlord at this address.
pub fn config(address: SocketAddr) -> Config {
    let text = include_str!("../../../../landlord.toml").replace(
        "https://locataires.habitathdf.example",
        &format!("http://{address}"),
    );
    Config::parse(&text, "landlord.toml").expect("a configuration")
}
