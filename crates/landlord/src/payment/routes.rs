//! `/v1/payments`: payment by card, and the events of its providers.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use contract::{OnlinePayment, OnlinePayments, PaymentId, PaymentOpening};

use super::{
    provider::{CardProvider, EventFlaw},
    rules as card_payment,
};
use crate::{
    http::{
        bearer::SignedInTenant,
        idempotency_key::IdempotencyKey,
        json_body::JsonBody,
        problem_response::{AnyProblem, KeyReused, NoPayment, NoSession, NoSuchThing, NoVisit},
    },
    operations::traces::Who,
    refusal::Refusal,
    service::Service,
};

/// Begins a payment. The same `Idempotency-Key` with the same body returns the same payment, however often it is
/// sent. At most one payment is pending for a term of a lease.
#[utoipa::path(post, path = "/v1/payments", tag = "payments", security(("session" = [])), request_body = PaymentOpening,
    params(("Idempotency-Key" = String, Header, description = "A UUID, version 4 (RFC 9562)",
        pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")),
    responses((status = 201, body = OnlinePayment), NoSession, NoPayment, KeyReused, NoSuchThing, AnyProblem))]
pub(crate) async fn begin(
    State(service): State<Service>,
    tenant: SignedInTenant,
    key: IdempotencyKey,
    JsonBody(opening): JsonBody<PaymentOpening>,
) -> Result<(StatusCode, Json<OnlinePayment>), Refusal> {
    let payment = card_payment::begin(&service.payments(), &tenant.tenant_code, &key.0, &opening).await?;
    Ok((StatusCode::CREATED, Json(payment)))
}

/// The last payments of the tenant's lease, newest first.
#[utoipa::path(get, path = "/v1/payments", tag = "payments", security(("session" = [])),
    responses((status = 200, body = OnlinePayments), NoSession, NoVisit, AnyProblem))]
pub(crate) async fn list(
    State(service): State<Service>,
    tenant: SignedInTenant,
) -> Result<Json<OnlinePayments>, Refusal> {
    let payments = card_payment::list(&service.base, &tenant.tenant_code, card_payment::MAX_LISTED).await?;
    Ok(Json(OnlinePayments { payments }))
}

/// The state of a payment.
#[utoipa::path(get, path = "/v1/payments/{id}", tag = "payments", security(("session" = [])),
    params(("id" = String, Path, description = "The payment's id")),
    responses((status = 200, body = OnlinePayment), NoSession, NoVisit, NoSuchThing, AnyProblem))]
pub(crate) async fn read(
    State(service): State<Service>,
    tenant: SignedInTenant,
    Path(id): Path<String>,
) -> Result<Json<OnlinePayment>, Refusal> {
    card_payment::read(&service.payments(), &tenant.tenant_code, &PaymentId(id))
        .await
        .map(Json)
}

/// Cancels a payment, so that another can begin. If it was paid meanwhile, it is returned as paid.
#[utoipa::path(post, path = "/v1/payments/{id}/abandonment", tag = "payments", security(("session" = [])),
    params(("id" = String, Path, description = "The payment's id")),
    responses((status = 200, body = OnlinePayment), NoSession, NoVisit, NoSuchThing, AnyProblem))]
pub(crate) async fn give_up(
    State(service): State<Service>,
    tenant: SignedInTenant,
    Path(id): Path<String>,
) -> Result<Json<OnlinePayment>, Refusal> {
    card_payment::give_up(&service.payments(), &tenant.tenant_code, &PaymentId(id))
        .await
        .map(Json)
}

/// `/paiement/evenements/{provider}`: takes in an event of a provider. An event that cannot be verified is
/// refused, so that the provider sends a genuine one again.
pub(crate) async fn receive_event(
    State(service): State<Service>,
    Path(provider): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Refusal> {
    let provider = service.cards.named(&provider).ok_or(Refusal::NotFound)?;
    let received = take_event_from(&service, provider, &headers, &body).await?;
    received.map_err(|flaw| refused(&service, &flaw))
}

/// `/paiement/evenements`: the same, without the provider's name. The first provider that recognises the event
/// takes it in.
pub(crate) async fn receive_event_of_any(
    State(service): State<Service>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Refusal> {
    let mut last_flaw = None;
    for provider in service.cards.all() {
        match take_event_from(&service, provider, &headers, &body).await? {
            Ok(received) => return Ok(received),
            Err(flaw) => last_flaw = Some(flaw),
        }
    }
    Err(last_flaw.map_or(Refusal::NotFound, |flaw| refused(&service, &flaw)))
}

/// Takes in an event of a provider. The inner error means that the event is not this provider's, or cannot be
/// read.
async fn take_event_from(
    service: &Service,
    provider: &dyn CardProvider,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Result<StatusCode, EventFlaw>, Refusal> {
    match provider
        .read_event(headers, body, service.base.clock.seconds())
        .await
    {
        Ok(Some(event)) => card_payment::take_in_event(&service.payments(), provider.name(), event).await?,
        Ok(None) => {}
        Err(EventFlaw::NotAsked(error)) => return Err(error.into()),
        Err(flaw @ (EventFlaw::Forged | EventFlaw::Unreadable)) => return Ok(Err(flaw)),
    }
    Ok(Ok(StatusCode::NO_CONTENT))
}

/// Anyone can send such an event: the security log bounds what a flood of them writes.
fn refused(service: &Service, flaw: &EventFlaw) -> Refusal {
    service.base.trace(flaw.event(), Who::Nobody);
    Refusal::InvalidRequest(flaw.to_string())
}
