//! `GET /v1/rent-account`.

use axum::{Json, extract::State};
use contract::RentAccount;

use crate::{
    http::{
        bearer::ReadingTenant,
        problem_response::{AnyProblem, NoSession, NoVisit},
    },
    refusal::Refusal,
    rent::account as rent_account,
    rent::tenant::store as tenants,
    service::Service,
};

/// What the tenant's lease owes, what is left of each document that asks for it, and the entries as far back as a
/// rent debt can be claimed.
#[utoipa::path(get, path = "/v1/rent-account", tag = "rent account", security(("session" = [])),
    responses((status = 200, body = RentAccount), NoSession, NoVisit, AnyProblem))]
pub(crate) async fn read(
    State(service): State<Service>,
    tenant: ReadingTenant,
) -> Result<Json<RentAccount>, Refusal> {
    // One `Reading` for both, so that they are of the same moment.
    let mut reading = service.base.store.read().await?;
    let lease = tenants::lease(&mut reading, &tenant.tenant_code).await?;
    rent_account::of_lease(&mut reading, &lease, service.base.clock.today())
        .await
        .map(Json)
}
