//! The people of one computer. Each has an account with its own keyring entries, archive, key and optional PIN
//! (S12). One of them is shown.

mod keyring;
mod leaving;
mod link_back;
mod names;
mod seating;
pub(crate) mod view;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use contract::LandlordProfile;
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, watch};

use self::{link_back::LinkBack, seating::Departures};
use crate::{
    core::{
        config::Config,
        failure::{Failure, FailureCode},
        limits::Limits,
        secrets::{KeyringAccess, SecretStore, Vault},
    },
    espace::Espace,
    figures::MAX_PEOPLE,
    navigator::step::{FirstScreen, Step},
    people::view::{PeopleView, Person, Removal},
};

/// One person's set of entries in the keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seat(u8);

impl Seat {
    /// The first seat. Its keyring entries carry no number.
    pub const FIRST: Self = Self(0);

    fn all() -> impl Iterator<Item = Self> {
        (0..MAX_PEOPLE).map(Self)
    }

    /// The number of the seat, from 0.
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
    /// Every question of this process: those of each `Espace`, and those of *Qui êtes-vous ?*.
    keyring: KeyringAccess,
    shown: watch::Sender<Arc<Espace>>,
    people: Mutex<People>,
    departures: Departures,
    link_back: Mutex<LinkBack>,
}

/// The state of the household.
struct People {
    seat: Seat,
    screen: Screen,
    /// The seats opened in this run, one `Espace` each: two of one account would refresh the same token (S9).
    opened: BTreeMap<Seat, Arc<Espace>>,
    /// The people known here, the last shown first.
    order: Vec<RememberedPerson>,
    /// The order as the keyring holds it.
    stored: Vec<RememberedPerson>,
}

/// What the keyring holds of a person for *Qui êtes-vous ?*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RememberedPerson {
    seat: Seat,
    /// The name of the tenant, once the archive was read.
    name: Option<String>,
}

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Screen {
    /// The person's own screens.
    Espace,
    /// *Qui êtes-vous ?*
    People,
    /// *Retirer de cet ordinateur ?*
    Removal(Removal),
}

impl Household {
    /// Creates the household, with the folder of its archives.
    ///
    /// # Errors
    /// When the system's TLS cannot be used.
    pub fn new(mut config: Config, archives: PathBuf, keyrings: Keyrings) -> Result<Self, Failure> {
        let keyring = KeyringAccess::new(Limits::default().keyring);
        let vault = Vault::new(keyrings(Seat::FIRST), keyring.clone());
        // The password of a proxy is the computer's, whoever is shown.
        config.proxies = config.proxies.kept_in(vault.clone());
        let first = Espace::with_vault(config.clone(), archives.clone(), vault).map(Arc::new)?;
        Ok(Self {
            config,
            archives,
            keyrings,
            keyring,
            shown: watch::Sender::new(Arc::clone(&first)),
            people: Mutex::new(People {
                seat: Seat::FIRST,
                screen: Screen::Espace,
                opened: BTreeMap::from([(Seat::FIRST, first)]),
                order: Vec::new(),
                stored: Vec::new(),
            }),
            departures: Departures::default(),
            link_back: Mutex::default(),
        })
    }

    /// The person who is shown.
    pub fn espace(&self) -> Arc<Espace> {
        Arc::clone(&self.shown.borrow())
    }

    /// Watches which person is shown.
    pub fn shown(&self) -> watch::Receiver<Arc<Espace>> {
        self.shown.subscribe()
    }

    /// The landlord's profile, as configured. Makes no request.
    pub fn landlord_profile(&self) -> LandlordProfile {
        self.config.landlord.clone()
    }

    /// The first screen: that of the person shown last. The order of the people is read at the same time as the
    /// entries of the first seat, so that a single person does not wait for it. While the keyring is locked, nothing
    /// of it is read, and the screen says what to do.
    ///
    /// # Errors
    /// As [`Espace::first_screen`].
    pub async fn first_screen(&self) -> Result<FirstScreen, Failure> {
        let mut people = self.people.lock().await;
        if let Some(locked) = self.behind_locked_keyring().await {
            return Ok(locked);
        }
        if !people.order.is_empty() {
            let first_screen = self.espace().first_screen().await;
            let first_screen = self.or_choice(&mut people, first_screen).await?;
            return Ok(match people.screen {
                Screen::Espace => first_screen,
                Screen::People => FirstScreen {
                    step: self.choice(&people).await,
                    ..first_screen
                },
                Screen::Removal(ref removal) => FirstScreen {
                    step: PeopleView::Removal(removal.clone()).into(),
                    ..first_screen
                },
            });
        }
        let first = self.open(&mut people, Seat::FIRST)?;
        let (order, first_screen) = tokio::join!(self.read_order(), first.first_screen());
        people.stored.clone_from(&order);
        people.order = order;
        let others = people.order.iter().any(|known| known.seat != Seat::FIRST);
        for seat in people.seats().into_iter().filter(|_| others) {
            let espace = self.open(&mut people, seat)?;
            if !espace.is_somebodys().await {
                espace.finish_forgetting().await;
                people.forget(seat);
                continue;
            }
            if seat == Seat::FIRST {
                break;
            }
            self.show(&mut people, seat)?;
            let first_screen = espace.first_screen().await;
            return self.or_choice(&mut people, first_screen).await;
        }
        people.remember(Seat::FIRST);
        self.or_choice(&mut people, first_screen).await
    }

    /// *Qui êtes-vous ?* when the archive of the person shown is of a later version and others are known: theirs may
    /// open.
    async fn or_choice(
        &self,
        people: &mut People,
        first_screen: Result<FirstScreen, Failure>,
    ) -> Result<FirstScreen, Failure> {
        let seat = people.seat;
        match first_screen {
            Err(failure)
                if failure.code == FailureCode::ArchiveOfLaterVersion
                    && people.order.iter().any(|known| known.seat != seat) =>
            {
                people.screen = Screen::People;
                Ok(self.in_place_of_espace(self.choice(people).await))
            }
            first_screen => first_screen,
        }
    }

    /// A first screen that is nobody's own.
    fn in_place_of_espace(&self, step: Step) -> FirstScreen {
        let espace = self.espace();
        FirstScreen {
            step,
            secrets_kept: espace.secrets_kept(),
            lockable: espace.is_lockable(),
            counter: None,
        }
    }

    /// *Une autre personne*, *Ce n'est pas mon code*: opens *Qui êtes-vous ?*. The caller locks the person who was
    /// shown.
    pub async fn people(&self) -> Step {
        let mut people = self.people.lock().await;
        self.espace().be_left().await;
        self.learn_name(&mut people, &self.espace()).await;
        self.find_others(&mut people).await;
        self.write_order(&mut people).await;
        people.screen = Screen::People;
        self.choice(&people).await
    }

    /// Whether another person is known here.
    pub async fn has_others(&self) -> bool {
        self.people.lock().await.has_others()
    }

    /// The person who is shown, where several are known: the window says whose PIN it wants.
    pub async fn person_shown(&self) -> Option<Person> {
        let people = self.people.lock().await;
        if !people.has_others() {
            return None;
        }
        self.person(&people, people.seat).await
    }

    /// Shows a person.
    ///
    /// # Errors
    /// When there is no such person, or as [`Espace::first_screen`].
    pub async fn choose_person(&self, number: u8) -> Result<Step, Failure> {
        let mut people = self.people.lock().await;
        let seat = people.chosen(number)?;
        self.show(&mut people, seat)?;
        self.write_order(&mut people).await;
        Ok(self.espace().first_screen().await?.step)
    }

    /// Shows the welcome page on a free seat, for a new person. *Retour* from it frees the seat.
    ///
    /// # Errors
    /// When all seats are taken, or as [`Espace::first_screen`].
    pub async fn add_person(&self) -> Result<Step, Failure> {
        let mut people = self.people.lock().await;
        let seat = self.free_seat(&mut people).await?;
        self.show(&mut people, seat)?;
        self.write_order(&mut people).await;
        Ok(self.espace().first_screen().await?.step)
    }

    /// *Retour*.
    pub async fn go_back(&self) -> Step {
        self.departures.count();
        let mut people = self.people.lock().await;
        match people.screen {
            Screen::Removal(_) => {
                people.screen = Screen::People;
                self.choice(&people).await
            }
            Screen::People => {
                people.screen = Screen::Espace;
                self.espace().begin_again().await
            }
            Screen::Espace => {
                if let Some(other) = self.person_behind_the_door(&people).await {
                    let left = people.seat;
                    people.forget(left);
                    if self.show(&mut people, other).is_ok() {
                        people.screen = Screen::People;
                        return self.choice(&people).await;
                    }
                }
                let step = self.espace().go_back().await;
                // From *Connexion*, where others may want to come in instead.
                if matches!(step, Step::Welcome)
                    && people.has_others()
                    && self.tenant_code(&people, people.seat).await.is_some()
                {
                    self.espace().open_sign_in().await;
                    people.screen = Screen::People;
                    return self.choice(&people).await;
                }
                step
            }
        }
    }

    fn open(&self, people: &mut People, seat: Seat) -> Result<Arc<Espace>, Failure> {
        if let Some(opened) = people.opened.get(&seat) {
            return Ok(Arc::clone(opened));
        }
        let espace = Espace::with_vault(self.config.clone(), self.archives.clone(), self.vault(seat))?;
        let espace = Arc::new(espace);
        people.opened.insert(seat, Arc::clone(&espace));
        Ok(espace)
    }

    fn show(&self, people: &mut People, seat: Seat) -> Result<(), Failure> {
        let espace = self.open(people, seat)?;
        people.remember(seat);
        people.screen = Screen::Espace;
        self.shown.send_replace(espace);
        Ok(())
    }

    /// *Qui êtes-vous ?*, ordered by seat, so that no person changes place.
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

    /// Adds the people missing from the order: it was lost, or a kill came before it was written.
    async fn find_others(&self, people: &mut People) {
        for seat in Seat::all() {
            if people.known_mut(seat).is_none() && self.tenant_code(people, seat).await.is_some() {
                people.order.push(RememberedPerson { seat, name: None });
            }
        }
    }
}

impl People {
    fn seats(&self) -> Vec<Seat> {
        self.order.iter().map(|known| known.seat).collect()
    }

    /// Whether another person than the one shown is known here.
    fn has_others(&self) -> bool {
        self.order.iter().any(|known| known.seat != self.seat)
    }

    fn known_mut(&mut self, seat: Seat) -> Option<&mut RememberedPerson> {
        self.order.iter_mut().find(|known| known.seat == seat)
    }

    /// The seat with this number, if it was offered.
    fn chosen(&self, number: u8) -> Result<Seat, Failure> {
        let seat = self.seats().into_iter().find(|seat| seat.number() == number);
        seat.ok_or_else(|| Failure::new(FailureCode::SessionEnded))
    }

    fn forget(&mut self, seat: Seat) {
        self.opened.remove(&seat);
        self.order.retain(|known| known.seat != seat);
    }

    /// Puts the person shown first.
    fn remember(&mut self, seat: Seat) {
        let place = self.order.iter().position(|known| known.seat == seat);
        let known = match place {
            Some(place) => self.order.remove(place),
            None => RememberedPerson { seat, name: None },
        };
        self.order.insert(0, known);
        self.seat = seat;
    }
}
