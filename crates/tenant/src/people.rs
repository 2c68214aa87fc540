//! The people of one computer: accounts side by side, each with its own entries of the keyring, its own archive
//! and key, its own PIN or none (S12). One of them is shown.

mod seating;
pub(crate) mod view;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use contract::{LandlordProfile, TenantCode};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, watch};

use crate::{
    core::{
        config::Config,
        failure::{Failure, FailureCode},
        limits::Limits,
        secrets::{SecretName, SecretStore, Vault},
    },
    espace::Espace,
    figures::MAX_PEOPLE,
    navigator::step::{Opening, Step},
    people::view::{PeopleView, Person},
};

/// Where one person's entries stand in the keyring. The first are those of an installation that knew one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seat(u8);

impl Seat {
    /// Where who was alone here stands.
    pub const FIRST: Self = Self(0);

    fn all() -> impl Iterator<Item = Self> {
        (0..MAX_PEOPLE).map(Self)
    }

    /// From 0.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

/// Opens the entries of a seat.
pub type Keyrings = Box<dyn Fn(Seat) -> Arc<dyn SecretStore> + Send + Sync>;

/// The people of one computer.
pub struct Household {
    config: Config,
    archives: PathBuf,
    keyrings: Keyrings,
    shown: watch::Sender<Arc<Espace>>,
    people: Mutex<People>,
}

/// Who is known here.
struct People {
    seat: Seat,
    page: Page,
    /// Those opened in this run: going back to one finds the same, as two of one account would refresh the same
    /// token (S9).
    opened: BTreeMap<Seat, Arc<Espace>>,
    /// Who was shown last comes first.
    order: Vec<Known>,
}

/// What the keyring holds of a person for *Qui êtes-vous ?*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    seat: Seat,
    /// As on the lease, once the archive was read.
    name: Option<String>,
}

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Page {
    /// The person's own.
    Espace,
    /// *Qui êtes-vous ?*
    People,
    /// *Retirer de cet ordinateur ?*
    Removal(Person),
}

impl Household {
    /// The people of this computer, whose archives stand in this folder.
    ///
    /// # Errors
    /// When the system's TLS cannot be used.
    pub fn new(config: Config, archives: PathBuf, keyrings: Keyrings) -> Result<Self, Failure> {
        let first = Espace::new(config.clone(), archives.clone(), keyrings(Seat::FIRST)).map(Arc::new)?;
        Ok(Self {
            config,
            archives,
            keyrings,
            shown: watch::Sender::new(Arc::clone(&first)),
            people: Mutex::new(People {
                seat: Seat::FIRST,
                page: Page::Espace,
                opened: BTreeMap::from([(Seat::FIRST, first)]),
                order: Vec::new(),
            }),
        })
    }

    /// The person who is shown.
    pub fn espace(&self) -> Arc<Espace> {
        Arc::clone(&self.shown.borrow())
    }

    /// The same, and who is shown later.
    pub fn shown(&self) -> watch::Receiver<Arc<Espace>> {
        self.shown.subscribe()
    }

    /// Who the landlord is, without asking it.
    pub fn landlord_profile(&self) -> LandlordProfile {
        self.config.landlord.clone()
    }

    /// What to show first: who was shown last. The order of the people is read beside the entries of the first:
    /// where one person is known, nothing is waited for.
    ///
    /// # Errors
    /// As [`Espace::opening`].
    pub async fn opening(&self) -> Result<Opening, Failure> {
        let mut people = self.people.lock().await;
        if !people.order.is_empty() {
            let opening = self.espace().opening().await?;
            return Ok(match people.page {
                Page::Espace => opening,
                Page::People => Opening {
                    step: self.choice(&people).await,
                    ..opening
                },
                Page::Removal(ref person) => Opening {
                    step: PeopleView::Removal {
                        person: person.clone(),
                    }
                    .into(),
                    ..opening
                },
            });
        }
        let first = self.open(&mut people, Seat::FIRST)?;
        let (order, opening) = tokio::join!(self.read_order(), first.opening());
        people.order = order;
        let others = people.order.iter().any(|known| known.seat != Seat::FIRST);
        for seat in people.seats().into_iter().filter(|_| others) {
            let espace = self.open(&mut people, seat)?;
            if !espace.is_somebodys().await {
                people.forget(seat);
                continue;
            }
            if seat == Seat::FIRST {
                break;
            }
            self.show(&mut people, seat)?;
            return espace.opening().await;
        }
        people.remember(Seat::FIRST);
        opening
    }

    /// *Une autre personne*, *Ce n'est pas mon code*: who are you? Whoever has a PIN is to be locked after this.
    pub async fn people(&self) -> Step {
        let mut people = self.people.lock().await;
        self.espace().be_left().await;
        let name = self.espace().name_on_lease().await;
        let seat = people.seat;
        if let (Some(name), Some(known)) = (name, people.known_mut(seat)) {
            known.name = Some(name);
        }
        self.find_others(&mut people).await;
        self.write_order(&people).await;
        people.page = Page::People;
        self.choice(&people).await
    }

    /// Whether somebody else is known here.
    pub async fn has_others(&self) -> bool {
        let people = self.people.lock().await;
        people.order.iter().any(|known| known.seat != people.seat)
    }

    /// Shows a person.
    ///
    /// # Errors
    /// When there is no such person, or as [`Espace::opening`].
    pub async fn choose_person(&self, number: u8) -> Result<Step, Failure> {
        let mut people = self.people.lock().await;
        let seat = people.chosen(number)?;
        self.show(&mut people, seat)?;
        self.write_order(&people).await;
        Ok(self.espace().opening().await?.step)
    }

    /// Shows the entrance to somebody new. Whoever leaves it leaves nothing behind.
    ///
    /// # Errors
    /// When there is no place for anybody more, or as [`Espace::opening`].
    pub async fn add_person(&self) -> Result<Step, Failure> {
        let mut people = self.people.lock().await;
        let seat = self.free_seat(&mut people).await?;
        self.show(&mut people, seat)?;
        self.write_order(&people).await;
        Ok(self.espace().opening().await?.step)
    }

    /// *Retirer de cet ordinateur*: asks whether that is meant.
    ///
    /// # Errors
    /// When there is no such person.
    pub async fn ask_person_removal(&self, number: u8) -> Result<Step, Failure> {
        let mut people = self.people.lock().await;
        let seat = people.chosen(number)?;
        let person = self.person(&people, seat).await;
        let person = person.ok_or_else(|| Failure::new(FailureCode::SessionEnded))?;
        people.page = Page::Removal(person.clone());
        Ok(PeopleView::Removal { person }.into())
    }

    /// Removes who was asked for: entries of the keyring and archive. The landlord is told when it can be.
    ///
    /// # Errors
    /// When nobody was asked for.
    pub async fn remove_person(&self) -> Result<Step, Failure> {
        let mut people = self.people.lock().await;
        let Page::Removal(person) = people.page.clone() else {
            return Err(Failure::new(FailureCode::SessionEnded));
        };
        let seat = people.chosen(person.number)?;
        let espace = self.open(&mut people, seat)?;
        espace.opening().await?;
        espace.leave_computer().await;
        people.forget(seat);
        let next = people.seats().first().copied().unwrap_or(Seat::FIRST);
        self.show(&mut people, next)?;
        self.write_order(&people).await;
        if people.order.iter().all(|known| known.seat == next) && !self.espace().is_somebodys().await {
            return Ok(self.espace().opening().await?.step);
        }
        people.page = Page::People;
        Ok(self.choice(&people).await)
    }

    /// *Retour*.
    pub async fn go_back(&self) -> Step {
        let mut people = self.people.lock().await;
        match people.page {
            Page::Removal(_) => {
                people.page = Page::People;
                self.choice(&people).await
            }
            Page::People => {
                people.page = Page::Espace;
                self.espace().begin_again().await
            }
            Page::Espace => {
                if let Some(other) = self.who_is_behind_the_door(&people).await {
                    let left = people.seat;
                    people.forget(left);
                    if self.show(&mut people, other).is_ok() {
                        people.page = Page::People;
                        return self.choice(&people).await;
                    }
                }
                self.espace().go_back().await
            }
        }
    }

    /// Whom *Retour* leads back to from the entrance.
    async fn who_is_behind_the_door(&self, people: &People) -> Option<Seat> {
        let other = people.seats().into_iter().find(|seat| *seat != people.seat)?;
        self.espace().is_at_the_door().await.then_some(other)
    }

    fn open(&self, people: &mut People, seat: Seat) -> Result<Arc<Espace>, Failure> {
        if let Some(opened) = people.opened.get(&seat) {
            return Ok(Arc::clone(opened));
        }
        let espace = Espace::new(self.config.clone(), self.archives.clone(), (self.keyrings)(seat))?;
        let espace = Arc::new(espace);
        people.opened.insert(seat, Arc::clone(&espace));
        Ok(espace)
    }

    fn show(&self, people: &mut People, seat: Seat) -> Result<(), Failure> {
        let espace = self.open(people, seat)?;
        people.remember(seat);
        people.page = Page::Espace;
        self.shown.send_replace(espace);
        Ok(())
    }

    /// *Qui êtes-vous ?*, in the order of the seats: nobody changes place.
    async fn choice(&self, people: &People) -> Step {
        let mut seats = people.seats();
        seats.sort_unstable();
        let mut known = Vec::new();
        for seat in seats {
            known.extend(self.person(people, seat).await);
        }
        PeopleView::Choice {
            full: known.len() >= MAX_PEOPLE.into(),
            people: known,
        }
        .into()
    }

    async fn person(&self, people: &People, seat: Seat) -> Option<Person> {
        let tenant_code = self.tenant_code(people, seat).await?;
        let known = people.order.iter().find(|known| known.seat == seat);
        Some(Person {
            number: seat.number(),
            tenant_code_end: tenant_code.end().to_owned(),
            name: known.and_then(|known| known.name.clone()),
        })
    }

    /// Those whom the order does not tell of: it was lost, or was not written before a kill.
    async fn find_others(&self, people: &mut People) {
        for seat in Seat::all() {
            if people.known_mut(seat).is_none() && self.tenant_code(people, seat).await.is_some() {
                people.order.push(Known { seat, name: None });
            }
        }
    }

    fn vault(&self, seat: Seat) -> Vault {
        Vault::new((self.keyrings)(seat), Limits::default().keyring)
    }

    /// Whose seat it is. Who was opened in this run is asked: without a keyring nothing else knows it (S13).
    async fn tenant_code(&self, people: &People, seat: Seat) -> Option<TenantCode> {
        if let Some(opened) = people.opened.get(&seat) {
            return opened.remembered().await;
        }
        let secret = self.vault(seat).get(SecretName::TenantCode).await?;
        TenantCode::parse(secret.expose_secret()).ok()
    }

    async fn read_order(&self) -> Vec<Known> {
        let secret = self.vault(Seat::FIRST).get(SecretName::People).await;
        let order = secret.and_then(|secret| serde_json::from_str::<Vec<Known>>(secret.expose_secret()).ok());
        let mut order = order.unwrap_or_default();
        order.retain(|known| known.seat.0 < MAX_PEOPLE);
        order
    }

    async fn write_order(&self, people: &People) {
        // Numbers and names: there is nothing in it that cannot be written.
        let order = serde_json::to_string(&people.order).unwrap_or_default();
        self.vault(Seat::FIRST)
            .set(SecretName::People, order.into())
            .await;
    }
}

impl People {
    fn seats(&self) -> Vec<Seat> {
        self.order.iter().map(|known| known.seat).collect()
    }

    fn known_mut(&mut self, seat: Seat) -> Option<&mut Known> {
        self.order.iter_mut().find(|known| known.seat == seat)
    }

    /// One of those who were offered.
    fn chosen(&self, number: u8) -> Result<Seat, Failure> {
        let seat = self.seats().into_iter().find(|seat| seat.number() == number);
        seat.ok_or_else(|| Failure::new(FailureCode::SessionEnded))
    }

    fn forget(&mut self, seat: Seat) {
        self.opened.remove(&seat);
        self.order.retain(|known| known.seat != seat);
    }

    /// Whoever is shown comes first.
    fn remember(&mut self, seat: Seat) {
        let place = self.order.iter().position(|known| known.seat == seat);
        let known = match place {
            Some(place) => self.order.remove(place),
            None => Known { seat, name: None },
        };
        self.order.insert(0, known);
        self.seat = seat;
    }
}
