//! The rules of loi n° 89-462, art. 21, case by case: documents that a rent system must not have issued are
//! refused with a reason.

use contract::{Cents, DocumentLine, LineKind};

use crate::export::{Export, database, state};

/// An export with these documents, lines and payments instead of those of the paid term.
fn export(documents: &str, lines: &str, payments: &str) -> Export {
    Export {
        documents: format!("reference;bail;type;terme;date_emission;date_echeance;remplace\n{documents}"),
        lignes: format!("document;nature;libelle;montant\n{lines}"),
        paiements: format!("reference;bail;document;date;montant;mode\n{payments}"),
        ..Export::paid_term()
    }
}

const AVIS: &str = "A1;B1;avis;2026-07;2026-07-31;2026-08-10;\n";
const AVIS_LINES: &str = "A1;loyer;Loyer;380\nA1;charges;Charges;20\n";
const QUITTANCE: &str = "Q1;B1;quittance;2026-07;2026-08-12;;\n";
const QUITTANCE_LINES: &str = "Q1;loyer;Loyer;380\nQ1;charges;Charges;20\n";

#[tokio::test]
async fn a_quittance_is_refused_while_a_cent_of_its_term_is_missing() {
    for paid in ["", "P1;B1;A1;2026-08-08;399,99;virement\n"] {
        let export = export(
            &format!("{AVIS}{QUITTANCE}"),
            &format!("{AVIS_LINES}{QUITTANCE_LINES}"),
            paid,
        );
        let error = export.refusal().await;
        assert!(
            error.contains("une quittance atteste que tout le terme est payé"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_quittance_of_less_than_the_avis_of_its_term_is_refused() {
    let export = export(
        &format!("{AVIS}{QUITTANCE}"),
        &format!("{AVIS_LINES}Q1;loyer;Loyer;100\n"),
        "P1;B1;A1;2026-08-08;100;virement\n",
    );
    let error = export.refusal().await;
    assert!(
        error.contains("documents.csv, ligne 3") && error.contains("un paiement partiel donne un reçu"),
        "{error}"
    );
}

#[tokio::test]
async fn a_quittance_of_a_term_without_any_debt_is_refused() {
    for amount in ["0", "-5"] {
        let export = export(QUITTANCE, &format!("Q1;loyer;Loyer;{amount}\n"), "");
        let error = export.refusal().await;
        assert!(error.contains("rien n’est dû ici"), "{amount}: {error}");
    }
}

#[tokio::test]
async fn a_term_paid_by_benefit_or_credit_has_its_quittance() {
    for (deducted, amount) in [("APL;APL;-400", 0), ("solde antérieur;Trop-perçu;-405", -500)] {
        let lines = format!("{AVIS_LINES}A1;{deducted}\n{QUITTANCE_LINES}Q1;{deducted}\n");
        let export = export(&format!("{AVIS}{QUITTANCE}"), &lines, "");
        let pool = database().await;
        export.import(&pool).await.expect("imported");
        let stored: i64 = sqlx::query_scalar("SELECT amount FROM rent_documents WHERE reference = 'Q1'")
            .fetch_one(&pool)
            .await
            .expect("the quittance");
        assert_eq!((stored, state(&pool, "Q1").await.1), (amount, 0));
    }
}

#[tokio::test]
async fn an_unpaid_earlier_balance_does_not_block_a_quittance() {
    let export = export(
        &format!("{AVIS}{QUITTANCE}"),
        &format!("{AVIS_LINES}A1;solde antérieur;Solde;50\n{QUITTANCE_LINES}"),
        "P1;B1;A1;2026-08-08;400;virement\n",
    );
    let pool = database().await;
    export.import(&pool).await.expect("imported");
    assert_eq!(state(&pool, "Q1").await.1, 40_000);
}

#[tokio::test]
async fn a_regularisation_or_an_avis_may_be_in_the_tenants_favour() {
    let export = export(
        "A1;B1;avis;2026-07;2026-07-31;;\nR1;B1;régularisation;2026-06;2026-06-15;;\n",
        "A1;loyer;Loyer;20\nA1;solde antérieur;Trop-perçu;-30\nR1;régularisation;Charges réelles;-42\n",
        "",
    );
    let pool = database().await;
    export.import(&pool).await.expect("imported");
    assert_eq!(state(&pool, "A1").await.1, 0);
}

#[tokio::test]
async fn a_recu_that_splits_rent_and_charges_is_refused_by_line() {
    let export = export(
        &format!("{AVIS}R1;B1;reçu;2026-07;2026-08-08;;\n"),
        &format!("{AVIS_LINES}R1;loyer;Loyer;90\nR1;charges;Charges;10\n"),
        "P1;B1;R1;2026-08-08;100;virement\n",
    );
    let error = export.refusal().await;
    for line in [4, 5] {
        let place = format!(
            "lignes.csv, ligne {line}, colonne « nature » : un reçu n’a que des lignes de nature paiement"
        );
        assert!(error.contains(&place), "{error}");
    }
}

#[tokio::test]
async fn a_recu_lists_only_payments_whatever_their_labels() {
    let export = export(
        &format!("{AVIS}R1;B1;reçu;2026-07;2026-08-08;;\n"),
        &format!("{AVIS_LINES}R1;paiement;Paiement du 8 août;100\n"),
        "P1;B1;R1;2026-08-08;100;virement\n",
    );
    let pool = database().await;
    export.import(&pool).await.expect("imported");
    let lines: String = sqlx::query_scalar("SELECT lines FROM rent_documents WHERE reference = 'R1'")
        .fetch_one(&pool)
        .await
        .expect("the reçu");
    let lines: Vec<DocumentLine> = serde_json::from_str(&lines).expect("JSON");
    let kinds: Vec<_> = lines.iter().map(|line| (line.kind, line.amount)).collect();
    assert_eq!(kinds, [(LineKind::Payment, Cents(10_000))]);
}

#[tokio::test]
async fn two_quittances_of_a_term_need_the_money_of_both() {
    let documents = format!("{AVIS}{QUITTANCE}Q2;B1;quittance;2026-07;2026-08-13;;\n");
    let lines = format!("{AVIS_LINES}{QUITTANCE_LINES}Q2;loyer;Loyer;380\nQ2;charges;Charges;20\n");
    let paid_once = export(&documents, &lines, "P1;B1;A1;2026-08-08;400;virement\n");
    let error = paid_once.refusal().await;
    for line in [3, 4] {
        assert!(error.contains(&format!("documents.csv, ligne {line}")), "{error}");
    }

    // When the second corrects the first, one payment suffices.
    let documents = format!("{AVIS}{QUITTANCE}Q2;B1;quittance;2026-07;2026-08-13;;Q1\n");
    let corrected = export(&documents, &lines, "P1;B1;A1;2026-08-08;400;virement\n");
    let pool = database().await;
    corrected.import(&pool).await.expect("imported");
    assert_eq!(state(&pool, "Q1").await.3.as_deref(), Some("Q2"));
    assert_eq!(state(&pool, "Q2").await.1, 40_000);
}

#[tokio::test]
async fn a_later_term_paid_first_has_its_quittance_and_the_earlier_has_none() {
    let august = "A2;B1;avis;2026-08;2026-08-31;2026-09-10;\nQ2;B1;quittance;2026-08;2026-09-02;;\n";
    let august_lines = "A2;loyer;Loyer;400\nQ2;loyer;Loyer;400\n";
    let paid = "P2;B1;A2;2026-09-01;400;virement\n";
    let right = export(
        &format!("{AVIS}{august}"),
        &format!("{AVIS_LINES}{august_lines}"),
        paid,
    );
    let pool = database().await;
    right.import(&pool).await.expect("imported");
    assert_eq!(state(&pool, "A1").await.1, 0, "July is still due");
    assert_eq!(state(&pool, "Q2").await.1, 40_000);

    let wrong = export(
        &format!("{AVIS}{QUITTANCE}{august}"),
        &format!("{AVIS_LINES}{QUITTANCE_LINES}{august_lines}"),
        paid,
    );
    let error = wrong.refusal().await;
    assert!(error.contains("documents.csv, ligne 3"), "{error}");
}

#[tokio::test]
async fn a_payment_before_its_term_counts_once_the_term_is_imported() {
    let export = export(
        &format!("{AVIS}{QUITTANCE}"),
        &format!("{AVIS_LINES}{QUITTANCE_LINES}"),
        "P1;B1;A1;2026-06-20;400;virement\n",
    );
    let pool = database().await;
    export.import(&pool).await.expect("imported");
    assert_eq!(state(&pool, "Q1").await.2.as_deref(), Some("2026-06-20"));
}

#[tokio::test]
async fn a_rejected_payment_keeps_the_quittance_until_superseded() {
    let pool = database().await;
    let mut export = export(
        &format!("{AVIS}{QUITTANCE}"),
        &format!("{AVIS_LINES}{QUITTANCE_LINES}"),
        "P1;B1;A1;2026-08-08;400;prélèvement\n",
    );
    export.import(&pool).await.expect("imported");
    let issued = state(&pool, "Q1").await;
    export.paiements += "P2;B1;A1;2026-08-20;-400;rejet de prélèvement\n";
    let error = export.import(&pool).await.expect_err("refused").to_string();
    assert!(error.contains("est remplacée par un nouveau document"), "{error}");
    assert_eq!(state(&pool, "Q1").await, issued, "frozen");

    export.documents += "A2;B1;avis;2026-07;2026-08-25;2026-09-05;Q1\n";
    export.lignes += "A2;loyer;Loyer;380\nA2;charges;Charges;20\n";
    export.import(&pool).await.expect("imported");
    let (_, paid, _, later) = state(&pool, "Q1").await;
    assert_eq!((paid, later.as_deref()), (0, Some("A2")));
}

#[tokio::test]
async fn a_regularisation_is_never_paid_by_the_rent_of_its_month() {
    let export = export(
        &format!("{AVIS}G1;B1;régularisation;2026-07;2026-07-15;2026-08-15;\n"),
        &format!("{AVIS_LINES}G1;régularisation;Charges réelles;80\n"),
        "P1;B1;A1;2026-08-08;480;virement\n",
    );
    let pool = database().await;
    export.import(&pool).await.expect("imported");
    assert_eq!(
        (state(&pool, "A1").await.1, state(&pool, "G1").await.1),
        (48_000, 0)
    );
}

#[tokio::test]
async fn every_changed_fact_of_an_issued_document_is_reported() {
    let pool = database().await;
    let first = export(AVIS, AVIS_LINES, "");
    first.import(&pool).await.expect("imported");
    for (from, to, expected) in [
        ("avis", "régularisation", "le type"),
        ("2026-07;", "2026-08;", "le terme"),
        ("2026-07-31", "2026-07-30", "la date d’émission"),
        ("2026-08-10", "2026-08-11", "la date d’échéance"),
    ] {
        let changed = Export {
            documents: first.documents.replace(from, to),
            ..first.clone()
        };
        let error = changed.import(&pool).await.expect_err("refused").to_string();
        assert!(
            error.contains("ne peut plus changer") && error.contains(expected),
            "{expected}: {error}"
        );
    }
    let changed = Export {
        lignes: first.lignes.replace(";Charges;", ";Provisions;"),
        ..first.clone()
    };
    let error = changed.import(&pool).await.expect_err("refused").to_string();
    assert!(error.contains("les lignes"), "{error}");
}
