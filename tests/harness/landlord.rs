//! The real landlord service, in process, with the demonstration's data.

use std::{
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex},
};

use landlord::{
    clock::SystemClock,
    config::Config,
    demonstration,
    import::import_directory,
    server::Server,
    service::Service,
    sms::{Sms, SmsError, SmsGateway, SmsOutbox},
};
use tempfile::TempDir;
use tokio::sync::watch;

/// A landlord service of one journey.
pub struct Landlord {
    address: SocketAddr,
    telephone: Telephone,
    _folder: TempDir,
}

/// The telephone of whoever is to receive SMS: a message can be awaited.
#[derive(Clone)]
struct Telephone {
    outbox: Arc<SmsOutbox>,
    count: Arc<Mutex<watch::Sender<usize>>>,
}

impl SmsGateway for Telephone {
    fn send(&self, message: Sms) -> Result<(), SmsError> {
        self.outbox.send(message)?;
        self.count
            .lock()
            .expect("not poisoned")
            .send_modify(|count| *count += 1);
        Ok(())
    }

    fn kept(&self) -> Vec<Sms> {
        self.outbox.kept()
    }
}

impl Landlord {
    /// Starts a service with fresh demonstration data.
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config::demonstration(folder.path().join("data"));
        let issuing = config.issuing_landlord();
        let telephone = Telephone {
            outbox: Arc::new(SmsOutbox::new(None)),
            count: Arc::new(Mutex::new(watch::Sender::new(0))),
        };
        let service =
            Service::open_with(config, Box::new(SystemClock), Box::new(telephone.clone()), true).await;
        let service = service.expect("the service opens");
        import_demonstration(&service, &issuing, folder.path()).await;
        let server = Server::bind(service).await.expect("a free port");
        let address = server.address().expect("its address");
        tokio::spawn(server.run(std::future::pending()));
        Self {
            address,
            telephone,
            _folder: folder,
        }
    }

    /// Where the service listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many messages were sent so far.
    pub fn messages(&self) -> usize {
        self.telephone.kept().len()
    }

    /// The code of the `number`th message (from 1), once it is there.
    pub async fn sms_code(&self, number: usize) -> String {
        let mut count = self.telephone.count.lock().expect("not poisoned").subscribe();
        count
            .wait_for(|count| *count >= number)
            .await
            .expect("the telephone is there");
        let messages = self.telephone.kept();
        let message = &messages[messages.len() - number];
        contract::SmsCode::parse(&message.text)
            .expect("a code in the message")
            .expose()
            .to_owned()
    }
}

async fn import_demonstration(service: &Service, issuing: &contract::IssuingLandlord, folder: &Path) {
    let exports = folder.join("exports");
    std::fs::create_dir(&exports).expect("a folder");
    let today = jiff::Zoned::now().date();
    demonstration::write_exports(&exports, today).expect("written");
    import_directory(service.pool(), issuing, &exports)
        .await
        .expect("imported");
}
