//! A login daemon with the interface of logind (org.freedesktop.login1). Sends the signals to lock and to sleep, and
//! hands out inhibitors that delay the sleep.

use std::{
    io::{ErrorKind, Read},
    os::unix::net::UnixStream,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    task::spawn_blocking,
    time::{sleep, timeout},
};
use zbus::{
    Connection, fdo, interface,
    zvariant::{ObjectPath, OwnedFd, OwnedObjectPath},
};

use crate::MAX_WAIT;

const NAME: &str = "org.freedesktop.login1";
const MANAGER: &str = "/org/freedesktop/login1";
const MANAGER_INTERFACE: &str = "org.freedesktop.login1.Manager";
const SESSION_INTERFACE: &str = "org.freedesktop.login1.Session";

/// The id of the person's own session.
pub const OWN_SESSION: &str = "7";

/// The other ends of the inhibitors that were handed out.
type Inhibitors = Arc<Mutex<Vec<UnixStream>>>;

/// The login daemon of a machine.
pub struct LoginDaemon {
    bus: Connection,
    inhibitors: Inhibitors,
}

impl LoginDaemon {
    /// Registers on a system bus.
    pub async fn start(bus: &str) -> Self {
        let inhibitors = Inhibitors::default();
        let manager = Manager(Arc::clone(&inhibitors));
        let bus = zbus::connection::Builder::address(bus)
            .and_then(|builder| builder.name(NAME))
            .and_then(|builder| builder.serve_at(MANAGER, manager))
            .expect("an address");
        let bus = bus.build().await.expect("the bus");
        Self { bus, inhibitors }
    }

    /// Sends the signal to lock to a session.
    pub async fn lock(&self, session: &str) {
        self.emit(path(session).into(), SESSION_INTERFACE, "Lock", &())
            .await;
    }

    /// Reports that the machine is about to sleep (true) or has woken up (false).
    pub async fn sleep(&self, begins: bool) {
        let manager = ObjectPath::from_static_str_unchecked(MANAGER);
        self.emit(manager, MANAGER_INTERFACE, "PrepareForSleep", &begins)
            .await;
    }

    /// Waits until the application delays the sleep of the machine.
    pub async fn is_delayed(&self) {
        let delayed = timeout(MAX_WAIT, async {
            while !self.holds_inhibitors() {
                sleep(Duration::from_millis(20)).await;
            }
        });
        delayed.await.expect("an inhibitor is taken");
    }

    /// Whether an inhibitor is held; those that were let go are forgotten.
    fn holds_inhibitors(&self) -> bool {
        let mut inhibitors = self.inhibitors.lock().expect("not poisoned");
        inhibitors.retain(|inhibitor| {
            let mut end: &UnixStream = inhibitor;
            end.set_nonblocking(true).expect("set");
            let read = end.read(&mut [0]);
            end.set_nonblocking(false).expect("set");
            read.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
        });
        !inhibitors.is_empty()
    }

    /// Waits until the application delays the sleep no more.
    pub async fn is_let_go(&self) {
        let held: Vec<_> = self.inhibitors.lock().expect("not poisoned").drain(..).collect();
        assert!(!held.is_empty(), "an inhibitor was taken");
        let let_go = spawn_blocking(move || {
            for mut inhibitor in held {
                inhibitor.set_read_timeout(Some(MAX_WAIT)).expect("set");
                // The end of the stream: the application has closed its own end.
                assert_eq!(inhibitor.read(&mut [0]).expect("the inhibitor is let go"), 0);
            }
        });
        let_go.await.expect("in time");
    }

    async fn emit(
        &self,
        path: ObjectPath<'_>,
        interface: &str,
        signal: &str,
        body: &(impl serde::Serialize + zbus::zvariant::DynamicType + Sync),
    ) {
        let emitted = self.bus.emit_signal(None::<&str>, path, interface, signal, body);
        emitted.await.expect("emitted");
    }
}

fn path(session: &str) -> OwnedObjectPath {
    // The path escapes a leading digit as its character code.
    let path = format!("{MANAGER}/session/_3{session}");
    OwnedObjectPath::try_from(path).expect("a path")
}

struct Manager(Inhibitors);

#[interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn get_session(&self, session: &str) -> fdo::Result<OwnedObjectPath> {
        match session {
            OWN_SESSION => Ok(path(session)),
            _ => Err(fdo::Error::Failed("no such session".to_owned())),
        }
    }

    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> fdo::Result<OwnedFd> {
        if (what, mode) != ("sleep", "delay") || who.is_empty() || why.is_empty() {
            return Err(fdo::Error::InvalidArgs(format!("{what}, {who}, {why}, {mode}")));
        }
        let (ours, theirs) = UnixStream::pair().map_err(|error| fdo::Error::IOError(error.to_string()))?;
        self.0.lock().expect("not poisoned").push(ours);
        Ok(std::os::fd::OwnedFd::from(theirs).into())
    }
}
