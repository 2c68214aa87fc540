//! `landlord payments`: reports the payments by card to the rent system.

use contract::Language;
use paper::Words;

use super::store as card_payments;
use crate::{context::Context, refusal::Refusal};

/// The confirmed payments by card, as CSV for the rent system, whose own rows name them in `paiement_en_ligne`.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn csv(service: &Context) -> Result<String, Refusal> {
    let mut csv = "paiement_en_ligne;bail;date;montant;mode\n".to_owned();
    for payment in card_payments::received(&mut service.store.read().await?).await? {
        let amount = Words::without_sentences(Language::Fr).decimal(payment.amount);
        let (id, lease, day) = (payment.id, payment.lease, payment.received_on);
        csv += &format!("EL-{id};{lease};{day};{amount};carte bancaire\n");
    }
    Ok(csv)
}
