//! A tenant at home: a landlord service on loopback whose clock only moves when told, a computer
//! with a secret store and a folder.

use std::{net::SocketAddr, path::Path, sync::Arc};

use landlord::{
    clock::StillClock,
    demonstration::{self, SHOWN_TENANTS, ShownTenant},
    mail::MailOutbox,
    server::Server,
    service::Surroundings,
    sms::SmsOutbox,
};
use tempfile::TempDir;
use tenant::{Config, Espace, MemorySecrets, Opening, Profile, SecretStore, Step};
use tokio::{sync::oneshot, task::JoinHandle};

pub const PASSWORD: &str = "Cerisier bleu 42";

/// A landlord and a tenant's computer.
pub struct Home {
    pub espace: Espace,
    pub secrets: Arc<dyn SecretStore>,
    pub outbox: Arc<SmsOutbox>,
    clock: StillClock,
    address: SocketAddr,
    hanging: Option<tokio::net::TcpListener>,
    serving: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
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
        let outbox = Arc::new(SmsOutbox::new(None));
        let clock = StillClock::at_present();
        let surroundings = Surroundings {
            clock: Box::new(clock.clone()),
            sms: outbox.clone(),
            mail: Arc::new(MailOutbox::new(None)),
        };
        let opened = demonstration::open_service(&folder.path().join("landlord"), surroundings).await;
        let (service, _) = opened.expect("the service opens");
        let server = Server::bind(service, SocketAddr::from(([127, 0, 0, 1], 0)))
            .await
            .expect("a free port");
        let address = server.address().expect("its address");
        let (end, ended) = oneshot::channel();
        let serving = tokio::spawn(async move {
            let ended = async { ended.await.unwrap_or_default() };
            server.run(ended).await.expect("served");
        });
        Self {
            espace: espace(address, folder.path(), &secrets),
            secrets,
            outbox,
            clock,
            address,
            hanging: None,
            serving: Some((end, serving)),
            folder,
        }
    }

    /// The application closed and opened again on the same computer.
    pub async fn restart(&mut self) -> Opening {
        self.espace = espace(self.address, self.folder.path(), &self.secrets);
        self.espace.opening().await.expect("opens")
    }

    /// Another computer, with secrets and a folder of its own.
    pub fn another_computer(&self) -> Espace {
        let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
        espace(self.address, &self.folder.path().join("elsewhere"), &secrets)
    }

    /// The landlord is gone.
    pub async fn cut_network(&mut self) {
        let (end, serving) = self.serving.take().expect("still there");
        let _ = end.send(());
        // Kept connections would hold a graceful end up.
        serving.abort();
        let _ = serving.await;
    }

    /// The landlord takes connections and never answers.
    pub async fn hang_network(&mut self) {
        self.cut_network().await;
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        socket.set_reuseaddr(true).expect("reusable");
        socket.bind(self.address).expect("the same port");
        self.hanging = Some(socket.listen(8).expect("listening"));
    }

    /// Waits until the hanging landlord is asked something.
    pub async fn asked(&self) {
        let listener = self.hanging.as_ref().expect("the landlord hangs");
        let (connection, _) = listener.accept().await.expect("asked");
        // Kept open, and never answered.
        std::mem::forget(connection);
    }

    /// Moves the landlord's clock on.
    pub fn wait(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// The folder of the archives.
    pub fn archives(&self) -> std::path::PathBuf {
        self.folder.path().join("archives")
    }

    /// From *Inscription* to *Mon profil*.
    pub async fn go_to_profile(&self) -> Step {
        self.go_to_profile_as(tenant()).await
    }

    async fn go_to_profile_as(&self, tenant: &ShownTenant) -> Step {
        let espace = &self.espace;
        espace.start_enrolment().await;
        espace.continue_enrolment().await;
        espace
            .submit_tenant_code(tenant.tenant_code)
            .await
            .expect("a tenant code");
        let before = self.outbox.taken();
        espace.submit_phone(tenant.mobile).await.expect("a mobile");
        let message = self.outbox.message(before + 1).await.expect("a message");
        let code = contract::SmsCode::parse(&message.text).expect("a code");
        espace
            .submit_sms_code(code.expose())
            .await
            .expect("the right code")
    }

    /// Signs the tenant up.
    pub async fn sign_up(&self) {
        self.sign_up_as(tenant()).await;
    }

    /// Signs another tenant up.
    pub async fn sign_up_as(&self, tenant: &ShownTenant) {
        self.go_to_profile_as(tenant).await;
        self.espace.submit_profile(profile()).await.expect("a profile");
        self.espace.submit_password(PASSWORD).await.expect("a password");
        assert_eq!(self.espace.finish_enrolment().await, Step::Receipts);
    }
}

/// The tenant with twenty years of documents.
pub fn tenant() -> &'static ShownTenant {
    &SHOWN_TENANTS[0]
}

pub fn profile() -> Profile {
    Profile {
        email: "jeanne.durand@exemple.fr".to_owned(),
        landline: String::new(),
        terms_accepted: true,
        mails_accepted: false,
        electronic_receipts_accepted: true,
    }
}

fn espace(address: SocketAddr, folder: &Path, secrets: &Arc<dyn SecretStore>) -> Espace {
    let text = include_str!("../../../../landlord.toml").replace(
        "https://locataires.habitathdf.example",
        &format!("http://{address}"),
    );
    let config = Config::parse(&text, "landlord.toml").expect("a configuration");
    Espace::new(config, folder.join("archives"), Arc::clone(secrets)).expect("opens")
}
