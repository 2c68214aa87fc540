//! `landlord key`, `landlord renew-key`.

use std::path::Path;

use landlord::{
    config::Config,
    operations::keys::{KeyOnList, replace_lost},
    operator_words::say,
    service::Service,
};

use crate::{Failure, command_line::KeyCommand, terminal::print};

pub(crate) async fn key(action: KeyCommand, config: &Path) -> Result<(), Failure> {
    let config = Config::read(config)?;
    let lines: Vec<String> = match action {
        KeyCommand::List => {
            let keys = Service::open(config).await?.key_admin().list().await?;
            keys.iter().map(KeyOnList::to_string).collect()
        }
        KeyCommand::Rotate => {
            let id = Service::open(config).await?.key_admin().rotate().await?;
            vec![
                say("key-rotated", [("id", id.to_string())]),
                say("key-taken", []),
                say("key-back-up", []),
            ]
        }
        KeyCommand::Revoke { id } => {
            let revoked = Service::open(config).await?.key_admin().revoke(&id).await?;
            vec![revoked.to_string(), say("key-taken", [])]
        }
        KeyCommand::Replace { lost: _ } => {
            let replaced = replace_lost(&config).await?;
            let mut lines: Vec<String> = replaced.iter().map(ToString::to_string).collect();
            lines.push(say("key-back-up", []));
            lines
        }
    };
    print_lines(&lines)
}

pub(crate) async fn renew_key(config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let key = service.key_admin().renew_document_key().await?;
    print_lines(&[
        say("new-key", [("key", key.to_string())]),
        say("key-taken", []),
        say("key-back-up", []),
    ])
}

fn print_lines(lines: &[String]) -> Result<(), Failure> {
    Ok(print(&(lines.join("\n") + "\n"))?)
}
