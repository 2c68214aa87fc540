//! Signals of logind on the system bus: the session locks, or the machine is about to sleep.

use tauri::{AppHandle, Runtime};

/// Locks on each of these signals, until the bus closes.
#[cfg(target_os = "linux")]
pub(super) async fn watch<R: Runtime>(app: &AppHandle<R>) -> Result<(), zbus::Error> {
    use futures_util::StreamExt;
    use zbus::{Connection, MatchRule, MessageStream, message::Type};

    let bus = Connection::system().await?;
    let from_logind = || {
        MatchRule::builder()
            .msg_type(Type::Signal)
            .sender("org.freedesktop.login1")
    };
    let session = own_session(&bus).await;
    let manager = from_logind()?
        .interface("org.freedesktop.login1.Manager")?
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
    while let Some(message) = signals.next().await {
        if means_lock(&message?) {
            tracing::info!("the session locks, or the machine is about to sleep");
            super::lock(app).await;
        }
    }
    Ok(())
}

/// The desktop session of this process; none if logind does not know it.
#[cfg(target_os = "linux")]
async fn own_session(bus: &zbus::Connection) -> Option<zbus::zvariant::OwnedObjectPath> {
    let name = std::env::var("XDG_SESSION_ID").ok()?;
    let answer = bus
        .call_method(
            Some("org.freedesktop.login1"),
            "/org/freedesktop/login1",
            Some("org.freedesktop.login1.Manager"),
            "GetSession",
            &name,
        )
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
