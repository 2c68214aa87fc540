//! The unit that runs the service under systemd leaves it few rights.

use std::fs;

use landlord::figures::{MAX_CONNECTIONS, MAX_METRICS_CONNECTIONS};
use tokio::process::Command;

const UNIT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packaging/landlord.service");
/// Files for the database, the keys, what is read and written, and what is asked of gateways, mail servers and others.
const OTHER_FILES: usize = 512;
/// Highest exposure that is accepted, in tenths.
const MAX_EXPOSURE: &str = "--threshold=20";

#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_unit_of_systemd_leaves_the_service_few_rights() {
    let checked = Command::new("systemd-analyze")
        .args(["security", "--offline=true", MAX_EXPOSURE, UNIT])
        .output()
        .await
        .expect("systemd is installed");
    let told = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "{told}");
    assert!(told.contains("landlord.service"), "{told}");
}

#[test]
fn the_unit_of_systemd_allows_more_files_than_connections() {
    let unit = fs::read_to_string(UNIT).expect("read");
    let limit = unit.lines().find_map(|line| line.strip_prefix("LimitNOFILE="));
    let limit: usize = limit.expect("a limit").parse().expect("a number");
    assert!(limit >= MAX_CONNECTIONS + MAX_METRICS_CONNECTIONS + OTHER_FILES);
}
