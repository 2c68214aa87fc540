//! Desktop notifications for new documents, while the window has no focus. Only for people who opted in. A
//! notification may appear on a locked screen, so it names no amount and no person.

use contract::LandlordProfile;
use notify_rust::Notification;
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
    // Blocks until the notification is clicked or closed.
    async_runtime::spawn_blocking(move || {
        let shown = Notification::new()
            .appname(&text.product)
            .icon("espace-locataire")
            .summary(&text.title)
            .body(&text.body)
            .action(CLICK, &text.open)
            .show();
        match shown {
            Ok(shown) => shown.wait_for_action(|action| {
                if action == CLICK {
                    window::bring_forward(&app, None);
                }
            }),
            Err(error) => tracing::info!(%error, "this desktop shows no notifications"),
        }
    });
}

/// The texts of a notification.
#[derive(Debug, PartialEq, Eq)]
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
