//! Before a visit: why a tenant of another agency comes, and what takes long.

use std::{fs, io, path::Path};

use contract::{IdentityDocument, VisitNote, VisitPurpose, VisitReason};
use jiff::civil::Date;
use landlord::{
    demonstration::{SHOWN_TENANTS, write_exports},
    figures::{MINUTE, SEARCH_MINUTES},
};
use tenant::{FailureCode, Step};

use super::{Agency, code_of, view};
use crate::at_home::{PASSWORD, tenant};

#[tokio::test]
async fn s21_another_agencys_tenant_is_asked_why_they_come() {
    let agency = Agency::open().await;
    agency.sign_in().await;
    let counter = &agency.counter;
    let elsewhere = SHOWN_TENANTS[1];
    counter
        .search_by_code(elsewhere.tenant_code)
        .await
        .expect("found");
    let asked = counter.choose_tenant(0).await;
    assert!(
        matches!(&asked, Ok(Step::VisitReason { tenant, reason: None, .. })
            if tenant.other_agency.as_deref() == Some("Agence d’Arras")),
        "{asked:?}"
    );
    let none = counter.submit_reason(None, "").await;
    assert_eq!(code_of(none), FailureCode::VisitReasonEmpty);
    let unsaid = counter.submit_reason(Some(VisitReason::Other), " ").await;
    assert_eq!(code_of(unsaid), FailureCode::VisitNoteEmpty);
    let too_long = "é".repeat(VisitNote::MAX_CHARACTERS + 1);
    let too_long = counter.submit_reason(Some(VisitReason::Other), &too_long).await;
    assert_eq!(code_of(too_long), FailureCode::VisitNoteTooLong);
    let said = counter
        .submit_reason(Some(VisitReason::Other), "Dégât des eaux")
        .await;
    assert!(matches!(said, Ok(Step::VisitIdentity { .. })), "{said:?}");
    let back = counter.go_back().await;
    assert!(
        matches!(&back, Step::VisitReason { reason: Some(VisitReason::Other), note, .. } if note == "Dégât des eaux"),
        "{back:?}"
    );
    assert!(matches!(counter.go_back().await, Step::TenantsFound { .. }));
    agency
        .visit_of(elsewhere.tenant_code, &[VisitPurpose::SignUp])
        .await;
}

#[tokio::test]
async fn s21_a_tenant_leaves_no_session_at_the_counter() {
    let agency = Agency::open().await;
    agency.home.sign_up().await;
    agency.sign_in().await;
    agency.visit(&[VisitPurpose::Receipts]).await;
    agency.hand_over(VisitPurpose::Receipts).await;
    let signed_in = agency.counter.sign_tenant_in(PASSWORD).await;
    assert_eq!(signed_in, Ok(Step::Receipts));
    agency.end().await;
    agency.counter.visit_end_reported().await;
    let home = &agency.home.espace;
    home.open_profile().await.expect("signed in");
    let devices = home.refresh_profile().await.expect("reported").devices;
    assert_eq!(devices.len(), 1, "the one at home: {devices:?}");
}

#[tokio::test]
async fn s21_a_visit_begins_also_after_a_long_reading_aloud() {
    let agency = Agency::open().await;
    agency.sign_in().await;
    let counter = &agency.counter;
    counter.search_by_code(tenant().tenant_code).await.expect("found");
    counter.choose_tenant(0).await.expect("found");
    let seen = Some(IdentityDocument::Passport);
    counter.submit_identity(seen).await.expect("seen");
    agency.home.wait(SEARCH_MINUTES * MINUTE + 1);
    view(counter.begin_visit(vec![VisitPurpose::SignUp]).await);
}

/// The exports, with the homes of Lens at the agency of Arras.
fn lens_goes_over_to_arras(exports: &Path, today: Date) -> io::Result<()> {
    write_exports(exports, today)?;
    let path = exports.join("logements.csv");
    // Its encoding has one byte for each character: as Latin-1, each comes back.
    let homes: String = fs::read(&path)?.into_iter().map(char::from).collect();
    let moved = homes.replace(";LENS;", ";ARRAS;");
    assert_ne!(moved, homes);
    let moved = moved.chars().map(|sign| u8::try_from(sign).expect("a byte"));
    fs::write(path, moved.collect::<Vec<u8>>())
}

#[tokio::test]
async fn s21_a_tenant_who_goes_over_to_another_agency_needs_a_reason() {
    for minutes in [1, SEARCH_MINUTES + 1] {
        let agency = Agency::open().await;
        agency.sign_in().await;
        let counter = &agency.counter;
        counter.search_by_code(tenant().tenant_code).await.expect("found");
        counter.choose_tenant(0).await.expect("found");
        let seen = Some(IdentityDocument::Passport);
        counter.submit_identity(seen).await.expect("seen");
        agency.home.import(lens_goes_over_to_arras).await;
        agency.home.wait(minutes * MINUTE);
        let asked = counter.begin_visit(vec![VisitPurpose::SignUp]).await;
        assert!(
            matches!(&asked, Ok(Step::VisitReason { tenant, reason: None, .. })
                if tenant.other_agency.as_deref() == Some("Agence d’Arras")),
            "{asked:?}"
        );
        let said = counter.submit_reason(Some(VisitReason::AgencyClosed), "").await;
        assert!(matches!(said, Ok(Step::VisitIdentity { .. })), "{said:?}");
        counter.submit_identity(seen).await.expect("seen");
        view(counter.begin_visit(vec![VisitPurpose::SignUp]).await);
    }
}
