//! Mails through the landlord's mail server.

use crate::operator_words::say;
use std::time::{Duration, SystemTime};

use contract::Email;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message as Letter, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
        extension::ClientId,
    },
};
use secrecy::ExposeSecret;
use tokio::time::timeout;

use super::Mail;
use crate::{
    config::{MailSecurity, SecretFileError, SmtpSection},
    delivery::carrier::{Carrier, DeliveryError, Handover},
    keys::make_token,
};

/// Asks for no automatic replies, such as absence notices or read receipts (RFC 3834).
const AUTO_SUBMITTED: HeaderName = HeaderName::new_from_ascii_str("Auto-Submitted");

/// The mail server cannot be set up from its configuration.
#[derive(Debug, thiserror::Error)]
pub enum SmtpSetupError {
    /// The password cannot be read.
    #[error(transparent)]
    Secret(#[from] SecretFileError),
    /// The sender's address cannot be used.
    #[error("{}", say("smtp-setup-sender", [("reason", .0.to_string())]))]
    Sender(#[from] lettre::address::AddressError),
    /// TLS cannot be used.
    #[error("{}", say("smtp-setup-tls", [("reason", .0.to_string())]))]
    Tls(#[from] lettre::transport::smtp::Error),
}

/// Sends mails through a mail server.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
}

impl SmtpMailer {
    /// Timeout of sending one mail, over all SMTP commands.
    pub const PATIENCE: Duration = Duration::from_secs(60);

    /// A mailer that sends under the name `sender`, from the configured address.
    ///
    /// # Errors
    /// When the password cannot be read, the sender's address is not valid, or TLS cannot be used.
    pub fn new(section: &SmtpSection, sender: &str, patience: Duration) -> Result<Self, SmtpSetupError> {
        let from = Mailbox::new(Some(sender.to_owned()), address(&section.from)?);
        let server = &section.server;
        let tls = || TlsParameters::new(server.host.clone());
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host.clone())
            .port(server.port)
            .tls(match server.security {
                MailSecurity::Tls => Tls::Wrapper(tls()?),
                MailSecurity::StartTls => Tls::Required(tls()?),
                MailSecurity::Loopback => Tls::None,
            })
            .timeout(Some(patience))
            .hello_name(ClientId::Domain(from.email.domain().to_owned()));
        if let Some(account) = &section.account {
            let password = account.password_file.read()?;
            builder = builder.credentials(Credentials::new(
                account.username.clone(),
                password.expose_secret().to_owned(),
            ));
        }
        Ok(Self {
            transport: builder.build(),
            from,
            patience,
        })
    }

    /// Connects and signs in, without sending anything.
    ///
    /// # Errors
    /// When the server cannot be reached, or refuses the account.
    pub async fn try_account(&self) -> Result<(), DeliveryError> {
        match timeout(self.patience, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(DeliveryError::Refused("NOOP".to_owned())),
            Ok(Err(error)) => Err(delivery_error(&error)),
            Err(_) => Err(DeliveryError::Uncertain("no answer in time".to_owned())),
        }
    }

    async fn send(&self, mail: Mail) -> Result<(), DeliveryError> {
        let message = self.message(mail)?;
        // The library's timeout is per command, and a server can answer byte by byte.
        match timeout(self.patience, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(delivery_error(&error)),
            Err(_) => Err(DeliveryError::Uncertain("no answer in time".to_owned())),
        }
    }

    fn message(&self, mail: Mail) -> Result<Letter, DeliveryError> {
        let to = address(&mail.to).map_err(|_| DeliveryError::Recipient)?;
        let unwritable = |error: &dyn std::fmt::Display| DeliveryError::Refused(error.to_string());
        // The library's own id would name this machine.
        let token = make_token().map_err(|error| unwritable(&error))?;
        let id = format!("<{}@{}>", token.expose(), self.from.email.domain());
        Letter::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .date(SystemTime::from(mail.at))
            .message_id(Some(id))
            .subject(mail.subject)
            .raw_header(HeaderValue::new(AUTO_SUBMITTED, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text)
            .map_err(|error| unwritable(&error))
    }
}

impl Carrier<Mail> for SmtpMailer {
    fn carry(&self, message: Mail) -> Handover<'_> {
        Box::pin(self.send(message))
    }
}

fn address(email: &Email) -> Result<Address, lettre::address::AddressError> {
    email.as_str().parse()
}

/// The error as it is logged. A server's text repeats the recipient's address, so only its code is kept (S20).
fn delivery_error(error: &lettre::transport::smtp::Error) -> DeliveryError {
    if let Some(code) = error.status() {
        return DeliveryError::Refused(format!("SMTP {code}"));
    }
    if error.is_timeout() {
        return DeliveryError::Uncertain("no answer in time".to_owned());
    }
    if error.is_client() || error.is_tls() {
        return DeliveryError::Unreachable(error.to_string());
    }
    DeliveryError::Uncertain(error.to_string())
}
