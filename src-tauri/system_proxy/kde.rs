//! KDE's settings: the group « Proxy Settings » of `kioslaverc`.

use std::fs;

use tenant::Route;

const FILE: &str = "kioslaverc";
const GROUP: &str = "[Proxy Settings]";

/// The text of the file; none without one.
pub(super) fn settings() -> Option<String> {
    fs::read_to_string(dirs::config_dir()?.join(FILE)).ok()
}

/// The way to an address by these settings; none when they say nothing of it, or a script decides, which KDE's file only
/// names.
pub(super) fn route(settings: &str, address: &str) -> Option<Route> {
    match value(settings, "ProxyType") {
        Some("0") => Some(Route::Direct),
        Some("1") => Some(by_hand(settings, address)),
        // The variables of the environment are read before the desktop's settings.
        Some("4") => Some(Route::Direct),
        _ => None,
    }
}

/// The proxies typed by hand, and the addresses that go without them, or alone with them.
fn by_hand(settings: &str, address: &str) -> Route {
    let keys = if address.starts_with("http://") {
        ["httpProxy", "socksProxy"]
    } else {
        ["httpsProxy", "socksProxy"]
    };
    let server = keys.iter().find_map(|key| value(settings, key));
    let Some(server) = server.map(with_colon) else {
        return Route::Direct;
    };
    let listed = value(settings, "NoProxyFor").unwrap_or_default();
    let through = Route::first_of([server.as_str()]);
    let except = Route::through_except(&server, listed, address);
    match value(settings, "ReversedException") {
        Some("true") if except == Route::Direct => through,
        Some("true") => Route::Direct,
        _ => except,
    }
}

/// KDE sets a space before the port.
fn with_colon(server: &str) -> String {
    server.replacen(' ', ":", 1)
}

/// The value of a key, unless it is empty.
fn value<'a>(settings: &'a str, key: &str) -> Option<&'a str> {
    let mut lines = settings.lines().map(str::trim).skip_while(|line| *line != GROUP);
    lines.next();
    let values = lines
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='));
    let mut values = values.filter(|(name, value)| name.trim() == key && !value.trim().is_empty());
    values.next().map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BY_HAND: &str = "[General]\nProxyType=0\n\n[Proxy Settings]\nProxyType=1\nhttpProxy=http://web.example 8080\n\
        httpsProxy=http://proxy.example 3128\nNoProxyFor=localhost,.intranet.example\nsocksProxy=\n\n[Other]\nhttpsProxy=x\n";
    const OUTSIDE: &str = "https://espace.example/";
    const INSIDE: &str = "https://espace.intranet.example/";

    fn through(server: &str) -> Option<Route> {
        Some(Route::first_of([server]))
    }

    #[test]
    fn the_proxy_of_kde_is_read_with_its_exceptions() {
        assert_eq!(route(BY_HAND, OUTSIDE), through("http://proxy.example:3128"));
        assert_eq!(route(BY_HAND, INSIDE), Some(Route::Direct));
        assert_eq!(
            route(BY_HAND, "http://espace.example/"),
            through("http://web.example:8080")
        );
        let reversed = BY_HAND.replace("socksProxy=", "ReversedException=true");
        assert_eq!(route(&reversed, INSIDE), through("http://proxy.example:3128"));
        assert_eq!(route(&reversed, OUTSIDE), Some(Route::Direct));
    }

    #[test]
    fn kde_without_a_proxy_goes_directly() {
        let none = "[Proxy Settings]\nProxyType=0\nhttpsProxy=http://proxy.example 3128\n";
        assert_eq!(route(none, OUTSIDE), Some(Route::Direct));
    }

    #[test]
    fn a_file_of_kde_that_names_no_kind_of_proxy_is_left_to_the_system() {
        for silent in ["", "[Proxy Settings]\nhttpsProxy=http://proxy.example 3128\n"] {
            assert_eq!(route(silent, OUTSIDE), None, "{silent}");
        }
    }

    #[test]
    fn a_script_of_kde_is_left_to_the_system() {
        for number in [2, 3] {
            let script =
                format!("[Proxy Settings]\nProxyType={number}\nProxy Config Script=http://x/proxy.pac\n");
            assert_eq!(route(&script, OUTSIDE), None);
        }
    }
}
