//! The proxy that the desktop is set to: KDE's file, or what GIO says (GNOME's settings, libproxy, scripts).

mod kde;

use std::{env, sync::Arc};

use gtk::gio::{self, prelude::ProxyResolverExt};
use tenant::{Route, SystemProxy};

/// The proxies of this desktop.
pub(crate) fn of_desktop() -> Arc<dyn SystemProxy> {
    Arc::new(Desktop)
}

struct Desktop;

impl SystemProxy for Desktop {
    fn route_to(&self, address: &str) -> Route {
        let desktops = env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
        let kde = desktops.split(':').any(|name| name == "KDE");
        let settings = kde.then(kde::settings).flatten();
        match settings.and_then(|settings| kde::route(&settings, address)) {
            Some(route) => route,
            None => asked_of_gio(address),
        }
    }
}

/// GIO reads GNOME's settings, or asks libproxy on other desktops, and runs the script of either.
fn asked_of_gio(address: &str) -> Route {
    match gio::ProxyResolver::default().lookup(address, gio::Cancellable::NONE) {
        Ok(addresses) => Route::first_of(addresses.iter().map(gtk::glib::GString::as_str)),
        Err(error) => {
            tracing::warn!(%error, "GIO knows no proxy");
            Route::Direct
        }
    }
}
