//! Where the person is. Nothing else knows [`step::Step`]: what a feature shows is turned into one here.

mod place;
pub(crate) mod step;
mod views;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(crate) use self::place::Place;
use crate::core::{
    Core,
    failure::{Failure, FailureCode},
};

/// Where the person is.
///
/// Its lock is not an async one: the compiler lets nobody hold it while something is waited for.
pub(crate) struct Navigator {
    core: Arc<Core>,
    at: Mutex<Stand>,
}

/// Where the person stood when something was asked for. What comes of it moves them only from there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stand {
    place: Place,
    /// How often they had moved by then.
    moves: u64,
}

impl Stand {
    pub(crate) fn place(self) -> Place {
        self.place
    }
}

impl Navigator {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self {
            core,
            at: Mutex::new(Stand {
                place: Place::Welcome,
                moves: 0,
            }),
        }
    }

    /// Where the person is now.
    pub(crate) fn here(&self) -> Stand {
        *self.at()
    }

    pub(crate) fn place(&self) -> Place {
        self.here().place
    }

    /// Whether the person has not moved since.
    pub(crate) fn is_still(&self, stand: Stand) -> bool {
        self.here() == stand
    }

    /// Moves, wherever the person was: for what they have just pressed, and for what ends a session.
    pub(crate) fn go(&self, place: Place) {
        self.put(&mut self.at(), place);
    }

    /// Moves from where the person stood when this was asked for.
    ///
    /// # Errors
    /// When they have moved since: they stay where they are.
    pub(crate) fn go_from(&self, stand: Stand, place: Place) -> Result<(), Failure> {
        let mut at = self.at();
        if *at != stand {
            return Err(Failure::new(FailureCode::Busy));
        }
        self.put(&mut at, place);
        Ok(())
    }

    fn put(&self, at: &mut Stand, place: Place) {
        if at.place != place {
            at.moves += 1;
        }
        at.place = place;
        self.core.let_in(place.is_inside());
    }

    fn at(&self) -> MutexGuard<'_, Stand> {
        // Nothing panics while it is held.
        self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
