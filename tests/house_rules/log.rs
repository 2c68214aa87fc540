//! A message of the log is a literal.

use std::fs;

use super::{files_under, root};

/// The arguments of each event of the log.
fn events(source: &str) -> Vec<&str> {
    const LEVELS: [&str; 5] = ["error!(", "warn!(", "info!(", "debug!(", "trace!("];
    let calls = source.split("tracing::").skip(1);
    calls
        .filter_map(|rest| {
            let arguments = LEVELS.iter().find_map(|level| rest.strip_prefix(level))?;
            let mut depth = 1;
            let end = arguments.find(|sign| {
                match sign {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                depth == 0
            });
            arguments.get(..end?)
        })
        .collect()
}

#[test]
fn s20_messages_of_the_log_are_literals() {
    let mut composed = Vec::new();
    let mut count = 0;
    for room in [
        "crates/contract/src",
        "crates/paper/src",
        "crates/tenant/src",
        "src-tauri",
    ] {
        for path in files_under(&root().join(room), "rs") {
            let source = fs::read_to_string(&path).expect("read");
            for event in events(&source) {
                count += 1;
                let mut parts = event.rsplit('"');
                let ends_with_text = parts.next().is_some_and(|rest| [",", ""].contains(&rest.trim()));
                if !ends_with_text || parts.next().is_none_or(|message| message.contains('{')) {
                    composed.push(format!("{}: {event}", path.display()));
                }
            }
        }
    }
    assert!(count > 80, "events are found: {count}");
    assert_eq!(composed, Vec::<String>::new());
}

#[test]
fn s20_a_file_that_is_not_opened_or_written_is_logged_without_its_path() {
    // The errors of `open` and `tempfile` hold the address or the path.
    for name in ["other_program.rs", "opened_copies.rs", "save_file.rs"] {
        let source = fs::read_to_string(root().join("src-tauri").join(name)).expect("read");
        let events = events(&source);
        let kinds = events
            .iter()
            .filter(|event| event.contains("kind = ?error.kind()"));
        assert!(kinds.count() > 0, "events are found in {name}");
        let mut texts = events.iter().filter(|event| event.contains("%error"));
        // GTK's own, which knows no path yet.
        assert!(
            texts.all(|event| event.contains("the save dialog does not open")),
            "{name}"
        );
    }
}
