//! Sign-up, as the guide tells it.

use crate::{
    harness::{computer::Keyring, stage::play},
    people,
};

#[tokio::test]
async fn a_tenant_signs_up_and_sees_the_receipts() {
    play(
        "a_tenant_signs_up_and_sees_the_receipts",
        Keyring::Unlocked,
        async |stage| {
            stage.open_window().await;
            people::sign_up(stage, people::long_standing_tenant()).await;
            stage.window().find("[data-document-id]").await;
            stage.picture("receipts").await;
        },
    )
    .await;
}
