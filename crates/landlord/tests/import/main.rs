//! The import of a rent system's exports, as a landlord's IT staff use it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod export;
mod rent_law;

use std::fs;

use contract::{Cents, DocumentLine, IssuingLandlord, LineKind};
use landlord::import::{ImportError, import_directory};
use sqlx::Row;

use crate::export::{Export, database, landlord_named, last_revision, state};

#[tokio::test]
async fn a_paid_term_is_imported_as_in_the_files() {
    let pool = database().await;
    let summary = Export::paid_term().import(&pool).await.expect("imported");
    assert_eq!((summary.tenants.added, summary.leases.added), (2, 1));
    assert_eq!((summary.documents.added, summary.payments.added), (2, 1));

    let agency = sqlx::query("SELECT * FROM agencies")
        .fetch_one(&pool)
        .await
        .expect("one");
    assert_eq!(agency.get::<String, _>("telephone"), "03 53 01 00 01");
    let hours: String = agency.get("opening_hours");
    assert_eq!(hours, r#"["Lundi 9 h – 12 h","Mardi 14 h – 17 h"]"#);
    let document = sqlx::query("SELECT * FROM rent_documents WHERE reference = 'Q1'")
        .fetch_one(&pool)
        .await
        .expect("the quittance");
    assert_eq!(document.get::<String, _>("id").len(), 22, "128 random bits");
    assert_eq!(document.get::<String, _>("kind"), "quittance");
    assert_eq!(document.get::<String, _>("term"), "2026-07");
    assert_eq!(document.get::<i64, _>("amount"), 41_237);
    let tenants: String = document.get("tenants");
    assert_eq!(tenants, r#"["Mme Jeanne DURAND","M. Karim DURAND"]"#);
    let dwelling: String = document.get("dwelling");
    assert_eq!(
        dwelling,
        r#"["12 rue des Exemples","Bât. B, appt 4","62300 Lens"]"#
    );
    let named: IssuingLandlord = serde_json::from_str(document.get("landlord")).expect("JSON");
    assert_eq!(named, landlord_named("Habitat Test"));
    let lines: Vec<DocumentLine> = serde_json::from_str(document.get("lines")).expect("JSON");
    assert_eq!((lines[2].kind, lines[2].amount), (LineKind::Apl, Cents(-3_000)));
    for reference in ["A1", "Q1"] {
        let (_, paid, paid_on, _) = state(&pool, reference).await;
        assert_eq!(
            (paid, paid_on.as_deref()),
            (41_237, Some("2026-08-08")),
            "{reference}"
        );
    }
    let mobiles: Vec<Option<String>> = sqlx::query_scalar("SELECT mobile FROM tenants ORDER BY tenant_code")
        .fetch_all(&pool)
        .await
        .expect("tenants");
    assert_eq!(mobiles, [Some("+33639980061".to_owned()), None]);
}

#[tokio::test]
async fn the_same_files_twice_change_nothing() {
    let pool = database().await;
    let export = Export::paid_term();
    let first = export.import(&pool).await.expect("imported");
    assert!(!first.changed_nothing());
    let revision = last_revision(&pool).await;
    let second = export.import(&pool).await.expect("imported");
    assert!(second.changed_nothing(), "{second}");
    assert_eq!((second.documents.unchanged, second.payments.unchanged), (2, 1));
    assert_eq!(last_revision(&pool).await, revision, "no revision grows");
}

#[tokio::test]
async fn a_later_payment_gives_its_document_a_new_revision() {
    let pool = database().await;
    let mut export = Export::paid_term();
    export.documents = export.documents.split("Q1").next().expect("an avis").to_owned();
    export.lignes = export.lignes.split("Q1").next().expect("an avis").to_owned();
    let paiements = export.paiements.clone();
    export.paiements = "reference;bail;document;date;montant;mode\n".to_owned();
    export.import(&pool).await.expect("imported");
    assert_eq!(state(&pool, "A1").await, (1, 0, None, None));

    let day = Some("2026-08-08".to_owned());
    export.paiements = paiements.replace("412,37", "100");
    let summary = export.import(&pool).await.expect("imported");
    assert_eq!((summary.documents.changed, summary.payments.added), (1, 1));
    assert_eq!(state(&pool, "A1").await, (2, 10_000, day.clone(), None));

    export.paiements = paiements;
    let summary = export.import(&pool).await.expect("imported");
    assert_eq!((summary.documents.changed, summary.payments.changed), (1, 1));
    // The first payment took a revision too, since it changed the rent account.
    assert_eq!(state(&pool, "A1").await, (4, 41_237, day, None));
}

#[tokio::test]
async fn an_export_of_one_month_keeps_the_others_and_may_pay_them() {
    let pool = database().await;
    let mut export = Export::paid_term();
    export.import(&pool).await.expect("imported");
    export.documents = "reference;bail;type;terme;date_emission\nA2;B1;avis;2026-08;2026-08-31\n".to_owned();
    export.lignes = "document;nature;libelle;montant\nA2;loyer;Loyer;380\n".to_owned();
    export.paiements = "reference;bail;document;date;montant;mode\nP2;B1;A1;2026-09-01;5;chèque\n".to_owned();
    for file in [&mut export.agences, &mut export.logements, &mut export.locataires] {
        *file = file.lines().next().expect("a header").to_owned();
    }
    let summary = export.import(&pool).await.expect("imported");
    assert_eq!((summary.documents.added, summary.documents.changed), (1, 1));
    assert_eq!(state(&pool, "A1").await.1, 41_737);
    assert_eq!(state(&pool, "Q1").await.1, 41_237);
    let tenants: String = sqlx::query_scalar("SELECT tenants FROM rent_documents WHERE reference = 'A2'")
        .fetch_one(&pool)
        .await
        .expect("the new avis");
    assert!(tenants.contains("Jeanne DURAND"), "{tenants}");
}

#[tokio::test]
async fn a_correction_supersedes_the_document_and_gives_it_a_new_revision() {
    let pool = database().await;
    let mut export = Export::paid_term();
    export.import(&pool).await.expect("imported");
    let before = last_revision(&pool).await;
    export.documents += "A1-BIS;B1;avis;2026-07;2026-08-20;2026-09-01;;A1\n";
    export.lignes += "A1-BIS;loyer;Loyer corrigé;400\n";
    let summary = export.import(&pool).await.expect("imported");
    assert_eq!((summary.documents.added, summary.documents.changed), (1, 1));
    let (revision, _, _, later) = state(&pool, "A1").await;
    assert!(revision > before);
    assert_eq!(later.as_deref(), Some("A1-BIS"));
    assert_eq!(
        state(&pool, "A1-BIS").await.1,
        41_237,
        "it inherits what was received"
    );
    assert!(export.import(&pool).await.expect("imported").changed_nothing());
}

#[tokio::test]
async fn an_issued_document_that_changed_is_refused_with_the_remedy() {
    let pool = database().await;
    let mut export = Export::paid_term();
    export.import(&pool).await.expect("imported");
    let revision = last_revision(&pool).await;
    export.lignes = export
        .lignes
        .replace("Q1;loyer;Loyer;380,00", "Q1;loyer;Loyer;379,00");
    export.paiements = export.paiements.replace("412,37", "500");
    let error = export.import(&pool).await.expect_err("refused").to_string();
    assert!(error.contains("documents.csv, ligne 3"), "{error}");
    assert!(
        error.contains("les lignes") && error.contains("remplace"),
        "{error}"
    );
    assert_eq!(last_revision(&pool).await, revision);
    assert_eq!(
        state(&pool, "A1").await.1,
        41_237,
        "the payment was not written either"
    );
}

#[tokio::test]
async fn a_quittance_without_its_money_is_refused() {
    let mut export = Export::paid_term();
    export.paiements = export.paiements.replace("412,37", "412,36");
    let error = export.refusal().await;
    assert!(error.contains("documents.csv, ligne 3"), "{error}");
    assert!(
        error.contains("une quittance atteste") && error.contains("412,36"),
        "{error}"
    );
}

#[tokio::test]
async fn a_payment_sent_back_is_refused_until_the_quittance_is_superseded() {
    let pool = database().await;
    let mut export = Export::paid_term();
    export.import(&pool).await.expect("imported");
    export.paiements += "P2;B1;A1;20/08/2026;-412,37;rejet de prélèvement\n";
    let error = export.import(&pool).await.expect_err("refused").to_string();
    assert!(error.contains("une quittance atteste"), "{error}");

    export.documents += "A2;B1;avis;2026-07;2026-08-25;2026-09-05;;Q1\n";
    export.lignes += "A2;loyer;Loyer;412,37\n";
    export.import(&pool).await.expect("imported");
    assert_eq!(state(&pool, "Q1").await.1, 0);
}

#[tokio::test]
async fn a_document_issued_by_mistake_is_withdrawn_for_good() {
    let pool = database().await;
    let mut export = Export::paid_term();
    let issued = export.documents.clone();
    export.import(&pool).await.expect("imported");
    let before = state(&pool, "Q1").await.0;
    export.withdraw("Q1", "2026-10-01");
    // The payment behind it was sent back. The import accepts that, as no document in force attests the payment.
    export.paiements += "P2;B1;A1;20/08/2026;-412,37;rejet de prélèvement\n";
    export.import(&pool).await.expect("imported");
    let withdrawn_on = async || -> Option<String> {
        sqlx::query_scalar("SELECT withdrawn_on FROM rent_documents WHERE reference = 'Q1'")
            .fetch_one(&pool)
            .await
            .expect("the document")
    };
    assert_eq!(withdrawn_on().await.as_deref(), Some("2026-10-01"));
    assert!(state(&pool, "Q1").await.0 > before, "whoever keeps it is told");

    let revision = last_revision(&pool).await;
    export.documents = issued;
    export
        .import(&pool)
        .await
        .expect("an export that does not say it");
    assert_eq!(withdrawn_on().await.as_deref(), Some("2026-10-01"), "for good");
    assert_eq!(last_revision(&pool).await, revision);

    export.withdraw("Q1", "2020-01-01");
    let error = export.import(&pool).await.expect_err("refused").to_string();
    assert!(
        error.contains("annule_le") && error.contains("avant d’être émis"),
        "{error}"
    );
}

#[tokio::test]
async fn a_recu_holds_payments_only_and_never_the_whole_term() {
    let mut export = Export::paid_term();
    export.documents = export.documents.replace("QUITTANCE", "Reçu");
    let error = export.refusal().await;
    assert!(
        error.contains("lignes.csv, ligne 5, colonne « nature »"),
        "{error}"
    );

    let header = "document;nature;libelle;montant\nA1;loyer;Loyer;412,37\n";
    export.lignes = format!("{header}Q1;paiement;Paiement du 8 août;-100\n");
    assert!(export.refusal().await.contains("un montant positif"));
    export.lignes = format!("{header}Q1;paiement;Paiement du 8 août;412,37\n");
    assert!(export.refusal().await.contains("c’est une quittance"));

    export.lignes = format!("{header}Q1;paiement;Paiement du 8 août;100\n");
    export.paiements = export.paiements.replace("412,37", "100");
    let pool = database().await;
    export.import(&pool).await.expect("imported");
    assert_eq!(state(&pool, "A1").await.1, 10_000);
    assert_eq!(state(&pool, "Q1").await.1, 10_000);
}

#[tokio::test]
async fn every_error_of_every_file_is_reported_at_once_with_its_place() {
    let mut export = Export::paid_term();
    export.agences = export.agences.replace("lens@exemple.fr", "lens");
    export.logements += "L2;T2;1 rue X;;62300;Lens;ARRAS\n\"L3\";T2;\"1\nrue X\";;6230;Lens;LENS\n";
    export.locataires += "20451873096124;B2;31/06/2020;L9;;Test;;03 21 00 00 00\n\
                          204518730961245;B1;01/03/2015;L1;;Durand;;\n";
    export.documents += "A1;B1;avis;2026-07;2026-07-31;;;\n\
                         X1;B9;facture;2026-13;2026-07-31;;;\n\
                         X2;B9;avis;2026-07;2026-07-31;;1,00;X7\n";
    export.lignes += "A9;loyer;Loyer;1\nX2;loyer;;douze\n";
    export.paiements += "P2;B1;A7;2026-08-08;1;chèque\nP3;B1;;2026-08-08;1;\n";
    let error = export.refusal().await;
    let places = [
        "agences.csv, ligne 2, colonne « email » :",
        "logements.csv, ligne 3, colonne « agence » : « ARRAS » n’est pas une agence",
        "logements.csv, ligne 4, colonne « code_postal » : « 6230 » lu",
        "locataires.csv, ligne 4, colonne « code_locataire » : un code de 15 chiffres",
        "locataires.csv, ligne 4, colonne « date_debut_bail » : « 31/06/2020 » lu",
        "locataires.csv, ligne 4, colonne « portable » : un numéro de portable",
        "locataires.csv, ligne 5, colonne « code_locataire » : la même valeur est déjà à la ligne 2",
        "documents.csv, ligne 4, colonne « reference » : la même valeur",
        "documents.csv, ligne 5, colonne « type » : « facture » lu",
        "documents.csv, ligne 5, colonne « terme » : « 2026-13 » lu",
        "documents.csv, ligne 6, colonne « bail » : « B9 » n’est pas un bail",
        "documents.csv, ligne 6, colonne « remplace » : « X7 »",
        "lignes.csv, ligne 8, colonne « document » : « A9 »",
        "lignes.csv, ligne 9, colonne « libelle » : la cellule est vide",
        "lignes.csv, ligne 9, colonne « montant » : « douze » lu",
        "paiements.csv, ligne 3, colonne « document » : « A7 »",
        "paiements.csv, ligne 4, colonne « mode » : la cellule est vide",
    ];
    for place in places {
        assert!(error.contains(place), "{place}\nis reported in\n{error}");
    }
    assert!(
        error.contains(&format!("({} erreurs à corriger)", places.len())),
        "no more:\n{error}"
    );
    assert!(!error.contains("03 21"), "a telephone number is not repeated");
    assert!(!error.contains("20451873096124"), "nor is a tenant code");
}

#[tokio::test]
async fn a_missing_file_or_column_is_reported_once() {
    let directory = tempfile::tempdir().expect("a directory");
    let export = Export::paid_term();
    export.write(directory.path());
    fs::remove_file(directory.path().join("logements.csv")).expect("removed");
    let lignes = export.lignes.replace("montant", "euros");
    fs::write(directory.path().join("lignes.csv"), lignes).expect("written");
    let pool = database().await;
    let error = import_directory(&pool, &landlord_named("X"), directory.path())
        .await
        .expect_err("refused");
    let ImportError::Refused { problems } = &error else {
        panic!("{error}");
    };
    let places: Vec<_> = problems
        .listed()
        .iter()
        .map(|problem| (problem.file, problem.line, problem.column))
        .collect();
    assert_eq!(
        places,
        [
            ("lignes.csv", Some(1), Some("montant")),
            ("logements.csv", None, None)
        ],
        "{error}"
    );
}

#[tokio::test]
async fn errors_of_a_wrong_column_are_capped_and_the_rest_counted() {
    let mut export = Export::paid_term();
    export.paiements += &"P;B1;;hier;1;chèque\n".repeat(1_000);
    let error = export.refusal().await;
    assert!(error.contains("1000 erreurs") && error.ends_with("… et 800 autres"));
}

#[tokio::test]
async fn the_amount_of_a_document_is_the_sum_of_its_lines() {
    let mut export = Export::paid_term();
    export.lignes = export.lignes.replace("A1;apl;APL;-30\n", "");
    let error = export.refusal().await;
    let place = "documents.csv, ligne 2, colonne « montant » : 412,37 € annoncés";
    assert!(error.contains(place) && error.contains("442,37 €"), "{error}");
}

#[tokio::test]
async fn corrections_stay_within_a_lease_without_cycles_or_forks() {
    let mut export = Export::paid_term();
    export.locataires += "300000000000001;B2;01/03/2015;L1;;Petit;Ana;\n";
    export.documents += "C1;B1;avis;2026-06;2026-06-30;;;C2\nC2;B1;avis;2026-06;2026-06-30;;;C1\n\
                         D1;B2;avis;2026-06;2026-06-30;;;A1\nE1;B1;avis;2026-07;2026-07-31;;;A1\n";
    for document in ["C1", "C2", "D1", "E1"] {
        export.lignes += &format!("{document};loyer;Loyer;1\n");
    }
    let error = export.refusal().await;
    for problem in [
        "ligne 4, colonne « remplace » : ce document se remplace lui-même",
        "ligne 5, colonne « remplace » : ce document se remplace lui-même",
        "ligne 6, colonne « remplace » : le document « A1 » est d’un autre bail",
        "ligne 7, colonne « remplace » : le document « A1 » est déjà remplacé par « D1 »",
    ] {
        assert!(error.contains(problem), "{problem}\nis reported in\n{error}");
    }
}

#[tokio::test]
async fn ten_thousand_documents_are_imported_within_seconds() {
    let mut export = Export::paid_term();
    for household in 0..100 {
        let lease = format!("H{household}");
        export.locataires += &format!("4{household:014};{lease};01/01/1990;L1;Mme;Test;Ana;\n");
        for month in 0..100 {
            let (year, month) = (2010 + month / 12, month % 12 + 1);
            let reference = format!("{lease}-{year}-{month}");
            export.documents +=
                &format!("{reference};{lease};avis;{year}-{month:02};{year}-{month:02}-28;;;\n");
            export.lignes += &format!("{reference};loyer;Loyer;300\n{reference};charges;Charges;50\n");
            export.paiements += &format!("{reference};{lease};{reference};28/{month}/{year};350;virement\n");
        }
    }
    let pool = database().await;
    let started = std::time::Instant::now();
    let summary = export.import(&pool).await.expect("imported");
    let first = started.elapsed();
    assert_eq!(summary.documents.added, 10_002);
    assert!(
        export
            .import(&pool)
            .await
            .expect("imported again")
            .changed_nothing()
    );
    println!(
        "first {first:?}, second {:?}",
        started.elapsed().saturating_sub(first)
    );
    assert!(first.as_secs() < 30, "{first:?}");
}
