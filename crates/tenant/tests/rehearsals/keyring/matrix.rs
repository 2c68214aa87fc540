//! One life for each keyring call that may be the first to fail.

use std::{collections::HashSet, fs, mem, sync::Arc};

use tenant::{Limits, SecretName, SecretStorage, SecretStore, Step};

use super::{
    failing::{Call, FailingKeyring, Fault},
    life::Deed,
};
use crate::{
    network::fault::LIMITS,
    rehearsal::{Rehearsal, tenant},
};

const FAULTS: [Fault; 3] = [Fault::Refuses, Fault::KeepsNothing, Fault::Frozen];

/// The step that each deed leads to, without what a clock shows.
type Story = Vec<(Deed, mem::Discriminant<Step>)>;

async fn live(rehearsal: &mut Rehearsal, keyring: &Arc<FailingKeyring>) -> Story {
    rehearsal.switch_computer(Arc::clone(keyring) as Arc<dyn SecretStore>);
    let mut story = Vec::new();
    for deed in Deed::LIFE {
        let step = deed.happen(rehearsal).await;
        let step = step.unwrap_or_else(|failure| panic!("{deed:?}: {failure:?}"));
        story.push((deed, mem::discriminant(&step)));
    }
    story
}

/// Releases the threads that wait for a frozen keyring, also when a test fails: the runtime waits for them.
struct Thaw(Arc<FailingKeyring>);

impl Drop for Thaw {
    fn drop(&mut self) {
        self.0.thaw();
    }
}

/// Lives once for each of the chosen calls, with a keyring that fails from that call on.
async fn fails_at_each_call(fault: Fault, chosen: impl Fn(usize) -> bool) {
    let mut rehearsal = Rehearsal::begin().await;
    let working = Arc::new(FailingKeyring::working());
    let expected = live(&mut rehearsal, &working).await;
    let calls = working.calls().len();
    for first in (0..calls).filter(|call| chosen(*call)) {
        let cell = format!("{fault:?} from call {first} of {calls}");
        let keyring = Arc::new(FailingKeyring::from_call(first, fault));
        let _thaw = Thaw(Arc::clone(&keyring));
        let story = live(&mut rehearsal, &keyring).await;
        assert_eq!(story, expected, "{cell}: life is the same");
        let failed = keyring.failed();
        if !failed.is_empty() && fault != Fault::KeepsNothing {
            let mut later = failed.iter().skip(1);
            assert!(
                later.all(|call| *call == Call::Delete),
                "{cell}: waited for once, then told to forget and not waited for: {failed:?}"
            );
            assert_eq!(
                rehearsal.espace.secrets_kept(),
                SecretStorage::Memory,
                "{cell}: it is reported"
            );
        }
        check_nothing_in_clear(&rehearsal, &cell);

        rehearsal.close_and_open();
        let first_screen = rehearsal.espace.first_screen().await.expect("opens");
        assert_eq!(first_screen.step, Step::Welcome, "{cell}");
        assert_eq!(
            first_screen.secrets_kept,
            SecretStorage::Memory,
            "{cell}: reported from the start"
        );
    }
}

fn check_nothing_in_clear(rehearsal: &Rehearsal, cell: &str) {
    let surname = tenant().name.rsplit(' ').next().expect("a name");
    for file in rehearsal.files() {
        let bytes = fs::read(&file).expect("read");
        for secret in [tenant().tenant_code, surname, &rehearsal.password] {
            let found = bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found, "{cell}: « {secret} » stands in {}", file.display());
        }
    }
}

/// Each fault takes another third of the calls; together they cover them all.
macro_rules! matrix {
    ($($test:ident, $long:ident: $fault:ident;)+) => {
        $(#[tokio::test]
        async fn $test() {
            let third = FAULTS.iter().position(|fault| *fault == Fault::$fault);
            fails_at_each_call(Fault::$fault, |call| Some(call % FAULTS.len()) == third).await;
        }

        #[tokio::test]
        #[ignore = "minutes: cargo xtask test --long"]
        async fn $long() {
            fails_at_each_call(Fault::$fault, |_| true).await;
        })+
    };
}

matrix! {
    a_keyring_that_refuses_costs_nothing_but_the_next_start, long_a_keyring_that_refuses_at_each_call: Refuses;
    a_keyring_that_keeps_nothing_costs_nothing_but_the_next_start, long_a_keyring_that_keeps_nothing_at_each_call: KeepsNothing;
    a_keyring_that_freezes_costs_one_wait_and_the_next_start, long_a_keyring_that_freezes_at_each_call: Frozen;
}

#[tokio::test]
async fn a_life_touches_every_secret() {
    let mut rehearsal = Rehearsal::begin().await;
    let working = Arc::new(FailingKeyring::working());
    live(&mut rehearsal, &working).await;
    let touched: HashSet<SecretName> = working.calls().into_iter().map(|(_, name)| name).collect();
    assert_eq!(touched, HashSet::from(SecretName::ALL));
}

#[test]
fn the_rehearsed_keyring_limit_is_the_real_one() {
    assert_eq!(LIMITS.keyring, Limits::default().keyring, "what is rehearsed");
}
