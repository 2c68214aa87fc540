//! Checks the whole API against `docs/openapi.json` with thousands of generated requests. `cargo xtask test`
//! installs Schemathesis and runs these tests.

use std::{env, net::SocketAddr};

use landlord::server::Server;
use tokio::process::Command;

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, Landlord};

const DESCRIPTION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
const SETTINGS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../xtask/schemathesis/schemathesis.toml"
);

/// Generates requests for all operations except those of one path, each with this token.
async fn is_as_described(landlord: &Landlord, token: Option<&str>, except: Option<&str>) {
    let tool = env::var_os("SCHEMATHESIS").expect("cargo xtask test names the tool");
    let examples: usize = env::var("SCHEMATHESIS_EXAMPLES")
        .ok()
        .and_then(|count| count.parse().ok())
        .expect("cargo xtask test says how many");
    let server = Server::bind(landlord.service.clone(), SocketAddr::from(([127, 0, 0, 1], 0)))
        .await
        .expect("a free port");
    let address = server.address().expect("its address");
    let serving = tokio::spawn(server.run(std::future::pending()));

    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(tool);
    command
        .current_dir(folder.path())
        .kill_on_drop(true)
        .args(["--config-file", SETTINGS, "--no-color", "run", DESCRIPTION])
        .args(["--url", &format!("http://{address}"), "--seed", "1"])
        .args(["--checks", "all", "--phases", "examples,coverage,fuzzing"])
        .args(["--continue-on-failure", "--max-examples", &examples.to_string()]);
    if let Some(token) = token {
        command.args(["--header", &format!("Authorization: Bearer {token}")]);
    }
    if let Some(path) = except {
        command.args(["--exclude-path", path]);
    }
    let ended = command.output().await.expect("the tool starts");
    let output = String::from_utf8_lossy(&ended.stdout);
    serving.abort();
    assert!(
        ended.status.success(),
        "{output}\n{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    // Ensures that enough requests were generated.
    let made_up = output
        .lines()
        .find_map(|line| line.trim().split_once(" generated, ")?.0.parse::<usize>().ok());
    assert!(made_up.is_some_and(|count| count > 10 * examples), "{output}");
}

#[tokio::test]
#[ignore = "needs Schemathesis: cargo xtask test"]
async fn signed_out_the_api_matches_its_description() {
    let landlord = Landlord::open().await;
    is_as_described(&landlord, None, None).await;
}

#[tokio::test]
#[ignore = "needs Schemathesis: cargo xtask test"]
async fn signed_in_the_api_matches_its_description() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let access = tokens["accessToken"].as_str().expect("a token");
    // Signing out would run the other operations signed out.
    is_as_described(&landlord, Some(access), Some("/v1/sessions/current")).await;
}

#[tokio::test]
#[ignore = "needs Schemathesis: cargo xtask test"]
async fn signing_up_the_api_matches_its_description() {
    let landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(LEFEBVRE).await;
    is_as_described(&landlord, Some(&enrolment), None).await;
}
