//! What *Mon profil* says of a landlord who does not answer.

use tenant::{FailureCode, Step};

use crate::at_home::Home;

#[tokio::test]
async fn the_profile_shows_from_the_start_what_holds_every_request_back() {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.cut_network().await;
    assert_eq!(shown_from_the_start(&home).await, None, "nothing was asked yet");
    let refused = home.espace.synchronise().await.expect_err("nobody answers");
    assert_eq!(refused.code, FailureCode::Unreachable);
    assert_eq!(shown_from_the_start(&home).await, Some(FailureCode::Unreachable));

    home.mend_network().await;
    home.refreshed().await;
    assert_eq!(shown_from_the_start(&home).await, None, "an answer came");
    home.cut_network().await;
    let refused = home.espace.refresh_profile().await.expect_err("nobody answers");
    assert_eq!(refused.code, FailureCode::Unreachable);
    assert_eq!(shown_from_the_start(&home).await, Some(FailureCode::Unreachable));
    let list = home.espace.rent_documents().await.expect("kept");
    let failure = list.freshness.failure.map(|failure| failure.code);
    assert_eq!(
        failure,
        Some(FailureCode::Unreachable),
        "the other pages know it too"
    );
}

/// The failure with which *Mon profil* opens.
async fn shown_from_the_start(home: &Home) -> Option<FailureCode> {
    match home.espace.open_profile().await {
        Ok(Step::Profile { failure, .. }) => failure.map(|failure| failure.code),
        other => panic!("not the profile: {other:?}"),
    }
}
