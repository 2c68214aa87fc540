//! One person among those of a computer.

use contract::{EnrolmentPurpose, TenantCode};

use crate::{
    core::secrets::SecretName,
    espace::Espace,
    navigator::{Place, step::Step},
    sign_up::enrolment::RobotCheckSolver,
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
        self.core.vault.has(SecretName::TenantCode).await || self.core.vault.has(SecretName::Enrolment).await
    }

    /// The enrolment that was begun here, for who goes on with it elsewhere.
    pub(crate) async fn enrolment_begun(&self) -> EnrolmentBegun {
        self.sign_up.give_up();
        let enrolment = self.sign_up.enrolment().await;
        EnrolmentBegun {
            purpose: enrolment.purpose(),
            solver: enrolment.solver(),
        }
    }

    /// Goes on with an enrolment that was begun elsewhere. What was typed there stays there.
    pub(crate) async fn go_on_enrolling(&self, begun: EnrolmentBegun) {
        let mut enrolment = self.sign_up.anew(begun.purpose).with_solver(begun.solver);
        enrolment.begin();
        self.sign_up.take(enrolment).await;
        self.go(Place::Enrolment).await;
    }

    /// Whose enrolment was left in the middle here.
    pub(crate) async fn enrolling_tenant(&self) -> Option<TenantCode> {
        self.sign_up.kept().await.map(|kept| kept.tenant_code)
    }

    /// The enrolment that was left in the middle here is taken up elsewhere.
    pub(crate) async fn hand_enrolment_over(&self, other: &Self) {
        if let Some(secret) = self.core.vault.get(SecretName::Enrolment).await {
            other.core.vault.set(SecretName::Enrolment, secret).await;
            self.sign_up.forget_kept().await;
            other.go(Place::ResumeEnrolment).await;
        }
    }

    /// Somebody else has begun to sign in or to sign up here, and goes on at a seat of their own: here it is as if
    /// nobody had.
    pub(crate) async fn step_aside(&self) {
        self.be_left().await;
        self.lock(|| {}).await;
        self.sign_up.clear().await;
        if self.core.remembered().await.is_none() {
            self.sign_up.forget_kept().await;
        }
        self.go_to_way_in().await;
    }

    /// Where somebody new begins.
    pub(crate) async fn is_at_the_door(&self) -> bool {
        self.navigator.place() == Place::Welcome
    }

    /// Somebody else is going to be shown: nobody waits here any more.
    pub(crate) async fn be_left(&self) {
        self.sign_up.give_up();
        self.documents.let_go_of_pdfs().await;
    }

    /// Shown again: where it stands by now.
    pub(crate) async fn begin_again(&self) -> Step {
        self.lock.note_forgotten(false);
        self.show(self.navigator.place()).await
    }

    /// Whose seat this is, also while a PIN keeps the archive shut.
    pub(crate) async fn remembered(&self) -> Option<TenantCode> {
        self.core.remembered().await
    }

    /// The first name on the lease, when the archive is open.
    pub(crate) async fn name_on_lease(&self) -> Option<String> {
        let tenancy = self.core.tenancy().await.ok()?;
        tenancy?.tenants.into_iter().next()
    }

    /// Nothing of this person stays on this computer. The landlord is told that the session has ended, when it
    /// can be.
    pub(crate) async fn leave_computer(&self) {
        self.be_left().await;
        self.core.session.end().await;
        self.forget_tenant().await;
        for name in SecretName::ALL {
            self.core.vault.delete(name).await;
        }
    }
}
