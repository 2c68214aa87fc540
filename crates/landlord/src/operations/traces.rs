//! The security log and its counters (S27). A rule calls [`Context::trace`] with an event and whom it is about; the
//! source of the request is known to the log already.
//!
//! A line names nobody: whom it is about and where it comes from are keyed hashes, which change every month.

use std::{
    array,
    future::Future,
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{StaffLogin, TenantCode};

use super::event::Event;
use crate::{context::Context, figures::TRACE_LINES_PER_MINUTE, keys::Hash, quota};

/// Bytes of a keyed hash that the log shows: enough to follow somebody for a month.
const SHOWN_BYTES: usize = 6;
/// Number of events.
const EVENTS: usize = Event::ALL.len();

tokio::task_local! {
    /// The client's address, while a request is answered.
    static SOURCE: IpAddr;
}

/// Answers a request: what is traced meanwhile comes from this address.
pub(crate) async fn from_address<T>(address: IpAddr, answer: impl Future<Output = T>) -> T {
    SOURCE.scope(address, answer).await
}

/// Whom an event is about. The log has only a pseudonym.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Who<'a> {
    /// Nobody in particular.
    Nobody,
    /// A tenant code, on file or not.
    Tenant(&'a TenantCode),
    /// A login of staff, on file or not.
    Staff(&'a StaffLogin),
}

impl Context {
    /// Records an event: a line in the security log, and its counter.
    pub(crate) fn trace(&self, event: Event, who: Who<'_>) {
        let today = self.clock.today();
        let month = format!("{}-{}", today.year(), today.month());
        let hash = |label: &str, part: &[u8]| shown(self.key.derive_hash(label, &[month.as_bytes(), part]));
        let who = match who {
            Who::Nobody => None,
            Who::Tenant(tenant_code) => Some(hash("trace-tenant", tenant_code.as_str().as_bytes())),
            Who::Staff(login) => Some(hash("trace-staff", login.as_str().as_bytes())),
        };
        let source = SOURCE.try_with(|address| quota::address_subject(&self.key, *address));
        let source = source.ok().map(|subject| hash("trace-source", &subject));
        self.traces.write(event, who.as_deref(), source.as_deref());
    }
}

fn shown(hash: Hash) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(&hash[..SHOWN_BYTES])
}

/// The counters of all events since the start. Clones share them.
#[derive(Clone)]
pub(crate) struct Traces(Arc<Shared>);

struct Shared {
    began: Instant,
    counters: [Counter; EVENTS],
}

#[derive(Default)]
struct Counter {
    total: AtomicU64,
    lines: Mutex<Lines>,
}

impl Traces {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Shared {
            began: Instant::now(),
            counters: array::from_fn(|_| Counter::default()),
        }))
    }

    /// Records an event that is about nobody and comes from no request. [`Context::trace`] records the others.
    pub(crate) fn record(&self, event: Event) {
        self.write(event, None, None);
    }

    /// How often an event was recorded since the start.
    pub(crate) fn total(&self, event: Event) -> u64 {
        self.counter(event).total.load(Ordering::Relaxed)
    }

    fn counter(&self, event: Event) -> &Counter {
        &self.0.counters[event as usize]
    }

    fn write(&self, event: Event, who: Option<&str>, source: Option<&str>) {
        let counter = self.counter(event);
        counter.total.fetch_add(1, Ordering::Relaxed);
        let minute = self.0.began.elapsed().as_secs() / 60;
        let mut lines = counter.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let admitted = lines.admit(minute);
        drop(lines);
        if let Some(left_out) = admitted {
            let (kind, outcome) = event.names();
            tracing::info!(
                target: "landlord::security",
                kind,
                outcome,
                who,
                source,
                left_out,
                "security event"
            );
        }
    }
}

/// How many lines an event wrote in the present minute: whoever causes events must not be able to fill the disk.
#[derive(Debug, Default)]
struct Lines {
    minute: u64,
    written: u32,
    left_out: u64,
}

impl Lines {
    /// Whether one more line is written; if so, returns how many were left out since the last one.
    fn admit(&mut self, minute: u64) -> Option<u64> {
        if minute != self.minute {
            (self.minute, self.written) = (minute, 0);
        }
        if self.written >= TRACE_LINES_PER_MINUTE {
            self.left_out += 1;
            return None;
        }
        self.written += 1;
        Some(std::mem::take(&mut self.left_out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s27_a_flood_writes_few_lines_and_then_says_how_many_are_missing() {
        let mut lines = Lines::default();
        for _ in 0..TRACE_LINES_PER_MINUTE {
            assert_eq!(lines.admit(3), Some(0));
        }
        for _ in 0..7 {
            assert_eq!(lines.admit(3), None);
        }
        assert_eq!([4, 4, 5].map(|minute| lines.admit(minute)), [7, 0, 0].map(Some));
    }

    #[test]
    fn s27_a_flood_is_counted_in_full() {
        let traces = Traces::new();
        let flood = 2 * u64::from(TRACE_LINES_PER_MINUTE);
        for _ in 0..flood {
            traces.record(Event::PasswordWrong);
        }
        assert_eq!(traces.total(Event::PasswordWrong), flood);
        assert_eq!(traces.total(Event::SignedIn), 0);
    }
}
