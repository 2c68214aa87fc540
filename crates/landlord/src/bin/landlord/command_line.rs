//! The command line of `landlord`. The help texts are in French, for the landlord's IT people.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use contract::StaffLogin;

/// Le service du bailleur : inscription, connexion et quittances des locataires.
#[derive(Parser)]
#[command(version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
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
        /// Affiche d’abord l’adresse du service et le poste, en « clé=valeur », pour un programme.
        #[arg(long)]
        machine_readable: bool,
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
        /// Le code locataire.
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
pub(crate) enum MessageAction {
    /// Ouvre un message ; le locataire voit qu’il a été lu.
    Show {
        /// Le message.
        // A random one may begin with a hyphen.
        #[arg(allow_hyphen_values = true)]
        id: String,
        /// Le dossier où écrire les fichiers joints.
        #[arg(long)]
        attachments: Option<PathBuf>,
    },
    /// Répond à un message ; sans --text, la réponse est lue sur l’entrée standard.
    Answer {
        /// Le message.
        // A random one may begin with a hyphen.
        #[arg(allow_hyphen_values = true)]
        id: String,
        /// La réponse.
        #[arg(long)]
        text: Option<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum StaffCommand {
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
pub(crate) enum DeviceCommand {
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
pub(crate) enum JournalCommand {
    /// Vérifie que rien n’a été changé, retiré ni coupé : 0 entier, 1 abîmé.
    Verify {
        /// L’empreinte notée lors d’une vérification d’avant.
        #[arg(long)]
        head: Option<String>,
    },
    /// Écrit le journal (CSV).
    Export,
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use std::{fs, path::Path};

    use clap::error::ErrorKind;

    use super::*;

    /// Splits a shell line into words; quotes group words.
    fn words(line: &str) -> Vec<String> {
        let line = line.split(" #").next().unwrap_or_default();
        let parts = line.split('"').enumerate();
        let words = parts.flat_map(|(place, part)| match place % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        });
        words.collect()
    }

    /// The commands in a document, on lines of their own and between backticks.
    fn commands(text: &str) -> Vec<Vec<String>> {
        let lines = text.lines().chain(text.split('`'));
        let commands = lines.map(|line| line.trim_start_matches("target/release/"));
        let commands = commands.filter(|line| line.starts_with("landlord ") && !line.contains('\n'));
        commands.map(words).collect()
    }

    #[test]
    fn every_landlord_command_in_the_documents_exists() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut found = 0;
        for document in [
            "README.md",
            "docs/OPERATIONS.md",
            "docs/SECURITY.md",
            "docs/ARCHITECTURE.md",
            "docs/CSV.md",
        ] {
            let text = fs::read_to_string(root.join(document)).expect("a document");
            for command in commands(&text) {
                found += 1;
                // A command that is only mentioned may lack its required arguments.
                if let Err(error) = Arguments::try_parse_from(&command)
                    && !matches!(
                        error.kind(),
                        ErrorKind::MissingRequiredArgument
                            | ErrorKind::MissingSubcommand
                            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
                    )
                {
                    panic!("{document}: {}\n{error}", command.join(" "));
                }
            }
        }
        assert!(found > 20, "commands are found");
    }
}
