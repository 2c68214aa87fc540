//! Several tenants on one computer.

use fantoccini::key::Key;
use harness::{computer::Keyring, people, stage::Stage, window::Window};

use crate::{looks::in_every_look, play};

const PIN: &str = "407395";

fn last_three_digits(tenant_code: &str) -> &str {
    &tenant_code[12..]
}

/// Asserts that the screen has no accessibility fault and no sideways scroll, and keeps its picture.
async fn check(stage: &Stage, screen: &str) {
    stage.window().has_no_accessibility_fault(screen).await;
    stage.window().has_no_sideways_scroll(screen).await;
    stage.picture(screen).await;
}

async fn open_people(window: &Window) {
    window.click("#open-profile").await;
    window.sees("profile").await;
    window.click("#open-people").await;
    window.sees("people").await;
}

/// Signs two people up on one computer. The second is shown.
async fn sign_up_two_people(stage: &mut Stage) {
    stage.open_window().await;
    people::sign_up(stage, people::long_standing_tenant()).await;
    let window = stage.window();
    open_people(window).await;
    window.click("#add-person").await;
    people::sign_up(stage, people::other_tenant()).await;
}

#[tokio::test]
async fn two_people_of_a_household_each_find_their_own_receipts() {
    let name = "two_people_of_a_household_each_find_their_own_receipts";
    play(name, Keyring::Unlocked, async |stage| {
        let (first, other) = (people::long_standing_tenant(), people::other_tenant());
        sign_up_two_people(stage).await;
        let window = stage.window();
        let of_other = window.text(".documents").await;
        open_people(window).await;
        window.reads("h1", "Qui êtes-vous").await;
        window.reads("main", first.name).await;
        window.reads("main", other.name).await;
        check(stage, "people").await;
        window.click("#back").await;
        window.sees("profile").await;
        window.click("#open-people").await;
        window.sees("people").await;

        let choice = format!("[data-person='{}']", last_three_digits(first.tenant_code));
        window.tab_to(&choice).await;
        window.press(Key::Enter).await;
        people::reach_receipts(window).await;
        window.find("[data-document-id]").await;
        assert_ne!(window.text(".documents").await, of_other);

        // The sign-in page still leads to the other people.
        window.click("#sign-out").await;
        window.sees("signIn").await;
        window.click("#open-people").await;
        window.sees("people").await;
        window
            .click(&format!(
                "[data-person='{}']",
                last_three_digits(other.tenant_code)
            ))
            .await;
        people::reach_receipts(window).await;
        let window = stage.restart_window().await;
        people::reach_receipts(&window).await;
        window.find("[data-document-id]").await;
        assert_eq!(
            window.text(".documents").await,
            of_other,
            "the person shown last comes back"
        );
    })
    .await;
}

#[tokio::test]
async fn a_person_can_be_removed_after_a_first_cancel() {
    let name = "a_person_can_be_removed_after_a_first_cancel";
    play(name, Keyring::Unlocked, async |stage| {
        let (first, other) = (people::long_standing_tenant(), people::other_tenant());
        sign_up_two_people(stage).await;
        let window = stage.window();
        open_people(window).await;
        let remove = format!("[data-remove-person='{}']", last_three_digits(first.tenant_code));
        window.click(&remove).await;
        window.sees("personRemoval").await;
        window.reads("h1", first.name).await;
        window.reads("main", "Ce qui n’est pas encore parti").await;
        check(stage, "removal").await;
        window.click("#cancel-removal").await;
        window.sees("people").await;
        window.click(&remove).await;
        window.sees("personRemoval").await;
        window.click("#remove-person").await;
        window.sees("people").await;
        assert_eq!(window.count("[data-person]").await, 1);
        let window = stage.restart_window().await;
        people::reach_receipts(&window).await;
        let archives = stage.computer.archives();
        let files = std::fs::read_dir(archives)
            .expect("the folder of the archives is listed")
            .flatten();
        let archives = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "sqlite"));
        assert_eq!(archives.count(), 1);
        open_people(&window).await;
        window.reads("main", other.name).await;
        window.click("#add-person").await;
        window.sees("welcome").await;
        check(stage, "welcome").await;
        window.click("#back").await;
        window.sees("people").await;
    })
    .await;
}

#[tokio::test]
async fn a_person_with_a_pin_is_locked_when_another_is_shown() {
    let name = "a_person_with_a_pin_is_locked_when_another_is_shown";
    play(name, Keyring::Unlocked, async |stage| {
        let (first, other) = (people::long_standing_tenant(), people::other_tenant());
        sign_up_two_people(stage).await;
        let window = stage.window();
        window.click("#open-profile").await;
        window.sees("profile").await;
        window.click("#open-pin").await;
        window.sees("pinChoice").await;
        window.fill("#pin", PIN).await;
        window.fill("#pin-again", PIN).await;
        window.go_on().await;
        window.sees("profile").await;
        window.click("#open-people").await;
        window.sees("people").await;
        window
            .click(&format!(
                "[data-person='{}']",
                last_three_digits(first.tenant_code)
            ))
            .await;
        people::reach_receipts(window).await;
        open_people(window).await;
        window
            .click(&format!(
                "[data-person='{}']",
                last_three_digits(other.tenant_code)
            ))
            .await;
        window.sees("locked").await;
        window.reads("#pin-person", other.name).await;
        check(stage, "locked").await;
        window.click("#open-people").await;
        window.sees("people").await;
        window.click("#back").await;
        window.sees("locked").await;
        window.fill("#pin", PIN).await;
        window.go_on().await;
        people::reach_receipts(window).await;
    })
    .await;
}

#[tokio::test]
async fn the_choice_of_a_person_is_readable_in_every_look() {
    let name = "the_choice_of_a_person_is_readable_in_every_look";
    play(name, Keyring::Unlocked, async |stage| {
        sign_up_two_people(stage).await;
        let window = stage.window();
        open_people(window).await;
        in_every_look(stage, async |stage, look| {
            check(stage, look).await;
        })
        .await;
    })
    .await;
}
