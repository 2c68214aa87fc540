//! The shell: the only code that knows Tauri. It creates the window and passes each command of the wizard to the
//! tenant's end.

mod app_state;
mod counter;
mod desktop_look;
mod desktop_notifications;
mod ipc;
mod lock;
#[cfg(target_os = "linux")]
mod main_loop;
mod opened_copies;
mod other_program;
mod preferences;
mod printing;
mod sandbox;
mod save_file;
mod sole_instance;
mod stay;
#[cfg(target_os = "linux")]
mod system_proxy;
mod termination;
mod touches;
mod web_process;
mod window;
mod wording;

use std::{
    env, io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use contract::{MAX_LINK_BYTES, RETURN_SCHEME};
use tauri::{App, Builder, Manager, Runtime, WindowEvent, Wry};
use tenant::{Config, ConfigError, FirstPaint, Keyrings, Logo, OsKeyring, Proxies, Seat, SecretStore};
use tracing_subscriber::EnvFilter;

use crate::{
    app_state::AppState,
    desktop_look::DesktopLook,
    opened_copies::OpenedCopies,
    preferences::BeforeVisitor,
    sandbox::Trial,
    sole_instance::{Launch, SoleInstance},
    stay::Stays,
};

/// The administrator's configuration file, which replaces the built-in configuration.
const MACHINE_POLICY: &str = if cfg!(windows) {
    r"C:\ProgramData\Espace Locataire\landlord.toml"
} else if cfg!(target_os = "macos") {
    "/Library/Application Support/Espace Locataire/landlord.toml"
} else {
    "/etc/espace-locataire/landlord.toml"
};
/// Environment variable with the path of a configuration file to use instead of the built-in configuration.
const CONFIG_VARIABLE: &str = "ESPACE_LOCATAIRE_CONFIG";
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
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn")))
        .with_writer(io::stderr)
        .init();
    if is_at_counter()
        && let Err(error) = counter::move_into_folder()
    {
        tracing::error!(%error, "the folder of the counter cannot be made");
        return ExitCode::FAILURE;
    }
    let sandbox = Trial::begin();
    let context = tauri::generate_context!();
    // Before the toolkit starts: a process that exits while the toolkit's threads run may crash, and its parent
    // would see a failure.
    let sole = match claim_place(&context.config().identifier) {
        Ok(Some(sole)) => sole,
        Ok(None) => return ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the folder of the application's data cannot be written");
            return ExitCode::FAILURE;
        }
    };
    window::draw_in_software();
    sandbox.contain_page();
    let builder = with_commands(Builder::<Wry>::default()).setup(|app| Ok(set_up(app, sole)?));
    match builder.run(context) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window cannot be opened");
            ExitCode::FAILURE
        }
    }
}

/// Claims the place of the only instance (R10), in the folder where Tauri keeps the application's data. None if
/// another instance has it.
fn claim_place(identifier: &str) -> io::Result<Option<SoleInstance>> {
    let data = dirs::data_dir().ok_or(io::ErrorKind::NotFound)?.join(identifier);
    let launch = Launch::of_this_process(link_back(env::args().skip(1)));
    SoleInstance::claim(&data, dirs::runtime_dir().as_deref(), &launch)
}

/// Adds plugins, events and commands to an application, on the real runtime or on the mock runtime of the tests.
fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    // On Linux the shell opens the dialogs of GTK itself, so that the lock can dismiss them.
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_dialog::init());
    builder
        .manage(Stays::default())
        .manage(BeforeVisitor::default())
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
fn set_up<R: Runtime>(app: &App<R>, sole: SoleInstance) -> tauri::Result<()> {
    let data = app.path().app_data_dir()?;
    let at_counter = is_at_counter();
    if at_counter {
        counter::empty_folder(&data);
    }
    sole.handle_second_launches(app.handle());
    app.manage(sole);
    app.manage(DesktopLook::ask());
    let preferences = preferences::read(app.handle());
    let configuration = configuration().map(|config| Config {
        language: preferences.language,
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
        let link = link_back(env::args().skip(1));
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
    if at_counter {
        counter::watch(app.handle());
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

/// The link back from a payment among the arguments: a browser starts the application with it (S15).
fn link_back(arguments: impl IntoIterator<Item = String>) -> Option<String> {
    arguments.into_iter().find(|argument| {
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

/// Whether this run is a counter: by argument, or by the machine's policy, which leaves no other choice then
/// (S21).
fn is_at_counter() -> bool {
    let policy = policy_at(Path::new(MACHINE_POLICY));
    counter::is_asked_for(env::args_os().skip(1))
        || policy.is_some_and(|policy| policy.is_ok_and(|config| config.assisted.is_some()))
}

/// The machine's policy; none if there is none. One that cannot be read, or whose folder cannot be looked into, is an
/// error: no other configuration takes its place.
fn policy_at(path: &Path) -> Option<Result<Config, ConfigError>> {
    match Config::read(path.to_owned()) {
        Err(ConfigError::File { source, .. }) if source.kind() == io::ErrorKind::NotFound => None,
        policy => Some(policy),
    }
}

/// Reads the configuration: the machine's policy comes first, then the file that the environment names, then the
/// built-in one.
fn configuration() -> Result<Config, ConfigError> {
    if let Some(policy) = policy_at(Path::new(MACHINE_POLICY)) {
        return policy;
    }
    match env::var_os(CONFIG_VARIABLE) {
        Some(path) => Config::read(PathBuf::from(path)),
        None => Config::parse_beside(include_str!("../landlord.toml"), "landlord.toml", |_| {
            Some(include_bytes!(concat!(env!("OUT_DIR"), "/logo")).to_vec())
        }),
    }
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

    #[test]
    fn a_policy_that_cannot_be_reached_is_an_error_not_an_absence() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(policy_at(&folder.path().join("landlord.toml")).is_none());
        // Also for root, whom no permission keeps out.
        let closed = folder.path().join("closed");
        std::fs::write(&closed, b"").expect("written");
        assert!(policy_at(&closed.join("landlord.toml")).is_some_and(|policy| policy.is_err()));
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
