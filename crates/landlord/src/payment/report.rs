//! `landlord payments`: what the rent system is told of payments by card.

use contract::Language;
use paper::Words;

use super::store as card_payments;
use crate::{context::Context, refusal::Refusal};

/// The payments by card whose money is here, as CSV for the rent system: its own rows name them in
/// `paiement_en_ligne`.
///
/// # Errors
/// The database's failures.
pub(crate) async fn csv(service: &Context) -> Result<String, Refusal> {
    let mut csv = "paiement_en_ligne;bail;date;montant;mode\n".to_owned();
    for payment in card_payments::received(&mut service.store.read().await?).await? {
        let amount = Words::without_sentences(Language::Fr).decimal(payment.amount);
        let (id, lease, day) = (payment.id, payment.lease, payment.received_on);
        csv += &format!("EL-{id};{lease};{day};{amount};carte bancaire\n");
    }
    Ok(csv)
}
