//! Which seat a tenant code leads to. A seat belongs to one tenant until that person is removed from the computer.

use std::sync::Arc;

use contract::TenantCode;

use super::{Household, People, Seat};
use crate::{
    core::failure::{Failure, FailureCode},
    espace::Espace,
    navigator::step::Step,
};

impl Household {
    /// Signs in. A tenant known here signs in at their own seat, so that no tenant has two. A new tenant takes a
    /// free seat if the shown one belongs to another.
    ///
    /// # Errors
    /// When all seats are taken, or as [`Espace::sign_in`].
    pub async fn sign_in(&self, tenant_code: Option<&str>, password: &str) -> Result<Step, Failure> {
        if let Some(tenant_code) = tenant_code.and_then(|text| TenantCode::parse(text).ok())
            && let Some(left) = self.seat(&tenant_code).await?
        {
            left.step_aside().await;
            self.espace().open_sign_in().await;
        }
        self.espace().sign_in(tenant_code, password).await
    }

    /// The tenant code of a sign-up or password reset. Its tenant continues at their own seat, as in
    /// [`Self::sign_in`].
    ///
    /// # Errors
    /// When all seats are taken, or as [`Espace::submit_tenant_code`].
    pub async fn submit_tenant_code(&self, text: &str) -> Result<Step, Failure> {
        if let Ok(tenant_code) = TenantCode::parse(text)
            && let Some(left) = self.seat(&tenant_code).await?
        {
            let begun = left.enrolment_begun().await;
            left.step_aside().await;
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
        self.write_order(&people).await;
        self.espace().first_screen().await?;
        Ok(Some(espace))
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
