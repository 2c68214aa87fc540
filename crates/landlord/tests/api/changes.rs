//! `GET /v1/changes`: each subject has a mark, which changes exactly when the subject changes.

use contract::{Changes, Subject};

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord};

async fn changes(landlord: &Landlord, token: &str) -> Changes {
    let answer = landlord.get("/v1/changes", Some(token)).await;
    serde_json::from_slice(&answer.bytes).expect("marks")
}

/// Returns the subjects whose marks differ.
fn changed(before: &Changes, after: &Changes) -> Vec<Subject> {
    let differs = |subject: &Subject| before.marks[subject] != after.marks[subject];
    Subject::ALL.into_iter().filter(differs).collect()
}

async fn execute(landlord: &Landlord, statement: &'static str) {
    let done = sqlx::query(statement).execute(landlord.service.pool()).await;
    assert!(done.expect(statement).rows_affected() > 0, "{statement}");
}

#[tokio::test]
async fn each_subject_keeps_its_mark_while_nothing_changes() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let before = changes(&landlord, &durand).await;
    assert_eq!(before.marks.len(), Subject::ALL.len());
    assert_eq!(changes(&landlord, &durand).await, before);
}

#[tokio::test]
async fn a_changed_document_changes_marks_of_its_own_lease_only() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let before = [
        changes(&landlord, &durand).await,
        changes(&landlord, &lefebvre).await,
    ];
    execute(
        &landlord,
        "UPDATE rent_documents SET revision = (SELECT last + 1 FROM document_revision)
         WHERE id = (SELECT id FROM rent_documents JOIN tenants USING (lease)
                     WHERE tenant_code = '204518730961245' LIMIT 1)",
    )
    .await;
    let after = [
        changes(&landlord, &durand).await,
        changes(&landlord, &lefebvre).await,
    ];
    // The rent account is computed from the documents.
    assert_eq!(
        changed(&before[0], &after[0]),
        [Subject::Documents, Subject::RentAccount]
    );
    assert_eq!(changed(&before[1], &after[1]), []);
}

#[tokio::test]
async fn the_mark_of_the_tenancy_changes_only_when_the_tenancy_does() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let before = changes(&landlord, &durand).await;
    let another_home = changes(&landlord, &lefebvre).await;
    assert_ne!(
        another_home.marks[&Subject::Tenancy],
        before.marks[&Subject::Tenancy]
    );
    execute(&landlord, "UPDATE agencies SET telephone = '+33300000000'").await;
    let after = changes(&landlord, &durand).await;
    assert_eq!(changed(&before, &after), [Subject::Tenancy]);
}
