//! `GET /v1/archive-recovery`.

use axum::{Json, extract::State};
use contract::ArchiveRecovery;

use crate::{
    http::{
        bearer::SignedInTenant,
        problem_response::{AnyProblem, NoSession},
    },
    service::Service,
};

/// The secret that opens the signed-in tenant's archive on a computer whose PIN was forgotten.
///
/// It is derived from the service's key and never changes for a tenant: it still opens the archive after any
/// number of password changes.
#[utoipa::path(get, path = "/v1/archive-recovery", tag = "landlord", security(("session" = [])),
    responses((status = 200, body = ArchiveRecovery), NoSession, AnyProblem))]
pub(crate) async fn read(State(service): State<Service>, tenant: SignedInTenant) -> Json<ArchiveRecovery> {
    let secret = service
        .base
        .key
        .derive_text("archive recovery", &[tenant.tenant_code.as_str().as_bytes()]);
    Json(ArchiveRecovery {
        secret: secret.into(),
    })
}
