//! `GET /v1/tenancy`.

use axum::{Json, extract::State};
use contract::Tenancy;

use super::store as tenants;
use crate::{
    http::{
        bearer::ReadingTenant,
        problem_response::{AnyProblem, NoSession, NoVisit},
    },
    refusal::Refusal,
    service::Service,
};

/// The signed-in tenant's home and agency.
#[utoipa::path(get, path = "/v1/tenancy", tag = "landlord", security(("session" = [])),
    responses((status = 200, body = Tenancy), NoSession, NoVisit, AnyProblem))]
pub(crate) async fn read(
    State(service): State<Service>,
    tenant: ReadingTenant,
) -> Result<Json<Tenancy>, Refusal> {
    tenants::tenancy(
        &mut service.base.store.read().await?,
        &tenant.tenant_code,
        service.base.clock.today(),
    )
    .await
    .map(Json)
}
