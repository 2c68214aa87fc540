//! The unit that runs the service under systemd leaves it few rights.

use tokio::process::Command;

/// Highest exposure that is accepted, in tenths.
const MAX_EXPOSURE: &str = "--threshold=20";

#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_unit_of_systemd_leaves_the_service_few_rights() {
    let unit = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packaging/landlord.service");
    let checked = Command::new("systemd-analyze")
        .args(["security", "--offline=true", MAX_EXPOSURE, unit])
        .output()
        .await
        .expect("systemd is installed");
    let told = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "{told}");
    assert!(told.contains("landlord.service"), "{told}");
}
