//! Today's date when the landlord cannot be asked: the archive keeps how far this machine's clock was off (R8).

use jiff::civil::Date;

use super::{Archive, ArchiveError, CLOCK_AHEAD};
use crate::core::clock::LandlordClock;

impl Archive {
    /// Stores the current moment as a note, and how far this machine's clock is off, for when the landlord cannot
    /// be asked.
    pub(crate) fn keep_now(&self, clock: &LandlordClock, note: &str) -> Result<(), ArchiveError> {
        let ahead = clock.ahead().unwrap_or_default();
        self.put_note(note, &clock.now())?;
        if self.note(CLOCK_AHEAD)? != Some(ahead) {
            self.put_note(CLOCK_AHEAD, &ahead)?;
        }
        Ok(())
    }

    /// Today at the landlord's, as far as this run or the last synchronisation knows.
    pub(crate) fn today(&self, clock: &LandlordClock) -> Result<Date, ArchiveError> {
        let ahead = match clock.ahead() {
            Some(ahead) => ahead,
            None => self.note(CLOCK_AHEAD)?.unwrap_or_default(),
        };
        Ok(LandlordClock::day(ahead))
    }
}
