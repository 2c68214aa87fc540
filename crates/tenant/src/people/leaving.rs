//! People who leave the computer: removed from it, or with their account.

use super::{Household, People, Screen, Seat};
use crate::{
    core::failure::{Failure, FailureCode},
    navigator::step::Step,
    people::view::{PeopleView, Removal},
};

impl Household {
    /// *Retirer de cet ordinateur*: asks for confirmation.
    ///
    /// # Errors
    /// When there is no such person.
    pub async fn ask_person_removal(&self, number: u8) -> Result<Step, Failure> {
        let mut people = self.people.lock().await;
        let seat = people.chosen(number)?;
        let person = self.person(&people, seat).await;
        let removal = Removal {
            person: person.ok_or_else(|| Failure::new(FailureCode::SessionEnded))?,
            session_stays: self.open(&mut people, seat)?.session_is_sealed().await,
        };
        people.screen = Screen::Removal(removal.clone());
        Ok(PeopleView::Removal(removal).into())
    }

    /// Removes the person after the confirmation: keyring entries and archive, which is not opened for it. Ends the
    /// session at the landlord's service too, if that can be reached and no PIN seals its token.
    ///
    /// # Errors
    /// When no confirmation is open. When a file of the archive cannot be deleted: the person stays listed. As
    /// [`Espace::first_screen`].
    pub async fn remove_person(&self) -> Result<Step, Failure> {
        let mut people = self.people.lock().await;
        let Screen::Removal(Removal { person, .. }) = people.screen.clone() else {
            return Err(Failure::new(FailureCode::SessionEnded));
        };
        let seat = people.chosen(person.number)?;
        let espace = self.open(&mut people, seat)?;
        self.read_others(&mut people, seat).await?;
        let (ended, forgotten) = espace.leave_computer().await;
        let step = match forgotten {
            Ok(()) => self.go_on_without(&mut people, seat).await,
            Err(failure) => Err(failure),
        };
        // Nobody else waits for the landlord's service.
        drop(people);
        espace.revoke(ended).await;
        step
    }

    /// Reads the entries of everybody else. A keyring that does not take the removal, as on a full disk, is asked nothing
    /// more in this run, and they would be nobody.
    async fn read_others(&self, people: &mut People, leaving: Seat) -> Result<(), Failure> {
        for seat in people.seats().into_iter().filter(|seat| *seat != leaving) {
            self.open(people, seat)?.read_entries().await;
        }
        Ok(())
    }

    /// What is shown once a person is removed.
    async fn go_on_without(&self, people: &mut People, seat: Seat) -> Result<Step, Failure> {
        people.forget(seat);
        let next = people.seats().first().copied().unwrap_or(Seat::FIRST);
        self.show(people, next)?;
        self.write_order(people).await;
        if people.order.iter().all(|known| known.seat == next) && !self.espace().is_somebodys().await {
            return Ok(self.espace().first_screen().await?.step);
        }
        people.screen = Screen::People;
        Ok(self.choice(people).await)
    }
}
