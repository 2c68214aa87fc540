use std::{fs, time::Duration};

use contract::Email;
use landlord::{
    config::{MailAccount, MailServer as Server, SecretFile, SmtpSection},
    delivery::{Carrier, DeliveryError},
    mail::{Mail, SmtpMailer},
};
use mail_parser::MessageParser;

use crate::mail_server::{Habit, MailServer};

const TO: &str = "jeanne.durand@exemple.fr";

fn mail() -> Mail {
    Mail {
        to: Email::parse(TO).expect("an address"),
        subject: "Votre mot de passe a été changé – « Espace Locataire »".to_owned(),
        text: "Bonjour,\n\nC’est fait le 1er\u{a0}août à 9\u{a0}h\u{a0}05.\n.\n\nHabitat œuvre pour vous"
            .to_owned(),
        at: "2026-08-01T07:05:00Z".parse().expect("a moment"),
    }
}

fn section(server: &str) -> SmtpSection {
    SmtpSection {
        server: Server::try_from(server.to_owned()).expect("a server"),
        account: None,
        from: Email::parse("ne-pas-repondre@habitat.example").expect("an address"),
    }
}

fn mailer(server: &str, patience: Duration) -> SmtpMailer {
    mailer_of(&section(server), patience)
}

fn mailer_of(section: &SmtpSection, patience: Duration) -> SmtpMailer {
    SmtpMailer::new(section, "Habitat Hauts-de-France", patience).expect("a mailer")
}

async fn sent_to(server: &MailServer) -> Result<(), DeliveryError> {
    let mailer = mailer(&format!("smtp://{}", server.address), Duration::from_secs(60));
    mailer.carry(mail()).await
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written() {
    let server = MailServer::start(Habit::Takes).await;
    sent_to(&server).await.expect("taken");
    let taken = server.taken().await;
    let read = MessageParser::default().parse(taken.as_bytes()).expect("a mail");
    let sent = mail();
    assert_eq!(read.subject(), Some(sent.subject.as_str()));
    let text = read.body_text(0).expect("a text").replace("\r\n", "\n");
    assert_eq!(text.trim_end(), sent.text);
    let from = read.from().and_then(|from| from.first()).expect("a sender");
    assert_eq!(from.name(), Some("Habitat Hauts-de-France"));
    assert_eq!(from.address(), Some("ne-pas-repondre@habitat.example"));
    let to = read.to().and_then(|to| to.first()).expect("a recipient");
    assert_eq!(to.address(), Some(TO));
    assert_eq!(read.date().expect("a date").to_timestamp(), sent.at.as_second());
    assert!(read.message_id().expect("an id").ends_with("@habitat.example"));
    let automatic = read.header("Auto-Submitted").and_then(|header| header.as_text());
    assert_eq!(automatic, Some("auto-generated"));
    assert!(taken.is_ascii(), "every server takes it");
}

#[tokio::test]
async fn the_account_signs_in_first_and_a_wrong_password_sends_no_mail() {
    for (password, right) in [("cerisier", true), ("prunier", false)] {
        let server = MailServer::start(Habit::AsksWho).await;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("password");
        fs::write(&file, format!("{password}\n")).expect("written");
        let mut section = section(&format!("smtp://{}", server.address));
        section.account = Some(MailAccount {
            username: "locataires".to_owned(),
            password_file: SecretFile::from(file),
        });
        let mailer = mailer_of(&section, Duration::from_secs(60));
        let sent = mailer.carry(mail()).await;
        drop(mailer);
        let reported = format!("{sent:?}");
        assert_eq!(sent.is_ok(), right, "{reported}");
        assert!(
            right || reported.contains("535") && !reported.contains(password),
            "{reported}"
        );
        assert_eq!(!server.taken().await.is_empty(), right);
    }
}

#[tokio::test]
async fn an_account_is_tried_without_a_mail() {
    for (password, right) in [("cerisier", true), ("prunier", false)] {
        let server = MailServer::start(Habit::AsksWho).await;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("password");
        fs::write(&file, password).expect("written");
        let mut section = section(&format!("smtp://{}", server.address));
        section.account = Some(MailAccount {
            username: "locataires".to_owned(),
            password_file: SecretFile::from(file),
        });
        let tried = mailer_of(&section, Duration::from_secs(60)).try_account().await;
        match tried {
            Ok(()) => assert!(right),
            Err(error) => assert!(!right && error.to_string().contains("535"), "{error}"),
        }
        assert_eq!(server.taken().await, "");
    }
}

#[tokio::test]
async fn a_refused_recipient_is_reported_without_the_address() {
    let server = MailServer::start(Habit::RefusesTheRecipient).await;
    let error = sent_to(&server).await.expect_err("refused");
    assert!(matches!(error, DeliveryError::Refused(_)), "{error}");
    let reported = format!("{error} {error:?}");
    assert!(
        reported.contains("550") && !reported.contains("jeanne"),
        "{reported}"
    );
}

#[tokio::test]
async fn a_connection_that_ends_after_the_mail_leaves_it_uncertain() {
    let server = MailServer::start(Habit::DropsTheMail).await;
    let error = sent_to(&server).await.expect_err("no answer");
    assert!(matches!(error, DeliveryError::Uncertain(_)), "{error}");
}

#[tokio::test]
async fn a_silent_server_times_out() {
    let server = MailServer::start(Habit::Hangs).await;
    let mailer = mailer(&format!("smtp://{}", server.address), Duration::from_millis(100));
    let error = mailer.carry(mail()).await.expect_err("no word");
    assert!(matches!(error, DeliveryError::Uncertain(_)), "{error}");
}

#[tokio::test]
async fn a_server_without_tls_gets_nothing_when_tls_is_required() {
    let server = MailServer::start(Habit::Takes).await;
    let mailer = mailer(&format!("starttls://{}", server.address), Duration::from_secs(60));
    let error = mailer.carry(mail()).await.expect_err("no TLS");
    assert!(matches!(error, DeliveryError::Unreachable(_)), "{error}");
    drop(mailer);
    assert_eq!(server.taken().await, "");
}
