//! Wrong SMS codes of strangers, of which their tenant is told (S25).

use contract::{MobilePhone, TenantCode};

use crate::{
    context::PeopleContext,
    identity::account_alerts::{self, Guessed},
    keys::Hash,
    quota,
    refusal::Refusal,
};

/// A wrong code of a stranger, for any tenant code and number.
pub(crate) struct StrangersTry {
    pub(super) tenant_code: TenantCode,
    pub(super) phone: MobilePhone,
    /// What it counts under.
    pub(super) counted: Hash,
}

/// Tells a tenant that strangers guess the codes to the number on file, once as many were wrong as end a code.
///
/// This is for after the answer, which must not take longer where there is somebody to tell (S2).
pub(super) async fn tell(service: &PeopleContext<'_>, tried: &StrangersTry) -> Result<(), Refusal> {
    let now = service.clock.seconds();
    let mut reading = service.store.read().await?;
    let many = quota::WRONG_ENROLMENT_CODES_UNTOLD
        .is_full(&mut reading, &tried.counted, now)
        .await?;
    drop(reading);
    if !many {
        return Ok(());
    }
    let mut writing = service.store.write().await?;
    let guesses = (Guessed::CodesTo(&tried.phone), &tried.counted);
    let notices = account_alerts::guessing(service, &mut writing, &tried.tenant_code, guesses).await?;
    notices.commit_and_send(writing, service.outlet).await
}
