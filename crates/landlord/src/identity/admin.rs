//! `landlord tenant`: what an operator sees of a tenant's account, and does when it is in wrong hands (S25).

use std::fmt;

use contract::TenantCode;

use super::{
    closure::{self, ClosedBy, store as closures},
    device::store as devices,
    profile::store as accounts,
    recovery_hold::store as holds,
    session::store as sessions,
};
use crate::{
    clock::local,
    context::PeopleContext,
    counter::journal::{self as staff_journal, Deed, OperatorAction},
    delivery::Notices,
    operations::{event::Event, operator::Operator, traces::Who},
    operator_words::{say, words},
    refusal::Refusal,
    rent::tenant::store as tenants,
    store::{Writing, moment},
};

/// The operator's commands for tenants' accounts. The journal records each of them.
pub struct TenantAdmin<'a>(pub(crate) PeopleContext<'a>, pub(crate) &'a Operator);

/// What `landlord tenant show` prints: what helps on the telephone, and nothing that a thief could use.
pub struct TenantShown {
    tenant_code: TenantCode,
    agency: String,
    /// When the account was created, and whether its address is confirmed.
    account: Option<(i64, bool)>,
    /// The number on file, masked.
    mobile: Option<String>,
    /// Since when it is closed, and by whom.
    closed: Option<(i64, String)>,
    /// The last reset by SMS, while it holds changes.
    reset_at: Option<i64>,
    /// The names of the devices that are signed in.
    devices: Vec<String>,
    pending: usize,
}

impl TenantAdmin<'_> {
    /// Returns what is on file about the account of a tenant.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the tenant code is not on file; otherwise when the database fails.
    pub async fn show(&self, tenant_code: &TenantCode) -> Result<TenantShown, Refusal> {
        let now = self.0.clock.seconds();
        let mut writing = self.0.store.write().await?;
        let on_file = tenants::find(&mut writing, tenant_code).await?;
        let on_file = on_file.ok_or(Refusal::NotFound)?;
        let created_at = accounts::created_at(&mut writing, tenant_code).await?;
        let closed = closures::find(&mut writing, tenant_code).await?;
        let reset = holds::reset(&mut writing, tenant_code).await?;
        let signed_in = sessions::in_force(&mut writing, tenant_code, "", now).await?;
        let shown = TenantShown {
            tenant_code: tenant_code.clone(),
            agency: on_file.agency.name,
            account: created_at.map(|at| (at, on_file.email_confirmed)),
            mobile: on_file.mobile.map(|mobile| mobile.mask().display),
            closed: closed.map(|closure| (closure.at, closure.by)),
            reset_at: reset.filter(|reset| reset.held).map(|reset| reset.at),
            devices: signed_in
                .into_iter()
                .map(|device| device.name.unwrap_or_else(|| "-".to_owned()))
                .collect(),
            pending: holds::of_tenant(&mut writing, tenant_code, now).await?.len(),
        };
        self.record(&mut writing, OperatorAction::TenantShown, tenant_code)
            .await?;
        writing.commit().await?;
        Ok(shown)
    }

    /// Closes the account to everybody, until it is opened again. Nothing happens to one that is closed.
    ///
    /// # Errors
    /// As [`Self::show`].
    pub async fn block(&self, tenant_code: &TenantCode) -> Result<(), Refusal> {
        let mut writing = self.0.store.write().await?;
        let notices = closure::close(&self.0, &mut writing, tenant_code, ClosedBy::Operator).await?;
        self.record(&mut writing, OperatorAction::TenantBlocked, tenant_code)
            .await?;
        self.commit_and_send(writing, notices).await?;
        self.0.trace(Event::ClosedByAgency, Who::Tenant(tenant_code));
        Ok(())
    }

    /// Opens the account again. Nothing happens to one that is open.
    ///
    /// # Errors
    /// As [`Self::show`].
    pub async fn unblock(&self, tenant_code: &TenantCode) -> Result<(), Refusal> {
        let mut writing = self.0.store.write().await?;
        let notices = closure::open(&self.0, &mut writing, tenant_code).await?;
        self.record(&mut writing, OperatorAction::TenantUnblocked, tenant_code)
            .await?;
        self.commit_and_send(writing, notices).await?;
        self.0.trace(Event::AccountReopened, Who::Tenant(tenant_code));
        Ok(())
    }

    /// Signs every device out, which the account then no longer knows.
    ///
    /// # Errors
    /// As [`Self::show`].
    pub async fn sign_out(&self, tenant_code: &TenantCode) -> Result<(), Refusal> {
        let mut writing = self.0.store.write().await?;
        if tenants::find(&mut writing, tenant_code).await?.is_none() {
            return Err(Refusal::NotFound);
        }
        sessions::end_all(&mut writing, tenant_code, self.0.clock.seconds()).await?;
        devices::forget_all(&mut writing, tenant_code).await?;
        self.record(&mut writing, OperatorAction::TenantSignedOut, tenant_code)
            .await?;
        Ok(writing.commit().await?)
    }

    async fn record(
        &self,
        writing: &mut Writing,
        action: OperatorAction,
        tenant_code: &TenantCode,
    ) -> Result<(), Refusal> {
        let deed = Deed {
            tenant: Some(tenant_code),
            ..Deed::default()
        };
        staff_journal::write_of_operator(writing, &self.0, self.1, (action, deed)).await
    }

    /// Commits, sends notices and waits for them: the command ends afterwards.
    async fn commit_and_send(&self, writing: Writing, notices: Notices) -> Result<(), Refusal> {
        notices.commit_and_send(writing, self.0.outlet).await?;
        self.0.outlet.under_way().arrived().await;
        Ok(())
    }
}

impl fmt::Display for TenantShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let when = |seconds: i64| {
            let Ok(at) = moment(seconds).map(local) else {
                return String::new();
            };
            words().moment(at.date(), at.time())
        };
        let code = self.tenant_code.grouped();
        let agency = self.agency.clone();
        writeln!(f, "{}", say("tenant-shown", [("code", code), ("agency", agency)]))?;
        match self.account {
            None => writeln!(f, "{}", say("tenant-no-account", []))?,
            Some((created_at, confirmed)) => {
                let created = when(created_at);
                let confirmed = if confirmed { "yes" } else { "no" }.to_owned();
                let account = say("tenant-account", [("created", created), ("confirmed", confirmed)]);
                writeln!(f, "{account}")?;
            }
        }
        match &self.mobile {
            None => writeln!(f, "{}", say("tenant-no-mobile", []))?,
            Some(mobile) => writeln!(f, "{}", say("tenant-mobile", [("mobile", mobile.clone())]))?,
        }
        if let Some((at, by)) = &self.closed {
            let closed = say("tenant-closed", [("when", when(*at)), ("by", by.clone())]);
            writeln!(f, "{closed}")?;
        }
        if let Some(at) = self.reset_at {
            writeln!(f, "{}", say("tenant-reset", [("when", when(at))]))?;
        }
        if self.pending > 0 {
            let count = self.pending.to_string();
            writeln!(f, "{}", say("tenant-pending", [("count", count)]))?;
        }
        let any = if self.devices.is_empty() { "no" } else { "yes" }.to_owned();
        let (count, names) = (self.devices.len().to_string(), self.devices.join(", "));
        let devices = [("any", any), ("count", count), ("names", names)];
        writeln!(f, "{}", say("tenant-devices", devices))
    }
}
