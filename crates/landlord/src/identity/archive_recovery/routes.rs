//! `GET /v1/archive-recovery`.

use axum::{Json, extract::State};
use contract::ArchiveRecovery;

use crate::{
    http::{
        bearer::SignedInTenant,
        problem_response::{AnyProblem, NoSession, NoVisit, WantsReauthentication},
    },
    identity::archive_recovery,
    refusal::Refusal,
    service::Service,
};

/// The secrets that open the signed-in tenant's archive on a computer whose PIN was forgotten.
///
/// The password has to have been typed in the last minutes: to sign in, or again. They are derived from the service's
/// keys. A password that is set by SMS code brings another one; the earlier ones still open what was locked with them.
#[utoipa::path(get, path = "/v1/archive-recovery", tag = "landlord", security(("session" = [])),
    responses((status = 200, body = ArchiveRecovery), NoSession, NoVisit, WantsReauthentication, AnyProblem))]
pub(crate) async fn read(
    State(service): State<Service>,
    tenant: SignedInTenant,
) -> Result<Json<ArchiveRecovery>, Refusal> {
    archive_recovery::secrets(&service.base, &tenant.into())
        .await
        .map(Json)
}
