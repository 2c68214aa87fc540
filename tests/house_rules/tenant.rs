//! Which modules of the tenant's crate import which.

use std::{collections::BTreeSet, fs};

use super::{files_under, root};

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
    (
        "people",
        "documents",
        "a synchronisation of the person shown answers with their list",
    ),
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
