//! `GET /v1/changes`.

use axum::{Json, extract::State};
use contract::Changes;

use super::Asking;
use crate::{
    http::{
        bearer::SignedInTenant,
        problem_response::{AnyProblem, NoSession},
    },
    refusal::Refusal,
    service::Service,
};

/// A mark for each subject that the signed-in tenant's application keeps. Only a subject whose mark has changed is
/// worth fetching. The application ignores subjects that it does not know.
#[utoipa::path(get, path = "/v1/changes", tag = "changes", security(("session" = [])),
    responses((status = 200, body = Changes), NoSession, AnyProblem))]
pub(crate) async fn read(
    State(service): State<Service>,
    tenant: SignedInTenant,
) -> Result<Json<Changes>, Refusal> {
    let asking = Asking {
        tenant_code: &tenant.tenant_code,
        today: service.base.clock.today(),
        profile: &service.profile(),
    };
    super::of_tenant(&mut service.base.store.read().await?, &asking)
        .await
        .map(Json)
}
