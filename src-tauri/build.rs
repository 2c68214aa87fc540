//! Embeds the wizard, the permissions and the landlord's logo.

use std::{env, fs, path::PathBuf, process};

/// The configuration that is built in.
const CONFIGURATION: &str = "landlord.toml";

fn main() {
    // Tauri watches its own permission folders only: a command added here would be refused until the
    // next clean build.
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    let manifest = tauri_build::AppManifest::new().permissions_path_pattern("src-tauri/permissions/*.toml");
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    let embedded = tauri_build::try_build(attributes).map_err(|error| format!("{error:#}"));
    if let Err(error) = embedded.and_then(|()| embed_logo()) {
        println!("cargo:warning={error}");
        process::exit(1);
    }
}

/// Puts the logo that the configuration names, or nothing, where the shell includes it from.
fn embed_logo() -> Result<(), String> {
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
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).ok_or("no OUT_DIR")?;
    fs::write(folder.join("logo"), logo).map_err(|error| error.to_string())
}
