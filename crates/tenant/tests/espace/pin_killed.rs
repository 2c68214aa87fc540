//! Killed while a PIN is set, changed, typed and removed (R1): one of the two PINs opens, no receipt is lost, and
//! nobody is signed out.

use landlord::figures::HOUR;
use tenant::{Espace, FailureCode, Step};

use crate::{
    at_home::{PASSWORD, assert_home},
    victim::{Lives, Scene, VictimsComputer},
};

/// The test that runs in the process to be killed.
const VICTIM: &str = "pin_killed::changes_the_pin_in_a_process_of_its_own";
const PINS: [&str; 2] = ["407395", "918273"];
/// In milliseconds: setting, typing, changing and removing a PIN takes some seconds in an unoptimised build.
const MAX_LIFE: u64 = 2_500;
/// What passes at the landlord's between two lives.
const PAUSE: i64 = 7 * HOUR;

/// Opens with the PIN in force, if any; returns which one.
async fn open(espace: &Espace) -> Option<usize> {
    let first_screen = espace.first_screen().await.expect("opens");
    let mut step = first_screen.step;
    let mut right = None;
    if matches!(step, Step::Locked { .. }) {
        for (place, pin) in PINS.iter().enumerate() {
            match espace.unlock(pin).await {
                Ok(open) => {
                    (step, right) = (open, Some(place));
                    break;
                }
                Err(failure) => assert_eq!(failure.fields[0].code, FailureCode::PinWrong),
            }
        }
    }
    assert_home(&step);
    right
}

async fn kill(times: u64, seed: u64) {
    let mut scene = Scene::of(VICTIM).await;
    scene.home.sign_up().await;
    scene.home.espace.synchronise().await.expect("synchronised");
    let mut lives = Lives::of(seed, times, MAX_LIFE);
    // Number of times each state was found: the first PIN, the second, none.
    let (mut found, mut life) = ([0; 3], 0);
    while let Some(after) = lives.next(found.iter().all(|count| *count > 0)) {
        life += 1;
        scene.live_and_die(after);
        scene.home.wait(PAUSE);
        scene.home.close_and_open();
        let right = open(&scene.home.espace).await;
        found[right.map_or(2, |place| place)] += 1;
        let list = scene.home.espace.synchronise().await;
        let list = list.unwrap_or_else(|failure| panic!("life {life} of seed {seed}, {after:?}: {failure}"));
        assert_eq!(
            (list.count(), list.set_aside),
            (240, 0),
            "life {life} of seed {seed}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r1_fifty_kills_while_the_pin_changes_lose_nothing_and_lock_nobody_out() {
    kill(50, 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes: cargo xtask test --long"]
async fn long_r1_a_thousand_kills_during_pin_changes_lose_nothing() {
    kill(1_000, 4).await;
}

/// Not a test by itself: runs in the process that is killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the test of the kills"]
async fn changes_the_pin_in_a_process_of_its_own() {
    let Some(computer) = VictimsComputer::of_this_process() else {
        return;
    };
    loop {
        let espace = computer.start();
        let right = open(&espace).await;
        // The token is refreshed while this PIN is in force.
        espace.synchronise().await.expect("signed in");
        espace.open_profile().await.expect("signed in");
        match right {
            None => {
                espace.open_pin().await.expect("its page");
                let step = espace.submit_pin(None, PINS[0], PINS[0]).await;
                // Hours after the sign-in, the landlord asks for the password first.
                if matches!(step.expect("a PIN"), Step::ProfilePasswordAgain { .. }) {
                    espace.submit_profile_password(PASSWORD).await.expect("set");
                }
            }
            Some(0) => {
                espace.open_pin().await.expect("its page");
                let changed = espace.submit_pin(Some(PINS[0]), PINS[1], PINS[1]).await;
                changed.expect("changed");
            }
            Some(_) => {
                espace.open_pin_removal().await.expect("its page");
                espace.remove_pin(PINS[1]).await.expect("given up");
            }
        }
    }
}
