//! How long a command waits: all of its requests have one deadline (R5). Content that leaves, and an export that comes, move it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::{Instant, sleep_until};

use super::{ClientError, LandlordClient};

tokio::task_local! {
    /// Deadline for all requests of one command.
    static DEADLINE: Deadline;
}

/// The moment at which a wait ends.
#[derive(Debug, Clone)]
pub(super) struct Deadline(Arc<Mutex<Instant>>);

impl Deadline {
    fn after(wait: Duration) -> Self {
        Self(Arc::new(Mutex::new(Instant::now() + wait)))
    }

    fn ends(&self) -> Instant {
        // An instant is whole, whatever panicked.
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the wait last this long from now on, at least.
    pub(super) fn extend(&self, wait: Duration) {
        self.extend_to(Instant::now() + wait);
    }

    /// Makes the wait last until then, at least.
    pub(super) fn extend_to(&self, end: Instant) {
        let mut ends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *ends = (*ends).max(end);
    }

    async fn passed(&self) {
        while self.ends() > Instant::now() {
            sleep_until(self.ends()).await;
        }
    }
}

impl LandlordClient {
    /// The longest wait without a word (R5).
    pub(crate) fn longest_wait(&self) -> Duration {
        self.limits.whole
    }

    /// Runs several requests of one command under the deadline of one.
    pub(crate) fn in_one_wait<T>(&self, questions: impl Future<Output = T>) -> impl Future<Output = T> {
        // Boxed before a caller's future holds it: the requests of a command nest deep, and threads have 2 MiB of stack.
        Box::pin(async move { DEADLINE.scope(self.deadline(), questions).await })
    }

    /// Runs requests that nobody waits for, under a deadline of their own.
    pub(super) fn in_own_wait<T>(&self, questions: impl Future<Output = T>) -> impl Future<Output = T> {
        Box::pin(async move {
            let deadline = Deadline::after(self.limits.whole);
            DEADLINE.scope(deadline, questions).await
        })
    }

    /// The deadline of the command under way, or a new one.
    pub(super) fn deadline(&self) -> Deadline {
        let under_way = DEADLINE.try_with(Deadline::clone);
        under_way.unwrap_or_else(|_| Deadline::after(self.limits.whole))
    }

    /// Cancels the work at the deadline, and when its visit is left. Only for work that may be cancelled anywhere.
    pub(crate) fn in_time<T, E: From<ClientError>>(
        &self,
        work: impl Future<Output = Result<T, E>>,
    ) -> impl Future<Output = Result<T, E>> {
        // Boxed as in `in_one_wait`.
        Box::pin(async move {
            let deadline = self.deadline();
            let work = async {
                self.route.refresh().await;
                work.await
            };
            tokio::select! {
                biased;
                () = self.visit_left() => Err(ClientError::VisitLeft.into()),
                answer = work => answer,
                () = deadline.passed() => Err(ClientError::Slow.into()),
            }
        })
    }
}
