//! *Retour*, *Se déconnecter* and *J'ai oublié mon code* while something is under way: no session appears after them,
//! and they wait for no answer.

use std::sync::Arc;

use landlord::figures::SMS_RESEND_SECONDS;
use tenant::{Espace, FailureCode, MemorySecrets, SecretName, SecretStore, Step, figures::PIN_TRIES};

use crate::{
    at_home::{self, Home, PASSWORD, assert_home, sign_up_details, tenant, without_pin},
    line::Line,
};

const NEW_PASSWORD: &str = "Prunier jaune 17";
pub const PIN: &str = "407395";

const NOT_FOUND: &[u8] = b"HTTP/1.1 404 Not Found\r\ncontent-type: application/problem+json\r\nconnection: close\r\ncontent-length: 74\r\n\r\n\
    {\"type\":\"urn:espace-locataire:problem:not-found\",\"title\":\"x\",\"status\":404}";

/// Closes the application, and opens it again behind a line.
async fn reopen_behind_line(home: &mut Home) -> (Line, Step) {
    let line = Line::to(home.address).await;
    home.espace = at_home::espace(line.address, home.computer(), &home.secrets);
    let first_screen = home.espace.first_screen().await.expect("opens");
    (line, first_screen.step)
}

fn is_kept(home: &Home, name: SecretName) -> bool {
    home.secrets.get(name).expect("works").is_some()
}

/// Presses *Retour* while the answer is held, and lets the answer come after that.
async fn go_back_before_the_answer(espace: &Espace, line: &Line) -> Step {
    line.holds().await;
    let back = espace.go_back().await;
    line.release();
    back
}

#[tokio::test]
async fn a_sign_in_left_by_retour_leaves_no_session_anywhere() {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.espace.sign_out().await;
    let (line, _) = reopen_behind_line(&mut home).await;
    line.hold_answer_to("POST /v1/sessions ");
    let (signed_in, _) = tokio::join!(
        home.espace.sign_in(None, PASSWORD),
        go_back_before_the_answer(&home.espace, &line)
    );
    assert_eq!(signed_in.expect_err("left").code, FailureCode::Busy);
    assert!(!is_kept(&home, SecretName::RefreshToken));
    assert!(matches!(home.restart().await.step, Step::SignIn { .. }));
    assert_home(&home.espace.sign_in(None, PASSWORD).await);
    home.espace.open_profile().await.expect("signed in");
    let overview = home.espace.refresh_profile().await.expect("reported");
    assert_eq!(overview.devices.len(), 1, "the other one was signed out");
}

#[tokio::test]
async fn the_end_of_a_sign_up_opens_nothing_after_the_sign_out() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.sign_out().await;
    let step = home.espace.finish_enrolment().await;
    assert!(matches!(step, Step::SignIn { .. }), "{step:?}");
}

#[tokio::test]
async fn a_sign_up_left_by_retour_signs_nobody_in() {
    let mut home = Home::new().await;
    home.go_to_sign_up_details().await;
    let (line, _) = reopen_behind_line(&mut home).await;
    home.espace.resume_enrolment().await.expect("still valid");
    let details = home.espace.submit_sign_up_details(sign_up_details()).await;
    details.expect("valid details");
    line.hold_answer_to("POST /v1/enrolments/current/account ");
    let (signed_up, back) = tokio::join!(
        home.espace.submit_password(PASSWORD),
        go_back_before_the_answer(&home.espace, &line)
    );
    assert!(matches!(back, Step::SignUpDetails { .. }), "{back:?}");
    assert_eq!(signed_up.expect_err("left").code, FailureCode::Busy);
    assert!(!is_kept(&home, SecretName::RefreshToken));
    assert!(!is_kept(&home, SecretName::TenantCode));

    let details = home.espace.submit_sign_up_details(sign_up_details()).await;
    details.expect("valid details");
    let done = home.espace.submit_password(PASSWORD).await;
    assert!(
        matches!(done, Ok(Step::Done { .. })),
        "the account exists: {done:?}"
    );
}

#[tokio::test]
async fn a_reset_left_by_retour_signs_nobody_in() {
    let home = Home::new().await;
    home.sign_up().await;
    home.wait(SMS_RESEND_SECONDS + 1);
    let line = Line::to(home.address).await;
    let espace = home.second_computer_at(line.address);
    espace.open_sign_in().await;
    espace.start_password_reset().await.expect("the reset starts");
    let typed = espace.submit_tenant_code(tenant().tenant_code).await;
    typed.expect("a tenant code");
    let before = home.sms_capture.taken();
    espace.submit_phone(tenant().mobile).await.expect("sent");
    let code = home.nth_sms_code(before + 1).await;
    espace.submit_sms_code(&code).await.expect("the right code");
    line.hold_answer_to("POST /v1/enrolments/current/password ");
    let (reset, back) = tokio::join!(
        espace.submit_password(NEW_PASSWORD),
        go_back_before_the_answer(&espace, &line)
    );
    assert!(matches!(back, Step::TenantCode { .. }), "{back:?}");
    assert_eq!(reset.expect_err("left").code, FailureCode::Busy);
    let read = espace.rent_documents().await;
    assert_eq!(
        read.expect_err("nobody is signed in").code,
        FailureCode::SessionEnded
    );

    let done = espace.submit_password(NEW_PASSWORD).await;
    assert!(
        matches!(done, Ok(Step::Done { .. })),
        "the password is set: {done:?}"
    );
    let step = espace.finish_enrolment().await;
    assert_home(&without_pin(&espace, step).await);
    espace.open_profile().await.expect("signed in");
    let overview = espace.refresh_profile().await.expect("reported");
    assert_eq!(overview.devices.len(), 1, "the other one was signed out");
}

#[tokio::test]
async fn retour_does_not_wait_for_the_answer_to_an_sms_code() {
    let mut home = Home::new().await;
    home.go_to_phone().await;
    let (line, _) = reopen_behind_line(&mut home).await;
    home.espace.resume_enrolment().await.expect("still valid");
    home.espace.submit_phone(tenant().mobile).await.expect("sent");
    let code = home.nth_sms_code(1).await;
    line.hold_answer_to("POST /v1/enrolments/current/code ");
    let (verified, back) = tokio::join!(
        home.espace.submit_sms_code(&code),
        go_back_before_the_answer(&home.espace, &line)
    );
    assert!(matches!(back, Step::Phone { .. }), "{back:?}");
    assert_eq!(verified.expect_err("left").code, FailureCode::Busy);
    home.espace.submit_phone(tenant().mobile).await.expect("goes on");
    let step = home.espace.submit_sms_code(&code).await;
    assert!(matches!(step, Ok(Step::SignUpDetails { .. })), "{step:?}");
}

#[tokio::test]
async fn a_refresh_under_way_stores_nothing_after_the_sign_out() {
    let mut home = Home::new().await;
    home.sign_up().await;
    let (line, step) = reopen_behind_line(&mut home).await;
    assert_home(&step);
    line.hold_answer_to("POST /v1/sessions/refresh ");
    let (synchronised, signed_out, ()) = tokio::join!(
        home.espace.synchronise(),
        async {
            line.holds().await;
            home.espace.sign_out().await
        },
        async {
            line.holds().await;
            while is_kept(&home, SecretName::RefreshToken) {
                tokio::task::yield_now().await;
            }
            // A kill here leaves nobody signed in.
            line.release();
        }
    );
    assert_eq!(
        synchronised.expect_err("signed out").code,
        FailureCode::SessionEnded
    );
    assert!(matches!(signed_out, Step::SignIn { .. }), "{signed_out:?}");
    assert!(!is_kept(&home, SecretName::RefreshToken));
    assert!(matches!(home.restart().await.step, Step::SignIn { .. }));
    assert_home(&home.espace.sign_in(None, PASSWORD).await);
    home.espace.open_profile().await.expect("signed in");
    let overview = home.espace.refresh_profile().await.expect("reported");
    assert_eq!(overview.devices.len(), 1, "the refreshed session was ended");
}

/// A locked application behind a line.
pub async fn locked_behind_line() -> (Home, Line) {
    let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
    let mut home = Home::with_secrets(secrets).await;
    home.sign_up().await;
    home.espace.open_profile().await.expect("signed in");
    home.espace.open_pin().await.expect("its page");
    home.espace.submit_pin(None, PIN, PIN).await.expect("a PIN");
    let (line, step) = reopen_behind_line(&mut home).await;
    assert_eq!(
        step,
        Step::Locked {
            tries_left: PIN_TRIES
        }
    );
    (home, line)
}

#[tokio::test]
async fn a_recovery_of_the_archive_left_by_retour_keeps_the_pin() {
    let (home, line) = locked_behind_line().await;
    let espace = &home.espace;
    espace.forget_pin().await;
    line.hold_answer_to("GET /v1/archive-recovery ");
    let (signed_in, back) = tokio::join!(
        espace.sign_in(None, PASSWORD),
        go_back_before_the_answer(espace, &line)
    );
    assert_eq!(
        back,
        Step::Locked {
            tries_left: PIN_TRIES
        }
    );
    assert_eq!(signed_in.expect_err("left").code, FailureCode::Busy);
    assert!(!espace.is_lockable(), "nothing was opened");
    assert!(is_kept(&home, SecretName::Pin));
    assert_home(&espace.unlock(PIN).await);
}

#[tokio::test]
async fn a_sign_in_whose_recovery_of_the_archive_fails_leaves_no_session() {
    let (home, line) = locked_behind_line().await;
    let espace = &home.espace;
    espace.forget_pin().await;
    line.answer("GET /v1/archive-recovery ", NOT_FOUND.to_vec());
    let signed_in = espace.sign_in(None, PASSWORD).await;
    assert_eq!(signed_in.expect_err("not recovered").code, FailureCode::NotFound);
    line.mend();
    espace.go_back().await;
    assert_home(&espace.unlock(PIN).await);
    espace.open_profile().await.expect("signed in");
    let overview = espace.refresh_profile().await.expect("reported");
    assert_eq!(overview.devices.len(), 1, "the other one was signed out");
}

#[tokio::test]
async fn a_pin_that_is_tried_opens_nothing_once_it_is_said_to_be_forgotten() {
    let (home, _line) = locked_behind_line().await;
    let espace = &home.espace;
    let (unlocked, step) = tokio::join!(espace.unlock(PIN), espace.forget_pin());
    assert!(matches!(step, Step::SignIn { .. }), "{step:?}");
    assert_eq!(unlocked.expect_err("left").code, FailureCode::Busy);
    assert!(!espace.is_lockable(), "nothing was opened");
    assert_eq!(
        espace.go_back().await,
        Step::Locked {
            tries_left: PIN_TRIES
        }
    );
    assert_home(&espace.unlock(PIN).await);
}

#[tokio::test]
async fn a_first_pin_left_by_retour_is_not_set() {
    let mut home = Home::new().await;
    home.sign_up().await;
    let (line, step) = reopen_behind_line(&mut home).await;
    assert_home(&step);
    home.espace.open_profile().await.expect("signed in");
    home.espace.open_pin().await.expect("its page");
    line.hold_answer_to("GET /v1/archive-recovery ");
    let (set, _) = tokio::join!(
        home.espace.submit_pin(None, PIN, PIN),
        go_back_before_the_answer(&home.espace, &line)
    );
    assert_eq!(set.expect_err("left").code, FailureCode::Busy);
    assert!(!is_kept(&home, SecretName::Pin));
    assert!(!home.espace.is_lockable());
}

#[tokio::test]
async fn signing_out_closes_the_pages_before_the_landlord_answers() {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.hang_network().await;
    tokio::select! {
        _ = home.espace.sign_out() => panic!("the landlord does not answer"),
        () = home.asked() => {}
    }
    let opened = home.espace.open_home().await;
    assert_eq!(opened.expect_err("signed out").code, FailureCode::SessionEnded);
}

#[tokio::test]
async fn an_answer_for_an_earlier_visit_to_the_profile_changes_nothing() {
    let mut home = Home::new().await;
    home.sign_up().await;
    let (line, step) = reopen_behind_line(&mut home).await;
    assert_home(&step);
    let espace = &home.espace;
    espace.open_profile().await.expect("signed in");
    line.hold_answer_to("GET /v1/account ");
    let (refreshed, reopened) = tokio::join!(espace.refresh_profile(), async {
        line.holds().await;
        assert_home(&espace.go_back().await);
        let reopened = espace.open_profile().await;
        line.release();
        reopened
    });
    assert!(matches!(reopened, Ok(Step::Profile { .. })), "{reopened:?}");
    assert_eq!(refreshed.expect_err("left").code, FailureCode::Busy);
    espace.refresh_profile().await.expect("for this visit");
}
