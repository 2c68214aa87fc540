//! What the people of a computer are called for *Qui êtes-vous ?*.

use std::sync::Arc;

use super::{Household, People};
use crate::{core::failure::Failure, documents::view::DocumentList, espace::Espace, navigator::step::Step};

impl Household {
    /// Synchronises the person who is shown, and remembers their name for *Qui êtes-vous ?*: once a PIN locks the archive,
    /// nobody can read it there.
    ///
    /// # Errors
    /// As [`Espace::synchronise`].
    pub async fn synchronise(&self) -> Result<DocumentList, Failure> {
        let espace = self.espace();
        let list = espace.synchronise().await?;
        let mut people = self.people.lock().await;
        if self.learn_name(&mut people, &espace).await {
            self.write_order(&mut people).await;
        }
        Ok(list)
    }

    /// Takes the name of a person from their archive, if it is open. Returns whether it is another than before.
    pub(super) async fn learn_name(&self, people: &mut People, espace: &Arc<Espace>) -> bool {
        let mut opened = people.opened.iter();
        let seat = opened.find_map(|(seat, opened)| Arc::ptr_eq(opened, espace).then_some(*seat));
        let name = espace.name().await;
        match (seat.and_then(|seat| people.known_mut(seat)), name) {
            (Some(known), Some(name)) if known.name.as_ref() != Some(&name) => {
                known.name = Some(name);
                true
            }
            _ => false,
        }
    }

    /// The current password, typed again in *Mon profil*. With a deleted account goes the person's name for *Qui
    /// êtes-vous ?*.
    ///
    /// # Errors
    /// As [`Espace::submit_profile_password`].
    pub async fn submit_profile_password(&self, text: &str) -> Result<Step, Failure> {
        let espace = self.espace();
        let step = espace.submit_profile_password(text).await?;
        if matches!(step, Step::AccountDeleted { .. }) {
            self.forget_name(&espace).await;
        }
        Ok(step)
    }

    async fn forget_name(&self, espace: &Arc<Espace>) {
        let mut people = self.people.lock().await;
        let mut opened = people.opened.iter();
        let Some((&seat, _)) = opened.find(|(_, opened)| Arc::ptr_eq(opened, espace)) else {
            return;
        };
        let name = people.known_mut(seat).and_then(|known| known.name.take());
        if name.is_some() {
            self.write_order(&mut people).await;
        }
    }
}
