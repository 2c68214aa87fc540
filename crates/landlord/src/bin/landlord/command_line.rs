//! The command line of `landlord`. Its help is in `command-line.ftl`, for the landlord's IT people.

use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use contract::StaffLogin;
use landlord::operator_words::say;

#[derive(Parser)]
#[command(version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Serve {
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
    },
    Check {
        #[arg(long)]
        offline: bool,
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
    },
    Demo {
        #[arg(long, default_value = "127.0.0.1:0")]
        listen: std::net::SocketAddr,
        #[arg(long)]
        machine_readable: bool,
    },
    Import {
        directory: PathBuf,
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
    },
    Payments {
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
    },
    Messages {
        #[command(subcommand)]
        action: Option<MessageAction>,
        #[arg(long)]
        all: bool,
        #[arg(long, default_value = "landlord.toml", global = true)]
        config: PathBuf,
    },
    Letter {
        #[arg(required_unless_present = "waiting")]
        tenant: Option<String>,
        #[arg(long)]
        out: Option<PathBuf>,
        #[arg(long, conflicts_with_all = ["tenant", "out"])]
        waiting: bool,
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
    },
    Tenant {
        #[command(subcommand)]
        action: TenantCommand,
        #[arg(long, default_value = "landlord.toml", global = true)]
        config: PathBuf,
    },
    Staff {
        #[command(subcommand)]
        action: StaffCommand,
        #[arg(long, default_value = "landlord.toml", global = true)]
        config: PathBuf,
    },
    Device {
        #[command(subcommand)]
        action: DeviceCommand,
        #[arg(long, default_value = "landlord.toml", global = true)]
        config: PathBuf,
    },
    Journal {
        #[command(subcommand)]
        action: JournalCommand,
        #[arg(long, default_value = "landlord.toml", global = true)]
        config: PathBuf,
    },
    Verify {
        file: String,
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
        #[arg(long, conflicts_with = "config")]
        service: Option<String>,
    },
    Key {
        #[command(subcommand)]
        action: KeyCommand,
        #[arg(long, default_value = "landlord.toml", global = true)]
        config: PathBuf,
    },
    RenewKey {
        #[arg(long, default_value = "landlord.toml")]
        config: PathBuf,
    },
    Openapi,
}

#[derive(Subcommand)]
pub(crate) enum MessageAction {
    Show {
        // A random one may begin with a hyphen.
        #[arg(allow_hyphen_values = true)]
        id: String,
        #[arg(long)]
        attachments: Option<PathBuf>,
    },
    Answer {
        // A random one may begin with a hyphen.
        #[arg(allow_hyphen_values = true)]
        id: String,
        #[arg(long)]
        text: Option<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum TenantCommand {
    Show { tenant: String },
    Block { tenant: String },
    Unblock { tenant: String },
    SignOut { tenant: String },
}

#[derive(Subcommand)]
pub(crate) enum StaffCommand {
    Add {
        login: StaffLogin,
        #[arg(long)]
        name: String,
        #[arg(long)]
        agency: String,
        #[arg(long)]
        manager: bool,
    },
    Reset {
        login: StaffLogin,
    },
    Close {
        login: StaffLogin,
    },
    Show {
        login: StaffLogin,
    },
    Block {
        login: StaffLogin,
    },
    Unblock {
        login: StaffLogin,
    },
    SignOut {
        login: StaffLogin,
    },
    List,
}

#[derive(Subcommand)]
pub(crate) enum DeviceCommand {
    Add { name: String },
    Close { name: String },
    List,
}

#[derive(Subcommand)]
pub(crate) enum KeyCommand {
    List,
    Rotate,
    Revoke {
        id: String,
    },
    Replace {
        // What a lost key ends is for the operator to have read.
        #[arg(long, required = true)]
        lost: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum JournalCommand {
    Verify {
        #[arg(long)]
        head: Option<String>,
    },
    Export,
}

/// Reads the command line. Prints help or a mistake, and exits, as [`Parser::parse`] does.
pub(crate) fn read() -> Arguments {
    let matches = with_help().get_matches();
    Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// The command line with its help.
fn with_help() -> clap::Command {
    describe_parts(Arguments::command(), "").about(say("help", []))
}

/// Gives the arguments and subcommands of a command their help. `path`: the command's names, each with a hyphen.
fn describe_parts(command: clap::Command, path: &str) -> clap::Command {
    let help_of = |name: &str| say(&format!("help-{path}{name}"), []);
    command
        .mut_args(|argument| {
            let help = help_of(&argument.get_id().as_str().replace('_', "-"));
            argument.help(help)
        })
        .mut_subcommands(|subcommand| {
            let name = subcommand.get_name().to_owned();
            describe_parts(subcommand, &format!("{path}{name}-")).about(help_of(&name))
        })
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

    /// The help of a command, its arguments and its subcommands.
    fn helps(command: &clap::Command) -> Vec<String> {
        let about = command.get_about().expect("help").to_string();
        let arguments = command.get_arguments().map(|argument| argument.get_help());
        let arguments = arguments.map(|help| help.expect("help").to_string());
        let subcommands = command.get_subcommands().flat_map(helps);
        [about].into_iter().chain(arguments).chain(subcommands).collect()
    }

    #[test]
    fn every_command_and_argument_has_a_sentence_of_help() {
        let helps = helps(&with_help());
        // A sentence that does not exist is shown as its id.
        let missing: Vec<&String> = helps.iter().filter(|help| help.starts_with("help")).collect();
        assert_eq!(missing, Vec::<&String>::new());
        let file = include_str!("../../../locales/fr/command-line.ftl");
        let written = file.lines().filter(|line| line.starts_with("help"));
        // One more: the sentence that the others repeat.
        assert_eq!(written.count(), helps.len() + 1, "each sentence is used");
    }

    /// The commands that change something, or open what a tenant wrote. Each leaves an entry in the journal:
    /// `tests/command_line/journal.rs` and `tests/api/agency_messages.rs` look for it.
    const RECORDED: [&str; 21] = [
        "import",
        "messages show",
        "messages answer",
        "letter",
        "staff add",
        "staff reset",
        "staff close",
        "staff show",
        "staff block",
        "staff unblock",
        "staff sign-out",
        "tenant show",
        "tenant block",
        "tenant unblock",
        "tenant sign-out",
        "device add",
        "device close",
        "key rotate",
        "key revoke",
        "key replace",
        "renew-key",
    ];
    /// The commands that change nothing of their own. `serve` does what others ask for.
    const UNRECORDED: [&str; 12] = [
        "serve",
        "check",
        "demo",
        "payments",
        "messages",
        "staff list",
        "device list",
        "key list",
        "journal verify",
        "journal export",
        "verify",
        "openapi",
    ];

    /// Each command that can be run, with the names of those that it is part of.
    fn runnable(command: &clap::Command, path: &str) -> Vec<String> {
        let mut found = Vec::new();
        for part in command.get_subcommands() {
            let path = format!("{path} {}", part.get_name()).trim().to_owned();
            found.extend(runnable(part, &path));
            if !part.is_subcommand_required_set() {
                found.push(path);
            }
        }
        found
    }

    #[test]
    fn s22_each_command_is_known_to_be_recorded_or_to_change_nothing() {
        let mut known = [RECORDED.as_slice(), UNRECORDED.as_slice()].concat();
        known.sort_unstable();
        let mut found = runnable(&Arguments::command(), "");
        found.sort_unstable();
        assert_eq!(found, known);
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
