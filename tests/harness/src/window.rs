//! The real window, driven through tauri-driver as a person would use it: fields, buttons, keys, what is on
//! screen.

mod acting;
mod looking;

use std::{
    fs::{self, File, TryLockError},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::{
    MAX_WAIT,
    application::{LOGGED, configuration, configure, configure_counter},
    computer::Computer,
    ports::{free_port, listening},
    process::Polite,
    root, screen,
};

/// Timeout of a script in the page. The page itself may wait up to twenty seconds for a result.
const MAX_SCRIPT: Duration = MAX_WAIT.saturating_mul(2);

/// An open window.
pub struct Window {
    client: Client,
    display: String,
    place: PathBuf,
    _driver: Polite,
}

impl Window {
    /// Opens the application on a computer, with the landlord at this address.
    pub async fn open(computer: &Computer, landlord: SocketAddr) -> Self {
        let config = configure(computer, &configuration(&computer.landlord(landlord)));
        Self::open_with_config(computer, &config).await
    }

    /// Opens the application with a configuration file.
    pub async fn open_with_config(computer: &Computer, config: &Path) -> Self {
        Self::open_program(computer.application(), computer, config).await
    }

    /// Opens the application as a counter, on a device that the demonstration has enrolled, with a landlord to
    /// practise with, if given.
    pub async fn open_counter(
        computer: &Computer,
        landlord: SocketAddr,
        practice: Option<SocketAddr>,
    ) -> Self {
        let config = configure_counter(computer, landlord, practice);
        let program = computer.application();
        let opened = Self::open_with_arguments(program, &["--assisted"], computer, &config).await;
        Self {
            place: computer.counter_folder().join("instance.lock"),
            ..opened
        }
    }

    /// Opens another build of the application.
    pub async fn open_program(program: &Path, computer: &Computer, config: &Path) -> Self {
        Self::open_with_arguments(program, &[], computer, config).await
    }

    async fn open_with_arguments(program: &Path, given: &[&str], computer: &Computer, config: &Path) -> Self {
        let (port, native_port) = (free_port(), free_port());
        let arguments = [
            "--port".into(),
            port.to_string(),
            "--native-port".into(),
            native_port.to_string(),
        ];
        let equip = |command: &mut Command| {
            computer.equip(command);
            command
                .env("ESPACE_LOCATAIRE_CONFIG", config)
                .env("RUST_LOG", LOGGED);
        };
        let driver = Polite::start(tauri_driver(), &arguments, equip, &computer.log("window.log"));
        listening(port).await;
        listening(native_port).await;

        let mut capabilities = Capabilities::new();
        let application = json!({ "application": program, "args": given });
        capabilities.insert("tauri:options".to_owned(), application);
        let timeouts = json!({ "script": MAX_SCRIPT.as_millis() as u64 });
        capabilities.insert("timeouts".to_owned(), timeouts);
        // Plain HTTP to this machine, so no certificate is needed.
        let mut driven = ClientBuilder::new(HttpConnector::new());
        let address = format!("http://127.0.0.1:{port}");
        // The driver never reports an application that ends before it has a window.
        let client = timeout(MAX_WAIT, driven.capabilities(capabilities).connect(&address))
            .await
            .expect("the application is there")
            .expect("the window opens");
        let window = Self {
            client,
            display: computer.display().to_owned(),
            place: computer.application_folder().join("instance.lock"),
            _driver: driver,
        };
        window.client.set_window_size(960, 720).await.expect("960 × 720");
        window
    }

    /// Closes the window and waits until the application has ended. The driver reports a window as closed while
    /// its process still runs for a moment, and a launch in that moment would come back to it (R10).
    pub async fn close(&self) {
        self.client.clone().close().await.expect("the window closes");
        self.ends().await;
    }

    /// Waits until the application has released its lock on this computer.
    pub async fn ends(&self) {
        let Ok(place) = File::open(&self.place) else {
            // There was never a lock.
            return;
        };
        let free = timeout(MAX_WAIT, async {
            while let Err(TryLockError::WouldBlock) = place.try_lock() {
                sleep(Duration::from_millis(20)).await;
            }
        });
        free.await.expect("the application ends");
    }

    /// Changes the window's size.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("resized");
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client
            .execute(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error:?}"))
    }

    /// Runs a script that passes its result to its last argument, a callback.
    pub async fn run_to_its_answer(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client
            .execute_async(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error:?}"))
    }

    /// Runs the following scripts inside this frame.
    pub async fn enter_frame(&self, css: &str) {
        let frame = self.find(css).await;
        frame.enter_frame().await.expect("a frame");
    }

    /// Runs the following scripts in the page again.
    pub async fn leave_frame(&self) {
        self.client.enter_parent_frame().await.expect("the page");
    }

    /// Writes a picture of the window, as the screen shows it.
    pub async fn screenshot(&self, path: &Path) {
        // The current state of the page is painted two frames later.
        let painted = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        self.client
            .execute_async(painted, vec![])
            .await
            .expect("the page paints");
        fs::write(path, screen::picture(&self.display)).expect("the picture is kept");
    }

    /// The source of the page, or the error.
    pub async fn source(&self) -> String {
        self.client
            .source()
            .await
            .unwrap_or_else(|error| error.to_string())
    }
}

/// The driver that `cargo xtask test` installs, or the one in `TAURI_DRIVER`.
fn tauri_driver() -> PathBuf {
    let installed = || root().join("target/tools/bin/tauri-driver");
    std::env::var_os("TAURI_DRIVER").map_or_else(installed, PathBuf::from)
}
