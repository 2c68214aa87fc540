//! Desktop notifications for new documents, for tenants who opted in.

use std::fs;

use fantoccini::key::Key;
use harness::{MAX_WAIT, application::configuration, computer::Keyring, people, screen};
use tokio::time::timeout;

use crate::play;

#[tokio::test]
async fn a_tenant_who_asked_for_it_is_told_of_a_new_document_without_its_amount() {
    let name = "a_tenant_who_asked_for_it_is_told_of_a_new_document_without_its_amount";
    play(name, Keyring::Unlocked, async |stage| {
        let mut desktop = stage.computer.show_notifications().await;
        let config = stage.computer.home().join("often.toml");
        let text = configuration(&format!("http://{}", stage.line.address()))
            .replace("# check-every = \"4h\"", "check-every = \"500ms\"");
        fs::write(&config, text).expect("a configuration");
        let tenant = people::long_standing_tenant();
        let window = stage.open_window_with_config(&config).await;
        people::sign_up(stage, tenant).await;
        window.reads("#freshness", "À jour").await;

        window.click("#open-profile").await;
        window.sees("profile").await;
        window.has_no_accessibility_fault("profile").await;
        window.find("#new-document-notices:not(:checked)").await;
        window.tab_to("#new-document-notices").await;
        stage.picture("not-asked").await;
        window.press(Key::Space).await;
        window.find("#new-document-notices:checked").await;
        let other = screen::look_away(stage.computer.display());
        stage.landlord.issue_another_document(tenant.tenant_code).await;
        let shown = timeout(MAX_WAIT, desktop.next()).await.expect("a notification");
        assert_eq!(shown.summary, "Habitat Hauts-de-France");
        assert_eq!(
            shown.body,
            "Un nouveau document est arrivé dans votre Espace Locataire."
        );
        assert!(desktop.more().is_none(), "notified once");
        desktop.click(&shown, "bureau-4711").await;
        stage
            .log_says("the desktop lets the window of a notification take the focus")
            .await;

        drop(other);
        // The reported document is on the list.
        window.click("#back").await;
        people::reach_receipts(&window).await;
        window.reads(".documents", "Régularisation des charges").await;
        window.reads(".documents", "0,01").await;
        // The choice is stored on this computer.
        stage.close_window().await;
        let window = stage.open_window_with_config(&config).await;
        window.click("#open-profile").await;
        window.find("#new-document-notices:checked").await;
    })
    .await;
}
