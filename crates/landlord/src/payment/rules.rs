//! Payment by card (S16): one key makes one payment, at most one payment is pending for a term of a lease, and the
//! money counts once however often it is reported.

use contract::{Cents, MIN_CARD_PAYMENT, OnlinePayment, PaymentId, PaymentOpening, TenantCode, Term};

use super::{
    Payments,
    provider::{CardError, CardEvent, CardOutcome, CardProvider, PageWanted},
    store::{self as card_payments, CardPayment, NewCardPayment, StoredPaymentState},
};
use crate::{
    books::settling::{PaidPart, Settlement, settle},
    context::Context,
    figures::{PROVIDER_ASKED_EVERY_SECONDS, PROVIDER_SECONDS},
    once::{IdempotentRequest, make_id},
    operations::{event::Event, traces::Who},
    refusal::Refusal,
    rent::tenant::store as tenants,
    rent::{
        account as rent_account,
        bookkeeping::{self, LeaseParties},
    },
    store::Writing,
};

/// Seconds after which a claim to make a page lapses. The provider is waited for at most half of that, so the
/// request that held the claim has failed.
const CLAIM_SECONDS: i64 = 2 * PROVIDER_SECONDS as i64;
/// Maximum number of payments in a list.
pub(crate) const MAX_LISTED: i64 = 20;
/// The method of payment, as receipts say it.
const METHOD: &str = "carte bancaire";

/// Begins a payment, or returns the one that was begun with the same key.
pub(crate) async fn begin(
    service: &Payments<'_>,
    tenant_code: &TenantCode,
    key: &str,
    opening: &PaymentOpening,
) -> Result<OnlinePayment, Refusal> {
    let present = service.cards.present().ok_or(Refusal::NotFound)?;
    let now = service.clock.seconds();
    let body = format!("{} {}", opening.amount.0, opening.return_state.expose());
    let once = IdempotentRequest::new(&service.key, "idempotency", tenant_code, (key, body.as_bytes()));
    let earlier = card_payments::with_key(&mut service.store.read().await?, &once.key_hash).await?;
    let begun = match once.answer(earlier)? {
        Some(begun) => begun,
        None => {
            let mut writing = service.store.write().await?;
            let begun = open(service, &mut writing, tenant_code, &once, opening, present.name()).await?;
            writing.commit().await?;
            begun
        }
    };
    if begun.page.is_some() || begun.state != StoredPaymentState::Waiting {
        return begun.as_seen_by(tenant_code);
    }
    let mut writing = service.store.write().await?;
    if !card_payments::claim(&mut writing, &begun.id, now, now - CLAIM_SECONDS).await? {
        return Err(Refusal::PaymentInFlight { retry_after: 1 });
    }
    writing.commit().await?;
    // Not the present provider: after a change of provider, the one it was begun with may have made the page
    // already.
    let cards = service.cards.named(&begun.provider).ok_or(Refusal::NotFound)?;
    make_page(service, cards, begun, tenant_code).await
}

/// Stores the payment before a provider is asked for its page.
async fn open(
    service: &Payments<'_>,
    connection: &mut Writing,
    tenant_code: &TenantCode,
    once: &IdempotentRequest,
    opening: &PaymentOpening,
    provider: &str,
) -> Result<CardPayment, Refusal> {
    // Another request with the same key may have come first.
    let earlier = card_payments::with_key(connection, &once.key_hash).await?;
    if let Some(begun) = once.answer(earlier)? {
        return Ok(begun);
    }
    let lease = tenants::lease(connection, tenant_code).await?;
    let account = rent_account::of_lease(connection, &lease, service.clock.today()).await?;
    let owed: Cents = account.open.iter().map(|charge| charge.left).sum();
    let term = account.open.first().map(|charge| charge.term);
    let term: Term = term
        .filter(|_| (MIN_CARD_PAYMENT..=owed).contains(&opening.amount))
        .ok_or(Refusal::AmountNotOwed)?;
    let id = PaymentId(make_id()?);
    let now = service.clock.seconds();
    let inserted = card_payments::insert(
        connection,
        NewCardPayment {
            id: &id,
            lease: &lease,
            tenant_code,
            term,
            amount: opening.amount,
            return_state: opening.return_state.expose(),
            once,
            provider,
            now,
        },
    );
    if !inserted.await? {
        return Err(Refusal::PaymentWaiting);
    }
    card_payments::find(connection, tenant_code, &id).await
}

async fn make_page(
    service: &Payments<'_>,
    cards: &dyn CardProvider,
    begun: CardPayment,
    tenant_code: &TenantCode,
) -> Result<OnlinePayment, Refusal> {
    let service_address = service.address.clone();
    let wanted = PageWanted {
        payment: begun.id.clone(),
        amount: begun.amount,
        what: format!("Loyer, {}", service.landlord.name),
        back: format!("{service_address}/paiement/retour/{}", begun.return_state),
        service: service_address,
    };
    let made = cards.open(wanted).await;
    let mut writing = service.store.write().await?;
    let answer = match made {
        Ok(page) => {
            card_payments::put_page(&mut writing, &begun.id, &page.reference, page.address.as_str()).await?;
            card_payments::find(&mut writing, tenant_code, &begun.id)
                .await?
                .as_seen_by(tenant_code)
        }
        // No page was shown, so nothing can be paid any more.
        Err(error @ CardError::Refused(_)) => {
            card_payments::settle(&mut writing, &begun.id, StoredPaymentState::Abandoned).await?;
            Err(error.into())
        }
        // The next request with the same key tries again.
        Err(error @ CardError::Unreachable(_)) => {
            card_payments::unclaim(&mut writing, &begun.id).await?;
            Err(error.into())
        }
    };
    writing.commit().await?;
    answer
}

/// The last `most` payments of the tenant's lease.
pub(crate) async fn list(
    service: &Context,
    tenant_code: &TenantCode,
    most: i64,
) -> Result<Vec<OnlinePayment>, Refusal> {
    let payments = card_payments::last_of_tenant(&mut service.store.read().await?, tenant_code, most).await?;
    payments
        .iter()
        .map(|payment| payment.as_seen_by(tenant_code))
        .collect()
}

/// The state of a payment. While it is pending, the provider is asked for the outcome, because events may be lost.
pub(crate) async fn read(
    service: &Payments<'_>,
    tenant_code: &TenantCode,
    id: &PaymentId,
) -> Result<OnlinePayment, Refusal> {
    let payment = card_payments::find(&mut service.store.read().await?, tenant_code, id).await?;
    if payment.state != StoredPaymentState::Waiting {
        return payment.as_seen_by(tenant_code);
    }
    let now = service.clock.seconds();
    let mut writing = service.store.write().await?;
    let may_ask = card_payments::ask(&mut writing, id, now, now - PROVIDER_ASKED_EVERY_SECONDS).await?;
    writing.commit().await?;
    if let Some(reference) = payment.reference.as_deref().filter(|_| may_ask) {
        let outcome = match provider(service, &payment) {
            Ok(provider) => provider.outcome(reference).await,
            Err(error) => Err(error),
        };
        match outcome {
            Ok(outcome) => take_in(service, (&payment.provider, reference), None, outcome).await?,
            Err(error) => {
                service.trace(error.event(), Who::Tenant(tenant_code));
                tracing::warn!(%error, "what came of a payment could not be asked");
            }
        }
    }
    card_payments::find(&mut service.store.read().await?, tenant_code, id)
        .await?
        .as_seen_by(tenant_code)
}

/// Cancels a payment, unless it was paid meanwhile.
pub(crate) async fn give_up(
    service: &Payments<'_>,
    tenant_code: &TenantCode,
    id: &PaymentId,
) -> Result<OnlinePayment, Refusal> {
    let payment = card_payments::find(&mut service.store.read().await?, tenant_code, id).await?;
    if payment.state == StoredPaymentState::Waiting {
        match payment.reference.as_deref() {
            Some(reference) => {
                let outcome = provider(service, &payment)?.close(reference).await?;
                take_in(service, (&payment.provider, reference), None, outcome).await?;
            }
            // No page was shown.
            None => {
                let mut writing = service.store.write().await?;
                card_payments::settle(&mut writing, id, StoredPaymentState::Abandoned).await?;
                writing.commit().await?;
            }
        }
    }
    card_payments::find(&mut service.store.read().await?, tenant_code, id)
        .await?
        .as_seen_by(tenant_code)
}

/// Takes in an event that a provider sent.
pub(crate) async fn take_in_event(
    service: &Payments<'_>,
    provider: &str,
    event: CardEvent,
) -> Result<(), Refusal> {
    take_in(
        service,
        (provider, &event.reference),
        Some(&event.id),
        event.outcome,
    )
    .await
}

/// Counts the outcome of a payment once: a known event changes nothing, nor does any outcome of a payment that is
/// confirmed. Late money counts, even for a payment that was cancelled or refused.
async fn take_in(
    service: &Payments<'_>,
    (name, reference): (&str, &str),
    event: Option<&str>,
    outcome: CardOutcome,
) -> Result<(), Refusal> {
    let now = service.clock.seconds();
    let mut writing = service.store.write().await?;
    if let Some(event) = event
        && !card_payments::take_event(&mut writing, name, event, now).await?
    {
        return Ok(());
    }
    let Some(payment) = card_payments::of_provider(&mut writing, name, reference).await? else {
        writing.commit().await?;
        service.trace(Event::CardPaymentUnknown, Who::Nobody);
        return Ok(());
    };
    match (payment.state, outcome) {
        (StoredPaymentState::Confirmed, _) | (_, CardOutcome::Waiting) => {}
        (_, CardOutcome::Paid(amount)) => confirm(service, &mut writing, &payment, amount).await?,
        (StoredPaymentState::Waiting, CardOutcome::Refused) => {
            card_payments::settle(&mut writing, &payment.id, StoredPaymentState::Refused).await?;
        }
        (StoredPaymentState::Waiting, CardOutcome::Abandoned) => {
            card_payments::settle(&mut writing, &payment.id, StoredPaymentState::Abandoned).await?;
        }
        (StoredPaymentState::Refused | StoredPaymentState::Abandoned, _) => {}
    }
    writing.commit().await?;
    Ok(())
}

/// Confirms a payment: its money pays what is due first, and its *reçu* or *quittance* is issued, in one
/// transaction.
async fn confirm(
    service: &Payments<'_>,
    connection: &mut Writing,
    payment: &CardPayment,
    amount: Cents,
) -> Result<(), Refusal> {
    let today = service.clock.today();
    let account = rent_account::of_lease(connection, &payment.lease, today).await?;
    let mut left = amount;
    let mut parts = Vec::new();
    for charge in account.open {
        let paid = charge.left.min(left);
        if paid > Cents(0) {
            left = left - paid;
            parts.push(PaidPart {
                document: Some(charge.document.0),
                amount: paid,
                in_full: paid == charge.left,
            });
        }
    }
    if left > Cents(0) {
        parts.push(PaidPart {
            document: None,
            amount: left,
            in_full: false,
        });
    }
    let (lease, name) = (&payment.lease, &payment.id.0);
    let recorded = bookkeeping::of_lease(connection, lease).await?;
    let settlement = settle(&recorded, lease, name, &parts, (today, METHOD));
    let (tenants, dwelling) = tenants::parties_of_lease(connection, lease).await?;
    let parties = LeaseParties {
        tenants: [(lease.clone(), tenants)].into(),
        dwellings: [(lease.clone(), dwelling)].into(),
    };
    let issuing = (&service.landlord, &parties);
    let Settlement { entries, states } = &settlement;
    bookkeeping::record(connection, &recorded, entries, states, issuing).await?;
    card_payments::settle(connection, &payment.id, StoredPaymentState::Confirmed).await
}

/// The provider that a payment was begun with.
fn provider<'a>(service: &Payments<'a>, payment: &CardPayment) -> Result<&'a dyn CardProvider, CardError> {
    let provider = service.cards.named(&payment.provider);
    provider.ok_or_else(|| CardError::Unreachable(format!("{} is not configured", payment.provider)))
}
