//! Several tenants on one computer, against the real landlord service.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use landlord::demonstration::{SHOWN_TENANTS, ShownTenant};
use secrecy::{ExposeSecret, SecretString};
use tenant::{
    FailureCode, Household, MemorySecrets, Person, ProfileQuestion, SecretName, SecretStore, SecretsError,
    Step,
};

use crate::at_home::{self, Home, PASSWORD, assert_home, documents_shown, tenant};
use tenant::figures::PIN_TRIES;

const PIN: &str = "407395";
pub const OTHER: &ShownTenant = &SHOWN_TENANTS[1];

/// The keyring entries of several people on one computer.
#[derive(Clone, Default)]
pub struct Entries(Arc<Mutex<BTreeMap<u8, Arc<dyn SecretStore>>>>);

impl Entries {
    pub fn of(&self, number: u8) -> Arc<dyn SecretStore> {
        let mut seats = self.0.lock().expect("no panic");
        let store = seats
            .entry(number)
            .or_insert_with(|| Arc::new(MemorySecrets::default()));
        Arc::clone(store)
    }

    pub fn put(&self, number: u8, store: Arc<dyn SecretStore>) {
        self.0.lock().expect("no panic").insert(number, store);
    }
}

pub fn household(home: &Home, entries: &Entries) -> Household {
    household_at(home.address, home, entries)
}

/// The same, with the landlord at another address.
pub fn household_at(address: SocketAddr, home: &Home, entries: &Entries) -> Household {
    let entries = entries.clone();
    let keyrings = Box::new(move |seat: tenant::Seat| entries.of(seat.number()));
    Household::new(at_home::config(address), home.archives(), keyrings).expect("opens")
}

/// A computer with one tenant, who signed up without a `Household`: their entries are those of seat 0.
pub async fn known_to_one() -> (Home, Entries) {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    let entries = Entries::default();
    entries.put(0, Arc::clone(&home.secrets));
    (home, entries)
}

/// The same, with another tenant beside the first; the other one is shown.
pub async fn known_to_two() -> (Home, Entries, Household) {
    let (home, entries) = known_to_one().await;
    sign_up_elsewhere(&home).await;
    let household = household(&home, &entries);
    household.first_screen().await.expect("opens");
    household.people().await;
    assert_eq!(household.add_person().await, Ok(Step::Welcome));
    household.espace().open_sign_in().await;
    let step = household.sign_in(Some(OTHER.tenant_code), PASSWORD).await;
    assert_eq!(step, Ok(Step::PinOffer));
    household.espace().decline_pin().await;
    household.espace().synchronise().await.expect("synchronised");
    (home, entries, household)
}

/// Signs the other tenant up on a computer of their own.
pub async fn sign_up_elsewhere(home: &Home) {
    let espace = home.second_computer();
    espace.start_enrolment().await;
    espace.continue_enrolment().await;
    espace
        .submit_tenant_code(OTHER.tenant_code)
        .await
        .expect("a code");
    let messages = home.sms_capture.taken();
    espace.submit_phone(OTHER.mobile).await.expect("a mobile");
    let code = home.nth_sms_code(messages + 1).await;
    espace.submit_sms_code(&code).await.expect("the right code");
    espace
        .submit_sign_up_details(at_home::sign_up_details())
        .await
        .expect("valid details");
    espace.submit_password(PASSWORD).await.expect("a password");
}

pub fn people(step: Step) -> Vec<Person> {
    match step {
        Step::People { people, .. } => people,
        other => panic!("{other:?}"),
    }
}

pub fn person(number: u8, tenant: &ShownTenant, name: Option<&str>) -> Person {
    Person {
        number,
        tenant_code_end: tenant.tenant_code[12..].to_owned(),
        name: name.map(str::to_owned),
    }
}

async fn count(household: &Household) -> u32 {
    household
        .espace()
        .rent_documents()
        .await
        .expect("signed in")
        .count()
}

#[tokio::test]
async fn two_people_have_separate_sessions_archives_and_keys() {
    let (home, entries, household) = known_to_two().await;
    let (of_first, of_other) = (240, count(&household).await);
    assert_ne!(of_first, of_other);
    let key = |number| {
        let key = entries.of(number).get(SecretName::ArchiveKey);
        key.expect("works").expect("kept").expose_secret().to_owned()
    };
    assert_ne!(key(0), key(1));

    let known = people(household.people().await);
    assert_eq!(
        known,
        [
            person(0, tenant(), Some(tenant().name)),
            person(1, OTHER, Some(OTHER.name)),
        ]
    );
    let other = household.espace();
    assert_home(&household.choose_person(0).await);
    assert_eq!(count(&household).await, of_first);
    other
        .synchronise()
        .await
        .expect("the session of the person left behind goes on");

    let household = self::household(&home, &entries);
    let first_screen = household.first_screen().await.expect("opens");
    assert_eq!(documents_shown(&first_screen), of_first);
    household.people().await;
    assert_home(&household.choose_person(1).await);
    let household = self::household(&home, &entries);
    let first_screen = household.first_screen().await.expect("opens");
    assert_home(&first_screen.step);
    assert_eq!(
        documents_shown(&first_screen),
        of_other,
        "the person shown last comes back"
    );
    household.espace().synchronise().await.expect("still signed in");
}

#[tokio::test]
async fn signing_out_or_removing_one_person_leaves_the_others_unchanged() {
    let (home, entries, household) = known_to_two().await;
    household.espace().sign_out().await;
    household.people().await;
    assert_home(&household.choose_person(0).await);
    household.espace().synchronise().await.expect("signed in");

    household.people().await;
    let asked = household.ask_person_removal(0).await;
    let removed = person(0, tenant(), Some(tenant().name));
    assert_eq!(
        asked,
        Ok(Step::PersonRemoval {
            person: removed,
            session_stays: false
        })
    );
    assert_eq!(people(household.go_back().await).len(), 2, "it was not meant");
    household.ask_person_removal(0).await.expect("asked");
    let left = people(household.remove_person().await.expect("removed"));
    assert_eq!(left, [person(1, OTHER, Some(OTHER.name))]);
    for name in SecretName::ALL {
        assert!(entries.of(0).get(name).expect("works").is_none(), "{name:?}");
    }
    let archives = std::fs::read_dir(home.archives()).expect("listed");
    let files = archives.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let archives = files.filter(|name| name.ends_with(".sqlite")).count();
    // The other tenant's first computer keeps its archives elsewhere.
    assert_eq!(archives, 1);

    let household = self::household(&home, &entries);
    let first_screen = household.first_screen().await.expect("opens");
    assert!(
        matches!(first_screen.step, Step::SignIn { .. }),
        "{:?}",
        first_screen.step
    );
    let signed_in = household.sign_in(None, PASSWORD).await;
    assert_home(&signed_in);
}

#[tokio::test]
async fn deleting_one_account_keeps_the_other_persons_receipts() {
    let (mut home, _entries, household) = known_to_two().await;
    let receipts = household
        .espace()
        .rent_documents()
        .await
        .expect("signed in")
        .years;
    household.people().await;
    assert_home(&household.choose_person(0).await);
    let espace = household.espace();
    espace.open_profile().await.expect("signed in");
    espace.refresh_profile().await.expect("reported");
    let asked = espace.ask_profile(ProfileQuestion::Deletion).await;
    asked.expect("its page");
    espace.continue_profile_deletion().await.expect("asked");
    let deleted = espace.submit_profile_password(PASSWORD).await;
    assert_eq!(deleted, Ok(Step::AccountDeleted { files_stay: false }));

    home.cut_network().await;
    assert_eq!(
        people(household.people().await),
        [person(1, OTHER, Some(OTHER.name))]
    );
    assert_home(&household.choose_person(1).await);
    let kept = household.espace().rent_documents().await.expect("kept").years;
    assert_eq!(kept, receipts);
}

#[tokio::test]
async fn removing_the_last_person_leaves_a_computer_that_knows_nobody() {
    let (home, entries) = known_to_one().await;
    let household = household(&home, &entries);
    household.first_screen().await.expect("opens");
    household.people().await;
    household.ask_person_removal(0).await.expect("asked");
    assert_eq!(household.remove_person().await, Ok(Step::Welcome));
    let first_screen = self::household(&home, &entries).first_screen().await;
    assert_eq!(first_screen.expect("opens").step, Step::Welcome);
}

#[tokio::test]
async fn one_person_has_a_pin_and_the_other_has_none() {
    let (home, entries, household) = known_to_two().await;
    household.espace().open_profile().await.expect("signed in");
    household.espace().open_pin().await.expect("its page");
    let set = household.espace().submit_pin(None, PIN, PIN).await;
    assert!(matches!(set, Ok(Step::Profile { .. })));
    household.people().await;
    household.espace().lock(|| {}).await;
    assert_home(&household.choose_person(0).await);
    household.people().await;
    let locked = Step::Locked {
        tries_left: PIN_TRIES,
    };
    assert_eq!(household.choose_person(1).await, Ok(locked.clone()));
    assert_home(&household.espace().unlock(PIN).await);
    let household = self::household(&home, &entries);
    assert_eq!(household.first_screen().await.expect("opens").step, locked);
    let wanted = household.person_shown().await.expect("two are known");
    assert_eq!(wanted.number, 1, "whose PIN it is");
    household.people().await;
    assert_eq!(household.go_back().await, locked);
}

#[tokio::test]
async fn signing_in_with_a_known_tenant_code_leads_to_that_seat() {
    let (_home, entries, household) = known_to_two().await;
    household.people().await;
    assert_eq!(household.add_person().await, Ok(Step::Welcome));
    household.espace().open_sign_in().await;
    let step = household.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    assert!(matches!(step, Ok(Step::Home { .. } | Step::PinOffer)), "{step:?}");
    assert_eq!(count(&household).await, 240, "the archive that was here");
    assert_eq!(people(household.people().await).len(), 2);
    assert!(
        entries
            .of(2)
            .get(SecretName::TenantCode)
            .expect("works")
            .is_none()
    );
}

#[tokio::test]
async fn leaving_the_welcome_page_of_a_new_person_leaves_nothing_behind() {
    let (home, entries) = known_to_one().await;
    let household = household(&home, &entries);
    household.first_screen().await.expect("opens");
    household.people().await;
    assert_eq!(household.add_person().await, Ok(Step::Welcome));
    household.espace().open_sign_in().await;
    assert_eq!(household.go_back().await, Step::Welcome);
    assert_eq!(people(household.go_back().await).len(), 1);
    for name in SecretName::ALL {
        assert!(entries.of(1).get(name).expect("works").is_none(), "{name:?}");
    }
    household.add_person().await.expect("again");
    let household = self::household(&home, &entries);
    assert_home(&household.first_screen().await.expect("opens").step);
    assert!(!household.has_others().await);
}

#[tokio::test]
async fn people_are_found_when_their_order_was_lost() {
    let (home, entries, _household) = known_to_two().await;
    for lost in [None, Some("half of i")] {
        match lost {
            Some(damaged) => entries.of(0).set(SecretName::People, &damaged.into()),
            None => entries.of(0).delete(SecretName::People),
        }
        .expect("works");
        let household = household(&home, &entries);
        assert_home(&household.first_screen().await.expect("opens").step);
        assert_eq!(people(household.people().await).len(), 2);
    }
}

#[tokio::test]
async fn a_computer_knows_at_most_eight_people() {
    let (home, entries) = known_to_one().await;
    for number in 1..8 {
        let code = format!("20451873096124{number}");
        let kept = entries.of(number).set(SecretName::TenantCode, &code.into());
        kept.expect("works");
    }
    let household = household(&home, &entries);
    household.first_screen().await.expect("opens");
    let step = household.people().await;
    assert!(matches!(step, Step::People { full: true, .. }), "{step:?}");
    let refused = household.add_person().await.expect_err("there is no place");
    assert_eq!(refused.code, FailureCode::TooManyPeople);
}

#[tokio::test]
async fn a_name_is_known_although_a_pin_locks_the_archive() {
    let (home, entries, household) = known_to_two().await;
    household.synchronise().await.expect("synchronised");
    household.espace().open_profile().await.expect("signed in");
    household.espace().open_pin().await.expect("its page");
    let set = household.espace().submit_pin(None, PIN, PIN).await;
    set.expect("a PIN");
    let household = self::household(&home, &entries);
    household.first_screen().await.expect("opens");
    let wanted = household.person_shown().await;
    assert_eq!(wanted, Some(person(1, OTHER, Some(OTHER.name))));
}

#[tokio::test]
async fn retour_from_the_sign_in_leads_to_the_other_people() {
    let (_home, _entries, household) = known_to_two().await;
    household.espace().open_profile().await.expect("signed in");
    household.espace().open_pin().await.expect("its page");
    let set = household.espace().submit_pin(None, PIN, PIN).await;
    set.expect("a PIN");
    household.espace().sign_out().await;
    assert_eq!(people(household.go_back().await).len(), 2);
    assert!(matches!(household.go_back().await, Step::SignIn { .. }));
}

/// A keyring on a full disk: it can be read, and takes nothing.
struct OnFullDisk(Arc<dyn SecretStore>);

impl SecretStore for OnFullDisk {
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
        self.0.get(name)
    }

    fn set(&self, _: SecretName, _: &SecretString) -> Result<(), SecretsError> {
        Err(SecretsError::Refused("no space left".to_owned()))
    }

    fn delete(&self, _: SecretName) -> Result<(), SecretsError> {
        Err(SecretsError::Refused("no space left".to_owned()))
    }
}

#[tokio::test]
async fn a_removal_that_the_keyring_does_not_take_leaves_the_others_listed() {
    let (home, entries, household) = known_to_two().await;
    household.people().await;
    for number in [0, 1] {
        entries.put(number, Arc::new(OnFullDisk(entries.of(number))));
    }
    let household = self::household(&home, &entries);
    household.first_screen().await.expect("opens");
    household.people().await;
    household.ask_person_removal(0).await.expect("asked");
    let left = people(household.remove_person().await.expect("its files are gone"));
    assert_eq!(left, [person(1, OTHER, Some(OTHER.name))]);
    assert_home(&household.choose_person(1).await);
}
