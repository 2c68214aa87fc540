//! `docs/openapi.json` must match the routes. `cargo xtask generate` writes it.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{env, fs, path::Path};

#[test]
fn the_published_description_matches_the_routes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let mut described = serde_json::to_string_pretty(&landlord::openapi()).expect("JSON");
    described.push('\n');
    if env::var_os("GENERATE").is_some() {
        fs::write(&path, &described).expect("written");
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published == described,
        "docs/openapi.json is stale: run `cargo xtask generate`"
    );
}

#[test]
fn the_example_of_a_letter_code_is_valid() {
    let described = serde_json::to_value(landlord::openapi()).expect("JSON");
    let example =
        &described["components"]["schemas"]["LetterCompletion"]["properties"]["letterCode"]["example"];
    let read = contract::LetterCode::parse(example.as_str().expect("an example"));
    assert!(read.is_ok(), "{example}: {read:?}");
}

#[test]
fn the_schema_of_a_problem_stands_once_and_every_reference_leads() {
    let described = serde_json::to_value(landlord::openapi()).expect("JSON");
    let text = described.to_string();
    assert_eq!(text.matches("RFC 9457).").count(), 1);
    let references: Vec<&str> = text
        .split("\"$ref\":\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(
        references
            .iter()
            .any(|to| to.starts_with("/components/responses/"))
    );
    for reference in references {
        assert!(described.pointer(reference).is_some(), "{reference}");
    }
}
