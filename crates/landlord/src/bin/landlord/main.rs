//! The program `landlord`: `serve`, `check`, `demo`, `import`, `payments`, `messages`, `letter`, `tenant`, `staff`,
//! `device`, `journal`, `verify`, `key`, `renew-key`, `openapi`.

mod checking;
mod command_line;
mod counters;
mod keys;
mod stop_signals;
mod tenants;
mod terminal;

use landlord::operator_words::say;
use std::{
    fs::{self, File},
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use contract::{TenantCode, VerificationOutcome};
use landlord::{
    Refusal,
    card::{CardProviders, Sandbox},
    clock::SystemClock,
    config::{Config, ConfigError, PublicAddress, PublicAddressFlaw},
    counter_admin::CounterError,
    demonstration::{self, DemonstrationError},
    figures::LETTER_DAYS,
    import::ImportError,
    mail::MailCapture,
    message_admin::MessageAdminError,
    operations::{
        keys::KeyCommandError,
        serve_lock::{ServeLock, ServeLockFlaw},
        system,
    },
    server::Server,
    service::{Service, ServiceError, Surroundings},
    sms::SmsCapture,
    verify_file::{self, Against, HandedOver, VerifyError},
};
use tracing_subscriber::EnvFilter;

use self::{
    checking::{check, refuse_when_unfit},
    command_line::{Command, MessageAction},
    counters::{device, journal, staff},
    keys::{key, renew_key},
    stop_signals::StopSignals,
    tenants::tenant,
    terminal::{print, print_failure},
};

/// Exit code of `verify` when the check could not be made.
const UNREADABLE: u8 = 2;
/// Exit code of `verify` for a genuine document that was replaced or withdrawn since.
const NO_LONGER_VALID: u8 = 3;

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// What `landlord check` says as well, one fault a line.
    #[error("{0}")]
    Unfit(String),
    #[error(transparent)]
    Lock(#[from] ServeLockFlaw),
    #[error(transparent)]
    Service(#[from] ServiceError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Verify(#[from] VerifyError),
    #[error(transparent)]
    Key(#[from] KeyCommandError),
    #[error(transparent)]
    Address(#[from] PublicAddressFlaw),
    #[error(transparent)]
    Demonstration(#[from] DemonstrationError),
    #[error("{}", say("command-listen", [("value", .0.to_string()), ("cause", .1.to_string())]))]
    Listen(std::net::SocketAddr, io::Error),
    #[error("{}", say("command-tenant-code", [("value", .0.to_string()), ("digits", (TenantCode::DIGITS).to_string())]))]
    TenantCode(String),
    #[error("{}", say("command-unknown-tenant", [("value", .0.to_string())]))]
    UnknownTenant(String),
    #[error("{}", say("command-letter", [("reason", .0.to_string())]))]
    Letter(Refusal),
    #[error("{}", say("command-tenant", [("reason", .0.to_string())]))]
    Tenant(Refusal),
    #[error(transparent)]
    MessageAdmin(#[from] MessageAdminError),
    #[error(transparent)]
    Counter(#[from] CounterError),
    #[error("{}", say("command-payments", [("reason", .0.to_string())]))]
    Payments(Refusal),
    #[error("{}", say("command-letter-file", [("path", path.display().to_string()), ("source", source.to_string())]))]
    LetterFile { path: PathBuf, source: io::Error },
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("{}", say("command-openapi", [("reason", .0.to_string())]))]
    Openapi(#[from] serde_json::Error),
}

#[tokio::main]
async fn main() -> ExitCode {
    system::create_only_private_files();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")))
        // What reads the log of a service wants no colours in it.
        .with_ansi(io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .with_writer(io::stderr)
        .init();
    let command = command_line::read().command;
    let failed = match &command {
        Command::Verify { .. } => ExitCode::from(UNREADABLE),
        _ => ExitCode::FAILURE,
    };
    run(command).await.unwrap_or_else(|failure| {
        print_failure(&failure);
        failed
    })
}

async fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve { config } => serve(&config).await,
        Command::Check { offline, config } => return check(offline, &config).await,
        Command::Demo {
            listen,
            machine_readable,
        } => demo(listen, machine_readable).await,
        Command::Import { directory, config } => import(&directory, &config).await,
        Command::Payments { config } => payments(&config).await,
        Command::Messages { action, all, config } => messages(action, all, &config).await,
        Command::Letter {
            tenant,
            out,
            waiting,
            config,
        } => match tenant {
            Some(tenant) if !waiting => letter(&tenant, out.as_deref(), &config).await,
            _ => letters_waiting(&config).await,
        },
        Command::Verify {
            file,
            config,
            service,
        } => return verify(file, &config, service).await,
        Command::Tenant { action, config } => tenant(action, &config).await,
        Command::Staff { action, config } => staff(action, &config).await,
        Command::Device { action, config } => device(action, &config).await,
        Command::Journal { action, config } => return journal(action, &config).await,
        Command::Key { action, config } => key(action, &config).await,
        Command::RenewKey { config } => renew_key(&config).await,
        Command::Openapi => {
            let mut json = serde_json::to_string_pretty(&landlord::openapi())?;
            json.push('\n');
            Ok(io::stdout().write_all(json.as_bytes())?)
        }
    }
    .map(|()| ExitCode::SUCCESS)
}

async fn serve(config: &Path) -> Result<(), Failure> {
    let config = Config::read(config)?;
    let address = config.listen;
    refuse_when_unfit(&config).await?;
    if config.takes_all_clients_for_one() {
        tracing::error!(
            "public-address is set and no reverse proxy is trusted: all tenants count as one address, and are \
             refused together after a few sign-ups. Name the proxy in trusted-proxies"
        );
    }
    // Until the end of this function.
    let _lock = ServeLock::take(&config.data)?;
    listen(Service::open_to_serve(config).await?, address, |_| Ok(())).await
}

async fn import(directory: &Path, config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let summary = service.import(directory).await?;
    Ok(print(&format!("{summary}\n"))?)
}

async fn payments(config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let csv = service.card_payments_csv().await.map_err(Failure::Payments)?;
    Ok(io::stdout().write_all(csv.as_bytes())?)
}

async fn messages(action: Option<MessageAction>, all: bool, config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let output = match action {
        None => {
            let messages = service.message_admin().received_messages(all).await?;
            messages.iter().map(|message| message.line() + "\n").collect()
        }
        Some(MessageAction::Show { id, attachments }) => {
            let message = service
                .message_admin()
                .open_message(&id, attachments.as_deref())
                .await?;
            message.to_string()
        }
        Some(MessageAction::Answer { id, text }) => {
            let text = text.map_or_else(|| io::read_to_string(io::stdin()), Ok)?;
            service.message_admin().answer_message(&id, &text).await?;
            say("message-answered", []) + "\n"
        }
    };
    Ok(print(&output)?)
}

async fn letter(tenant: &str, out: Option<&Path>, config: &Path) -> Result<(), Failure> {
    let code = TenantCode::parse(tenant).map_err(|_| Failure::TenantCode(tenant.to_owned()))?;
    let service = Service::open(Config::read(config)?).await?;
    let failed = |refusal| match refusal {
        Refusal::NotFound => Failure::UnknownTenant(code.grouped()),
        other => Failure::Letter(other),
    };
    let output = match out {
        Some(path) => {
            let write_error = |source| Failure::LetterFile {
                path: path.to_owned(),
                source,
            };
            // Create the file before the letter, which invalidates the previous one. Never overwrite another
            // letter.
            let mut file = create_private(path).map_err(write_error)?;
            let written = match service.letter_admin().write(&code).await {
                Ok(pdf) => file.write_all(&pdf).map_err(write_error),
                Err(refusal) => Err(failed(refusal)),
            };
            if written.is_err() {
                // Best effort: the error returned is the one that matters, not a leftover empty file.
                let _ = fs::remove_file(path);
            }
            written?;
            service.messages_handed_over().await;
            let (days, path) = (LETTER_DAYS.to_string(), path.display().to_string());
            say("letter-written", [("days", days), ("path", path)])
        }
        None => {
            let letter = service.letter_admin().issue(&code).await.map_err(failed)?;
            service.messages_handed_over().await;
            let (days, code) = (LETTER_DAYS.to_string(), letter.grouped());
            say("letter-code", [("days", days), ("code", code)])
        }
    };
    Ok(print(&(output + "\n"))?)
}

async fn letters_waiting(config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let waiting = service.letter_admin().waiting().await.map_err(Failure::Letter)?;
    let lines: String = waiting.iter().map(|letter| format!("{letter}\n")).collect();
    Ok(print(&lines)?)
}

async fn verify(file: String, config: &Path, service: Option<String>) -> Result<ExitCode, Failure> {
    let against = match service {
        Some(address) => Against::Published(PublicAddress::try_from(address)?),
        None => Against::Service(Service::open(Config::read(config)?).await?),
    };
    let findings = verify_file::verify(&HandedOver::new(file), &against).await?;
    let output: String = findings.iter().map(ToString::to_string).collect();
    print(&output)?;
    let any = |outcomes: &[VerificationOutcome]| {
        let mut found = findings.iter().map(|finding| finding.verification.outcome);
        found.any(|outcome| outcomes.contains(&outcome))
    };
    Ok(if any(&[VerificationOutcome::NotGenuine]) {
        ExitCode::FAILURE
    } else if any(&[VerificationOutcome::Replaced, VerificationOutcome::Withdrawn]) {
        ExitCode::from(NO_LONGER_VALID)
    } else {
        ExitCode::SUCCESS
    })
}

/// Creates a file that only its owner can read; fails if it exists.
fn create_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

async fn demo(address: std::net::SocketAddr, machine_readable: bool) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let surroundings = Surroundings {
        clock: Box::new(SystemClock),
        sms: Arc::new(SmsCapture::new(None).echoing()),
        mail: Arc::new(MailCapture::new(None).echoing()),
        cards: CardProviders::of(Arc::new(Sandbox::default())),
    };
    let (service, summary) = demonstration::open_service(folder.path(), surroundings).await?;
    listen(service, address, |address| {
        let mut out = io::stdout().lock();
        if machine_readable {
            writeln!(out, "service=http://{address}")?;
            writeln!(out, "device={}", demonstration::COUNTER_DEVICE)?;
        }
        writeln!(out, "{}", say("demo-data", [("summary", summary.to_string())]))?;
        let service = format!("http://{address}");
        let phone = format!("{service}/demo/phone");
        writeln!(out, "{}", say("demo-service", [("address", service)]))?;
        writeln!(out, "{}", say("demo-phone", [("address", phone)]))?;
        let device = demonstration::COUNTER_DEVICE.to_owned();
        writeln!(out, "{}", say("demo-device", [("device", device)]))?;
        for staff in demonstration::SHOWN_STAFF {
            let (login, password) = (staff.login.to_owned(), demonstration::COUNTER_PASSWORD.to_owned());
            let staff = say("demo-staff", [("login", login), ("password", password)]);
            writeln!(out, "  {staff}")?;
        }
        writeln!(out, "{}", say("demo-tenants", []))?;
        for tenant in demonstration::SHOWN_TENANTS {
            let tenant = say(
                "demo-tenant",
                [
                    ("code", tenant.tenant_code.to_owned()),
                    ("mobile", tenant.mobile.to_owned()),
                    ("name", tenant.name.to_owned()),
                    ("what", tenant.what.to_owned()),
                ],
            );
            writeln!(out, "  {tenant}")?;
        }
        out.flush()
    })
    .await
}

/// Binds, announces the address, and serves until the terminal or the system asks it to stop.
async fn listen(
    service: Service,
    wanted: std::net::SocketAddr,
    announce: impl FnOnce(std::net::SocketAddr) -> io::Result<()>,
) -> Result<(), Failure> {
    // Before the address is announced, so that no stop signal arrives without a handler.
    let stop = StopSignals::install()?;
    let metrics = service.metrics_listen();
    let server = Server::bind(service, wanted)
        .await
        .map_err(|error| Failure::Listen(wanted, error))?;
    let address = server.address()?;
    let server = match metrics {
        Some(metrics) => server
            .with_metrics(metrics)
            .await
            .map_err(|error| Failure::Listen(metrics, error))?,
        None => server,
    };
    if let Some(metrics) = server.metrics_address()? {
        tracing::info!(%metrics, "counters and health are served");
    }
    tracing::info!(%address, "listening");
    announce(address)?;
    server.run(stop.received()).await;
    Ok(())
}
