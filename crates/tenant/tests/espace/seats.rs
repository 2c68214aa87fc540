//! Another person signs up, resets a password or signs in where one person is known: each keeps their own seat.

mod kept_seats;
mod new_seats;
mod without_seat_or_keyring;

use contract::MessageSubject;
use landlord::demonstration::ShownTenant;
use secrecy::ExposeSecret;
use tenant::{Household, MessageStatus, SecretName, Step};

use crate::{
    at_home::{self, Home, PASSWORD, assert_home, without_pin},
    household::{Entries, OTHER, household, known_to_one, people, person},
};

const PIN: &str = "407395";
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
            espace.open_profile().await.expect("signed in");
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
        let code = self.home.nth_sms_code(before + 1).await;
        espace.submit_sms_code(&code).await.expect("the right code")
    }

    /// Goes from the details to *Accueil*.
    async fn end_sign_up(&self) {
        let espace = self.household.espace();
        espace
            .submit_sign_up_details(at_home::sign_up_details())
            .await
            .expect("valid details");
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

fn keys(entries: &Entries, seat: u8) -> Vec<Option<String>> {
    let store = entries.of(seat);
    let kept = KEYS.map(|name| store.get(name).expect("works"));
    kept.into_iter()
        .map(|secret| Some(secret?.expose_secret().to_owned()))
        .collect()
}
