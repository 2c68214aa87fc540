//! A tenant's `Espace` during a visit to a counter (S21): in memory, without a keyring or an archive on disk.

use std::{convert::Infallible, path::PathBuf};

use contract::{EnrolmentPurpose, LandlordProfile, MobilePhone, TenantCode, VisitEnrolment};

use tokio::sync::{mpsc, watch};

use crate::{
    core::{client::LandlordClient, failure::Failure, limits::Limits, secrets::Vault},
    espace::Espace,
    navigator::{Place, step::Step},
    sign_up::enrolment::Enrolment,
};

/// Reports when an `Espace` has been dropped from memory.
pub(crate) struct Lasting(mpsc::Receiver<Infallible>);

impl Lasting {
    /// Waits for commands that still hold the `Espace`, until it was dropped.
    pub(crate) async fn ends(mut self) {
        self.0.recv().await;
    }
}

/// How far the tenant's enrolment has come.
pub(crate) struct Progress {
    /// An SMS code was right.
    pub(crate) verified: bool,
    /// The purpose of the enrolment, once it is complete.
    pub(crate) done: Option<EnrolmentPurpose>,
}

impl Espace {
    /// An `Espace` without a tenant, and what reports that it was dropped.
    pub(crate) fn at_counter(landlord: LandlordProfile, client: LandlordClient) -> (Self, Lasting) {
        let (lasts, lasting) = mpsc::channel(1);
        let (leaving, left) = watch::channel(false);
        // Without a keyring there is no archive on disk (S13), so the folder is never used.
        let espace = Self {
            leaving: Some(leaving),
            _lasts: Some(lasts),
            ..Self::of(
                landlord,
                client.of_visit(left),
                PathBuf::new(),
                Vault::in_memory(),
                &Limits::default(),
            )
        };
        (espace, Lasting(lasting))
    }

    /// Takes over the enrolment that staff opened. `new_number`: the number to put on file, and whether that is
    /// all that was asked for.
    pub(crate) async fn enrol_at_counter(
        &self,
        tenant_code: TenantCode,
        purpose: EnrolmentPurpose,
        opened: VisitEnrolment,
        new_number: Option<(MobilePhone, bool)>,
    ) {
        let enrolment =
            Enrolment::at_counter(self.core.client.clone(), tenant_code, purpose, opened, new_number);
        self.sign_up.take(enrolment).await;
        self.go(Place::Enrolment).await;
    }

    /// Shows the sign-in, where the tenant types the password.
    pub(crate) async fn await_password_at_counter(&self, tenant_code: TenantCode) -> Result<(), Failure> {
        self.core.remember(tenant_code).await?;
        self.go(Place::SignIn).await;
        Ok(())
    }

    /// The current screen.
    pub(crate) async fn step_at_counter(&self) -> Step {
        self.show(self.navigator.place()).await
    }

    /// Goes back one step within what staff handed over. None before the first step.
    pub(crate) async fn back_at_counter(&self) -> Option<Step> {
        match self.leave().await.place() {
            Place::Enrolment => self.sign_up.back().await.ok().map(Step::from),
            Place::SignInCode => Some(self.go_back().await),
            _ => None,
        }
    }

    /// Whether the tenant is signed in, so that receipts can be shown.
    pub(crate) async fn is_signed_in_at_counter(&self) -> bool {
        self.core.signed_in_archive().await.is_ok()
    }

    pub(crate) async fn progress_at_counter(&self) -> Progress {
        let enrolment = self.sign_up.enrolment().await;
        Progress {
            verified: enrolment.is_verified(),
            done: enrolment.done().map(|_| enrolment.purpose()),
        }
    }

    /// Cancels the step that the tenant has sent, if it may be cancelled half-way: it holds what the desk needs.
    pub(crate) fn give_up_at_counter(&self) {
        self.sign_up.give_up();
    }

    /// Cancels every request under way and forgets the tenant. The landlord's service ends the session with the
    /// visit.
    pub(crate) async fn be_left_at_counter(&self) {
        if let Some(leaving) = &self.leaving {
            leaving.send_replace(true);
        }
        self.sign_out_at_counter().await;
    }

    /// Forgets what the tenant did so far, as the landlord's service has ended it. The visit goes on.
    pub(crate) async fn sign_out_at_counter(&self) {
        self.be_left().await;
        self.core.session.discard().await;
        self.shut(Place::Welcome).await;
        self.sign_up.clear().await;
    }
}
