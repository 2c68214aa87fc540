//! The program `landlord`: `serve`, `demo`, `import`, `payments`, `messages`, `letter`, `staff`, `device`,
//! `journal`, `verify`, `renew-key`, `openapi`.

mod command_line;
mod counters;
mod stop_signals;

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::Parser;
use contract::{TenantCode, VerificationOutcome};
use landlord::{
    AttestationKeys, Refusal,
    card::{CardProviders, Sandbox},
    clock::SystemClock,
    config::{Config, ConfigError, PublicAddress, PublicAddressFlaw},
    counter_desk::CounterError,
    demonstration::{self, DemonstrationError},
    figures::LETTER_DAYS,
    import::{ImportError, import_directory},
    keys::ServiceKeyError,
    mail::MailOutbox,
    message_desk::DeskError,
    server::Server,
    service::{Service, ServiceError, Surroundings},
    sms::SmsOutbox,
    verify_file::{self, Against, HandedOver, VerifyError},
};
use tracing_subscriber::EnvFilter;

use self::{
    command_line::{Arguments, Command, MessageAction},
    counters::{device, journal, staff},
    stop_signals::StopSignals,
};

/// Exit code of `verify` when the check could not be made.
const UNREADABLE: u8 = 2;
/// Exit code of `verify` for a genuine document that was replaced or withdrawn since.
const NO_LONGER_VALID: u8 = 3;

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Service(#[from] ServiceError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Verify(#[from] VerifyError),
    #[error(transparent)]
    Key(#[from] ServiceKeyError),
    #[error(transparent)]
    Address(#[from] PublicAddressFlaw),
    #[error(transparent)]
    Demonstration(#[from] DemonstrationError),
    #[error("l’adresse {0} ne peut pas être utilisée : {1}")]
    Listen(std::net::SocketAddr, io::Error),
    #[error("« {0} » n’est pas un code locataire : il a {digits} chiffres", digits = TenantCode::DIGITS)]
    TenantCode(String),
    #[error("le locataire {0} n’est pas dans la base : reprenez d’abord les exports")]
    UnknownTenant(String),
    #[error("le courrier ne peut pas être fait : {0}")]
    Letter(Refusal),
    #[error(transparent)]
    Desk(#[from] DeskError),
    #[error(transparent)]
    Counter(#[from] CounterError),
    #[error("les paiements ne peuvent pas être lus : {0}")]
    Payments(Refusal),
    #[error("le fichier {} ne peut pas être écrit : {source}", path.display())]
    LetterFile { path: PathBuf, source: io::Error },
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("la description OpenAPI ne peut pas être écrite : {0}")]
    Openapi(#[from] serde_json::Error),
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")))
        .with_writer(io::stderr)
        .init();
    let command = Arguments::parse().command;
    let failed = match &command {
        Command::Verify { .. } => ExitCode::from(UNREADABLE),
        _ => ExitCode::FAILURE,
    };
    run(command).await.unwrap_or_else(|failure| {
        let _ = writeln!(io::stderr(), "{failure}");
        failed
    })
}

async fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve { config } => serve(&config).await,
        Command::Demo { listen } => demo(listen).await,
        Command::Import { directory, config } => import(&directory, &config).await,
        Command::Payments { config } => payments(&config).await,
        Command::Messages { action, all, config } => messages(action, all, &config).await,
        Command::Letter { tenant, out, config } => letter(&tenant, out.as_deref(), &config).await,
        Command::Verify {
            file,
            config,
            service,
        } => return verify(file, &config, service).await,
        Command::Staff { action, config } => staff(action, &config).await,
        Command::Device { action, config } => device(action, &config).await,
        Command::Journal { action, config } => return journal(action, &config).await,
        Command::RenewKey { config } => renew_key(&config),
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
    if config.takes_all_clients_for_one() {
        tracing::error!(
            "public-address is set and no reverse proxy is trusted: all tenants count as one address, and are \
             refused together after a few sign-ups. Name the proxy in trusted-proxies"
        );
    }
    listen(Service::open(config).await?, address, |_| Ok(())).await
}

async fn import(directory: &Path, config: &Path) -> Result<(), Failure> {
    let config = Config::read(config)?;
    let landlord = config.issuing_landlord();
    let service = Service::open(config).await?;
    let summary = import_directory(service.pool(), &landlord, directory).await?;
    Ok(writeln!(io::stdout(), "{summary}")?)
}

async fn payments(config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let csv = service.card_payments_csv().await.map_err(Failure::Payments)?;
    Ok(io::stdout().write_all(csv.as_bytes())?)
}

async fn messages(action: Option<MessageAction>, all: bool, config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let told = match action {
        None => {
            let messages = service.message_desk().messages_on_desk(all).await?;
            messages.iter().map(|message| message.line() + "\n").collect()
        }
        Some(MessageAction::Show { id, attachments }) => {
            let message = service
                .message_desk()
                .open_message(&id, attachments.as_deref())
                .await?;
            message.to_string()
        }
        Some(MessageAction::Answer { id, text }) => {
            let text = text.map_or_else(|| io::read_to_string(io::stdin()), Ok)?;
            service.message_desk().answer_message(&id, &text).await?;
            "Réponse envoyée : le locataire la verra à l’ouverture de son Espace Locataire.\n".to_owned()
        }
    };
    let mut out = io::stdout().lock();
    out.write_all(told.as_bytes())?;
    Ok(out.flush()?)
}

async fn letter(tenant: &str, out: Option<&Path>, config: &Path) -> Result<(), Failure> {
    let code = TenantCode::parse(tenant).map_err(|_| Failure::TenantCode(tenant.to_owned()))?;
    let service = Service::open(Config::read(config)?).await?;
    let failed = |refusal| match refusal {
        Refusal::NotFound => Failure::UnknownTenant(code.grouped()),
        other => Failure::Letter(other),
    };
    let told = match out {
        Some(path) => {
            let write_error = |source| Failure::LetterFile {
                path: path.to_owned(),
                source,
            };
            // Create the file before the letter, which invalidates the previous one. Never overwrite another
            // letter.
            let mut file = create_private(path).map_err(write_error)?;
            let written = match service.letter_desk().write(&code).await {
                Ok(pdf) => file.write_all(&pdf).map_err(write_error),
                Err(refusal) => Err(failed(refusal)),
            };
            if written.is_err() {
                // Best effort: the error returned is the one that matters, not a leftover empty file.
                let _ = fs::remove_file(path);
            }
            written?;
            format!(
                "Courrier écrit, valable {LETTER_DAYS} jours et une seule fois : {}",
                path.display()
            )
        }
        None => {
            let letter = service.letter_desk().issue(&code).await.map_err(failed)?;
            let grouped = letter.grouped();
            format!("Code du courrier, valable {LETTER_DAYS} jours et une seule fois : {grouped}")
        }
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{told}")?;
    Ok(out.flush()?)
}

async fn verify(file: String, config: &Path, service: Option<String>) -> Result<ExitCode, Failure> {
    let against = match service {
        Some(address) => Against::Published(PublicAddress::try_from(address)?),
        None => Against::Service(Service::open(Config::read(config)?).await?),
    };
    let findings = verify_file::verify(&HandedOver::new(file), &against).await?;
    let mut out = io::stdout().lock();
    for finding in &findings {
        write!(out, "{finding}")?;
    }
    out.flush()?;
    let any = |outcomes: &[VerificationOutcome]| {
        let mut told = findings.iter().map(|finding| finding.verification.outcome);
        told.any(|outcome| outcomes.contains(&outcome))
    };
    Ok(if any(&[VerificationOutcome::NotGenuine]) {
        ExitCode::FAILURE
    } else if any(&[VerificationOutcome::Replaced, VerificationOutcome::Withdrawn]) {
        ExitCode::from(NO_LONGER_VALID)
    } else {
        ExitCode::SUCCESS
    })
}

fn renew_key(config: &Path) -> Result<(), Failure> {
    let config = Config::read(config)?;
    let key = AttestationKeys::renew(&config.data)?;
    let mut out = io::stdout().lock();
    writeln!(out, "Nouvelle clé publique : {key}")?;
    writeln!(out, "Redémarrez le service pour qu’il signe avec elle.")?;
    Ok(out.flush()?)
}

/// Creates a file that only its owner can read; fails if it exists.
fn create_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

async fn demo(address: std::net::SocketAddr) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let surroundings = Surroundings {
        clock: Box::new(SystemClock),
        sms: Arc::new(SmsOutbox::new(None).echoing()),
        mail: Arc::new(MailOutbox::new(None).echoing()),
        cards: CardProviders::of(Arc::new(Sandbox::default())),
    };
    let (service, summary) = demonstration::open_service(folder.path(), surroundings).await?;
    listen(service, address, |address| {
        let mut out = io::stdout().lock();
        writeln!(out, "Données de démonstration — {summary}")?;
        writeln!(out, "Service du bailleur : http://{address}")?;
        writeln!(out, "Téléphone de démonstration : http://{address}/demo/phone")?;
        writeln!(out, "Poste d’agence : {}", demonstration::COUNTER_DEVICE)?;
        for staff in demonstration::SHOWN_STAFF {
            writeln!(
                out,
                "  nom de connexion {}, mot de passe {} ; son code est sur le téléphone de démonstration",
                staff.login,
                demonstration::COUNTER_PASSWORD
            )?;
        }
        writeln!(out, "Locataires à essayer :")?;
        for tenant in demonstration::SHOWN_TENANTS {
            writeln!(
                out,
                "  code locataire {}, portable {} — {}, {}",
                tenant.tenant_code, tenant.mobile, tenant.name, tenant.what
            )?;
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
    let server = Server::bind(service, wanted)
        .await
        .map_err(|error| Failure::Listen(wanted, error))?;
    let address = server.address()?;
    tracing::info!(%address, "listening");
    announce(address)?;
    Ok(server.run(stop.received()).await?)
}
