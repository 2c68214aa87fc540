//! The real window, driven through tauri-driver as a person would: fields, buttons, keys, what is
//! on screen.

use std::{
    fs::{self, File, TryLockError},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use fantoccini::{
    Client, ClientBuilder, Locator, elements::Element, error::CmdError, key::Key, wd::Capabilities,
};
use landlord::demonstration::COUNTER_DEVICE;
use serde_json::{Value, json};
use tokio::{
    process::Child,
    time::{sleep, timeout},
};

use super::{
    computer::Computer,
    ports::{free_port, listening},
    process::{Polite, dependent, start_as_is},
    screen,
};

/// What the application writes into its log.
const LOGGED: &str = "info,espace_locataire::ipc=debug";

/// Longer than any wait that the application allows itself.
pub const LONGEST: Duration = Duration::from_secs(40);

/// An open window.
pub struct Window {
    client: Client,
    display: String,
    place: PathBuf,
    _driver: Polite,
}

impl Window {
    /// Opens the application on a computer, for a landlord at this address.
    pub async fn open(computer: &Computer, landlord: SocketAddr) -> Self {
        let config = computer.home().join("landlord.toml");
        let text = include_str!("../../landlord.toml").replace(
            "https://locataires.habitathdf.example",
            &format!("http://{landlord}"),
        );
        fs::write(&config, text).expect("the configuration");
        Self::open_with_config(computer, &config).await
    }

    /// Opens the application with a configuration file.
    pub async fn open_with_config(computer: &Computer, config: &Path) -> Self {
        let program = Path::new(env!("CARGO_BIN_EXE_espace-locataire"));
        Self::open_program(program, computer, config).await
    }

    /// Opens the application as staff of an agency do, on a device that the demonstration has enrolled.
    /// With a landlord to practise with, where there is one.
    pub async fn open_counter(
        computer: &Computer,
        landlord: SocketAddr,
        practice: Option<SocketAddr>,
    ) -> Self {
        let config = configure_counter(computer, landlord, practice);
        let program = Path::new(env!("CARGO_BIN_EXE_espace-locataire"));
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
        let (port, native_port) = (free_port().await, free_port().await);
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
        let mut driven = ClientBuilder::new(fantoccini_connector());
        let address = format!("http://127.0.0.1:{port}");
        // The driver waits for ever for an application that ends before it has a window.
        let client = timeout(LONGEST, driven.capabilities(capabilities).connect(&address))
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

    /// Closes the window and waits until the application has ended: the driver says that a window is closed
    /// while its process goes on for a moment, and a launch in that moment would come back to it (R10).
    pub async fn close(&self) {
        self.client.clone().close().await.expect("the window closes");
        self.ends().await;
    }

    /// Waits until the application has let go of its place on this computer.
    pub async fn ends(&self) {
        let Ok(place) = File::open(&self.place) else {
            // It never took one.
            return;
        };
        let free = timeout(LONGEST, async {
            while let Err(TryLockError::WouldBlock) = place.try_lock() {
                sleep(Duration::from_millis(20)).await;
            }
        });
        free.await.expect("the application ends");
    }

    /// Waits until a screen is shown.
    pub async fn sees(&self, screen: &str) {
        self.find(&format!("main[data-screen='{screen}']")).await;
    }

    /// Waits for an element.
    pub async fn find(&self, css: &str) -> Element {
        self.find_within(css, LONGEST).await
    }

    /// Waits for an element that takes its time.
    pub async fn find_within(&self, css: &str, longest: Duration) -> Element {
        let found = self
            .client
            .wait()
            .at_most(longest)
            .for_element(Locator::Css(css))
            .await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("{css} is not on screen: {error}"),
        }
    }

    /// Whether an element is there now.
    pub async fn has(&self, css: &str) -> bool {
        self.count(css).await > 0
    }

    /// Waits until the text of an element holds these words; white space is folded.
    pub async fn reads(&self, css: &str, words: &str) {
        let mut last = String::new();
        let seen = timeout(LONGEST, async {
            loop {
                // The screen may be drawn anew between finding and reading: then it is looked at again.
                if let Ok(text) = self.text_now(css).await {
                    last = text;
                    if last.contains(&folded(words)) {
                        return;
                    }
                }
                sleep(Duration::from_millis(50)).await;
            }
        });
        if seen.await.is_err() {
            panic!("{css} does not say « {words} » but « {last} »");
        }
    }

    /// Waits until the text of an element no longer holds these words; white space is folded.
    pub async fn reads_no_more(&self, css: &str, words: &str) {
        let changed = timeout(LONGEST, async {
            while self.text(css).await.contains(&folded(words)) {
                sleep(Duration::from_millis(50)).await;
            }
        });
        changed
            .await
            .unwrap_or_else(|_| panic!("{css} still says « {words} »"));
    }

    /// An attribute of an element.
    pub async fn attribute(&self, css: &str, name: &str) -> String {
        let value = self.find(css).await.attr(name).await.expect("read");
        value.unwrap_or_else(|| panic!("{css} has no {name}"))
    }

    /// Where an element is on the page, in CSS pixels from its upper left corner.
    pub async fn place(&self, css: &str) -> (f64, f64) {
        self.find(css).await;
        let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return [box.x + window.scrollX, box.y + window.scrollY];";
        let place = self.run(script, vec![json!(css)]).await;
        serde_json::from_value(place).expect("two numbers")
    }

    /// How many elements there are now.
    pub async fn count(&self, css: &str) -> usize {
        // Counted in the page: elements handed over may be gone before they are counted.
        let count = self
            .run(
                "return document.querySelectorAll(arguments[0]).length",
                vec![json!(css)],
            )
            .await;
        count
            .as_u64()
            .and_then(|count| count.try_into().ok())
            .expect("a number")
    }

    /// Presses a key where the focus is.
    pub async fn press(&self, key: Key) {
        self.type_keys(&char::from(key).to_string()).await;
    }

    /// Types where the focus is.
    pub async fn type_keys(&self, text: &str) {
        let focused = self
            .client
            .active_element()
            .await
            .expect("the focus is somewhere");
        focused
            .send_keys(text)
            .await
            .unwrap_or_else(|error| panic!("typing: {error:?}"));
    }

    /// Moves the focus forward until it is on this element.
    pub async fn tab_to(&self, css: &str) {
        self.find(css).await;
        let there = "return document.activeElement.matches(arguments[0])";
        for _ in 0..40 {
            if self.run(there, vec![json!(css)]).await == json!(true) {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!("the Tab key does not lead to {css}");
    }

    /// Waits until there is no such element.
    pub async fn gone(&self, css: &str) {
        let gone = timeout(LONGEST, async {
            while self.has(css).await {
                sleep(Duration::from_millis(50)).await;
            }
        });
        gone.await.unwrap_or_else(|_| panic!("{css} is still there"));
    }

    /// Waits until there is no such element, as long as what it says goes on changing.
    pub async fn gone_at_its_pace(&self, css: &str) {
        let mut said = String::new();
        loop {
            let changed = timeout(LONGEST, async {
                loop {
                    let says = self
                        .run(
                            "return document.querySelector(arguments[0])?.textContent ?? null",
                            vec![json!(css)],
                        )
                        .await;
                    match says.as_str() {
                        None => return None,
                        Some(now) if now != said => return Some(now.to_owned()),
                        Some(_) => sleep(Duration::from_millis(50)).await,
                    }
                }
            });
            match changed
                .await
                .unwrap_or_else(|_| panic!("{css} still says {said:?}"))
            {
                None => return,
                Some(now) => said = now,
            }
        }
    }

    /// Changes the window's size.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("resized");
    }

    /// The text of an element, white space folded.
    pub async fn text(&self, css: &str) -> String {
        self.find(css).await;
        self.text_now(css).await.expect("its text")
    }

    async fn text_now(&self, css: &str) -> Result<String, CmdError> {
        let element = self.client.find(Locator::Css(css)).await?;
        Ok(folded(&element.text().await?))
    }

    /// Goes to an element by the keyboard and presses a key there.
    pub async fn press_at(&self, css: &str, key: Key) {
        self.tab_to(css).await;
        self.press(key).await;
    }

    /// Goes to a field by the keyboard, types, and confirms.
    pub async fn answer(&self, css: &str, keys: &str) {
        self.tab_to(css).await;
        self.type_keys(keys).await;
        self.press(Key::Enter).await;
    }

    /// Waits until an element is in sight with nothing over it, as a person does before clicking.
    async fn in_reach(&self, css: &str) -> Element {
        let script = "const element = document.querySelector(arguments[0]);
            if (!element) return false;
            element.scrollIntoView({ block: 'center' });
            const box = element.getBoundingClientRect();
            const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return document.visibilityState === 'visible' && (element === there || element.contains(there)
                || (there !== null && element.labels !== undefined && [...element.labels].some((label) => label.contains(there))));";
        let reached = timeout(LONGEST, async {
            while self.run(script, vec![json!(css)]).await != json!(true) {
                sleep(Duration::from_millis(50)).await;
            }
        });
        reached
            .await
            .unwrap_or_else(|_| panic!("{css} is not within reach"));
        self.find(css).await
    }

    /// Clicks an element.
    pub async fn click(&self, css: &str) {
        self.in_reach(css)
            .await
            .click()
            .await
            .unwrap_or_else(|error| panic!("click {css}: {error:?}"));
    }

    /// Presses the screen's main button.
    pub async fn go_on(&self) {
        self.click("#main-action").await;
    }

    /// Replaces what a field holds.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.in_reach(css).await;
        field
            .clear()
            .await
            .unwrap_or_else(|error| panic!("clear {css}: {error:?}"));
        if !text.is_empty() {
            field
                .send_keys(text)
                .await
                .unwrap_or_else(|error| panic!("type in {css}: {error:?}"));
        }
    }

    /// Chooses from a list, by its words.
    pub async fn choose(&self, css: &str, label: &str) {
        let list = self.in_reach(css).await;
        list.select_by_label(label)
            .await
            .unwrap_or_else(|error| panic!("choose {label} in {css}: {error:?}"));
    }

    /// Chooses a file, as in the system's dialog. Its field may be one that is not seen.
    pub async fn choose_file(&self, css: &str, file: &Path) {
        let field = self.find(css).await;
        field
            .send_keys(&file.display().to_string())
            .await
            .unwrap_or_else(|error| panic!("choose a file in {css}: {error:?}"));
    }

    /// What a field holds.
    pub async fn value(&self, css: &str) -> String {
        let value = self.find(css).await.prop("value").await.expect("its value");
        value.unwrap_or_default()
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client
            .execute(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error:?}"))
    }

    /// Runs a script that answers by calling its last argument.
    pub async fn run_to_its_answer(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client
            .execute_async(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error:?}"))
    }

    /// Scripts run inside this frame from now on.
    pub async fn enter_frame(&self, css: &str) {
        let frame = self.find(css).await;
        frame.enter_frame().await.expect("a frame");
    }

    /// Scripts run in the page again.
    pub async fn leave_frame(&self) {
        self.client.enter_parent_frame().await.expect("the page");
    }

    /// Nothing stands beyond the right edge of the window.
    pub async fn has_no_sideways_scroll(&self, what: &str) {
        let script =
            "const { scrollWidth, clientWidth } = document.documentElement; return scrollWidth - clientWidth";
        assert_eq!(self.run(script, vec![]).await, json!(0), "{what}");
    }

    /// Asks axe-core for what is wrong on this screen, in the real webview.
    pub async fn has_no_accessibility_fault(&self, screen: &str) {
        let axe = fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js")).expect("axe-core");
        self.run(&axe, vec![]).await;
        let script = "const done = arguments[arguments.length - 1];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
               .then(() => axe.run(document, { runOnly: tags, resultTypes: ['violations'] }))
               .then((found) => done(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target + ' ' + n.failureSummary).join(' | ')}`)))
               .catch((error) => done([`axe failed: ${error}`]));";
        let found = self
            .client
            .execute_async(script, vec![])
            .await
            .expect("axe-core runs");
        assert_eq!(found, json!([]), "accessibility of {screen}");
    }

    /// A picture of the window, as the screen shows it.
    pub async fn screenshot(&self, path: &Path) {
        // What is there now is painted two frames later.
        let painted = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        self.client
            .execute_async(painted, vec![])
            .await
            .expect("the page paints");
        fs::write(path, screen::picture(&self.display)).expect("the picture is kept");
    }

    /// The page as it stands.
    pub async fn source(&self) -> String {
        self.client
            .source()
            .await
            .unwrap_or_else(|error| error.to_string())
    }
}

/// Starts the application of a counter as it is: no driver reaches into it.
pub fn start_counter(computer: &Computer, landlord: SocketAddr) -> Child {
    let mut command = dependent(env!("CARGO_BIN_EXE_espace-locataire"));
    command.arg("--assisted");
    computer.equip(&mut command);
    let log = File::create(computer.log("window.log")).expect("a log file");
    command
        .env(
            "ESPACE_LOCATAIRE_CONFIG",
            configure_counter(computer, landlord, None),
        )
        .env("RUST_LOG", LOGGED)
        .stdout(log.try_clone().expect("a second handle"))
        .stderr(log);
    start_as_is(command)
}

/// Starts the application as a tenant does: no driver reaches into it. No landlord answers.
pub fn start_offline(program: &Path, computer: &Computer) -> Child {
    let config = computer.home().join("landlord.toml");
    // Encrypted, as a release wants it (S19); nobody listens at this port.
    let text = include_str!("../../landlord.toml")
        .replace("https://locataires.habitathdf.example", "https://127.0.0.1:9");
    fs::write(&config, text).expect("the configuration");
    let mut command = dependent(program);
    computer.equip(&mut command);
    let log = File::create(computer.log("window.log")).expect("a log file");
    command
        .env("ESPACE_LOCATAIRE_CONFIG", config)
        .env("RUST_LOG", LOGGED)
        .stdout(log.try_clone().expect("a second handle"))
        .stderr(log);
    start_as_is(command)
}

fn configure_counter(computer: &Computer, landlord: SocketAddr, practice: Option<SocketAddr>) -> PathBuf {
    let config = computer.home().join("landlord.toml");
    let text = include_str!("../../landlord.toml").replace(
        "https://locataires.habitathdf.example",
        &format!("http://{landlord}"),
    );
    let device = format!("device = \"{COUNTER_DEVICE}\"");
    let practice = practice.map_or_else(String::new, |address| {
        format!("[assisted.practice]\nservice = \"http://{address}\"\n{device}\n")
    });
    let text = format!("{text}\n[assisted]\n{device}\n{practice}");
    fs::write(&config, text).expect("the configuration");
    config
}

/// Plain HTTP to this machine: no certificate is looked at.
fn fantoccini_connector() -> hyper_util::client::legacy::connect::HttpConnector {
    hyper_util::client::legacy::connect::HttpConnector::new()
}

/// White space folded: the no-break spaces of French typography count as spaces.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The folder of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The driver that `cargo xtask test` installs, or another.
fn tauri_driver() -> PathBuf {
    let installed = || root().join("target/tools/bin/tauri-driver");
    std::env::var_os("TAURI_DRIVER").map_or_else(installed, PathBuf::from)
}
