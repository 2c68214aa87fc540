//! A tenant's end for the length of a visit to a counter (S21): in memory, without a keyring and without an archive on
//! disk.

use std::{convert::Infallible, path::PathBuf, time::Duration};

use contract::{EnrolmentPurpose, LandlordProfile, MobilePhone, TenantCode, VisitEnrolment};

use tokio::{sync::mpsc, time::timeout};

use crate::{
    core::{client::LandlordClient, failure::Failure, limits::Limits, secrets::Vault},
    espace::Espace,
    navigator::{Place, step::Step},
    sign_up::enrolment::Enrolment,
};

/// What was asked of the landlord before the end of a visit is given up by then.
const MAX_LEAVE: Duration = Duration::from_secs(2);

/// Lasts as long as a tenant's end is in memory.
pub(crate) struct Lasting(mpsc::Receiver<Infallible>);

impl Lasting {
    /// Waits for its end, for as long as a command under way may hold it; whether it has ended.
    pub(crate) async fn ends(&mut self) -> bool {
        timeout(MAX_LEAVE, self.0.recv()).await.is_ok()
    }
}

/// How far a tenant has come.
pub(crate) struct Progress {
    /// A code by SMS was right.
    pub(crate) verified: bool,
    /// What was done to its end.
    pub(crate) done: Option<EnrolmentPurpose>,
}

impl Espace {
    /// Nobody's yet, and what ends with it.
    pub(crate) fn at_counter(landlord: LandlordProfile, client: LandlordClient) -> (Self, Lasting) {
        let (lasts, lasting) = mpsc::channel(1);
        // Where there is no keyring there is no archive on disk (S13): the folder is never looked at.
        let espace = Self {
            _lasts: Some(lasts),
            ..Self::of(
                landlord,
                client,
                PathBuf::new(),
                Vault::in_memory(),
                &Limits::default(),
            )
        };
        (espace, Lasting(lasting))
    }

    /// The enrolment that staff handed over, with the number that is to be on file, and whether that is all.
    pub(crate) async fn enrol_at_counter(
        &self,
        tenant_code: TenantCode,
        purpose: EnrolmentPurpose,
        opened: VisitEnrolment,
        new_number: Option<(MobilePhone, bool)>,
    ) {
        let enrolment =
            Enrolment::at_counter(self.core.client.clone(), tenant_code, purpose, opened, new_number);
        self.sign_up.put(enrolment).await;
        self.go(Place::Enrolment).await;
    }

    /// Whoever is here signs in with their password.
    pub(crate) async fn await_password_at_counter(&self, tenant_code: TenantCode) -> Result<(), Failure> {
        self.core.remember(tenant_code).await?;
        self.go(Place::SignIn).await;
        Ok(())
    }

    /// The screen that is open.
    pub(crate) async fn step_at_counter(&self) -> Step {
        self.show(self.navigator.place()).await
    }

    /// The step before, within what was handed over; none before the first.
    pub(crate) async fn back_at_counter(&self) -> Option<Step> {
        self.sign_up.give_up();
        match self.navigator.place() {
            Place::Enrolment => self.sign_up.back().await.ok().map(Step::from),
            Place::SignInCode => Some(self.go_back().await),
            _ => None,
        }
    }

    /// Whether receipts can be looked at.
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

    /// Nothing is under way any more, and nobody is known. Of the session the landlord hears with the end of the visit. What
    /// waits for the landlord all the same goes with this.
    pub(crate) async fn be_left_at_counter(&self) {
        if timeout(MAX_LEAVE, self.leave_all()).await.is_err() {
            tracing::warn!("a question to the landlord outlasts the visit");
        }
    }

    async fn leave_all(&self) {
        self.be_left().await;
        self.core.session.discard().await;
        self.shut(Place::Welcome).await;
        self.sign_up.clear().await;
    }
}
