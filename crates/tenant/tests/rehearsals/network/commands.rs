//! Fails when the matrix lacks a command or a request.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::{counter::COUNTER_ERRANDS, matrix::ERRANDS};

/// Each command of the window, and whether it reaches the network.
macro_rules! commands {
    ($($(#[doc = $group_doc:literal])* $group:ident {
        $($(#[doc = $doc:literal])* $kind:ident $name:ident $arguments:tt $(-> $answer:ty)? [$reach:ident] $body:block)*
    })*) => {
        const COMMANDS: &[(&str, &str)] = &[$($((stringify!($name), stringify!($reach))),*),*];
    };
}

include!("../../../../../src-tauri/commands.rs");

/// Commands that send the same request as another one.
const AS_ANOTHER: &[(&str, &str)] = &[
    ("ask_profile", "refresh_profile"),
    ("ask_sign_out", "sign_out"),
    ("keep_pdfs", "rent_document_pdf"),
    ("open_pdf_elsewhere", "rent_document_pdf"),
    ("prepare_counter", "print_consent_form"),
    ("print_pdf", "rent_document_pdf"),
    ("remove_person", "sign_out"),
    ("rent_document", "synchronise"),
    ("resend_profile_sms_code", "submit_profile_mobile"),
    ("resend_sign_in_code", "sign_in"),
    ("restart_enrolment", "start_password_reset"),
    ("save_papers", "rent_document_pdf"),
    ("save_pdf", "rent_document_pdf"),
    ("search_by_name", "search_by_code"),
    ("submit_sign_in_code", "sign_in"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_command_that_reaches_the_network_is_in_the_matrix() {
    let reaching: BTreeSet<&str> = COMMANDS
        .iter()
        .filter(|(_, reach)| *reach == "network")
        .map(|(name, _)| *name)
        .collect();
    let at_home = ERRANDS.iter().map(|errand| errand.command());
    let at_counter = COUNTER_ERRANDS.iter().map(|(_, command, _)| *command);
    let rehearsed: BTreeSet<&str> = at_home.chain(at_counter).collect();
    for (command, other) in AS_ANOTHER {
        assert!(rehearsed.contains(other), "{command} is as {other}");
    }
    let known: Vec<&str> = rehearsed
        .iter()
        .chain(AS_ANOTHER.iter().map(|(command, _)| command))
        .copied()
        .collect();
    let once: BTreeSet<&str> = known.iter().copied().collect();
    assert_eq!(known.len(), once.len(), "a command stands in one list only");
    assert_eq!(once, reaching);
}

#[test]
fn every_path_of_the_client_is_in_the_matrix() {
    let client = root().join("crates/tenant/src/core");
    let mut sources = vec![read(&client.join("client.rs"))];
    for entry in fs::read_dir(client.join("client")).expect("listed") {
        sources.push(read(&entry.expect("an entry").path()));
    }
    let asked: BTreeSet<String> = sources
        .iter()
        .flat_map(|source| source.split("\"v1/").skip(1))
        .filter_map(|rest| rest.split(['"', '?']).next())
        // Only the beginning of routes, which nobody asks.
        .filter(|path| !path.ends_with('/'))
        .map(|path| {
            let parts: Vec<&str> = path
                .split('/')
                .map(|part| if part.starts_with('{') { "*" } else { part })
                .collect();
            format!("/v1/{}", parts.join("/"))
        })
        .collect();
    let at_home = ERRANDS.iter().map(|errand| errand.request());
    let at_counter = COUNTER_ERRANDS.iter().map(|(_, _, request)| *request);
    let rehearsed: BTreeSet<String> = at_home
        .chain(at_counter)
        .filter_map(|request| request.split(' ').nth(1))
        .map(str::to_owned)
        .collect();
    assert_eq!(rehearsed, asked);
}
