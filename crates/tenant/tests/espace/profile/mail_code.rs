//! The code that came by mail, for a new address (S8).

use contract::{FieldName, SmsCode};
use tenant::{FailureCode, PendingKind, ProfileNews, ProfileQuestion, Step};

use super::{NEW_EMAIL, field_code, news};
use crate::at_home::Home;

impl Home {
    /// Asks for another address, and returns the code that is sent there.
    async fn ask_for_address(&self) -> String {
        self.ask(ProfileQuestion::Email).await;
        self.espace
            .submit_profile_email(NEW_EMAIL)
            .await
            .expect("an address");
        assert_eq!(news(&self.type_password().await), Some(ProfileNews::EmailAsked));
        let mail = self.mail_to(NEW_EMAIL).await;
        SmsCode::parse(&mail).expect("a code").expose().to_owned()
    }
}

#[tokio::test]
async fn s8_a_new_address_counts_once_the_code_of_its_mail_is_typed() {
    let home = Home::in_profile().await;
    let code = home.ask_for_address().await;
    assert_eq!(home.ask(ProfileQuestion::MailCode).await, Step::ProfileMailCode);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for (typed, expected) in [
        ("", FailureCode::MailCodeEmpty),
        ("12", FailureCode::MailCodeLength),
        (wrong, FailureCode::MailCodeWrong),
    ] {
        let refused = home.espace.submit_profile_mail_code(typed).await;
        let refused = refused.expect_err("not the code");
        assert_eq!(field_code(&refused), (FieldName::SmsCode, expected));
    }
    let step = home.espace.submit_profile_mail_code(&code).await.expect("right");
    assert_eq!(news(&step), Some(ProfileNews::MailCodeTaken));
    let overview = home.refreshed().await;
    assert_eq!(
        (overview.email.as_str(), overview.pending_email),
        (NEW_EMAIL, None)
    );
    assert!(overview.email_confirmed);
}

#[tokio::test]
async fn a_change_that_waits_can_be_dropped_and_its_code_works_no_more() {
    let home = Home::in_profile().await;
    let code = home.ask_for_address().await;
    let step = home.espace.withdraw_profile_change(PendingKind::Email).await;
    assert_eq!(news(&step.expect("dropped")), Some(ProfileNews::ChangeWithdrawn));
    assert_eq!(home.refreshed().await.pending_email, None);
    // What is gone already is as good.
    let step = home.espace.withdraw_profile_change(PendingKind::Email).await;
    assert_eq!(news(&step.expect("gone")), Some(ProfileNews::ChangeWithdrawn));
    home.ask(ProfileQuestion::MailCode).await;
    let refused = home.espace.submit_profile_mail_code(&code).await;
    assert_eq!(
        field_code(&refused.expect_err("dropped")).1,
        FailureCode::MailCodeExpired
    );
}
