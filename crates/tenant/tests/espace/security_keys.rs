//! Staff use their security keys at the counter (S21).

use contract::VisitPurpose;
use landlord::{
    demonstration::COUNTER_PASSWORD,
    figures::{MINUTE, SECURITY_KEY_ATTEMPT_MINUTES, STAFF_IDLE_MINUTES},
};
use tenant::{Failure, FailureCode, SecurityKeyView, Step, WipeReason};

use crate::{
    at_the_counter::{Agency, CLAIRE, code_of},
    keys::{Authenticator, Browser},
};

const NADIA: &str = "nadia.roussel";

impl Agency {
    fn browser(&self) -> Browser {
        Browser(self.home.address)
    }

    /// *Utiliser ma clé de sécurité*, until the window knows that it was touched.
    async fn touch(&self, key: &mut Authenticator) {
        let page = self.counter.ask_security_key(false).await.expect("asked");
        self.browser().touches(&page, key).await;
        assert_eq!(self.counter.security_key_answered(false).await, Ok(true));
    }

    /// Adds a key to whoever is signed in, by the code of the telephone.
    async fn add_key(&self, name: &str, key: &mut Authenticator) -> Result<Step, Failure> {
        self.counter.open_security_keys().await.expect("listed");
        let page = self.counter.ask_security_key(true).await.expect("asked");
        self.browser().touches(&page, key).await;
        assert_eq!(self.counter.security_key_answered(true).await, Ok(true));
        let code = self.code(name).await;
        self.counter.add_security_key("clé bleue", &code).await
    }

    /// Claire, signed in with the telephone, has a key.
    async fn with_key(key: &mut Authenticator) -> Self {
        let agency = Self::open().await;
        agency.sign_in().await;
        let added = keys(agency.add_key("Claire MARTIN", key).await);
        assert_eq!(added.len(), 1);
        agency
    }
}

#[track_caller]
fn keys(step: Result<Step, Failure>) -> Vec<SecurityKeyView> {
    match step {
        Ok(Step::SecurityKeys { keys }) => keys,
        other => panic!("no keys: {other:?}"),
    }
}

#[tokio::test]
async fn s21_staff_sign_in_with_a_key_that_the_browser_asks() {
    let mut key = Authenticator::es256("one");
    let agency = Agency::with_key(&mut key).await;
    let counter = &agency.counter;
    counter.sign_staff_out().await;
    let page = counter.ask_security_key(false).await.expect("asked");
    let asked = agency.browser().opens(&page).await;
    let address = page.address.expose().to_owned();
    let port = agency.home.address.port();
    assert!(
        address.starts_with(&format!("http://localhost:{port}/cle-de-securite#")),
        "{address}"
    );
    assert!(!format!("{page:?}").contains(&address), "not in a log");
    agency.browser().touches(&page, &mut key).await;
    let shown = page.shown(true);
    assert_eq!(asked["number"], shown.number.as_str());
    assert_eq!(shown.page, None);
    assert_eq!(counter.security_key_answered(false).await, Ok(true));
    let signed_in = counter.sign_staff_in(CLAIRE, COUNTER_PASSWORD, "").await;
    assert!(matches!(signed_in, Ok(Step::CounterDesk { .. })), "{signed_in:?}");
}

#[tokio::test]
async fn s21_a_page_that_no_browser_opens_is_shown_as_an_address() {
    let agency = Agency::open().await;
    let page = agency.counter.ask_security_key(false).await.expect("asked");
    let address = page.address.expose().to_owned();
    let shown = page.shown(false).page.expect("shown");
    assert_eq!(shown.address, address);
    assert!(shown.qr.is_some());
}

#[tokio::test]
async fn s21_a_key_stands_for_the_code_on_each_screen_that_asks_it() {
    let mut key = Authenticator::eddsa("one");
    let agency = Agency::with_key(&mut key).await;
    let counter = &agency.counter;
    counter.go_back().await;
    // After an idle period.
    agency.home.wait((STAFF_IDLE_MINUTES + 1) * MINUTE);
    let asked = counter.search_by_code("999999999999999").await;
    assert!(
        matches!(asked, Ok(Step::StaffCheck { locked: false, .. })),
        "{asked:?}"
    );
    agency.touch(&mut key).await;
    let checked = counter.check_staff("").await;
    assert!(matches!(checked, Ok(Step::CounterDesk { .. })), "{checked:?}");
    // A locked desk.
    counter.end_visit(WipeReason::Idle).await;
    agency.touch(&mut key).await;
    let opened = counter.check_staff("").await;
    assert!(matches!(opened, Ok(Step::CounterDesk { .. })), "{opened:?}");
    // A new password.
    counter.open_own_password().await.expect("opened");
    agency.touch(&mut key).await;
    let changed = counter.submit_own_password("Pommier jaune 57", "").await;
    assert!(matches!(changed, Ok(Step::CounterDesk { .. })), "{changed:?}");
}

#[tokio::test]
async fn s21_a_colleague_approves_with_a_key_of_their_own() {
    let (mut key, mut of_nadia) = (Authenticator::es256("one"), Authenticator::eddsa("two"));
    let agency = Agency::with_key(&mut key).await;
    let counter = &agency.counter;
    counter.sign_staff_out().await;
    let code = agency.code("Nadia ROUSSEL").await;
    let nadia = counter.sign_staff_in(NADIA, COUNTER_PASSWORD, &code).await;
    nadia.expect("signed in");
    keys(agency.add_key("Nadia ROUSSEL", &mut of_nadia).await);
    counter.sign_staff_out().await;
    agency.sign_in().await;
    agency.visit(&[VisitPurpose::NewNumber]).await;
    counter.open_letter_approval().await.expect("opened");
    // The own key of whoever is signed in is not a colleague's.
    agency.touch(&mut key).await;
    let own = counter.approve(NADIA, COUNTER_PASSWORD, "").await;
    assert_eq!(code_of(own), FailureCode::StaffCredentialsWrong);
    agency.touch(&mut of_nadia).await;
    let approved = counter.approve(NADIA, COUNTER_PASSWORD, "").await;
    assert!(matches!(approved, Ok(Step::Visit { .. })), "{approved:?}");
}

#[tokio::test]
async fn s21_a_key_serves_once_and_on_the_screen_that_asked_it() {
    let mut key = Authenticator::eddsa("one");
    let agency = Agency::with_key(&mut key).await;
    let counter = &agency.counter;
    counter.go_back().await;
    counter.open_own_password().await.expect("opened");
    agency.touch(&mut key).await;
    counter.go_back().await;
    counter.open_own_password().await.expect("opened again");
    let left = counter.submit_own_password("Pommier jaune 57", "").await;
    assert_eq!(code_of(left), FailureCode::StaffCodeEmpty);
    assert_eq!(counter.security_key_answered(false).await, Ok(false));
    agency.touch(&mut key).await;
    let first = counter.submit_own_password("Pommier jaune 57", "").await;
    first.expect("changed");
    counter.open_own_password().await.expect("opened");
    let again = counter.submit_own_password("Pommier rouge 57", "").await;
    assert_eq!(code_of(again), FailureCode::StaffCodeEmpty);
}

#[tokio::test]
async fn s21_a_key_of_somebody_else_is_refused_as_a_key() {
    let mut key = Authenticator::es256("one");
    let agency = Agency::with_key(&mut key).await;
    let counter = &agency.counter;
    counter.sign_staff_out().await;
    let code = agency.code("Nadia ROUSSEL").await;
    let nadia = counter.sign_staff_in(NADIA, COUNTER_PASSWORD, &code).await;
    nadia.expect("signed in");
    counter.open_own_password().await.expect("opened");
    agency.touch(&mut key).await;
    let refused = counter.submit_own_password("Pommier jaune 57", "").await;
    assert_eq!(code_of(refused), FailureCode::SecurityKeyRefused);
}

#[tokio::test]
async fn s21_a_key_of_a_colleague_is_not_added() {
    let mut key = Authenticator::eddsa("one");
    let agency = Agency::with_key(&mut key).await;
    let counter = &agency.counter;
    counter.sign_staff_out().await;
    let code = agency.code("Nadia ROUSSEL").await;
    let nadia = counter.sign_staff_in(NADIA, COUNTER_PASSWORD, &code).await;
    nadia.expect("signed in");
    let taken = agency.add_key("Nadia ROUSSEL", &mut key).await;
    assert_eq!(code_of(taken), FailureCode::SecurityKeyTaken);
    let again = counter.add_security_key("clé bleue", "402817").await;
    assert_eq!(
        code_of(again),
        FailureCode::SecurityKeyTooLate,
        "it is asked again"
    );
}

#[tokio::test]
async fn s21_a_page_that_is_over_is_said_to_be_over() {
    let agency = Agency::open().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    counter.open_security_keys().await.expect("listed");
    counter.ask_security_key(true).await.expect("asked");
    let early = counter.add_security_key("clé bleue", "402817").await;
    assert_eq!(code_of(early), FailureCode::SecurityKeyTooLate);
    agency.home.wait(SECURITY_KEY_ATTEMPT_MINUTES * MINUTE);
    let late = counter.security_key_answered(true).await;
    assert_eq!(
        late.map_err(|failure| failure.code),
        Err(FailureCode::SecurityKeyTooLate)
    );
}

#[tokio::test]
async fn s21_staff_add_and_remove_their_keys_at_the_desk() {
    let mut key = Authenticator::eddsa("one");
    let agency = Agency::with_key(&mut key).await;
    let counter = &agency.counter;
    let listed = keys(counter.open_security_keys().await);
    assert_eq!((listed.len(), listed[0].name.as_str()), (1, "clé bleue"));
    let page = counter.ask_security_key(true).await.expect("asked");
    agency
        .browser()
        .touches(&page, &mut Authenticator::es256("two"))
        .await;
    assert_eq!(counter.security_key_answered(true).await, Ok(true));
    let refused = counter.add_security_key("<b>", "").await.expect_err("two fields");
    let reported: Vec<_> = refused.fields.iter().map(|field| field.code).collect();
    assert_eq!(
        reported,
        [FailureCode::SecurityKeyNameMalformed, FailureCode::StaffCodeEmpty]
    );
    // By the key that is on file, while the new one waits.
    agency.touch(&mut key).await;
    let added = keys(counter.add_security_key("clé du tiroir", "").await);
    assert_eq!(added.len(), 2);
    let wrong = counter.remove_security_key(&added[0].id, "000000").await;
    assert_eq!(code_of(wrong), FailureCode::StaffCodeWrong);
    let code = agency.code("Claire MARTIN").await;
    let left = keys(counter.remove_security_key(&added[0].id, &code).await);
    assert_eq!((left.len(), left[0].name.as_str()), (1, "clé du tiroir"));
    assert!(matches!(counter.go_back().await, Step::CounterDesk { .. }));
}
