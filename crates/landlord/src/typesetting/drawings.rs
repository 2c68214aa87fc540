//! Bounded drawing of PDF files: a maximum number at once, of which one person gets at most a share. What is drawn is
//! bounded by each paper itself, and with it the time and the memory of one drawing (decision 32).

use std::time::Duration;

use super::TypesettingError;
use crate::{
    concurrency::{self, Bounds, Place, Share, SharedConcurrencyLimit},
    figures::{DRAWING_QUEUE_SECONDS, DRAWINGS_QUEUED},
    refusal::Refusal,
};

/// As many drawings at once as there are cores.
fn bounds() -> Bounds {
    Bounds {
        permits: concurrency::cores(),
        queue: Duration::from_secs(DRAWING_QUEUE_SECONDS),
        retry_after: 5,
    }
}

/// One person gets at most half of the drawings, rounded up, and a short queue.
fn share() -> Share {
    Share {
        permits: concurrency::cores().div_ceil(2),
        queued: DRAWINGS_QUEUED,
    }
}

/// The limit on drawing PDF files.
#[derive(Debug)]
pub(crate) struct Drawings(SharedConcurrencyLimit);

impl Drawings {
    pub(crate) fn new() -> Self {
        Self(SharedConcurrencyLimit::new(bounds(), share()))
    }

    /// Draws a PDF file for a tenant or a member of staff once the limit allows it. `person` is the tenant code or
    /// login.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when too many drawings are pending, [`Refusal::Pdf`] when the drawing fails.
    pub(crate) async fn draw(
        &self,
        person: &str,
        render: impl FnOnce() -> Result<Vec<u8>, TypesettingError> + Send + 'static,
    ) -> Result<Vec<u8>, Refusal> {
        self.0.run_for(person, drawing(render)).await
    }

    /// Takes a place for what is large to read, and is read before it is drawn or sent.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when the person has too many pending.
    pub(crate) fn place(&self, person: &str) -> Result<Place, Refusal> {
        self.0.place(person)
    }

    /// As [`Self::draw`], for a person who already has a place.
    ///
    /// # Errors
    /// As [`Self::draw`].
    pub(crate) async fn draw_in(
        &self,
        place: Place,
        render: impl FnOnce() -> Result<Vec<u8>, TypesettingError> + Send + 'static,
    ) -> Result<Vec<u8>, Refusal> {
        self.0.run_in(place, drawing(render)).await
    }
}

fn drawing(
    render: impl FnOnce() -> Result<Vec<u8>, TypesettingError> + Send + 'static,
) -> impl FnOnce() -> Result<Vec<u8>, Refusal> + Send + 'static {
    move || render().map_err(|error| Refusal::Pdf(error.to_string()))
}
