//! What staff do at a counter that reaches the landlord, under every fault (S21, R5).

mod agency;

use contract::VisitPurpose;
use landlord::figures::{MINUTE, SEARCH_MINUTES};
use tenant::{Failure, FailureCode, WipeReason};
use tokio::time::Instant;

use self::agency::{Agency, CLAIRE, NADIA, PASSWORD, keys, telephone};
use super::{
    fault::{Fault, LIMITS, Reported},
    line::EVERYTHING,
    matrix::{SLACK, reported, struck},
};
use crate::rehearsal::{NEW_MOBILE, tenant};

/// One request of one command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CounterErrand {
    BeginActivation,
    ConfirmActivation,
    SignStaffIn,
    CheckStaff,
    AskKey,
    AskNewKey,
    KeyAnswered,
    Keys,
    AddKey,
    RemoveKey,
    OwnPassword,
    SignStaffOut,
    Figures,
    Search,
    BeginVisit,
    /// The search that goes again before a visit, as somebody read aloud for long.
    SearchAgain,
    AddPurposes,
    BeginPurpose,
    NewNumber,
    Approve,
    ConsentPdf,
    LetterPdf,
    LetterByPost,
    ConsentForm,
    JournalPdf,
    EndVisit,
    CloseAccount,
    ReopenAccount,
}

/// A test for each errand, and the list of them with the shell's command and the request that is struck.
macro_rules! errands {
    ($($test:ident: $errand:ident, $command:literal, $request:literal;)+) => {
        /// Every errand that has a test.
        pub const COUNTER_ERRANDS: &[(CounterErrand, &str, &str)] =
            &[$((CounterErrand::$errand, $command, $request)),+];
        $(#[tokio::test]
        async fn $test() {
            through_every_fault(CounterErrand::$errand, $request).await;
        })+
    };
}

errands! {
    the_code_of_the_administrator_through_every_fault: BeginActivation, "begin_activation", "POST /v1/staff/activations";
    the_telephone_of_staff_through_every_fault: ConfirmActivation, "confirm_activation", "POST /v1/staff/activations/confirmation";
    signing_staff_in_through_every_fault: SignStaffIn, "sign_staff_in", "POST /v1/staff/sessions";
    the_second_factor_again_through_every_fault: CheckStaff, "check_staff", "POST /v1/staff/sessions/current/check";
    asking_a_security_key_through_every_fault: AskKey, "ask_security_key", "POST /v1/staff/security-key-attempts";
    asking_a_new_security_key_through_every_fault: AskNewKey, "ask_security_key", "POST /v1/staff/security-keys/attempts";
    the_answer_of_a_security_key_through_every_fault: KeyAnswered, "security_key_answered", "POST /v1/staff/security-key-attempts/state";
    the_security_keys_of_staff_through_every_fault: Keys, "open_security_keys", "GET /v1/staff/security-keys";
    another_security_key_through_every_fault: AddKey, "add_security_key", "POST /v1/staff/security-keys";
    one_security_key_less_through_every_fault: RemoveKey, "remove_security_key", "POST /v1/staff/security-keys/*/removal";
    another_password_of_staff_through_every_fault: OwnPassword, "submit_staff_password", "PUT /v1/staff/password";
    signing_staff_out_through_every_fault: SignStaffOut, "sign_staff_out", "DELETE /v1/staff/sessions/current";
    the_figures_of_a_day_through_every_fault: Figures, "counter_figures", "GET /v1/staff/figures";
    looking_for_a_tenant_through_every_fault: Search, "search_by_code", "POST /v1/staff/searches";
    the_beginning_of_a_visit_through_every_fault: BeginVisit, "begin_visit", "POST /v1/staff/visits";
    the_search_before_a_late_visit_through_every_fault: SearchAgain, "begin_visit", "POST /v1/staff/searches";
    more_that_is_agreed_to_through_every_fault: AddPurposes, "add_purposes", "POST /v1/staff/visits/current/purposes";
    handing_over_through_every_fault: BeginPurpose, "begin_purpose", "POST /v1/staff/visits/current/enrolments";
    a_new_number_at_the_counter_through_every_fault: NewNumber, "submit_new_number", "POST /v1/staff/visits/current/enrolments";
    the_word_of_a_colleague_through_every_fault: Approve, "approve", "POST /v1/staff/visits/current/approval";
    the_paper_on_what_was_agreed_through_every_fault: ConsentPdf, "print_consent", "POST /v1/staff/visits/current/consent";
    a_letter_at_the_counter_through_every_fault: LetterPdf, "print_letter", "POST /v1/staff/visits/current/letter";
    a_letter_by_post_through_every_fault: LetterByPost, "ask_for_letter_by_post", "POST /v1/staff/visits/current/letter/posting";
    the_form_to_be_filled_by_hand_through_every_fault: ConsentForm, "print_consent_form", "GET /v1/staff/consent-form";
    the_visits_of_an_agency_through_every_fault: JournalPdf, "print_journal", "POST /v1/staff/journal/paper";
    the_end_of_a_visit_through_every_fault: EndVisit, "end_visit", "DELETE /v1/staff/visits/current";
    an_account_closed_at_the_counter_through_every_fault: CloseAccount, "close_account", "POST /v1/staff/visits/current/closure";
    an_account_opened_again_through_every_fault: ReopenAccount, "reopen_account", "POST /v1/staff/visits/current/reopening";
}

impl Agency {
    async fn prepare(&mut self, errand: CounterErrand) {
        match errand {
            CounterErrand::BeginActivation | CounterErrand::ConfirmActivation => {
                self.rehearsal.sleep();
                let code = self.rehearsal.staff_begins_anew(NADIA).await;
                if errand == CounterErrand::ConfirmActivation {
                    let begun = self.counter.begin_activation(NADIA, &code).await.expect("begun");
                    self.telephones[1].1 = telephone(&begun);
                }
                self.activation = code;
            }
            CounterErrand::SignStaffIn => {
                self.rehearsal.sleep();
                self.counter.sign_staff_out().await;
            }
            CounterErrand::CheckStaff => {
                self.sign_in().await;
                self.rehearsal.wait(16 * 60);
                let asked = self.counter.search_by_code(tenant().tenant_code).await;
                assert!(
                    matches!(asked, Ok(tenant::Step::StaffCheck { locked: false, .. })),
                    "{asked:?}"
                );
            }
            CounterErrand::AskKey => {
                self.rehearsal.sleep();
                self.counter.sign_staff_out().await;
            }
            CounterErrand::KeyAnswered | CounterErrand::AddKey => self.touch_new_key().await,
            CounterErrand::RemoveKey => {
                self.touch_new_key().await;
                let code = self.code(CLAIRE);
                let added = self.counter.add_security_key("trousseau", &code).await;
                self.key = keys(&added.expect("added")).remove(0);
            }
            CounterErrand::AskNewKey
            | CounterErrand::Keys
            | CounterErrand::OwnPassword
            | CounterErrand::SignStaffOut
            | CounterErrand::Figures
            | CounterErrand::Search
            | CounterErrand::ConsentForm => self.sign_in().await,
            CounterErrand::JournalPdf => self.sign_in_as(NADIA).await,
            CounterErrand::BeginVisit => self.choose().await,
            CounterErrand::SearchAgain => {
                self.choose().await;
                self.rehearsal.wait(SEARCH_MINUTES * MINUTE + 1);
            }
            CounterErrand::AddPurposes
            | CounterErrand::BeginPurpose
            | CounterErrand::NewNumber
            | CounterErrand::Approve
            | CounterErrand::ConsentPdf
            | CounterErrand::LetterByPost
            | CounterErrand::EndVisit => self.visit().await,
            CounterErrand::LetterPdf => {
                self.visit().await;
                let code = self.code(NADIA);
                self.counter
                    .approve(NADIA, PASSWORD, &code)
                    .await
                    .expect("approved");
            }
            CounterErrand::CloseAccount | CounterErrand::ReopenAccount => {
                self.sign_in_as(NADIA).await;
                self.choose_signed_in().await;
                let agreed = vec![VisitPurpose::Receipts];
                self.counter.begin_visit(agreed).await.expect("begun");
                // The cell before has left the account closed, or open.
                if errand == CounterErrand::CloseAccount {
                    self.counter.reopen_account().await.expect("open");
                } else {
                    self.counter.close_account(true).await.expect("closed");
                }
            }
        }
    }

    async fn run(&self, errand: CounterErrand) -> Result<(), Failure> {
        let counter = &self.counter;
        match errand {
            CounterErrand::BeginActivation => {
                counter.begin_activation(NADIA, &self.activation).await?;
            }
            CounterErrand::ConfirmActivation => {
                let code = self.code(NADIA);
                counter.confirm_activation(PASSWORD, &code).await?;
            }
            CounterErrand::SignStaffIn => {
                let code = self.code(CLAIRE);
                counter.sign_staff_in(CLAIRE, PASSWORD, &code).await?;
            }
            CounterErrand::CheckStaff => {
                let code = self.code(CLAIRE);
                counter.check_staff(&code).await?;
            }
            CounterErrand::AskKey => {
                counter.ask_security_key(false).await?;
            }
            CounterErrand::AskNewKey => {
                counter.ask_security_key(true).await?;
            }
            CounterErrand::KeyAnswered => {
                assert!(counter.security_key_answered(true).await?, "it has answered");
            }
            CounterErrand::Keys => {
                counter.open_security_keys().await?;
            }
            CounterErrand::AddKey => {
                let code = self.code(CLAIRE);
                counter.add_security_key("trousseau", &code).await?;
            }
            CounterErrand::RemoveKey => {
                let code = self.code(CLAIRE);
                counter.remove_security_key(&self.key, &code).await?;
            }
            CounterErrand::OwnPassword => {
                let code = self.code(CLAIRE);
                // The same password again: later sign-ins use it.
                counter.submit_own_password(PASSWORD, &code).await?;
            }
            CounterErrand::SignStaffOut => {
                counter.sign_staff_out().await;
            }
            CounterErrand::Figures => {
                counter.figures().await?;
            }
            CounterErrand::Search => {
                counter.search_by_code(tenant().tenant_code).await?;
            }
            CounterErrand::BeginVisit | CounterErrand::SearchAgain => {
                counter.begin_visit(vec![VisitPurpose::SignUp]).await?;
            }
            CounterErrand::AddPurposes => {
                counter.add_purposes(vec![VisitPurpose::Receipts]).await?;
            }
            CounterErrand::BeginPurpose => {
                counter.begin_purpose(VisitPurpose::SignUp).await?;
            }
            CounterErrand::NewNumber => {
                self.rehearsal.wait(31);
                counter.submit_new_number(NEW_MOBILE).await?;
            }
            CounterErrand::Approve => {
                let code = self.code(NADIA);
                counter.approve(NADIA, PASSWORD, &code).await?;
            }
            CounterErrand::ConsentPdf => {
                assert!(counter.consent_pdf().await?.starts_with(b"%PDF-"));
            }
            CounterErrand::LetterPdf => {
                assert!(counter.letter_pdf().await?.starts_with(b"%PDF-"));
            }
            CounterErrand::LetterByPost => {
                counter.ask_for_letter_by_post().await?;
            }
            CounterErrand::ConsentForm => {
                assert!(counter.consent_form().await?.starts_with(b"%PDF-"));
            }
            CounterErrand::JournalPdf => {
                assert!(counter.journal_pdf(7).await?.starts_with(b"%PDF-"));
            }
            CounterErrand::EndVisit => {
                counter.end_visit(WipeReason::Ended).await;
                counter.visit_end_reported().await;
            }
            CounterErrand::CloseAccount => {
                counter.close_account(true).await?;
            }
            CounterErrand::ReopenAccount => {
                counter.reopen_account().await?;
            }
        }
        Ok(())
    }
}

impl CounterErrand {
    /// What is reported to staff of a fault.
    fn reported(self, fault: Fault) -> Reported {
        match (self, fault) {
            // Ended here, whatever the landlord says.
            (Self::SignStaffOut | Self::EndVisit, _) => Reported::Done,
            // The answer has no content, so a break in its middle is in its head.
            (
                Self::CheckStaff | Self::Approve | Self::LetterByPost | Self::OwnPassword | Self::RemoveKey,
                Fault::ResetInBody,
            ) => Reported::Failure(FailureCode::Unreachable),
            _ => fault.reported(),
        }
    }
}

async fn through_every_fault(errand: CounterErrand, request: &str) {
    let mut agency = Agency::open().await;
    for fault in Fault::ALL {
        let cell = format!("{errand:?} × {fault:?}");
        agency.prepare(errand).await;
        agency.rehearsal.line.strike(fault, request).await;
        let answer = struck(&agency.rehearsal.line, (fault, request), &cell, async || {
            agency.run(errand).await
        });
        let answer = answer.await;
        assert_eq!(reported(&answer), errand.reported(fault), "{cell}");
        agency.rehearsal.line.heal().await;
        if answer.is_err() {
            let again = agency.run(errand).await;
            assert_eq!(again, Ok(()), "{cell}: once the line is healed");
        }
    }
}

#[tokio::test]
async fn a_visit_that_begins_late_waits_no_longer_than_one_answer() {
    let mut agency = Agency::open().await;
    agency.prepare(CounterErrand::SearchAgain).await;
    agency.rehearsal.line.strike(Fault::VeryLate, EVERYTHING).await;
    let began = Instant::now();
    let answer = agency.run(CounterErrand::SearchAgain).await;
    let waited = began.elapsed();
    assert_eq!(reported(&answer), Reported::Failure(FailureCode::Slow));
    assert!(waited <= LIMITS.whole + SLACK, "{waited:?}");
}
