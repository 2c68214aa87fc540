//! `GET /v1/rent-account`.

use axum::{Json, extract::State};
use contract::RentAccount;
use jiff::ToSpan;

use super::{
    bearer::SignedInTenant,
    problem_response::{AnyProblem, NoSession},
};
use crate::{
    refusal::Refusal,
    rules::rent_account::account_of,
    service::Service,
    store::{lease_payments, rent_documents},
};

/// What the tenant's lease owes, what is left of each document that asks for it, and the entries of three years.
#[utoipa::path(get, path = "/v1/rent-account", tag = "rent account", security(("session" = [])),
    responses((status = 200, body = RentAccount), NoSession, AnyProblem))]
pub(crate) async fn read(
    State(service): State<Service>,
    tenant: SignedInTenant,
) -> Result<Json<RentAccount>, Refusal> {
    let documents = rent_documents::of_tenant(&service.pool, &tenant.tenant_code).await?;
    let payments = lease_payments::of_tenant(&service.pool, &tenant.tenant_code).await?;
    let since = service.clock.today().saturating_sub(3.years());
    Ok(Json(account_of(&documents, &payments, since)))
}
