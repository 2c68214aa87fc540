//! Payment by card (S16): one payment for one key, one waiting for one term of a lease, and the money counted once
//! however often it is reported.

use contract::{Cents, MIN_CARD_PAYMENT, OnlinePayment, PaymentId, PaymentOpening, TenantCode, Term};

use super::{
    Payments,
    provider::{CardError, CardEvent, CardOutcome, CardProvider, PageWanted},
    store::{self as card_payments, CardPayment, NewCardPayment, Standing},
};
use crate::{
    books::settling::{PaidPart, Settlement, settle},
    context::Context,
    figures::{PROVIDER_ASKED_EVERY_SECONDS, PROVIDER_SECONDS},
    once::{Once, make_name},
    refusal::Refusal,
    rent::tenant::store as tenants,
    rent::{
        account as rent_account,
        bookkeeping::{self, Homes},
    },
    store::Writing,
};

/// Whoever was making the page has failed after so long: the provider is not waited for half of it.
const CLAIM_SECONDS: i64 = 2 * PROVIDER_SECONDS as i64;
/// So many payments are told.
const MAX_LISTED: i64 = 20;
/// How the money comes, as receipts say it.
const METHOD: &str = "carte bancaire";

/// Begins a payment, or tells the one that was begun with the same key.
pub(crate) async fn begin(
    service: &Payments<'_>,
    code: &TenantCode,
    key: &str,
    opening: &PaymentOpening,
) -> Result<OnlinePayment, Refusal> {
    let present = service.cards.present().ok_or(Refusal::NotFound)?;
    let now = service.clock.seconds();
    let body = format!("{} {}", opening.amount.0, opening.return_state.expose());
    let once = Once::new(&service.key, "idempotency", code, (key, body.as_bytes()));
    let earlier = card_payments::with_key(&mut service.store.read().await?, &once.key_hash).await?;
    let begun = match once.answer(earlier)? {
        Some(begun) => begun,
        None => {
            let mut writing = service.store.write().await?;
            let begun = open(service, &mut writing, code, &once, opening, present.name()).await?;
            writing.commit().await?;
            begun
        }
    };
    if begun.page.is_some() || begun.standing != Standing::Waiting {
        return begun.told_to(code);
    }
    let mut writing = service.store.write().await?;
    if !card_payments::claim(&mut writing, &begun.id, now, now - CLAIM_SECONDS).await? {
        return Err(Refusal::PaymentInFlight { retry_after: 1 });
    }
    writing.commit().await?;
    // The one that it was begun with, though another may have come since: the page may have been made there.
    let cards = service.cards.named(&begun.provider).ok_or(Refusal::NotFound)?;
    make_page(service, cards, begun, code).await
}

/// Writes the payment down before anybody is asked for a page.
async fn open(
    service: &Payments<'_>,
    connection: &mut Writing,
    code: &TenantCode,
    once: &Once,
    opening: &PaymentOpening,
    provider: &str,
) -> Result<CardPayment, Refusal> {
    // Somebody else with the same key may have been first.
    let earlier = card_payments::with_key(connection, &once.key_hash).await?;
    if let Some(begun) = once.answer(earlier)? {
        return Ok(begun);
    }
    let lease = tenants::lease(connection, code).await?;
    let account = rent_account::of_lease(connection, &lease, service.clock.today()).await?;
    let owed: Cents = account.open.iter().map(|charge| charge.left).sum();
    let term = account.open.first().map(|charge| charge.term);
    let term: Term = term
        .filter(|_| (MIN_CARD_PAYMENT..=owed).contains(&opening.amount))
        .ok_or(Refusal::AmountNotOwed)?;
    let id = PaymentId(make_name()?);
    let now = service.clock.seconds();
    let inserted = card_payments::insert(
        connection,
        NewCardPayment {
            id: &id,
            lease: &lease,
            tenant_code: code,
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
    card_payments::find(connection, code, &id).await
}

async fn make_page(
    service: &Payments<'_>,
    cards: &dyn CardProvider,
    begun: CardPayment,
    code: &TenantCode,
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
            card_payments::find(&mut writing, code, &begun.id)
                .await?
                .told_to(code)
        }
        // Nobody has seen a page: there is nothing that could still be paid.
        Err(error @ CardError::Refused(_)) => {
            card_payments::settle(&mut writing, &begun.id, Standing::Abandoned).await?;
            Err(error.into())
        }
        // Asked again with the same key, it is tried again.
        Err(error @ CardError::Unreachable(_)) => {
            card_payments::unclaim(&mut writing, &begun.id).await?;
            Err(error.into())
        }
    };
    writing.commit().await?;
    answer
}

/// The last payments of the tenant's lease.
pub(crate) async fn list(service: &Context, code: &TenantCode) -> Result<Vec<OnlinePayment>, Refusal> {
    let payments = card_payments::last_of_tenant(&mut service.store.read().await?, code, MAX_LISTED).await?;
    payments.iter().map(|payment| payment.told_to(code)).collect()
}

/// How a payment stands. While it waits the provider is asked: its reports may be lost.
pub(crate) async fn read(
    service: &Payments<'_>,
    code: &TenantCode,
    id: &PaymentId,
) -> Result<OnlinePayment, Refusal> {
    let payment = card_payments::find(&mut service.store.read().await?, code, id).await?;
    if payment.standing != Standing::Waiting {
        return payment.told_to(code);
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
            Err(error) => tracing::warn!(%error, "what came of a payment could not be asked"),
        }
    }
    card_payments::find(&mut service.store.read().await?, code, id)
        .await?
        .told_to(code)
}

/// Gives a payment up, unless it was paid meanwhile.
pub(crate) async fn give_up(
    service: &Payments<'_>,
    code: &TenantCode,
    id: &PaymentId,
) -> Result<OnlinePayment, Refusal> {
    let payment = card_payments::find(&mut service.store.read().await?, code, id).await?;
    if payment.standing == Standing::Waiting {
        match payment.reference.as_deref() {
            Some(reference) => {
                let outcome = provider(service, &payment)?.close(reference).await?;
                take_in(service, (&payment.provider, reference), None, outcome).await?;
            }
            // Nobody has seen a page.
            None => {
                let mut writing = service.store.write().await?;
                card_payments::settle(&mut writing, id, Standing::Abandoned).await?;
                writing.commit().await?;
            }
        }
    }
    card_payments::find(&mut service.store.read().await?, code, id)
        .await?
        .told_to(code)
}

/// Takes in what a provider reports of its own accord.
pub(crate) async fn hear(service: &Payments<'_>, provider: &str, event: CardEvent) -> Result<(), Refusal> {
    take_in(
        service,
        (provider, &event.reference),
        Some(&event.id),
        event.outcome,
    )
    .await
}

/// What came of a payment, counted once: an event that was taken in before changes nothing, and neither does any
/// news of a payment whose money is here. Money that comes late counts, also for one that was given up.
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
        tracing::warn!("the payment provider reports a payment that is none of ours");
        writing.commit().await?;
        return Ok(());
    };
    match (payment.standing, outcome) {
        (Standing::Confirmed, _) | (_, CardOutcome::Waiting) => {}
        (_, CardOutcome::Paid(amount)) => confirm(service, &mut writing, &payment, amount).await?,
        (Standing::Waiting, CardOutcome::Refused) => {
            card_payments::settle(&mut writing, &payment.id, Standing::Refused).await?;
        }
        (Standing::Waiting, CardOutcome::Abandoned) => {
            card_payments::settle(&mut writing, &payment.id, Standing::Abandoned).await?;
        }
        (Standing::Refused | Standing::Abandoned, _) => {}
    }
    writing.commit().await?;
    Ok(())
}

/// The money is here: it pays what is due first, and its *reçu* or *quittance* is issued, all in one step.
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
    let (tenants, dwelling) = tenants::home_of_lease(connection, lease).await?;
    let homes = Homes {
        tenants: [(lease.clone(), tenants)].into(),
        dwellings: [(lease.clone(), dwelling)].into(),
    };
    let issuing = (&service.landlord, &homes);
    let Settlement { entries, states } = &settlement;
    bookkeeping::record(connection, &recorded, entries, states, issuing).await?;
    card_payments::settle(connection, &payment.id, Standing::Confirmed).await
}

/// The provider that a payment was begun with.
fn provider<'a>(service: &Payments<'a>, payment: &CardPayment) -> Result<&'a dyn CardProvider, CardError> {
    let provider = service.cards.named(&payment.provider);
    provider.ok_or_else(|| CardError::Unreachable(format!("{} is not configured", payment.provider)))
}
