//! The shell: the only code that knows Tauri. It creates the window and passes each command of the wizard to the
//! tenant's end.

mod app_state;
mod configuration;
mod counter;
mod desktop_contrast;
mod desktop_notifications;
mod ipc;
mod lock;
mod log_file;
#[cfg(target_os = "linux")]
mod main_loop;
mod native_message;
mod opened_copies;
mod other_program;
mod preferences;
mod printing;
mod recent_files;
mod sandbox;
mod save_file;
mod sole_instance;
mod stay;
mod stopped;
#[cfg(target_os = "linux")]
mod system_proxy;
mod termination;
mod touches;
mod web_process;
mod window;
mod wording;

use std::{
    env,
    ffi::OsString,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, mpsc},
};

use contract::{Language, MAX_LINK_BYTES, RETURN_SCHEME};
use tauri::{App, Builder, Manager, Runtime, WindowEvent, Wry};
use tenant::{
    Config, CurrentLanguage, FirstPaint, Keyrings, Logo, OsKeyring, Proxies, RecentFailures, Seat,
    SecretStore,
};

use crate::{
    app_state::AppState,
    configuration::{MACHINE_POLICY, Start},
    counter::PageEnd,
    opened_copies::OpenedCopies,
    preferences::BeforeVisitor,
    sandbox::Trial,
    save_file::LastSaved,
    sole_instance::{ClaimError, Launch, SoleInstance},
    stay::Stays,
    stopped::Stopped,
};

/// Command line argument that prints name and version.
const VERSION_ARGUMENT: &str = "--version";
const KEYRING_SERVICE: &str = "fr.habitathdf.espacelocataire";

/// The files generated from the table of commands.
#[cfg(feature = "typescript")]
pub mod typescript {
    /// The text of `ui/src/bindings.ts`.
    #[must_use]
    pub fn types() -> String {
        crate::ipc::typescript::types()
    }

    /// The text of `ui/src/api.ts`.
    #[must_use]
    pub fn functions() -> String {
        crate::ipc::typescript::functions()
    }
}

/// Opens the window and runs until it is closed.
#[must_use]
pub fn run() -> ExitCode {
    if asks_for_version(env::args_os().skip(1)) {
        return print_version();
    }
    log_file::start();
    match open_and_run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stopped) => {
            tracing::error!(error = %stopped, "no window opens");
            let words = wording::words(Language::default());
            stopped.message(words).show_alone(words);
            ExitCode::FAILURE
        }
    }
}

fn asks_for_version(mut arguments: impl Iterator<Item = OsString>) -> bool {
    arguments.any(|argument| argument == VERSION_ARGUMENT)
}

fn print_version() -> ExitCode {
    let printed = writeln!(io::stdout(), "espace-locataire {}", env!("CARGO_PKG_VERSION"));
    printed.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

/// Returns when the window is closed, or another instance has shown its own.
fn open_and_run() -> Result<(), Stopped> {
    let start = Start::read(
        Path::new(MACHINE_POLICY),
        counter::is_asked_for(env::args_os().skip(1)),
    )
    .map_err(Stopped::Policy)?;
    if start.at_counter {
        counter::move_into_folder().map_err(Stopped::CounterFolder)?;
    }
    let sandbox = Trial::begin();
    let context = tauri::generate_context!();
    let identifier = &context.config().identifier;
    // Before the toolkit starts: a process that exits while the toolkit's threads run may crash, and its parent
    // would see a failure.
    let Some(sole) = claim_place(identifier)? else {
        return Ok(());
    };
    // Of a visit to a counter nothing stays, so it has no file (S21).
    if !start.at_counter
        && let Some(folder) = dirs::state_dir().or_else(dirs::data_local_dir)
    {
        log_file::keep_in(&folder.join(identifier));
    }
    window::draw_in_software();
    sandbox.contain_page();
    window::find_display()?;
    // An error that the hook returns is a panic of Tauri's.
    let (refuse, refused) = mpsc::channel();
    let builder = with_commands(Builder::<Wry>::default()).setup(move |app| {
        if let Err(error) = set_up(app, sole, start) {
            // The receiver outlives the window.
            let _ = refuse.send(error);
            app.handle().exit(1);
        }
        Ok(())
    });
    builder.build(context)?.run_return(|_, _| {});
    match refused.try_recv() {
        Ok(error) => Err(Stopped::Window(error)),
        Err(_) => Ok(()),
    }
}

/// Claims the place of the only instance (R10), in the folder where Tauri keeps the application's data. None if
/// another instance has it.
fn claim_place(identifier: &str) -> Result<Option<SoleInstance>, Stopped> {
    let Some(data) = dirs::data_dir() else {
        let source = ClaimError::Folder(io::ErrorKind::NotFound.into());
        let folder = PathBuf::from(identifier);
        return Err(Stopped::Place { folder, source });
    };
    let folder = data.join(identifier);
    let launch = Launch::of_this_process(link_back(env::args_os().skip(1)));
    SoleInstance::claim(&folder, dirs::runtime_dir().as_deref(), &launch)
        .map_err(|source| Stopped::Place { folder, source })
}

/// Adds plugins, events and commands to an application, on the real runtime or on the mock runtime of the tests.
fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    // On Linux the shell opens the dialogs of GTK itself, so that the lock can dismiss them.
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_dialog::init());
    builder
        .manage(Stays::default())
        .manage(LastSaved::default())
        .manage(BeforeVisitor::default())
        .manage(RecentFailures::default())
        .manage(PageEnd::default())
        .plugin(tauri_plugin_store::Builder::new().build())
        .on_window_event(|window, event| {
            if matches!(event, WindowEvent::Destroyed) {
                window.state::<OpenedCopies>().erase_for_good();
                counter::leave(window.app_handle());
            }
        })
        .invoke_handler(ipc::handler())
}

/// Creates the shared state, the window and the background tasks.
fn set_up<R: Runtime>(app: &App<R>, sole: SoleInstance, start: Start) -> tauri::Result<()> {
    let data = app.path().app_data_dir()?;
    let at_counter = start.at_counter;
    if at_counter {
        counter::empty_folder(&data);
    }
    sole.handle_second_launches(app.handle());
    app.manage(sole);
    app.manage(desktop_contrast::contrast());
    let preferences = preferences::read(app.handle());
    let language = CurrentLanguage::new(preferences.language);
    app.manage(language.clone());
    let configuration = start.configuration.map(|config| Config {
        language,
        proxies: with_system_proxy(config.proxies.clone()),
        ..config
    });
    let logo = configuration
        .as_ref()
        .ok()
        .and_then(|config| config.logo.as_ref());
    let logo = logo.map(Logo::data_url);
    let app_state = if at_counter {
        AppState::at_a_counter(configuration)
    } else {
        let link = link_back(env::args_os().skip(1));
        AppState::start(configuration, data.join("archives"), keyrings(), link)
    };
    let first_paint = FirstPaint {
        preferences,
        landlord: app_state.landlord_profile(),
        logo,
    };
    app.manage(app_state);
    app.manage(OpenedCopies::begin(app.handle())?);
    window::open(app.handle(), &first_paint, at_counter)?;
    printing::offer_paper_only();
    recent_files::leave_none();
    if at_counter {
        counter::watch(app.handle());
        counter::watch_sessions(app.handle());
    } else {
        desktop_notifications::watch(app.handle());
    }
    lock::watch(app.handle());
    termination::watch(app.handle());
    Ok(())
}

/// Lets the desktop say its proxy. Elsewhere only the configuration and the environment do.
fn with_system_proxy(proxies: Proxies) -> Proxies {
    #[cfg(target_os = "linux")]
    let proxies = proxies.with_system(system_proxy::of_desktop());
    proxies
}

/// The link back from a payment among the arguments: a browser starts the application with it (S15). What is no text is
/// no link.
fn link_back(arguments: impl IntoIterator<Item = OsString>) -> Option<String> {
    let mut texts = arguments
        .into_iter()
        .filter_map(|argument| argument.into_string().ok());
    texts.find(|argument| {
        argument.len() <= MAX_LINK_BYTES && argument.starts_with(&format!("{RETURN_SCHEME}:"))
    })
}

/// The keyring entries of each seat. The first seat has no number in its service name.
fn keyrings() -> Keyrings {
    let of_first = OsKeyring::new(KEYRING_SERVICE);
    Box::new(move |seat: Seat| -> Arc<dyn SecretStore> {
        Arc::new(match seat {
            Seat::FIRST => of_first.clone(),
            other => of_first.beside(format!("{KEYRING_SERVICE}.{}", other.number())),
        })
    })
}

#[cfg(test)]
mod tests {
    use tauri::{
        App, Manager, WebviewWindow,
        ipc::{CallbackFn, InvokeBody},
        test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
        webview::InvokeRequest,
    };
    use tenant::Preferences;

    use super::*;

    fn ask(window: &WebviewWindow<MockRuntime>, command: &str) -> Result<(), String> {
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().expect("a URL"),
            body: InvokeBody::Json(serde_json::json!({ "text": "204 518" })),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(window, request)
            .map(|_| ())
            .map_err(|error| error.to_string())
    }

    /// The window of a tenant's own computer, or of a counter.
    fn opened(at_counter: bool) -> (App<MockRuntime>, WebviewWindow<MockRuntime>) {
        let app = with_commands(mock_builder())
            .build(tauri::generate_context!())
            .expect("builds");
        let first_paint = FirstPaint {
            preferences: Preferences::default(),
            landlord: None,
            logo: None,
        };
        window::open(app.handle(), &first_paint, at_counter).expect("opens");
        let label = if at_counter { "counter" } else { "main" };
        let window = app.get_webview_window(label).expect("the window");
        (app, window)
    }

    #[cfg(unix)]
    #[test]
    fn s15_an_argument_that_is_no_text_hides_no_link() {
        use std::os::unix::ffi::OsStringExt;

        let strange = OsString::from_vec(vec![b'e', 0xff]);
        assert_eq!(link_back([strange.clone()]), None);
        let link = format!("{RETURN_SCHEME}:x");
        assert_eq!(link_back([strange, OsString::from(&link)]), Some(link));
    }

    #[test]
    fn only_its_own_argument_asks_for_the_version() {
        let asked = |arguments: &[&str]| asks_for_version(arguments.iter().map(OsString::from));
        assert!(asked(&["--version"]) && asked(&["--assisted", "--version"]));
        assert!(!asked(&[]) && !asked(&["espace-locataire://paiement/--version"]));
    }

    #[test]
    fn the_window_can_call_only_the_commands_of_its_capability() {
        let (_app, window) = opened(false);
        assert_eq!(ask(&window, "read_tenant_code"), Ok(()));
        for refused in [
            "unlisted",
            "end_visit",
            "plugin:store|get",
            "plugin:dialog|save",
            "plugin:window|close",
            "plugin:event|listen",
        ] {
            let error = ask(&window, refused).expect_err("refused");
            assert!(
                error.contains("not allowed") || error.contains("not found"),
                "{refused}: {error}"
            );
        }
    }

    #[test]
    fn s21_a_counter_window_can_neither_save_nor_call_household_commands() {
        let (_app, window) = opened(true);
        assert_eq!(ask(&window, "read_tenant_code"), Ok(()));
        for refused in [
            "save_pdf",
            "save_papers",
            "open_saved_file",
            "open_pdf_elsewhere",
            "save_profile_export",
            "open_profile",
            "pay",
            "submit_message",
            "submit_pin",
            "add_person",
        ] {
            let error = ask(&window, refused).expect_err("refused");
            assert!(error.contains("not allowed"), "{refused}: {error}");
        }
    }
}
