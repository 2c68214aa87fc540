//! Bearer tokens (RFC 6750).

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use contract::{TenantCode, WireSecret};

use crate::{refusal::Refusal, rules::session, service::Service};

/// The token of an enrolment under way.
pub(crate) struct EnrolmentToken(pub(crate) WireSecret);

/// A signed-in tenant.
pub(crate) struct SignedInTenant {
    pub(crate) tenant_code: TenantCode,
    pub(crate) session: String,
}

fn bearer(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts
        .headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

impl<S: Send + Sync> FromRequestParts<S> for EnrolmentToken {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        bearer(parts)
            .map(|token| Self(token.to_owned().into()))
            .ok_or(Refusal::EnrolmentEnded)
    }
}

impl FromRequestParts<Service> for SignedInTenant {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Self::Rejection> {
        let token = bearer(parts).ok_or(Refusal::SessionEnded)?;
        let signed_in = session::authenticate(service, token).await?;
        Ok(Self {
            tenant_code: signed_in.tenant_code,
            session: signed_in.session,
        })
    }
}
