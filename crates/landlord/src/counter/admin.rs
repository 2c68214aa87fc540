//! `landlord staff`, `landlord device`, `landlord journal`: what an administrator does for the counters.

use crate::operator_words::say;
use contract::{LetterCode, StaffLogin, StaffRole, WireSecret};

pub use super::{journal::JournalCheck, staff::StaffOnList, staff_blocking::StaffShown};
use super::{
    journal::{self as staff_journal, Deed, OperatorAction},
    security_key::store as security_keys,
    staff::{self, store as members},
    staff_blocking,
};
use crate::{
    context::PeopleContext, operations::operator::Operator, refusal::Refusal, rent::tenant::store as tenants,
    store::Reading,
};

/// Why an administrator's command failed.
#[derive(Debug, thiserror::Error)]
pub enum CounterError {
    /// There is no such agency.
    #[error("{}", say("counter-agency", [("asked", asked.to_string()), ("known", known.to_string())]))]
    Agency {
        /// As the administrator typed it.
        asked: String,
        /// The existing agencies, comma-separated: « reference (name) ».
        known: String,
    },
    /// A staff member or a device already has this name. The name of a closed staff account stays taken.
    #[error("{}", say("counter-taken", [("value", .0.to_string())]))]
    Taken(String),
    /// No open account and no enrolled device has this name.
    #[error("{}", say("counter-unknown", [("value", .0.to_string())]))]
    Unknown(String),
    /// The staff member is blocked: nothing is changed before they are let in again.
    #[error("{}", say("counter-blocked", [("value", .0.to_string())]))]
    Blocked(String),
    /// The database or the system failed.
    #[error("{}", say("counter-service", [("reason", .0.to_string())]))]
    Service(Refusal),
}

/// Turns a refusal into a [`CounterError`] that names what the command was about.
fn about(name: &str) -> impl FnOnce(Refusal) -> CounterError {
    let name = name.to_owned();
    |refusal| match refusal {
        Refusal::Taken => CounterError::Taken(name),
        Refusal::NotFound => CounterError::Unknown(name),
        other => CounterError::Service(other),
    }
}

/// The administrator's commands for the counters. The journal records what the operator changes.
pub struct CounterAdmin<'a>(pub(crate) PeopleContext<'a>, pub(crate) &'a Operator);

impl CounterAdmin<'_> {
    async fn reading(&self) -> Result<Reading, CounterError> {
        self.0
            .store
            .read()
            .await
            .map_err(|error| CounterError::Service(error.into()))
    }

    /// Adds a staff member and returns the code that activates the account. `agency` is the agency's reference or
    /// its name.
    ///
    /// # Errors
    /// [`CounterError::Agency`] when there is no such agency, [`CounterError::Taken`] when the login is or was in
    /// use, [`CounterError::Service`] when the database fails.
    pub async fn add_staff(
        &self,
        login: &StaffLogin,
        name: &str,
        role: StaffRole,
        agency: &str,
    ) -> Result<LetterCode, CounterError> {
        let agencies = tenants::agency_names(&mut self.reading().await?).await;
        let agencies = agencies.map_err(CounterError::Service)?;
        let is_meant = |(reference, name): &&(String, String)| reference == agency || name == agency;
        let Some((reference, _)) = agencies.iter().find(is_meant) else {
            let known: Vec<String> = agencies
                .iter()
                .map(|(reference, name)| format!("{reference} ({name})"))
                .collect();
            return Err(CounterError::Agency {
                asked: agency.to_owned(),
                known: known.join(", "),
            });
        };
        staff::add(&self.0, login, (name, role, reference), Some(self.1))
            .await
            .map_err(about(login.as_str()))
    }

    /// Returns a new activation code, for staff who lost both telephone and recovery codes. The old password,
    /// second factor and sessions stop working.
    ///
    /// # Errors
    /// [`CounterError::Blocked`] when the account is blocked, [`CounterError::Unknown`] when no open account has this
    /// login, [`CounterError::Service`] when the database fails.
    pub async fn begin_staff_anew(&self, login: &StaffLogin) -> Result<LetterCode, CounterError> {
        let begun = staff::begin_anew(&self.0, login, self.1).await;
        if matches!(begun, Err(Refusal::NotFound)) {
            let blocked = staff_blocking::is_blocked(&self.0, login).await;
            if blocked.map_err(CounterError::Service)? {
                return Err(CounterError::Blocked(login.as_str().to_owned()));
            }
        }
        begun.map_err(about(login.as_str()))
    }

    /// Closes the account of a staff member and ends their sessions, with the visits under way.
    ///
    /// # Errors
    /// [`CounterError::Unknown`] when no open account has this login, [`CounterError::Service`] when the database
    /// fails.
    pub async fn close_staff(&self, login: &StaffLogin) -> Result<(), CounterError> {
        let closed = async {
            let mut transaction = self.0.store.write().await?;
            if !staff::close(&self.0, &mut transaction, login).await? {
                return Err(Refusal::NotFound);
            }
            security_keys::remove_all(&mut transaction, login).await?;
            let deed = (OperatorAction::StaffClosed, staff::of_account(login));
            staff_journal::write_of_operator(&mut transaction, &self.0, self.1, deed).await?;
            Ok(transaction.commit().await?)
        };
        closed.await.map_err(about(login.as_str()))
    }

    /// Returns what is on file about a staff member, also about one whose account is blocked or closed.
    ///
    /// # Errors
    /// [`CounterError::Unknown`] when no account has this login, [`CounterError::Service`] when the database fails.
    pub async fn show_staff(&self, login: &StaffLogin) -> Result<StaffShown, CounterError> {
        let shown = staff_blocking::show(&self.0, login, self.1).await;
        shown.map_err(about(login.as_str()))
    }

    /// Keeps a staff member out until they are let in again, and ends their sessions and visits.
    ///
    /// # Errors
    /// [`CounterError::Unknown`] when no open account has this login, [`CounterError::Service`] when the database
    /// fails.
    pub async fn block_staff(&self, login: &StaffLogin) -> Result<(), CounterError> {
        let blocked = staff_blocking::block(&self.0, login, self.1).await;
        blocked.map_err(about(login.as_str()))
    }

    /// Lets a staff member in again.
    ///
    /// # Errors
    /// As [`Self::block_staff`].
    pub async fn unblock_staff(&self, login: &StaffLogin) -> Result<(), CounterError> {
        let unblocked = staff_blocking::unblock(&self.0, login, self.1).await;
        unblocked.map_err(about(login.as_str()))
    }

    /// Ends the sessions of a staff member, and their visits.
    ///
    /// # Errors
    /// As [`Self::block_staff`].
    pub async fn sign_staff_out(&self, login: &StaffLogin) -> Result<(), CounterError> {
        let out = staff_blocking::sign_out(&self.0, login, self.1).await;
        out.map_err(about(login.as_str()))
    }

    /// Lists the staff whose account is open, by agency and login.
    ///
    /// # Errors
    /// [`CounterError::Service`] when the database fails.
    pub async fn staff(&self) -> Result<Vec<StaffOnList>, CounterError> {
        let members = members::list(&mut self.reading().await?).await;
        let members = members.map_err(CounterError::Service)?.into_iter();
        let members = members.map(|member| StaffOnList {
            active: member.password_hash.is_some(),
            login: member.login,
            name: member.name,
            role: member.role,
            agency: member.agency_name,
        });
        Ok(members.collect())
    }

    /// Enrols a device and returns the token that goes into its machine policy.
    ///
    /// # Errors
    /// [`CounterError::Taken`] when a device of this name is enrolled or the name is `-`, which the journal uses,
    /// [`CounterError::Service`] when the database fails.
    pub async fn enrol_staff_device(&self, name: &str) -> Result<WireSecret, CounterError> {
        staff::enrol_device(&self.0, name, self.1)
            .await
            .map_err(about(name))
    }

    /// Closes a device: sign-ins from it are refused, its sessions end, and the visits under way with them.
    ///
    /// # Errors
    /// [`CounterError::Unknown`] when no device of this name is enrolled, [`CounterError::Service`] when the
    /// database fails.
    pub async fn close_staff_device(&self, name: &str) -> Result<(), CounterError> {
        let closed = async {
            let mut transaction = self.0.store.write().await?;
            if !staff::close_device(&self.0, &mut transaction, name).await? {
                return Err(Refusal::NotFound);
            }
            let deed = Deed {
                detail: Some(name),
                ..Deed::default()
            };
            let closed = (OperatorAction::DeviceClosed, deed);
            staff_journal::write_of_operator(&mut transaction, &self.0, self.1, closed).await?;
            Ok(transaction.commit().await?)
        };
        closed.await.map_err(about(name))
    }

    /// Lists the names of the enrolled devices.
    ///
    /// # Errors
    /// [`CounterError::Service`] when the database fails.
    pub async fn staff_devices(&self) -> Result<Vec<String>, CounterError> {
        members::devices(&mut self.reading().await?)
            .await
            .map_err(CounterError::Service)
    }

    /// Checks the journal of staff actions from its first entry to its last (S22). `earlier_head` is the head that
    /// an earlier check reported.
    ///
    /// # Errors
    /// [`CounterError::Service`] when the database fails.
    pub async fn verify_journal(&self, earlier_head: Option<&str>) -> Result<JournalCheck, CounterError> {
        staff_journal::verify(&self.0, earlier_head)
            .await
            .map_err(CounterError::Service)
    }

    /// Returns the whole journal as CSV.
    ///
    /// # Errors
    /// [`CounterError::Service`] when the database fails.
    pub async fn journal_csv(&self) -> Result<String, CounterError> {
        staff_journal::export(&self.0, None)
            .await
            .map_err(CounterError::Service)
    }
}
