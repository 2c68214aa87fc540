//! The faults, each with its sentence: what is wrong, and what to do.

use std::{net::SocketAddr, path::PathBuf};

use jiff::civil::Date;

use crate::{figures::MIN_FREE_DISK_MIB, keys::ServiceKeyError, operator_words::say};

/// Who carries messages to tenants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrier {
    /// The SMS gateway.
    Sms,
    /// The mail server.
    Mail,
}

impl Carrier {
    /// The sentence of a carrier that does not answer.
    fn unreachable(self) -> &'static str {
        match self {
            Self::Sms => "check-unreachable-sms",
            Self::Mail => "check-unreachable-mail",
        }
    }

    /// The sentence of a carrier that refuses the account.
    fn refused(self) -> &'static str {
        match self {
            Self::Sms => "check-refused-sms",
            Self::Mail => "check-refused-mail",
        }
    }
}

/// Something that keeps the service from working as it should.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The service is public and trusts no proxy: all tenants seem to have one address (S2, S7).
    #[error("{}", say("check-proxy", []))]
    Proxy,
    /// There is no public address: codes on documents lead to where the service listens.
    #[error("{}", say("check-public-address", [("listen", listen.to_string())]))]
    PublicAddress {
        /// Where it listens.
        listen: SocketAddr,
        /// Whether tenants are to reach it from elsewhere.
        fatal: bool,
    },
    /// The host of the public address is an IP address. Security keys of staff sign only for a name (S21).
    #[error("{}", say("check-nameless-address", []))]
    NamelessAddress,
    /// The time zone of mainland France is not installed: days would be counted in UTC.
    #[error("{}", say("check-time-zone", []))]
    TimeZone,
    /// Nothing says where text messages go.
    #[error("{}", say("check-no-sms", []))]
    NoSms,
    /// Nothing says where mails go.
    #[error("{}", say("check-no-mail", []))]
    NoMail,
    /// A section names something that cannot be used.
    #[error("{0}")]
    Unusable(String),
    /// The data folder belongs to another user.
    #[error("{}", say("folder-foreign", [("path", path.display().to_string()), ("owner", owner.to_string())]))]
    ForeignFolder {
        /// The folder.
        path: PathBuf,
        /// Name of its owner.
        owner: String,
    },
    /// A file of the data folder belongs to another user than the folder.
    #[error("{}", say("check-foreign-file", [("path", path.display().to_string()), ("owner", owner.to_string())]))]
    ForeignFile {
        /// The file.
        path: PathBuf,
        /// Name of its owner.
        owner: String,
    },
    /// Other users can read the data folder.
    #[error("{}", say("check-readable-folder", [("path", .0.display().to_string())]))]
    ReadableFolder(PathBuf),
    /// Other users can read a key.
    #[error("{}", say("check-readable-file", [("path", .0.display().to_string())]))]
    ReadableFile(PathBuf),
    /// The disk of the data has little room left.
    #[error("{}", say("check-low-disk", [("path", path.display().to_string()), ("free", mebibytes.to_string()), ("least", MIN_FREE_DISK_MIB.to_string())]))]
    LowDisk {
        /// The data folder.
        path: PathBuf,
        /// What is left, in MiB.
        mebibytes: u64,
    },
    /// Everybody can read a secret. Its group may be the service's own, and is not checked.
    #[error("{}", say("check-readable-secret", [("path", .0.display().to_string())]))]
    ReadableSecret(PathBuf),
    /// A key is missing, though the database was made with one.
    #[error("{}", say("key-missing", [("path", .0.display().to_string())]))]
    KeyMissing(PathBuf),
    /// A key file is not of this database, or cannot be read.
    #[error("{0}")]
    Key(ServiceKeyError),
    /// The database cannot be read.
    #[error("{}", say("service-store", [("reason", .0.to_string())]))]
    Database(String),
    /// There are keys, and no database.
    #[error("{}", say("database-gone", [("path", .0.display().to_string())]))]
    DatabaseGone(PathBuf),
    /// The file of the database is empty, or of another program.
    #[error("{}", say("database-foreign", [("path", .0.display().to_string())]))]
    DatabaseForeign(PathBuf),
    /// No export was imported yet: nobody can sign in. The disk of the data may not be mounted.
    #[error("{}", say("check-nothing-imported", [("path", .0.display().to_string())]))]
    NothingImported(PathBuf),
    /// The data folder is a file.
    #[error("{}", say("check-data-file", [("path", .0.display().to_string())]))]
    DataFile(PathBuf),
    /// Counters and health would be served on the port of the tenants.
    #[error("{}", say("check-metrics-listen", [("value", .0.to_string())]))]
    MetricsListen(SocketAddr),
    /// The network of the trusted proxies is so wide that clients may be in it (S2, S7).
    #[error("{}", say("check-wide-proxies", [("value", .0.to_string())]))]
    WideProxies(String),
    /// A later version of the service wrote the database.
    #[error("{}", say("check-later-database", []))]
    LaterDatabase,
    /// The clock is behind the last entry of the journal, which is of this day.
    #[error("{}", say("check-clock-behind", [("day", .0.to_string())]))]
    ClockBehind(Date),
    /// The clock differs from the gateway's.
    #[error("{}", say("check-clock-off", [("seconds", seconds.to_string())]))]
    ClockOff {
        /// By how many seconds.
        seconds: u64,
    },
    /// A carrier does not answer.
    #[error("{}", say(.0.unreachable(), []))]
    Unreachable(Carrier),
    /// A carrier refuses the account.
    #[error("{}", say(carrier.refused(), [("reason", reason.to_string())]))]
    Refused {
        /// The carrier.
        carrier: Carrier,
        /// Its status code.
        reason: String,
    },
}

impl Fault {
    /// A section names something that cannot be used.
    pub(super) fn unusable(error: &dyn std::error::Error) -> Self {
        Self::Unusable(error.to_string())
    }

    /// Whether it keeps the service from starting. With the other faults, the service starts and works less well.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        match self {
            Self::PublicAddress { fatal, .. } => *fatal,
            Self::Proxy
            | Self::TimeZone
            | Self::NoSms
            | Self::NoMail
            | Self::Unusable(_)
            | Self::ForeignFolder { .. }
            | Self::ReadableFolder(_)
            | Self::KeyMissing(_)
            | Self::Key(_)
            | Self::Database(_)
            | Self::DatabaseGone(_)
            | Self::DatabaseForeign(_)
            | Self::DataFile(_)
            | Self::MetricsListen(_)
            | Self::LaterDatabase => true,
            Self::NamelessAddress
            | Self::NothingImported(_)
            | Self::WideProxies(_)
            | Self::ForeignFile { .. }
            | Self::ReadableFile(_)
            | Self::ReadableSecret(_)
            | Self::LowDisk { .. }
            | Self::ClockBehind(_)
            | Self::ClockOff { .. }
            | Self::Unreachable(_)
            | Self::Refused { .. } => false,
        }
    }

    /// The line of this fault in a terminal.
    #[must_use]
    pub fn line(&self) -> String {
        let id = if self.is_fatal() {
            "check-fatal"
        } else {
            "check-fault"
        };
        // The text of a system's or a library's error may have several lines.
        let fault = self.to_string();
        let fault: Vec<&str> = fault.lines().map(str::trim).collect();
        say(id, [("fault", fault.join(" "))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_a_line_whatever_the_error_behind_it_says() {
        let fault = Fault::Database("disk I/O error\n  at page 7\n".to_owned());
        let line = fault.line();
        assert_eq!(line.lines().count(), 1, "{line}");
        assert!(line.ends_with("disk I/O error at page 7"), "{line}");
    }
}
