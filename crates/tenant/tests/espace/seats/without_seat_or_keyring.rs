//! Another person where no seat is free, or no keyring works.

use std::sync::Arc;

use contract::MessageSubject;
use secrecy::SecretString;
use tenant::{
    FailureCode, ProfileQuestion, SecretName, SecretStore, SecretsError, Step, figures::MAX_PEOPLE,
};

use super::{Computer, TEXT, keys};
use crate::{
    at_home::{Home, PASSWORD, assert_home, tenant},
    household::{Entries, OTHER, household, people},
    secrets::Locked,
};

/// A locked keyring over somebody's entries, which is unlocked too late: it reports no entry and refuses writes, but
/// deletes.
struct UnlockedTooLate(Arc<dyn SecretStore>);

impl SecretStore for UnlockedTooLate {
    fn get(&self, _: SecretName) -> Result<Option<SecretString>, SecretsError> {
        Ok(None)
    }

    fn set(&self, _: SecretName, _: &SecretString) -> Result<(), SecretsError> {
        Err(SecretsError::Refused("locked".to_owned()))
    }

    fn delete(&self, name: SecretName) -> Result<(), SecretsError> {
        self.0.delete(name)
    }
}

#[tokio::test]
async fn behind_a_locked_keyring_nobody_deletes_anothers_keys() {
    let mut computer = Computer::signed_out(true).await;
    let of_first = computer.entries.of(0);
    for number in 0..MAX_PEOPLE {
        let entries = computer.entries.of(number);
        computer.entries.put(number, Arc::new(UnlockedTooLate(entries)));
    }
    assert_eq!(computer.restart().await, Step::Welcome, "nobody is known");
    computer.sign_up_other().await;
    let espace = computer.household.espace();
    espace.open_profile().await.expect("signed in");
    espace.refresh_profile().await.expect("reported");
    let asked = espace.ask_profile(ProfileQuestion::Deletion).await;
    asked.expect("its page");
    espace.continue_profile_deletion().await.expect("asked");
    let deleted = computer.household.submit_profile_password(PASSWORD).await;
    assert_eq!(deleted, Ok(Step::AccountDeleted { files_stay: false }));

    computer.entries.put(0, of_first);
    assert_eq!(keys(&computer.entries, 0), computer.keys);
    computer.restart().await;
    assert_home(&computer.household.sign_in(None, PASSWORD).await);
    computer.check_archive().await;
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
