//! For tests: a real proxy, squid, on a port of this machine.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Stdio,
};

use reserved_port::Port;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStderr, Command},
};

/// Where Debian installs it, outside the search path of a user.
const PROGRAM: &str = "/usr/sbin/squid";

/// Name of the only user, in agencies that want one.
pub const NAME: &str = "agence";
/// The password of that user.
pub const PASSWORD: &str = "Soleil d’hiver 42";

/// A running squid. It ends when it is dropped.
pub struct Squid {
    port: Port,
    _folder: TempDir,
    _process: Child,
    /// Read to the end of the process: a full pipe would stop it.
    _log: tokio::task::JoinHandle<()>,
}

impl Squid {
    /// One that lets everybody through.
    pub async fn open() -> Self {
        Self::start("http_access allow all").await
    }

    /// One that wants [`NAME`] and [`PASSWORD`] (basic authentication).
    pub async fn with_password() -> Self {
        let rules = "auth_param basic program /bin/sh FOLDER/users.sh\n\
                     auth_param basic children 1\n\
                     auth_param basic realm Agence\n\
                     acl known proxy_auth REQUIRED\n\
                     http_access allow known\n\
                     http_access deny all";
        Self::start(rules).await
    }

    /// One that wants the account of a Windows domain (NTLM). Nobody has one.
    pub async fn with_domain_account() -> Self {
        let rules = "auth_param ntlm program /bin/sh FOLDER/users.sh\n\
                     auth_param ntlm children 1\n\
                     acl known proxy_auth REQUIRED\n\
                     http_access allow known\n\
                     http_access deny all";
        Self::start(rules).await
    }

    /// Its address, as it stands in settings.
    pub fn url(&self) -> String {
        format!("http://{}", self.port.address)
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port.address.port()
    }

    async fn start(rules: &str) -> Self {
        let (port, listener) = Port::free();
        port.end();
        drop(listener);
        let folder = tempfile::tempdir().expect("a folder");
        // Started by root, squid runs as another user.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
        fs::write(folder.path().join("users.sh"), users()).expect("written");
        let configuration = configuration(folder.path(), port.address.port(), rules);
        let mut process = Command::new(PROGRAM)
            .args(["-N", "-d", "1", "-f"])
            .arg(configuration)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("squid is installed");
        let log = process.stderr.take().expect("piped");
        let mut log = BufReader::new(log).lines();
        until_ready(&mut log).await;
        Self {
            port,
            _folder: folder,
            _process: process,
            _log: tokio::spawn(async move { while let Ok(Some(_)) = log.next_line().await {} }),
        }
    }
}

async fn until_ready(log: &mut Lines<BufReader<ChildStderr>>) {
    let mut told = Vec::new();
    while let Some(line) = log.next_line().await.expect("text") {
        if line.contains("Accepting HTTP Socket connections") {
            return;
        }
        told.push(line);
    }
    panic!("squid has ended: {told:#?}");
}

fn configuration(folder: &Path, port: u16, rules: &str) -> PathBuf {
    let folder_name = folder.display().to_string();
    let rules = rules.replace("FOLDER", &folder_name);
    let text = format!(
        "http_port 127.0.0.1:{port}\n\
         {rules}\n\
         cache deny all\n\
         access_log none\n\
         cache_log /dev/null\n\
         pid_filename none\n\
         pinger_enable off\n\
         coredump_dir {folder_name}\n\
         visible_hostname proxy.example\n\
         shutdown_lifetime 0 seconds\n"
    );
    let path = folder.join("squid.conf");
    fs::write(&path, text).expect("written");
    path
}

/// Squid's helper that knows the user: it reads name and password, escaped as in a URL, and answers.
fn users() -> String {
    let escaped: String = PASSWORD
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!(
        "while read -r name password; do\n\
           if [ \"$name\" = \"{NAME}\" ] && [ \"$password\" = \"{escaped}\" ]; then echo OK; else echo ERR; fi\n\
         done\n"
    )
}
