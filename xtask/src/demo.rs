//! The demonstration: a landlord service with fresh data, and the window.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use crate::{
    bundle::Profile,
    command::{Failure, cargo, not_started, root, run, target},
    machine,
};

/// Argument that starts the application as the counter of an agency.
const ASSISTED: &str = "--assisted";

/// Kills its process when dropped.
struct Ending(Child);

impl Drop for Ending {
    fn drop(&mut self) {
        // The process may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Installs, builds and opens the demonstration. Without a display, walks through it and keeps screenshots.
/// `assisted`: the counter of an agency.
pub(crate) fn open(assisted: bool) -> Result<(), Failure> {
    machine::prepare()?;
    machine::build_wizard(Profile::Development)?;
    if env::var_os("DISPLAY").is_some() || env::var_os("WAYLAND_DISPLAY").is_some() {
        show(assisted)
    } else {
        walk(assisted)
    }
}

/// Drives the window under Xvfb and keeps screenshots in `target/demo`.
fn walk(assisted: bool) -> Result<(), Failure> {
    println!("\nNo display: the demonstration is walked and photographed.");
    let mut test = vec!["test", "--workspace", "--all-features", "--test", "demonstration"];
    if assisted {
        test.extend(["--", ASSISTED]);
    }
    run(cargo(&test).env("TAURI_DRIVER", machine::tauri_driver()))
}

fn show(assisted: bool) -> Result<(), Failure> {
    run(&mut cargo(&[
        "build",
        "--package",
        "landlord",
        "--package",
        "espace-locataire",
    ]))?;
    let built = target().join("debug");
    let folder = target().join("demo");
    let profile = folder.join("profile");
    // Start without any data of an earlier demonstration.
    let _ = fs::remove_dir_all(&profile);
    let file_error = |path: &Path| {
        let path = path.to_owned();
        move |source| Failure::File { path, source }
    };
    fs::create_dir_all(&profile).map_err(file_error(&profile))?;

    let (landlord, Announced { address, device }) = start_landlord(&built.join("landlord"))?;
    let config = folder.join("landlord.toml");
    let template = root().join("landlord.toml");
    let text = fs::read_to_string(&template).map_err(file_error(&template))?;
    let mut text = text.replace("https://locataires.habitathdf.example", &address);
    if assisted {
        text.push_str(&format!("\n[assisted]\ndevice = \"{device}\"\n"));
    }
    fs::write(&config, text).map_err(file_error(&config))?;

    println!("\nThe window opens. Close it, or press Ctrl-C, to end the demonstration.\n");
    // A session bus and keyring of its own: the demonstration writes nothing to yours.
    let mut window = dependent("dbus-run-session");
    window.args([
        "--",
        "sh",
        "-c",
        "printf demonstration | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$0\" \"$@\"",
    ]);
    window
        .arg(built.join("espace-locataire"))
        .args(assisted.then_some(ASSISTED))
        .env("ESPACE_LOCATAIRE_CONFIG", &config);
    window.envs(["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"].map(|name| (name, &profile)));
    let ended = window.status().map_err(|source| not_started(&window, source))?;
    drop(landlord);
    ended
        .success()
        .then_some(())
        .ok_or(Failure::Program("the window".to_owned()))
}

/// What the service prints about itself.
struct Announced {
    address: String,
    /// The device token of the counter.
    device: String,
}

/// Starts the service and forwards its output: the tenants to try, then the text messages.
fn start_landlord(program: &Path) -> Result<(Ending, Announced), Failure> {
    let mut command = dependent(program);
    command
        .args(["demo", "--machine-readable"])
        .env("RUST_LOG", "warn")
        .stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|source| not_started(&command, source))?;
    let output = child.stdout.take();
    let landlord = Ending(child);
    let mut lines = output
        .into_iter()
        .flat_map(|output| BufReader::new(output).lines())
        .map_while(Result::ok);
    let mut value_of = |key: &str| Some(lines.next()?.strip_prefix(key)?.to_owned());
    let (Some(address), Some(device)) = (value_of("service="), value_of("device=")) else {
        return Err(Failure::Other("The landlord service did not start.".to_owned()));
    };
    std::thread::spawn(move || {
        for line in lines {
            println!("{line}");
        }
    });
    Ok((landlord, Announced { address, device }))
}

/// A command that the system ends when this process ends, however it ends.
fn dependent(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM", "--"]).arg(program);
    command
}
