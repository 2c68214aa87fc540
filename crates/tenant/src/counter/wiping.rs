//! The end of a visit: everything of the tenant is wiped (S21).

use std::{mem, sync::Arc, time::Duration};

use tokio::time::timeout;

use super::{Counter, Screen, Traces, WipePlace, WipeProof, WipeReason, WipedPlace};
use crate::espace::Espace;

/// How long `end_visit` waits for its report to the landlord's service, which continues in the background.
const END_REPORT_WAIT: Duration = Duration::from_millis(800);

impl Counter {
    /// *Terminer et effacer*, and every other end of a visit. Drops everything of the tenant from memory;
    /// [`WipePlace::Memory`] reports whether that succeeded. Returns the search texts for traces elsewhere, or
    /// `None` when no tenant was at the counter. Reports the end to the landlord's service when it can be reached;
    /// otherwise the visit expires there.
    pub async fn end_visit(&self, reason: WipeReason) -> Option<Traces> {
        let mut state = self.state_at_once().await;
        let traces = state.traces()?;
        let began = state.visit.take().is_some();
        (state.chosen, state.found) = (None, Vec::new());
        let side = self.side(&state).clone();
        let (nobody, lasting) = Espace::at_counter(self.config.landlord.clone(), side.client.clone());
        let left = self.shown.send_replace(Arc::new(nobody));
        left.be_left_at_counter().await;
        drop(left);
        let mut left = mem::replace(&mut *self.lasting.lock().await, lasting);
        let gone = left.ends().await;
        state.screen = Screen::Desk;
        state.wiped = Some(WipeProof {
            places: vec![WipedPlace {
                place: WipePlace::Memory,
                clean: gone,
            }],
            landlord_told: !began,
            reason,
        });
        self.update_frame(&state);
        let staff = state.staff.clone();
        drop(state);
        if let (true, Some(staff)) = (began, staff) {
            let mut end_report = tokio::spawn(async move {
                let reported = side.client.end_visit(&staff.token).await;
                if let Err(error) = &reported {
                    tracing::info!(%error, "the visit ends by itself at the landlord's");
                }
                reported.is_ok()
            });
            let reported = timeout(END_REPORT_WAIT, &mut end_report).await;
            if reported.is_err() {
                *self.end_report.lock().await = Some(end_report);
            }
            let mut state = self.state.lock().await;
            if let Some(proof) = &mut state.wiped {
                proof.landlord_told = matches!(reported, Ok(Ok(true)));
            }
        }
        Some(traces)
    }

    /// Adds places that were checked after the visit, and whether each is clean.
    pub async fn record_wiped(&self, places: Vec<(WipePlace, bool)>) {
        let mut state = self.state.lock().await;
        if let Some(proof) = &mut state.wiped {
            let places = places
                .into_iter()
                .map(|(place, clean)| WipedPlace { place, clean });
            proof.places.extend(places);
        }
    }
}
