//! `landlord serve | demo | import | payments | messages | letter | staff | device | journal | verify | renew-key | openapi`.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::{Parser, Subcommand};
use contract::{LetterCode, StaffLogin, StaffRole, TenantCode, VerificationOutcome};
use landlord::{
    AttestationKeys, Refusal,
    card::Sandbox,
    clock::SystemClock,
    config::{Config, ConfigError, PublicAddress, PublicAddressFlaw},
    counter_desk::CounterError,
    demonstration::{self, DemonstrationError},
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

/// Le service du bailleur : inscription, connexion et quittances des locataires.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Sert les locataires.
    Serve {
        /// La configuration.
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
    },
    /// Sert des données de démonstration, neuves à chaque fois.
    Demo {
        /// L’adresse d’écoute, sur cette machine.
        #[arg(long, default_value = "127.0.0.1:0")]
        listen: std::net::SocketAddr,
    },
    /// Reprend les exports CSV du logiciel de gestion locative.
    Import {
        /// Le dossier des fichiers CSV.
        directory: PathBuf,
        /// La configuration.
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
    },
    /// Liste, pour le logiciel de gestion, les paiements reçus par carte (CSV).
    Payments {
        /// La configuration.
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
    },
    /// Liste les messages des locataires qui attendent une réponse, les ouvre et y répond.
    Messages {
        #[command(subcommand)]
        action: Option<MessageAction>,
        /// Liste aussi ceux qui ont une réponse.
        #[arg(long)]
        all: bool,
        /// La configuration.
        #[arg(long, default_value = "landlord.toml", global = true)]
        config: PathBuf,
    },
    /// Fait un courrier d’inscription ; il remplace celui d’avant.
    Letter {
        /// Le code locataire, 15 chiffres.
        tenant: String,
        /// Le fichier PDF à écrire ; sans lui, le code du courrier s’affiche.
        #[arg(long)]
        out: Option<PathBuf>,
        /// La configuration.
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
    },
    /// Les comptes du personnel des agences, pour l’inscription accompagnée.
    Staff {
        #[command(subcommand)]
        action: StaffCommand,
        /// La configuration.
        #[arg(long, default_value = "landlord.toml", global = true)]
        config: PathBuf,
    },
    /// Les postes d’où le personnel se connecte.
    Device {
        #[command(subcommand)]
        action: DeviceCommand,
        /// La configuration.
        #[arg(long, default_value = "landlord.toml", global = true)]
        config: PathBuf,
    },
    /// Le journal de ce que le personnel a fait.
    Journal {
        #[command(subcommand)]
        action: JournalCommand,
        /// La configuration.
        #[arg(long, default_value = "landlord.toml", global = true)]
        config: PathBuf,
    },
    /// Vérifie le code d’un document : 0 authentique, 1 pas authentique, 2 illisible, 3 remplacé ou annulé depuis.
    Verify {
        /// Le fichier PDF, un fichier avec le code, ou le code lui-même.
        file: String,
        /// La configuration du service, dont les clés font foi.
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
        /// L’adresse publique d’un service, à la place de la configuration.
        #[arg(long, conflicts_with = "config")]
        service: Option<String>,
    },
    /// Change la clé qui signe les documents ; celles d’avant restent publiées.
    RenewKey {
        /// La configuration.
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
    },
    /// Écrit la description OpenAPI de l’API.
    Openapi,
}

#[derive(Subcommand)]
enum MessageAction {
    /// Ouvre un message ; le locataire voit qu’il a été lu.
    Show {
        /// Le message.
        id: String,
        /// Le dossier où écrire les fichiers joints.
        #[arg(long)]
        attachments: Option<PathBuf>,
    },
    /// Répond à un message ; sans --text, la réponse est lue sur l’entrée standard.
    Answer {
        /// Le message.
        id: String,
        /// La réponse.
        #[arg(long)]
        text: Option<String>,
    },
}

#[derive(Subcommand)]
enum StaffCommand {
    /// Crée un compte, et donne le code par lequel la personne commence.
    Add {
        /// Le nom pour se connecter : claire.martin.
        login: StaffLogin,
        /// Le nom complet : Claire MARTIN.
        #[arg(long)]
        name: String,
        /// L’agence : sa référence ou son nom.
        #[arg(long)]
        agency: String,
        /// Responsable de l’agence : voit les chiffres et le journal.
        #[arg(long)]
        manager: bool,
    },
    /// Donne un nouveau code pour commencer : l’ancien mot de passe et l’ancien téléphone ne marchent plus.
    Reset {
        /// Le nom pour se connecter.
        login: StaffLogin,
    },
    /// Ferme un compte.
    Close {
        /// Le nom pour se connecter.
        login: StaffLogin,
    },
    /// Liste les comptes.
    List,
}

#[derive(Subcommand)]
enum DeviceCommand {
    /// Inscrit un poste, et donne ce qui va dans sa configuration.
    Add {
        /// Le nom du poste : « Lens, guichet 2 ».
        name: String,
    },
    /// Ferme un poste.
    Close {
        /// Le nom du poste.
        name: String,
    },
    /// Liste les postes.
    List,
}

#[derive(Subcommand)]
enum JournalCommand {
    /// Vérifie que rien n’a été changé, retiré ni coupé : 0 entier, 1 abîmé.
    Verify {
        /// L’empreinte notée lors d’une vérification d’avant.
        #[arg(long)]
        head: Option<String>,
    },
    /// Écrit le journal (CSV).
    Export,
}

/// How `verify` ends when there was nothing to check.
const UNREADABLE: u8 = 2;
/// How it ends for a document that was genuine once.
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
    #[error("« {0} » n’est pas un code locataire : il a 15 chiffres")]
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
            let messages = service.messages_on_desk(all).await?;
            messages.iter().map(|message| message.line() + "\n").collect()
        }
        Some(MessageAction::Show { id, attachments }) => {
            let message = service.open_message(&id, attachments.as_deref()).await?;
            message.to_string()
        }
        Some(MessageAction::Answer { id, text }) => {
            let text = text.map_or_else(|| io::read_to_string(io::stdin()), Ok)?;
            service.answer_message(&id, &text).await?;
            "Réponse envoyée : le locataire la verra à l’ouverture de son Espace Locataire.\n".to_owned()
        }
    };
    let mut out = io::stdout().lock();
    out.write_all(told.as_bytes())?;
    Ok(out.flush()?)
}

async fn staff(action: StaffCommand, config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let to_begin = |login: &StaffLogin, code: &LetterCode| {
        format!(
            "Code pour commencer, valable 7 jours et une seule fois : {}\nIl se tape sur un poste inscrit, avec le nom « {} ».\n",
            code.grouped(),
            login.as_str()
        )
    };
    let told = match action {
        StaffCommand::Add {
            login,
            name,
            agency,
            manager,
        } => {
            let role = if manager {
                StaffRole::AgencyManager
            } else {
                StaffRole::Helper
            };
            to_begin(&login, &service.add_staff(&login, &name, role, &agency).await?)
        }
        StaffCommand::Reset { login } => to_begin(&login, &service.begin_staff_anew(&login).await?),
        StaffCommand::Close { login } => {
            service.close_staff(&login).await?;
            format!("Compte fermé : {}\n", login.as_str())
        }
        StaffCommand::List => {
            let staff = service.staff().await?;
            staff.iter().map(|member| format!("{member}\n")).collect()
        }
    };
    let mut out = io::stdout().lock();
    out.write_all(told.as_bytes())?;
    Ok(out.flush()?)
}

async fn device(action: DeviceCommand, config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let told = match action {
        DeviceCommand::Add { name } => {
            let token = service.enrol_staff_device(&name).await?;
            format!(
                "Poste inscrit. Ajoutez ceci à sa configuration, lisible du seul compte de l’agence :\n\n\
                 [assisted]\ndevice = \"{}\"\n",
                token.expose()
            )
        }
        DeviceCommand::Close { name } => {
            service.close_staff_device(&name).await?;
            format!("Poste fermé : {name}\n")
        }
        DeviceCommand::List => {
            let devices = service.staff_devices().await?;
            devices.iter().map(|name| format!("{name}\n")).collect()
        }
    };
    let mut out = io::stdout().lock();
    out.write_all(told.as_bytes())?;
    Ok(out.flush()?)
}

async fn journal(action: JournalCommand, config: &Path) -> Result<ExitCode, Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let (told, ended) = match action {
        JournalCommand::Export => (service.journal_csv().await?, ExitCode::SUCCESS),
        JournalCommand::Verify { head } => {
            let check = service.verify_journal(head.as_deref()).await?;
            let mut told = format!(
                "{} entrées en ordre.\nEmpreinte : {}\n",
                check.entries, check.head
            );
            if let Some(number) = check.broken_at {
                told += &format!("L’entrée {number} n’est pas celle qui a été écrite, ou elle manque.\n");
            }
            if check.earlier_head_found == Some(false) {
                told += "L’empreinte donnée n’est pas dans le journal : il a été coupé ou récrit.\n";
            }
            let ended = if check.is_whole() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            };
            (told, ended)
        }
    };
    let mut out = io::stdout().lock();
    out.write_all(told.as_bytes())?;
    out.flush()?;
    Ok(ended)
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
            // Before the letter is made: it ends the one before. Never over another tenant's letter.
            let mut file = create_private(path).map_err(write_error)?;
            let written = match service.write_letter(&code).await {
                Ok(pdf) => file.write_all(&pdf).map_err(write_error),
                Err(refusal) => Err(failed(refusal)),
            };
            if written.is_err() {
                // What failed is told; an empty file that stays is not.
                let _ = fs::remove_file(path);
            }
            written?;
            format!(
                "Courrier écrit, valable 21 jours et une seule fois : {}",
                path.display()
            )
        }
        None => {
            let letter = service.issue_letter(&code).await.map_err(failed)?;
            let grouped = letter.grouped();
            format!("Code du courrier, valable 21 jours et une seule fois : {grouped}")
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

/// A new file that its owner alone reads.
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
        cards: Some(Arc::new(Sandbox::default())),
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

/// Binds, says so, and serves until the terminal or the system asks to stop.
async fn listen(
    service: Service,
    wanted: std::net::SocketAddr,
    announce: impl FnOnce(std::net::SocketAddr) -> io::Result<()>,
) -> Result<(), Failure> {
    let server = Server::bind(service, wanted)
        .await
        .map_err(|error| Failure::Listen(wanted, error))?;
    let address = server.address()?;
    tracing::info!(%address, "listening");
    announce(address)?;
    Ok(server.run(asked_to_stop()).await?)
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
