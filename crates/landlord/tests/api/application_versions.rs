//! The versions of the application: what the landlord announces, and the requests that are refused.

use axum::http::{HeaderName, Method, StatusCode};
use contract::{APPLICATION_VERSION_HEADER, ProgramVersion};
use serde_json::json;

use crate::service::{Answer, DURAND, DURAND_MOBILE, Landlord};

const ADDRESS: &str = "https://www.habitathdf.example/application";

async fn asked_by(landlord: &Landlord, version: &str, path: &str) -> Answer {
    let header = HeaderName::from_static(APPLICATION_VERSION_HEADER);
    landlord
        .ask(Method::GET, path, None, &[(header, version)], None)
        .await
}

#[tokio::test]
async fn the_profile_announces_the_versions_that_are_configured() {
    let landlord = Landlord::announcing("newest = \"0.3.0\"\nminimum = \"0.2.0\"").await;
    let profile = landlord.get("/v1/landlord", None).await.json();
    let releases = json!({ "newest": "0.3.0", "minimum": "0.2.0", "address": ADDRESS });
    assert_eq!(profile["application"], releases);
    let service = ProgramVersion::of_this_build().to_string();
    assert_eq!(profile["serviceVersion"], json!(service));

    let silent = Landlord::open().await;
    let profile = silent.get("/v1/landlord", None).await.json();
    assert_eq!(profile.get("application"), None);
}

#[tokio::test]
async fn a_version_below_the_minimum_is_refused_by_every_route() {
    let landlord = Landlord::announcing("newest = \"0.10.0\"\nminimum = \"0.10.0\"").await;
    for path in ["/v1/landlord", "/v1/changes", "/v1/rent-documents", "/nowhere"] {
        let refused = asked_by(&landlord, "0.9.9", path).await;
        assert_eq!(refused.status, StatusCode::UPGRADE_REQUIRED, "{path}");
        assert_eq!(refused.problem(), "upgrade-required");
        assert_eq!(refused.json()["address"], json!(ADDRESS));
    }
}

#[tokio::test]
async fn the_minimum_version_and_later_ones_pass() {
    let landlord = Landlord::announcing("newest = \"0.10.0\"\nminimum = \"0.10.0\"").await;
    for version in ["0.10.0", "0.10.0+2", "0.10.1", "1.0.0"] {
        let answer = asked_by(&landlord, version, "/v1/landlord").await;
        assert_eq!(answer.status, StatusCode::OK, "{version}");
    }
    let without_minimum = Landlord::announcing("newest = \"0.10.0\"").await;
    let answer = asked_by(&without_minimum, "0.0.1", "/v1/landlord").await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_request_without_a_readable_version_passes() {
    let landlord = Landlord::announcing("newest = \"9.0.0\"\nminimum = \"9.0.0\"").await;
    let absent = landlord.get("/v1/landlord", None).await;
    assert_eq!(absent.status, StatusCode::OK);
    let strange = asked_by(&landlord, "not a version", "/v1/landlord").await;
    assert_eq!(strange.status, StatusCode::OK);
}

#[tokio::test]
async fn an_announcement_changes_the_mark_of_the_tenancy() {
    let mut landlord = Landlord::announcing("newest = \"0.2.0\"").await;
    let access = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let before = landlord.get("/v1/changes", Some(&access)).await.json();
    landlord.announce("newest = \"0.3.0\"").await;
    let after = landlord.get("/v1/changes", Some(&access)).await.json();
    assert_ne!(before["marks"]["tenancy"], after["marks"]["tenancy"]);
    assert_eq!(before["marks"]["documents"], after["marks"]["documents"]);
}
