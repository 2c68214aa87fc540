//! The real landlord service, in process, with the demonstration's data.

use std::{net::SocketAddr, sync::Arc};

use landlord::{
    clock::SystemClock, demonstration, mail::MailOutbox, server::Server, service::Surroundings,
    sms::SmsOutbox,
};
use tempfile::TempDir;

/// A landlord service of one journey.
pub struct Landlord {
    address: SocketAddr,
    outbox: Arc<SmsOutbox>,
    _folder: TempDir,
}

impl Landlord {
    /// Starts a service with fresh demonstration data on a free port.
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let outbox = Arc::new(SmsOutbox::new(None));
        let surroundings = Surroundings {
            clock: Box::new(SystemClock),
            sms: outbox.clone(),
            mail: Arc::new(MailOutbox::new(None)),
        };
        let opened = demonstration::open_service(folder.path(), surroundings).await;
        let (service, _) = opened.expect("the service opens");
        let server = Server::bind(service, SocketAddr::from(([127, 0, 0, 1], 0)))
            .await
            .expect("a free port");
        let address = server.address().expect("its address");
        tokio::spawn(server.run(std::future::pending()));
        Self {
            address,
            outbox,
            _folder: folder,
        }
    }

    /// Where the service listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many messages were sent so far.
    pub fn messages(&self) -> usize {
        self.outbox.taken()
    }

    /// The code of the `number`th message (from 1), once it is there.
    pub async fn sms_code(&self, number: usize) -> String {
        let message = self.outbox.message(number).await.expect("the message is kept");
        contract::SmsCode::parse(&message.text)
            .expect("a code in the message")
            .expose()
            .to_owned()
    }
}
