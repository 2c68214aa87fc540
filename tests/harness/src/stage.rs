//! The stage of one journey, and what is kept when it fails.

use std::{
    fs,
    panic::{AssertUnwindSafe, resume_unwind},
    path::{Path, PathBuf},
    rc::Rc,
    time::Duration,
};

use futures_util::FutureExt;
use tokio::{
    process::Child,
    time::{sleep, timeout},
};

use crate::{
    MAX_WAIT,
    application::start_counter,
    computer::{Computer, Keyring},
    hands,
    landlord::Landlord,
    line::Line,
    root, screen,
    window::Window,
};

/// A computer, a landlord, a line between them, and the window when it is open.
pub struct Stage {
    /// The computer of whoever the journey is about.
    pub computer: Computer,
    /// The service.
    pub landlord: Landlord,
    /// Between the two.
    pub line: Line,
    window: Option<Rc<Window>>,
    folder: PathBuf,
}

impl Stage {
    /// The open window.
    pub fn window(&self) -> &Window {
        self.window.as_ref().expect("the window is open")
    }

    /// Opens the window.
    pub async fn open_window(&mut self) -> Rc<Window> {
        self.keep(Window::open(&self.computer, self.line.address()).await)
    }

    /// Opens the window with a configuration file of the journey's.
    pub async fn open_window_with_config(&mut self, config: &Path) -> Rc<Window> {
        self.keep(Window::open_with_config(&self.computer, config).await)
    }

    /// Opens the window of an agency's counter.
    pub async fn open_counter(&mut self) -> Rc<Window> {
        self.keep(Window::open_counter(&self.computer, self.line.address(), None).await)
    }

    /// As [`Self::open_counter`], where staff can practise with another landlord.
    pub async fn open_counter_to_practise(&mut self, practice: &Landlord) -> Rc<Window> {
        let practice = Some(practice.address());
        self.keep(Window::open_counter(&self.computer, self.line.address(), practice).await)
    }

    /// Starts the application of a counter without a driver.
    pub fn start_counter(&self) -> Child {
        start_counter(&self.computer, self.line.address())
    }

    /// Waits until the screen shows something else than before and stays as it is; gives it.
    pub async fn screen_at_rest(&self, before: &[u8]) -> Vec<u8> {
        let look = || screen::picture(self.computer.display());
        let at_rest = timeout(MAX_WAIT, screen::at_rest(before, look));
        at_rest.await.expect("the screen comes to rest")
    }

    /// The window that a journey opened in its own way becomes the stage's.
    pub fn keep(&mut self, window: Window) -> Rc<Window> {
        Rc::clone(self.window.insert(Rc::new(window)))
    }

    /// Closes the window.
    pub async fn close_window(&mut self) {
        self.window.take().expect("the window is open").close().await;
    }

    /// The application is killed where it stands, and its driver with it.
    pub async fn kill_window(&mut self) {
        let window = self.window.take().expect("the window is open");
        self.computer.kill_application();
        window.ends().await;
    }

    /// Closes the window by its cross, and waits until it is gone.
    pub async fn close_window_by_its_cross(&mut self) {
        hands::close_largest(self.computer.display()).await;
        // The driver has no window any more that it could be asked to close.
        self.window.take().expect("the window is open").ends().await;
    }

    /// Closes the window and sits down at another computer, which knows nobody.
    pub async fn change_computer(&mut self) -> Rc<Window> {
        self.close_window().await;
        let application = self.computer.application().to_owned();
        self.computer = Computer::switch_on(&application, Keyring::Unlocked, &self.folder).await;
        self.open_window().await
    }

    /// Closes the window and opens it again.
    pub async fn restart_window(&mut self) -> Rc<Window> {
        self.close_window().await;
        self.open_window().await
    }

    /// Waits until the application has written this in its log.
    pub async fn log_says(&self, words: &str) {
        self.log_says_so_often(words, 1).await;
    }

    /// Waits until the application has written this in its log so many times.
    pub async fn log_says_so_often(&self, words: &str, times: usize) {
        let said = timeout(MAX_WAIT, async {
            while self.log_counts(words) < times {
                sleep(Duration::from_millis(50)).await;
            }
        });
        said.await
            .unwrap_or_else(|_| panic!("the log does not say « {words} »"));
    }

    /// How often the application has written this in its log.
    pub fn log_counts(&self, words: &str) -> usize {
        let log = fs::read_to_string(self.computer.log("window.log")).unwrap_or_default();
        log.matches(words).count()
    }

    /// The commands that the window asked the shell for so far, in their order.
    pub fn commands_asked(&self) -> Vec<String> {
        let log = fs::read_to_string(self.computer.log("window.log")).unwrap_or_default();
        let asked = log
            .lines()
            .filter(|line| line.contains("espace_locataire::ipc") && line.contains("asked"));
        asked
            .filter_map(|line| line.split('"').nth(1).map(str::to_owned))
            .collect()
    }

    /// The screen as a picture, also when the driver has lost the page.
    pub fn picture_of_the_screen(&self, name: &str) {
        let picture = screen::picture(self.computer.display());
        fs::write(self.folder.join(format!("{name}.png")), picture).expect("kept");
    }

    /// Keeps bytes that a journey failed of.
    pub fn keep_bytes(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder.join(name), bytes).expect("kept");
    }

    /// The screen as a picture, to be looked at.
    pub async fn picture(&self, name: &str) {
        self.window()
            .screenshot(&self.folder.join(format!("{name}.png")))
            .await;
    }
}

/// Plays a journey on its own stage, with this build of the application. When it fails, a screenshot, the page and the
/// logs of both ends are left in `target/journeys/NAME`.
pub async fn play(application: &Path, name: &str, keyring: Keyring, journey: impl AsyncFnOnce(&mut Stage)) {
    let folder = root().join("target/journeys").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for what is left");
    let log = fs::File::create(folder.join("landlord.log")).expect("a log file");
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("info")
        .with_ansi(false)
        .with_writer(log)
        .finish();
    // The landlord runs on this very thread: its log is the journey's own.
    let _logging = tracing::subscriber::set_default(subscriber);

    let landlord = Landlord::open().await;
    let mut stage = Stage {
        computer: Computer::switch_on(application, keyring, &folder).await,
        line: Line::to(landlord.address()),
        landlord,
        window: None,
        folder: folder.clone(),
    };
    let played = AssertUnwindSafe(journey(&mut stage)).catch_unwind().await;
    if let (Err(_), Some(window)) = (&played, &stage.window) {
        window.screenshot(&folder.join("failed.png")).await;
        fs::write(folder.join("failed.html"), window.source().await).expect("the page is kept");
    }
    if let Some(window) = stage.window.take() {
        window.close().await;
    }
    if let Err(panic) = played {
        resume_unwind(panic);
    }
}
