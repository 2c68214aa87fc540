//! `landlord check`: what keeps the service from working as it should, found before it starts. `landlord serve`
//! refuses what is fatal.

mod accounts;
mod fault;
mod store;

use std::{cmp::Ordering, path::Path};

use jiff::Timestamp;

pub use self::fault::{Carrier, Fault};
use self::store::{has_agencies, last_entry};
use super::{
    data_folder,
    system::{Others, free_bytes, others_with_rights},
};
use crate::{
    clock,
    config::{Config, MailSection, SmsSection},
    delivery::{mail::SmtpMailer, sms::OvhGateway},
    figures::MIN_FREE_DISK_MIB,
    identity::common_passwords::CommonPasswords,
    keys::{ServiceKeyError, register::Register},
    payment::providers::CardProviders,
    store::{StoreError, is_of_another_program, look_at, newest_version, schema_version},
};

/// Whether a check asks the gateway and the mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It stays on this machine.
    Offline,
    /// It asks them, and sends nothing.
    Online,
}

/// Every fault, the fatal ones first.
pub async fn faults(config: &Config, reach: Reach) -> Vec<Fault> {
    let mut faults = on_this_machine(config).await;
    if reach == Reach::Online {
        faults.extend(accounts::faults(config).await);
    }
    faults.sort_by_key(|fault| !fault.is_fatal());
    faults
}

/// The faults with which the service must not start.
pub async fn fatal_faults(config: &Config) -> Vec<Fault> {
    let mut faults = on_this_machine(config).await;
    faults.retain(Fault::is_fatal);
    faults
}

/// The faults that show without a network.
async fn on_this_machine(config: &Config) -> Vec<Fault> {
    let mut faults = of_configuration(config);
    let folder = &config.data;
    if folder.exists() && !folder.is_dir() {
        faults.push(Fault::DataFile(folder.clone()));
        return faults;
    }
    faults.extend(of_files(config));
    // As another user, opening the database would leave files that the service cannot read.
    if data_folder::foreign_owner(folder).is_none() {
        faults.extend(of_database(config, Timestamp::now().as_second()).await);
    }
    faults
}

/// The faults of what the configuration says.
fn of_configuration(config: &Config) -> Vec<Fault> {
    let mut faults = Vec::new();
    if config.forgets_its_proxy() {
        faults.push(Fault::Proxy);
    }
    if config.public_address.is_none() {
        faults.push(Fault::PublicAddress {
            listen: config.listen,
            fatal: config.serves_others_without_an_address(),
        });
    }
    if config
        .public_address
        .as_ref()
        .is_some_and(|address| !address.has_name())
    {
        faults.push(Fault::NamelessAddress);
    }
    if !clock::knows_the_local_time() {
        faults.push(Fault::TimeZone);
    }
    faults.extend(config.metrics_on_the_port_of_tenants().map(Fault::MetricsListen));
    let wide = config.proxies().too_wide();
    faults.extend(wide.map(|network| Fault::WideProxies(network.to_string())));
    faults.extend(of_sections(config));
    faults
}

/// Sections that are missing, and what they name that cannot be used.
fn of_sections(config: &Config) -> Vec<Fault> {
    let mut faults = Vec::new();
    match &config.sms {
        None => faults.push(Fault::NoSms),
        Some(SmsSection::Ovh(section)) => {
            let gateway = OvhGateway::new(section, accounts::patience());
            faults.extend(gateway.err().map(|error| Fault::unusable(&error)));
        }
        Some(SmsSection::Outbox) => {}
    }
    match &config.mail {
        None => faults.push(Fault::NoMail),
        Some(MailSection::Smtp(section)) => {
            let mailer = SmtpMailer::new(section, &config.landlord.name, accounts::PATIENCE);
            faults.extend(mailer.err().map(|error| Fault::unusable(&error)));
        }
        Some(MailSection::Outbox) => {}
    }
    let cards = CardProviders::configured(config);
    faults.extend(cards.err().map(|error| Fault::unusable(&error)));
    if let Some(path) = &config.password_list {
        let list = CommonPasswords::read(path);
        faults.extend(list.err().map(|error| Fault::unusable(&error)));
    }
    faults
}

/// Bytes of a mebibyte.
const MIB: u64 = 1024 * 1024;

/// A disk that is nearly full: soon, nothing can be written.
fn of_disk(folder: &Path, free: Option<u64>) -> Option<Fault> {
    let mebibytes = free? / MIB;
    (mebibytes < MIN_FREE_DISK_MIB).then(|| Fault::LowDisk {
        path: folder.to_owned(),
        mebibytes,
    })
}

/// Folder, disk and files: whose they are, who may read them, and whether there is room.
fn of_files(config: &Config) -> Vec<Fault> {
    let folder = &config.data;
    let mut faults = Vec::new();
    match data_folder::foreign_owner(folder) {
        Some(owner) => faults.push(Fault::ForeignFolder {
            path: folder.clone(),
            owner,
        }),
        None => faults.extend(data_folder::missing_key(folder).map(Fault::KeyMissing)),
    }
    if others_with_rights(folder) != Others::None {
        faults.push(Fault::ReadableFolder(folder.clone()));
    }
    faults.extend(of_disk(folder, free_bytes(folder)));
    let foreign = data_folder::foreign_files(folder).into_iter();
    faults.extend(foreign.map(|(path, owner)| Fault::ForeignFile { path, owner }));
    for key in data_folder::key_files(folder) {
        if others_with_rights(&key) != Others::None {
            faults.push(Fault::ReadableFile(key));
        }
    }
    // A group of the service's own may read them.
    for secret in config.secret_files() {
        if others_with_rights(secret.path()) == Others::Everybody {
            faults.push(Fault::ReadableSecret(secret.path().to_owned()));
        }
    }
    faults
}

/// What the database says about its version, the keys, the clock and the exports, or that it is not there.
async fn of_database(config: &Config, now: i64) -> Vec<Fault> {
    let path = data_folder::database(&config.data);
    if !path.exists() {
        let gone = data_folder::missing_database(&config.data).map(Fault::DatabaseGone);
        return vec![gone.unwrap_or(Fault::NothingImported(path))];
    }
    match is_of_another_program(&path).await {
        Ok(true) => return vec![Fault::DatabaseForeign(path)],
        Ok(false) => {}
        Err(error) => return vec![Fault::Database(error.to_string())],
    }
    match read(&path).await {
        Err(error) => vec![Fault::Database(error.to_string())],
        Ok(Found::Earlier) => Vec::new(),
        Ok(Found::Later) => vec![Fault::LaterDatabase],
        Ok(Found::Present(facts)) => {
            let key = of_keys(config, &facts.register);
            let clock = facts.entry.filter(|entry| *entry > now).and_then(of_entry);
            let empty = facts.is_empty.then_some(Fault::NothingImported(path));
            key.into_iter().chain(clock).chain(empty).collect()
        }
    }
}

/// A database, by its version. One that is to be migrated may have no journal yet, and know no key.
enum Found {
    Earlier,
    Present(Facts),
    Later,
}

/// What a database of this version says.
struct Facts {
    entry: Option<i64>,
    register: Register,
    is_empty: bool,
}

async fn read(path: &Path) -> Result<Found, StoreError> {
    let mut reading = look_at(path).await?.read().await?;
    let version = schema_version(&mut reading).await?;
    match version.cmp(&newest_version()) {
        Ordering::Less => Ok(Found::Earlier),
        Ordering::Greater => Ok(Found::Later),
        Ordering::Equal => Ok(Found::Present(Facts {
            entry: last_entry(&mut reading).await?,
            register: Register::read(&mut reading).await?,
            is_empty: !has_agencies(&mut reading).await?,
        })),
    }
}

/// A key file that is not of this database. One that is missing is a fault of the files, unless something else is aside.
fn of_keys(config: &Config, register: &Register) -> Option<Fault> {
    let flaw = register.flaw(&config.data)?;
    let is_missing = matches!(flaw, ServiceKeyError::Missing(_));
    let is_said = is_missing && data_folder::missing_key(&config.data).is_some();
    (!is_said).then_some(Fault::Key(flaw))
}

/// A clock that is behind an entry of the journal, of this moment.
fn of_entry(at: i64) -> Option<Fault> {
    let entry = Timestamp::from_second(at).ok()?;
    Some(Fault::ClockBehind(clock::local_day(entry)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_is_nearly_full_is_a_fault_that_lets_the_service_start() {
        let folder = Path::new("/var/lib/landlord");
        let least = MIN_FREE_DISK_MIB * MIB;
        assert!(of_disk(folder, Some(least)).is_none());
        assert!(of_disk(folder, None).is_none());
        let fault = of_disk(folder, Some(least - 1)).expect("a fault");
        assert!(!fault.is_fatal());
        let left = (MIN_FREE_DISK_MIB - 1).to_string();
        let line = fault.line();
        assert!(
            line.contains(&left) && line.contains("/var/lib/landlord"),
            "{line}"
        );
    }
}
