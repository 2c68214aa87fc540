//! A tenant, a computer, the real landlord service, and the line between them.

mod ways;

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use contract::StaffRole;
use landlord::{
    clock::{Clock, StillClock},
    config::Config as ServiceConfig,
    demonstration::{SHOWN_TENANTS, ShownTenant},
    server::Server,
    service::Service,
    sms::SmsCapture,
};
use tempfile::TempDir;
use tenant::{Config, Counter, Espace, MemorySecrets, Rehearsed, SecretStore, SignUpDetailsForm, Step};

use crate::{
    network::{certificates::NAME, fault::LIMITS, http2::Http2Line, line::Line},
    passing::RehearsedTime,
};

pub const PASSWORD: &str = "Cerisier bleu 42";
pub const PIN: &str = "407395";
/// A number that no tenant has on file.
pub const NEW_MOBILE: &str = "06 39 98 00 99";
const DAY: i64 = 24 * 3_600;

/// Everything one errand needs.
pub struct Rehearsal {
    pub espace: Espace,
    pub line: Line,
    /// Where the landlord's service is reached past the line.
    pub landlord_address: SocketAddr,
    /// The current password.
    pub password: String,
    /// The number on file.
    pub mobile: &'static str,
    service: Service,
    secrets: Arc<dyn SecretStore>,
    sms_capture: Arc<SmsCapture>,
    clock: StillClock,
    /// The tenant's disk.
    disk: TempDir,
    /// The landlord's disk.
    landlord: TempDir,
    _time: RehearsedTime,
}

impl Rehearsal {
    pub async fn begin() -> Self {
        let time = RehearsedTime::begin();
        let landlord = tempfile::tempdir().expect("a folder");
        let disk = tempfile::tempdir().expect("a folder");
        let sms_capture = Arc::new(SmsCapture::new(None));
        let clock = StillClock::at_present();
        let (service, address) = serve(&landlord, &clock, &sms_capture).await;
        let line = Line::to(address).await;
        let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
        Self {
            espace: espace(&line, &disk, &secrets),
            line,
            landlord_address: address,
            password: PASSWORD.to_owned(),
            mobile: tenant().mobile,
            service,
            secrets,
            sms_capture,
            clock,
            disk,
            landlord,
            _time: time,
        }
    }

    /// Closes the application and opens it again.
    pub async fn restart(&mut self) {
        self.close_and_open();
        self.espace.first_screen().await.expect("opens");
    }

    /// Closes the application and starts it again, up to before its first call.
    pub fn close_and_open(&mut self) {
        self.espace = espace(&self.line, &self.disk, &self.secrets);
    }

    /// Switches to a new computer with this keyring.
    pub fn switch_computer(&mut self, secrets: Arc<dyn SecretStore>) {
        self.secrets = secrets;
        self.disk = tempfile::tempdir().expect("a folder");
        self.close_and_open();
    }

    /// Closes the application and opens it again, up to before its first call, with this key `proxy` of its configuration.
    pub fn reopen_with_proxy(&mut self, proxy: &str) {
        let text = format!("proxy = \"{proxy}\"\n{}", configuration(self.line.port()));
        let config = Config::parse(&text, "landlord.toml").expect("a configuration");
        let archives = self.disk.path().join("archives");
        let secrets = Arc::clone(&self.secrets);
        let espace = Espace::rehearsed(config, archives, secrets, &rehearsed(&self.line));
        self.espace = espace.expect("opens");
    }

    /// The tenant on another computer, which reaches the landlord over HTTP/2.
    pub async fn computer_at(&self, line: &Http2Line) -> Espace {
        let text = configuration(line.port());
        let config = Config::parse(&text, "landlord.toml").expect("a configuration");
        let rehearsed = Rehearsed {
            authority: line.authority(),
            ..rehearsed(&self.line)
        };
        let archives = self.disk.path().join("elsewhere");
        let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
        let espace = Espace::rehearsed(config, archives, secrets, &rehearsed).expect("opens");
        let signed_in = espace.sign_in(Some(tenant().tenant_code), &self.password).await;
        without_pin(&espace, signed_in.expect("the right password")).await;
        espace
    }

    /// How many messages the agency has.
    pub async fn count_received_messages(&self) -> usize {
        let messages = self.service.message_admin().received_messages(true).await;
        messages.expect("listed").len()
    }

    /// Every file of the tenant's disk.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.disk.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("listed") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path);
                }
            }
        }
        files
    }

    /// The landlord's database.
    pub fn landlord_database(&self) -> PathBuf {
        self.landlord.path().join("data/landlord.sqlite")
    }

    /// A counter of an agency, behind the line.
    pub async fn counter(&self) -> Counter {
        let device = self
            .service
            .counter_admin()
            .enrol_staff_device("Lens, guichet 2")
            .await;
        let device = device.expect("enrolled");
        let text = configuration(self.line.port());
        let text = format!("{text}\n[assisted]\ndevice = \"{}\"\n", device.expose());
        let config = Config::parse(&text, "landlord.toml").expect("a configuration");
        Counter::rehearsed(config, &rehearsed(&self.line)).expect("opens")
    }

    /// Adds a member of staff; returns the administrator's code.
    pub async fn staff(&self, login: &str, role: StaffRole) -> String {
        let login = login.parse().expect("a name");
        let code = self
            .service
            .counter_admin()
            .add_staff(&login, "Claire MARTIN", role, "LENS")
            .await;
        code.expect("added").grouped()
    }

    /// Makes a member of staff activate again; returns the administrator's code.
    pub async fn staff_begins_anew(&self, login: &str) -> String {
        let login = login.parse().expect("a name");
        let code = self.service.counter_admin().begin_staff_anew(&login).await;
        code.expect("on file").grouped()
    }

    /// The landlord's clock, in seconds.
    pub fn seconds(&self) -> i64 {
        self.clock.seconds()
    }

    /// Advances the landlord's clock.
    pub fn wait(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// Goes on to another day: no quota is full.
    pub fn sleep(&self) {
        self.wait(DAY);
    }
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

/// A tenant with few documents.
pub fn tenant() -> &'static ShownTenant {
    &SHOWN_TENANTS[1]
}

pub fn sign_up_details() -> SignUpDetailsForm {
    SignUpDetailsForm {
        email: "samir.benali@exemple.fr".to_owned(),
        landline: String::new(),
        terms_accepted: true,
        mails_accepted: false,
        electronic_receipts_accepted: true,
    }
}

async fn serve(folder: &TempDir, clock: &StillClock, sms_capture: &Arc<SmsCapture>) -> (Service, SocketAddr) {
    // The cost of a proof of work is tested elsewhere; waits are short here.
    let cheap = |config: &mut ServiceConfig| config.robot_check_cost = 1;
    let service = prepared_landlord::open_service(folder.path(), clock, sms_capture, cheap).await;
    let server = Server::bind(service.clone(), SocketAddr::from(([127, 0, 0, 1], 0))).await;
    let server = server.expect("a free port");
    let address = server.address().expect("its address");
    tokio::spawn(server.run(std::future::pending()));
    (service, address)
}

fn espace(line: &Line, folder: &TempDir, secrets: &Arc<dyn SecretStore>) -> Espace {
    let config = Config::parse(&configuration(line.port()), "landlord.toml").expect("a configuration");
    let archives = folder.path().join("archives");
    Espace::rehearsed(config, archives, Arc::clone(secrets), &rehearsed(line)).expect("opens")
}

/// The configuration for a landlord behind a line at this port.
fn configuration(port: u16) -> String {
    include_str!("../../../../landlord.toml").replace(
        "https://locataires.habitathdf.example",
        &format!("https://{NAME}:{port}"),
    )
}

fn rehearsed(line: &Line) -> Rehearsed {
    Rehearsed {
        limits: LIMITS,
        names: line.names(),
        authority: line.authority(),
    }
}
