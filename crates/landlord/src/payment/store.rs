//! Payments by card.

use contract::{Cents, OnlinePayment, PaymentId, TenantCode, Term};
use jiff::Timestamp;
use sqlx::{Row, sqlite::SqliteRow};

use crate::{
    keys::Hash,
    once::IdempotentRequest,
    refusal::Refusal,
    store::{Reading, Writing, from_wire_name},
};

/// The state of a payment, as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StoredPaymentState {
    Waiting,
    Confirmed,
    Refused,
    Abandoned,
}

impl StoredPaymentState {
    fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
            Self::Abandoned => "abandoned",
        }
    }

    fn read(name: &str) -> Result<Self, Refusal> {
        Ok(match name {
            "waiting" => Self::Waiting,
            "confirmed" => Self::Confirmed,
            "refused" => Self::Refused,
            "abandoned" => Self::Abandoned,
            other => return Err(Refusal::Stored(format!("card payment {other}"))),
        })
    }
}

/// A payment, as stored.
#[derive(Debug, Clone)]
pub(crate) struct CardPayment {
    pub(crate) id: PaymentId,
    pub(crate) lease: String,
    pub(crate) tenant_code: TenantCode,
    pub(crate) amount: Cents,
    pub(crate) state: StoredPaymentState,
    pub(crate) return_state: String,
    /// Name of the provider that it was begun with.
    pub(crate) provider: String,
    pub(crate) reference: Option<String>,
    pub(crate) page: Option<String>,
    pub(crate) begun_at: i64,
}

/// A payment to begin.
pub(crate) struct NewCardPayment<'a> {
    pub(crate) id: &'a PaymentId,
    pub(crate) lease: &'a str,
    pub(crate) tenant_code: &'a TenantCode,
    pub(crate) term: Term,
    pub(crate) amount: Cents,
    pub(crate) return_state: &'a str,
    pub(crate) once: &'a IdempotentRequest,
    pub(crate) provider: &'a str,
    pub(crate) now: i64,
}

impl CardPayment {
    /// The payment as a tenant of its lease sees it. Only the tenant who began it gets the page.
    pub(crate) fn as_seen_by(&self, tenant_code: &TenantCode) -> Result<OnlinePayment, Refusal> {
        let is_theirs = self.tenant_code == *tenant_code;
        let open = self.state == StoredPaymentState::Waiting && is_theirs;
        Ok(OnlinePayment {
            id: self.id.clone(),
            amount: self.amount,
            state: from_wire_name(self.state.name().to_owned())?,
            begun_at: Timestamp::from_second(self.begun_at)
                .map_err(|error| Refusal::Stored(error.to_string()))?,
            page: self.page.clone().filter(|_| open),
        })
    }
}

fn payment_of(row: &SqliteRow) -> Result<CardPayment, Refusal> {
    let tenant_code = TenantCode::parse(row.try_get("tenant_code")?);
    Ok(CardPayment {
        id: PaymentId(row.try_get("id")?),
        lease: row.try_get("lease")?,
        tenant_code: tenant_code.map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        amount: Cents(row.try_get("amount")?),
        state: StoredPaymentState::read(row.try_get("state")?)?,
        return_state: row.try_get("return_state")?,
        provider: row.try_get("provider")?,
        reference: row.try_get("reference")?,
        page: row.try_get("page")?,
        begun_at: row.try_get("begun_at")?,
    })
}

/// The payment that was begun with a key, and the hash of that request's body.
pub(crate) async fn with_key(
    reading: &mut Reading,
    key_hash: &Hash,
) -> Result<Option<(CardPayment, Vec<u8>)>, Refusal> {
    let row = sqlx::query("SELECT * FROM card_payments WHERE key_hash = ?")
        .bind(key_hash.as_slice())
        .fetch_optional(reading.sql())
        .await?;
    row.map(|row| Ok((payment_of(&row)?, row.try_get("body_hash")?)))
        .transpose()
}

/// A payment of the tenant's lease.
pub(crate) async fn find(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    id: &PaymentId,
) -> Result<CardPayment, Refusal> {
    let row = sqlx::query(
        "SELECT card_payments.* FROM card_payments JOIN tenants USING (lease)
         WHERE tenants.tenant_code = ? AND card_payments.id = ?",
    )
    .bind(tenant_code.as_str())
    .bind(&id.0)
    .fetch_optional(reading.sql())
    .await?
    .ok_or(Refusal::NotFound)?;
    payment_of(&row)
}

/// The last payments of the tenant's lease, newest first.
pub(crate) async fn last_of_tenant(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    most: i64,
) -> Result<Vec<CardPayment>, Refusal> {
    sqlx::query(
        "SELECT card_payments.* FROM card_payments JOIN tenants USING (lease)
         WHERE tenants.tenant_code = ? ORDER BY begun_at DESC, id LIMIT ?",
    )
    .bind(tenant_code.as_str())
    .bind(most)
    .fetch_all(reading.sql())
    .await?
    .iter()
    .map(payment_of)
    .collect()
}

/// The payment with a provider's reference.
pub(crate) async fn of_provider(
    reading: &mut Reading,
    provider: &str,
    reference: &str,
) -> Result<Option<CardPayment>, Refusal> {
    let row = sqlx::query("SELECT * FROM card_payments WHERE provider = ? AND reference = ?")
        .bind(provider)
        .bind(reference)
        .fetch_optional(reading.sql())
        .await?;
    row.as_ref().map(payment_of).transpose()
}

/// Stores a new payment; false when one is pending for the same term of the lease (S16).
pub(crate) async fn insert(writing: &mut Writing, new: NewCardPayment<'_>) -> Result<bool, Refusal> {
    let inserted = sqlx::query(
        "INSERT INTO card_payments (id, lease, tenant_code, term, amount, state, return_state, key_hash, body_hash,
             provider, asked_at, begun_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, ?7, ?8, ?9, ?10, ?10)
         ON CONFLICT (lease, term) WHERE state = 'waiting' DO NOTHING",
    )
    .bind(&new.id.0)
    .bind(new.lease)
    .bind(new.tenant_code.as_str())
    .bind(new.term.to_string())
    .bind(new.amount.0)
    .bind(new.return_state)
    .bind(new.once.key_hash.as_slice())
    .bind(new.once.body_hash.as_slice())
    .bind(new.provider)
    .bind(new.now)
    .execute(writing.sql())
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Claims the making of the page; false when the payment has a page, is no longer pending, or was claimed after
/// `lapsed`.
pub(crate) async fn claim(
    writing: &mut Writing,
    id: &PaymentId,
    now: i64,
    lapsed: i64,
) -> Result<bool, Refusal> {
    let claimed = sqlx::query(
        "UPDATE card_payments SET claimed_at = ?2
         WHERE id = ?1 AND page IS NULL AND state = 'waiting' AND coalesce(claimed_at, 0) <= ?3",
    )
    .bind(&id.0)
    .bind(now)
    .bind(lapsed)
    .execute(writing.sql())
    .await?;
    Ok(claimed.rows_affected() == 1)
}

/// Releases the claim to make the page.
pub(crate) async fn unclaim(writing: &mut Writing, id: &PaymentId) -> Result<(), Refusal> {
    sqlx::query("UPDATE card_payments SET claimed_at = NULL WHERE id = ?")
        .bind(&id.0)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Releases every claim when the service starts: the requests that held them ended with the process before.
pub(crate) async fn unclaim_all(writing: &mut Writing) -> Result<(), Refusal> {
    sqlx::query("UPDATE card_payments SET claimed_at = NULL WHERE claimed_at IS NOT NULL")
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Stores the page and releases the claim to make it.
pub(crate) async fn put_page(
    writing: &mut Writing,
    id: &PaymentId,
    reference: &str,
    page: &str,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE card_payments SET reference = ?, page = ?, claimed_at = NULL WHERE id = ?")
        .bind(reference)
        .bind(page)
        .bind(&id.0)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Records that the provider is asked for the outcome now; false when it was asked after `since`.
pub(crate) async fn ask(
    writing: &mut Writing,
    id: &PaymentId,
    now: i64,
    since: i64,
) -> Result<bool, Refusal> {
    let asked = sqlx::query("UPDATE card_payments SET asked_at = ? WHERE id = ? AND asked_at <= ?")
        .bind(now)
        .bind(&id.0)
        .bind(since)
        .execute(writing.sql())
        .await?;
    Ok(asked.rows_affected() == 1)
}

/// Stores the outcome.
pub(crate) async fn settle(
    writing: &mut Writing,
    id: &PaymentId,
    state: StoredPaymentState,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE card_payments SET state = ? WHERE id = ?")
        .bind(state.name())
        .bind(&id.0)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Stores an event; false when it is known already.
pub(crate) async fn take_event(
    writing: &mut Writing,
    provider: &str,
    id: &str,
    now: i64,
) -> Result<bool, Refusal> {
    let taken =
        sqlx::query("INSERT INTO card_events (provider, id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(provider)
            .bind(id)
            .bind(now)
            .execute(writing.sql())
            .await?;
    Ok(taken.rows_affected() == 1)
}

/// A confirmed payment, as reported to the rent system.
pub(crate) struct ReceivedByCard {
    pub(crate) id: String,
    pub(crate) lease: String,
    pub(crate) received_on: String,
    pub(crate) amount: Cents,
}

/// The confirmed payments, sorted by the day of receipt.
pub(crate) async fn received(reading: &mut Reading) -> Result<Vec<ReceivedByCard>, Refusal> {
    sqlx::query(
        "SELECT card_payments.id, card_payments.lease, min(received_on) AS received_on,
                sum(payments.amount) AS amount
         FROM card_payments
         CROSS JOIN payments ON payments.reference >= 'EL-' || card_payments.id
             AND payments.reference < 'EL-' || card_payments.id || char(0x10FFFF)
         WHERE state = 'confirmed' GROUP BY card_payments.id ORDER BY received_on, card_payments.id",
    )
    .fetch_all(reading.sql())
    .await?
    .iter()
    .map(|row| {
        Ok(ReceivedByCard {
            id: row.try_get("id")?,
            lease: row.try_get("lease")?,
            received_on: row.try_get("received_on")?,
            amount: Cents(row.try_get("amount")?),
        })
    })
    .collect()
}
