//! What operators do with the commands of `landlord` stands in the journal as well (S22).

use serde::Serialize;

use super::{Deed, Doer, NO_DEVICE, write};
use crate::{
    context::Context, keys::ServiceKey, operations::operator::Operator, refusal::Refusal, store::Writing,
};

/// An action of an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum OperatorAction {
    /// Imported exports that changed something.
    Imported,
    /// Issued a registration letter.
    LetterIssued,
    /// Opened a tenant's message.
    MessageOpened,
    /// Answered a tenant's message.
    MessageAnswered,
    /// Added a member of staff.
    StaffAdded,
    /// Gave a member of staff a new activation code.
    StaffReset,
    /// Closed the account of a member of staff.
    StaffClosed,
    /// Enrolled a device.
    DeviceAdded,
    /// Closed a device.
    DeviceClosed,
    /// Looked at the account of a member of staff.
    StaffShown,
    /// Kept a member of staff out.
    StaffBlocked,
    /// Let a member of staff in again.
    StaffUnblocked,
    /// Ended the sessions of a member of staff.
    StaffSignedOut,
    /// Looked at the account of a tenant.
    TenantShown,
    /// Closed the account of a tenant.
    TenantBlocked,
    /// Opened the account of a tenant again.
    TenantUnblocked,
    /// Signed the devices of a tenant out.
    TenantSignedOut,
    /// Made another key that signs documents.
    DocumentKeyRenewed,
    /// Made another key of the service.
    ServiceKeyRotated,
    /// Revoked a key.
    KeyRevoked,
    /// Made a key in the place of a lost one.
    KeyReplaced,
}

impl<'a> Doer<'a> {
    /// An operator, who is at no device of an agency.
    fn operator(operator: &'a Operator) -> Self {
        Self {
            login: operator.as_str(),
            device: NO_DEVICE,
        }
    }
}

/// Appends an entry about an operator, in the transaction of the action that it records.
pub(crate) async fn write_of_operator(
    writing: &mut Writing,
    service: &Context,
    operator: &Operator,
    deed: (OperatorAction, Deed<'_>),
) -> Result<(), Refusal> {
    let (key, now) = (&service.key, service.clock.seconds());
    write_without_service(writing, (key, now), operator, deed).await
}

/// The same before there is a service, with its key and the time.
pub(crate) async fn write_without_service(
    writing: &mut Writing,
    (key, now): (&ServiceKey, i64),
    operator: &Operator,
    deed: (OperatorAction, Deed<'_>),
) -> Result<(), Refusal> {
    write(writing, key, Doer::operator(operator), deed, now).await
}
