//! The end of a visit: everything of the tenant is wiped (S21).

use std::{mem, sync::Arc, time::Duration};

use tokio::time::timeout;

use super::{Counter, Side, Staff, Traces, WipePlace, WipeProof, WipeReason, WipedPlace};
use crate::espace::{Espace, Lasting};

/// How long `end_visit` waits for commands that still hold something of the tenant. Their requests are cancelled.
const MAX_LEAVE: Duration = Duration::from_millis(500);
/// How long `end_visit` waits for its report to the landlord's service, which continues in the background.
const END_REPORT_WAIT: Duration = Duration::from_millis(500);

impl Counter {
    /// *Terminer et effacer*, and every other end of a visit. Locks the desk, unless staff end the visit who had the
    /// keyboard all the time. A sign-in of staff that is under way signs nobody in. Drops everything of the tenant
    /// from memory; [`WipePlace::Memory`] reports whether that succeeded. Returns the search texts for traces
    /// elsewhere, or `None` when no tenant was at the counter. Reports the end to the landlord's service when it can
    /// be reached; otherwise the visit expires there.
    pub async fn end_visit(&self, reason: WipeReason) -> Option<Traces> {
        self.leave_sign_in();
        let mut state = self.state_at_once().await;
        let traces = state.traces();
        state.leave_screen(reason);
        if reason == WipeReason::Ended {
            // Somebody pressed.
            self.reset_idle_timer();
        }
        let Some(traces) = traces else {
            self.update_frame(&state);
            return None;
        };
        let began = state.visit.take().is_some();
        (state.chosen, state.found) = (None, Vec::new());
        state.left_behind = Vec::new();
        let side = self.side(&state).clone();
        let (nobody, lasting) = Espace::at_counter(self.config.landlord.clone(), side.client.clone());
        let left = self.shown.send_replace(Arc::new(nobody));
        let lasting = mem::replace(&mut *self.lasting.lock().await, lasting);
        state.wiped = Some(WipeProof {
            places: Vec::new(),
            landlord_told: !began,
            reason,
        });
        self.update_frame(&state);
        let staff = state.staff.clone().filter(|_| began);
        drop(state);
        let (gone, told) = tokio::join!(leave(left, lasting), self.report_end(side, staff));
        if told {
            let mut state = self.state_at_once().await;
            if let Some(proof) = &mut state.wiped {
                proof.landlord_told = true;
            }
        }
        self.record_wiped(vec![(WipePlace::Memory, gone)]).await;
        Some(traces)
    }

    /// Reports the end of a visit. Returns whether the landlord's service received it, as far as is known by now.
    async fn report_end(&self, side: Side, staff: Option<Staff>) -> bool {
        let Some(staff) = staff else { return false };
        let mut end_report = tokio::spawn(async move {
            let reported = side.client.end_visit(&staff.token).await;
            if let Err(error) = &reported {
                tracing::info!(%error, "the visit ends by itself at the landlord's");
            }
            reported.is_ok()
        });
        let reported = timeout(END_REPORT_WAIT, &mut end_report).await;
        // Somebody who waits for an earlier report holds this: the end of a visit does not wait for them.
        if reported.is_err()
            && let Ok(mut waiting) = self.end_report.try_lock()
        {
            *waiting = Some(end_report);
        }
        matches!(reported, Ok(Ok(true)))
    }

    /// Adds places that were checked after the visit, and whether each is clean.
    pub async fn record_wiped(&self, places: Vec<(WipePlace, bool)>) {
        let mut state = self.state_at_once().await;
        if let Some(proof) = &mut state.wiped {
            let places = places
                .into_iter()
                .map(|(place, clean)| WipedPlace { place, clean });
            proof.places.extend(places);
        }
    }
}

/// Leaves the `Espace` of a visit. Returns whether it is gone from memory.
async fn leave(left: Arc<Espace>, lasting: Lasting) -> bool {
    let left = timeout(MAX_LEAVE, async move {
        left.be_left_at_counter().await;
        drop(left);
        lasting.ends().await;
    });
    let gone = left.await.is_ok();
    if !gone {
        tracing::warn!("something of the visit outlasts it");
    }
    gone
}
