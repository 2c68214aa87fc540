//! The invariants of `docs/ARCHITECTURE.md` that can be checked in the sources.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files_under(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_under(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            files.push(path);
        }
    }
    files
}

/// Parses the manifest in a folder. The folder ends with `/`.
fn manifest(folder: &str) -> toml::Table {
    read(format!("{folder}Cargo.toml")).parse().expect("a manifest")
}

/// The names in a table of a crate's manifest.
fn dependencies(name: &str, table: &str) -> Vec<String> {
    let manifest = manifest(&format!("crates/{name}/"));
    let table = manifest.get(table).and_then(toml::Value::as_table);
    table
        .map(|table| table.keys().cloned().collect())
        .unwrap_or_default()
}

#[test]
fn neither_end_knows_tauri_nor_the_other() {
    for name in ["contract", "paper", "tenant", "landlord"] {
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let tauri = dependencies(name, table)
                .into_iter()
                .find(|name| name.starts_with("tauri"));
            assert_eq!(tauri, None, "{name} knows no Tauri");
        }
    }
    assert!(!dependencies("tenant", "dependencies").contains(&"landlord".to_owned()));
    assert!(!dependencies("landlord", "dependencies").contains(&"tenant".to_owned()));
}

#[test]
fn no_program_depends_on_test_code() {
    let programs = [
        "",
        "crates/contract/",
        "crates/paper/",
        "crates/tenant/",
        "crates/landlord/",
        "tests/harness/blank_window/",
        "xtask/",
    ];
    for path in programs {
        let manifest = manifest(path);
        for table in ["dependencies", "build-dependencies"] {
            let table = manifest.get(table);
            let samples = table.and_then(|table| table.get("contract")?.get("features"));
            assert_eq!(samples, None, "{path}Cargo.toml enables a feature of contract");
            for name in ["harness", "prepared-landlord", "reserved-port", "squid"] {
                let needed = table.and_then(|table| table.get(name));
                assert_eq!(needed, None, "{path}Cargo.toml needs {name}");
            }
        }
    }
    let of_all = &manifest("")["workspace"]["dependencies"]["contract"];
    assert_eq!(of_all.get("features"), None, "nor does the workspace");
}

/// The files of a folder that contain one of these words.
fn files_that_name(folder: &str, words: &[&str]) -> Vec<String> {
    let mut naming: Vec<String> = files_under(&root().join(folder), "rs")
        .into_iter()
        .filter(|path| {
            let source = fs::read_to_string(path).expect("read");
            words.iter().any(|word| source.contains(word))
        })
        .map(|path| path.strip_prefix(root()).expect("inside").display().to_string())
        .collect();
    naming.sort();
    naming
}

#[test]
fn only_store_files_of_the_landlord_name_sqlx() {
    let mut naming = files_that_name("crates/landlord/src", &["sqlx"]);
    naming.retain(|path| !path.ends_with("/store.rs") && !path.starts_with("crates/landlord/src/store/"));
    assert_eq!(naming, Vec::<String>::new());
}

#[test]
fn the_books_name_no_database_no_csv_and_no_http() {
    let outside = ["crate::store", "crate::import", "crate::http", "csv::", "axum"];
    let naming = files_that_name("crates/landlord/src/books", &outside);
    assert_eq!(naming, Vec::<String>::new());
}

#[test]
fn no_request_draws_or_hashes_outside_the_concurrency_limits() {
    // The limits themselves, and commands, which serve no requests meanwhile.
    let allowed = ["concurrency.rs", "import.rs", "rent/verify_file.rs"];
    let spawning = files_that_name("crates/landlord/src", &["spawn_blocking"]);
    assert_eq!(
        spawning,
        allowed.map(|file| format!("crates/landlord/src/{file}"))
    );
}

#[test]
fn only_one_file_of_the_wizard_imports_tauri() {
    let sources = ["js", "ts"].map(|ending| files_under(&root().join("ui/src"), ending));
    let mut speaking: Vec<String> = sources
        .into_iter()
        .flatten()
        .filter(|path| {
            let source = fs::read_to_string(path).expect("read");
            source.contains("@tauri-apps") || source.contains("__TAURI")
        })
        .map(|path| path.strip_prefix(root()).expect("inside").display().to_string())
        .collect();
    speaking.sort();
    assert_eq!(speaking, ["ui/src/shell.js"]);
}

/// The groups of the table of commands, each with its command names.
macro_rules! commands {
    ($($(#[doc = $group_doc:literal])* $group:ident {
        $($(#[doc = $doc:literal])* $kind:ident $name:ident $arguments:tt $(-> $answer:ty)? [$reach:ident] $body:block)*
    })*) => {
        const GROUPS: &[(&str, &[&str])] = &[$((stringify!($group), &[$(stringify!($name)),*])),*];
    };
}

include!("../src-tauri/commands.rs");

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

/// Which modules of `crates/tenant/src` import a module other than `core`, and why.
const TENANT_ROOM_KNOWS: &[(&str, &str, &str)] = &[
    ("counter", "espace", "each visit has an Espace of its own"),
    (
        "counter",
        "navigator",
        "its commands answer with the step of the window, like those of Espace",
    ),
    ("dossier", "documents", "a dossier is made of their PDFs"),
    ("home", "documents", "Accueil shows the newest one"),
    ("home", "messages", "Accueil tells of an answer that was not seen"),
    ("home", "payment", "Accueil tells of a payment that waits"),
    ("home", "rent_account", "Accueil shows what is owed"),
    ("payment", "rent_account", "what is owed is what can be paid"),
    ("people", "espace", "each person has an Espace of their own"),
    (
        "people",
        "navigator",
        "its commands answer with the step of the window, like those of Espace",
    ),
    (
        "rent_account",
        "messages",
        "Mon compte shows the request to pay in parts",
    ),
];
/// The modules that know every feature: `navigator` its views, `espace` the feature itself.
const TENANT_ROOF: [&str; 2] = ["espace", "navigator"];

/// The modules of its own crate that a source names: `a` and `b` in `crate::a::…` and `crate::{b::…}`. A type that
/// the crate exports at its root is not a module.
fn rooms_named(source: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for rest in source.split("crate::").skip(1) {
        let mut depth = 0;
        let mut begins = true;
        for (place, character) in rest.char_indices() {
            let first = if depth == 0 {
                place == 0
            } else {
                depth == 1 && begins
            };
            if first && character.is_alphabetic() {
                let name = rest[place..].split(|part: char| !part.is_alphanumeric() && part != '_');
                let name = name.take(1).collect::<String>();
                if name.starts_with(|letter: char| letter.is_lowercase()) {
                    rooms.insert(name);
                }
                begins = false;
            }
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => begins = true,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    rooms
}

#[test]
fn module_names_are_found_in_every_form_of_a_path() {
    let source = "use crate::{\n    core::{Core, archive::Archive},\n    home,\n    Espace,\n};\nfn f() { crate::lock::f(g) }";
    assert_eq!(Vec::from_iter(rooms_named(source)), ["core", "home", "lock"]);
}

/// Each module of `crates/tenant/src`, with each other module that it names.
fn tenant_imports() -> BTreeSet<(String, String)> {
    let source = root().join("crates/tenant/src");
    let mut imports = BTreeSet::new();
    for path in files_under(&source, "rs") {
        let inside = path.strip_prefix(&source).expect("inside").with_extension("");
        let room = inside
            .iter()
            .next()
            .and_then(|room| room.to_str())
            .expect("a room");
        if ["lib", "typescript", "wording"].contains(&room) {
            continue;
        }
        let named = rooms_named(&fs::read_to_string(&path).expect("read"));
        // Figures and sentences are shared: each module takes its own from there.
        let shared = ["figures", "wording"];
        let others = named
            .into_iter()
            .filter(|named| named != room && !shared.contains(&named.as_str()));
        imports.extend(others.map(|named| (room.to_owned(), named)));
    }
    imports
}

#[test]
fn the_tenants_core_imports_no_feature() {
    let imports = tenant_imports();
    let known: Vec<&(String, String)> = imports.iter().filter(|(room, _)| room == "core").collect();
    assert_eq!(known, Vec::<&(String, String)>::new());
    assert!(
        imports.contains(&("home".to_owned(), "core".to_owned())),
        "paths are found"
    );
}

#[test]
fn a_feature_of_the_tenant_imports_another_only_where_listed() {
    let listed: BTreeSet<(String, String)> = TENANT_ROOM_KNOWS
        .iter()
        .map(|(room, known, _)| ((*room).to_owned(), (*known).to_owned()))
        .collect();
    let found: BTreeSet<(String, String)> = tenant_imports()
        .into_iter()
        .filter(|(room, known)| !TENANT_ROOF.contains(&room.as_str()) && known != "core")
        .collect();
    assert_eq!(found, listed);
}

#[test]
fn the_tenants_navigator_and_espace_import_no_module_above_them() {
    let imports = tenant_imports();
    let on_top = imports.iter().filter(|(room, known)| {
        let entrance = ["counter", "people"].contains(&known.as_str());
        room == "espace" && entrance || room == "navigator" && known == "espace"
    });
    assert_eq!(on_top.count(), 0);
}

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

/// The project's source files with this extension.
fn sources(ending: &str) -> Vec<PathBuf> {
    let rooms = ["crates", "src-tauri", "tests", "xtask", "ui/src", "ui/test"];
    rooms
        .iter()
        .flat_map(|room| files_under(&root().join(room), ending))
        .collect()
}

#[test]
fn names_of_tests_have_at_most_70_characters() {
    const MAX_CHARACTERS: usize = 70;
    let mut long = Vec::new();
    for path in sources("rs") {
        let source = fs::read_to_string(path).expect("read");
        let names = source
            .split("fn ")
            .skip(1)
            .filter_map(|rest| rest.split('(').next());
        long.extend(
            names
                .filter(|name| name.len() > MAX_CHARACTERS && !name.contains(' '))
                .map(str::to_owned),
        );
    }
    for path in sources("js") {
        let source = fs::read_to_string(path).expect("read");
        let names = source
            .split("test(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        long.extend(
            names
                .filter(|name| name.chars().count() > MAX_CHARACTERS)
                .map(str::to_owned),
        );
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn maxima_are_named_max_and_minima_min() {
    let others = [
        "MOST_",
        "LONGEST_",
        "LARGEST_",
        "GREATEST_",
        "LEAST_",
        "SHORTEST_",
        "SMALLEST_",
    ];
    let mut found = Vec::new();
    for path in sources("rs").into_iter().chain(sources("js")) {
        if path.ends_with("tests/house_rules.rs") {
            continue;
        }
        let source = fs::read_to_string(&path).expect("read");
        let words = source.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
        let named = words.filter(|word| others.iter().any(|other| word.starts_with(other)));
        found.extend(named.map(|word| format!("{}: {word}", path.display())));
    }
    assert_eq!(found, Vec::<String>::new());
}
