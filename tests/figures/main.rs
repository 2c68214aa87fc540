//! Each figure of a rule is defined once, in `figures.rs` of its end or in `contract`. Documents and sentences
//! have to match it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod security;
mod window;

use std::{fs, path::Path};

use contract::{
    JournalDays, MAX_ATTACHED_BYTES, MAX_ATTACHMENTS, MessageText, SmsCode, StaffLogin, TenantCode, VisitNote,
};
use landlord::figures as theirs;
use tenant::figures as ours;

const MIB: usize = ours::MIB;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn readme_operations_and_landlord_toml_have_the_right_figures() {
    // The size in base64, and room for the rest of a message.
    let body = MAX_ATTACHED_BYTES / 3 * 4 / MIB + 1;
    for (document, said) in [
        ("README.md", format!("tenant code ({} digits", TenantCode::DIGITS)),
        ("docs/CSV.md", format!("are {} digits", TenantCode::DIGITS)),
        (
            "README.md",
            format!("the last {} paid months", ours::DOSSIER_MONTHS),
        ),
        (
            "docs/OPERATIONS.md",
            format!("bodies of {body} MB through (nginx: `client_max_body_size {body}m`)"),
        ),
        (
            "docs/OPERATIONS.md",
            format!(
                "after {} tenant codes a day",
                theirs::TENANT_CODES_PER_ADDRESS.events
            ),
        ),
        (
            "docs/OPERATIONS.md",
            format!("less than {} MiB left", theirs::MIN_FREE_DISK_MIB),
        ),
        (
            "landlord.toml",
            format!("# check-every = \"{}h\"", ours::CHECK_EVERY_HOURS),
        ),
    ] {
        assert!(read(document).contains(&said), "{document} has to say « {said} »");
    }
}

/// Each timeout is longer than the timeouts of what it waits for.
const _: () = {
    assert!(theirs::PROVIDER_SECONDS < theirs::ROUTE_SECONDS);
    assert!(theirs::DRAWING_QUEUE_SECONDS < theirs::ROUTE_SECONDS);
    assert!(theirs::PASSWORD_QUEUE_SECONDS < theirs::ROUTE_SECONDS);
    assert!(theirs::DATABASE_QUEUE_SECONDS < theirs::ROUTE_SECONDS);
    assert!(theirs::TOUCH_QUEUE_SECONDS < theirs::DATABASE_QUEUE_SECONDS);
    assert!(theirs::ROUTE_SECONDS < ours::ANSWER_SECONDS);
    // A client is silent while it waits for its answer.
    assert!(theirs::ROUTE_SECONDS < theirs::QUIET_SECONDS);
};

/// The attributes of the API description accept literals only, so the figures are compared here.
#[test]
fn the_description_of_the_api_has_the_right_figures() {
    let described: serde_json::Value = serde_json::from_str(&read("docs/openapi.json")).expect("JSON");
    let digits = |count: usize| serde_json::json!(format!("^[0-9]{{{count}}}$"));
    for (place, figure) in [
        ("Attachments/maxItems", MAX_ATTACHMENTS.into()),
        ("JournalDays/maximum", JournalDays::MAX.into()),
        ("MessageText/maxLength", MessageText::MAX_CHARACTERS.into()),
        ("StaffLogin/maxLength", StaffLogin::MAX_CHARACTERS.into()),
        ("SmsCodeTry/properties/code/pattern", digits(SmsCode::DIGITS)),
        ("TenantCode/pattern", digits(TenantCode::DIGITS)),
        ("VisitNote/maxLength", VisitNote::MAX_CHARACTERS.into()),
    ] {
        let told = described.pointer(&format!("/components/schemas/{place}"));
        assert_eq!(told, Some(&figure), "{place}");
    }
}
