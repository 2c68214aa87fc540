//! What a card payment is receipted with, at once, and what the rent system sends later for the same money.

use axum::http::StatusCode;
use serde_json::Value;

use super::{choose, documents};
use crate::{
    payments::{KEY, OTHER_KEY, OWED, balance, begin, read, state},
    service::{LEFEBVRE, LEFEBVRE_MOBILE, Landlord},
};

#[tokio::test]
async fn a_term_paid_in_full_has_its_quittance_at_once() {
    let mut landlord = Landlord::open().await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let payment = begin(&landlord, &lefebvre, KEY, OWED).await.json();
    let back = choose(&landlord, &payment, "accept").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let place = back.headers["location"].to_str().expect("an address");
    let path = &place[place.find("/paiement/retour/").expect("the way back")..];
    let page = landlord.get(path, None).await;
    let link = format!("espace-locataire://paiement/{}", state("a"));
    assert!(String::from_utf8_lossy(&page.bytes).contains(&link));

    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
    assert_eq!(balance(&landlord, &lefebvre).await, 0);
    assert!(
        documents(&landlord, &lefebvre)
            .await
            .contains(&("quittance".to_owned(), OWED))
    );
    choose_again_changes_nothing(&landlord, &lefebvre, &payment).await;
    let more = begin(&landlord, &lefebvre, OTHER_KEY, 100).await;
    assert_eq!(more.problem(), "amount-not-owed", "the rent is paid");
}

async fn choose_again_changes_nothing(landlord: &Landlord, token: &str, payment: &Value) {
    let before = documents(landlord, token).await;
    for choice in ["accept", "refuse", "give-up"] {
        choose(landlord, payment, choice).await;
    }
    assert_eq!(balance(landlord, token).await, 0);
    assert_eq!(documents(landlord, token).await, before);
    assert_eq!(read(landlord, token, payment).await["state"], "confirmed");
}

#[tokio::test]
async fn a_part_payment_has_a_recu_and_the_rest_the_quittance() {
    let mut landlord = Landlord::open().await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let part = begin(&landlord, &lefebvre, KEY, 10_000).await.json();
    choose(&landlord, &part, "accept").await;
    assert_eq!(balance(&landlord, &lefebvre).await, OWED - 10_000);
    let after_part = documents(&landlord, &lefebvre).await;
    assert!(
        after_part.contains(&("recu".to_owned(), 10_000)),
        "{after_part:?}"
    );
    assert!(after_part.iter().all(|(kind, _)| kind != "quittance"));

    let rest = begin(&landlord, &lefebvre, OTHER_KEY, OWED - 10_000).await.json();
    choose(&landlord, &rest, "accept").await;
    assert_eq!(balance(&landlord, &lefebvre).await, 0);
    assert!(
        documents(&landlord, &lefebvre)
            .await
            .contains(&("quittance".to_owned(), OWED))
    );
}

#[tokio::test]
async fn the_rent_systems_payment_and_quittance_replace_ours() {
    let mut landlord = Landlord::open().await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let payment = begin(&landlord, &lefebvre, KEY, OWED).await.json();
    choose(&landlord, &payment, "accept").await;
    let listed = landlord.service.card_payments_csv().await.expect("listed");
    let name = listed
        .lines()
        .nth(1)
        .and_then(|line| line.split(';').next())
        .expect("a payment");
    assert!(listed.contains(";380,00;carte bancaire"), "{listed}");

    let exports = landlord.data().parent().expect("a folder").join("exports");
    let add = |file: &str, lines: &str| {
        let path = exports.join(file);
        let text = std::fs::read_to_string(&path).expect("read");
        std::fs::write(&path, format!("{text}{lines}")).expect("written");
    };
    add("documents.csv", "Q9;B2;quittance;06/2026;10/07/2026;\n");
    add("lignes.csv", "Q9;loyer;Loyer;380,00\n");
    let payments = format!(
        "reference;bail;document;date;montant;mode;paiement_en_ligne\n\
         P1;B1;D1;07/07/2026;304,00;virement;\nP9;B2;D3;09/07/2026;380,00;carte;{name}\n"
    );
    std::fs::write(exports.join("paiements.csv"), payments).expect("written");
    let issuing = landlord::config::Config::demonstration(landlord.data()).issuing_landlord();
    for _ in 0..2 {
        let imported = landlord::import::import_directory(landlord.service.pool(), &issuing, &exports).await;
        imported.expect("imported");
        assert_eq!(balance(&landlord, &lefebvre).await, 0, "the money counts once");
        let list = landlord.get("/v1/rent-documents", Some(&lefebvre)).await.json();
        let in_force: Vec<&Value> = list["documents"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|document| document["kind"] == "quittance" && document["supersededBy"].is_null())
            .collect();
        assert_eq!(in_force.len(), 1, "{in_force:?}");
        assert_eq!(in_force[0]["issuedOn"], "2026-07-10");
    }
}
