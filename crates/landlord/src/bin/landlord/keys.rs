//! `landlord key`, `landlord renew-key`.

use std::{
    io::{self, Write},
    path::Path,
};

use landlord::{
    config::Config,
    operations::keys::{KeyOnList, replace_lost},
    operator_words::say,
    service::Service,
};

use crate::{Failure, command_line::KeyCommand};

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
    print(&lines)
}

pub(crate) async fn renew_key(config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let key = service.key_admin().renew_document_key().await?;
    print(&[
        say("new-key", [("key", key.to_string())]),
        say("key-taken", []),
        say("key-back-up", []),
    ])
}

fn print(lines: &[String]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}
