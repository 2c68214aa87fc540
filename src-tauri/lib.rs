//! The shell: the only code that knows Tauri. It makes the window and hands each command of the
//! wizard to the tenant's end.

mod commands;
mod counter;
mod desk;
mod lock;
mod notices;
mod opened_copies;
mod other_program;
mod preferences;
mod printing;
mod save_file;
mod sole_instance;
mod web_process;
mod window;

use std::{
    env, io,
    path::{Path, PathBuf},
    process::{self, ExitCode},
    sync::Arc,
};

use contract::{MOST_LINK_BYTES, RETURN_SCHEME};
use tauri::{Builder, Manager, Runtime, WindowEvent, Wry};
use tenant::{Config, ConfigError, FirstPaint, Logo, OsKeyring, Seat, SecretStore};
use tracing_subscriber::EnvFilter;

use crate::{desk::Desk, opened_copies::OpenedCopies, sole_instance::SoleInstance};

/// The configuration that whoever administers the machine puts in the place of the one built in.
const MACHINE_POLICY: &str = if cfg!(windows) {
    r"C:\ProgramData\Espace Locataire\landlord.toml"
} else if cfg!(target_os = "macos") {
    "/Library/Application Support/Espace Locataire/landlord.toml"
} else {
    "/etc/espace-locataire/landlord.toml"
};
/// Names another configuration file than the one built in.
const CONFIG_VARIABLE: &str = "ESPACE_LOCATAIRE_CONFIG";
const KEYRING_SERVICE: &str = "fr.habitathdf.espacelocataire";

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
    window::draw_in_software();
    match with_commands(Builder::<Wry>::default()).run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window cannot be opened");
            ExitCode::FAILURE
        }
    }
}

/// The application on any runtime: the real one, or the one of the tests.
fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(tauri_plugin_dialog::init())
        .setup(|app| {
            let data = app.path().app_data_dir()?;
            let runtime = app.path().runtime_dir().ok();
            let link = link_back(env::args().skip(1));
            let Some(sole) = SoleInstance::claim(&data, runtime.as_deref(), link.as_deref())? else {
                app.cleanup_before_exit();
                process::exit(0);
            };
            if is_at_counter() {
                counter::empty_folder(&data);
            }
            sole.answer(app.handle());
            app.manage(sole);
            let archives = data.join("archives");
            let configuration = configuration();
            let logo = configuration
                .as_ref()
                .ok()
                .and_then(|config| config.logo.as_ref());
            let logo = logo.map(Logo::data_url);
            let at_counter = is_at_counter();
            let desk = if at_counter {
                Desk::at_a_counter(configuration)
            } else {
                Desk::start(configuration, archives, Box::new(keyring), link)
            };
            let first_paint = FirstPaint {
                preferences: preferences::read(app.handle()),
                landlord: desk.landlord_profile(),
                logo,
            };
            app.manage(desk);
            app.manage(OpenedCopies::begin(app.handle())?);
            window::open(app.handle(), &first_paint, at_counter)?;
            printing::offer_paper_only();
            if at_counter {
                counter::watch(app.handle());
            } else {
                notices::watch(app.handle());
            }
            lock::watch(app.handle());
            Ok(())
        })
        .on_window_event(|window, event| {
            if matches!(event, WindowEvent::Destroyed) {
                window.state::<OpenedCopies>().erase();
                counter::leave(window.app_handle());
            }
        })
        .invoke_handler(tauri::generate_handler![
            commands::window::opening,
            commands::window::secrets_kept,
            commands::window::set_preferences,
            commands::window::agency,
            commands::window::go_back,
            commands::window::print_page,
            commands::enrolment::start_enrolment,
            commands::enrolment::start_password_reset,
            commands::enrolment::resume_enrolment,
            commands::enrolment::abandon_enrolment,
            commands::enrolment::restart_enrolment,
            commands::enrolment::continue_enrolment,
            commands::enrolment::read_tenant_code,
            commands::enrolment::prepare_robot_check,
            commands::enrolment::submit_tenant_code,
            commands::enrolment::submit_phone,
            commands::enrolment::open_letter,
            commands::enrolment::read_letter_code,
            commands::enrolment::submit_letter,
            commands::enrolment::resend_sms_code,
            commands::enrolment::submit_sms_code,
            commands::enrolment::submit_profile,
            commands::enrolment::read_password,
            commands::enrolment::submit_password,
            commands::enrolment::finish_enrolment,
            commands::enrolment::contact_agency,
            commands::session::open_sign_in,
            commands::session::sign_in,
            commands::session::submit_sign_in_code,
            commands::session::resend_sign_in_code,
            commands::session::sign_out,
            commands::people::open_people,
            commands::people::has_others,
            commands::people::choose_person,
            commands::people::add_person,
            commands::people::ask_person_removal,
            commands::people::remove_person,
            commands::pin::unlock,
            commands::pin::forget_pin,
            commands::pin::decline_pin,
            commands::pin::open_pin,
            commands::pin::open_pin_removal,
            commands::pin::submit_pin,
            commands::pin::remove_pin,
            commands::pin::lock,
            commands::pin::lockable,
            commands::window::be_touched,
            commands::pages::open_home,
            commands::pages::home_shown,
            commands::pages::open_receipts,
            commands::pages::open_rent_account,
            commands::pages::open_ways_to_pay,
            commands::pages::open_dwelling,
            commands::pages::open_landlord,
            commands::pages::read_page,
            commands::messages::open_messages,
            commands::messages::open_new_message,
            commands::messages::attach_file,
            commands::messages::detach_file,
            commands::messages::submit_message,
            commands::messages::withdraw_message,
            commands::payment::open_card_payment,
            commands::payment::submit_payment_amount,
            commands::payment::pay,
            commands::payment::follow_payment,
            commands::payment::give_payment_up,
            commands::payment::leave_payment,
            commands::receipts::rent_documents,
            commands::receipts::rent_documents_of,
            commands::receipts::search_rent_documents,
            commands::receipts::keep_pdfs,
            commands::receipts::stop_keeping_pdfs,
            commands::receipts::synchronise,
            commands::receipts::rent_document,
            commands::receipts::rent_document_pdf,
            commands::receipts::save_pdf,
            commands::receipts::open_pdf_elsewhere,
            commands::receipts::print_pdf,
            commands::receipts::save_papers,
            commands::account::open_account,
            commands::account::refresh_account,
            commands::account::ask_account,
            commands::account::submit_account_email,
            commands::account::submit_account_landline,
            commands::account::submit_account_mobile,
            commands::account::resend_account_sms_code,
            commands::account::submit_account_sms_code,
            commands::account::submit_account_password,
            commands::account::submit_new_account_password,
            commands::account::submit_account_consent,
            commands::account::sign_device_out,
            commands::account::save_account_export,
            commands::account::continue_account_deletion,
            commands::counter::counter_standing,
            commands::counter::practise,
            commands::counter::open_activation,
            commands::counter::begin_activation,
            commands::counter::confirm_activation,
            commands::counter::finish_activation,
            commands::counter::sign_staff_in,
            commands::counter::check_staff,
            commands::counter::open_staff_password,
            commands::counter::submit_staff_password,
            commands::counter::sign_staff_out,
            commands::counter::counter_figures,
            commands::counter::search_by_code,
            commands::counter::search_by_name,
            commands::counter::choose_tenant,
            commands::counter::submit_identity,
            commands::counter::begin_visit,
            commands::counter::begin_purpose,
            commands::counter::submit_new_number,
            commands::counter::approve,
            commands::counter::take_over,
            commands::counter::back_to_visit,
            commands::counter::print_consent,
            commands::counter::print_letter,
            commands::counter::prepare_counter,
            commands::counter::print_consent_form,
            commands::counter::print_journal,
            commands::counter::end_visit,
        ])
}

/// The link that a browser started the application with, on its way back from a payment (S15).
fn link_back(arguments: impl IntoIterator<Item = String>) -> Option<String> {
    arguments.into_iter().find(|argument| {
        argument.len() <= MOST_LINK_BYTES && argument.starts_with(&format!("{RETURN_SCHEME}:"))
    })
}

/// The first person's entries stand where they stood when a computer knew one person only.
fn keyring(seat: Seat) -> Arc<dyn SecretStore> {
    let service = match seat {
        Seat::FIRST => KEYRING_SERVICE.to_owned(),
        other => format!("{KEYRING_SERVICE}.{}", other.number()),
    };
    Arc::new(OsKeyring::new(service))
}

/// Staff started it, or whoever administers the machine has made a counter of it: then it is nothing else (S21).
fn is_at_counter() -> bool {
    counter::is_asked_for(env::args_os().skip(1))
        || Path::new(MACHINE_POLICY).exists() && configuration().is_ok_and(|config| config.assisted.is_some())
}

/// What whoever administers the machine has put there goes before what a person says, and that before what is
/// built in.
fn configuration() -> Result<Config, ConfigError> {
    let policy = Path::new(MACHINE_POLICY);
    if policy.exists() {
        return Config::read(policy.to_owned());
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
    fn the_window_may_ask_the_listed_commands_and_no_other() {
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
    fn s21_the_window_of_a_counter_saves_nothing_and_has_nothing_of_a_home() {
        let (_app, window) = opened(true);
        assert_eq!(ask(&window, "read_tenant_code"), Ok(()));
        for refused in [
            "save_pdf",
            "save_papers",
            "open_pdf_elsewhere",
            "save_account_export",
            "open_account",
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
