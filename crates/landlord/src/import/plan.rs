//! The content of a checked export.

use contract::{Cents, MobilePhone, TenantCode};
use jiff::civil::Date;

use super::{
    news::NewsRow,
    records::{AgencyRow, DwellingRow},
};
use crate::books::Entries;

/// A lease: one home, one or several tenants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lease {
    pub(super) reference: String,
    pub(super) dwelling: String,
    pub(super) starts_on: Date,
    pub(super) deposit: Option<Cents>,
    /// The people who live there with the tenants.
    pub(super) occupants: Vec<String>,
}

/// A tenant on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tenant {
    pub(super) tenant_code: TenantCode,
    pub(super) lease: String,
    pub(super) name: String,
    pub(super) mobile: Option<MobilePhone>,
    pub(super) born_on: Option<Date>,
}

/// The content of a checked export, in the order of its files.
pub(super) struct Plan {
    pub(super) agencies: Vec<AgencyRow>,
    pub(super) dwellings: Vec<DwellingRow>,
    pub(super) leases: Vec<Lease>,
    pub(super) tenants: Vec<Tenant>,
    /// Documents, withdrawals and payments.
    pub(super) entries: Entries,
    pub(super) news: Vec<NewsRow>,
}
