//! Deletes what has expired, in the background: a request never waits for more than one small transaction of it.
//! Rules do not rely on it. They ask themselves whether what they read has expired.

use std::time::Duration;

use strum::VariantArray;
use tokio::time::{MissedTickBehavior, interval};

use super::event::Event;
use crate::{
    context::Context,
    counter::{
        security_key::attempt::store as key_attempts,
        staff_session::store as staff_sessions,
        visit::{
            log as visit_log,
            store::{self as visits, Of},
        },
    },
    figures::{
        DAY, MAX_WINDOW, MINUTE, PURGE_BATCHES, PURGE_SECONDS, PURGED_ROWS, SEARCH_MINUTES,
        TENANT_CODES_PER_ADDRESS, VISIT_KEPT_DAYS,
    },
    identity::{
        closure::store as closures,
        consent::{self, store as consents},
        device::store as devices,
        enrolment::store as enrolments,
        recovery_hold::{self, store as holds},
        session::store as sessions,
        sign_in_guard::{self, store as sign_in_failures},
        sms_challenge::store as sms_challenges,
    },
    quota::store as counted_events,
    refusal::Refusal,
    service::Service,
};

/// The tables with rows that expire, in the order in which they are purged: enrolments before the visits that they
/// belong to. A visit that expires is ended first, which the journal records.
#[derive(Debug, Clone, Copy, VariantArray)]
enum Purge {
    VisitsUnderWay,
    Sessions,
    Devices,
    ClosingLinks,
    Resets,
    UnconfirmedAddresses,
    Enrolments,
    RobotChecks,
    SmsChallenges,
    SignInFailures,
    CountedEvents,
    CodesOfAddresses,
    StaffSessions,
    KeyAttempts,
    FoundTenants,
    Visits,
    Consents,
}

impl Purge {
    /// Deletes the oldest rows that have expired by now, at most [`PURGED_ROWS`], and returns their number.
    async fn batch(self, service: &Context, now: i64) -> Result<u64, Refusal> {
        let lapsed = match self {
            // Read without the lock: the entries of open accounts are old, too, and are skipped one by one.
            Self::Consents => {
                let before = consent::proof_lapses_before(now);
                consents::lapsed(&mut service.store.read().await?, before, PURGED_ROWS).await?
            }
            _ => Vec::new(),
        };
        let mut writing = service.store.write().await?;
        let (most, connection) = (PURGED_ROWS, &mut writing);
        let deleted = match self {
            Self::VisitsUnderWay => {
                visit_log::end_all(connection, &service.key, Of::Expired(now, most), now).await?
            }
            Self::Sessions => sessions::purge(connection, now, most).await?,
            Self::Devices => devices::purge(connection, now, most).await?,
            Self::ClosingLinks => closures::purge_links(connection, now, most).await?,
            Self::Resets => holds::purge(connection, recovery_hold::recent_since(now), most).await?,
            Self::UnconfirmedAddresses => holds::purge_unconfirmed(connection, now, most).await?,
            Self::Enrolments => enrolments::purge(connection, now, most).await?,
            Self::RobotChecks => enrolments::purge_robot_checks(connection, now, most).await?,
            Self::SmsChallenges => sms_challenges::purge(connection, now, most).await?,
            Self::SignInFailures => {
                sign_in_failures::purge(connection, sign_in_guard::kept_since(now), most).await?
            }
            Self::CountedEvents => counted_events::purge_events(connection, now - MAX_WINDOW, most).await?,
            Self::CodesOfAddresses => {
                let before = now - TENANT_CODES_PER_ADDRESS.window;
                counted_events::purge_codes_of_addresses(connection, before, most).await?
            }
            Self::StaffSessions => staff_sessions::purge_sessions(connection, now, most).await?,
            Self::KeyAttempts => key_attempts::purge(connection, now, most).await?,
            Self::FoundTenants => {
                visits::purge_found(connection, now - SEARCH_MINUTES * MINUTE, most).await?
            }
            Self::Visits => visits::purge(connection, now - VISIT_KEPT_DAYS * DAY, most).await?,
            Self::Consents => {
                for id in &lapsed {
                    consents::forget(connection, *id).await?;
                }
                lapsed.len() as u64
            }
        };
        // Nothing is written to the disk when nothing was deleted.
        if deleted > 0 {
            writing.commit().await?;
        }
        Ok(deleted)
    }
}

/// Purges each table once, a bounded number of rows, of what has expired by `now`. Other writers come in between two
/// transactions.
pub(crate) async fn round(service: &Service, now: i64) -> Result<(), Refusal> {
    for purge in Purge::VARIANTS {
        for _ in 0..PURGE_BATCHES {
            let deleted = purge.batch(&service.base, now).await?;
            service.health.purges();
            if deleted < PURGED_ROWS.unsigned_abs() {
                break;
            }
        }
    }
    recovery_hold::make_due_changes(&service.people(), now).await?;
    // What was deleted, by requests as well, stays in the log until it is emptied.
    Ok(service.base.store.empty_log().await?)
}

/// Purges for as long as the service runs. A clock that jumps ahead by mistake would delete sessions that are in force,
/// so the purge waits for somebody to mend it. Nothing else does: what expires by a wrong clock is in force again once
/// the clock is right.
pub(crate) async fn keep_purging(service: Service) {
    let mut ticks = interval(Duration::from_secs(PURGE_SECONDS.unsigned_abs()));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Some(now) = service.health.believed_time(&service.base) {
            trace(&service, round(&service, now).await);
        }
        service.health.purges();
    }
}

/// Traces a round that failed. One that found the database busy goes on next time.
fn trace(service: &Service, ended: Result<(), Refusal>) {
    if let Err(error) = ended
        && !matches!(error, Refusal::Busy { .. })
    {
        if matches!(error, Refusal::Unwritable(_)) {
            service.base.traces.record(Event::DatabaseUnwritable);
        }
        service.base.traces.record(Event::PurgeFailed);
        tracing::error!(%error, "expired rows could not be deleted");
    }
}
