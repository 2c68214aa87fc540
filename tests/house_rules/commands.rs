//! Every command of the window is in one group, and each group is allowed to some window (S14).

use std::collections::BTreeSet;

use super::read;

/// The groups of the table of commands, each with its command names.
macro_rules! commands {
    ($($(#[doc = $group_doc:literal])* $group:ident {
        $($(#[doc = $doc:literal])* $kind:ident $name:ident $arguments:tt $(-> $answer:ty)? [$reach:ident] $body:block)*
    })*) => {
        const GROUPS: &[(&str, &[&str])] = &[$((stringify!($group), &[$(stringify!($name)),*])),*];
    };
}

include!("../../src-tauri/commands.rs");

#[test]
fn every_command_is_in_exactly_one_permission_set() {
    let mut names: Vec<&str> = GROUPS
        .iter()
        .flat_map(|(_, names)| names.iter().copied())
        .collect();
    names.sort_unstable();
    let once: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names, Vec::from_iter(once), "a command stands in one group only");
    let config: serde_json::Value = serde_json::from_str(&read("tauri.conf.json")).expect("JSON");
    let capabilities = config["app"]["security"]["capabilities"]
        .as_array()
        .expect("capabilities");
    let allowed: BTreeSet<&str> = capabilities
        .iter()
        .flat_map(|capability| capability["permissions"].as_array().expect("permissions"))
        .map(|permission| permission.as_str().expect("a name"))
        .collect();
    let groups: BTreeSet<&str> = GROUPS.iter().map(|(group, _)| *group).collect();
    assert_eq!(
        allowed, groups,
        "each group is allowed to some window, and nothing else is"
    );
}
