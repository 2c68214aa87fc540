//! The real landlord service, in process, with the demonstration's data.

use std::{fs, net::SocketAddr, sync::Arc};

use contract::{StaffLogin, StaffRole, TenantCode};
use encoding_rs::WINDOWS_1252;
use landlord::{
    clock::{Clock, StillClock},
    config::Config,
    demonstration::{SHOWN_STAFF, write_exports, write_exports_and_one_more},
    import::import_directory,
    server::Server,
    service::Service,
    sms::SmsCapture,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
};

/// The columns of the export with words of the rent system's, which the landlord's texts do not repeat.
const KINDS: [&str; 2] = ["type", "nature"];

/// All texts in JSON.
fn texts_in(json: &Value) -> Vec<String> {
    match json {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts_in).collect(),
        Value::Object(fields) => fields.values().flat_map(texts_in).collect(),
        _ => Vec::new(),
    }
}

/// Starts to serve on a free port.
async fn serve(service: &Service) -> SocketAddr {
    let server = Server::bind(service.clone(), SocketAddr::from(([127, 0, 0, 1], 0)))
        .await
        .expect("a free port");
    let address = server.address().expect("its address");
    tokio::spawn(server.run(std::future::pending()));
    address
}

/// The landlord service of one journey. Its clock moves only by [`Self::wait`].
pub struct Landlord {
    address: SocketAddr,
    service: Service,
    clock: StillClock,
    sms_capture: Arc<SmsCapture>,
    folder: TempDir,
}

impl Landlord {
    /// Starts a service with fresh demonstration data on a free port.
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = StillClock::at_present();
        let sms_capture = Arc::new(SmsCapture::new(None));
        let service = prepared_landlord::open_service(folder.path(), &clock, &sms_capture, |_| ()).await;
        Self {
            address: serve(&service).await,
            service,
            clock,
            sms_capture,
            folder,
        }
    }

    /// Restarts the service with this section `[application]`, on another port: the line has to be led there.
    pub async fn announce(&mut self, section: &str) {
        self.service.pool().close().await;
        let section = toml::from_str(section).expect("a section");
        let configure = |config: &mut Config| config.application = Some(section);
        let folder = self.folder.path();
        self.service =
            prepared_landlord::reopen_service(folder, &self.clock, &self.sms_capture, configure).await;
        self.address = serve(&self.service).await;
    }

    /// Where the service listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Issues another document to a tenant.
    pub async fn issue_another_document(&self, tenant_code: &str) {
        let exports = self.folder.path().join("one-more");
        fs::create_dir(&exports).expect("a folder");
        write_exports_and_one_more(&exports, self.clock.today(), tenant_code).expect("exports");
        let landlord = Config::demonstration(self.folder.path().to_owned()).issuing_landlord();
        let imported = import_directory(self.service.pool(), &landlord, &exports).await;
        imported.expect("imported");
    }

    /// The landlord's own words: its profile, and the texts of its rent system's export. Kinds are no texts of its
    /// own.
    pub fn data(&self) -> Vec<String> {
        let exports = self.folder.path().join("data-of-the-landlord");
        fs::create_dir_all(&exports).expect("a folder");
        write_exports(&exports, self.clock.today()).expect("exports");
        let profile = Config::demonstration(self.folder.path().to_owned()).profile();
        let mut data = texts_in(&serde_json::to_value(profile).expect("JSON"));
        for file in fs::read_dir(&exports).expect("listed").flatten() {
            let bytes = fs::read(file.path()).expect("read");
            let text = String::from_utf8(bytes)
                .unwrap_or_else(|error| WINDOWS_1252.decode(error.as_bytes()).0.into_owned());
            let head = text.lines().next().expect("a head");
            let separator = if head.contains(';') { ';' } else { ',' };
            let mut lines = text.lines().map(|line| line.split(separator));
            let names: Vec<&str> = lines.next().expect("a head").collect();
            for line in lines {
                let cells = names.iter().zip(line).filter(|(name, _)| !KINDS.contains(name));
                data.extend(cells.map(|(_, cell)| cell.to_owned()));
            }
        }
        data
    }

    /// Adds a manager to an agency. Returns the code that activates the account.
    pub async fn add_manager(&self, login: &str, name: &str) -> String {
        let login = StaffLogin::parse(login).expect("a login");
        let admin = self.service.counter_admin();
        let code = admin
            .add_staff(&login, name, StaffRole::AgencyManager, SHOWN_STAFF[0].agency)
            .await;
        code.expect("added").grouped()
    }

    /// The time of the landlord's clock, in Unix seconds.
    pub fn seconds(&self) -> u64 {
        self.clock.seconds().unsigned_abs()
    }

    /// Moves the landlord's clock forward.
    pub fn wait(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// Issues a registration letter to a tenant and returns its code.
    pub async fn letter(&self, tenant_code: &str) -> String {
        let code = TenantCode::parse(tenant_code).expect("a tenant code");
        let letter = self.service.letter_admin().issue(&code).await.expect("a letter");
        self.service.messages_handed_over().await;
        letter.grouped()
    }

    /// Simulates strangers on other computers who guess at a tenant's password, more often than is allowed in a
    /// day (S7).
    pub async fn suffer_guesses(&self, tenant_code: &str) {
        let guess = json!({ "tenantCode": tenant_code, "password": "Pommier vert 11" }).to_string();
        let head = "POST /v1/sessions HTTP/1.1\r\nhost: landlord\r\ncontent-type: application/json\r\nconnection: close";
        let request = format!("{head}\r\ncontent-length: {}\r\n\r\n{guess}", guess.len());
        for number in 0..26_u8 {
            // Each has an address of its own, so that no guess is delayed.
            let socket = TcpSocket::new_v4().expect("a socket");
            let stranger = SocketAddr::from(([127, 0, 1, 1 + number], 0));
            socket.bind(stranger).expect("an address of this machine");
            let mut line = socket.connect(self.address).await.expect("connected");
            line.write_all(request.as_bytes()).await.expect("asked");
            let mut answer = String::new();
            line.read_to_string(&mut answer).await.expect("answered");
            assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
        }
        // The tenant is told: the next message is another one.
        self.service.messages_handed_over().await;
    }

    /// The number of messages to agencies.
    pub async fn count_received_messages(&self) -> usize {
        self.service
            .message_admin()
            .received_messages(true)
            .await
            .expect("listed")
            .len()
    }

    /// Answers the first message as the agency.
    pub async fn answer_first_message(&self, text: &str) {
        let listed = self
            .service
            .message_admin()
            .received_messages(true)
            .await
            .expect("listed");
        let line = listed.first().expect("a message").line();
        let id = line.split_whitespace().next().expect("an id");
        self.service
            .message_admin()
            .answer_message(id, text)
            .await
            .expect("answered");
    }

    /// The second factor code on the telephone of a member of staff, read from the demonstration's page. Moves the
    /// clock by 30 s for a code that was not used yet.
    pub async fn staff_code(&self, name: &str) -> String {
        self.wait(30);
        let mut line = TcpStream::connect(self.address).await.expect("connected");
        let request = "GET /demo/phone HTTP/1.1\r\nhost: landlord\r\nconnection: close\r\n\r\n";
        line.write_all(request.as_bytes()).await.expect("asked");
        let mut page = String::new();
        line.read_to_string(&mut page).await.expect("answered");
        let item = page.split(name).nth(1).expect("their item");
        let code = item
            .split("<p>")
            .nth(1)
            .and_then(|rest| rest.split("</p>").next());
        code.expect("a code").to_owned()
    }

    /// The journal of staff actions, as CSV.
    pub async fn journal(&self) -> String {
        self.service.counter_admin().journal_csv().await.expect("written")
    }

    /// Asserts that no entry of the journal was changed, removed or cut off (S22).
    pub async fn journal_is_whole(&self) {
        let check = self
            .service
            .counter_admin()
            .verify_journal(None)
            .await
            .expect("checked");
        assert!(check.is_whole() && check.entries > 0, "{check:?}");
    }

    /// The number of text messages sent so far.
    pub fn messages(&self) -> usize {
        self.sms_capture.taken()
    }

    /// The code in the `number`th text message, from 1, once it is sent.
    pub async fn nth_sms_code(&self, number: usize) -> String {
        let message = self
            .sms_capture
            .message(number)
            .await
            .expect("the message is captured");
        contract::SmsCode::parse(&message.text)
            .expect("a code in the message")
            .expose()
            .to_owned()
    }
}
