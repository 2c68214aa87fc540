//! A tenant, a computer, the real landlord service, and the line between them.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use contract::{SmsCode, StaffRole, TenantCode};
use landlord::{
    clock::{Clock, StillClock},
    config::Config as ServiceConfig,
    demonstration::{SHOWN_TENANTS, ShownTenant},
    server::Server,
    service::Service,
    sms::SmsCapture,
};
use tempfile::TempDir;
use tenant::{
    AmountWanted, Config, Counter, Espace, MemorySecrets, ProfileQuestion, Rehearsed, SecretStore,
    SignUpDetailsForm, Step,
};

use crate::{
    clock::SlowClock,
    network::{certificates::NAME, fault::LIMITS, http2::Http2Line, line::Line},
};

pub const PASSWORD: &str = "Cerisier bleu 42";
pub const PIN: &str = "407395";
const OTHER_PASSWORD: &str = "Prunier jaune 17";
/// A number that no tenant has on file.
pub const NEW_MOBILE: &str = "06 39 98 00 99";
const DAY: i64 = 24 * 3_600;

/// Everything one errand needs.
pub struct Rehearsal {
    pub espace: Espace,
    pub line: Line,
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
    _time: SlowClock,
}

impl Rehearsal {
    pub async fn begin() -> Self {
        let time = SlowClock::begin();
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

    /// *Inscription*, up to the tenant code.
    pub async fn go_to_tenant_code(&self) {
        self.sleep();
        self.espace.start_enrolment().await;
        self.espace.continue_enrolment().await;
    }

    pub async fn go_to_phone(&self) {
        self.go_to_tenant_code().await;
        let submitted = self.espace.submit_tenant_code(tenant().tenant_code).await;
        submitted.expect("a tenant code");
    }

    /// Goes up to the SMS code, and returns it.
    pub async fn go_to_sms_code(&self) -> String {
        self.go_to_phone().await;
        self.complete_phone().await
    }

    /// Submits the number on file; returns the code of the message.
    pub async fn complete_phone(&self) -> String {
        let before = self.sms_capture.taken();
        let submitted = self.espace.submit_phone(tenant().mobile).await;
        submitted.expect("the number on file");
        self.nth_sms_code(before + 1).await
    }

    /// The code of the last message.
    pub async fn last_sms_code(&self) -> String {
        self.nth_sms_code(self.sms_capture.taken()).await
    }

    async fn nth_sms_code(&self, number: usize) -> String {
        let message = self.sms_capture.message(number).await.expect("a message");
        let code = SmsCode::parse(&message.text).expect("a code");
        code.expose().to_owned()
    }

    /// *Je ne connais pas ce numéro*, with a new registration letter; returns its code.
    pub async fn letter(&self) -> String {
        let tenant_code = TenantCode::parse(tenant().tenant_code).expect("a tenant code");
        let letter = self.service.letter_admin().issue(&tenant_code).await;
        self.espace.open_letter().await.expect("from the number");
        letter.expect("a letter").grouped()
    }

    pub async fn be_signed_in(&self) {
        if self.espace.rent_documents().await.is_err() {
            let signed_in = self.espace.sign_in(None, &self.password).await;
            signed_in.expect("the right password");
        }
    }

    /// Opens *Mon profil*, fetched today.
    pub async fn open_profile(&self) {
        self.sleep();
        self.be_signed_in().await;
        self.espace.open_profile().await.expect("signed in");
        self.espace.refresh_profile().await.expect("reported");
    }

    /// Goes up to the page of a first PIN.
    pub async fn go_to_pin(&self) {
        self.open_profile().await;
        if self.espace.is_lockable() {
            self.espace.open_pin_removal().await.expect("a PIN is set");
            self.espace.remove_pin(PIN).await.expect("the right one");
        }
        self.espace.open_pin().await.expect("its page");
    }

    /// Goes up to the password of a tenant who has forgotten the PIN.
    pub async fn forget_pin(&self) {
        if !self.espace.is_lockable() {
            self.go_to_pin().await;
            self.espace.submit_pin(None, PIN, PIN).await.expect("a PIN");
        }
        self.espace.lock(|| {}).await;
        self.espace.forget_pin().await;
    }

    pub async fn ask_profile(&self, question: ProfileQuestion) {
        self.open_profile().await;
        self.espace.ask_profile(question).await.expect("its page");
    }

    /// Goes up to the code of another mobile, and returns it.
    pub async fn new_mobile_code(&self, mobile: &str) -> String {
        let step = self.espace.submit_profile_mobile(mobile).await;
        assert!(matches!(step, Ok(Step::ProfilePasswordAgain { .. })), "{step:?}");
        let before = self.sms_capture.taken();
        let step = self.espace.submit_profile_password(&self.password).await;
        assert!(matches!(step, Ok(Step::ProfileMobileCode { .. })), "{step:?}");
        self.nth_sms_code(before + 1).await
    }

    pub fn other_mobile(&self) -> &'static str {
        if self.mobile == NEW_MOBILE {
            tenant().mobile
        } else {
            NEW_MOBILE
        }
    }

    pub fn other_password(&self) -> String {
        let other = if self.password == PASSWORD {
            OTHER_PASSWORD
        } else {
            PASSWORD
        };
        other.to_owned()
    }

    /// Signs in elsewhere, and opens the list of devices here; returns the id of the other device.
    pub async fn other_device(&self) -> String {
        let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
        let elsewhere = espace(&self.line, &self.disk, &secrets);
        let signed_in = elsewhere
            .sign_in(Some(tenant().tenant_code), &self.password)
            .await;
        signed_in.expect("the right password");
        self.open_profile().await;
        let step = self.espace.ask_profile(ProfileQuestion::Devices).await;
        let Ok(Step::ProfileDevices { devices, .. }) = step else {
            panic!("{step:?} is no list of devices");
        };
        let other = devices.into_iter().find(|device| !device.current);
        other.expect("another device").id
    }

    /// Goes up to the confirmation of a card payment; cancels a pending one before.
    pub async fn go_to_payment(&self) {
        self.be_signed_in().await;
        if let Ok(Step::CardPayment { .. }) = self.espace.open_card_payment().await {
            self.espace.give_payment_up().await.expect("given up");
            self.espace.open_card_payment().await.expect("how much");
        }
        let looked_at = self.espace.submit_payment_amount(AmountWanted::All).await;
        looked_at.expect("something is owed");
    }

    /// Starts a payment on another computer of the tenant.
    pub async fn begin_payment_elsewhere(&self) {
        let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
        let elsewhere = espace(&self.line, &self.disk, &secrets);
        let signed_in = elsewhere
            .sign_in(Some(tenant().tenant_code), &self.password)
            .await;
        without_pin(&elsewhere, signed_in.expect("the right password")).await;
        elsewhere.synchronise().await.expect("synchronised");
        elsewhere.open_card_payment().await.expect("how much");
        let looked_at = elsewhere.submit_payment_amount(AmountWanted::All).await;
        looked_at.expect("something is owed");
        elsewhere.pay().await.expect("begun");
    }

    /// Goes up to the password of a sign-up.
    pub async fn go_to_password(&self) {
        let code = self.go_to_sms_code().await;
        let step = self.espace.submit_sms_code(&code).await.expect("the right code");
        assert!(matches!(step, Step::SignUpDetails { .. }), "{step:?}");
        self.espace
            .submit_sign_up_details(sign_up_details())
            .await
            .expect("valid details");
    }

    /// Signs the tenant up.
    pub async fn sign_up(&self) {
        self.go_to_password().await;
        self.espace.submit_password(PASSWORD).await.expect("a password");
        let step = self.espace.finish_enrolment().await;
        assert!(without_pin(&self.espace, step).await.is_home());
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
