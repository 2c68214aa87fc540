//! The bill of materials of the packages (CycloneDX 1.5): every crate and npm package that the program is made of.
//! What comes from the system is in the dependencies of the package itself.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

use crate::{
    command::{Failure, npm, output, root, run},
    machine,
};

/// The ending of these files, as CycloneDX recommends it.
const ENDING: &str = "cdx.json";
/// cargo-cyclonedx writes one file of this name beside each manifest of the workspace.
const WRITTEN: &str = "bill-of-materials";

/// Writes a bill of materials beside each package in a folder of packages.
pub(crate) fn write_beside(packages: &[PathBuf]) -> Result<(), Failure> {
    let bill = serde_json::to_string_pretty(&bill()?).map_err(|error| Failure::Other(error.to_string()))?;
    for package in packages {
        let path = beside(package);
        fs::write(&path, &bill).map_err(|source| Failure::File { path, source })?;
    }
    Ok(())
}

/// Where the bill of materials of a package stands.
pub(crate) fn beside(package: &Path) -> PathBuf {
    package.with_added_extension(ENDING)
}

fn bill() -> Result<Value, Failure> {
    machine::install_cargo_cyclonedx()?;
    let written = run(Command::new(machine::cargo_cyclonedx())
        .current_dir(root())
        .args(["cyclonedx", "--format", "json", "--spec-version", "1.5"])
        .args(["--target", "x86_64-unknown-linux-gnu", "--no-build-deps"])
        .args(["--override-filename", WRITTEN, "--quiet"]));
    let crates = fs::read_to_string(root().join(format!("{WRITTEN}.json")));
    remove_written(&root())?;
    written?;
    let crates = crates.map_err(|source| Failure::File { path: root(), source })?;
    let mut list = npm(&["sbom", "--sbom-format", "cyclonedx", "--omit", "dev"]);
    let packages = output(&mut list).ok_or_else(|| Failure::Program("npm sbom".to_owned()))?;
    // Identifiers of our own crates hold the folder of this machine.
    let crates = crates.replace(&format!("path+file://{}", root().display()), "path+file://.");
    let read = |text: &str| serde_json::from_str(text).map_err(|error| Failure::Other(error.to_string()));
    joined(read(&crates)?, &read(&packages)?)
}

/// The program's bill with the window's packages in it.
fn joined(mut program: Value, window: &Value) -> Result<Value, Failure> {
    let missing = |what: &str| Failure::Other(format!("a bill of materials has no {what}"));
    let mut interface = window["metadata"]["component"].clone();
    interface["type"] = json!("library");
    let reference = interface["bom-ref"].clone();
    let owner = program["metadata"]["component"]["bom-ref"].clone();
    let dependencies = program["dependencies"].as_array_mut();
    let dependencies = dependencies.ok_or_else(|| missing("dependencies"))?;
    let own = dependencies.iter_mut().find(|entry| entry["ref"] == owner);
    let own = own.ok_or_else(|| missing("program"))?;
    own["dependsOn"]
        .as_array_mut()
        .ok_or_else(|| missing("program's dependencies"))?
        .push(reference);
    dependencies.extend(window["dependencies"].as_array().into_iter().flatten().cloned());
    let components = program["components"].as_array_mut();
    let components = components.ok_or_else(|| missing("components"))?;
    components.push(interface);
    components.extend(window["components"].as_array().into_iter().flatten().cloned());
    Ok(program)
}

/// Deletes what cargo-cyclonedx wrote among the sources.
fn remove_written(folder: &Path) -> Result<(), Failure> {
    let failed = |source| Failure::File {
        path: folder.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name == format!("{WRITTEN}.json") {
            fs::remove_file(&path).map_err(failed)?;
        } else if path.is_dir() && !["target", "node_modules", ".git"].contains(&name.as_str()) {
            remove_written(&path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_is_a_part_of_the_program_with_its_packages() {
        let program = json!({
            "metadata": { "component": { "bom-ref": "program" } },
            "components": [{ "name": "serde" }],
            "dependencies": [{ "ref": "program", "dependsOn": ["serde"] }],
        });
        let window = json!({
            "metadata": { "component": { "bom-ref": "ui@1", "type": "application" } },
            "components": [{ "name": "lit-html" }],
            "dependencies": [{ "ref": "ui@1", "dependsOn": ["lit-html"] }],
        });
        let bill = joined(program, &window).expect("joined");
        assert_eq!(bill["dependencies"][0]["dependsOn"], json!(["serde", "ui@1"]));
        assert_eq!(bill["dependencies"][1]["ref"], "ui@1");
        let names: Vec<&Value> = bill["components"]
            .as_array()
            .expect("components")
            .iter()
            .map(|component| &component["name"])
            .collect();
        assert_eq!(names, [&json!("serde"), &Value::Null, &json!("lit-html")]);
    }
}
