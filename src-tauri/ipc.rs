//! Tauri's handlers for the commands of the window, generated from the table in `commands.rs`.

use contract::{
    FieldName, IdentityDocument, Language, LetterCodeReading, MessageSubject, PasswordReading,
    TenantCodeReading, VisitPurpose, VisitReason,
};
use paper::Words;
use serde::Serialize;
use tauri::{
    AppHandle, Manager, Runtime, State, WebviewWindow,
    ipc::{Channel, Invoke, InvokeBody, Request, Response},
};
use tenant::{
    AmountWanted, ArchiveDisk, AskedKeyView, Counter, CounterFrame, DocumentList, DocumentSearch,
    DocumentSummary, DocumentView, DownloadProgress, Espace, ExportFormat, Failure, FailureCode, FiguresView,
    FileWanted, FoundDocuments, Household, PendingKind, Person, Preferences, ProfileOverview,
    ProfileQuestion, RecentFailures, SavedFile, SecretStorage, SignUpDetailsForm, Step, SupportFacts,
    WipeReason,
};

use std::{path::PathBuf, sync::Arc};

use contract::Agency;

use self::typed_secret::TypedSecret;
use crate::{
    app_state::AppState,
    counter, lock,
    opened_copies::OpenedCopies,
    other_program, preferences, printing,
    save_file::{self, LastSaved, ProposedFile},
    stay::{self, Stay, Stays},
    window,
    wording::words,
};

/// The answer to a press: a screen and its frame.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub(crate) struct Shown {
    /// The screen.
    step: Step,
    /// The frame around it.
    frame: Frame,
}

/// The state that is shown around every screen.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub(crate) struct Frame {
    /// Where secrets are kept; in memory they last until the window closes (S13).
    secrets_kept: SecretStorage,
    /// What the disk does for the receipts (R4).
    disk: ArchiveDisk,
    /// Whether there is a PIN to lock with.
    lockable: bool,
    /// Whether this computer knows other people.
    has_others: bool,
    /// The person who is shown, where this computer knows several; null at a counter.
    person: Option<Person>,
    /// The counter's status bar; null at home.
    counter: Option<CounterFrame>,
}

/// The window that sent a command, with access to the state behind it.
struct At<'window, R: Runtime> {
    window: &'window WebviewWindow<R>,
    /// The stay in which the command was called.
    stay: Stay,
}

impl<'window, R: Runtime> At<'window, R> {
    fn of(window: &'window WebviewWindow<R>) -> Self {
        let stay = window.state::<Stays>().current();
        Self { window, stay }
    }

    fn app(&self) -> &AppHandle<R> {
        self.window.app_handle()
    }

    fn app_state(&self) -> &'window AppState {
        self.window.state::<AppState>().inner()
    }

    fn espace(&self) -> Result<Arc<Espace>, Failure> {
        self.app_state().espace()
    }

    fn household(&self) -> Result<&Household, Failure> {
        self.app_state().household()
    }

    /// The counter, for commands that exist only there.
    fn counter(&self) -> Result<&Counter, Failure> {
        self.app_state().at_counter()
    }

    fn counter_if_any(&self) -> Option<&Counter> {
        self.app_state().counter()
    }

    /// The language of the preferences.
    fn language(&self) -> Language {
        preferences::read(self.app()).language
    }

    fn words(&self) -> Words {
        words(self.language())
    }

    fn copies(&self) -> State<'window, OpenedCopies> {
        self.window.state()
    }

    fn last_saved(&self) -> State<'window, LastSaved> {
        self.window.state()
    }

    /// Ends the stay: dialogs are dismissed, and copies opened in other programs are erased.
    fn end_stay(&self) {
        stay::end(self.app());
    }

    /// Ends the stay where a command has led out to the sign-in page: it closed archive and session.
    fn end_stay_if_out(&self, step: Step) -> Step {
        if matches!(step, Step::SignIn { .. }) {
            self.end_stay();
        }
        step
    }

    /// Opens the save dialog and writes the file. Returns none if the person cancels, or the stay ends.
    async fn save(&self, file: ProposedFile, bytes: Vec<u8>) -> Result<Option<PathBuf>, Failure> {
        let saved = save_file::ask_and_write(self.window, &self.stay, self.words(), file, bytes).await?;
        if let Some(path) = &saved {
            self.last_saved().keep(&self.stay, path);
        }
        Ok(saved)
    }

    async fn print_pdf(&self, file: &ProposedFile, pdf: Vec<u8>) -> Result<bool, Failure> {
        printing::print_pdf(self.window, &self.stay, file, pdf).await
    }

    async fn print_page(&self) -> Result<bool, Failure> {
        printing::print_page(self.window, &self.stay).await
    }

    async fn print_counter_pdf(&self, pdf: Vec<u8>) -> Result<bool, Failure> {
        self.print_pdf(&save_file::counter_pdf(self.words()), pdf).await
    }

    async fn frame(&self) -> Result<Frame, Failure> {
        let espace = self.app_state().espace()?;
        let (secrets_kept, disk, has_others, person) = match self.app_state().counter() {
            Some(_) => (SecretStorage::Visit, ArchiveDisk::Works, false, None),
            None => {
                let household = self.app_state().household()?;
                (
                    espace.secrets_kept(),
                    espace.archive_disk().await,
                    household.has_others().await,
                    household.person_shown().await,
                )
            }
        };
        Ok(Frame {
            secrets_kept,
            disk,
            lockable: espace.is_lockable(),
            has_others,
            person,
            counter: self.app_state().counter().map(Counter::frame),
        })
    }

    async fn show(&self, step: Result<Step, Failure>) -> Result<Shown, Failure> {
        let (step, frame) = (step?, self.frame().await?);
        Ok(Shown { step, frame })
    }

    /// What the support asks for. No fault of the machine keeps it from being told.
    async fn support_facts(&self) -> SupportFacts {
        let app_state = self.app_state();
        let storage = match app_state.household() {
            Ok(household) => Some(household.espace().storage_facts().await),
            Err(_) => None,
        };
        let failures = self.window.state::<RecentFailures>();
        SupportFacts::of(window::engine(), app_state.service(), storage, &failures)
    }

    /// The answer of a command, noted for the support if it is a failure.
    fn noted<T>(&self, command: &'static str, answer: Result<T, Failure>) -> Result<T, Failure> {
        answer.inspect_err(|failure| self.window.state::<RecentFailures>().record(command, failure))
    }
}

/// Defines a handler for each row of the table, and the function that dispatches to them.
macro_rules! commands {
    ($($(#[doc = $group_doc:literal])* $group:ident {
        $($(#[doc = $doc:literal])* $kind:ident $name:ident($at:ident $(, $argument:ident: $type:ty)*) $(-> $answer:ty)? [$reach:ident] $body:block)*
    })*) => {
        $($(command! { $kind $name($at $(, $argument: $type)*) $(-> $answer)? $body })*)*

        /// Dispatches each command of the window to its handler.
        pub(crate) fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            let handle: fn(Invoke<R>) -> bool = tauri::generate_handler![$($($name),*),*];
            move |asked| {
                // Only the name is logged (S20).
                tracing::debug!(command = asked.message.command(), "asked");
                handle(asked)
            }
        }
    };
}

macro_rules! command {
    (step $name:ident($at:ident $(, $argument:ident: $type:ty)*) $body:block) => {
        #[tauri::command]
        async fn $name<R: Runtime>(window: WebviewWindow<R>, $($argument: $type),*) -> Result<Shown, Failure> {
            let $at = At::of(&window);
            let step: Result<Step, Failure> = async $body.await;
            $at.noted(stringify!($name), $at.show(step).await)
        }
    };
    (ask $name:ident($at:ident $(, $argument:ident: $type:ty)*) -> $answer:ty $body:block) => {
        #[tauri::command]
        async fn $name<R: Runtime>(window: WebviewWindow<R>, $($argument: $type),*) -> Result<$answer, Failure> {
            let $at = At::of(&window);
            let answer: Result<$answer, Failure> = async $body.await;
            $at.noted(stringify!($name), answer)
        }
    };
    (bytes $name:ident($at:ident $(, $argument:ident: $type:ty)*) $body:block) => {
        #[tauri::command]
        async fn $name<R: Runtime>(window: WebviewWindow<R>, $($argument: $type),*) -> Result<Response, Failure> {
            let $at = At::of(&window);
            let bytes: Result<Vec<u8>, Failure> = async $body.await;
            $at.noted(stringify!($name), bytes.map(Response::new))
        }
    };
    (upload $name:ident($at:ident, $file:ident: $type:ty) $body:block) => {
        #[tauri::command]
        async fn $name<R: Runtime>(window: WebviewWindow<R>, request: Request<'_>) -> Result<Shown, Failure> {
            let InvokeBody::Raw(bytes) = request.body() else {
                return Err(Failure::new(FailureCode::Internal));
            };
            let $file: $type = bytes.clone();
            let $at = At::of(&window);
            let step: Result<Step, Failure> = async $body.await;
            $at.noted(stringify!($name), $at.show(step).await)
        }
    };
    (progress $name:ident($at:ident, $tell:ident: $progress:ty $(, $argument:ident: $type:ty)*) -> $answer:ty $body:block) => {
        #[tauri::command]
        async fn $name<R: Runtime>(
            window: WebviewWindow<R>,
            $tell: Channel<$progress>,
            $($argument: $type),*
        ) -> Result<$answer, Failure> {
            // The page may be gone: the work continues without it.
            let $tell = |progress| drop($tell.send(progress));
            let $at = At::of(&window);
            let answer: Result<$answer, Failure> = async $body.await;
            $at.noted(stringify!($name), answer)
        }
    };
}

include!("commands.rs");

mod typed_secret;
#[cfg(feature = "typescript")]
pub(crate) mod typescript;
