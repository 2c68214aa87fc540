//! A desktop that records notifications (Desktop Notifications Specification 1.2).

use std::collections::HashMap;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use zbus::{interface, zvariant::OwnedValue};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A notification as the desktop received it.
#[derive(Debug)]
pub struct Shown {
    /// Its number.
    pub id: u32,
    /// Its title.
    pub summary: String,
    /// Its text.
    pub body: String,
}

/// The desktop of one session.
pub struct NotificationDaemon {
    bus: zbus::Connection,
    shown: UnboundedReceiver<Shown>,
}

impl NotificationDaemon {
    /// Registers on a session bus.
    pub async fn start(bus: &str) -> Self {
        let (sender, shown) = unbounded_channel();
        let bus = zbus::connection::Builder::address(bus)
            .and_then(|builder| builder.name(NAME))
            .and_then(|builder| builder.serve_at(PATH, Desktop { sender, last: 0 }))
            .expect("an address");
        Self {
            bus: bus.build().await.expect("the bus"),
            shown,
        }
    }

    /// Waits for the next notification.
    pub async fn next(&mut self) -> Shown {
        self.shown.recv().await.expect("the desktop is there")
    }

    /// Clicks on a notification, with this permission to take the focus.
    pub async fn click(&self, shown: &Shown, token: &str) {
        for (signal, text) in [("ActivationToken", token), ("ActionInvoked", "default")] {
            self.bus
                .emit_signal(None::<&str>, PATH, NAME, signal, &(shown.id, text))
                .await
                .expect("sent");
        }
    }

    /// Returns a notification that has already arrived, if any.
    pub fn more(&mut self) -> Option<Shown> {
        self.shown.try_recv().ok()
    }
}

struct Desktop {
    sender: UnboundedSender<Shown>,
    last: u32,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Desktop {
    #[allow(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &mut self,
        _app_name: String,
        _replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _lasts: i32,
    ) -> u32 {
        self.last += 1;
        self.sender
            .send(Shown {
                id: self.last,
                summary,
                body,
            })
            .expect("the journey listens");
        self.last
    }

    fn get_capabilities(&self) -> Vec<String> {
        vec!["body".to_owned(), "actions".to_owned()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ["Bureau", "Journey", "1", "1.2"].map(str::to_owned).into()
    }
}
