//! Publishes the packages: a signed APT repository, a signed RPM repository, and signed checksums.
//!
//! Debian's own tools write and sign them. Any web server can offer the folder: everything in it is checked against
//! the landlord's key, on the tenant's machine.

mod trial;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

pub(crate) use self::trial::publish as publish_for_a_trial;
use crate::command::{Failure, read_output, run};

/// The name of the package, and of the files that tenants get.
const NAME: &str = "espace-locataire";
/// Who publishes, as APT knows it: a machine that installs updates by itself names it.
const ORIGIN: &str = "Espace Locataire";
/// Where a tenant's machine has the public keys of its RPM repositories.
const RPM_KEYS: &str = "/etc/pki/rpm-gpg";
/// Where gpg is: `rpmsign` searches no path.
const GPG: &str = "/usr/bin/gpg";
/// The folders of packages.
const FOLDERS: [&str; 2] = ["apt", "rpm"];
const CHECKSUMS: &str = "SHA256SUMS";

/// Where the packages are published, and who signs.
pub(crate) struct Repository<'a> {
    /// The folder. Earlier versions in it stay.
    pub(crate) folder: &'a Path,
    /// Address at which tenants' machines find the folder.
    pub(crate) address: &'a str,
    /// The keys that sign, as gpg names them. The first one also signs the RPM package itself, which has one
    /// signature.
    pub(crate) keys: &'a [String],
    /// The folder of the keys; none for gpg's own.
    pub(crate) key_folder: Option<&'a Path>,
}

impl Repository<'_> {
    /// Publishes the `.deb` and the `.rpm`, with their bills of materials.
    pub(crate) fn publish(&self, deb: &Path, rpm: &Path) -> Result<(), Failure> {
        let public_keys = self.public_keys()?;
        self.check_earlier(&[deb, rpm])?;
        self.publish_deb(deb)?;
        self.publish_rpm(rpm)?;
        self.write(&format!("{NAME}.asc"), &public_keys)?;
        self.write(&format!("{NAME}.sources"), &self.apt_source(&public_keys))?;
        self.write(&format!("{NAME}.repo"), &self.rpm_source())?;
        self.write_checksums()
    }

    /// Checks that every package in the folder is one that was signed for before, or has the name of one of these, which
    /// take its place: the lists that are signed name whatever lies there.
    fn check_earlier(&self, new: &[&Path]) -> Result<(), Failure> {
        let bills: Vec<PathBuf> = new.iter().map(|package| crate::sbom::beside(package)).collect();
        let replaced: Vec<_> = new
            .iter()
            .copied()
            .chain(bills.iter().map(PathBuf::as_path))
            .filter_map(Path::file_name)
            .collect();
        let is_replaced = |file: &PathBuf| {
            FOLDERS
                .iter()
                .any(|folder| replaced.iter().any(|name| *file == Path::new(folder).join(name)))
        };
        let mut earlier = self.packages()?;
        earlier.retain(|file| !is_replaced(file));
        if earlier.is_empty() {
            return Ok(());
        }
        let checksums = self.folder.join(CHECKSUMS);
        let signed = match fs::read_to_string(&checksums) {
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(source) => {
                return Err(Failure::File {
                    path: checksums,
                    source,
                });
            }
            Ok(signed) => {
                let mut verify = Command::new(GPG);
                verify.args(["--batch", "--verify"]);
                verify.arg(checksums.with_added_extension("asc")).arg(&checksums);
                run(self.with_keys(&mut verify))?;
                signed
            }
        };
        let sums = self.sums(&earlier)?;
        let strange = sums.lines().find(|sum| !signed.lines().any(|line| line == *sum));
        match strange {
            Some(sum) => Err(Failure::Other(format!(
                "{CHECKSUMS} does not name this file, with this checksum: {sum}"
            ))),
            None => Ok(()),
        }
    }

    /// The packages and bills of materials in the folder, by their paths in it. Those in folders below `apt` and `rpm` too:
    /// the tools that write the lists look there.
    fn packages(&self) -> Result<Vec<PathBuf>, Failure> {
        let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|name| self.folder.join(name)).collect();
        let mut packages = Vec::new();
        while let Some(folder) = folders.pop() {
            if !folder.is_dir() {
                continue;
            }
            for file in list(&folder)? {
                let is_file = |ending: &str| file.extension().is_some_and(|own| own == ending);
                if file.is_dir() {
                    folders.push(file);
                } else if ["deb", "udeb", "rpm", "json"].into_iter().any(is_file) {
                    packages.push(file.strip_prefix(self.folder).unwrap_or(&file).to_owned());
                }
            }
        }
        packages.sort();
        Ok(packages)
    }

    /// The checksums of files, which are at least one, by their paths in the folder.
    fn sums(&self, files: &[PathBuf]) -> Result<String, Failure> {
        read_output(Command::new("sha256sum").current_dir(self.folder).args(files))
    }

    /// Adds a `.deb`, and writes and signs the lists of all that are there.
    fn publish_deb(&self, package: &Path) -> Result<(), Failure> {
        let folder = self.folder.join("apt");
        copy_with_bill(package, &folder)?;
        // What it describes has no part in it.
        remove_if_there(&folder.join("Release"))?;
        remove_if_there(&folder.join("InRelease"))?;
        let packages = read_output(&mut apt_ftparchive(&folder, "packages"))?;
        self.write("apt/Packages", &packages)?;
        let release = read_output(&mut apt_ftparchive(&folder, "release"))?;
        self.write("apt/Release", &release)?;
        run(self
            .signing()
            .current_dir(&folder)
            .args(["--output", "InRelease", "--clear-sign", "Release"]))
    }

    /// Signs and adds an `.rpm`, and writes and signs the lists of all that are there.
    fn publish_rpm(&self, package: &Path) -> Result<(), Failure> {
        let folder = self.folder.join("rpm");
        let package = copy_with_bill(package, &folder)?;
        let key = self.keys.first().map_or("", String::as_str);
        let mut sign = Command::new("rpmsign");
        sign.args(["--define", &format!("__gpg {GPG}"), "--define"]);
        sign.args([&format!("_gpg_name {key}"), "--addsign"]);
        run(self.with_keys(sign.arg(package)))?;
        run(Command::new("createrepo_c")
            .args(["--quiet", "--no-database"])
            .arg(&folder))?;
        self.sign_beside(&folder.join("repodata/repomd.xml"))
    }

    /// Writes the checksums of the packages and of the bills of materials, for whoever downloads a file alone.
    fn write_checksums(&self) -> Result<(), Failure> {
        let sums = self.sums(&self.packages()?)?;
        self.write(CHECKSUMS, &sums)?;
        self.sign_beside(&self.folder.join(CHECKSUMS))
    }

    /// Writes the signature of a file beside it.
    fn sign_beside(&self, file: &Path) -> Result<(), Failure> {
        let signature = file.with_added_extension("asc");
        run(self
            .signing()
            .arg("--output")
            .arg(signature)
            .arg("--detach-sign")
            .arg(file))
    }

    fn public_keys(&self) -> Result<String, Failure> {
        let mut export = Command::new(GPG);
        export.args(["--batch", "--armor", "--export"]).args(self.keys);
        let keys = read_output(self.with_keys(&mut export))?;
        if keys.is_empty() {
            return Err(Failure::Other(format!("gpg has no key {}", self.keys.join(", "))));
        }
        Ok(keys)
    }

    /// A gpg command that signs with every key.
    fn signing(&self) -> Command {
        let mut sign = Command::new(GPG);
        self.with_keys(&mut sign);
        sign.args(["--batch", "--yes", "--armor", "--digest-algo", "SHA512"]);
        for key in self.keys {
            sign.args(["--local-user", key]);
        }
        sign
    }

    fn with_keys<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        match self.key_folder {
            Some(folder) => command.env("GNUPGHOME", folder),
            None => command,
        }
    }

    /// The file for `/etc/apt/sources.list.d`. The key is in it: it is believed for this repository alone.
    fn apt_source(&self, public_keys: &str) -> String {
        // A line of a field begins with a space, and an empty one is a dot.
        let lines = public_keys.lines().map(|line| match line {
            "" => " .\n".to_owned(),
            line => format!(" {line}\n"),
        });
        let key: String = lines.collect();
        format!(
            "Types: deb\nURIs: {}/apt\nSuites: ./\nSigned-By:\n{key}",
            self.address
        )
    }

    /// The file for `/etc/yum.repos.d`. Packages and lists are checked with the key that the machine has already: one that
    /// is fetched with them would be whatever the web server hands out.
    fn rpm_source(&self) -> String {
        let address = self.address;
        format!(
            "[{NAME}]\nname={ORIGIN}\nbaseurl={address}/rpm\nenabled=1\ngpgcheck=1\nrepo_gpgcheck=1\n\
             gpgkey=file://{RPM_KEYS}/{NAME}.asc\n"
        )
    }

    fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        let path = self.folder.join(name);
        fs::write(&path, text).map_err(|source| Failure::File { path, source })
    }
}

/// Checks the address at which the folder is going to be found.
pub(crate) fn address(text: &str) -> Result<String, String> {
    let address = text.trim_end_matches('/');
    match address.strip_prefix("https://") {
        Some(rest) if !rest.is_empty() && !rest.contains(char::is_whitespace) => Ok(address.to_owned()),
        _ => Err("it begins with https://".to_owned()),
    }
}

fn apt_ftparchive(folder: &Path, what: &str) -> Command {
    let mut list = Command::new("apt-ftparchive");
    list.current_dir(folder)
        .args(["-o", &format!("APT::FTPArchive::Release::Origin={ORIGIN}")])
        .args(["-o", &format!("APT::FTPArchive::Release::Label={ORIGIN}")])
        .args([what, "."]);
    list
}

/// Copies a package and its bill of materials into a folder. Returns the copy of the package.
fn copy_with_bill(package: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    fs::create_dir_all(folder).map_err(|source| Failure::File {
        path: folder.to_owned(),
        source,
    })?;
    let copy = |from: &Path| {
        let to = folder.join(from.file_name().unwrap_or_default());
        match fs::copy(from, &to) {
            Ok(_) => Ok(to),
            Err(source) => Err(Failure::File {
                path: from.to_owned(),
                source,
            }),
        }
    };
    let bill = crate::sbom::beside(package);
    if bill.exists() {
        copy(&bill)?;
    }
    copy(package)
}

/// The files of a folder, in the order of their names.
fn list(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |source| Failure::File {
        path: folder.to_owned(),
        source,
    };
    let entries = fs::read_dir(folder).map_err(failed)?;
    let files: Result<Vec<PathBuf>, _> = entries.map(|entry| Ok(entry?.path())).collect();
    let mut files = files.map_err(failed)?;
    files.sort();
    Ok(files)
}

fn remove_if_there(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => Err(Failure::File {
            path: path.to_owned(),
            source,
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_stands_in_the_apt_source_as_one_field() {
        let repository = Repository {
            folder: Path::new("/srv"),
            address: "https://habitat.example/paquets",
            keys: &[],
            key_folder: None,
        };
        let source = repository.apt_source("-----BEGIN-----\n\nabc\n-----END-----\n");
        assert_eq!(
            source,
            "Types: deb\nURIs: https://habitat.example/paquets/apt\nSuites: ./\nSigned-By:\n -----BEGIN-----\n .\n abc\n -----END-----\n"
        );
    }

    #[test]
    fn a_package_that_nobody_signed_for_is_not_signed_with_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let apt = folder.path().join("apt");
        let repository = Repository {
            folder: folder.path(),
            address: "https://habitat.example/paquets",
            keys: &[],
            key_folder: None,
        };
        let package = Path::new("/built/new.deb");
        repository.check_earlier(&[package]).expect("nothing is there");
        fs::create_dir_all(apt.join("below")).expect("a folder");
        fs::write(apt.join("new.deb"), "cut before").expect("written");
        repository.check_earlier(&[package]).expect("it is replaced");
        for strange in ["strange.deb", "below/new.deb"] {
            fs::write(apt.join(strange), "strange").expect("written");
            let refused = repository.check_earlier(&[package]).expect_err("a stranger's");
            assert!(refused.to_string().contains(strange), "{refused}");
            fs::remove_file(apt.join(strange)).expect("removed");
        }
    }

    #[test]
    fn the_key_of_the_rpm_source_is_a_file_of_the_machine() {
        let repository = Repository {
            folder: Path::new("/srv"),
            address: "https://habitat.example/paquets",
            keys: &[],
            key_folder: None,
        };
        let source = repository.rpm_source();
        let lines: Vec<&str> = source.lines().collect();
        assert!(
            lines.contains(&"gpgkey=file:///etc/pki/rpm-gpg/espace-locataire.asc"),
            "{source}"
        );
        assert!(lines.contains(&"gpgcheck=1") && lines.contains(&"repo_gpgcheck=1"));
    }

    #[test]
    fn tenants_get_packages_over_tls() {
        assert_eq!(
            address("https://habitat.example/paquets/"),
            Ok("https://habitat.example/paquets".to_owned())
        );
        for text in [
            "http://habitat.example",
            "habitat.example",
            "https://",
            "https://a b",
        ] {
            assert!(address(text).is_err(), "{text}");
        }
    }
}
