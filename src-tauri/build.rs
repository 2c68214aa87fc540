//! Embeds the wizard, the permissions and the landlord's logo.

use std::{env, fs, path::Path, path::PathBuf, process};

/// The configuration that is built in.
const CONFIGURATION: &str = "landlord.toml";
/// The table of commands.
const COMMANDS: &str = "src-tauri/commands.rs";

/// Permissions: each group of the table, its description and the commands that it allows. The capabilities of
/// `tauri.conf.json` name the groups.
macro_rules! commands {
    ($($(#[doc = $group_doc:literal])* $group:ident {
        $($(#[doc = $doc:literal])* $kind:ident $name:ident $arguments:tt $(-> $answer:ty)? [$reach:ident] $body:block)*
    })*) => {
        const GROUPS: &[(&str, &str, &[&str])] = &[$((stringify!($group), concat!($($group_doc),*), &[$(stringify!($name)),*])),*];
    };
}

include!("commands.rs");

fn main() {
    println!("cargo:rerun-if-changed={COMMANDS}");
    if let Err(error) = embed() {
        println!("cargo:warning={error}");
        process::exit(1);
    }
}

fn embed() -> Result<(), String> {
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or("no OUT_DIR")?;
    let permissions = write_permissions(&out)?;
    let manifest = tauri_build::AppManifest::new().permissions_path_pattern(permissions);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes).map_err(|error| format!("{error:#}"))?;
    embed_logo(&out)
}

/// Writes one permission file per group. Returns a glob pattern for them, leaked because Tauri wants `'static`.
fn write_permissions(out: &Path) -> Result<&'static str, String> {
    let folder = out.join("permissions");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    for (group, doc, commands) in GROUPS {
        let permission = toml::Table::from_iter([
            ("identifier".to_owned(), toml::Value::from(*group)),
            ("description".to_owned(), toml::Value::from(doc.trim())),
            (
                "commands".to_owned(),
                toml::Table::from_iter([("allow".to_owned(), toml::Value::from(commands.to_vec()))]).into(),
            ),
        ]);
        let file = toml::Table::from_iter([("permission".to_owned(), toml::Value::from(vec![permission]))]);
        fs::write(folder.join(format!("{group}.toml")), file.to_string())
            .map_err(|error| error.to_string())?;
    }
    let pattern = folder.join("*.toml");
    let pattern = pattern.to_str().ok_or("the folder's name is no text")?;
    Ok(Box::leak(pattern.to_owned().into_boxed_str()))
}

/// Writes the logo that the configuration names to `OUT_DIR/logo`, where the shell includes it. Without a logo the
/// file is empty.
fn embed_logo(out: &Path) -> Result<(), String> {
    println!("cargo:rerun-if-changed={CONFIGURATION}");
    let text = fs::read_to_string(CONFIGURATION).map_err(|error| format!("{CONFIGURATION}: {error}"))?;
    let file: toml::Table = text
        .parse()
        .map_err(|error| format!("{CONFIGURATION}: {error}"))?;
    let logo = match file.get("logo").and_then(toml::Value::as_str) {
        Some(path) => {
            println!("cargo:rerun-if-changed={path}");
            fs::read(path).map_err(|error| format!("{path}: {error}"))?
        }
        None => Vec::new(),
    };
    fs::write(out.join("logo"), logo).map_err(|error| error.to_string())
}
