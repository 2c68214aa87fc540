//! A day at the counter, without its window (S21).

mod closing;
mod elsewhere;
mod end_of_visit;
mod letters;

use contract::{IdentityDocument, StaffAction, VisitPurpose, VisitReason};
use landlord::{
    demonstration::{COUNTER_DEVICE, COUNTER_PASSWORD},
    figures::SMS_RESEND_SECONDS,
};
use tenant::{Config, Counter, Failure, FailureCode, Step, VisitView, WipeReason};

use crate::at_home::{Home, PASSWORD, assert_home, sign_up_details, tenant, without_pin};

pub const CLAIRE: &str = "claire.martin";
const NEW_MOBILE: &str = "06 39 98 00 99";

pub struct Agency {
    pub home: Home,
    pub counter: Counter,
}

impl Agency {
    pub async fn open() -> Self {
        let home = Home::new().await;
        let counter = Counter::new(at_counter(home.address)).expect("opens");
        Self { home, counter }
    }

    /// The code on the telephone of a member of staff, from the demonstration's page; a new one at each call.
    pub async fn code(&self, name: &str) -> String {
        self.home.wait(30);
        let page = reqwest::get(format!("http://{}/demo/phone", self.home.address)).await;
        let page = page.expect("answered").text().await.expect("a page");
        let item = page.split(name).nth(1).expect("their item");
        let code = item
            .split("<p>")
            .nth(1)
            .and_then(|rest| rest.split("</p>").next());
        code.expect("a code").to_owned()
    }

    pub async fn sign_in(&self) {
        let code = self.code("Claire MARTIN").await;
        let step = self.counter.sign_staff_in(CLAIRE, COUNTER_PASSWORD, &code).await;
        assert!(matches!(step, Ok(Step::CounterDesk { .. })), "{step:?}");
    }

    /// Begins a visit of the tenant with twenty years of documents.
    pub async fn visit(&self, purposes: &[VisitPurpose]) -> VisitView {
        self.visit_of(tenant().tenant_code, purposes).await
    }

    pub async fn visit_of(&self, tenant_code: &str, purposes: &[VisitPurpose]) -> VisitView {
        let found = self.counter.search_by_code(tenant_code).await;
        assert!(
            matches!(&found, Ok(Step::TenantsFound { tenants, more: false }) if tenants.len() == 1),
            "{found:?}"
        );
        let chosen = self.counter.choose_tenant(0).await.expect("found");
        if matches!(chosen, Step::VisitReason { .. }) {
            let reason = Some(VisitReason::AgencyClosed);
            self.counter.submit_reason(reason, "").await.expect("a reason");
        }
        let seen = Some(IdentityDocument::IdentityCard);
        self.counter.submit_identity(seen).await.expect("seen");
        view(self.counter.begin_visit(purposes.to_vec()).await)
    }

    /// Gives the tenant the keyboard for one thing.
    pub async fn hand_over(&self, purpose: VisitPurpose) {
        let handed = self.counter.begin_purpose(purpose).await;
        assert!(matches!(handed, Ok(Step::HandOver { .. })), "{handed:?}");
        self.counter.take_over().await;
    }

    pub async fn end(&self) {
        let traces = self.counter.end_visit(WipeReason::Ended).await;
        let traces = traces.expect("somebody was here");
        assert!(traces.are_in(tenant().tenant_code.as_bytes()) && !format!("{traces:?}").contains("2045"));
    }

    /// Opens the desk that the end of a visit has locked.
    pub async fn open_desk(&self) {
        let code = self.code("Claire MARTIN").await;
        let step = self.counter.check_staff(&code).await;
        assert!(matches!(step, Ok(Step::CounterDesk { .. })), "{step:?}");
    }
}

/// The configuration of a counter for a landlord at this address.
pub fn at_counter(address: std::net::SocketAddr) -> Config {
    let text = include_str!("../../../../landlord.toml").replace(
        "https://locataires.habitathdf.example",
        &format!("http://{address}"),
    );
    let text = format!("{text}\n[assisted]\ndevice = \"{COUNTER_DEVICE}\"\n");
    Config::parse(&text, "landlord.toml").expect("a configuration")
}

#[track_caller]
pub fn view(step: Result<Step, Failure>) -> VisitView {
    match step {
        Ok(Step::Visit { visit }) => visit,
        other => panic!("no visit: {other:?}"),
    }
}

#[track_caller]
pub fn code_of(failed: Result<Step, Failure>) -> FailureCode {
    let failure = failed.expect_err("a failure");
    failure.fields.first().map_or(failure.code, |field| field.code)
}

#[tokio::test]
async fn s21_a_sign_up_at_the_counter_leaves_nothing() {
    let agency = Agency::open().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    let visit = agency
        .visit(&[VisitPurpose::SignUp, VisitPurpose::Receipts])
        .await;
    assert_eq!(
        (visit.tenant.name.as_str(), visit.signed_in),
        (tenant().name, false)
    );
    assert!(!visit.tenant.registered);
    let handed = counter.begin_purpose(VisitPurpose::SignUp).await;
    assert!(matches!(handed, Ok(Step::HandOver { .. })), "{handed:?}");
    assert!(matches!(counter.take_over().await, Step::Phone { .. }));
    let espace = counter.espace();
    espace.submit_phone(tenant().mobile).await.expect("a mobile");
    let code = agency.home.nth_sms_code(1).await;
    espace.submit_sms_code(&code).await.expect("the right code");
    espace
        .submit_sign_up_details(sign_up_details())
        .await
        .expect("valid details");
    let done = espace.submit_password(PASSWORD).await;
    assert!(matches!(done, Ok(Step::Done { .. })), "{done:?}");
    let visit = view(Ok(counter.back_to_visit().await));
    assert_eq!((visit.done, visit.signed_in), (vec![VisitPurpose::SignUp], true));
    let receipts = counter.begin_purpose(VisitPurpose::Receipts).await;
    assert_eq!(receipts, Ok(Step::Receipts));
    assert_eq!(espace.synchronise().await.expect("synchronised").count(), 240);

    agency.end().await;
    assert!(
        std::fs::read_dir(agency.home.archives()).is_err(),
        "no archive on disk"
    );
    let left = counter.espace();
    assert!(left.rent_documents().await.is_err(), "nobody is signed in");
    let after = espace.synchronise().await.map(|list| list.count());
    assert!(after.is_err(), "the tenant's end of before is shut: {after:?}");
    let desk = counter.first_screen().await;
    assert!(
        matches!(
            &desk.step,
            Step::StaffCheck {
                locked: true,
                wiped: Some(_)
            }
        ),
        "{desk:?}"
    );
    assert!(!format!("{desk:?}").contains("LEFEBVRE"), "{desk:?}");
    let elsewhere = agency.home.second_computer();
    let signed_in = elsewhere.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    let signed_in = signed_in.expect("the tenant's own password");
    assert_home(&without_pin(&elsewhere, signed_in).await);
    elsewhere.open_profile().await.expect("signed in");
    let helped = elsewhere.refresh_profile().await.expect("reported").helped;
    let reported: Vec<_> = helped
        .iter()
        .map(|help| (help.action, help.staff.as_str()))
        .collect();
    assert_eq!(
        reported,
        [
            (StaffAction::SignedUp, "Claire MARTIN"),
            (StaffAction::VisitBegun, "Claire MARTIN")
        ]
    );
    agency.open_desk().await;
    let figures = counter.figures().await.expect("reported");
    assert_eq!((figures.today.visits, figures.today.sign_ups), (1, 1));
}

#[tokio::test]
async fn s21_a_reset_at_the_counter_sends_the_code_to_a_new_number() {
    let agency = Agency::open().await;
    agency.home.sign_up().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    let visit = agency
        .visit(&[VisitPurpose::NewNumber, VisitPurpose::PasswordReset])
        .await;
    assert!(visit.tenant.registered && !visit.approval_required);
    assert!(!visit.letter_offered, "a letter is for who has no account");
    let asked = counter.begin_purpose(VisitPurpose::NewNumber).await;
    assert!(matches!(asked, Ok(Step::VisitNewNumber { .. })), "{asked:?}");
    assert_eq!(
        code_of(counter.submit_new_number("03 21").await),
        FailureCode::PhoneNotMobile
    );
    let before = agency.home.sms_capture.taken();
    let handed = counter.submit_new_number(NEW_MOBILE).await;
    assert!(matches!(handed, Ok(Step::HandOver { .. })), "{handed:?}");
    assert!(matches!(counter.take_over().await, Step::SmsCode { .. }));
    // *Retour* gives the keyboard back to staff: the tenant may not change the number here.
    view(Ok(counter.go_back().await));
    agency.home.wait(SMS_RESEND_SECONDS + 1);
    counter
        .begin_purpose(VisitPurpose::NewNumber)
        .await
        .expect("again");
    let again = counter.submit_new_number(NEW_MOBILE).await;
    assert!(matches!(again, Ok(Step::HandOver { .. })), "{again:?}");
    counter.take_over().await;
    let espace = counter.espace();
    let code = agency.home.nth_sms_code(before + 2).await;
    let verified = espace.submit_sms_code(&code).await;
    assert!(matches!(verified, Ok(Step::Password { .. })), "{verified:?}");
    let done = espace.submit_password("Prunier rouge 43").await;
    assert!(matches!(done, Ok(Step::Done { .. })), "{done:?}");
    let visit = view(Ok(counter.back_to_visit().await));
    assert_eq!(visit.done, [VisitPurpose::NewNumber, VisitPurpose::PasswordReset]);
    agency.end().await;
    agency.open_desk().await;

    // Another new number on the same day needs a second member of staff.
    let visit = agency.visit(&[VisitPurpose::NewNumber]).await;
    assert!(visit.approval_required);
    let asked = counter.begin_purpose(VisitPurpose::NewNumber).await;
    assert!(matches!(asked, Ok(Step::VisitApproval { .. })), "{asked:?}");
    let own = agency.code("Claire MARTIN").await;
    let own = counter.approve(CLAIRE, COUNTER_PASSWORD, &own).await;
    assert_eq!(code_of(own), FailureCode::NotAllowed);
    let second = agency.code("Nadia ROUSSEL").await;
    let agreed = counter.approve("nadia.roussel", COUNTER_PASSWORD, &second).await;
    assert!(matches!(agreed, Ok(Step::VisitNewNumber { .. })), "{agreed:?}");
    let before = agency.home.sms_capture.taken();
    counter
        .submit_new_number(tenant().mobile)
        .await
        .expect("a mobile");
    counter.take_over().await;
    let code = agency.home.nth_sms_code(before + 1).await;
    let confirmed = counter.espace().submit_sms_code(&code).await;
    assert!(
        matches!(confirmed, Ok(Step::NumberConfirmed { .. })),
        "{confirmed:?}"
    );
    let visit = view(Ok(counter.back_to_visit().await));
    assert_eq!(visit.done, [VisitPurpose::NewNumber]);
}

#[tokio::test]
async fn s21_receipts_are_shown_after_the_tenant_types_the_password() {
    let agency = Agency::open().await;
    agency.home.sign_up().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    agency.visit(&[VisitPurpose::Receipts]).await;
    counter
        .begin_purpose(VisitPurpose::Receipts)
        .await
        .expect("handed over");
    let asked = counter.take_over().await;
    assert!(
        matches!(&asked, Step::SignIn { tenant_code_end: Some(end), .. } if end == "245"),
        "{asked:?}"
    );
    assert_eq!(
        code_of(counter.sign_tenant_in("Cerisier bleu 43").await),
        FailureCode::CredentialsWrong
    );
    assert_eq!(counter.sign_tenant_in(PASSWORD).await, Ok(Step::Receipts));
    let visit = view(Ok(counter.go_back().await));
    assert_eq!(
        (visit.signed_in, visit.done),
        (true, vec![VisitPurpose::Receipts])
    );
}

#[tokio::test]
async fn s21_more_is_agreed_to_during_a_visit_without_another_search() {
    let agency = Agency::open().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    assert!(agency.visit(&[VisitPurpose::Receipts]).await.more_offered);
    let offered = vec![VisitPurpose::SignUp, VisitPurpose::NewNumber];
    let asked = counter.open_more_consent().await;
    assert_eq!(asked, Ok(Step::VisitConsent { offered, adds: true }));
    view(Ok(counter.go_back().await));
    counter.open_more_consent().await.expect("a visit");
    assert_eq!(
        code_of(counter.add_purposes(Vec::new()).await),
        FailureCode::NothingTicked
    );
    let added = counter.add_purposes(vec![VisitPurpose::SignUp]).await;
    assert_eq!(
        view(added).purposes,
        [VisitPurpose::SignUp, VisitPurpose::Receipts]
    );
    agency.hand_over(VisitPurpose::SignUp).await;
    agency.end().await;
    assert_eq!(
        code_of(counter.open_more_consent().await),
        FailureCode::VisitEnded
    );
}

#[tokio::test]
async fn receipts_are_not_done_while_the_password_is_missing() {
    let agency = Agency::open().await;
    agency.home.sign_up().await;
    agency.sign_in().await;
    agency.visit(&[VisitPurpose::Receipts]).await;
    agency.hand_over(VisitPurpose::Receipts).await;
    assert_eq!(view(Ok(agency.counter.go_back().await)).done, []);
}

#[tokio::test]
async fn a_search_says_what_is_missing_and_finds_by_name_and_birth_date() {
    let agency = Agency::open().await;
    agency.sign_in().await;
    let counter = &agency.counter;
    assert_eq!(
        code_of(counter.search_by_code("2045").await),
        FailureCode::TenantCodeMissingDigits
    );
    assert_eq!(
        code_of(counter.search_by_code("999999999999999").await),
        FailureCode::NobodyFound
    );
    assert_eq!(
        code_of(counter.search_by_name("", "12/03/1958").await),
        FailureCode::NameEmpty
    );
    assert_eq!(
        code_of(counter.search_by_name("Lefebvre", "").await),
        FailureCode::BirthDateEmpty
    );
    assert_eq!(
        code_of(counter.search_by_name("Lefebvre", "31/02/1958").await),
        FailureCode::BirthDateInvalid
    );
    // As the demonstration has it for its first household.
    let found = counter.search_by_name("lefèbvre", "01/01/1944").await;
    assert!(
        matches!(&found, Ok(Step::TenantsFound { tenants, .. }) if tenants[0].name == tenant().name),
        "{found:?}"
    );
    counter.choose_tenant(0).await.expect("found");
    assert_eq!(
        code_of(counter.submit_identity(None).await),
        FailureCode::IdentityDocumentEmpty
    );
    assert!(matches!(counter.go_back().await, Step::TenantsFound { .. }));
    assert!(matches!(counter.go_back().await, Step::CounterDesk { .. }));
}
