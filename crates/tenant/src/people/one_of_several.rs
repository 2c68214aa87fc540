//! One person among those of a computer.

use std::sync::atomic::Ordering;

use contract::{EnrolmentPurpose, Tenancy, TenantCode};

use crate::{
    core::{
        archive::{TENANCY, with_archive},
        failure::{Failure, FailureCode},
        secrets::SecretName,
    },
    espace::Espace,
    navigator::{place::Place, step::Step},
    sign_up::enrolment::{Enrolment, RobotCheckSolver},
};

/// An enrolment up to its tenant code.
pub(crate) struct EnrolmentBegun {
    purpose: EnrolmentPurpose,
    /// A robot check may be solved, or on its way.
    solver: RobotCheckSolver,
}

impl Espace {
    /// Whether somebody is known here, or has begun to sign up.
    pub(crate) async fn is_somebodys(&self) -> bool {
        self.vault.has(SecretName::TenantCode).await || self.vault.has(SecretName::Enrolment).await
    }

    /// The entries of a seat are one tenant's, until that person leaves this computer: nobody else's are written over
    /// them. [`crate::Household`] gives who turns out to be another a seat of their own.
    pub(crate) async fn check_seat(&self, tenant_code: &TenantCode) -> Result<(), Failure> {
        match self.remembered().await {
            Some(known) if known != *tenant_code => {
                tracing::error!("another tenant was about to take somebody's seat");
                Err(Failure::new(FailureCode::Internal))
            }
            _ => Ok(()),
        }
    }

    /// The enrolment that was begun here, for who goes on with it elsewhere.
    pub(crate) async fn enrolment_begun(&self) -> EnrolmentBegun {
        self.left.notify_waiters();
        let enrolment = self.enrolment.lock().await;
        EnrolmentBegun {
            purpose: enrolment.purpose(),
            solver: enrolment.solver(),
        }
    }

    /// Goes on with an enrolment that was begun elsewhere. What was typed there stays there.
    pub(crate) async fn go_on_enrolling(&self, begun: EnrolmentBegun) {
        let mut enrolment = Enrolment::new(self.client.clone(), begun.purpose).with_solver(begun.solver);
        enrolment.begin();
        self.enrol(enrolment).await;
    }

    /// Whose enrolment was left in the middle here.
    pub(crate) async fn enrolling_tenant(&self) -> Option<TenantCode> {
        self.kept_enrolment().await.map(|kept| kept.tenant_code)
    }

    /// The enrolment that was left in the middle here is taken up elsewhere.
    pub(crate) async fn hand_enrolment_over(&self, other: &Self) {
        if let Some(secret) = self.vault.get(SecretName::Enrolment).await {
            other.vault.set(SecretName::Enrolment, secret).await;
            self.forget_enrolment().await;
            other.go(Place::ResumeEnrolment).await;
        }
    }

    /// Somebody else has begun to sign in or to sign up here, and goes on at a seat of their own: here it is as if
    /// nobody had.
    pub(crate) async fn step_aside(&self) {
        self.be_left().await;
        self.lock(|| {}).await;
        *self.enrolment.lock().await = Enrolment::new(self.client.clone(), EnrolmentPurpose::SignUp);
        if self.remembered().await.is_none() {
            self.forget_enrolment().await;
        }
        self.go_to_way_in().await;
    }

    /// Where somebody new begins.
    pub(crate) async fn is_at_the_door(&self) -> bool {
        *self.place.lock().await == Place::Welcome
    }

    /// Somebody else is going to be shown: nobody waits here any more.
    pub(crate) async fn be_left(&self) {
        self.left.notify_waiters();
        *self.keeping.lock().await = None;
    }

    /// Shown again: where it stands by now.
    pub(crate) async fn begin_again(&self) -> Step {
        self.pin_forgotten.store(false, Ordering::Release);
        let place = *self.place.lock().await;
        self.go(place).await
    }

    /// The first name on the lease, when the archive is open.
    pub(crate) async fn name_on_lease(&self) -> Option<String> {
        let archive = self.archive().await?;
        let tenancy: Option<Tenancy> = with_archive(&archive, |archive| archive.note(TENANCY))
            .await
            .ok()?;
        tenancy?.tenants.into_iter().next()
    }

    /// Nothing of this person stays on this computer. The landlord is told that the session has ended, when it
    /// can be.
    pub(crate) async fn leave_computer(&self) {
        self.be_left().await;
        self.session.end().await;
        self.forget_tenant().await;
        for name in SecretName::ALL {
            self.vault.delete(name).await;
        }
    }
}
