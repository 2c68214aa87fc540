//! The way that requests take, as the environment of the process or the system says it.

use std::{borrow::Cow, env};

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;

use super::ProxyServer;

/// How requests reach the landlord's service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// Without a proxy.
    Direct,
    /// Through a proxy.
    Through(ProxyServer),
}

impl Route {
    /// The first of these addresses that can be used, as systems list them: « direct:// » is no proxy. Direct when there
    /// is none.
    pub fn first_of<'a>(addresses: impl IntoIterator<Item = &'a str>) -> Self {
        let mut routes = addresses.into_iter().filter_map(|address| match address {
            "direct://" => Some(Self::Direct),
            other => proxy_finds_names(other).parse().ok().map(Self::Through),
        });
        routes.next().unwrap_or(Self::Direct)
    }

    /// Through this proxy, unless the address is among these, separated by commas as in `NO_PROXY`.
    #[must_use]
    pub fn through_except(server: &str, exceptions: &str, address: &str) -> Self {
        let all = proxy_finds_names(server).into_owned();
        let matcher = Matcher::builder().all(all).no(exceptions).build();
        let target = address.parse();
        match target.ok().and_then(|target| matcher.intercept(&target)) {
            Some(_) => Self::first_of([server]),
            None => Self::Direct,
        }
    }

    /// What the environment of the process says about an address; none when it names no proxy at all.
    pub(super) fn of_environment(target: &Url) -> Option<Self> {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let names: &[&str] = match target.scheme() {
            "http" => &["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"],
            _ => &["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"],
        };
        if !names.iter().any(|name| is_set(name)) {
            return None;
        }
        let target = target.as_str().parse().ok()?;
        let through = Matcher::from_env()
            .intercept(&target)
            .and_then(|intercepted| ProxyServer::of_environment(&intercepted));
        Some(through.map_or(Self::Direct, Self::Through))
    }
}

/// The address of a system's proxy. SOCKS is version 5 where a system names none, and the proxy finds the names: behind
/// it, this computer may know none, and whoever answers it would learn where requests go.
fn proxy_finds_names(address: &str) -> Cow<'_, str> {
    let socks = ["socks://", "socks5://"];
    let rest = socks.iter().find_map(|scheme| address.strip_prefix(scheme));
    rest.map_or(Cow::Borrowed(address), |rest| {
        Cow::Owned(format!("socks5h://{rest}"))
    })
}

/// Knows the proxy that the system is set to. The shell does.
pub trait SystemProxy: Send + Sync {
    /// The way to an address, as the system is set now. It may block: a script may have to be fetched and run.
    fn route_to(&self, address: &str) -> Route;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(address: &str) -> ProxyServer {
        address.parse().expect("an address")
    }

    #[test]
    fn the_first_usable_address_of_the_system_is_taken() {
        let first = |addresses: &[&str]| Route::first_of(addresses.iter().copied());
        assert_eq!(first(&["direct://"]), Route::Direct);
        assert_eq!(first(&[]), Route::Direct);
        let through = |address| Route::Through(server(address));
        assert_eq!(
            first(&["strange://x", "http://proxy.example:8080", "direct://"]),
            through("http://proxy.example:8080")
        );
    }

    #[test]
    fn a_socks_proxy_of_the_system_finds_the_names_itself() {
        let proxy = Route::Through(server("socks5h://proxy.example:1080"));
        for address in ["socks://proxy.example:1080", "socks5://proxy.example:1080"] {
            assert_eq!(Route::first_of([address]), proxy);
            let route = |target| Route::through_except(address, "intranet.example", target);
            assert_eq!(route("https://espace.example/"), proxy);
            assert_eq!(route("https://intranet.example/"), Route::Direct);
        }
        let named = "socks4://proxy.example:1080";
        assert_eq!(Route::first_of([named]), Route::Through(server(named)));
    }
}
