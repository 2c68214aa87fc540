//! The proxy between this computer and the landlord's service: named by the configuration, by the environment of the
//! process, or by the system.

mod credentials;
mod methods;
mod route;
mod server;

use std::{
    fmt,
    str::FromStr,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use reqwest::Url;
use tokio::{
    sync::Mutex,
    task::{JoinHandle, spawn_blocking},
    time::{Instant, timeout},
};

use self::credentials::ProxyKeys;
pub(crate) use self::{credentials::ProxyCredentials, methods::takes_password};
pub use self::{
    route::{Route, SystemProxy},
    server::{NoProxyAddress, ProxyServer},
};
use crate::{
    core::secrets::Vault,
    figures::{PROXY_LOOKUP_SECONDS, PROXY_ROUTE_SECONDS},
};

const LOOKUP: Duration = Duration::from_secs(PROXY_LOOKUP_SECONDS);
const LASTS: Duration = Duration::from_secs(PROXY_ROUTE_SECONDS);

/// The key `proxy` of the configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ProxySetting {
    /// The proxy of the process's environment, or else of the system.
    #[default]
    System,
    /// No proxy.
    None,
    /// This proxy.
    Server(ProxyServer),
}

impl FromStr for ProxySetting {
    type Err = NoProxyAddress;

    /// Reads « system », « none » or an address. Without a name and a password: everybody on the machine may read the file.
    fn from_str(text: &str) -> Result<Self, NoProxyAddress> {
        match text {
            "system" => Ok(Self::System),
            "none" => Ok(Self::None),
            address => match address.parse::<ProxyServer>()? {
                server if server.has_credentials() => Err(NoProxyAddress),
                server => Ok(Self::Server(server)),
            },
        }
    }
}

/// The proxies of this computer.
#[derive(Clone, Default)]
pub struct Proxies {
    setting: ProxySetting,
    system: Option<Arc<dyn SystemProxy>>,
    keys: Arc<ProxyKeys>,
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_tuple("Proxies").field(&self.setting).finish()
    }
}

impl Proxies {
    pub(crate) fn new(setting: ProxySetting) -> Self {
        Self {
            setting,
            ..Self::default()
        }
    }

    /// Keeps the password of a proxy in this store, from one run to the next. Without one it is kept in memory.
    pub(crate) fn kept_in(self, vault: Vault) -> Self {
        Self {
            keys: Arc::new(ProxyKeys::kept_in(vault)),
            ..self
        }
    }

    /// Asks this system for its proxy, where the configuration wants the system's.
    #[must_use]
    pub fn with_system(self, system: Arc<dyn SystemProxy>) -> Self {
        Self {
            system: Some(system),
            ..self
        }
    }
}

/// The way to one landlord's service.
pub(crate) struct ProxyRoute {
    target: Url,
    /// The system to ask; none when the way cannot change while the process runs.
    system: Option<Arc<dyn SystemProxy>>,
    current: RwLock<Route>,
    /// One caller asks the system at a time.
    asked: Mutex<Asked>,
    keys: Arc<ProxyKeys>,
}

/// What the system was asked.
#[derive(Default)]
struct Asked {
    /// When it was last asked.
    at: Option<Instant>,
    /// The question that it has not answered yet. The next caller waits for this one: each holds a thread.
    unanswered: Option<JoinHandle<Route>>,
}

impl fmt::Debug for ProxyRoute {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_tuple("ProxyRoute").field(&self.now()).finish()
    }
}

impl ProxyRoute {
    pub(crate) fn to(target: Url, proxies: &Proxies) -> Self {
        let (route, system) = match &proxies.setting {
            ProxySetting::None => (Route::Direct, None),
            ProxySetting::Server(server) => (Route::Through(server.clone()), None),
            ProxySetting::System => match Route::of_environment(&target) {
                Some(route) => (route, None),
                None => (Route::Direct, proxies.system.clone()),
            },
        };
        Self {
            target,
            system,
            current: RwLock::new(route),
            asked: Mutex::default(),
            keys: Arc::clone(&proxies.keys),
        }
    }

    fn now(&self) -> Route {
        // A route is whole, whatever panicked.
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Prepares the next connection: asks the system again when its last answer is old, and reads the kept password for a
    /// proxy.
    pub(crate) async fn refresh(&self) {
        self.ask_system().await;
        if matches!(self.now(), Route::Through(_)) {
            self.keys.read().await;
        }
    }

    /// A system that does not answer leaves the way as it was. Its late answer is taken by the next caller.
    async fn ask_system(&self) {
        let Some(system) = &self.system else { return };
        let mut asked = self.asked.lock().await;
        let has_answered = asked.unanswered.as_ref().is_some_and(JoinHandle::is_finished);
        if !has_answered && asked.at.is_some_and(|at| at.elapsed() < LASTS) {
            return;
        }
        // It stays there while it is awaited: a caller that gives up does not lose it.
        let question = asked.unanswered.get_or_insert_with(|| {
            let (system, address) = (Arc::clone(system), self.target.to_string());
            spawn_blocking(move || system.route_to(&address))
        });
        match timeout(LOOKUP, question).await {
            Ok(answer) => {
                asked.unanswered = None;
                match answer {
                    Ok(route) => {
                        *self.current.write().unwrap_or_else(PoisonError::into_inner) = route;
                    }
                    Err(error) => tracing::warn!(%error, "the system's proxy is unknown"),
                }
            }
            Err(_) => tracing::warn!("the system does not say its proxy in time"),
        }
        asked.at = Some(Instant::now());
    }

    /// The address of the proxy, for the next connection, with the name and the password that it takes.
    pub(crate) fn server(&self) -> Option<Url> {
        match self.now() {
            Route::Direct => None,
            Route::Through(server) => Some(self.keys.open(server).0),
        }
    }

    /// Whether the proxy, which let a request through to nobody, knows no basic authentication. False when it does not say.
    pub(crate) async fn takes_no_password(&self) -> bool {
        match self.now() {
            Route::Direct => false,
            Route::Through(server) => methods::takes_no_password(&server, &self.target).await,
        }
    }

    /// The address of the proxy, without a name and a password.
    pub(crate) fn address(&self) -> Option<String> {
        match self.now() {
            Route::Direct => None,
            Route::Through(server) => Some(server.address()),
        }
    }

    /// Uses these for their proxy; returns those in use before.
    pub(crate) fn use_credentials(&self, credentials: ProxyCredentials) -> Option<ProxyCredentials> {
        self.keys.replace(Some(credentials))
    }

    /// Uses the former name and password again.
    pub(crate) fn put_back(&self, former: Option<ProxyCredentials>) {
        self.keys.replace(former);
    }

    /// Keeps the name and password in use from one run to the next.
    pub(crate) async fn keep_credentials(&self) {
        self.keys.keep().await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::{runtime::Handle, sync::watch};

    use super::*;

    fn server(address: &str) -> ProxyServer {
        address.parse().expect("an address")
    }

    #[test]
    fn the_setting_is_the_system_none_or_an_address_without_a_password() {
        assert_eq!("system".parse(), Ok(ProxySetting::System));
        assert_eq!("none".parse(), Ok(ProxySetting::None));
        let named = ProxySetting::Server(server("http://proxy.example:3128"));
        assert_eq!("http://proxy.example:3128".parse(), Ok(named));
        let with_password = "http://agence:secret@proxy.example:3128".parse::<ProxySetting>();
        assert_eq!(with_password, Err(NoProxyAddress));
    }

    /// A system that says another proxy each time.
    struct Changing(AtomicUsize);

    impl SystemProxy for Changing {
        fn route_to(&self, _: &str) -> Route {
            let number = self.0.fetch_add(1, Ordering::SeqCst);
            Route::Through(server(&format!("http://proxy{number}.example:3128")))
        }
    }

    /// A system that answers only once it is let go.
    struct Hanging {
        asked: AtomicUsize,
        let_go: watch::Sender<bool>,
        runtime: Handle,
    }

    impl SystemProxy for Hanging {
        fn route_to(&self, _: &str) -> Route {
            self.asked.fetch_add(1, Ordering::SeqCst);
            let mut let_go = self.let_go.subscribe();
            drop(self.runtime.block_on(let_go.wait_for(|let_go| *let_go)));
            Route::Through(server("http://proxy.example:3128"))
        }
    }

    /// Lets it answer, also when a test fails: the runtime waits for its thread.
    struct LetGo(Arc<Hanging>);

    impl Drop for LetGo {
        fn drop(&mut self) {
            self.0.let_go.send_replace(true);
        }
    }

    #[tokio::test]
    async fn a_system_that_hangs_is_not_asked_again_meanwhile() {
        let system = Arc::new(Hanging {
            asked: AtomicUsize::new(0),
            let_go: watch::Sender::default(),
            runtime: Handle::current(),
        });
        let let_go = LetGo(Arc::clone(&system));
        let proxies = Proxies::default().with_system(Arc::clone(&system) as Arc<dyn SystemProxy>);
        let target = Url::parse("https://espace.example/").expect("an address");
        let route = ProxyRoute::to(target, &proxies);
        let asks = || async {
            route.asked.lock().await.at = None;
            route.refresh().await;
            route.server().map(|url| url.to_string())
        };
        let until_asked = || async {
            while route.asked.try_lock().is_ok() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::pause();
        let gave_up = tokio::select! {
            biased;
            _ = asks() => false,
            () = until_asked() => true,
        };
        assert!(gave_up, "the first caller");
        for _ in 0..2 {
            let in_time = async {
                until_asked().await;
                // A timer is rounded up to the next millisecond.
                tokio::time::advance(LOOKUP + Duration::from_millis(1)).await;
            };
            let (found, ()) = tokio::join!(asks(), in_time);
            assert_eq!(found, None);
        }
        drop(let_go);
        let has_answered = || {
            let asked = route.asked.try_lock();
            asked.is_ok_and(|asked| asked.unanswered.as_ref().is_some_and(JoinHandle::is_finished))
        };
        while !has_answered() {
            tokio::task::yield_now().await;
        }
        // Half a minute has not passed.
        route.refresh().await;
        let found = route.server().map(|url| url.to_string());
        assert_eq!(found.as_deref(), Some("http://proxy.example:3128/"));
        assert_eq!(system.asked.load(Ordering::SeqCst), 1, "by one thread");
    }

    #[tokio::test(start_paused = true)]
    async fn another_proxy_of_the_system_is_noticed_after_half_a_minute() {
        let proxies = Proxies::default().with_system(Arc::new(Changing(AtomicUsize::new(0))));
        let target = Url::parse("https://espace.example/").expect("an address");
        let route = ProxyRoute::to(target, &proxies);
        let now = || route.server().map(|url| url.to_string());
        assert_eq!(now(), None);
        for _ in 0..2 {
            route.refresh().await;
            assert_eq!(now().as_deref(), Some("http://proxy0.example:3128/"));
        }
        tokio::time::advance(LASTS).await;
        route.refresh().await;
        assert_eq!(now().as_deref(), Some("http://proxy1.example:3128/"));
    }
}
