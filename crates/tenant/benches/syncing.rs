//! Measures, in one run with the real service in process (`cargo xtask bench sync`):
//!
//! - filling an empty archive with twenty years of documents and their PDFs, against curl over one connection;
//! - a synchronisation with nothing new, against one request.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement tells its figures, and fails by panicking"
)]

#[path = "../tests/espace/at_home.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod at_home;
mod pairs;

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use contract::{Changes, DocumentPage, SessionTokens, Subject};
use reqwest::Client;
use serde::de::DeserializeOwned;
use serde_json::json;
use tenant::{DownloadState, Espace};
use tokio::{runtime::Runtime, task::spawn_blocking};

use self::{
    at_home::{Home, PASSWORD, tenant},
    pairs::compare,
};

const FIRST: usize = 5;
const NOTHING_NEW: usize = 301;

/// Client of the landlord's service without the application.
struct Plainly {
    http: Client,
    service: String,
    token: String,
}

impl Plainly {
    async fn sign_in(home: &Home) -> Self {
        let (http, service) = (Client::new(), format!("http://{}", home.address));
        let opening = json!({ "tenantCode": tenant().tenant_code, "password": PASSWORD });
        let answer = http.post(format!("{service}/v1/sessions")).json(&opening).send();
        let tokens: SessionTokens = answer.await.expect("answered").json().await.expect("tokens");
        let token = tokens.access_token.expose().to_owned();
        Self { http, service, token }
    }

    async fn read<T: DeserializeOwned>(&self, address: &str) -> T {
        let asked = self.http.get(address).bearer_auth(&self.token).send();
        asked.await.expect("answered").json().await.expect("readable")
    }

    fn address(&self, path: &str) -> String {
        format!("{}/v1/{path}", self.service)
    }

    /// Everything that a first synchronisation requests, in its order.
    async fn addresses(&self) -> Vec<String> {
        let list = self.address("rent-documents");
        let (mut pages, mut pdfs) = (vec![self.address("changes"), list.clone()], Vec::new());
        loop {
            let page: DocumentPage = self.read(&pages[pages.len() - 1]).await;
            pdfs.extend(
                page.documents
                    .iter()
                    .map(|document| format!("{list}/{}/pdf", document.id.0)),
            );
            match page.next_cursor {
                Some(next) => pages.push(format!("{list}?cursor={next}")),
                None => {
                    let others = ["tenancy", "landlord", "messages", "rent-account"];
                    pages.extend(others.map(|path| self.address(path)));
                    pages.extend(pdfs);
                    return pages;
                }
            }
        }
    }
}

/// Downloads the addresses into files with one curl over one connection, one after the other.
fn curl(addresses: &[String], token: &str, folder: &Path) -> Duration {
    let mut config = format!("silent\nfail\nheader = \"Authorization: Bearer {token}\"\n");
    for (place, address) in addresses.iter().enumerate() {
        let file = folder.join(place.to_string());
        writeln!(config, "url = \"{address}\"\noutput = \"{}\"", file.display()).expect("written");
    }
    let file = folder.join("curl.conf");
    fs::write(&file, config).expect("written");
    let start = Instant::now();
    let status = Command::new("curl").arg("--config").arg(&file).status();
    let taken = start.elapsed();
    assert!(status.expect("curl is there").success());
    taken
}

/// Time from an empty archive to the last PDF.
async fn first(espace: &Espace, documents: usize) -> Duration {
    let signed_in = espace.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    signed_in.expect("the right password");
    let start = Instant::now();
    espace.synchronise().await.expect("synchronised");
    let kept = espace.keep_pdfs(true, |_| {}).await.expect("kept");
    let taken = start.elapsed();
    assert_eq!(kept.state, DownloadState::Done);
    assert_eq!(kept.kept as usize, documents);
    taken
}

fn main() {
    let runtime = Runtime::new().expect("a runtime");
    let (home, plainly) = runtime.block_on(async {
        let home = Home::new().await;
        home.sign_up().await;
        let plainly = Plainly::sign_in(&home).await;
        (home, plainly)
    });
    let addresses = runtime.block_on(plainly.addresses());
    let documents = addresses
        .iter()
        .filter(|address| address.ends_with("/pdf"))
        .count();

    compare(
        &format!("first synchronisation of {documents} documents with PDFs / curl"),
        FIRST,
        || {
            let folder = tempfile::tempdir().expect("a folder");
            let (asked, token) = (addresses.clone(), plainly.token.clone());
            let floor = runtime.block_on(async move {
                spawn_blocking(move || curl(&asked, &token, folder.path()))
                    .await
                    .expect("run")
            });
            let espace = home.second_computer();
            let ours = runtime.block_on(first(&espace, documents));
            runtime.block_on(espace.sign_out());
            (floor, ours)
        },
    );

    runtime.block_on(home.espace.synchronise()).expect("synchronised");
    let address = plainly.address("changes");
    let request = async || {
        let start = Instant::now();
        let changes: Changes = plainly.read(&address).await;
        assert_eq!(changes.marks.len(), Subject::ALL.len());
        start.elapsed()
    };
    compare(
        "synchronisation with nothing new / one request",
        NOTHING_NEW,
        || {
            let floor = runtime.block_on(request());
            let ours = runtime.block_on(async {
                let start = Instant::now();
                home.espace.look_for_new_documents().await.expect("synchronised");
                start.elapsed()
            });
            (floor, ours)
        },
    );
    compare(
        "the same, and the list read again / one request",
        NOTHING_NEW,
        || {
            let floor = runtime.block_on(request());
            let ours = runtime.block_on(async {
                let start = Instant::now();
                home.espace.synchronise().await.expect("synchronised");
                start.elapsed()
            });
            (floor, ours)
        },
    );
}
