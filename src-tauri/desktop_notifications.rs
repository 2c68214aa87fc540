//! Desktop notifications for new documents, while the window has no focus. Only for people who opted in. A
//! notification may appear on a locked screen, so it names no amount and no person.

use contract::LandlordProfile;
use paper::Words;
use tauri::{AppHandle, Manager, Runtime, async_runtime};
use tenant::Espace;
use tokio::time::sleep;

use crate::{app_state::AppState, preferences, window, wording::words};

/// The action of a click on the notification itself (Desktop Notifications Specification 1.2).
const CLICK: &str = "default";

/// Checks for new documents at the configured interval, as long as the application runs.
pub(crate) fn watch<R: Runtime>(app: &AppHandle<R>) {
    let Some(every) = app.state::<AppState>().check_every() else {
        return;
    };
    let app = app.clone();
    async_runtime::spawn(async move {
        loop {
            sleep(every).await;
            if preferences::read(&app).new_document_notices {
                look(&app).await;
            }
        }
    });
}

async fn look<R: Runtime>(app: &AppHandle<R>) {
    let app_state = app.state::<AppState>();
    let Ok(espace) = app_state.espace() else {
        return;
    };
    match espace.look_for_new_documents().await {
        Ok(0) => {}
        // Somebody who works in the window sees the list.
        Ok(_) if window::is_looked_at(app) => {}
        Ok(_) => show(app, &espace),
        // Not signed in, or no network: the next check tries again.
        Err(failure) => tracing::debug!(code = ?failure.code, "new documents were not looked for"),
    }
}

fn show<R: Runtime>(app: &AppHandle<R>, espace: &Espace) {
    let words = words(preferences::read(app).language);
    let text = NotificationText::of(words, &espace.landlord_profile());
    let app = app.clone();
    async_runtime::spawn(async move {
        match clicked(&text).await {
            Ok(Some(Click { token })) => {
                if token.is_some() {
                    tracing::info!("the desktop lets the window of a notification take the focus");
                }
                // Waits for the main thread. The window may be gone.
                let _ = async_runtime::spawn_blocking(move || window::bring_forward(&app, token)).await;
            }
            Ok(None) => {}
            Err(error) => tracing::info!(%error, "this desktop shows no notifications"),
        }
    });
}

/// A click on a notification.
struct Click {
    /// The desktop's permission to take the focus.
    token: Option<String>,
}

/// Shows a notification until it is clicked or closed. Returns the click, if there is one.
#[cfg(target_os = "linux")]
async fn clicked(text: &NotificationText) -> Result<Option<Click>, zbus::Error> {
    use std::collections::HashMap;

    use futures_util::StreamExt;
    use zbus::{Connection, MatchRule, MessageStream, message::Type, names::MemberName, zvariant::Value};

    use crate::sole_instance::is_token;

    const NAME: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    const ICON: &str = "espace-locataire";
    /// The desktop decides how long it is shown.
    const AS_LONG_AS_USUAL: i32 = -1;

    let bus = Connection::session().await?;
    let of_desktop = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface(NAME)?
        .path(PATH)?
        .build();
    // Some desktops send their signals to this connection alone.
    let mut signals = MessageStream::for_match_rule(of_desktop, &bus, None).await?;
    let actions = [CLICK, text.open.as_str()];
    let hints = HashMap::<&str, Value<'_>>::new();
    let notification = (
        text.product.as_str(),
        0_u32,
        ICON,
        text.title.as_str(),
        text.body.as_str(),
        actions.as_slice(),
        hints,
        AS_LONG_AS_USUAL,
    );
    let shown = bus
        .call_method(Some(NAME), PATH, Some(NAME), "Notify", &notification)
        .await?;
    let own: u32 = shown.body().deserialize()?;
    let mut token = None;
    while let Some(signal) = signals.next().await {
        let signal = signal?;
        let (header, body) = (signal.header(), signal.body());
        let text_of_own = || {
            let told: Result<(u32, String), _> = body.deserialize();
            told.ok().filter(|(id, _)| *id == own).map(|(_, text)| text)
        };
        match header.member().map(MemberName::as_str) {
            // It comes before the action.
            Some("ActivationToken") => {
                token = text_of_own().filter(|token| is_token(token)).or(token);
            }
            Some("ActionInvoked") if text_of_own().is_some_and(|action| action == CLICK) => {
                return Ok(Some(Click { token }));
            }
            Some("NotificationClosed") => {
                let closed: Result<(u32, u32), _> = body.deserialize();
                if closed.is_ok_and(|(id, _)| id == own) {
                    return Ok(None);
                }
            }
            _ => {}
        }
    }
    Ok(None)
}

/// Elsewhere the desktop gives no permission.
#[cfg(not(target_os = "linux"))]
async fn clicked(text: &NotificationText) -> Result<Option<Click>, tauri::Error> {
    let text = text.clone();
    // Blocks until the notification is clicked or closed.
    async_runtime::spawn_blocking(move || {
        let mut click = None;
        let shown = notify_rust::Notification::new()
            .appname(&text.product)
            .summary(&text.title)
            .body(&text.body)
            .action(CLICK, &text.open)
            .show();
        match shown {
            Ok(shown) => shown.wait_for_action(|action| {
                if action == CLICK {
                    click = Some(Click { token: None });
                }
            }),
            Err(error) => tracing::info!(%error, "this desktop shows no notifications"),
        }
        click
    })
    .await
}

/// The texts of a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NotificationText {
    product: String,
    title: String,
    body: String,
    open: String,
}

impl NotificationText {
    fn of(words: Words, landlord: &LandlordProfile) -> Self {
        let product = landlord.product_name.as_str();
        Self {
            product: product.to_owned(),
            title: words.text_with(
                "notification-title",
                [("landlord", landlord.name.as_str().into())],
            ),
            body: words.text_with("notification-body", [("product", product.into())]),
            open: words.text("notification-open"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notification_names_landlord_and_product_and_nothing_else() {
        let landlord = tenant::Config::parse(include_str!("../landlord.toml"), "landlord.toml")
            .expect("a configuration")
            .landlord;
        assert_eq!(
            NotificationText::of(words(contract::Language::Fr), &landlord),
            NotificationText {
                product: "Espace Locataire".to_owned(),
                title: "Habitat Hauts-de-France".to_owned(),
                body: "Un nouveau document est arrivé dans votre Espace Locataire.".to_owned(),
                open: "Ouvrir".to_owned(),
            }
        );
    }
}
