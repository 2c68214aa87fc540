//! *Mon compte* and *Mon logement*: the rent account, the dwelling and the landlord's news.

use std::fs;

use axum::http::StatusCode;
use landlord::{config::Config, import::import_directory};
use serde_json::{Value, json};

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord};

/// Appends lines to export files and imports them again.
async fn import_with(landlord: &Landlord, lines: &[(&str, &str)]) {
    let exports = landlord.data().parent().expect("a folder").join("exports");
    for (file, line) in lines {
        let path = exports.join(file);
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, format!("{text}{line}\n")).expect("written");
    }
    let issuing = Config::demonstration(landlord.data()).issuing_landlord();
    let imported = import_directory(landlord.service.pool(), &issuing, &exports).await;
    imported.expect("imported");
}

async fn mark(landlord: &Landlord, token: &str) -> Value {
    landlord.get("/v1/changes", Some(token)).await.json()["marks"]["rentAccount"].clone()
}

#[tokio::test]
async fn an_account_shows_what_is_left_of_each_document_and_what_was_paid() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let account = landlord.get("/v1/rent-account", Some(&durand)).await.json();
    assert_eq!((&account["balance"], &account["open"]), (&json!(0), &json!([])));
    let entries = account["entries"].as_array().expect("entries");
    assert_eq!(
        entries.len(),
        2,
        "the avis and its payment, not the quittance: {entries:?}"
    );
    assert_eq!(entries[1]["kind"], "payment");
    assert_eq!(
        (&entries[1]["amount"], &entries[1]["balance"]),
        (&json!(-30_400), &json!(0))
    );

    let account = landlord.get("/v1/rent-account", Some(&lefebvre)).await.json();
    assert_eq!(account["balance"], 38_000);
    assert_eq!(account["open"][0]["left"], 38_000);
    assert_eq!(account["open"][0]["dueOn"], "2026-07-05");
}

#[tokio::test]
async fn the_mark_of_an_account_changes_only_when_the_account_does() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let before = (mark(&landlord, &durand).await, mark(&landlord, &lefebvre).await);
    import_with(&landlord, &[]).await;
    assert_eq!(mark(&landlord, &lefebvre).await, before.1, "nothing changed");
    // A payment that names no document changes none.
    import_with(&landlord, &[("paiements.csv", "P2;B2;;09/07/2026;100,00;chèque")]).await;
    assert_ne!(mark(&landlord, &lefebvre).await, before.1);
    assert_eq!(mark(&landlord, &durand).await, before.0, "another lease");
    let account = landlord.get("/v1/rent-account", Some(&lefebvre)).await.json();
    assert_eq!(
        (&account["balance"], &account["open"][0]["left"]),
        (&json!(28_000), &json!(28_000))
    );
}

#[tokio::test]
async fn a_tenancy_names_the_signed_in_tenant_among_those_of_the_lease() {
    let mut landlord = Landlord::open().await;
    import_with(
        &landlord,
        &[(
            "locataires.csv",
            "204518730961200;B2;01/03/2020;L2;Mme;LEFEBVRE;Claire;;",
        )],
    )
    .await;
    let paul = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let tenancy = landlord.get("/v1/tenancy", Some(&paul)).await.json();
    assert_eq!(
        tenancy["tenants"],
        json!(["Mme Claire LEFEBVRE", "M. Paul LEFEBVRE"])
    );
    assert_eq!(tenancy["holder"], "M. Paul LEFEBVRE");
}

#[tokio::test]
async fn a_dwelling_shows_its_export_and_current_news() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let tenancy = landlord.get("/v1/tenancy", Some(&durand)).await.json();
    assert_eq!(tenancy["details"]["kind"], "T3");
    assert_eq!(
        (&tenancy["details"]["surface"], &tenancy["news"]),
        (&Value::Null, &json!([]))
    );
    assert_eq!(tenancy["lease"]["startsOn"], "2020-03-01");

    let exports = landlord.data().parent().expect("a folder").join("exports");
    fs::write(
        exports.join("logements.csv"),
        "logement;type;adresse;code_postal;ville;agence;surface;etage;dpe;urgences\n\
         L1;T3;12 rue des Lilas;62300;Lens;A1;64,5;2e étage;d;Ascenseur : 03 53 01 00 91|Eau : 03 53 01 00 92\n",
    )
    .expect("written");
    fs::write(
        exports.join("actualites.csv"),
        "reference;titre;texte;debut;fin;agence;logements\n\
         N1;Eau;Coupure.|Le matin.;01/01/2020;31/12/2099;A1;\nN2;Passé;Fini.;01/01/2020;02/01/2020;;\n\
         N3;Ailleurs;Pas ici.;01/01/2020;31/12/2099;;L2\nN4;Ici;Chez vous.;01/01/2021;31/12/2099;;L1\n",
    )
    .expect("written");
    import_with(&landlord, &[]).await;
    let tenancy = landlord.get("/v1/tenancy", Some(&durand)).await.json();
    let details = &tenancy["details"];
    assert_eq!(
        (&details["surface"], &details["energyClass"]),
        (&json!(6_450), &json!("D"))
    );
    assert_eq!(
        details["emergencies"][0],
        json!({ "what": "Ascenseur", "telephone": "03 53 01 00 91" })
    );
    let titles: Vec<&Value> = tenancy["news"]
        .as_array()
        .expect("news")
        .iter()
        .map(|news| &news["title"])
        .collect();
    assert_eq!(titles, ["Ici", "Eau"], "the latest first");
    assert_eq!(tenancy["news"][1]["text"], json!(["Coupure.", "Le matin."]));
}

#[tokio::test]
async fn an_unreadable_cell_of_a_home_or_of_news_is_reported_with_its_place() {
    let landlord = Landlord::open().await;
    let exports = landlord.data().parent().expect("a folder").join("exports");
    fs::write(
        exports.join("logements.csv"),
        "logement;type;adresse;code_postal;ville;agence;surface;dpe;urgences\n\
         L1;T3;12 rue des Lilas;62300;Lens;A1;grand;H;Ascenseur\n",
    )
    .expect("written");
    fs::write(
        exports.join("actualites.csv"),
        "reference;titre;texte;debut;fin;agence;logements\nN1;Eau;;02/01/2020;01/01/2020;A9;L9\n",
    )
    .expect("written");
    let issuing = Config::demonstration(landlord.data()).issuing_landlord();
    let refused = import_directory(landlord.service.pool(), &issuing, &exports).await;
    let reported = refused.expect_err("refused").to_string();
    for part in [
        "logements.csv, ligne 2, colonne «\u{a0}surface\u{a0}»",
        "logements.csv, ligne 2, colonne «\u{a0}dpe\u{a0}»",
        "logements.csv, ligne 2, colonne «\u{a0}urgences\u{a0}»",
        "actualites.csv, ligne 2, colonne «\u{a0}texte\u{a0}»",
    ] {
        assert!(reported.contains(part), "{part} is not in {reported}");
    }
}

#[tokio::test]
async fn the_profile_lists_the_means_of_payment() {
    let landlord = Landlord::open().await;
    let answer = landlord.get("/v1/landlord", None).await;
    assert_eq!(answer.status, StatusCode::OK);
    let means = &answer.json()["paymentMeans"];
    assert!(
        means["transfer"]["iban"]
            .as_str()
            .is_some_and(|iban| iban.starts_with("FR76")),
        "{means}"
    );
    assert_eq!(means["others"].as_array().map(Vec::len), Some(3));
}
