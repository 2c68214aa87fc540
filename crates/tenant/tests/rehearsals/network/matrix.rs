//! Every errand under every fault.

use std::time::Duration;

use tokio::time::Instant;

use tenant::{Failure, FailureCode, FreshnessState, Limits};

use super::{
    errand::Errand,
    fault::{Fault, LIMITS, Reported},
    line::{EVERYTHING, Line},
};
use crate::rehearsal::Rehearsal;

/// Time that the line may let pass after a wait has ended, before it notices.
pub const SLACK: Duration = Duration::from_secs(2);

/// A test for each errand, and the list of them all.
macro_rules! matrix {
    ($($test:ident: $errand:ident,)+) => {
        /// Every errand that has a test.
        pub const ERRANDS: &[Errand] = &[$(Errand::$errand),+];
        $(#[tokio::test]
        async fn $test() {
            through_every_fault(Errand::$errand).await;
        })+
    };
}

matrix! {
    preparing_the_robot_check_through_every_fault: PrepareRobotCheck,
    the_tenant_code_through_every_fault_of_its_robot_check: SubmitTenantCode,
    the_tenant_code_through_every_fault: SubmitTenantCodeChecked,
    a_forgotten_password_through_every_fault_of_its_robot_check: StartPasswordReset,
    a_forgotten_password_through_every_fault: StartPasswordResetChecked,
    an_enrolment_taken_up_through_every_fault: ResumeEnrolment,
    the_phone_through_every_fault: SubmitPhone,
    a_letter_through_every_fault: SubmitLetter,
    another_message_through_every_fault: ResendSmsCode,
    the_sms_code_through_every_fault: SubmitSmsCode,
    the_account_through_every_fault: SubmitPassword,
    the_new_password_through_every_fault: SubmitNewPassword,
    signing_in_through_every_fault: SignIn,
    signing_out_through_every_fault: SignOut,
    the_refresh_of_a_session_through_every_fault: Refresh,
    what_changed_through_every_fault: SynchroniseChanges,
    the_list_of_receipts_through_every_fault: SynchroniseDocuments,
    the_tenancy_through_every_fault: SynchroniseTenancy,
    the_rent_account_through_every_fault: SynchroniseRentAccount,
    the_keys_of_the_landlord_through_every_fault: SynchroniseLandlord,
    the_messages_through_every_fault: SynchroniseMessages,
    a_message_that_waits_through_every_fault: SendMessage,
    a_damaged_receipt_through_every_fault: SynchroniseDamaged,
    a_payment_through_every_fault: Pay,
    a_payment_while_another_one_waits_through_every_fault: PayWhileAnotherWaits,
    what_came_of_a_payment_through_every_fault: FollowPayment,
    a_payment_given_up_through_every_fault: GivePaymentUp,
    a_pdf_through_every_fault: RentDocumentPdf,
    the_profile_through_every_fault: RefreshProfile,
    the_devices_through_every_fault: RefreshProfileDevices,
    what_staff_did_through_every_fault: RefreshProfileHelp,
    another_email_through_every_fault: ProfileEmail,
    another_landline_through_every_fault: ProfileLandline,
    another_mobile_through_every_fault: ProfileMobile,
    the_code_of_another_mobile_through_every_fault: ProfileMobileCode,
    the_code_of_a_mail_through_every_fault: ProfileMailCode,
    a_change_that_waits_through_every_fault: WithdrawChange,
    the_password_typed_again_through_every_fault: ProfilePasswordAgain,
    another_password_through_every_fault: ProfileNewPassword,
    a_consent_through_every_fault: ProfileConsent,
    a_device_signed_out_through_every_fault: SignDeviceOut,
    the_export_through_every_fault: ProfileExport,
    the_exported_pdf_through_every_fault: ProfileExportPdf,
    the_end_of_an_account_through_every_fault: DeleteAccount,
    a_first_pin_through_every_fault: SubmitPin,
    a_first_pin_that_waits_through_every_fault: SubmitPinLate,
    a_forgotten_pin_through_every_fault: SignInWithoutPin,
    the_password_of_a_proxy_through_every_fault: EnterProxy,
}

async fn through_every_fault(errand: Errand) {
    let mut rehearsal = errand.begin().await;
    let request = errand.request();
    for fault in errand.faults() {
        let cell = format!("{errand:?} × {fault:?}");
        let typed = errand.prepare(&mut rehearsal).await;
        rehearsal.line.strike(fault, request).await;
        let answer = struck(&rehearsal.line, (fault, request), &cell, async || {
            errand.run(&rehearsal, &typed).await
        });
        let answer = answer.await;
        assert_eq!(reported(&answer), errand.reported(fault), "{cell}");
        if errand == Errand::SendMessage {
            check_the_message(&mut rehearsal, fault, &cell).await;
        }
        if answer.is_err() {
            errand.check_kept(&rehearsal).await;
            rehearsal.line.heal().await;
            let again = errand.run(&rehearsal, &typed).await;
            assert_eq!(again, Ok(()), "{cell}: once the line is healed");
        }
        rehearsal.line.heal().await;
    }
}

/// A message that could not leave takes nothing from the freshness of the receipts. Once the line is healed, it leaves.
async fn check_the_message(rehearsal: &mut Rehearsal, fault: Fault, cell: &str) {
    let list = rehearsal.espace.rent_documents().await.expect("from the archive");
    assert_eq!(list.freshness.state, FreshnessState::UpToDate, "{cell}");
    let could_leave = fault.reported() == Reported::Done;
    assert_eq!(list.freshness.unsent, !could_leave, "{cell}");
    rehearsal.line.heal().await;
    // Each joins the sending under way, which ends at its own limit.
    for _ in 0..8 {
        let list = rehearsal.espace.synchronise().await.expect("synchronised");
        if !list.freshness.unsent {
            return;
        }
    }
    panic!("{cell}: it does not leave, once the line is healed");
}

/// Runs something while a request of it is struck. Checks that it ends in time, and that the request was sent as
/// often as allowed.
pub async fn struck(
    line: &Line,
    (fault, request): (Fault, &str),
    cell: &str,
    run: impl AsyncFnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let began = Instant::now();
    let answer = run().await;
    let waited = began.elapsed();
    assert!(waited <= LIMITS.whole + SLACK, "{cell}: {waited:?}");
    let attempts = if request.starts_with("GET ") {
        fault.attempts_of_a_read()
    } else {
        fault.attempts_of_a_write()
    };
    assert_eq!(line.asked(request), attempts, "{cell}: {request}");
    answer
}

#[tokio::test]
async fn a_command_with_two_requests_waits_no_longer_than_one_with_one() {
    for errand in [
        Errand::SubmitTenantCode,
        Errand::StartPasswordReset,
        Errand::Refresh,
        Errand::SignOut,
        Errand::SubmitPinLate,
    ] {
        let mut rehearsal = errand.begin().await;
        errand.prepare(&mut rehearsal).await;
        if errand == Errand::SignOut {
            // Without an access token, signing out refreshes first.
            rehearsal.restart().await;
        }
        rehearsal.line.strike(Fault::VeryLate, EVERYTHING).await;
        let began = Instant::now();
        let answer = errand.run(&rehearsal, "").await;
        let waited = began.elapsed();
        let reported = reported(&answer);
        let slow = Reported::Failure(FailureCode::Slow);
        assert_eq!(
            reported,
            if errand == Errand::SignOut {
                Reported::Done
            } else {
                slow
            },
            "{errand:?}"
        );
        assert!(waited <= LIMITS.whole + SLACK, "{errand:?}: {waited:?}");
        rehearsal.line.heal().await;
    }
}

pub fn reported(answer: &Result<(), Failure>) -> Reported {
    match answer {
        Ok(()) => Reported::Done,
        Err(failure) if failure.retry_at.is_some() => Reported::ComeBack(failure.code),
        Err(failure) => Reported::Failure(failure.code),
    }
}

#[test]
fn no_wait_of_the_application_is_longer_than_its_limit() {
    let limits = Limits::default();
    // R5 asks for an answer within 15 s.
    assert!(limits.whole <= Duration::from_secs(15));
    assert!(
        limits.connect < limits.whole,
        "nobody there is told before nothing came"
    );
    let rehearsed = Limits {
        pause: limits.pause,
        ..LIMITS
    };
    assert_eq!(rehearsed, limits, "what is rehearsed");
}
