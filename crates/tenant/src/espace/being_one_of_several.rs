//! One person among those of a computer.

use std::sync::atomic::Ordering;

use contract::Tenancy;

use super::{Espace, place::Place};
use crate::{archive::TENANCY, secrets::SecretName, step::Step, sync::with_archive};

impl Espace {
    /// Whether somebody is known here, or has begun to sign up.
    pub(crate) async fn is_somebodys(&self) -> bool {
        self.vault.has(SecretName::TenantCode).await || self.vault.has(SecretName::Enrolment).await
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
