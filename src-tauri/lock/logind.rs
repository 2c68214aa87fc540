//! Signals of logind on the system bus: the session locks, or the machine is about to sleep. While there is something
//! to wipe, an inhibitor delays the sleep until it is wiped.

use tauri::{AppHandle, Runtime};

/// Name, path and interface of logind's manager.
#[cfg(target_os = "linux")]
const NAME: &str = "org.freedesktop.login1";
#[cfg(target_os = "linux")]
const MANAGER: &str = "/org/freedesktop/login1";
#[cfg(target_os = "linux")]
const MANAGER_INTERFACE: &str = "org.freedesktop.login1.Manager";

/// Locks on each of these signals, until the bus closes.
#[cfg(target_os = "linux")]
pub(super) async fn watch<R: Runtime>(app: &AppHandle<R>) -> Result<(), zbus::Error> {
    use futures_util::StreamExt;
    use tauri::Manager;
    use zbus::{Connection, MatchRule, MessageStream, message::Type};

    use super::something_to_wipe_becomes;
    use crate::app_state::AppState;

    let bus = Connection::system().await?;
    let from_logind = || MatchRule::builder().msg_type(Type::Signal).sender(NAME);
    let session = own_session(&bus).await;
    let manager = from_logind()?
        .interface(MANAGER_INTERFACE)?
        .member("PrepareForSleep")?
        .build();
    let mut of_session = from_logind()?;
    of_session = match &session {
        Some(path) => of_session.path(path.as_ref())?,
        // Locking with another session is better than missing our own.
        None => of_session.path_namespace("/org/freedesktop/login1/session")?,
    };
    let of_session = of_session.build();
    let sleeps = MessageStream::for_match_rule(manager, &bus, None).await?;
    let locks = MessageStream::for_match_rule(of_session, &bus, None).await?;
    tracing::info!(session = session.is_some(), "the desktop's session is watched");
    let mut signals = futures_util::stream::select(sleeps, locks);
    let app_state = app.state::<AppState>();
    let mut wipeable = false;
    // A logind that refuses it is not asked again before there is something else to wipe.
    let mut inhibitor;
    loop {
        tokio::select! {
            message = signals.next() => {
                let Some(message) = message else {
                    return Ok(());
                };
                if means_lock(&message?) {
                    tracing::info!("the session locks, or the machine is about to sleep");
                    super::lock(app).await;
                }
            }
            becomes = something_to_wipe_becomes(&app_state, !wipeable) => {
                if becomes.is_none() {
                    return Ok(());
                }
                wipeable = !wipeable;
                // Dropped only now: the lock above has ended by then, and the machine may sleep.
                inhibitor = match wipeable {
                    true => delay_sleep(app, &bus).await,
                    false => None,
                };
                tracing::debug!(delayed = inhibitor.is_some(), "sleep");
            }
        }
    }
}

/// Takes an inhibitor, which delays the sleep of the machine as long as it is held; none if logind gives none.
#[cfg(target_os = "linux")]
async fn delay_sleep<R: Runtime>(
    app: &AppHandle<R>,
    bus: &zbus::Connection,
) -> Option<zbus::zvariant::OwnedFd> {
    use crate::{preferences, wording};

    let why = wording::words(preferences::read(app).language).text("sleep-delayed");
    let asked = ("sleep", app.package_info().name.as_str(), why.as_str(), "delay");
    let answer = bus
        .call_method(Some(NAME), MANAGER, Some(MANAGER_INTERFACE), "Inhibit", &asked)
        .await
        .and_then(|answer| answer.body().deserialize());
    answer
        .inspect_err(|error| tracing::info!(%error, "the machine may sleep before the window is locked"))
        .ok()
}

/// The desktop session of this process; none if logind does not know it.
#[cfg(target_os = "linux")]
async fn own_session(bus: &zbus::Connection) -> Option<zbus::zvariant::OwnedObjectPath> {
    let name = std::env::var("XDG_SESSION_ID").ok()?;
    let answer = bus
        .call_method(Some(NAME), MANAGER, Some(MANAGER_INTERFACE), "GetSession", &name)
        .await
        .ok()?;
    answer.body().deserialize().ok()
}

/// Whether a signal means to lock: the session is to lock, its own screen lock is active (`LockedHint`), or the
/// machine is about to sleep.
#[cfg(target_os = "linux")]
fn means_lock(message: &zbus::Message) -> bool {
    use std::collections::HashMap;

    use zbus::zvariant::Value;

    let header = message.header();
    let member = header.member().map(zbus::names::MemberName::as_str);
    let body = message.body();
    match member {
        Some("Lock") => true,
        Some("PrepareForSleep") => body.deserialize::<bool>().unwrap_or(false),
        Some("PropertiesChanged") => {
            let changed: Result<(String, HashMap<String, Value<'_>>, Vec<String>), _> = body.deserialize();
            changed.is_ok_and(|(_, changed, _)| changed.get("LockedHint") == Some(&Value::Bool(true)))
        }
        _ => false,
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) async fn watch<R: Runtime>(_: &AppHandle<R>) -> Result<(), std::convert::Infallible> {
    Ok(())
}
