//! *Accueil*, *Mon compte*, *Payer mon loyer*, *Mon logement*, *Mon bailleur*: from the archive, with and without
//! a network.

use std::{future::poll_fn, pin::pin, task::Poll};

use contract::{Cents, DocumentStatus, MessageSubject, RentAccountEntryKind};
use landlord::{
    demonstration::SHOWN_TENANTS,
    figures::{DAY, SESSION_DAYS},
};
use rusqlite::Connection;
use tenant::{FreshnessState, HomeOverview, RentAccountView, Step};
use tokio::task::coop;

use crate::at_home::{Home, PASSWORD, tenant};

async fn overview(home: &Home) -> HomeOverview {
    match home.espace.open_home().await {
        Ok(Step::Home { overview }) => overview,
        other => panic!("not at home: {other:?}"),
    }
}

async fn rent_account(home: &Home) -> Option<RentAccountView> {
    match home.espace.open_rent_account().await {
        Ok(Step::RentAccount { rent_account, .. }) => rent_account,
        other => panic!("no rent account: {other:?}"),
    }
}

#[tokio::test]
async fn home_is_the_same_after_a_restart_without_a_network() {
    let mut home = Home::new().await;
    home.sign_up().await;
    let before = overview(&home).await;
    assert_eq!((before.owed, before.documents), (None, 0), "nobody was asked yet");
    assert_eq!(before.freshness.state, FreshnessState::NeverSynchronised);

    home.espace.synchronise().await.expect("synchronised");
    let online = overview(&home).await;
    assert_eq!(online.freshness.state, FreshnessState::UpToDate);
    let latest = online.latest.clone().expect("a document");
    let list = home.espace.rent_documents().await.expect("listed");
    assert_eq!(Some(&latest), list.documents().next());

    home.cut_network().await;
    let first_screen = home.restart().await;
    let Step::Home { overview: offline } = first_screen.step else {
        panic!("not at home: {:?}", first_screen.step);
    };
    assert_eq!(offline.freshness.state, FreshnessState::Stale);
    assert_eq!((offline.owed, offline.latest), (online.owed, Some(latest)));
}

#[tokio::test]
async fn a_page_says_from_the_start_why_the_last_synchronisation_failed() {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    assert_eq!(overview(&home).await.freshness.failure, None);

    home.wait((SESSION_DAYS + 1) * DAY);
    let failed = home.espace.synchronise().await.expect_err("the session ended");
    let list = home.espace.rent_documents().await.expect("listed");
    assert_eq!(list.freshness.failure, Some(failed));
    home.espace.sign_in(None, PASSWORD).await.expect("signs in");
    assert_eq!(overview(&home).await.freshness.failure, None, "mended");

    home.cut_network().await;
    let failed = home.espace.synchronise().await.expect_err("no network");
    assert_eq!(overview(&home).await.freshness.failure, Some(failed));
}

#[tokio::test]
async fn the_rent_account_shows_what_is_owed_and_how_it_arose() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    let rent_account = rent_account(&home).await.expect("a rent account");
    let newest = rent_account.entries.first().expect("an entry");
    let owed = &rent_account.owed;
    assert_eq!(owed.total - owed.credit, newest.balance);
    assert_eq!(
        owed.total,
        rent_account.open.iter().map(|charge| charge.left).sum()
    );
    let oldest = rent_account.entries.last().expect("an entry");
    assert_eq!(rent_account.opening_balance + oldest.amount, oldest.balance);
    let paid = rent_account
        .entries
        .iter()
        .filter(|entry| entry.kind == RentAccountEntryKind::Payment);
    assert!(paid.clone().count() > 20, "three years of payments");
    assert!(paid.map(|entry| entry.amount).all(|amount| amount < Cents(0)));
}

#[tokio::test]
async fn the_receipts_say_what_is_left_and_late_as_the_rent_account_does() {
    let home = Home::new().await;
    home.sign_up_as(&SHOWN_TENANTS[1]).await;
    home.espace.synchronise().await.expect("synchronised");
    let open = rent_account(&home).await.expect("a rent account").open;
    let list = home.espace.rent_documents().await.expect("listed");
    let asking: Vec<_> = open.iter().filter(|charge| charge.kind.asks()).collect();
    assert!(!asking.is_empty(), "something is owed");
    for charge in asking {
        let receipt = home.espace.rent_document(charge.document.0.clone()).await;
        let shown = receipt.expect("kept").summary;
        assert_eq!(shown.left, charge.left, "{charge:?}");
        assert_eq!(shown.status == DocumentStatus::Overdue, charge.late, "{charge:?}");
        let row = list.documents().find(|row| row.id == shown.id);
        assert!(row.is_none_or(|row| *row == shown), "{row:?}");
    }
}

#[tokio::test]
async fn every_page_opens_without_a_network_and_retour_leads_to_accueil() {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    home.cut_network().await;
    home.restart().await;
    match home.espace.open_ways_to_pay().await {
        Ok(Step::WaysToPay { ways }) => {
            let transfer = ways.transfer.expect("a bank account to pay to");
            assert!(transfer.reference.ends_with(tenant().tenant_code));
            assert!(transfer.qr.is_some());
            assert_eq!(ways.others.len(), 3);
        }
        other => panic!("no ways to pay: {other:?}"),
    }
    match home.espace.open_dwelling().await {
        Ok(Step::Dwelling {
            dwelling: Some(dwelling),
            ..
        }) => {
            assert_eq!(dwelling.tenants, [tenant().name]);
            assert!(dwelling.lease.is_some_and(|lease| lease.deposit > Some(Cents(0))));
            assert_eq!(dwelling.details.emergencies.len(), 4);
        }
        other => panic!("no home: {other:?}"),
    }
    match home.espace.open_landlord().await {
        Ok(Step::Landlord {
            agency: Some(agency), ..
        }) => assert!(agency.name.starts_with("Agence")),
        other => panic!("no landlord: {other:?}"),
    }
    let again = home.espace.read_page().await;
    assert!(matches!(again, Ok(Step::Landlord { .. })), "{again:?}");
    assert!(home.espace.go_back().await.is_home());
    let receipts = home.espace.open_receipts().await;
    assert_eq!(receipts, Ok(Step::Receipts));
    assert!(home.espace.go_back().await.is_home());

    // *Payer mon loyer* and the messages are left for the page that opened them.
    home.espace.open_rent_account().await.expect("opened");
    home.espace.open_ways_to_pay().await.expect("opened");
    let left = home.espace.go_back().await;
    assert!(matches!(left, Step::RentAccount { .. }), "{left:?}");
    home.espace.open_landlord().await.expect("opened");
    home.espace.open_messages().await.expect("opened");
    home.espace
        .open_new_message(MessageSubject::Other)
        .await
        .expect("begun");
    let left = home.espace.go_back().await;
    assert!(matches!(left, Step::Messages { .. }), "{left:?}");
    let left = home.espace.go_back().await;
    assert!(matches!(left, Step::Landlord { .. }), "{left:?}");

    // A document of *Mon compte* is left for that page.
    home.espace.open_rent_account().await.expect("opened");
    home.espace.open_receipts().await.expect("opened");
    let left = home.espace.go_back().await;
    assert!(matches!(left, Step::RentAccount { .. }), "{left:?}");
    assert!(home.espace.go_back().await.is_home());
}

#[tokio::test]
async fn a_page_opened_while_another_is_read_again_stays_open() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    home.espace.open_home().await.expect("at home");
    let mut read_again = pin!(home.espace.read_page());
    // Without a budget, Tokio lets no archive answer at the first poll, however fast it is.
    while coop::has_budget_remaining() {
        coop::consume_budget().await;
    }
    let begun = poll_fn(|context| Poll::Ready(read_again.as_mut().poll(context).is_pending()));
    assert!(begun.await, "Accueil is being read");
    assert_eq!(home.espace.open_receipts().await, Ok(Step::Receipts));
    assert!(read_again.await.is_ok_and(|step| step.is_home()));
    assert_eq!(home.espace.read_page().await, Ok(Step::Receipts));
}

#[tokio::test]
async fn a_rent_account_whose_record_is_damaged_is_fetched_again() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    let before = rent_account(&home).await;
    let file = std::fs::read_dir(home.archives())
        .expect("listed")
        .find_map(|entry| {
            let path = entry.expect("an entry").path();
            path.extension()
                .is_some_and(|ending| ending == "sqlite")
                .then_some(path)
        });
    let database = Connection::open(file.expect("an archive")).expect("opened");
    let damaged = database.execute(
        "UPDATE records SET sealed = zeroblob(64) WHERE id = 'rent-account'",
        [],
    );
    assert_eq!(damaged, Ok(1));
    assert_eq!(
        rent_account(&home).await,
        None,
        "what cannot be read is not made up"
    );
    home.espace.synchronise().await.expect("synchronised");
    assert_eq!(rent_account(&home).await, before);
}

#[tokio::test]
async fn no_page_opens_while_signed_out() {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    home.espace.sign_out().await;
    for opened in [
        home.espace.open_home().await,
        home.espace.open_rent_account().await,
        home.espace.open_dwelling().await,
        home.espace.read_page().await,
    ] {
        assert!(opened.is_err(), "{opened:?}");
    }
}

#[tokio::test]
async fn one_of_two_tenants_of_a_lease_is_named_as_the_one_signed_in() {
    let home = Home::new().await;
    let of_two = SHOWN_TENANTS[2];
    home.sign_up_as(&of_two).await;
    home.espace.synchronise().await.expect("synchronised");
    let named = |step| match step {
        Ok(Step::Home { overview }) => overview.person,
        Ok(Step::Profile { person, .. }) => person,
        other => panic!("{other:?}"),
    };
    let Ok(Step::Dwelling {
        dwelling: Some(dwelling),
        ..
    }) = home.espace.open_dwelling().await
    else {
        panic!("no dwelling");
    };
    assert_eq!(dwelling.tenants.len(), 2, "two on the lease");
    assert_eq!(named(home.espace.open_home().await).as_deref(), Some(of_two.name));
    assert_eq!(
        named(home.espace.open_profile().await).as_deref(),
        Some(of_two.name)
    );
    let list = home.espace.rent_documents().await.expect("listed");
    assert_eq!(list.person.as_deref(), Some(of_two.name), "on Mes quittances");
}

#[tokio::test]
async fn arrears_are_shown_with_the_earliest_due_date_missed() {
    let home = Home::new().await;
    let behind = SHOWN_TENANTS[1];
    home.sign_up_as(&behind).await;
    home.espace.synchronise().await.expect("synchronised");
    let rent_account = rent_account(&home).await.expect("a rent account");
    assert!(rent_account.owed.late > Cents(0));
    let first = rent_account
        .open
        .iter()
        .filter(|charge| charge.late)
        .filter_map(|charge| charge.due_on)
        .min();
    let headline = rent_account.owed.dues.first().expect("a sum");
    assert!(headline.late);
    assert_eq!(
        (headline.amount, headline.due_on),
        (rent_account.owed.late, first)
    );
    assert!(overview(&home).await.plan_offered);
    let asked = home
        .espace
        .submit_message(MessageSubject::PaymentPlan, "50 € chaque mois")
        .await;
    asked.expect("kept");
    assert!(!overview(&home).await.plan_offered, "it was asked for");
}
