//! *Mon profil* of a signed-in tenant (S7, S8, RGPD).

mod devices;
mod freshness;
mod mail_code;
mod mobile;
mod new_password;
mod own_data;

use contract::FieldName;
use landlord::figures::{
    ACCESS_MINUTES, FIRST_PAUSE_MINUTES, MINUTE, REAUTHENTICATION_MINUTES, SMS_RESEND_SECONDS,
    WRONG_PASSWORDS_BEFORE_PAUSE,
};
use tenant::{Espace, Failure, FailureCode, PinStatus, ProfileNews, ProfileOverview, ProfileQuestion, Step};

use crate::at_home::{Home, PASSWORD, assert_home, tenant};

const NEW_PASSWORD: &str = "Prunier jaune 17";
const NEW_MOBILE: &str = "06 39 98 00 64";
const NEW_EMAIL: &str = "autre@exemple.fr";

impl Home {
    /// A signed-in tenant in *Mon profil*, up to date.
    async fn in_profile() -> Self {
        let home = Self::new().await;
        home.sign_up().await;
        home.wait(SMS_RESEND_SECONDS + 1);
        home.espace.open_profile().await.expect("signed in");
        home.refreshed().await;
        home
    }

    async fn refreshed(&self) -> ProfileOverview {
        self.espace.refresh_profile().await.expect("the landlord answers")
    }

    async fn ask(&self, question: ProfileQuestion) -> Step {
        self.espace.ask_profile(question).await.expect("signed in")
    }

    async fn type_password(&self) -> Step {
        self.espace
            .submit_profile_password(PASSWORD)
            .await
            .expect("the right password")
    }

    /// Goes from the overview to the code of the new mobile, and returns it.
    async fn go_to_mobile_code(&self) -> String {
        self.ask(ProfileQuestion::Mobile).await;
        self.espace
            .submit_profile_mobile(NEW_MOBILE)
            .await
            .expect("a mobile");
        let before = self.sms_capture.taken();
        assert!(matches!(
            self.type_password().await,
            Step::ProfileMobileCode { messages_sent: 1, .. }
        ));
        self.code(before + 1).await
    }

    async fn code(&self, number: usize) -> String {
        let message = self.sms_capture.message(number).await.expect("a message");
        assert_eq!(message.to.national(), NEW_MOBILE);
        self.nth_sms_code(number).await
    }
}

fn news(step: &Step) -> Option<ProfileNews> {
    match step {
        Step::Profile { news, .. } => *news,
        other => panic!("not the overview but {other:?}"),
    }
}

fn field_code(failure: &Failure) -> (FieldName, FailureCode) {
    (failure.fields[0].field, failure.fields[0].code)
}

async fn sign_in(espace: &Espace, password: &str) {
    espace
        .sign_in(Some(tenant().tenant_code), password)
        .await
        .expect("signed in");
}

#[tokio::test]
async fn the_profile_is_kept_for_a_start_without_a_network() {
    let mut home = Home::new().await;
    home.sign_up().await;
    let first = home.espace.open_profile().await.expect("signed in");
    assert_eq!(
        first,
        Step::Profile {
            person: None,
            overview: None,
            up_to_date: false,
            failure: None,
            news: None,
            pin: PinStatus::None,
        }
    );
    let reported = home.refreshed().await;
    assert_eq!(reported.email, "jeanne.durand@exemple.fr");
    assert_eq!(reported.landline, None);
    assert_eq!(reported.mobile.as_ref().expect("a mobile").display, "06*****61");
    assert!(!reported.mails.given && reported.electronic_receipts.given);
    assert_eq!(reported.devices.len(), 1);

    home.cut_network().await;
    home.restart().await;
    let kept = home.espace.open_profile().await.expect("signed in");
    assert_eq!(
        kept,
        Step::Profile {
            person: None,
            overview: Some(reported),
            up_to_date: false,
            failure: None,
            news: None,
            pin: PinStatus::None,
        }
    );
    let refused = home.espace.refresh_profile().await.expect_err("nobody answers");
    assert_eq!(refused.code, FailureCode::Unreachable);
    assert_home(&home.espace.go_back().await);
}

#[tokio::test]
async fn a_page_never_fetched_asks_the_landlord_first() {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.espace.open_profile().await.expect("signed in");
    let Step::ProfileDevices { devices, .. } = home.ask(ProfileQuestion::Devices).await else {
        panic!("not the devices");
    };
    assert_eq!(devices.len(), 1);

    home.espace.sign_out().await;
    let known = home.espace.sign_in(None, PASSWORD).await;
    assert_home(&known);
    home.cut_network().await;
    home.espace.open_profile().await.expect("signed in");
    assert!(
        matches!(
            home.ask(ProfileQuestion::Mails).await,
            Step::ProfileConsent { .. }
        ),
        "what was told once is shown without a network"
    );
}

#[tokio::test]
async fn the_profile_needs_a_signed_in_tenant() {
    let home = Home::new().await;
    let refused = home.espace.open_profile().await.expect_err("nobody is signed in");
    assert_eq!(refused.code, FailureCode::SessionEnded);
    home.sign_up().await;
    let refused = home.espace.ask_profile(ProfileQuestion::Email).await;
    assert_eq!(
        refused.expect_err("it is not open").code,
        FailureCode::SessionEnded
    );
}

#[tokio::test]
async fn a_new_address_waits_for_the_password_and_is_not_typed_again() {
    let home = Home::in_profile().await;
    assert_eq!(
        home.ask(ProfileQuestion::Email).await,
        Step::ProfileEmail {
            current: Some("jeanne.durand@exemple.fr".to_owned()),
            typed: String::new()
        }
    );
    assert_eq!(
        home.espace.submit_profile_email(NEW_EMAIL).await,
        Ok(Step::ProfilePasswordAgain {
            question: ProfileQuestion::Email
        })
    );
    assert_eq!(news(&home.type_password().await), Some(ProfileNews::EmailAsked));
    let overview = home.refreshed().await;
    assert_eq!(overview.email, "jeanne.durand@exemple.fr");
    let pending = overview.pending_email.expect("it waits for its code");
    assert_eq!((pending.email.as_str(), pending.code_wanted), (NEW_EMAIL, true));
}

#[tokio::test]
async fn back_from_the_password_keeps_what_was_typed() {
    let home = Home::in_profile().await;
    home.ask(ProfileQuestion::Email).await;
    home.espace
        .submit_profile_email(NEW_EMAIL)
        .await
        .expect("an address");
    let Step::ProfileEmail { typed, .. } = home.espace.go_back().await else {
        panic!("not the address");
    };
    assert_eq!(typed, NEW_EMAIL);
    assert_eq!(news(&home.espace.go_back().await), None);
    assert_eq!(home.refreshed().await.email, "jeanne.durand@exemple.fr");
}

#[tokio::test]
async fn a_typed_password_is_valid_for_a_while() {
    let home = Home::in_profile().await;
    home.ask(ProfileQuestion::Email).await;
    home.espace
        .submit_profile_email(NEW_EMAIL)
        .await
        .expect("an address");
    home.type_password().await;

    home.wait(REAUTHENTICATION_MINUTES * MINUTE - 1);
    home.ask(ProfileQuestion::Landline).await;
    let landline = home.espace.submit_profile_landline("03 21 45 67 89").await;
    assert_eq!(
        news(&landline.expect("a landline")),
        Some(ProfileNews::LandlineChanged)
    );

    home.wait(1);
    home.ask(ProfileQuestion::Landline).await;
    let step = home.espace.submit_profile_landline("").await.expect("none");
    assert_eq!(
        step,
        Step::ProfilePasswordAgain {
            question: ProfileQuestion::Landline
        }
    );
    assert_eq!(
        news(&home.type_password().await),
        Some(ProfileNews::LandlineTakenOff)
    );
    assert_eq!(home.refreshed().await.landline, None);
}

#[tokio::test]
async fn a_wrong_password_keeps_the_pending_change_and_hides_the_code() {
    let home = Home::in_profile().await;
    home.ask(ProfileQuestion::Email).await;
    home.espace
        .submit_profile_email(NEW_EMAIL)
        .await
        .expect("an address");
    for (typed, code) in [
        ("", FailureCode::PasswordEmpty),
        (NEW_PASSWORD, FailureCode::CurrentPasswordWrong),
    ] {
        let refused = home.espace.submit_profile_password(typed).await;
        assert_eq!(
            field_code(&refused.expect_err("wrong")),
            (FieldName::Password, code)
        );
    }
    assert_eq!(home.refreshed().await.email, "jeanne.durand@exemple.fr");
    assert_eq!(news(&home.type_password().await), Some(ProfileNews::EmailAsked));
}

#[tokio::test]
async fn after_wrong_passwords_the_tenant_is_told_when_to_try_again() {
    let home = Home::in_profile().await;
    home.ask(ProfileQuestion::Password).await;
    for _ in 0..WRONG_PASSWORDS_BEFORE_PAUSE {
        home.espace
            .submit_profile_password(NEW_PASSWORD)
            .await
            .expect_err("wrong");
    }
    let refused = home.espace.submit_profile_password(PASSWORD).await;
    let refused = refused.expect_err("too many");
    assert_eq!(refused.code, FailureCode::TooManyAttempts);
    assert!(refused.retry_at.is_some());
    home.wait(FIRST_PAUSE_MINUTES * MINUTE + 1);
    assert_eq!(home.type_password().await, Step::ProfileNewPassword);
}

#[tokio::test]
async fn an_address_that_looks_mistyped_is_questioned_once() {
    let home = Home::in_profile().await;
    home.ask(ProfileQuestion::Email).await;
    for (typed, code) in [
        ("jeanne", FailureCode::EmailMissingAt),
        ("jeanne@orange", FailureCode::EmailIncomplete),
        ("jeanne@ornage.fr", FailureCode::EmailSuggestion),
    ] {
        let refused = home.espace.submit_profile_email(typed).await;
        assert_eq!(
            field_code(&refused.expect_err("not as typed")),
            (FieldName::Email, code),
            "{typed}"
        );
    }
    let meant = home.espace.submit_profile_email("jeanne@ornage.fr").await;
    assert!(matches!(meant, Ok(Step::ProfilePasswordAgain { .. })));
}

#[tokio::test]
async fn a_new_password_keeps_only_this_computer_signed_in() {
    let mut home = Home::in_profile().await;
    let elsewhere = home.second_computer();
    sign_in(&elsewhere, PASSWORD).await;

    home.ask(ProfileQuestion::Password).await;
    assert_eq!(home.type_password().await, Step::ProfileNewPassword);
    let weak = home.espace.submit_profile_new_password("court1A").await;
    assert_eq!(
        field_code(&weak.expect_err("too short")),
        (FieldName::Password, FailureCode::PasswordTooShort)
    );
    let step = home.espace.submit_profile_new_password(NEW_PASSWORD).await;
    assert_eq!(news(&step.expect("chosen")), Some(ProfileNews::PasswordChanged));

    // Longer than any access token lasts.
    home.wait((ACCESS_MINUTES + 1) * MINUTE);
    home.restart().await;
    home.espace.synchronise().await.expect("still signed in");
    let refused = elsewhere.synchronise().await.expect_err("signed out");
    assert_eq!(refused.code, FailureCode::SessionEnded);
    let old = home.second_computer();
    let old = old.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    assert_eq!(
        field_code(&old.expect_err("changed")).1,
        FailureCode::CredentialsWrong
    );
    sign_in(&elsewhere, NEW_PASSWORD).await;
}

#[tokio::test]
async fn leaving_the_page_asks_for_the_current_password_again() {
    let home = Home::in_profile().await;
    home.ask(ProfileQuestion::Password).await;
    home.type_password().await;
    assert_eq!(
        home.espace.go_back().await,
        Step::ProfilePasswordAgain {
            question: ProfileQuestion::Password
        }
    );
    let refused = home.espace.submit_profile_new_password(NEW_PASSWORD).await;
    refused.expect_err("the password in force is not held any more");
}

#[tokio::test]
async fn withdrawing_a_consent_dates_it_and_keeps_the_other() {
    let home = Home::in_profile().await;
    let before = home.refreshed().await;
    let elsewhere = home.second_computer();
    sign_in(&elsewhere, PASSWORD).await;
    elsewhere.open_profile().await.expect("signed in");
    elsewhere
        .ask_profile(ProfileQuestion::Mails)
        .await
        .expect("asked");
    elsewhere.submit_profile_consent(true).await.expect("given");

    home.wait(60);
    let step = home.ask(ProfileQuestion::ElectronicReceipts).await;
    assert_eq!(
        step,
        Step::ProfileConsent {
            question: ProfileQuestion::ElectronicReceipts,
            consent: before.electronic_receipts.clone()
        }
    );
    let step = home
        .espace
        .submit_profile_consent(false)
        .await
        .expect("withdrawn");
    assert_eq!(news(&step), Some(ProfileNews::ConsentKept));
    let after = home.refreshed().await;
    assert!(!after.electronic_receipts.given);
    assert_ne!(after.electronic_receipts.since, before.electronic_receipts.since);
    assert!(after.mails.given, "given elsewhere meanwhile");
}

#[tokio::test]
async fn an_answer_that_arrives_after_retour_changes_no_page() {
    let mut home = Home::in_profile().await;
    home.ask(ProfileQuestion::Email).await;
    home.hang_network().await;
    let asking = home.espace.submit_profile_email(NEW_EMAIL);
    let leaving = async {
        home.asked().await;
        let step = home.espace.go_back().await;
        assert_eq!(news(&step), None);
    };
    tokio::pin!(asking);
    tokio::select! {
        answer = &mut asking => panic!("the landlord hangs: {answer:?}"),
        () = leaving => {}
    }
    assert_home(&home.espace.go_back().await);
}
