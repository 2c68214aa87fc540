//! The stage of one journey, and the files that a failed journey leaves.

use std::{
    fs,
    panic::{AssertUnwindSafe, resume_unwind},
    path::{Path, PathBuf},
    rc::Rc,
    time::{Duration, Instant},
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
    /// The computer of the person in the journey.
    pub computer: Computer,
    /// The landlord service.
    pub landlord: Landlord,
    /// The line between computer and landlord.
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

    /// Opens the window with a configuration file of the journey.
    pub async fn open_window_with_config(&mut self, config: &Path) -> Rc<Window> {
        self.keep(Window::open_with_config(&self.computer, config).await)
    }

    /// Opens the window of an agency's counter.
    pub async fn open_counter(&mut self) -> Rc<Window> {
        self.keep(Window::open_counter(&self.computer, self.line.address(), None).await)
    }

    /// As [`Self::open_counter`], with another landlord for staff to practise with.
    pub async fn open_counter_to_practise(&mut self, practice: &Landlord) -> Rc<Window> {
        let practice = Some(practice.address());
        self.keep(Window::open_counter(&self.computer, self.line.address(), practice).await)
    }

    /// Starts the application of a counter without a driver.
    pub fn start_counter(&self) -> Child {
        start_counter(&self.computer, self.line.address())
    }

    /// Waits until the screen differs from `before` and is at rest, then returns its picture.
    pub async fn screen_at_rest(&self, before: &[u8]) -> Vec<u8> {
        let look = || screen::picture(self.computer.display());
        let at_rest = timeout(MAX_WAIT, screen::at_rest(before, look));
        at_rest.await.expect("the screen comes to rest")
    }

    /// Waits until a window has these words in its title, and is at rest.
    pub async fn window_is_titled(&self, words: &str) {
        let titled = timeout(MAX_WAIT, async {
            while !screen::titles(self.computer.display())
                .iter()
                .any(|title| title.contains(words))
            {
                sleep(Duration::from_millis(50)).await;
            }
        });
        titled.await.unwrap_or_else(|_| panic!("no window « {words} »"));
        self.screen_at_rest(&[]).await;
    }

    /// Adopts a window that the journey opened itself.
    pub fn keep(&mut self, window: Window) -> Rc<Window> {
        Rc::clone(self.window.insert(Rc::new(window)))
    }

    /// Closes the window.
    pub async fn close_window(&mut self) {
        self.window.take().expect("the window is open").close().await;
    }

    /// Kills the application (SIGKILL) and ends its driver.
    pub async fn kill_window(&mut self) {
        let window = self.window.take().expect("the window is open");
        self.computer.kill_application();
        window.ends().await;
    }

    /// Ends the application with the desktop session (SIGTERM), and waits until it is gone.
    pub async fn end_session(&mut self) {
        let window = self.window.take().expect("the window is open");
        self.computer.terminate_application();
        window.ends().await;
    }

    /// Closes the window with its close button, and waits until it is gone.
    pub async fn close_window_by_its_cross(&mut self) {
        hands::close_largest(self.computer.display()).await;
        // The driver has no window left to close.
        self.window.take().expect("the window is open").ends().await;
    }

    /// Closes the window and continues on another computer, which knows no tenant.
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

    /// Waits until the application has logged these words.
    pub async fn log_says(&self, words: &str) {
        self.log_says_so_often(words, 1).await;
    }

    /// Waits until the application has logged these words this many times.
    pub async fn log_says_so_often(&self, words: &str, times: usize) {
        let said = timeout(MAX_WAIT, async {
            while self.log_counts(words) < times {
                sleep(Duration::from_millis(20)).await;
            }
        });
        said.await
            .unwrap_or_else(|_| panic!("the log does not say « {words} »"));
    }

    /// Waits until the application logs these words once more after `event`. Returns, and prints, how long it took.
    pub async fn log_says_after(&self, words: &str, event: impl Future<Output = ()>) -> Duration {
        let before = self.log_counts(words);
        let began = Instant::now();
        event.await;
        self.log_says_so_often(words, before + 1).await;
        let took = began.elapsed();
        println!("« {words} » after {took:?}");
        took
    }

    /// How often the application has logged these words.
    pub fn log_counts(&self, words: &str) -> usize {
        let log = fs::read_to_string(self.computer.log("window.log")).unwrap_or_default();
        log.matches(words).count()
    }

    /// Waits until the window has called this command.
    pub async fn log_says_command(&self, name: &str) {
        let asked = timeout(MAX_WAIT, async {
            while !self.commands_asked().iter().any(|asked| asked == name) {
                sleep(Duration::from_millis(20)).await;
            }
        });
        asked.await.unwrap_or_else(|_| panic!("{name} is not called"));
    }

    /// The commands that the window has called so far, in order.
    pub fn commands_asked(&self) -> Vec<String> {
        let log = fs::read_to_string(self.computer.log("window.log")).unwrap_or_default();
        let asked = log
            .lines()
            .filter(|line| line.contains("espace_locataire::ipc") && line.contains("asked"));
        asked
            .filter_map(|line| line.split('"').nth(1).map(str::to_owned))
            .collect()
    }

    /// Keeps a picture of the screen, even when the driver has lost the page.
    pub fn picture_of_the_screen(&self, name: &str) {
        let picture = screen::picture(self.computer.display());
        fs::write(self.folder.join(format!("{name}.png")), picture).expect("kept");
    }

    /// Keeps bytes for the analysis of a failure.
    pub fn keep_bytes(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder.join(name), bytes).expect("kept");
    }

    /// Keeps a picture of the window, for people to look at.
    pub async fn picture(&self, name: &str) {
        self.window()
            .screenshot(&self.folder.join(format!("{name}.png")))
            .await;
    }
}

/// Plays a journey on a stage of its own, with this build of the application. A failed journey leaves a
/// screenshot, the page and the logs of both ends in `target/journeys/NAME`.
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
    // The landlord runs on this thread, so its log is the journey's own.
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
