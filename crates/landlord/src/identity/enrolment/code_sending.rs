//! The SMS code of an enrolment.

use contract::{EnrolmentPurpose, MobilePhone, SmsSent};

use super::store::Enrolment;
use crate::{
    context::PeopleContext,
    delivery::sms_code::CodeFor,
    identity::sms_challenge::{self, NextMessage},
    keys::Hash,
    quota::Source,
    refusal::Refusal,
    rent::tenant::store as tenants,
    store::Writing,
};

/// Counts the request, and stores a new code. Its message is sent only when the number is the one on file, or when a
/// letter or staff allow another. `source` is none at a counter.
pub(crate) async fn send_code(
    service: &PeopleContext<'_>,
    mut transaction: Writing,
    token: Hash,
    enrolment: &Enrolment,
    (phone, source): (MobilePhone, Option<&Source>),
) -> Result<SmsSent, Refusal> {
    let now = service.clock.seconds();
    enrolment
        .count_asked(&mut transaction, &service.key, (&phone, source), now)
        .await?;
    let on_file = tenants::find(&mut transaction, &enrolment.tenant_code).await?;
    let purpose = on_file
        // Nobody comes into a closed account, and a stranger does not learn that it is closed (S25).
        .filter(|tenant| !tenant.closed)
        .filter(|tenant| enrolment.allows_new_mobile() || tenant.mobile.as_ref() == Some(&phone))
        .map(|tenant| match (enrolment.purpose, tenant.is_registered()) {
            (EnrolmentPurpose::SignUp, false) => CodeFor::SignUp,
            (EnrolmentPurpose::SignUp, true) => CodeFor::RegisteredSignUp,
            (EnrolmentPurpose::PasswordReset, true) => CodeFor::PasswordReset,
            (EnrolmentPurpose::PasswordReset, false) => CodeFor::UnregisteredReset,
        });
    let next = NextMessage {
        subject: token,
        tenant_code: enrolment.tenant_code.clone(),
        phone,
        purpose,
        share: enrolment.standing().share(),
        language: enrolment.language,
        ends_at: enrolment.expires_at,
    };
    sms_challenge::send(service, transaction, next).await
}
