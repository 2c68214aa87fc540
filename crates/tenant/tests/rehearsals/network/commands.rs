//! The matrix is complete: a command or a request that it does not name fails here.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::{counter::COUNTER_ERRANDS, matrix::ERRANDS};

/// Commands of the shell that never wait for the landlord.
const WITHOUT_NETWORK: &[&str] = &[
    "abandon_enrolment",
    "add_person",
    "agency",
    "ask_person_removal",
    "attach_file",
    "back_to_visit",
    "be_touched",
    "choose_person",
    "choose_tenant",
    "contact_agency",
    "continue_account_deletion",
    "continue_enrolment",
    "counter_standing",
    "decline_pin",
    "detach_file",
    "finish_activation",
    "finish_enrolment",
    "forget_pin",
    "go_back",
    "has_others",
    "home_shown",
    "leave_payment",
    "lock",
    "lockable",
    "open_account",
    "open_activation",
    "open_card_payment",
    "open_dwelling",
    "open_home",
    "open_landlord",
    "open_letter",
    "open_messages",
    "open_new_message",
    "open_people",
    "open_pin",
    "open_pin_removal",
    "open_receipts",
    "open_rent_account",
    "open_sign_in",
    "open_staff_password",
    "open_ways_to_pay",
    "opening",
    "practise",
    "print_paper",
    "read_letter_code",
    "read_page",
    "read_password",
    "read_tenant_code",
    "remove_pin",
    "rent_documents",
    "rent_documents_of",
    "search_rent_documents",
    "secrets_kept",
    "set_preferences",
    "start_enrolment",
    "stop_keeping_pdfs",
    "submit_identity",
    "submit_message",
    "submit_payment_amount",
    "submit_profile",
    "take_over",
    "unlock",
    "withdraw_message",
];

/// Commands that send the request of another one, in its words.
const AS_ANOTHER: &[(&str, &str)] = &[
    ("ask_account", "refresh_account"),
    ("keep_pdfs", "rent_document_pdf"),
    ("open_pdf_elsewhere", "rent_document_pdf"),
    ("prepare_counter", "consent_form"),
    ("print_pdf", "synchronise"),
    ("remove_person", "sign_out"),
    ("rent_document", "synchronise"),
    ("resend_account_sms_code", "submit_account_mobile"),
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
fn every_command_of_the_shell_stands_in_the_matrix_or_never_reaches_the_network() {
    let shell = read(&root().join("src-tauri/lib.rs"));
    let listed = shell
        .split("generate_handler![")
        .nth(1)
        .and_then(|rest| rest.split(']').next())
        .expect("the list of commands");
    let commands: BTreeSet<&str> = listed
        .split(',')
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .collect();
    let at_home = ERRANDS.iter().map(|errand| errand.command());
    let at_counter = COUNTER_ERRANDS.iter().map(|(_, command, _)| *command);
    let rehearsed: BTreeSet<&str> = at_home.chain(at_counter).collect();
    for (command, other) in AS_ANOTHER {
        assert!(rehearsed.contains(other), "{command} is as {other}");
    }
    let known: Vec<&str> = rehearsed
        .iter()
        .chain(WITHOUT_NETWORK)
        .chain(AS_ANOTHER.iter().map(|(command, _)| command))
        .copied()
        .collect();
    let once: BTreeSet<&str> = known.iter().copied().collect();
    assert_eq!(known.len(), once.len(), "a command stands in one list only");
    assert_eq!(once, commands);
}

#[test]
fn every_path_that_the_client_asks_for_stands_in_the_matrix() {
    let client = root().join("crates/tenant/src/core");
    let mut sources = vec![read(&client.join("client.rs"))];
    for entry in fs::read_dir(client.join("client")).expect("listed") {
        sources.push(read(&entry.expect("an entry").path()));
    }
    let asked: BTreeSet<String> = sources
        .iter()
        .flat_map(|source| source.split("\"v1/").skip(1))
        .filter_map(|rest| rest.split(['"', '?']).next())
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
