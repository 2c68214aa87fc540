//! *Mon compte*: what is owed and what was received.

pub(crate) mod routes;
pub(crate) mod store;

use contract::RentAccount;
use jiff::civil::Date;

use super::document::store as rent_documents;
use crate::{books::account, refusal::Refusal, store::Reading};

/// The account of a lease on a day.
pub(crate) async fn of_lease(
    reading: &mut Reading,
    lease: &str,
    today: Date,
) -> Result<RentAccount, Refusal> {
    let documents = rent_documents::of_lease(reading, lease).await?;
    let payments = store::of_lease(reading, lease).await?;
    Ok(account::on_day(&documents, &payments, today))
}
