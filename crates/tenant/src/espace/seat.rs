//! What [`Household`](crate::Household) asks of each person's `Espace`.

use contract::{EnrolmentPurpose, TenantCode};

use crate::{
    core::{failure::Failure, secrets::SecretName, session::Ended},
    espace::Espace,
    navigator::{Location, Place, step::Step},
    sign_up::enrolment::RobotCheckSolver,
};

/// An enrolment up to its tenant code, to continue at another seat.
pub(crate) struct EnrolmentBegun {
    purpose: EnrolmentPurpose,
    /// It may hold a solved robot check, or be solving one.
    solver: RobotCheckSolver,
}

impl Espace {
    /// Whether this seat holds a tenant or an enrolment.
    pub(crate) async fn is_somebodys(&self) -> bool {
        self.core.vault.has(SecretName::TenantCode).await || self.core.vault.has(SecretName::Enrolment).await
    }

    /// The enrolment begun here, to continue at another seat.
    pub(crate) async fn enrolment_begun(&self) -> EnrolmentBegun {
        self.sign_up.give_up();
        let enrolment = self.sign_up.enrolment().await;
        EnrolmentBegun {
            purpose: enrolment.purpose(),
            solver: enrolment.solver(),
        }
    }

    /// Continues an enrolment begun at another seat. What was typed there stays there.
    pub(crate) async fn go_on_enrolling(&self, begun: EnrolmentBegun) {
        let mut enrolment = self.sign_up.anew(begun.purpose).with_solver(begun.solver);
        enrolment.begin();
        self.sign_up.take(enrolment).await;
        self.go(Place::Enrolment).await;
    }

    /// The tenant of the unfinished enrolment kept here.
    pub(crate) async fn enrolling_tenant(&self) -> Option<TenantCode> {
        self.sign_up.saved().await.map(|saved| saved.tenant_code)
    }

    /// Moves the unfinished enrolment kept here to another seat.
    pub(crate) async fn hand_enrolment_over(&self, other: &Self) {
        if let Some(secret) = self.core.vault.get(SecretName::Enrolment).await {
            other.core.vault.set(SecretName::Enrolment, secret).await;
            self.sign_up.forget_saved().await;
            other.go(Place::ResumeEnrolment).await;
        }
    }

    /// Resets this seat after another tenant began to sign in or sign up here and moved to a seat of their own.
    pub(crate) async fn step_aside(&self) {
        self.be_left().await;
        self.lock(|| {}).await;
        self.sign_up.clear().await;
        if self.core.remembered().await.is_none() {
            self.sign_up.forget_saved().await;
        }
        self.go_to_way_in().await;
    }

    /// Whether the welcome page is open, where a new person begins.
    pub(crate) async fn is_at_the_door(&self) -> bool {
        self.navigator.place() == Place::Welcome
    }

    /// Where the person is.
    pub(crate) fn here(&self) -> Location {
        self.navigator.here()
    }

    /// Cancels what is under way here, before another person is shown.
    pub(crate) async fn be_left(&self) {
        self.leave().await;
        self.documents.let_go_of_pdfs().await;
    }

    /// The current screen, when this person is shown again.
    pub(crate) async fn begin_again(&self) -> Step {
        self.lock.set_forgotten(false);
        self.show(self.navigator.place()).await
    }

    /// The tenant of this seat, also while a PIN locks the archive.
    pub(crate) async fn remembered(&self) -> Option<TenantCode> {
        self.core.remembered().await
    }

    /// The name of the tenant, if the archive is open and holds it.
    pub(crate) async fn name(&self) -> Option<String> {
        let tenancy = self.core.tenancy().await.ok()??;
        tenancy.holder_name().map(str::to_owned)
    }

    /// Reads every entry of the keyring into memory, for when the keyring fails.
    pub(crate) async fn read_entries(&self) {
        for name in SecretName::ALL {
            self.core.vault.has(name).await;
        }
    }

    /// Whether the session of this person cannot be ended at the landlord's service: a PIN that was not typed seals its
    /// token (S12).
    pub(crate) async fn session_is_sealed(&self) -> bool {
        let vault = &self.core.vault;
        vault.has(SecretName::RefreshToken).await && vault.get(SecretName::RefreshToken).await.is_none()
    }

    /// Deletes everything of this person from this computer: an error when a file of the archive cannot be deleted.
    /// Sends no request, and returns the session for [`Self::revoke`].
    pub(crate) async fn leave_computer(&self) -> (Ended, Result<(), Failure>) {
        self.be_left().await;
        let ended = self.core.session.end().await;
        (ended, self.forget_tenant().await)
    }

    /// Deletes the files that stayed when the account of this seat's last tenant was deleted.
    pub(crate) async fn finish_forgetting(&self) {
        self.core.finish_forgetting().await;
    }

    /// Ends a session at the landlord's service too, if that can be reached.
    pub(crate) async fn revoke(&self, ended: Ended) {
        self.core.session.revoke(ended).await;
    }
}
