//! `GET /v1/changes`.

use axum::{Json, extract::State};
use contract::Changes;

use super::Asking;
use crate::{
    http::{
        bearer::ReadingTenant,
        problem_response::{AnyProblem, NoSession, NoVisit},
    },
    refusal::Refusal,
    service::Service,
};

/// A mark for each subject that the signed-in tenant's application keeps. Only a subject whose mark has changed is
/// worth fetching. The application ignores subjects that it does not know. A session of a visit is told of no messages.
#[utoipa::path(get, path = "/v1/changes", tag = "changes", security(("session" = [])),
    responses((status = 200, body = Changes), NoSession, NoVisit, AnyProblem))]
pub(crate) async fn read(
    State(service): State<Service>,
    tenant: ReadingTenant,
) -> Result<Json<Changes>, Refusal> {
    let asking = Asking {
        tenant_code: &tenant.tenant_code,
        in_visit: tenant.in_visit,
        today: service.base.clock.today(),
        profile: &service.profile(),
    };
    super::of_tenant(&mut service.base.store.read().await?, &asking)
        .await
        .map(Json)
}
