//! A login daemon with the interface of logind (org.freedesktop.login1). Sends the signals to lock and to sleep.

use zbus::{
    Connection, fdo, interface,
    zvariant::{ObjectPath, OwnedObjectPath},
};

const NAME: &str = "org.freedesktop.login1";
const MANAGER: &str = "/org/freedesktop/login1";
const MANAGER_INTERFACE: &str = "org.freedesktop.login1.Manager";
const SESSION_INTERFACE: &str = "org.freedesktop.login1.Session";

/// The id of the person's own session.
pub const OWN_SESSION: &str = "7";

/// The login daemon of a machine.
pub struct LoginDaemon(Connection);

impl LoginDaemon {
    /// Registers on a system bus.
    pub async fn start(bus: &str) -> Self {
        let bus = zbus::connection::Builder::address(bus)
            .and_then(|builder| builder.name(NAME))
            .and_then(|builder| builder.serve_at(MANAGER, Manager))
            .expect("an address");
        Self(bus.build().await.expect("the bus"))
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

    async fn emit(
        &self,
        path: ObjectPath<'_>,
        interface: &str,
        signal: &str,
        body: &(impl serde::Serialize + zbus::zvariant::DynamicType + Sync),
    ) {
        let emitted = self.0.emit_signal(None::<&str>, path, interface, signal, body);
        emitted.await.expect("emitted");
    }
}

fn path(session: &str) -> OwnedObjectPath {
    // The path escapes a leading digit as its character code.
    let path = format!("{MANAGER}/session/_3{session}");
    OwnedObjectPath::try_from(path).expect("a path")
}

struct Manager;

#[interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn get_session(&self, session: &str) -> fdo::Result<OwnedObjectPath> {
        match session {
            OWN_SESSION => Ok(path(session)),
            _ => Err(fdo::Error::Failed("no such session".to_owned())),
        }
    }
}
