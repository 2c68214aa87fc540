//! Where the person is. Features return views; this module turns a view into a [`step::Step`].

mod place;
pub(crate) mod step;
mod views;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(crate) use self::place::{Opener, Place};
use crate::core::{
    Core,
    failure::{Failure, FailureCode},
};

/// Where the person is.
///
/// Its lock is a synchronous one, so that the compiler rejects holding it across an `await`.
pub(crate) struct Navigator {
    core: Arc<Core>,
    at: Mutex<Location>,
}

/// Where the person was when a request started. The answer moves them only if they are still there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Location {
    place: Place,
    /// How often they had moved until then.
    moves: u64,
}

impl Location {
    pub(crate) fn place(self) -> Place {
        self.place
    }
}

impl Navigator {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self {
            core,
            at: Mutex::new(Location {
                place: Place::Welcome,
                moves: 0,
            }),
        }
    }

    /// Where the person is now.
    pub(crate) fn here(&self) -> Location {
        *self.at()
    }

    pub(crate) fn place(&self) -> Place {
        self.here().place
    }

    /// Whether the person has not moved since.
    pub(crate) fn is_still(&self, location: Location) -> bool {
        self.here() == location
    }

    /// # Errors
    /// `Busy`, when the person has moved since.
    pub(crate) fn ensure_still(&self, location: Location) -> Result<(), Failure> {
        self.go_from(location, location.place)
    }

    /// The person leaves what they asked for: its answer moves them no more, also if they stay at this place. Returns
    /// where they are.
    pub(crate) fn leave(&self) -> Location {
        let mut at = self.at();
        at.moves += 1;
        *at
    }

    /// Moves from anywhere: for a press that is answered at once, and for the end of a session.
    pub(crate) fn go(&self, place: Place) {
        self.put(&mut self.at(), place);
    }

    /// Moves from where the person was when the request started.
    ///
    /// # Errors
    /// `Busy`, when they have moved since. They stay where they are.
    pub(crate) fn go_from(&self, location: Location, place: Place) -> Result<(), Failure> {
        let mut at = self.at();
        if *at != location {
            return Err(Failure::new(FailureCode::Busy));
        }
        self.put(&mut at, place);
        Ok(())
    }

    fn put(&self, at: &mut Location, place: Place) {
        if at.place != place {
            at.moves += 1;
        }
        at.place = place;
        self.core.let_in(place.is_inside());
    }

    fn at(&self) -> MutexGuard<'_, Location> {
        // No code panics while the lock is held.
        self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
