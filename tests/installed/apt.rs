//! APT on a tenant's machine, with the landlord's repository and no other.

use std::{fs, path::Path, process::Command};

use tempfile::TempDir;

use crate::{PACKAGE, repositories, run};

/// Where the landlord's web server would be: the address in the file of the source.
const PUBLISHED: &str = "/srv/espace-locataire";

pub struct Apt {
    /// Sources, lists and caches of this test, apart from the machine's.
    folder: TempDir,
}

impl Apt {
    /// A machine whose administrator has added the source that the landlord hands out.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sources = folder.path().join("sources");
        for name in ["sources", "lists/partial", "cache/archives/partial"] {
            fs::create_dir_all(folder.path().join(name)).expect("a folder");
        }
        let source = repositories().join("first/espace-locataire.sources");
        fs::copy(source, sources.join("espace-locataire.sources")).expect("copied");
        Self { folder }
    }

    /// Publishes one of the repositories, in place of the one before.
    pub fn publish(&self, name: &str) {
        let to = Path::new(PUBLISHED).join("apt");
        let _ = fs::remove_dir_all(&to);
        fs::create_dir_all(&to).expect("a folder");
        for entry in fs::read_dir(repositories().join(name).join("apt")).expect("listed") {
            let from = entry.expect("an entry").path();
            fs::copy(&from, to.join(from.file_name().expect("a name"))).expect("copied");
        }
    }

    pub fn install(&self) {
        self.run(&["update"]);
        self.run(&["install", PACKAGE]);
    }

    pub fn update_and_upgrade(&self) {
        self.run(&["update"]);
        self.run(&["upgrade"]);
    }

    fn run(&self, arguments: &[&str]) {
        let options = self.options();
        let options = options.iter().map(String::as_str);
        let arguments: Vec<&str> = options.chain(arguments.iter().copied()).collect();
        run("apt-get", &arguments);
    }

    /// What `apt-get update` says of a repository that is new to this machine, if it refuses it.
    pub fn refusal_of(&self, name: &str) -> Option<String> {
        let source = self.folder.path().join("sources/espace-locataire.sources");
        let text = fs::read_to_string(&source).expect("a source");
        let published = format!("file:{PUBLISHED}");
        assert!(text.contains(&published), "{text}");
        let there = format!("file:{}", repositories().join(name).display());
        fs::write(&source, text.replace(&published, &there)).expect("written");
        let mut update = Command::new("apt-get");
        update.env("LC_ALL", "C.UTF-8").args(self.options()).arg("update");
        let ended = update.output().expect("apt-get starts");
        (!ended.status.success()).then(|| String::from_utf8_lossy(&ended.stderr).into_owned())
    }

    fn options(&self) -> Vec<String> {
        let folder = self.folder.path().display();
        [
            "quiet=1".to_owned(),
            // In a user namespace there is nobody else.
            "APT::Sandbox::User=root".to_owned(),
            "Dir::Etc::SourceList=/dev/null".to_owned(),
            format!("Dir::Etc::SourceParts={folder}/sources"),
            format!("Dir::State::Lists={folder}/lists"),
            format!("Dir::Cache={folder}/cache"),
        ]
        .into_iter()
        .flat_map(|option| ["--option".to_owned(), option])
        .chain(["--yes".to_owned()])
        .collect()
    }
}

#[test]
fn apt_refuses_a_new_repository_that_another_key_signed() {
    assert_eq!(Apt::new().refusal_of("next"), None);
    let refusal = Apt::new().refusal_of("foreign").expect("refused");
    assert!(refusal.contains("NO_PUBKEY"), "{refusal}");
}
