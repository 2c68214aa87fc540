//! The parts of the service that rules depend on. A rule's parameter `service` is the part that it needs.

use std::ops::Deref;

use contract::LandlordSection;

use crate::{
    clock::Clock,
    config::PublicAddress,
    delivery::Outlet,
    identity::{password_hash::PasswordHasher, robot_check::RobotChecks},
    keys::ServiceKey,
    operations::{
        event::Event,
        traces::{Traces, Who},
    },
    refusal::Refusal,
    store::Database,
    typesetting::drawings::Drawings,
};

/// The database, the service's key, the time, and the traces.
pub(crate) struct Context {
    pub(crate) store: Database,
    pub(crate) key: ServiceKey,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) traces: Traces,
}

impl Context {
    /// How it ended that a request wrote something in passing, which the next one writes as well: a disk that takes
    /// nothing fails none that only reads.
    pub(crate) fn in_passing(&self, written: Result<(), Refusal>) -> Result<(), Refusal> {
        if let Err(Refusal::Unwritable(error)) = &written {
            tracing::error!(%error, "the database cannot be written");
            self.trace(Event::DatabaseUnwritable, Who::Nobody);
            return Ok(());
        }
        written
    }
}

/// Adds what the rules about tenants and staff need: password hashing, robot checks, PDF drawing, message delivery and
/// the landlord's details.
#[derive(Clone, Copy)]
pub(crate) struct PeopleContext<'a> {
    pub(crate) base: &'a Context,
    pub(crate) passwords: &'a PasswordHasher,
    pub(crate) drawings: &'a Drawings,
    pub(crate) outlet: &'a Outlet,
    pub(crate) robot_checks: &'a RobotChecks,
    pub(crate) landlord: &'a LandlordSection,
    /// None where the service is used on its own machine only.
    pub(crate) public_address: Option<&'a PublicAddress>,
}

impl Deref for PeopleContext<'_> {
    type Target = Context;

    fn deref(&self) -> &Context {
        self.base
    }
}
