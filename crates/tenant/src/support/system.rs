//! The system and its desktop, as they name themselves.

use std::{env, fs};

/// Where a Linux system names itself (`os-release(5)`).
const OS_RELEASE: [&str; 2] = ["/etc/os-release", "/usr/lib/os-release"];

/// « Debian GNU/Linux 13 (trixie), x86_64 »
pub(super) fn system() -> String {
    let release = OS_RELEASE.iter().find_map(|path| fs::read_to_string(path).ok());
    let name = release.as_deref().and_then(name_in);
    format!("{}, {}", name.unwrap_or(env::consts::OS), env::consts::ARCH)
}

/// « GNOME, wayland »
pub(super) fn desktop() -> Option<String> {
    let named = ["XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE"].map(|name| env::var(name).ok());
    let named: Vec<String> = named
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty())
        .collect();
    (!named.is_empty()).then(|| named.join(", "))
}

fn name_in(release: &str) -> Option<&str> {
    let value = release
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(value.trim().trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_named_as_it_names_itself() {
        let debian = "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nNAME=\"Debian\"\n";
        assert_eq!(name_in(debian), Some("Debian GNU/Linux 13 (trixie)"));
        assert_eq!(name_in("PRETTY_NAME=Arch\n"), Some("Arch"));
        assert_eq!(name_in("NAME=nothing\n"), None);
    }
}
