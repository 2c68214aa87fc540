//! Which seat a tenant code leads to. A seat belongs to one tenant until that person is removed from the computer.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use contract::TenantCode;

use super::{Household, People, Seat};
use crate::{
    core::failure::{Failure, FailureCode},
    espace::Espace,
    navigator::step::Step,
};

/// How often *Retour* was pressed: what was asked for before does not go on at another seat.
#[derive(Default)]
pub(super) struct Departures(AtomicU64);

impl Departures {
    pub(super) fn count(&self) {
        self.0.fetch_add(1, Ordering::AcqRel);
    }

    fn so_far(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }

    /// # Errors
    /// `Busy`, when *Retour* was pressed since.
    fn ensure_none_since(&self, departures: u64) -> Result<(), Failure> {
        if self.so_far() == departures {
            Ok(())
        } else {
            Err(Failure::new(FailureCode::Busy))
        }
    }
}

impl Household {
    /// Signs in. A tenant known here signs in at their own seat, so that no tenant has two. A new tenant takes a
    /// free seat if the shown one belongs to another.
    ///
    /// # Errors
    /// When all seats are taken, or as [`Espace::sign_in`].
    pub async fn sign_in(&self, tenant_code: Option<&str>, password: &str) -> Result<Step, Failure> {
        let departures = self.departures.so_far();
        if let Some(tenant_code) = tenant_code.and_then(|text| TenantCode::parse(text).ok())
            && let Some(left) = self.seat(&tenant_code).await?
        {
            left.step_aside().await;
            self.departures.ensure_none_since(departures)?;
            self.espace().open_sign_in().await;
        }
        let espace = self.espace();
        // Before the check: a later *Retour* moves the person from here.
        let here = espace.here();
        self.departures.ensure_none_since(departures)?;
        espace.sign_in_from(here, tenant_code, password).await
    }

    /// The tenant code of a sign-up or password reset. Its tenant continues at their own seat, as in
    /// [`Self::sign_in`].
    ///
    /// # Errors
    /// When all seats are taken, or as [`Espace::submit_tenant_code`].
    pub async fn submit_tenant_code(&self, text: &str) -> Result<Step, Failure> {
        let departures = self.departures.so_far();
        if let Ok(tenant_code) = TenantCode::parse(text)
            && let Some(left) = self.seat(&tenant_code).await?
        {
            let begun = left.enrolment_begun().await;
            left.step_aside().await;
            self.departures.ensure_none_since(departures)?;
            self.espace().go_on_enrolling(begun).await;
        }
        self.espace().submit_tenant_code(text).await
    }

    /// *Reprendre*. The tenant of the enrolment continues at their own seat, as in [`Self::sign_in`].
    ///
    /// # Errors
    /// When all seats are taken, or as [`Espace::resume_enrolment`].
    pub async fn resume_enrolment(&self) -> Result<Step, Failure> {
        if let Some(tenant_code) = self.espace().enrolling_tenant().await
            && let Some(left) = self.seat(&tenant_code).await?
        {
            left.hand_enrolment_over(&self.espace()).await;
            left.step_aside().await;
        }
        self.espace().resume_enrolment().await
    }

    /// Shows the seat of a tenant. Returns who was shown before, if that is another seat.
    async fn seat(&self, tenant_code: &TenantCode) -> Result<Option<Arc<Espace>>, Failure> {
        let mut people = self.people.lock().await;
        let left = people.seat;
        let left_is_somebodys = match self.tenant_code(&people, left).await {
            Some(known) if known == *tenant_code => return Ok(None),
            known => known.is_some(),
        };
        if left_is_somebodys {
            self.find_others(&mut people).await;
        }
        let seat = match self.seat_of(&people, tenant_code).await {
            Some(seat) => seat,
            None if left_is_somebodys => self.free_seat(&mut people).await?,
            None => return Ok(None),
        };
        let espace = self.espace();
        self.show(&mut people, seat)?;
        if !left_is_somebodys {
            people.forget(left);
        }
        self.write_order(&mut people).await;
        self.espace().first_screen().await?;
        Ok(Some(espace))
    }

    /// The person to leave the welcome page for, on *Retour*.
    pub(super) async fn person_behind_the_door(&self, people: &People) -> Option<Seat> {
        let other = people.seats().into_iter().find(|seat| *seat != people.seat)?;
        self.espace().is_at_the_door().await.then_some(other)
    }

    async fn seat_of(&self, people: &People, tenant_code: &TenantCode) -> Option<Seat> {
        for seat in people.seats() {
            if self.tenant_code(people, seat).await.as_ref() == Some(tenant_code) {
                return Some(seat);
            }
        }
        None
    }

    /// A seat without an owner. Checks the keyring as well, because the order may be incomplete.
    pub(super) async fn free_seat(&self, people: &mut People) -> Result<Seat, Failure> {
        let known = people.seats();
        for seat in Seat::all().filter(|seat| !known.contains(seat)) {
            if !self.open(people, seat)?.is_somebodys().await {
                return Ok(seat);
            }
        }
        Err(Failure::new(FailureCode::TooManyPeople))
    }
}
