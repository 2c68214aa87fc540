//! Another person signs up, resets a password or signs in where one person is known: each keeps their own seat.

use std::sync::Arc;

use contract::MessageSubject;
use landlord::demonstration::ShownTenant;
use secrecy::{ExposeSecret, SecretString};
use tenant::{FailureCode, Household, MemorySecrets, MessageStatus, PinLoss, SecretName, SecretStore, Step};

use crate::{
    at_home::{self, Home, PASSWORD, assert_home, tenant, without_pin},
    household::{Entries, OTHER, household, known_to_one, people, person, sign_up_elsewhere},
    secrets::Locked,
};
use tenant::figures::{MAX_PEOPLE, PIN_TRIES};

const PIN: &str = "407395";
const WRONG: &str = "550127";
const NEW_PASSWORD: &str = "Prunier jaune 17";
const TEXT: &str = "Le robinet de la cuisine fuit.";

/// The keyring entries of one person, without the session, which ends with a sign-out.
const KEYS: [SecretName; 4] = [
    SecretName::TenantCode,
    SecretName::ArchiveKey,
    SecretName::DeviceToken,
    SecretName::Pin,
];

/// The computer of one person, who has signed out and left a pending message.
struct Computer {
    home: Home,
    entries: Entries,
    household: Household,
    keys: Vec<Option<String>>,
    pin: bool,
}

impl Computer {
    async fn signed_out(pin: bool) -> Self {
        let (home, entries) = known_to_one().await;
        let household = household(&home, &entries);
        assert_home(&household.first_screen().await.expect("opens").step);
        let espace = household.espace();
        if pin {
            espace.open_account().await.expect("signed in");
            espace.open_pin().await.expect("its page");
            espace.submit_pin(None, PIN, PIN).await.expect("a PIN");
        }
        let written = espace.submit_message(MessageSubject::Repair, TEXT).await;
        written.expect("kept");
        espace.sign_out().await;
        let keys = keys(&entries, 0);
        Self {
            home,
            entries,
            household,
            keys,
            pin,
        }
    }

    /// The same, but the person is signed in, and the window was opened again.
    async fn locked() -> Self {
        let mut computer = Self::signed_out(true).await;
        let signed_in = computer.household.sign_in(None, PASSWORD).await;
        assert_home(&signed_in);
        computer.restart().await;
        computer.keys = keys(&computer.entries, 0);
        computer
    }

    async fn restart(&mut self) -> Step {
        self.household = household(&self.home, &self.entries);
        self.household.first_screen().await.expect("opens").step
    }

    /// Goes from *Inscription* to the masked number.
    async fn go_to_phone(&self, who: &ShownTenant) -> Step {
        self.household.espace().start_enrolment().await;
        self.household.espace().continue_enrolment().await;
        let typed = self.household.submit_tenant_code(who.tenant_code).await;
        typed.expect("a tenant code")
    }

    /// Goes from the masked number to the step after the SMS code.
    async fn verify_number(&self, who: &ShownTenant) -> Step {
        let before = self.home.sms_capture.taken();
        let espace = self.household.espace();
        espace.submit_phone(who.mobile).await.expect("a mobile");
        let code = self.home.sms_code(before + 1).await;
        espace.submit_sms_code(&code).await.expect("the right code")
    }

    /// Goes from *Mon profil* to *Accueil*.
    async fn end_sign_up(&self) {
        let espace = self.household.espace();
        espace
            .submit_profile(at_home::profile())
            .await
            .expect("a profile");
        espace.submit_password(PASSWORD).await.expect("a password");
        let done = espace.finish_enrolment().await;
        assert_home(&without_pin(&espace, done).await);
    }

    async fn sign_up_other(&self) {
        self.go_to_phone(OTHER).await;
        self.verify_number(OTHER).await;
        self.end_sign_up().await;
    }

    /// Checks that both are known, each with their own entries, and that the first one finds everything unchanged.
    async fn check_both(&mut self) {
        let other = self.household.espace();
        other.synchronise().await.expect("the other one is signed in");
        assert_eq!(keys(&self.entries, 0), self.keys, "the first one's entries");
        let code = self.entries.of(1).get(SecretName::TenantCode).expect("works");
        assert_eq!(code.expect("kept").expose_secret(), OTHER.tenant_code);
        assert_home(&self.restart().await);

        let known = people(self.household.people().await);
        let numbers: Vec<_> = known.iter().map(|person| person.number).collect();
        assert_eq!(numbers, [0, 1], "Qui êtes-vous ?");
        assert_eq!(known[1], person(1, OTHER, Some(OTHER.name)));

        let step = self.household.choose_person(0).await.expect("known");
        let step = match step {
            Step::Locked { .. } => self.household.espace().unlock(PIN).await.expect("the PIN"),
            Step::SignIn { .. } => self.household.sign_in(None, PASSWORD).await.expect("signed in"),
            other => panic!("{other:?}"),
        };
        let step = without_pin(&self.household.espace(), step).await;
        assert_home(&step);
        self.check_archive().await;
        if self.pin {
            let espace = self.household.espace();
            if espace.is_lockable() {
                espace.lock(|| {}).await;
                assert_home(&espace.unlock(PIN).await);
            }
        }
    }

    /// Checks that every document and the pending message are in the archive of the person shown.
    async fn check_archive(&self) {
        let espace = self.household.espace();
        assert_eq!(espace.rent_documents().await.expect("kept").count(), 240);
        let messages = match espace.open_messages().await {
            Ok(Step::Messages { messages, .. }) => messages,
            other => panic!("no messages: {other:?}"),
        };
        let waiting: Vec<_> = messages
            .iter()
            .map(|message| (message.status, message.text.as_str()))
            .collect();
        assert_eq!(waiting, [(MessageStatus::Waiting, TEXT)]);
    }
}

/// The enrolment of the other tenant as a keyring holds it, up to the masked number.
async fn enrolment_of_other(home: &Home, reset: bool) -> SecretString {
    let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
    let espace = at_home::espace(home.address, &home.computer().join("elsewhere"), &secrets);
    if reset {
        sign_up_elsewhere(home).await;
        espace.start_password_reset().await.expect("begun");
    } else {
        espace.start_enrolment().await;
        espace.continue_enrolment().await;
    }
    let typed = espace.submit_tenant_code(OTHER.tenant_code).await;
    typed.expect("a tenant code");
    let kept = secrets.get(SecretName::Enrolment).expect("works");
    kept.expect("kept")
}

fn keys(entries: &Entries, seat: u8) -> Vec<Option<String>> {
    let store = entries.of(seat);
    let kept = KEYS.map(|name| store.get(name).expect("works"));
    kept.into_iter()
        .map(|secret| Some(secret?.expose_secret().to_owned()))
        .collect()
}

#[tokio::test]
async fn a_sign_up_at_anothers_sign_in_gets_its_own_seat() {
    for pin in [false, true] {
        let mut computer = Computer::signed_out(pin).await;
        computer.sign_up_other().await;
        computer.check_both().await;
    }
}

#[tokio::test]
async fn a_sign_up_after_a_forgotten_pin_gets_its_own_seat() {
    let mut computer = Computer::locked().await;
    let step = computer.household.espace().forget_pin().await;
    let forgotten = Some(PinLoss::Forgotten);
    assert!(matches!(step, Step::SignIn { pin_loss, .. } if pin_loss == forgotten));
    computer.sign_up_other().await;
    computer.check_both().await;
}

#[tokio::test]
async fn a_sign_up_after_a_spent_pin_gets_its_own_seat() {
    let mut computer = Computer::locked().await;
    let espace = computer.household.espace();
    for _ in 1..PIN_TRIES {
        espace.unlock(WRONG).await.expect_err("wrong");
    }
    let step = espace.unlock(WRONG).await.expect("spent");
    assert!(matches!(step, Step::SignIn { .. }), "{step:?}");
    computer.keys = keys(&computer.entries, 0);
    computer.sign_up_other().await;
    computer.check_both().await;
}

#[tokio::test]
async fn a_sign_up_resumed_after_a_restart_keeps_its_own_seat() {
    let mut computer = Computer::signed_out(true).await;
    computer.go_to_phone(OTHER).await;
    let step = computer.restart().await;
    assert!(matches!(step, Step::ResumeEnrolment { .. }), "{step:?}");
    let resumed = computer.household.resume_enrolment().await;
    assert!(matches!(resumed, Ok(Step::Phone { .. })), "{resumed:?}");
    computer.verify_number(OTHER).await;
    computer.end_sign_up().await;
    computer.check_both().await;
}

#[tokio::test]
async fn an_enrolment_in_anothers_seat_resumes_in_its_own() {
    for reset in [false, true] {
        let mut computer = Computer::signed_out(true).await;
        let enrolment = enrolment_of_other(&computer.home, reset).await;
        computer
            .entries
            .of(0)
            .set(SecretName::Enrolment, &enrolment)
            .expect("works");
        let step = computer.restart().await;
        assert!(matches!(step, Step::ResumeEnrolment { .. }), "{step:?}");
        let resumed = computer.household.resume_enrolment().await;
        assert!(matches!(resumed, Ok(Step::Phone { .. })), "{resumed:?}");
        computer.verify_number(OTHER).await;
        if reset {
            let espace = computer.household.espace();
            espace.submit_password(NEW_PASSWORD).await.expect("a password");
            let done = espace.finish_enrolment().await;
            assert_home(&without_pin(&espace, done).await);
        } else {
            computer.end_sign_up().await;
        }
        computer.check_both().await;
    }
}

#[tokio::test]
async fn a_sign_in_with_another_code_gets_its_own_seat() {
    for pin in [false, true] {
        let mut computer = Computer::signed_out(pin).await;
        sign_up_elsewhere(&computer.home).await;
        let step = computer
            .household
            .sign_in(Some(OTHER.tenant_code), PASSWORD)
            .await;
        assert_eq!(step, Ok(Step::PinOffer));
        computer.household.espace().decline_pin().await;
        computer.check_both().await;
    }
}

#[tokio::test]
async fn a_reset_by_the_same_tenant_keeps_seat_archive_and_messages() {
    for pin in [false, true] {
        let computer = Computer::signed_out(pin).await;
        let espace = computer.household.espace();
        espace.start_password_reset().await.expect("asked");
        computer.verify_number(tenant()).await;
        espace.submit_password(NEW_PASSWORD).await.expect("a password");
        let done = espace.finish_enrolment().await;
        assert_home(&without_pin(&espace, done).await);
        computer.check_archive().await;
        assert_eq!(people(computer.household.people().await).len(), 1);
        if pin {
            computer.household.espace().lock(|| {}).await;
            assert_home(&computer.household.espace().unlock(PIN).await);
        }
    }
}

#[tokio::test]
async fn a_known_tenant_who_starts_anew_returns_to_their_own_seat() {
    let computer = Computer::signed_out(true).await;
    computer.household.people().await;
    assert_eq!(computer.household.add_person().await, Ok(Step::Welcome));
    let step = computer.household.espace().open_sign_in().await;
    assert!(
        matches!(
            step,
            Step::SignIn {
                tenant_code_end: None,
                ..
            }
        ),
        "{step:?}"
    );
    let begun = computer.household.espace().start_password_reset().await;
    assert!(matches!(begun, Ok(Step::TenantCode { .. })), "{begun:?}");
    let typed = computer.household.submit_tenant_code(tenant().tenant_code).await;
    assert!(matches!(typed, Ok(Step::Phone { .. })), "{typed:?}");
    computer.verify_number(tenant()).await;
    let espace = computer.household.espace();
    espace.submit_password(NEW_PASSWORD).await.expect("a password");
    let done = espace.finish_enrolment().await;
    assert_home(&without_pin(&espace, done).await);
    computer.check_archive().await;
    assert_eq!(
        people(computer.household.people().await).len(),
        1,
        "nobody is here twice"
    );
}

#[tokio::test]
async fn retour_from_a_new_seat_returns_to_the_earlier_person() {
    let computer = Computer::locked().await;
    computer.household.espace().forget_pin().await;
    computer.go_to_phone(OTHER).await;
    let typed = computer.household.go_back().await;
    assert!(matches!(typed, Step::TenantCode { .. }), "{typed:?}");
    assert_eq!(computer.household.go_back().await, Step::BeforeYouStart);
    assert_eq!(computer.household.go_back().await, Step::Welcome);
    assert_eq!(
        people(computer.household.go_back().await),
        [person(0, tenant(), None)]
    );
    let locked = computer.household.choose_person(0).await;
    assert_eq!(
        locked,
        Ok(Step::Locked {
            tries_left: PIN_TRIES
        }),
        "as it was left"
    );
}

#[tokio::test]
async fn mistyping_ones_own_tenant_code_changes_no_seat() {
    let computer = Computer::signed_out(false).await;
    computer.household.espace().start_enrolment().await;
    computer.household.espace().continue_enrolment().await;
    let refused = computer.household.submit_tenant_code("12345").await;
    refused.expect_err("too short");
    assert!(!computer.household.has_others().await);
    let typed = computer.household.submit_tenant_code(tenant().tenant_code).await;
    assert!(matches!(typed, Ok(Step::Phone { .. })), "{typed:?}");
    assert!(!computer.household.has_others().await);
}

#[tokio::test]
async fn without_a_free_seat_a_sign_up_stops_and_changes_nothing() {
    let computer = Computer::signed_out(true).await;
    for number in 1..MAX_PEOPLE {
        let code = format!("20451873096124{number}");
        let kept = computer
            .entries
            .of(number)
            .set(SecretName::TenantCode, &code.into());
        kept.expect("works");
    }
    let espace = computer.household.espace();
    espace.start_enrolment().await;
    espace.continue_enrolment().await;
    let refused = computer.household.submit_tenant_code(OTHER.tenant_code).await;
    assert_eq!(refused.expect_err("full").code, FailureCode::TooManyPeople);
    assert_eq!(keys(&computer.entries, 0), computer.keys);
    let signed_in = computer.household.sign_in(None, PASSWORD).await;
    assert_home(&signed_in);
    computer.check_archive().await;
}

#[tokio::test]
async fn without_a_keyring_each_keeps_their_own_archive_until_the_end() {
    let home = Home::new().await;
    let entries = Entries::default();
    for number in 0..MAX_PEOPLE {
        entries.put(number, Arc::new(Locked));
    }
    let household = household(&home, &entries);
    household.first_screen().await.expect("opens");
    let computer = Computer {
        home,
        entries,
        household,
        keys: Vec::new(),
        pin: false,
    };
    computer.go_to_phone(tenant()).await;
    computer.verify_number(tenant()).await;
    computer.end_sign_up().await;
    let espace = computer.household.espace();
    espace.synchronise().await.expect("synchronised");
    let written = espace.submit_message(MessageSubject::Repair, TEXT).await;
    written.expect("kept");
    espace.sign_out().await;

    computer.sign_up_other().await;
    assert_eq!(people(computer.household.people().await).len(), 2);
    let step = computer.household.choose_person(0).await;
    assert!(matches!(step, Ok(Step::SignIn { .. })), "{step:?}");
    assert_home(&computer.household.sign_in(None, PASSWORD).await);
    computer.check_archive().await;
}

#[tokio::test]
async fn an_espace_refuses_to_overwrite_anothers_entries() {
    let computer = Computer::signed_out(true).await;
    sign_up_elsewhere(&computer.home).await;
    let espace = computer.household.espace();
    let signed_in = espace.sign_in(Some(OTHER.tenant_code), PASSWORD).await;
    assert_eq!(signed_in.expect_err("refused").code, FailureCode::Internal);
    espace.start_enrolment().await;
    espace.continue_enrolment().await;
    let typed = espace.submit_tenant_code(OTHER.tenant_code).await;
    assert_eq!(typed.expect_err("refused").code, FailureCode::Internal);
    assert_eq!(keys(&computer.entries, 0), computer.keys);
}
