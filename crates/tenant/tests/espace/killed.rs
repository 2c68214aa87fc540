//! The application killed at any moment (R1): no committed receipt is lost, and nobody is signed out.

use landlord::figures::DAY;
use tenant::DownloadState;

use crate::{
    at_home::{assert_home, documents_shown},
    victim::{Lives, Scene, VictimsComputer, report},
};

/// The test that runs in the process to be killed.
const VICTIM: &str = "killed::lives_in_a_process_of_its_own";
/// In milliseconds.
const MAX_LIFE: u64 = 400;
/// What passes at the landlord's in all lives together. It is shorter than a session, and leaves time for the lives
/// that a slow machine needs in addition.
const ALL_LIVES: i64 = 15 * DAY;

async fn kill(times: u64, seed: u64) {
    let mut scene = Scene::of(VICTIM).await;
    scene.home.sign_up().await;
    let mut lives = Lives::of(seed, times, MAX_LIFE);
    let pause = ALL_LIVES / i64::try_from(times).expect("small");
    let (mut most, mut life) = (0, 0);
    while let Some(after) = lives.next(most == 240) {
        life += 1;
        let what = format!("life {life} of seed {seed}, {after:?} long");
        // The numbers of receipts that the victim reported.
        for reported in scene.live_and_die(after) {
            let count = reported.strip_prefix("kept ");
            let count = count.unwrap_or_else(|| panic!("{what}: {reported}"));
            most = most.max(count.parse().expect("a number"));
        }
        scene.home.wait(pause);

        let first_screen = scene.home.restart().await;
        assert_home(&first_screen.step);
        let kept = documents_shown(&first_screen);
        assert!(kept >= most, "{what}: {kept} of {most} receipts are left");
    }
    let espace = &scene.home.espace;
    let list = espace.synchronise().await.expect("still signed in");
    assert_eq!(list.count(), 240);
    assert_eq!(list.set_aside, 0);
    let pdfs = espace.keep_pdfs(false, |_| {}).await.expect("signed in");
    assert_eq!((pdfs.state, pdfs.kept), (DownloadState::Done, 240));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r1_fifty_kills_lose_no_receipt_and_sign_nobody_out() {
    kill(50, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes: cargo xtask test --long"]
async fn long_r1_a_thousand_kills_lose_no_receipt_and_sign_nobody_out() {
    kill(1_000, 2).await;
}

/// Not a test by itself: runs in the process that is killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the test of the kills"]
async fn lives_in_a_process_of_its_own() {
    let Some(computer) = VictimsComputer::of_this_process() else {
        return;
    };
    loop {
        // Each round is a start, so the access token is refreshed.
        let espace = computer.start();
        let first_screen = espace.first_screen().await.expect("opens");
        if !first_screen.step.is_home() {
            report(format_args!("signed out: {:?}", first_screen.step));
            return;
        }
        let list = espace.synchronise().await.expect("synchronised");
        report(format_args!("kept {}", list.count()));
        espace.keep_pdfs(false, |_| {}).await.expect("signed in");
    }
}
