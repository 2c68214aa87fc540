//! Bearer tokens (RFC 6750).

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use contract::{STAFF_DEVICE_HEADER, TenantCode, VisitPurpose, WireSecret};

use crate::{
    counter::{
        staff_session::{self, Shown, StaffCaller},
        visit::log as visit_log,
    },
    identity::session,
    refusal::Refusal,
    service::Service,
};

/// The token of an enrolment, not checked yet.
pub(crate) struct EnrolmentToken(pub(crate) WireSecret);

/// A tenant who is signed in outside a visit to a counter. A session of a visit is refused: it shows receipts (S21).
pub(crate) struct SignedInTenant {
    pub(crate) tenant_code: TenantCode,
    pub(crate) session: String,
}

/// A tenant who reads what the landlord issued: signed in, or in a visit whose tenant agreed to that (S21).
pub(crate) struct ReadingTenant {
    pub(crate) tenant_code: TenantCode,
    pub(crate) in_visit: bool,
}

/// A session of a tenant, wherever it began.
pub(crate) struct TenantSession(pub(crate) String);

/// The token of a staff session and that of the device, not checked yet.
pub(crate) struct StaffToken(pub(crate) Shown);

/// A signed-in member of staff, whose second factor is not required again yet.
pub(crate) struct SignedInStaff(pub(crate) StaffCaller);

/// The token of the device that staff sign in from, not checked yet.
pub(crate) struct StaffDevice(pub(crate) Option<String>);

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
        let signed_in = session::authenticate(&service.people(), token).await?;
        if signed_in.visit.is_some() {
            return Err(Refusal::NoVisit);
        }
        Ok(Self {
            tenant_code: signed_in.tenant_code,
            session: signed_in.session,
        })
    }
}

impl FromRequestParts<Service> for ReadingTenant {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Self::Rejection> {
        let token = bearer(parts).ok_or(Refusal::SessionEnded)?;
        let signed_in = session::authenticate(&service.people(), token).await?;
        if let Some(visit) = &signed_in.visit {
            let mut reading = service.base.store.read().await?;
            visit_log::ensure_covers(&mut reading, visit, VisitPurpose::Receipts).await?;
        }
        Ok(Self {
            tenant_code: signed_in.tenant_code,
            in_visit: signed_in.visit.is_some(),
        })
    }
}

impl FromRequestParts<Service> for TenantSession {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Self::Rejection> {
        let token = bearer(parts).ok_or(Refusal::SessionEnded)?;
        let signed_in = session::authenticate(&service.people(), token).await?;
        Ok(Self(signed_in.session))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for StaffToken {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        shown(parts).map(Self)
    }
}

impl FromRequestParts<Service> for SignedInStaff {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Self::Rejection> {
        staff_session::authenticate(&service.people(), &shown(parts)?)
            .await
            .map(Self)
    }
}

fn shown(parts: &Parts) -> Result<Shown, Refusal> {
    let token = bearer(parts).ok_or(Refusal::SessionEnded)?;
    Ok(Shown {
        token: token.to_owned().into(),
        device: device(parts).map(|device| device.to_owned().into()),
    })
}

fn device(parts: &Parts) -> Option<&str> {
    parts.headers.get(STAFF_DEVICE_HEADER)?.to_str().ok()
}

impl<S: Send + Sync> FromRequestParts<S> for StaffDevice {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(device(parts).map(ToOwned::to_owned)))
    }
}
