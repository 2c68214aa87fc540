//! Generates the wizard's functions, one per command, and the TypeScript types that they and the screens use.

use std::collections::{BTreeMap, BTreeSet};

use contract::DocumentKind;
use ts_rs::{Config, TS, TypeVisitor};

use super::*;

/// One command of the table.
struct CommandRow {
    doc: &'static str,
    kind: &'static str,
    name: &'static str,
    arguments: Vec<(&'static str, String)>,
    answer: Option<String>,
}

macro_rules! commands {
    ($($(#[doc = $group_doc:literal])* $group:ident {
        $($(#[doc = $doc:literal])* $kind:ident $name:ident($at:ident $(, $argument:ident: $type:ty)*) $(-> $answer:ty)? [$reach:ident] $body:block)*
    })*) => {
        /// Declares the types of all arguments and answers.
        fn declare(types: &mut Types) {
            $($($(types.visit::<$type>();)* $(types.visit::<$answer>();)?)*)*
        }

        fn rows(config: &Config) -> Vec<CommandRow> {
            vec![$($(CommandRow {
                doc: concat!($($doc),*),
                kind: stringify!($kind),
                name: stringify!($name),
                arguments: vec![$((stringify!($argument), <$type as TS>::name(config))),*],
                answer: None$(.or(Some(<$answer as TS>::name(config))))?,
            }),*),*]
        }
    };
}

include!("../commands.rs");

/// TypeScript declarations by type name, including the types that each depends on.
struct Types {
    config: Config,
    declared: BTreeMap<String, String>,
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only types of this project have an output path. A list, for example, has none.
        if T::output_path().is_some() {
            let declaration = T::decl(&self.config);
            let known = self.declared.insert(T::ident(&self.config), declaration.clone());
            if let Some(known) = known {
                assert_eq!(known, declaration, "two types have one name");
                return;
            }
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

fn config() -> Config {
    Config::new().with_large_int("number")
}

/// The text of `ui/src/bindings.ts`: every type that reaches the wizard, so that a renamed field fails its type
/// check.
pub(crate) fn types() -> String {
    let mut types = Types {
        config: config(),
        declared: BTreeMap::new(),
    };
    declare(&mut types);
    // The answer to every press, its failure, and the data of the first paint.
    types.visit::<Shown>();
    types.visit::<Failure>();
    types.visit::<tenant::FirstPaint>();
    let mut text =
        String::from("// Generated from the table of commands by `cargo xtask generate`. Do not edit.\n");
    for declaration in types.declared.values() {
        text.push_str("\nexport ");
        text.push_str(declaration);
        text.push('\n');
    }
    text
}

/// The text of `ui/src/api.ts`.
pub(crate) fn functions() -> String {
    let config = config();
    let functions: Vec<String> = rows(&config).iter().map(function).collect();
    let kinds: Vec<String> = DocumentKind::ALL
        .iter()
        .map(|kind| format!("{:?}", kind.wire_name()))
        .collect();
    let kinds = format!(
        "/** Every kind of document that is issued. */\nexport const documentKinds: DocumentKind[] = [{}];\n\n",
        kinds.join(", ")
    );
    let body = kinds + &functions.join("\n\n");
    let imported: Vec<&str> = types_in(&body).into_iter().collect();
    format!(
        "// Generated from the table of commands by `cargo xtask generate`. Do not edit.\n\
         import type {{ {} }} from \"./bindings.ts\";\n\
         import {{ call, reporting }} from \"./shell.js\";\n\n{body}\n",
        imported.join(", ")
    )
}

/// The names of the types that a text uses and does not declare.
fn types_in(text: &str) -> BTreeSet<&str> {
    const KNOWN: [&str; 5] = ["Promise", "Array", "ArrayBuffer", "Uint8Array", "Record"];
    text.lines()
        .filter(|line| !line.trim_start().starts_with(['/', '*']))
        .flat_map(|line| line.split(|character: char| !character.is_ascii_alphanumeric()))
        .filter(|word| word.starts_with(|first: char| first.is_ascii_uppercase()) && !KNOWN.contains(word))
        .collect()
}

fn function(row: &CommandRow) -> String {
    let answer = match (row.kind, row.answer.as_deref()) {
        ("step" | "upload", _) => "Shown",
        ("bytes", _) => "ArrayBuffer",
        (_, Some("null") | None) => "void",
        (_, Some(answer)) => answer,
    };
    let named: Vec<String> = row.arguments.iter().map(|(name, _)| camel_case(name)).collect();
    let parameter = |(place, (_, kind)): (usize, &(&str, String))| {
        let name = &named[place];
        match row.kind {
            "upload" => format!("{name}: Uint8Array"),
            "progress" if place == 0 => format!("{name}: (progress: {kind}) => void"),
            _ => format!("{name}: {kind}"),
        }
    };
    let parameters: Vec<String> = row.arguments.iter().enumerate().map(parameter).collect();
    let passed = match row.kind {
        "upload" => named.join(", "),
        _ if named.is_empty() => String::new(),
        "progress" => {
            let rest = named[1..].iter().map(|name| format!(", {name}"));
            format!("{{ {0}: reporting({0}){1} }}", named[0], rest.collect::<String>())
        }
        _ => format!("{{ {} }}", named.join(", ")),
    };
    let passed = if passed.is_empty() {
        passed
    } else {
        format!(", {passed}")
    };
    format!(
        "/**{} */\nexport const {} = ({}): Promise<{answer}> => call(\"{}\"{passed});",
        row.doc,
        camel_case(row.name),
        parameters.join(", "),
        row.name
    )
}

/// `submit_tenant_code` becomes `submitTenantCode`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut whole, word| {
        let mut letters = word.chars();
        whole.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        whole.push_str(letters.as_str());
        whole
    })
}
